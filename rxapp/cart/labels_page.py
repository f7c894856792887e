"""Printing labels: choose the books, and the server makes a sheet; only this needs the network."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.cart.parts import CART
from rxapp.cart.rows import LabelChoice, Labelled
from rxapp.ui import card, choice_group, empty_state, link_button, page, row, rows, search_field, t, tn
from rxapp.ui.status import status

SHEETS = {"L7160": "3 × 7", "L7163": "2 × 7", "3474": "3 × 8", "L7651": "5 × 13"}
"""Label sheets by the maker's number, as `server/print_sheets` knows them, with labels across × down."""


def labels_page() -> rx.Component:
    """The books to print for, the kind of sheet, and the print."""
    letters, sheet = browser.field("label_letters"), browser.field("label_sheet", "L7160", keep=True)
    copies = browser.live(CART.labelled_copies, Labelled, letters=letters.value)
    sheets = [(number, f"{number} · {size}") for number, size in SHEETS.items()]
    nothing = empty_state("tags", t("Geen boek gevonden"))
    listed = rows(rx.foreach(copies, _label_row), label=t("Boeken"))
    return page(
        t("Etiketten"),
        search_field(t("Letters van de titel, of niets voor alle boeken"), letters.value, letters.on_change),
        choice_group(t("Soort etiketvel"), sheets, sheet.value, sheet.set, name="sheet", columns=True),
        rx.cond(status().online, _make(letters, sheet), rx.el.p(t("Etiketten maken kan als er internet is."))),
        card(rx.cond(copies.length() > 0, listed, nothing), title=t("Voor deze boeken")),
        back=routes.DESK,
    )


def _make(letters: browser.Field, sheet: browser.Field) -> rx.Component:
    """The link to the sheet, which opens beside the app."""
    choice = browser.first(CART.label_choice, LabelChoice, letters=letters.value)
    words = tn("Vel maken voor {n} boek", "Vel maken voor {n} boeken", choice.count)
    address = routes.label_sheet(sheet.value, choice.ids)
    link = link_button(words, address, icon="printer", kind="primary", target="_blank", custom_attrs={"download": ""})
    return rx.cond(choice.count > 0, rx.el.div(link), rx.fragment())


def _label_row(copy: Any) -> rx.Component:
    return row(copy.name, copy.barcode, key=copy.id)
