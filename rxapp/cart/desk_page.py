"""The desk: one scan box for everything while a cart day is open, and the opening of the day before that."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.browser import scanned
from rxapp.browser.scan import scanner
from rxapp.cart.borrowing import borrower, borrower_dialog, borrower_panel, borrower_strip
from rxapp.cart.parts import CART, book_row, loan_row, scan_box, visit_now, who
from rxapp.cart.rows import Copy, Event, Loan, Person, Request
from rxapp.cart.scanning import choose_person, copies_to_choose, copy_row, last_scan, scan, scan_answer
from rxapp.ui import (
    badge,
    banner,
    button,
    card,
    columns,
    day_in_words,
    empty_state,
    link_button,
    moment_in_words,
    page,
    row,
    rows,
    some_rows,
    spread,
    stack,
    symbol,
    t,
    tile,
    tiles,
)

FIRST_ROWS = 5
"""How many rows of a long list the desk shows at first, as `first-rows` in panels.css."""


def desk_page() -> rx.Component:
    """Lend, take back and ask, or open the day when it is not open yet."""
    visit = visit_now()
    shown = rx.cond(visit.is_running == 1, _desk(), _opening(visit))
    body = rx.cond(browser.ready(CART.current_visit), shown, rx.fragment())
    return page(t("De kar"), body, back=routes.HOME, wide=True)


def _desk() -> rx.Component:
    letters = browser.field("scan_letters")
    choosing, naming = browser.field("choosing_borrower", False), browser.field("naming_loan")
    card_too = [choosing.set(False), naming.set("")]
    read = scan(scanned(), naming=naming.value, then=card_too)
    box = scan_box(t("Scan of typ een paar letters"), letters, scan(letters.value), read)
    left = stack(
        card(borrower_strip(choosing), box, _suggestions(letters)),
        scan_answer(naming),
        copies_to_choose(),
    )
    right = stack(rx.cond(borrower().id, borrower_panel(), rx.fragment()), _today(naming))
    return stack(scanner(read), columns(left, right), _elsewhere(), borrower_dialog(choosing, naming))


def _suggestions(letters: browser.Field) -> rx.Component:
    """People and books that fit the letters typed, or the letters of a scan that was no code."""
    now = last_scan()
    shown = rx.cond(letters.value != "", letters.value, rx.cond(now.action == "search", now.code, ""))
    people = browser.live(CART.matching_people, Person, letters=shown)
    copies = browser.live(CART.matching_copies, Copy, letters=shown)
    return rx.fragment(
        some_rows(people, lambda person: _person_row(person, letters), t("Mensen")),
        some_rows(copies, lambda copy: _copy_row(copy, letters), t("Boeken")),
    )


def _copy_row(copy: Any, letters: browser.Field) -> rx.Component:
    return copy_row(copy, browser.chain(scan(copy=copy.id), letters.set("")))


def _person_row(person: Any, letters: browser.Field) -> rx.Component:
    choose = choose_person(person.id, [letters.set("")])
    return row(
        person.first_name, t("Leent vanaf nu"), leading=symbol(person.symbol, "s"), on_click=choose, key=person.id
    )


def _today(naming: browser.Field) -> rx.Component:
    events = browser.live(CART.today_list, Event)
    listed = rows(rx.foreach(events, lambda event: _event_row(event, naming)), label=t("Vandaag"))
    nothing = rx.el.p(t("Nog niets gescand vandaag."))
    return card(_first(events, listed, nothing, "whole_day"), title=t("Vandaag"))


def _first(items: Any, listed: rx.Component, nothing: rx.Component, name: str) -> rx.Component:
    """The first rows of a list, and a button for the others; `name` remembers on this page that it was pressed."""
    whole = browser.field(name, False)
    more = button(t("Laat alles zien"), whole.set(True), icon="plus", kind="quiet")
    less = button(t("Laat minder zien"), whole.set(False), icon="minus", kind="quiet")
    return rx.fragment(
        rx.el.div(rx.cond(items.length() > 0, listed, nothing), class_name=rx.cond(whole.value, "", "first-rows")),
        rx.cond(items.length() > FIRST_ROWS, rx.cond(whole.value, less, more), rx.fragment()),
    )


def _event_row(event: Any, naming: browser.Field) -> rx.Component:
    """What happened to a book; who has it can still be said, or put right."""
    word = rx.cond(event.first_name != "", t("Andere naam"), t("Naam erbij"))
    name = button(word, naming.set(event.loan), icon="user-round", kind="quiet")
    lent = badge(t("Geleend"), "book-up", "good")
    back = badge(t("Is terug"), "book-down", "notice")
    when = rx.el.span(
        moment_in_words(event.at), rx.cond(event.first_name != "", rx.el.span(" · ", who(event)), rx.fragment())
    )
    state = rx.cond(event.kind == "lent", lent, back)
    ways = rx.fragment(state, rx.cond(event.is_out == 1, name, rx.fragment()))
    return book_row(event, when, trailing=ways, key=event.loan + event.kind)


def _elsewhere() -> rx.Component:
    return tiles(
        tile(t("Verzoeken"), routes.REQUESTS, "message-circle", t("Iets vragen voor de volgende keer")),
        tile(t("Boeken"), routes.BOOKS, "library", t("Zoeken, toevoegen, kwijt of kapot")),
        tile(t("Tellen"), routes.COUNT, "list-checks", t("Alles op de kar scannen")),
        tile(t("Paklijst"), routes.PACK_LIST, "package", t("Wat mee moet de volgende keer")),
        tile(t("Etiketten"), routes.LABELS, "tags", t("Afdrukken voor op de boeken")),
        tile(t("Kardag afsluiten"), routes.CLOSE, "calendar-check", t("Tellen, ruilkast, en klaar")),
    )


def _opening(visit: Any) -> rx.Component:
    """What was asked for and what is due back, and the button that opens the day."""
    requests, due = browser.live(CART.waiting_requests, Request), browser.live(CART.loans_due_back, Loan)
    forgotten = banner(
        "notice",
        t("De vorige kardag staat nog open"),
        t("Die van {dag}. Als u vandaag begint, sluit de app die dag vanzelf.", dag=day_in_words(visit.day)),
    )
    words = rx.cond(visit.is_done == 1, t("Kardag weer openen"), t("Kardag openen"))
    start = button(words, browser.write(CART.start_visit), icon="shopping-cart", kind="primary")
    asked = rx.cond(
        requests.length() > 0,
        rows(rx.foreach(requests, _asked_by), label=t("Gevraagd")),
        empty_state("message-circle", t("Er is niets gevraagd")),
    )
    expected = _first(
        due,
        rows(rx.foreach(due, lambda loan: loan_row(loan)), label=t("Kan terugkomen")),
        empty_state("book-check", t("Alle boeken zijn terug")),
        "all_due",
    )
    return stack(
        rx.cond(visit.is_forgotten == 1, forgotten, rx.fragment()),
        spread(start),
        columns(
            card(asked, link_button(t("Paklijst"), routes.PACK_LIST, icon="package"), title=t("Gevraagd")),
            card(rx.el.p(t("Vraag er even naar. Het hoeft niet vandaag.")), expected, title=t("Kan terugkomen")),
        ),
        tiles(
            tile(t("Boeken"), routes.BOOKS, "library", t("Zoeken en toevoegen")),
            tile(t("Verzoeken"), routes.REQUESTS, "message-circle", t("Wat mensen vroegen")),
            tile(t("Etiketten"), routes.LABELS, "tags", t("Afdrukken voor op de boeken")),
        ),
    )


def _asked_by(request: Any) -> rx.Component:
    name = rx.cond(request.first_name != "", t("Voor {naam}", naam=request.first_name), t("Zonder naam"))
    ready = rx.cond(request.state == "packed", badge(t("Ligt klaar"), "package-check", "good"), rx.fragment())
    face = rx.cond(request.symbol != "", symbol(request.symbol, "s"), rx.fragment())
    return row(request.wanted, name, leading=face, trailing=ready, key=request.id)
