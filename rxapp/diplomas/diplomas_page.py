"""All diplomas of the site, the groups that may get one, and the way to check one."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.diplomas.parts import DIPLOMAS, state_badge
from rxapp.diplomas.rows import DiplomaGroup, DiplomaLine
from rxapp.ui import (
    badge,
    card,
    columns,
    day_in_words,
    empty_state,
    group_face,
    link_button,
    page,
    row,
    rows,
    t,
    tn,
)


def diplomas_page() -> rx.Component:
    """The groups first: there a diploma is given."""
    groups = browser.live(DIPLOMAS.diploma_groups, DiplomaGroup)
    given = browser.live(DIPLOMAS.diplomas, DiplomaLine)
    no_group = empty_state("graduation-cap", t("Er is nog geen groep met een diploma"))
    none = empty_state("graduation-cap", t("Er is nog geen diploma gegeven"))
    by_group = rows(rx.foreach(groups, _group), label=t("Groepen"))
    listed = rows(rx.foreach(given, _diploma), label=t("Gegeven diploma's"))
    return page(
        t("Diploma's"),
        columns(
            card(rx.cond(groups.length() > 0, by_group, no_group), title=t("Groepen")),
            card(rx.cond(given.length() > 0, listed, none), title=t("Gegeven diploma's")),
        ),
        back=routes.HOME,
        wide=True,
        actions=(link_button(t("Diploma controleren"), routes.CHECK_DIPLOMA, icon="qr-code"),),
    )


def _group(group: Any) -> rx.Component:
    given = badge(tn("{n} gegeven", "{n} gegeven", group.given), "graduation-cap", "good")
    return row(
        group.name,
        group.programme_name,
        leading=group_face(group, "s"),
        trailing=rx.cond(group.given > 0, given, rx.fragment()),
        href=routes.group_diplomas(group.id),
        key=group.id,
    )


def _diploma(diploma: Any) -> rx.Component:
    sub = rx.el.span(diploma.achievement, ", ", day_in_words(diploma.issued_on))
    return row(diploma.first_name, sub, trailing=state_badge(diploma.state), key=diploma.id)
