"""The collection: find a title, add one, and what each copy is and where."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.browser.scan import isbn, label
from rxapp.cart.covers import COLOURS, cover_choice
from rxapp.cart.outcomes import AddedTitle
from rxapp.cart.parts import CART, book_row, code_box, done_banner
from rxapp.cart.rows import Book, Holdings
from rxapp.ui import (
    badge,
    button,
    card,
    choice_group,
    empty_state,
    field,
    link_button,
    page,
    rows,
    search_field,
    t,
    tn,
    words_input,
)

CHANNEL = "book"
WRITES = {"added": CART.add_title}


def levels() -> list[tuple]:
    """The reading levels to choose from; the first is none in particular."""
    return [("", t("Alle")), ("A1", "A1"), ("A2", "A2"), ("B1", "B1")]


def books_page() -> rx.Component:
    """Titles by a few letters and by level."""
    letters, level = browser.field("book_letters"), browser.field("book_level")
    books = browser.live(CART.books, Book, letters=letters.value, level=level.value)
    held = browser.first(CART.book_count, Holdings)
    nothing = empty_state("search", t("Geen boek gevonden"), t("Probeer minder letters, of een ander niveau."))
    listed = rows(rx.foreach(books, _book_row), label=t("Boeken"))
    asked = {"letters": letters.value, "level": level.value}
    return page(
        t("Boeken"),
        _added(),
        search_field(t("Titel, schrijver of serie"), letters.value, letters.on_change),
        choice_group(t("Niveau"), levels(), level.value, level.set, name="level", short=True),
        rx.el.p(t("{titels} titels, {boeken} boeken", titels=held.titles, boeken=held.copies)),
        rx.cond(browser.ready(CART.books, **asked), card(rx.cond(books.length() > 0, listed, nothing)), rx.fragment()),
        back=routes.DESK,
        actions=(link_button(t("Nieuw boek"), routes.ADD_BOOK, icon="book-plus", kind="primary"),),
    )


def _added() -> rx.Component:
    """The title that was just added, with the way to its page, where its labels are."""
    now = browser.result(CHANNEL, AddedTitle)
    word = rx.cond(now.action == "added", t("Toegevoegd"), "")
    return done_banner(CHANNEL, word, now.name, link_button(t("Bekijken"), routes.book(now.title), icon="eye"))


def _book_row(book: Any) -> rx.Component:
    here = badge(tn("{n} hier", "{n} hier", book.copies_in), "check", "good")
    away = badge(t("Nu niet hier"), "book-up", "notice")
    level = rx.cond(book.level != "", badge(book.level, "graduation-cap"), rx.fragment())
    return book_row(
        book,
        rx.el.span(book.author, rx.cond(book.series != "", " · ", ""), book.series),
        trailing=rx.fragment(level, rx.cond(book.copies_in > 0, here, away)),
        href=routes.book(book.id),
        key=book.id,
    )


def add_book_page() -> rx.Component:
    """A new title with its first copy."""
    level = browser.field("new_level")
    colour, picture = browser.field("new_colour", COLOURS[0]), browser.field("new_cover")
    number, on_label = browser.field("new_isbn"), browser.field("new_label")
    texts = {name: browser.form(name) for name in ("name", "author", "series")}
    chosen = {"level": level.value, "colour": colour.value, "cover": picture.value}
    codes = {"isbn": isbn(number.value), "barcode": label(on_label.value)}
    go = [browser.go(routes.BOOKS)]
    save = browser.perform(CART.adding, WRITES, CHANNEL, go, **chosen, **texts, **codes)
    form = rx.el.form(
        *title_inputs(number),
        code_box(
            "barcode", t("Etiket"), t("Scan het etiket, of laat leeg en plak het later."), on_label, max_length=60
        ),
        choice_group(t("Niveau"), levels()[1:], level.value, level.set, name="new_level", short=True),
        cover_choice(colour.value, picture.value, colour, picture),
        button(t("Opslaan"), type="submit", icon="check", kind="primary"),
        on_submit=save,
        class_name="stack",
    )
    return page(t("Nieuw boek"), card(form), back=routes.BOOKS)


def title_inputs(number: browser.Field, title: Any = None, isbn_now: Any = None) -> list[rx.Component]:
    """The inputs for what a title says, filled with `title` when there is one.

    The ISBN is the field `number`, and shows `isbn_now` where that is not the same.
    """

    def given(name: str) -> dict[str, Any]:
        return {"default_value": getattr(title, name)} if title is not None else {}

    return [
        field(t("Titel"), words_input(name="name", required=True, max_length=200, asks_health=False, **given("name"))),
        field(t("Schrijver"), words_input(name="author", max_length=200, asks_health=False, **given("author"))),
        field(t("Serie"), words_input(name="series", max_length=200, asks_health=False, **given("series"))),
        code_box(
            "isbn",
            t("Streepjescode achterop (ISBN)"),
            t("Dan kunt u ook die code scannen."),
            number,
            shown=isbn_now,
            max_length=20,
        ),
    ]
