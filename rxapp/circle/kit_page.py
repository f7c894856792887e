"""The bag of books: it goes out and comes back in one scan, and a book that is missing is noted by name."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.browser import Handler, scanned
from rxapp.browser.ids import fresh_id
from rxapp.browser.scan import camera, label, scanner
from rxapp.circle.parts import CIRCLE, circle_now, toggle, when_there
from rxapp.circle.rows import Kit, KitCopy, KitScan
from rxapp.ui import (
    badge,
    button,
    card,
    columns,
    field,
    icon,
    page,
    result_panel,
    row,
    rows,
    spread,
    stack,
    stepper,
    t,
    text_input,
    tn,
)

CHANNEL = "kit"
WRITES = {"lend_kit": CIRCLE.lend_kit, "return_kit": CIRCLE.return_kit}


def kit_page() -> rx.Component:
    """The bag of one circle."""
    circle = circle_now()
    return page(t("Tas met boeken"), when_there(circle, _kit(circle)), back=routes.circle(circle.id), wide=True)


def kit_scan(circle: Any, code: Any) -> Handler:
    """A handler that gives the bag with this code to the circle, or takes it back."""
    return browser.perform(CIRCLE.kit_outcome, WRITES, CHANNEL, circle=circle.id, code=code)


def _kit(circle: Any) -> rx.Component:
    now = browser.result(CHANNEL, KitScan)
    kits = browser.live(CIRCLE.circle_kits, Kit, circle=circle.id)
    asked = rx.cond(
        circle.kit != "",
        t("Scan de tas, of één van de boeken. Dan is alles in één keer terug."),
        t("Scan de tas, of één van de boeken. Dan gaat alles in één keer mee."),
    )
    return stack(
        scanner(kit_scan(circle, scanned())),
        columns(
            stack(card(rx.el.p(asked), _scan_box(circle)), _answer(circle, now)),
            stack(rx.cond(kits.length() > 0, _kits(circle, kits), _make(circle)), _books(kits[0])),
        ),
    )


def _scan_box(circle: Any) -> rx.Component:
    letters, is_open = browser.field("kit_code"), browser.field("kit_camera", False)
    box = rx.el.input(
        class_name="input search-input",
        type="text",
        aria_label=t("Code van de tas"),
        placeholder=t("Code van de tas"),
        auto_complete="off",
        auto_capitalize="off",
        spell_check=False,
        enter_key_hint="go",
        value=letters.value,
        on_change=letters.on_change,
    )
    form = rx.el.form(
        rx.el.div(icon("scan-barcode"), box, class_name="search"),
        on_submit=browser.chain(kit_scan(circle, letters.value), letters.set("")),
        role="search",
        style={"flex": "1 1 14rem"},
    )
    start = button(t("Camera"), is_open.set(True), icon="camera")
    stop = button(t("Camera dicht"), is_open.set(False), icon="camera-off")
    seen = rx.cond(is_open.value, camera(kit_scan(circle, scanned())), rx.fragment())
    return stack(spread(form, rx.cond(is_open.value, stop, start)), seen)


def _answer(circle: Any, now: Any) -> rx.Component:
    word = rx.match(
        now.action,
        ("lend_kit", t("De tas gaat mee")),
        ("return_kit", t("De tas is terug")),
        ("elsewhere", t("Deze tas is bij een andere leeskring")),
        ("unknown", t("Deze code is niet van een tas")),
        t("Nog niets gescand"),
    )
    books = tn("{n} boek", "{n} boeken", now.copies)
    sub = rx.match(
        now.action,
        ("lend_kit", books),
        ("return_kit", t("Mist er een boek? Tik het aan bij de boeken in de tas.")),
        ("elsewhere", now.circle_name),
        ("unknown", t("Probeer het nog eens, of scan een boek uit de tas.")),
        "",
    )
    drawing = rx.match(now.action, ("lend_kit", "package-open"), ("return_kit", "package-check"), "scan-barcode")
    undo = button(
        t("Ongedaan maken"),
        browser.write(CIRCLE.undo_return_kit, then=[browser.clear_result(CHANNEL)], kit_loan=now.kit_loan),
        icon="undo-2",
    )
    here = button(
        t("De tas is hier, geef hem mee"),
        browser.write(CIRCLE.lend_kit, then=[browser.clear_result(CHANNEL)], kit=now.kit, circle=circle.id),
        icon="package-open",
    )
    step = rx.match(now.action, ("return_kit", rx.el.div(undo)), ("elsewhere", rx.el.div(here)), rx.fragment())
    panel = result_panel(rx.cond(now.action, now.tone, "neutral"), word, sub, drawing)
    return stack(panel, step)


def _kits(circle: Any, kits: Any) -> rx.Component:
    return card(rows(rx.foreach(kits, lambda kit: _kit_row(circle, kit)), label=t("Tassen")), title=t("Tassen"))


def _kit_row(circle: Any, kit: Any) -> rx.Component:
    give = button(
        t("Geef mee"), browser.write(CIRCLE.lend_kit, kit=kit.id, circle=circle.id), icon="package-open", kind="primary"
    )
    take = button(t("Is terug"), browser.write(CIRCLE.return_kit, kit=kit.id), icon="package-check", kind="primary")
    there = badge(kit.circle_name, "map-pin", "notice")
    action = rx.cond(kit.circle == circle.id, take, rx.cond(kit.kit_loan != "", there, give))
    missing = rx.cond(kit.missing > 0, rx.el.span(" · ", tn("{n} mist", "{n} missen", kit.missing)), rx.fragment())
    sub = rx.el.span(tn("{n} boek", "{n} boeken", kit.copies), missing, " · ", kit.barcode)
    return row(kit.name, sub, leading=icon("package", "l"), trailing=action, key=kit.id)


def _books(kit: Any) -> rx.Component:
    """The books of the bag; a tap says that one is missing, one more that it is there."""
    copies = browser.live(CIRCLE.kit_copies, KitCopy, kit=kit.id)

    def book(copy: Any) -> rx.Component:
        miss, find = (
            browser.write(CIRCLE.miss_copy, kit=kit.id, copy=copy.id),
            browser.write(CIRCLE.find_copy, copy=copy.id),
        )
        there = toggle(t("Is er"), "check", True, miss)
        away = toggle(t("Mist"), "circle-question-mark", False, find)
        return row(copy.barcode, trailing=rx.cond(copy.is_missing == 1, away, there), key=copy.id)

    listed = rows(rx.foreach(copies, book), label=t("Boeken in de tas"))
    return rx.cond(copies.length() > 0, card(listed, title=t("Boeken in de tas")), rx.fragment())


def _make(circle: Any) -> rx.Component:
    """A bag of the book's copies, for who has none yet; its label is scanned or typed."""
    code, copies, new = browser.field("bag_code"), browser.field("bag_copies", 8), fresh_id("kit")
    make = browser.write(
        CIRCLE.make_circle_kit,
        then=[code.set("")],
        kit=new,
        circle=circle.id,
        barcode=label(code.value),
        copies=copies.value,
    )
    return card(
        rx.el.p(t("Er is nog geen tas van dit boek. Doe de boeken bij elkaar en plak een etiket op de tas.")),
        stepper(t("Hoeveel boeken?"), copies.value, copies.set, least=2, most=12),
        field(t("Etiket op de tas"), text_input(code.value, code.on_change, max_length=60, auto_complete="off")),
        rx.el.div(button(t("Tas maken"), make, icon="package", kind="primary", disabled=code.value == "")),
        title=t("Nieuwe tas"),
    )
