"""Pieces that the pages of programmes share: what a kind is called, and fields that save by themselves."""

from typing import Any

import reflex as rx

from rxapp import browser
from rxapp.data.queries import Query, load
from rxapp.ui import badge, icon_button, msgid, row, rows, saved_field, t

PROGRAMMES = load("rxapp.programmes")
KINDS = {
    "lesson_group": (msgid("Lesgroep"), "users"),
    "one_to_one": (msgid("Eén op één"), "user-round"),
    "reading_circle": (msgid("Leeskring"), "book-open"),
    "course": (msgid("Cursus"), "graduation-cap"),
    "network_meeting": (msgid("Netwerkbijeenkomst"), "message-circle"),
    "open_hour": (msgid("Inloopuur"), "clock"),
}


def first(query: Query, row_type: type, **parameters: Any) -> Any:
    """The first row of a live query; its columns are undefined while there is none."""
    return browser.live(query, row_type, **parameters)[0]


def kind_badge(kind: Any) -> rx.Component:
    """What kind of programme it is, in a word with its icon."""
    words = {key: word for key, (word, _) in KINDS.items()}
    icons = {key: drawing for key, (_, drawing) in KINDS.items()}
    if isinstance(kind, str):
        return badge(t(words[kind]), icons[kind])
    return badge(t(rx.match(kind, *words.items(), "")), rx.match(kind, *icons.items(), "users"))


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
