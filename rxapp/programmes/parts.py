"""Pieces that the pages of programmes share: what a kind is called, and fields that save by themselves."""

from typing import Any

import reflex as rx

from rxapp import browser
from rxapp.data.queries import load
from rxapp.ui import icon_button, row, rows, saved_field, t

PROGRAMMES = load("rxapp.programmes")


def words_field(programme: Any, column: str, label: Any, stored: Any, hint: Any = "", lines: int = 1) -> rx.Component:
    """A box for one column of a programme."""
    return saved_field(
        label,
        stored,
        f"{column}:{programme.id}",
        PROGRAMMES.edit_programme,
        "value",
        hint=hint,
        lines=lines,
        column=column,
        programme=programme.id,
    )


def number_field(programme: Any, column: str, label: Any, stored: Any, hint: Any = "") -> rx.Component:
    """A box for one column of a programme that holds a number; empty is: the programme does not say it."""
    return saved_field(
        label,
        stored,
        f"{column}:{programme.id}",
        PROGRAMMES.edit_number,
        "value",
        hint=hint,
        input_mode="numeric",
        column=column,
        programme=programme.id,
    )


def numbers(*fields: rx.Component) -> rx.Component:
    """Short boxes beside each other."""
    return rx.el.div(*fields, class_name="numbers")


def tick(programme: Any, column: str, is_on: Any) -> browser.Handler:
    """A handler that turns a yes into a no."""
    value = rx.cond(is_on, "0", "1")
    return browser.write(PROGRAMMES.edit_number, programme=programme.id, column=column, value=value)


def droppable(items: Any, title: Any, drop: Any, label: Any, sub: Any = None) -> rx.Component:
    """A list of rows that can each be taken away: `title`, `drop` and `sub` are given the row."""

    def line(item: Any) -> rx.Component:
        away = icon_button(t("Weghalen"), "trash-2", drop(item))
        return row(title(item), sub(item) if sub else "", trailing=away, key=item.id)

    return rx.cond(items.length() > 0, rows(rx.foreach(items, line), label=label), rx.fragment())
