"""The photo of an hour's sheet on paper: reading its ticks without a network."""

from dataclasses import dataclass

import reflex as rx
from reflex.vars.function import FunctionStringVar

from rxapp.browser import Handler, call, hook, use


@dataclass
class Sheet:
    """What is known of the photo; `step` is 'none', 'reading', 'read' or 'problem', and `ticks` is JSON for SQL."""

    step: str
    problem: str
    session: str
    page: int
    ticks: str


def sheet() -> rx.Var[Sheet]:
    """The sheet that was photographed last on this page."""
    return hook("scanning/sheet_photo.js", "useSheet", kind=Sheet)


def photograph_sheet() -> Handler:
    """The handler for `on_change` of a file box: read the photo that was taken."""
    data = use("scanning/sheet_photo.js", "photographSheet")
    # Reflex gives the box's text first, and the event itself after it.
    return FunctionStringVar.create("((text, event) => photographSheet(event))", _var_data=data)


def forget_sheet() -> Handler:
    """The handler that begins again."""
    return call("scanning/sheet_photo.js", "forgetSheet")
