"""The pack list for the next visit: what was asked for, for whom, and where it is; also on paper."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.cart.outcomes import DoneCopy
from rxapp.cart.parts import CART, book_row, done_banner, place_words, undo_button
from rxapp.cart.rows import Packing, Resting
from rxapp.ui import badge, button, card, cover, empty_state, page, row, rows, t, tn

CHANNEL = "pack"
WRITES = {"rested": CART.rest_copy, "undone": CART.place_copy}


def pack_page() -> rx.Component:
    """What goes on the cart, and what may come off."""
    lines = browser.live(CART.pack_list, Packing)
    listed = rows(rx.foreach(lines, _line), label=t("Mee voor de volgende keer"))
    nothing = empty_state("package", t("Er hoeft niets extra mee"), t("Verzoeken komen vanzelf op deze lijst."))
    return page(
        t("Paklijst"),
        _rested(),
        card(rx.cond(lines.length() > 0, listed, nothing), title=t("Mee voor de volgende keer")),
        _rotation(),
        back=routes.DESK,
        actions=(button(t("Afdrukken"), browser.call("forms/print.js", "printPage"), icon="printer", kind="primary"),),
    )


def _line(line: Any) -> rx.Component:
    name = rx.cond(line.first_name != "", t("Voor {naam}", naam=line.first_name), t("Zonder naam"))
    drawing = rx.cond(line.title != "", cover(line.wanted, line.colour, line.cover, "s"), rx.fragment())
    packed = rx.fragment(
        badge(t("Ligt klaar"), "package-check", "good"),
        button(t("Toch niet"), browser.write(CART.unpack_request, request=line.id), icon="undo-2", kind="quiet"),
    )
    pack = button(t("Ligt klaar"), browser.write(CART.pack_request, request=line.id), icon="package-check")
    return row(
        line.wanted,
        rx.el.span(name, " · ", _whereabouts(line)),
        leading=rx.fragment(rx.el.span(class_name="tick-box"), drawing),
        trailing=rx.cond(line.state == "packed", packed, pack),
        key=line.id,
    )


def _whereabouts(line: Any) -> Any:
    inside = rx.el.span(place_words(line.place), " · ", line.label, class_name="whole")
    out = tn("{n} exemplaar is uitgeleend", "{n} exemplaren zijn uitgeleend", line.copies_out)
    sought = rx.cond(line.title != "", t("geen exemplaar te vinden"), t("zoek iets dat past"))
    return rx.cond(line.place != "", inside, rx.cond(line.copies_out > 0, out, sought))


def _rotation() -> rx.Component:
    """Books that three visits long nobody took: an advice, with one button to follow it."""
    resting = browser.live(CART.resting_copies, Resting)
    listed = rows(rx.foreach(resting, _resting_row), label=t("Wisselen"))
    why = rx.el.p(t("Deze boeken nam drie keer niemand mee. Leg er andere neer."))
    return rx.cond(resting.length() > 0, card(why, listed, title=t("Tijd om te wisselen")), rx.fragment())


def _rested() -> rx.Component:
    now = browser.result(CHANNEL, DoneCopy)
    undo = browser.perform(CART.button_outcome, WRITES, CHANNEL, action="undone", copy=now.copy, place=now.place)
    word = rx.match(now.action, ("rested", t("Gaat naar de bibliotheek")), ("undone", t("Ongedaan gemaakt")), "")
    return done_banner(CHANNEL, word, now.name, rx.cond(now.copy, undo_button(undo), rx.fragment()))


def _resting_row(copy: Any) -> rx.Component:
    off = browser.perform(CART.copy_outcome, WRITES, CHANNEL, action="rested", copy=copy.id)
    take_off = button(t("Van de kar"), off, icon="library")
    return book_row(copy, rx.el.span(copy.author, " · ", copy.barcode), trailing=take_off, key=copy.id)
