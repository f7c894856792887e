"""The groups on the start page: one tap opens an hour of today, and one that nobody closed waits until somebody does."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.data.queries import load
from rxapp.home.rows import TodaysHour, UnclosedHour
from rxapp.ui import badge, card, day_in_words, empty_state, group_face, link_button, row, rows, some_rows, spread, t

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


def unclosed_hours() -> rx.Component:
    """The hours of earlier days that still want their close, or nothing."""
    left = browser.live(GROUPS.unclosed_sessions, UnclosedHour)
    title = t("Nog niet afgesloten")
    shown = card(
        rx.el.p(t("Alles is bewaard. Kijk het na en sluit het uur af.")), some_rows(left, _late, title), title=title
    )
    return rx.cond(left.length() > 0, shown, rx.fragment())


def _late(hour: Any) -> rx.Component:
    where = routes.hour_of(hour.kind, hour.id)
    state = badge(t("Afsluiten"), "clock", "notice")
    return row(hour.name, day_in_words(hour.day), leading=group_face(hour), trailing=state, href=where, key=hour.id)
