"""Pieces that every hour shares, whatever group it is of: another moment for it, and a note about it."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from rxapp import browser
from rxapp.browser import Handler
from rxapp.data.queries import Query
from rxapp.ui.buttons import button
from rxapp.ui.dialogs import dialog
from rxapp.ui.forms import field, text_input
from rxapp.ui.saving import saved_field
from rxapp.ui.words import t


def move_dialog(
    is_open: Any, close: Handler, move: Callable[..., Handler], day: Any = "", starts: Any = ""
) -> rx.Component:
    """Ask for another day and time; `move` is given both as `day` and `starts`, and makes the handler that saves."""
    form = rx.el.form(
        field(t("Nieuwe dag"), text_input(type="date", name="day", required=True, default_value=day)),
        field(
            t("Nieuwe tijd"), text_input(type="time", name="starts", step="900", required=True, default_value=starts)
        ),
        rx.el.div(button(t("Verplaatsen"), type="submit", icon="check", kind="primary")),
        on_submit=move(day=browser.form("day"), starts=browser.form("starts")),
        class_name="stack",
    )
    return dialog(is_open, close, t("Naar welke dag?"), rx.cond(is_open, form, rx.fragment()))


def note_field(label: Any, hour: Any, query: Query, name: str) -> rx.Component:
    """A note about an hour, never about one person; the query gets it as the parameter `name`."""
    hint = t("Over het uur, niet over één persoon.")
    return saved_field(label, hour.note, f"note:{hour.id}", query, name, hint=hint, lines=3, session=hour.id)
