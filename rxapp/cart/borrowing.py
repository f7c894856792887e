"""Who borrows: the strip above the scan box, the dialog to choose a learner, and what the learner has."""

from typing import Any

import reflex as rx

from rxapp import browser
from rxapp.cart.parts import CART, book_row, loan_row, renew_button
from rxapp.cart.rows import Borrower, Loan, Person, Read, Request
from rxapp.cart.scanning import add_newcomer, choose_person, name_borrower, press
from rxapp.ui import (
    SYMBOLS,
    badge,
    button,
    card,
    checkbox,
    day_in_words,
    dialog,
    field,
    icon,
    people,
    person_tile,
    rows,
    search_field,
    some_rows,
    spread,
    stack,
    symbol,
    symbol_word,
    t,
    tn,
    words_input,
)


def borrower() -> Any:
    """Who borrows now; its `id` is undefined while nobody is chosen."""
    return browser.first(CART.chosen_borrower, Borrower)


def borrower_strip(choosing: browser.Field) -> rx.Component:
    """Who borrows, always in sight above the scan box, and the way to change it."""
    now = borrower()
    somebody = spread(
        symbol(now.symbol, "s"),
        _named(now.first_name, tn("{n} boek", "{n} boeken", now.books)),
        button(t("Klaar"), press("nobody"), icon="check"),
    )
    nobody = spread(
        icon("user-round-x", "l"),
        _named(t("Niemand gekozen"), t("Uitlenen kan ook zonder naam.")),
        button(t("Kies wie leent"), choosing.set(True), icon="users"),
    )
    return rx.el.div(rx.cond(now.id, somebody, nobody), role="group", aria_label=t("Wie leent er?"))


def _named(name: Any, sub: Any) -> rx.Component:
    words = rx.el.strong(name, class_name="tile-label"), rx.el.div(sub, class_name="row-sub")
    return rx.el.div(*words, style={"flex": "1 1 4.5rem"})


def borrower_dialog(choosing: browser.Field, naming: browser.Field) -> rx.Component:
    """Choose a learner by symbol and name: for what is lent from now on, or for the one loan in `naming`."""
    letters, adding = browser.field("person_letters"), browser.field("person_new", False)
    close = [choosing.set(False), naming.set(""), letters.set(""), adding.set(False)]
    is_open = choosing.value | (naming.value != "")
    found = browser.live(CART.all_people, Person, letters=letters.value)
    nobody = button(t("Niemand, zonder naam"), press("nobody", close), icon="user-round-x")
    new = button(t("Nieuwe lezer"), adding.set(True), icon="plus")
    chooser = stack(
        search_field(t("Letters van de naam"), letters.value, letters.on_change),
        people(rx.foreach(found, lambda person: _tile(person, naming, close)), label=t("Wie leent er?")),
        spread(rx.cond(naming.value == "", nobody, rx.fragment()), new),
    )
    body = rx.cond(adding.value, _new_learner(close, adding, naming), chooser)
    return dialog(is_open, browser.chain(*close), t("Wie leent er?"), body)


def _tile(person: Any, naming: browser.Field, close: list) -> rx.Component:
    choose = choose_person(person.id, close)
    name = name_borrower(naming.value, person.id, close)
    return person_tile(person.first_name, person.symbol, browser.chosen(naming.value != "", name, choose))


def _new_learner(close: list, adding: browser.Field, naming: browser.Field) -> rx.Component:
    """Ask a first name and a picture; nothing else is needed to borrow."""
    picture = browser.field("person_picture", "sun")
    save = add_newcomer(naming.value, browser.form("first_name"), picture.value, [*close, picture.set("sun")])
    pictures = rx.el.div(
        *(_picture(name, picture) for name in SYMBOLS),
        class_name="spread",
        role="group",
        aria_label=t("Plaatje"),
        style={"max_height": "18rem", "overflow": "auto", "padding": "4px"},
    )
    return rx.el.form(
        field(
            t("Voornaam"),
            words_input(name="first_name", required=True, max_length=40, auto_complete="off"),
            hint=t("Alleen een voornaam. Geen achternaam, geen geboortedatum, geen nummer."),
        ),
        rx.el.div(rx.el.span(t("Plaatje"), class_name="field-label"), pictures),
        spread(
            button(t("Opslaan"), type="submit", icon="check", kind="primary"),
            button(t("Terug"), adding.set(False), icon="arrow-left"),
        ),
        on_submit=save,
        class_name="stack",
    )


def _picture(name: str, picture: browser.Field) -> rx.Component:
    return rx.el.button(
        symbol(name),
        type="button",
        class_name="button button-icon",
        aria_label=symbol_word(name),
        aria_pressed=rx.cond(picture.value == name, "true", "false"),
        style={"border_width": rx.cond(picture.value == name, "4px", "1px"), "border_color": "var(--accent)"},
        on_click=picture.set(name),
    )


def borrower_panel() -> rx.Component:
    """What the chosen learner has, asked for and, when wanted, read."""
    now = borrower()
    loans = browser.live(CART.loans_of_borrower, Loan, learner=now.id)
    asked = browser.live(CART.requests_of_borrower, Request, learner=now.id)
    read = browser.live(CART.reading_list, Read, learner=now.id)
    keeps = now.keeps_list == 1
    keep = checkbox(
        t("Leeslijst bewaren"),
        keeps,
        browser.write(CART.keep_list, learner=now.id, keeps=rx.cond(keeps, 0, 1)),
        hint=t("Alleen als de lezer dat vraagt. Anders vergeten we na het terugbrengen wie het boek had."),
    )
    has = rows(rx.foreach(loans, _borrowed), label=t("Boeken in huis"))
    return card(
        rx.cond(loans.length() > 0, has, rx.el.p(t("Geen boeken in huis."))),
        rx.cond(asked.length() > 0, rx.el.h3(t("Gevraagd"))),
        some_rows(asked, asked_row, t("Gevraagd")),
        keep,
        rx.cond(read.length() > 0, rx.el.h3(t("Leeslijst"))),
        some_rows(read, _read, t("Leeslijst")),
        title=t("Van {naam}", naam=now.first_name),
    )


def _borrowed(loan: Any) -> rx.Component:
    return loan_row(loan, renew_button(loan), named=False)


def _read(book: Any) -> rx.Component:
    return book_row(book, day_in_words(book.day), key=book.loan)


def asked_row(request: Any) -> rx.Component:
    """Something asked for, and whether it lies ready."""
    ready = rx.cond(request.state == "packed", badge(t("Ligt klaar"), "package-check", "good"), rx.fragment())
    return rx.el.li(
        rx.el.span(rx.el.span(request.wanted, class_name="row-title"), class_name="row-words"),
        ready,
        class_name="row",
        key=request.id,
    )
