"""All groups that run, and what belongs to them."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.groups.parts import GROUPS, listed
from rxapp.groups.rows import Group, Waiting
from rxapp.ui import card, day_in_words, group_face, page, row, t, tile, tiles, tn


def groups_page() -> rx.Component:
    """The groups, who waits, and what they do."""
    groups = browser.live(GROUPS.groups, Group)
    waiting = browser.live(GROUPS.waiting_people, Waiting, programme="")
    people = tn("{n} persoon wacht", "{n} mensen wachten", waiting.length())
    return page(
        t("Groepen"),
        card(listed(groups, _group_row, t("Alle groepen"), t("Er zijn nog geen groepen.")), title=t("Alle groepen")),
        tiles(
            tile(t("Wachtlijst"), routes.WAITING, "hourglass", people),
            tile(t("Programma's"), routes.PROGRAMMES, "library", t("Nieuwe groep, regels en kosten")),
            tile(t("Werkvormen"), routes.ACTIVITIES, "puzzle", t("Iets leuks en nuttigs om samen te doen")),
        ),
        back=routes.HOME,
    )


def _group_row(group: Any) -> rx.Component:
    size = rx.cond(
        group.keeps_names == 1,
        tn("{n} deelnemer", "{n} deelnemers", group.people),
        t("Zonder namen"),
    )
    following = rx.cond(group.next_on != "", rx.fragment(" · ", day_in_words(group.next_on)), rx.fragment())
    words = rx.el.span(size, following)
    return row(group.name, words, leading=group_face(group), href=routes.group(group.id), key=group.id)
