"""Noticing that somebody opens a thing that is logged."""

from typing import Any

import reflex as rx

from rxapp.browser import Handler, module


class Opening(rx.Component):
    """Calls its handler when the person comes to the thing; shows nothing."""

    library = module("people/opening.js")
    tag = "Opening"
    thing: rx.Var[str]
    on_open: rx.Var[Any]


def opening(thing: Any, on_open: Handler) -> rx.Component:
    """Call `on_open` once for as long as the same person stays on pages that have the id `thing` in their address."""
    return Opening.create(thing=thing, on_open=on_open)
