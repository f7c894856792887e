"""The groups of today on the start page: one tap opens the hour, and everybody is present."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.data.queries import load
from rxapp.home.rows import TodaysHour
from rxapp.ui import badge, card, empty_state, group_face, link_button, row, rows, spread, t

GROUPS = load("rxapp.groups")


def todays_groups() -> rx.Component:
    """The hours of today in order of time, and the way to all groups."""
    today = browser.live(GROUPS.todays_sessions, TodaysHour)
    nothing = empty_state("calendar", t("Vandaag is er geen groep"))
    return card(
        rx.cond(today.length() > 0, rows(rx.foreach(today, _hour), label=t("Groepen van vandaag")), nothing),
        spread(
            link_button(t("Alle groepen"), routes.GROUPS, icon="users"),
            link_button(t("Werkvormen"), routes.ACTIVITIES, icon="puzzle"),
        ),
        title=t("Groepen van vandaag"),
    )


def _hour(hour: Any) -> rx.Component:
    look = browser.go(routes.hour_of(hour.kind, hour.id))
    begin = browser.write(GROUPS.open_session, then=[look], session=hour.id)
    state = rx.cond(
        hour.is_closed == 1,
        badge(t("Klaar"), "circle-check", "good"),
        rx.cond(hour.is_open == 1, badge(t("Bezig"), "clock", "notice"), badge(t("Beginnen"), "play")),
    )
    return row(
        hour.name,
        rx.el.span(hour.starts, " · ", hour.place),
        leading=group_face(hour),
        trailing=state,
        on_click=browser.chosen(hour.is_open == 1, look, begin),
        key=hour.id,
    )
