"""The stock-take: scan everything on the cart, and see what is here, what is missing and what nobody knows."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.browser import Handler, scanned
from rxapp.browser.scan import scanner
from rxapp.cart.outcomes import CountScan
from rxapp.cart.parts import CART, answer, book_row, next_step_home, scan_box, undo_button, visit_now
from rxapp.cart.rows import Copy, Missing, Stock, UnknownLabel
from rxapp.cart.scanning import copy_row
from rxapp.ui import (
    button,
    card,
    columns,
    count,
    counts,
    empty_state,
    page,
    result_panel,
    row,
    rows,
    some_rows,
    stack,
    t,
)

CHANNEL = "count"
UNDO = {
    "see_copy": "undo_sighting",
    "see_unknown": "undo_sighting",
    "see_returned": "undo_see_returned",
    "see_restored": "undo_see_restored",
    "lose_copy": "mark_condition",
}
WRITES = {name: getattr(CART, name) for name in (*UNDO, *UNDO.values())}
ICONS = {
    "see_copy": "book-check",
    "seen_again": "check",
    "see_returned": "book-down",
    "see_restored": "book-heart",
    "see_unknown": "book-x",
    "lose_copy": "circle-question-mark",
    "choose": "book-copy",
}


def count_page() -> rx.Component:
    """Count while a cart day is open."""
    body = rx.cond(visit_now().is_running == 1, _counting(), next_step_home())
    return page(
        t("Tellen"), rx.cond(browser.ready(CART.current_visit), body, rx.fragment()), back=routes.DESK, wide=True
    )


def count_scan(code: Any = "", copy: Any = "") -> Handler:
    """A handler that counts the book with this code, or this copy."""
    return browser.perform(CART.count_outcome, WRITES, CHANNEL, code=code, copy=copy)


def _counting() -> rx.Component:
    letters = browser.field("count_letters")
    stock, now = browser.first(CART.stock_summary, Stock), browser.result(CHANNEL, CountScan)
    copies = browser.live(CART.matching_copies, Copy, letters=letters.value)
    choose = browser.live(CART.copies_to_choose, Copy, copies=rx.cond(now.action == "choose", now.copies, ""))
    box = scan_box(t("Scan of typ een paar letters"), letters, count_scan(letters.value), count_scan(scanned()))
    return stack(
        scanner(count_scan(scanned())),
        counts(
            count(stock.here, t("gezien"), "check"),
            count(stock.missing, t("nog niet gezien"), "circle-question-mark"),
            count(stock.out, t("uitgeleend"), "book-up"),
            count(stock.unknown, t("onbekend"), "tag"),
        ),
        columns(
            stack(
                card(
                    box,
                    some_rows(copies, lambda copy: _pick(copy, letters), t("Boeken")),
                ),
                _answer(now),
                some_rows(choose, lambda copy: _pick(copy, letters), t("Boeken met deze code")),
            ),
            stack(_unknown(), _missing()),
        ),
    )


def _pick(copy: Any, letters: browser.Field) -> rx.Component:
    return copy_row(copy, browser.chain(count_scan(copy=copy.id), letters.set("")))


def _answer(now: Any) -> rx.Component:
    word = rx.match(
        now.action,
        ("see_copy", t("Gezien")),
        ("seen_again", t("Al geteld")),
        ("see_returned", t("Gezien, en dus terug")),
        ("see_restored", t("Gevonden! Doet weer mee")),
        ("see_unknown", t("Deze code is niet bekend")),
        ("choose", t("Welk boek is het?")),
        ("no_visit", t("Open eerst de kardag")),
        ("lose_copy", t("Staat nu als kwijt")),
        *((undone, t("Ongedaan gemaakt")) for undone in sorted(set(UNDO.values()))),
        t("Scan alles op de kar"),
    )
    sub = rx.match(
        now.action,
        ("see_returned", t("{boek} stond op uitgeleend.", boek=now.name)),
        ("see_unknown", now.code),
        rx.cond(now.name, now.name, t("Wat u niet scant, staat straks bij de boeken die nog niet gezien zijn.")),
    )
    buttons = ((action, _undo(now, undone)) for action, undone in UNDO.items())
    drawing = rx.match(now.action, *ICONS.items(), "scan-barcode")
    tone = rx.cond(now.action, now.tone, "neutral")
    return answer(result_panel(tone, word, sub, drawing, now.number), rx.match(now.action, *buttons, rx.fragment()))


def _undo(now: Any, action: str) -> rx.Component:
    before = {name: getattr(now, name) for name in ("sighting", "copy", "loan", "condition")}
    return undo_button(browser.perform(CART.button_outcome, WRITES, CHANNEL, action=action, **before))


def _unknown() -> rx.Component:
    labels = browser.live(CART.unknown_labels, UnknownLabel)
    listed = rows(rx.foreach(labels, _unknown_row), label=t("Onbekende etiketten"))
    help_words = rx.el.p(t("Zoek het boek op bij Boeken en plak daar dit etiket."))
    return rx.cond(labels.length() > 0, card(help_words, listed, title=t("Onbekende etiketten")), rx.fragment())


def _unknown_row(label: Any) -> rx.Component:
    forget = button(t("Weg"), browser.write(CART.undo_sighting, sighting=label.sighting), icon="x", kind="quiet")
    return row(label.code, trailing=forget, key=label.code)


def _missing() -> rx.Component:
    missing = browser.live(CART.missing_copies, Missing)
    listed = rows(rx.foreach(missing, _missing_row), label=t("Nog niet gezien"))
    nothing = empty_state("circle-check", t("Alles is gezien"))
    return card(rx.cond(missing.length() > 0, listed, nothing), title=t("Nog niet gezien"))


def _missing_row(copy: Any) -> rx.Component:
    here = button(t("Is er"), count_scan(copy=copy.id), icon="check")
    lost = button(
        t("Kwijt"),
        browser.perform(CART.copy_outcome, WRITES, CHANNEL, action="lose_copy", copy=copy.id),
        icon="circle-question-mark",
        kind="quiet",
    )
    return book_row(copy, rx.el.span(copy.author, " · ", copy.barcode), trailing=rx.fragment(here, lost), key=copy.id)
