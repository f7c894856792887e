"""The library of activities: draaiboeken, canvassen and spellen, ready to use."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.activities.parts import ACTIVITIES, measures
from rxapp.activities.rows import ActivityLine
from rxapp.ui import card, choice_group, page, t


def activities_page() -> rx.Component:
    """All activities, or those of one kind."""
    kind = browser.field("activity_kind")
    found = browser.live(ACTIVITIES.activities, ActivityLine, kind=kind.value)
    kinds = [
        ("", t("Alle"), "list"),
        ("draaiboek", t("Draaiboek"), "list-checks"),
        ("canvas", t("Canvas"), "layout-grid"),
        ("spel", t("Spel"), "puzzle"),
    ]
    return page(
        t("Werkvormen"),
        rx.el.p(t("Iets om samen te doen, helemaal uitgeschreven. Lees het door, en u kunt beginnen.")),
        choice_group(t("Welke soort?"), kinds, kind.value, kind.set, name="kind", columns=True),
        rx.el.div(rx.foreach(found, _line), class_name="taps"),
        back=routes.GROUPS,
        wide=True,
    )


def _line(activity: Any) -> rx.Component:
    """The texts of an activity are as they were written, in Dutch."""
    link = rx.el.a(activity.name, href=routes.activity(activity.id), class_name="tile-label activity-link", lang="nl")
    return card(rx.el.h2(link), rx.el.p(activity.goal, lang="nl"), measures(activity), key=activity.id)
