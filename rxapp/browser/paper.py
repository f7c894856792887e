"""Diplomas on paper and checking them: what happens with the server or on the check page."""

import dataclasses
from typing import Any

import reflex as rx
from reflex.vars import VarData
from reflex.vars.function import FunctionStringVar

from rxapp.browser import Handler, call, hook, use


@dataclasses.dataclass
class Printing:
    """How far a set is: `step` is "idle", "busy", "done" (the PDF is at `url`) or "failed" (`message` says why)."""

    step: str
    done: int
    of: int
    url: str
    message: str


def printing() -> rx.Var[Printing]:
    """How far the set is that is being made; it changes by itself."""
    return hook("forms/printing.js", "usePrinting", kind=Printing)


def print_diplomas() -> Handler:
    """For `on_submit` of a form with a tick box `print:<id>` and a box `name:<id>` per diploma: make the PDF."""
    return FunctionStringVar.create(
        "((form_data) => printDiplomas(form_data))", _var_data=use("forms/printing.js", "printDiplomas")
    )


def clear_printing() -> Handler:
    """A handler that forgets the PDF."""
    return call("forms/printing.js", "clearPrinting")


def check_diploma(code: Any) -> Handler:
    """A handler that leaves the app for the check page with this code; `scanned()` in a scanner."""
    code = rx.Var.create(code)
    parameter = "scanned" if str(code) == "scanned" else ""
    return FunctionStringVar.create(
        f"(({parameter}) => checkDiploma({code!s}))",
        _var_data=VarData.merge(code._get_all_var_data(), use("diplomas/checking.js", "checkDiploma")),
    )
