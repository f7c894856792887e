"""The part of the privacy page about one learner: grounds with their dates, who looked, and erasing with the proof."""

from typing import Any

import reflex as rx

from rxapp import browser
from rxapp.office.folder_state import GROUNDS, PURPOSES, Erased, FolderState
from rxapp.office.frame import office_dialog
from rxapp.office.links import file_link
from rxapp.office.person import Person, people_rows, search_form
from rxapp.ui import (
    badge,
    banner,
    button,
    card,
    day_in_words,
    field,
    icon,
    moment_in_words,
    row,
    some_rows,
    spread,
    stack,
    t,
    tn,
)


def folder_part() -> rx.Component:
    """Search, and what was found; after an erasure its proof."""

    def actions(person: Person) -> list[rx.Component]:
        return [button(t("Bekijken"), FolderState.choose(person.id), icon="eye")]

    nobody = rx.cond(FolderState.has_searched, rx.el.p(t("Niemand gevonden.")), rx.fragment())
    found = rx.cond(FolderState.people.length() > 0, people_rows(FolderState.people, actions), nobody)
    return stack(
        card(
            rx.el.p(t("Wil iemand zijn gegevens zien, meenemen of laten wissen? Zoek de naam.")),
            search_form(FolderState.search),
            rx.cond(FolderState.learner == "", found, rx.fragment()),
            title=t("Een deelnemer"),
        ),
        rx.cond(FolderState.learner != "", _learner(), rx.fragment()),
        rx.foreach(FolderState.erased, _proof),
    )


def _learner() -> rx.Component:
    passport = file_link(t("Mapje als PDF"), "paspoort.pdf", "file-text", f"?learner={FolderState.learner}")
    return stack(
        card(
            spread(passport, _erase()),
            title=FolderState.first_name,
        ),
        _bases(),
        _openings(),
    )


def _bases() -> rx.Component:
    def line(basis: Any) -> rx.Component:
        ended = badge(t("Gestopt: {dag}", dag=day_in_words(basis.withdrawn_on)), icon="ban")
        stop = button(t("Stopt vandaag"), FolderState.withdraw(basis.id), icon="ban", kind="quiet")
        since = t("{grondslag}, {dag}", grondslag=t(basis.ground), dag=day_in_words(basis.ground_on))
        return row(t(basis.purpose), since, trailing=rx.cond(basis.withdrawn_on != "", ended, stop), key=basis.id)

    nothing = rx.el.p(t("Er is nog niets vastgelegd."))
    listed = some_rows(FolderState.bases, line, t("Grondslag"))
    form = rx.el.form(
        field(t("Waarvoor"), _select("purpose", PURPOSES)),
        field(t("Grondslag"), _select("ground", GROUNDS)),
        button(t("Leg vast vanaf vandaag"), icon="check", type="submit"),
        on_submit=FolderState.note_basis,
        class_name="report-choice",
    )
    return card(
        rx.cond(FolderState.bases.length() > 0, listed, nothing),
        form,
        rx.el.p(t("Nee zeggen tegen toestemming mag altijd. Het verandert niets aan meedoen."), class_name="row-sub"),
        title=t("Waarom wij dit mogen bewaren"),
    )


def _select(name: str, words: dict[str, str]) -> rx.Component:
    options = (rx.el.option(t(word), value=value) for value, word in words.items())
    return rx.el.select(*options, name=name, class_name="input")


def _openings() -> rx.Component:
    def line(opening: Any) -> rx.Component:
        who = rx.cond(opening.who != "", opening.who, t("Niet bekend"))
        place = rx.cond(opening.is_office, badge(t("Kantoor"), icon="house"), rx.fragment())
        return row(who, moment_in_words(opening.at), icon("eye"), place)

    nothing = rx.el.p(t("Niemand keek in het mapje."))
    listed = some_rows(FolderState.openings, line, t("Wie keek in het mapje"))
    return card(rx.cond(FolderState.openings.length() > 0, listed, nothing), title=t("Wie keek in het mapje"))


def _erase() -> rx.Component:
    """The name is typed once more, because this cannot be undone."""
    asking = browser.field("office_erase", False)
    name = rx.el.input(name="first_name", type="text", auto_complete="off", class_name="input")
    form = rx.el.form(
        field(t("Typ de voornaam om het zeker te weten"), name),
        spread(
            button(t("Wis alles van deze deelnemer"), icon="trash-2", kind="primary", type="submit"),
            button(t("Nee, toch niet"), asking.set(False)),
        ),
        on_submit=FolderState.erase,
        class_name="stack",
    )
    ask = office_dialog(
        asking.value,
        asking.set(False),
        t("Alles wissen van {naam}?", naam=FolderState.first_name),
        rx.el.p(t("Dit kan niet terug. Ook tablets en reservekopieën vergeten het.")),
        form,
    )
    return rx.fragment(button(t("Alles wissen"), asking.set(True), icon="trash-2"), ask)


def _proof(proof: Erased) -> rx.Component:
    """What was erased, and which tablets still have to follow."""
    clean = banner("good", t("Gewist"), t("Er staat niets meer van deze deelnemer op de server."))
    left = banner("ask", t("Nog niet alles is weg"), t("Er is nog iets gevonden in: {waar}", waar=proof.found_in))
    done = rx.el.p(t("Elke tablet is al bijgewerkt."))
    tablets = stack(
        rx.el.p(t("Deze tablets vergeten het als zij weer contact hebben:")),
        some_rows(proof.devices, lambda device: row(device, leading=icon("tablet")), t("Tablets")),
    )
    return card(
        rx.cond(proof.found_in == "", clean, left),
        row_of_facts(
            (t("Wanneer"), moment_in_words(proof.moment)),
            (t("Gegevens gewist"), tn("{n} stuk", "{n} stuks", proof.rows)),
            (t("Regels uit het logboek gewist"), tn("{n} regel", "{n} regels", proof.changes)),
            (t("Woorden waarnaar is gezocht in alle bestanden"), tn("{n} tekst", "{n} teksten", proof.searched)),
        ),
        rx.cond(proof.devices.length() > 0, tablets, done),
        rx.el.div(button(t("Bewijs afdrukken"), browser.call("forms/print.js", "printPage"), icon="printer")),
        title=t("Bewijs van wissen"),
    )


def row_of_facts(*facts: tuple[Any, Any]) -> rx.Component:
    """Words with what they are, one under another."""
    made = [rx.fragment(rx.el.dt(word), rx.el.dd(value)) for word, value in facts]
    return rx.el.dl(*made, class_name="facts")
