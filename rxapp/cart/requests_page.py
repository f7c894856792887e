"""Asking for something to come along next time: a title of the collection or free words, with or without a name."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.cart.borrowing import borrower
from rxapp.cart.outcomes import DoneRequest
from rxapp.cart.parts import CART, book_row, done_banner, undo_button
from rxapp.cart.rows import Book, Person, Request
from rxapp.cart.scanning import choose_person, press
from rxapp.ui import (
    badge,
    button,
    card,
    choice_group,
    columns,
    empty_state,
    face,
    field,
    link_button,
    page,
    row,
    rows,
    search_field,
    some_rows,
    spread,
    stack,
    symbol,
    t,
    text_input,
    words_input,
)

CHANNEL = "request"
WRITES = {
    "noted": CART.note_request,
    "forgotten": CART.forget_request,
    "handed": CART.hand_request,
    "dropped": CART.drop_request,
    "reopened": CART.reopen_request,
}


def requests_page() -> rx.Component:
    """Note a request, and see what waits."""
    return page(
        t("Verzoeken"),
        _done(),
        columns(_new_request(), _waiting()),
        back=routes.DESK,
        wide=True,
        actions=(link_button(t("Naar de paklijst"), routes.PACK_LIST, icon="package", kind="primary"),),
    )


def _new_request() -> rx.Component:
    kind = browser.field("request_kind", "title")
    kinds = [
        ("title", t("Een boek van de kar of de bibliotheek"), "book"),
        ("words", t("Iets anders"), "message-circle"),
    ]
    return card(
        _asker(),
        choice_group(t("Wat wil iemand graag?"), kinds, kind.value, kind.set, name="request_kind"),
        rx.cond(kind.value == "title", _title_request(), _words_request()),
        title=t("Nieuw verzoek"),
    )


def _asker() -> rx.Component:
    """For whom: whoever is chosen at the desk, another learner, or nobody by name."""
    now, letters = borrower(), browser.field("asker_letters")
    found = browser.live(CART.matching_people, Person, letters=letters.value)
    chosen = spread(
        symbol(now.symbol, "s"),
        rx.el.strong(t("Voor {naam}", naam=now.first_name)),
        button(t("Zonder naam"), press("nobody"), icon="user-round-x", kind="quiet"),
    )
    choosing = stack(
        field(
            t("Voor wie?"),
            text_input(letters.value, letters.on_change, auto_complete="off"),
            hint=t("Eerste letters van de naam"),
        ),
        some_rows(found, lambda person: _asker_row(person, letters), t("Mensen")),
    )
    return rx.cond(now.id, chosen, choosing)


def _asker_row(person: Any, letters: browser.Field) -> rx.Component:
    choose = choose_person(person.id, [letters.set("")])
    return row(person.first_name, leading=symbol(person.symbol, "s"), on_click=choose, key=person.id)


def _note(then: list[browser.Handler], **asked: Any) -> browser.Handler:
    asker = rx.cond(borrower().id, borrower().id, "")
    return browser.perform(CART.noting, WRITES, CHANNEL, then, learner=asker, **asked)


def _title_request() -> rx.Component:
    letters = browser.field("request_letters")
    books = browser.live(CART.books, Book, letters=letters.value, level="")
    found = some_rows(books, lambda book: _title_row(book, letters), t("Boeken"))
    return stack(
        search_field(t("Letters van de titel"), letters.value, letters.on_change),
        rx.cond(letters.value.length() > 1, found, rx.fragment()),
    )


def _title_row(book: Any, letters: browser.Field) -> rx.Component:
    note = _note([letters.set("")], title=book.id, words="")
    there = rx.cond(book.copies_in > 0, badge(t("Hier"), "check", "good"), badge(t("Uitgeleend"), "book-up", "notice"))
    return book_row(book, book.author, trailing=there, on_click=note, key=book.id)


def _words_request() -> rx.Component:
    note = _note([], title="", words=browser.form("words"))
    return rx.el.form(
        field(
            t("Wat?"),
            words_input(name="words", required=True, max_length=500, lines=4),
            hint=t("Zoals: een boek over treinen. Schrijf geen achternaam of nummer op."),
        ),
        button(t("Opschrijven"), type="submit", icon="check", kind="primary"),
        on_submit=note,
        reset_on_submit=True,
        class_name="stack",
    )


def _waiting() -> rx.Component:
    requests = browser.live(CART.waiting_requests, Request)
    listed = rows(rx.foreach(requests, request_row), label=t("Dit is gevraagd"))
    nothing = empty_state("message-circle", t("Er is niets gevraagd"), t("Wat u opschrijft, komt hier te staan."))
    return card(rx.cond(requests.length() > 0, listed, nothing), title=t("Dit is gevraagd"))


def _done() -> rx.Component:
    """What was just done with a request, and the way back."""
    now = browser.result(CHANNEL, DoneRequest)
    before = {name: getattr(now, name) for name in ("request", "before", "before_visit")}
    back = rx.cond(now.action == "noted", "forgotten", "reopened")
    undo = browser.perform(CART.button_outcome, WRITES, CHANNEL, action=back, **before)
    word = rx.match(
        now.action,
        ("noted", t("Opgeschreven")),
        ("handed", t("Gegeven")),
        ("dropped", t("Niet meer nodig")),
        ("forgotten", t("Ongedaan gemaakt")),
        ("reopened", t("Ongedaan gemaakt")),
        "",
    )
    return done_banner(CHANNEL, word, now.wanted, rx.cond(now.request, undo_button(undo), rx.fragment()))


def request_row(request: Any) -> rx.Component:
    """A request that waits: for whom, and what can be done with it."""
    name = rx.cond(request.first_name != "", t("Voor {naam}", naam=request.first_name), t("Zonder naam"))
    handed = button(t("Gegeven"), _do("handed", request), icon="hand-helping")
    drop = button(t("Niet meer nodig"), _do("dropped", request), icon="x", kind="quiet")
    ready = rx.cond(request.state == "packed", badge(t("Ligt klaar"), "package-check", "good"), rx.fragment())
    return row(request.wanted, name, leading=face(request), trailing=rx.fragment(ready, handed, drop), key=request.id)


def _do(action: str, request: Any) -> browser.Handler:
    return browser.perform(CART.request_outcome, WRITES, CHANNEL, action=action, request=request.id)
