"""Printing labels: choose the books, and the server makes a sheet; only this needs the network."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.cart.parts import CART
from rxapp.cart.rows import LabelChoice, Labelled, Unlabelled
from rxapp.ui import (
    banner,
    button,
    card,
    choice_group,
    empty_state,
    link_button,
    page,
    row,
    rows,
    search_field,
    stepper,
    t,
    tn,
)
from rxapp.ui.status import status

SHEETS = {"L7160": "3 × 7", "L7163": "2 × 7", "3474": "3 × 8", "L7651": "5 × 13"}
"""Label sheets by the maker's number, as `server/print_sheets` knows them, with labels across × down."""


def labels_page() -> rx.Component:
    """The books to print for, the kind of sheet, and the print."""
    letters, sheet = browser.field("label_letters"), browser.field("label_sheet", "L7160", keep=True)
    which, used = browser.field("label_which", "all"), browser.field("labels_used", 0)
    chosen = {"letters": letters.value, "is_new": rx.cond(which.value == "new", 1, 0)}
    copies = browser.live(CART.labelled_copies, Labelled, **chosen)
    sheets = [(number, f"{number} · {size}") for number, size in SHEETS.items()]
    books = [("all", t("Alle boeken")), ("new", t("Nieuw, van de laatste 4 weken"))]
    nothing = empty_state("tags", t("Geen boek gevonden"))
    listed = rows(rx.foreach(copies, _label_row), label=t("Boeken"))
    return page(
        t("Etiketten"),
        _without_label(),
        search_field(t("Letters van de titel"), letters.value, letters.on_change),
        choice_group(t("Welke boeken?"), books, which.value, which.set, name="which", columns=True),
        choice_group(t("Soort etiketvel"), sheets, sheet.value, sheet.set, name="sheet", columns=True),
        stepper(t("Al gebruikte etiketten op het eerste vel"), used.value, used.set, most=64),
        rx.cond(status().online, _make(chosen, sheet, used), rx.el.p(t("Etiketten maken kan als er internet is."))),
        card(rx.cond(copies.length() > 0, listed, nothing), title=t("Voor deze boeken")),
        back=routes.DESK,
    )


def _without_label() -> rx.Component:
    """Books that nobody gave a label yet, and the button that makes one for each."""
    count = browser.first(CART.copies_without_label, Unlabelled).count
    words = tn("{n} boek heeft nog geen etiket", "{n} boeken hebben nog geen etiket", count)
    make = button(t("Etiketten maken"), browser.write(CART.make_labels), icon="tag")
    said = banner("notice", words, t("Daarna staan ze hieronder, om af te drukken."), make)
    return rx.cond(count > 0, said, rx.fragment())


def _make(chosen: dict[str, Any], sheet: browser.Field, used: browser.Field) -> rx.Component:
    """The link to the sheet, which opens beside the app."""
    choice = browser.first(CART.label_choice, LabelChoice, **chosen)
    words = tn("Vel maken voor {n} boek", "Vel maken voor {n} boeken", choice.count)
    address = routes.label_sheet(sheet.value, choice.ids, used.value)
    link = link_button(words, address, icon="printer", kind="primary", target="_blank", custom_attrs={"download": ""})
    return rx.cond(choice.count > 0, rx.el.div(link), rx.fragment())


def _label_row(copy: Any) -> rx.Component:
    return row(copy.name, copy.barcode, key=copy.id)
