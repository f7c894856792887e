"""Everything for on paper, in its real size: labels, cards, the pack list, sheets, plans and the poster."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.office.frame import office_dialog, office_page
from rxapp.office.links import file_link, post_button
from rxapp.office.person import Person, people_rows, search_form
from rxapp.office.print_state import PrintState
from rxapp.ui import banner, button, card, columns, field, spread, stack, t

SHEETS = {
    "L7160": "3 × 7, 63,5 × 38,1 mm",
    "L7163": "2 × 7, 99,1 × 38,1 mm",
    "3474": "3 × 8, 70 × 37 mm",
    "L7651": "5 × 13, 38,1 × 21,2 mm",
    "L4731": "7 × 27, 25,4 × 10 mm",
}
"""Label sheets by the maker's number, as `server/print_sheets` knows them."""


def print_page() -> rx.Component:
    """A card for each kind of paper."""
    true_size = banner(
        "notice", t("Druk af op ware grootte"), t("Kies 100 %. Zet ‘passend maken’ uit."), icon="printer"
    )
    sheets = columns(stack(_labels(), _pack_list(), _notice()), stack(_hour(), _plan(), _poster()))
    return office_page(t("Afdrukken"), true_size, sheets, _cards())


def _file(word: Any, name: str, query: Any = "") -> rx.Component:
    return file_link(word, name, "printer", query)


def _choice(label: Any, chosen: browser.Field, options: Any) -> rx.Component:
    made = rx.el.select(options, value=chosen.value, on_change=chosen.on_change, class_name="input")
    return field(label, made)


def _labels() -> rx.Component:
    sheet, skip = browser.field("office_sheet", "L7160", keep=True), browser.field("office_skip", "0")
    options = rx.fragment(*(rx.el.option(f"{name} ({size})", value=name) for name, size in SHEETS.items()))
    used = rx.el.input(
        type="number", min="0", max="188", value=skip.value, on_change=skip.on_change, class_name="input"
    )
    query = f"?sheet={sheet.value}&skip={skip.value}"
    return card(
        _choice(t("Soort etiketvel"), sheet, options),
        field(t("Al gebruikte etiketten op het eerste vel"), used),
        spread(
            _file(t("Etiketten"), "etiketten.pdf", query),
            _file(t("Proefpagina"), "etiketten.pdf", f"?sheet={sheet.value}&test=1"),
        ),
        rx.el.p(
            t("Leg de proefpagina tegen het licht op een etiketvel. De lijntjes moeten passen."), class_name="row-sub"
        ),
        title=t("Etiketten voor boeken"),
    )


def _pack_list() -> rx.Component:
    return card(
        rx.el.p(t("Waar om gevraagd is, en waar het boek nu staat.")),
        spread(_file(t("Paklijst"), "paklijst.pdf")),
        title=t("Paklijst voor de kar"),
    )


def _hour() -> rx.Component:
    """The sheet to tick on paper; the choice falls on the first session until another is chosen."""
    session = browser.field("office_session", "")
    first = rx.cond(PrintState.sessions.length() > 0, PrintState.sessions[0].id, "")
    chosen = rx.cond(session.value != "", session.value, first)
    options = rx.foreach(PrintState.sessions, lambda one: rx.el.option(one.name, value=one.id))
    choose = stack(
        _choice(t("Bijeenkomst"), session, options), spread(_file(t("Uurblad"), "uurblad.pdf", f"?session={chosen}"))
    )
    nothing = rx.el.p(t("Er zijn de komende twee weken geen bijeenkomsten."))
    return card(
        rx.el.p(t("Zet kruisjes op papier. Maak een foto met de tablet, en de kruisjes staan erin.")),
        rx.cond(PrintState.sessions.length() > 0, choose, nothing),
        title=t("Blad voor een bijeenkomst"),
    )


def _plan() -> rx.Component:
    group = browser.field("office_group", "")
    options = rx.fragment(
        rx.el.option(t("Alle groepen"), value=""),
        rx.foreach(PrintState.groups, lambda one: rx.el.option(one.name, value=one.id)),
    )
    return card(
        _choice(t("Groep"), group, options),
        spread(_file(t("Jaarplan"), "jaarplan.pdf", f"?group={group.value}")),
        title=t("Jaarplan"),
    )


def _poster() -> rx.Component:
    day = browser.field("office_week", "")
    box = rx.el.input(type="date", value=day.value, on_change=day.on_change, class_name="input")
    return card(
        field(t("Een dag van de week"), box, hint=t("Leeg is deze week.")),
        spread(_file(t("Poster, A3"), "poster.pdf", f"?week={day.value}")),
        title=t("Poster met de groepen van de week"),
    )


def _notice() -> rx.Component:
    return card(
        rx.el.p(t("Eén blad met plaatjes, om samen te lezen of op te hangen.")),
        spread(_file(t("Dit schrijven wij op"), "privacy.pdf")),
        title=t("Uitleg over privacy"),
    )


def _cards() -> rx.Component:
    """New cards make the old ones stop, so this asks first."""
    asking = browser.field("office_cards", False)
    everybody = routes.office_file(PrintState.site, "kaarten.pdf")
    confirm = post_button(t("Ja, maak nieuwe kaarten"), everybody, "printer", "primary")
    ask = office_dialog(
        asking.value,
        asking.set(False),
        t("Nieuwe kaarten voor iedereen?"),
        rx.el.p(t("De oude kaarten werken dan niet meer.")),
        actions=(confirm, button(t("Nee, toch niet"), asking.set(False))),
    )

    def actions(person: Person) -> list[rx.Component]:
        address = routes.office_file(PrintState.site, "kaarten.pdf", f"?learner={person.id}")
        return [post_button(t("Nieuwe kaart"), address, "printer")]

    return card(
        rx.el.p(t("Een kaart opent de eigen pagina van een deelnemer. Een nieuwe kaart maakt de oude ongeldig.")),
        search_form(PrintState.search),
        people_rows(PrintState.people, actions),
        rx.el.div(button(t("Nieuwe kaarten voor iedereen"), asking.set(True), icon="printer")),
        ask,
        title=t("Kaarten voor deelnemers"),
    )
