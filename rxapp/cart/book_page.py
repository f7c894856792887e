"""One title: what it says, and each copy with its label, place and condition."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.browser.scan import isbn, label
from rxapp.cart.books_page import levels, title_inputs
from rxapp.cart.covers import cover_choice
from rxapp.cart.parts import CART, code_box, place_words, state_badge
from rxapp.cart.rows import CopyOfBook, Title
from rxapp.ui import (
    badge,
    button,
    card,
    choice_group,
    columns,
    cover,
    dialog,
    empty_state,
    page,
    spread,
    stack,
    t,
)

CONDITIONS = {"good": "check", "damaged": "wrench", "lost": "circle-question-mark", "withdrawn": "archive"}
UNCHANGED = "?"


def book_page() -> rx.Component:
    """A title by the id in the address."""
    title_id = browser.route_parameter("id")
    book = browser.first(CART.book, Title, title=title_id)
    nothing = empty_state("book-x", t("Dit boek is er niet"))
    known = columns(stack(_about(book), _correct(book, title_id)), stack(_copies(title_id), _add_copy(title_id)))
    body = rx.cond(book.id, known, rx.cond(browser.ready(CART.book, title=title_id), nothing, rx.fragment()))
    return page(rx.cond(book.id, book.name, t("Boek")), body, back=routes.BOOKS, wide=True)


def _about(book: Any) -> rx.Component:
    words = [
        rx.el.strong(book.author, class_name="tile-label"),
        rx.cond(book.series != "", rx.el.span(t("Serie: {serie}", serie=book.series)), rx.fragment()),
        rx.cond(book.isbn != "", rx.el.span("ISBN ", book.isbn), rx.fragment()),
        rx.cond(book.level != "", rx.el.span(badge(book.level, "graduation-cap")), rx.fragment()),
    ]
    words_block = rx.el.div(*words, class_name="stack", style={"flex": "1 1 6rem", "gap": "0.4rem"})
    drawn = cover(book.name, book.colour, book.cover, "l")
    return card(rx.el.div(drawn, words_block, class_name="spread", style={"align_items": "flex-start"}))


def _correct(book: Any, title_id: Any) -> rx.Component:
    """What the title says, behind a button, because it seldom changes."""
    editing = browser.field("editing_title", False)
    choices = {name: browser.field(f"edited_{name}", UNCHANGED) for name in ("level", "colour", "cover", "isbn")}
    now = {
        name: rx.cond(choice.value == UNCHANGED, getattr(book, name), choice.value) for name, choice in choices.items()
    }
    close = [editing.set(False), *(choice.set(UNCHANGED) for choice in choices.values())]
    texts = {name: browser.form(name) for name in ("name", "author", "series")}
    save = browser.write(CART.edit_title, then=close, title=title_id, **{**now, "isbn": isbn(now["isbn"])}, **texts)
    form = rx.el.form(
        *title_inputs(choices["isbn"], book, now["isbn"]),
        choice_group(t("Niveau"), levels()[1:], now["level"], choices["level"].set, name="edited_level", short=True),
        cover_choice(now["colour"], now["cover"], choices["colour"], choices["cover"]),
        spread(
            button(t("Opslaan"), type="submit", icon="check", kind="primary"),
            button(t("Terug"), browser.chain(*close), icon="arrow-left"),
        ),
        on_submit=save,
        class_name="stack",
    )
    edit = rx.el.div(button(t("Gegevens verbeteren"), editing.set(True), icon="pencil", kind="quiet"))
    return rx.cond(editing.value, card(form, title=t("Gegevens verbeteren")), edit)


def _copies(title_id: Any) -> rx.Component:
    copies = browser.live(CART.copies_of_book, CopyOfBook, title=title_id)
    coupling = browser.field("coupling")
    return rx.fragment(stack(rx.foreach(copies, lambda copy: _copy(copy, coupling))), _couple_dialog(coupling))


def _copy(copy: Any, coupling: browser.Field) -> rx.Component:
    says = rx.cond(copy.barcode != "", copy.barcode, t("Zonder etiket"))
    out = rx.cond(copy.first_name != "", t("Uitgeleend aan {naam}", naam=copy.first_name), t("Uitgeleend, zonder naam"))
    where = rx.cond(copy.state == "out", out, place_words(copy.place))
    damaged = rx.cond(copy.condition == "damaged", badge(t("Beschadigd"), "wrench", "ask"), rx.fragment())
    head = spread(
        rx.el.div(
            rx.el.strong(says, class_name="tile-label"),
            rx.el.div(where, class_name="row-sub"),
            style={"flex": "1 1 8rem"},
        ),
        damaged,
        state_badge(copy),
    )
    move = rx.cond(
        copy.place == "cart",
        button(t("Naar de bibliotheek"), _place(copy, "library"), icon="library"),
        button(t("Op de kar"), _place(copy, "cart"), icon="shopping-cart"),
    )
    relabel = button(t("Etiket plakken"), coupling.set(copy.id), icon="tag")
    return card(head, spread(relabel, move), spread(*_condition_buttons(copy)), key=copy.id)


def _place(copy: Any, place: str) -> browser.Handler:
    return browser.write(CART.place_copy, copy=copy.id, place=place)


def _condition_buttons(copy: Any) -> list[rx.Component]:
    words = {
        "good": t("Is goed"),
        "damaged": t("Is beschadigd"),
        "lost": t("Is kwijt"),
        "withdrawn": t("Doet niet meer mee"),
    }
    return [
        rx.cond(
            copy.condition == condition,
            rx.fragment(),
            button(
                words[condition],
                browser.write(CART.mark_condition, copy=copy.id, condition=condition),
                icon=icon,
                kind="quiet",
            ),
        )
        for condition, icon in CONDITIONS.items()
    ]


def _couple_dialog(coupling: browser.Field) -> rx.Component:
    code, is_open = browser.field("coupled_label"), browser.field("coupled_label_camera", False)
    close = browser.chain(coupling.set(""), code.set(""), is_open.set(False))
    save = browser.write(CART.couple_label, then=[close], copy=coupling.value, barcode=label(code.value))
    hint = t("Scan het etiket of typ wat erop staat. Zat het op een ander boek, dan geldt het nu voor dit boek.")
    form = rx.el.form(
        code_box("barcode", t("Etiket"), hint, code, is_alone=True, required=True, max_length=60),
        button(t("Opslaan"), type="submit", icon="check", kind="primary"),
        on_submit=save,
        class_name="stack",
    )
    return dialog(coupling.value != "", close, t("Etiket plakken"), form)


def _add_copy(title_id: Any) -> rx.Component:
    code = browser.field("copy_label")
    save = browser.write(CART.add_copy, then=[code.set("")], title=title_id, barcode=label(code.value))
    form = rx.el.form(
        code_box("barcode", t("Etiket"), t("Mag leeg blijven."), code, is_alone=True, max_length=60),
        button(t("Nog een exemplaar"), type="submit", icon="plus"),
        on_submit=save,
        class_name="stack",
    )
    return card(form, title=t("Nog een exemplaar"))
