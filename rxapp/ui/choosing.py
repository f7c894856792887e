"""Choosing by picture: how it went in three faces, and a picture symbol."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from rxapp.browser import Field, Handler, chain
from rxapp.ui.buttons import people, person_tile
from rxapp.ui.dialogs import dialog
from rxapp.ui.forms import search_field
from rxapp.ui.pictures import icon, symbol
from rxapp.ui.symbols import SYMBOLS, symbol_word
from rxapp.ui.words import t

Choose = Callable[[Any], Handler]
FACES = {1: "frown", 2: "meh", 3: "smile"}


def faces(chosen: Any, choose: Choose, label: Any) -> rx.Component:
    """How was it? Three faces with their words; the chosen one once more takes it back."""
    made = [_face(chosen, choose, value) for value in (3, 2, 1)]
    return rx.el.div(*made, class_name="faces", role="group", aria_label=label)


def face_word(value: int) -> rx.Var[str]:
    """What a face says: 3 is well, 2 so-so, 1 not well."""
    return {3: t("Goed"), 2: t("Gaat wel"), 1: t("Niet goed")}[value]


def face_said(value: Any) -> rx.Component:
    """The face that was chosen, with its word; nothing where none was."""
    made = (
        (face, rx.el.span(icon(drawing), rx.el.span(face_word(face)), class_name="spread"))
        for face, drawing in FACES.items()
    )
    return rx.match(value, *made, rx.fragment())


def _face(chosen: Any, choose: Choose, value: int) -> rx.Component:
    is_chosen = chosen == value
    return rx.el.button(
        icon(FACES[value], "l"),
        rx.el.span(face_word(value)),
        type="button",
        on_click=choose(rx.cond(is_chosen, 0, value)),
        class_name=f"face face-{value}",
        aria_pressed=rx.cond(is_chosen, "true", "false"),
    )


def person_search(
    title: Any,
    opened: Field,
    letters: Field,
    found: Any,
    choose: Callable[[Any, list[Handler]], Handler],
    *otherwise: rx.Component,
) -> rx.Component:
    """A dialog to find somebody by first letters; `choose` is given the row and the handlers that close the dialog.

    `otherwise` is what to do when the person is not there.
    """
    close = [opened.set(False), letters.set("")]
    tiles = rx.foreach(found, lambda person: person_tile(person.first_name, person.symbol, choose(person, close)))
    return dialog(
        opened.value,
        chain(*close),
        title,
        search_field(t("Letters van de naam"), letters.value, letters.on_change),
        people(tiles, label=title),
        *otherwise,
    )


def picture_choice(label: Any, chosen: Any, choose: Choose) -> rx.Component:
    """Choose one of the picture symbols."""
    made = [_picture(name, chosen, choose) for name in SYMBOLS]
    pictures = rx.el.div(*made, class_name="spread picture-choice", role="group", aria_label=label)
    return rx.el.div(rx.el.span(label, class_name="field-label"), pictures)


def _picture(name: str, chosen: Any, choose: Choose) -> rx.Component:
    return rx.el.button(
        symbol(name),
        type="button",
        class_name="button button-icon",
        aria_label=symbol_word(name),
        aria_pressed=rx.cond(chosen == name, "true", "false"),
        on_click=choose(name),
    )
