"""Pictures: icons of the app, picture symbols of people, and book covers."""

import functools
import re
from pathlib import Path
from typing import Any

import reflex as rx

from rxapp.ui.symbols import symbol_word

Size = str
ASSETS = Path(__file__).parents[2] / "assets"


def icon(name: str | rx.Var[str], size: Size = "m") -> rx.Component:
    """Draw an icon of `assets/icons.svg`, in the colour and beside the word that says the same.

    Sizes: "s", "m", "l", "xl".  Hidden from screen readers, because a word always stands with it.
    Raises ValueError for a name that the file does not have.
    """
    if isinstance(name, str) and name not in drawings("icons"):
        raise ValueError(f"No icon {name!r} in assets/icons.svg; choose one of {', '.join(sorted(drawings('icons')))}")
    return _sprite("icons", name, f"icon icon-{size}")


def symbol(name: str | rx.Var[str], size: Size = "m", named: bool = False) -> rx.Component:
    """Draw the picture symbol of a person in its own colours; sizes "s", "m", "l", "xl".

    `named=True` says the symbol's word to screen readers, where no name stands beside it.
    """
    says = {"role": "img", "aria_label": symbol_word(name)} if named else {"aria_hidden": "true"}
    return rx.el.span(
        _sprite("symbols", name, "symbol-drawing"),
        class_name=f"symbol symbol-{size}",
        custom_attrs={"data-symbol": name},
        **says,
    )


def cover(
    title: str | rx.Var[str], colour: str | rx.Var[str], picture: str | rx.Var[str] = "", size: Size = "m"
) -> rx.Component:
    """Show a book's cover picture, or draw one with its title on its colour (any CSS colour).

    Hidden from screen readers, because the title stands beside it.  Sizes: "s", "m", "l".
    """
    drawn = rx.el.span(title, class_name="cover-title")
    face = rx.cond(picture, rx.el.img(src=picture, alt="", loading="lazy"), drawn)
    return rx.el.span(face, class_name=f"cover cover-{size}", style={"--cover": colour}, aria_hidden="true")


@functools.cache
def drawings(sheet: str) -> frozenset[str]:
    """List the names in `assets/<sheet>.svg`."""
    return frozenset(re.findall(r'<symbol id="([^"]+)"', (ASSETS / f"{sheet}.svg").read_text()))


def _sprite(sheet: str, name: str | rx.Var[str], class_name: str) -> rx.Component:
    return rx.el.svg(rx.el.svg.use(href=f"/{sheet}.svg#{name}"), class_name=class_name, aria_hidden="true")


def face(person: Any, size: Size = "s") -> rx.Component:
    """A person's symbol, or the drawing of nobody in particular."""
    return _symbol_or(person.symbol, "user-round", size)


def group_face(group: Any, size: Size = "m") -> rx.Component:
    """A group's symbol, or the drawing of a group."""
    return _symbol_or(group.symbol, "users", size)


def _symbol_or(name: Any, drawing: str, size: Size) -> rx.Component:
    """A symbol, or where there is none an icon in a frame of the same size, so that rows stay in line."""
    plain = rx.el.span(
        _sprite("icons", drawing, "symbol-drawing"), class_name=f"symbol symbol-{size}", aria_hidden="true"
    )
    return rx.cond(name != "", symbol(name, size), plain)
