"""Laying blocks out: beside each other, under each other, in a line that wraps."""

from typing import Any

import reflex as rx

from rxapp.ui.panels import rows


def columns(*children: Any) -> rx.Component:
    """Lay blocks beside each other where the screen is wide enough, else under each other."""
    grid = {
        "display": "grid",
        "gap": "var(--gap)",
        "align_items": "start",
        "grid_template_columns": "repeat(auto-fit, minmax(min(100%, 21rem), 1fr))",
    }
    return rx.el.div(*children, style=grid)


def stack(*children: Any) -> rx.Component:
    """Lay blocks under each other."""
    return rx.el.div(*children, class_name="stack", style={"grid_template_columns": "minmax(0, 1fr)"})


def spread(*children: Any) -> rx.Component:
    """Lay small things in a line that wraps."""
    return rx.el.div(*children, class_name="spread")


def some_rows(items: Any, make_row: Any, label: Any) -> rx.Component:
    """A list of rows, or nothing where there are none: an empty list is a riddle to a screen reader."""
    return rx.cond(items.length() > 0, rows(rx.foreach(items, make_row), label=label), rx.fragment())
