"""Privacy that runs by itself: what goes when, what went, and what one learner may ask of us."""

from typing import Any

import reflex as rx

from rxapp.office.folder_page import folder_part
from rxapp.office.frame import office_page
from rxapp.office.links import file_link
from rxapp.office.privacy_state import PrivacyState, Term
from rxapp.ui import (
    button,
    card,
    columns,
    day_in_words,
    icon,
    moment_in_words,
    row,
    some_rows,
    spread,
    stack,
    symbol,
    t,
    tn,
)


def privacy_page() -> rx.Component:
    """One learner on one side, the rules of the site on the other."""
    return office_page(
        t("Privacy"), columns(stack(folder_part(), _papers(), _untold()), stack(_going(), _terms(), _removed()))
    )


def _terms() -> rx.Component:
    """A number of months per kind; it is stored when the box is left."""

    def line(term: Term) -> rx.Component:
        box = rx.el.input(
            type="number",
            min="0",
            max="240",
            default_value=term.months.to_string(),
            key=term.months.to_string(),
            on_blur=lambda typed: PrivacyState.keep_for(term.kind, typed),
            aria_label=t("{wat}: maanden", wat=t(term.name)),
            class_name="input term-months",
        )
        return row(t(term.name), t(term.after), trailing=box, key=term.kind)

    told = rx.el.p(t("Wie welk boek leende gaat weg als het boek terug is."), class_name="row-sub")
    return card(some_rows(PrivacyState.terms, line, t("Hoe lang")), told, title=t("Hoe lang wij iets bewaren"))


def _going() -> rx.Component:
    def line(one: Any) -> rx.Component:
        return row(t(one.name), day_in_words(one.day), icon("hourglass"), _how_many(one.count), key=one.day + one.name)

    nothing = rx.el.p(t("De komende 90 dagen gaat er niets weg."))
    listed = some_rows(PrivacyState.going, line, t("Wat binnenkort weggaat"))
    return card(
        rx.cond(PrivacyState.going.length() > 0, listed, nothing),
        rx.el.div(button(t("Ruim nu op"), PrivacyState.tidy_now, icon="trash-2")),
        title=t("Wat binnenkort weggaat"),
    )


def _removed() -> rx.Component:
    def line(one: Any) -> rx.Component:
        what = rx.cond(one.name != "", t(one.name), t("Er hoefde niets weg"))
        count = rx.cond(one.count > 0, _how_many(one.count), rx.fragment())
        return row(what, moment_in_words(one.at), icon("check"), count, key=one.at + one.name)

    nothing = rx.el.p(t("De nachtelijke opruiming liep nog niet."))
    listed = some_rows(PrivacyState.removed, line, t("Wat is opgeruimd"))
    return card(rx.cond(PrivacyState.removed.length() > 0, listed, nothing), title=t("Wat is opgeruimd"))


def _how_many(count: Any) -> rx.Component:
    return rx.el.span(tn("{n} stuk", "{n} stuks", count))


def _untold() -> rx.Component:
    def line(person: Any) -> rx.Component:
        return row(person.first_name, leading=symbol(person.symbol, named=True), key=person.id)

    listed = card(
        rx.el.p(t("Vertel hun bij het eerste gesprek wat wij opschrijven.")),
        some_rows(PrivacyState.untold, line, t("Nog niet verteld")),
        title=t("Nog niet verteld over privacy"),
    )
    return rx.cond(PrivacyState.untold.length() > 0, listed, rx.fragment())


def _papers() -> rx.Component:
    notice = file_link(t("Uitleg met plaatjes (A1)"), "privacy.pdf", "printer")
    record = file_link(t("Register van verwerkingen"), "register.pdf", "printer")
    return card(spread(notice, record), title=t("Op papier"))
