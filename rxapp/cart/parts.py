"""Pieces that several pages of the cart share: the scan box, rows of books and people, columns."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.browser import Handler
from rxapp.browser.scan import KEEP_ENTER, camera
from rxapp.cart.rows import VisitNow
from rxapp.data.queries import load
from rxapp.ui import (
    badge,
    banner,
    button,
    cover,
    day_in_words,
    empty_state,
    field,
    icon,
    icon_button,
    link_button,
    row,
    spread,
    stack,
    symbol,
    t,
    text_input,
)

CART = load("rxapp.cart")


def visit_now() -> Any:
    """Where we stand between opening and closing a cart day."""
    return browser.first(CART.current_visit, VisitNow)


def answer(panel: rx.Component, actions: Any) -> rx.Component:
    """A large result with its buttons right under it."""
    return rx.el.div(panel, spread(actions), class_name="stack", style={"gap": "0.75rem"})


def undo_button(undo: Handler) -> rx.Component:
    """The way back from what was just done; it says the same on every page."""
    return button(t("Ongedaan maken"), undo, icon="undo-2")


def done_banner(channel: str, word: Any, what: Any, action: Any) -> rx.Component:
    """What was just done, in sight wherever the page is scrolled, with the way back; empty while nothing was done."""
    close = icon_button(t("Sluiten"), "x", browser.clear_result(channel))
    said = banner("good", word, what, spread(action, close))
    return rx.el.div(rx.cond(word != "", said, rx.fragment()), role="status", class_name="done")


def scan_box(label: Any, letters: browser.Field, on_submit: Handler, on_scan: Handler) -> rx.Component:
    """The box for a keyboard, and the camera beside it; Enter hands the text in and empties the box at once.

    The text is the field `letters`, also while it is being typed; `on_submit` reads it there. The camera calls
    `on_scan`; it stays open for the next book.
    """
    box = rx.el.input(
        class_name="input search-input",
        type="text",
        aria_label=label,
        placeholder=t("Scan of typ letters"),
        auto_complete="off",
        auto_capitalize="off",
        spell_check=False,
        auto_focus=True,
        enter_key_hint="go",
        value=letters.value,
        on_change=letters.on_change,
    )
    is_open = browser.field("camera_open", False, keep=True)
    start = button(t("Camera"), is_open.set(True), icon="camera")
    stop = button(t("Camera dicht"), is_open.set(False), icon="camera-off")
    typed = rx.el.form(
        rx.el.div(icon("scan-barcode"), box, class_name="search"),
        on_submit=browser.chain(on_submit, letters.set("")),
        role="search",
        style={"flex": "1 1 14rem"},
    )
    return stack(
        spread(typed, rx.cond(is_open.value, stop, start)),
        rx.cond(is_open.value, camera(on_scan), rx.fragment()),
    )


def code_box(
    name: str, label: Any, hint: Any, code: browser.Field, shown: Any = None, is_alone: bool = False, **props: Any
) -> rx.Component:
    """A box for what a label or a book says, typed, scanned, or read by the camera, which closes when it has read.

    The text is the field `code`; the box shows `shown`, where that is given. A scan hands the form in only where the
    box `is_alone` in it.
    """
    is_open = browser.field(f"{code.name}_camera", False)
    start = button(t("Camera"), is_open.set(True), icon="camera")
    stop = button(t("Camera dicht"), is_open.set(False), icon="camera-off")
    look = camera(browser.chain(code.on_change, is_open.set(False)))
    keys = {} if is_alone else {"on_key_down": KEEP_ENTER}
    text = code.value if shown is None else shown
    box = text_input(text, code.on_change, name=name, auto_complete="off", **keys, **props)
    return stack(
        field(label, box, hint=hint),
        rx.el.div(rx.cond(is_open.value, stop, start)),
        rx.cond(is_open.value, look, rx.fragment()),
    )


def book_row(book: Any, sub: Any, trailing: Any = None, **props: Any) -> rx.Component:
    """A row of a list with the book's cover and title."""
    return row(book.name, sub, leading=cover(book.name, book.colour, book.cover, "s"), trailing=trailing, **props)


def who(person: Any) -> Any:
    """A name with its symbol, since first names are not unique, or "zonder naam"."""
    known = rx.el.span(symbol(person.symbol, "s", named=True), " ", person.first_name, class_name="who")
    return rx.cond(person.first_name != "", known, t("Zonder naam"))


def loan_row(loan: Any, *actions: Any, named: bool = True) -> rx.Component:
    """A book that is out: what, who (unless the page says so already), since when, and what can be done."""
    since = t("geleend {dag}", dag=day_in_words(loan.day))
    sub = rx.el.span(who(loan), ", ", since) if named else since
    state = rx.cond(loan.is_renewed == 1, badge(t("Mag langer blijven"), "calendar-check", "good"), rx.fragment())
    title = rx.el.a(loan.name, href=routes.book(loan.title), style={"text_decoration": "underline"})
    drawing = cover(loan.name, loan.colour, loan.cover, "s")
    return row(title, sub, leading=drawing, trailing=rx.fragment(state, *actions), key=loan.loan)


def renew_button(loan: Any) -> rx.Component:
    """Let a book of an earlier visit stay until a next one, or take that back."""
    renew = button(t("Verlengen"), browser.write(CART.renew_loan, loan=loan.loan), icon="repeat")
    undo = button(t("Niet verlengen"), browser.write(CART.undo_renewal, loan=loan.loan), icon="undo-2", kind="quiet")
    return rx.cond(loan.is_renewed == 1, undo, rx.cond(loan.is_due == 1, renew, rx.fragment()))


def state_badge(copy: Any) -> rx.Component:
    """Where a copy is now, in a word with its icon."""
    return rx.match(
        copy.state,
        ("out", badge(t("Uitgeleend"), "book-up", "notice")),
        ("lost", badge(t("Kwijt"), "circle-question-mark", "ask")),
        ("withdrawn", badge(t("Afgeschreven"), "archive", "neutral")),
        badge(t("Hier"), "check", "good"),
    )


def place_words(place: Any) -> Any:
    """Where a copy belongs, in words; a shelf is shown as it was typed."""
    return rx.match(place, ("cart", t("op de kar")), ("library", t("in de bibliotheek")), place)


def next_step_home() -> rx.Component:
    """What a page of the cart shows while no cart day is open."""
    return empty_state(
        "calendar-days",
        t("Er is nu geen kardag open"),
        t("Open eerst de kardag. Dan kan dit ook."),
        link_button(t("Naar de kar"), routes.DESK, icon="shopping-cart", kind="primary"),
    )
