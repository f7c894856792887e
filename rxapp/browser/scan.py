"""Scanners: a hand scanner that types, and the camera; each calls its handler with `scanned()`."""

from typing import Any

import reflex as rx
from reflex.vars import VarData
from reflex.vars.base import LiteralVar, Var

from rxapp.browser import FunctionStringVar, Handler, module, use


class Scanner(rx.Component):
    """Hears a hand scanner on the whole page; shows nothing."""

    library = module("scanning/scan.js")
    tag = "Scanner"
    on_scan: rx.Var[Any]


class Camera(rx.Component):
    """Shows the camera and reads codes from it, without a network."""

    library = module("scanning/scan.js")
    tag = "Camera"
    on_scan: rx.Var[Any]


KEEP_ENTER = FunctionStringVar.create("keepEnter", _var_data=use("scanning/wedge.js", "keepEnter"))
"""The handler for `on_key_down` of a box into which a hand scanner types, in a form that has more to fill in."""


def scanner(on_scan: Handler) -> rx.Component:
    """Call `on_scan` for every code that a hand scanner types, wherever the focus is."""
    return Scanner.create(on_scan=on_scan)


def camera(on_scan: Handler, *sorry: rx.Component) -> rx.Component:
    """Show the camera from when this component appears until it goes, and call `on_scan` for every code it sees.

    `sorry` stands where there is no camera to show, instead of the cause. A code that stays in sight is reported once.
    Put it in `rx.cond`, so that the camera is open only when it is needed.
    """
    return Camera.create(*sorry, on_scan=on_scan)


def label(text: Any) -> rx.vars.StringVar:
    """The label in a text that was typed or scanned into a box, as `perform` looks it up; for storing it."""
    return _cleaned(text, "labelOf")


def isbn(text: Any) -> rx.vars.StringVar:
    """The ISBN in a text that was typed or scanned into a box, as it is stored: thirteen digits, no dashes."""
    return _cleaned(text, "isbnOf")


def _cleaned(text: Any, function: str) -> rx.vars.StringVar:
    given = LiteralVar.create(text)
    inputs = VarData.merge(given._get_all_var_data(), use("scanning/codes.js", function))
    return Var(f"{function}({given!s})", _var_type=str, _var_data=inputs).guess_type()
