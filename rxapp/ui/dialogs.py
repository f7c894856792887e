"""A dialog over the page: one question, answered before anything else."""

from typing import Any

import reflex as rx

from rxapp.browser import module
from rxapp.ui.buttons import icon_button
from rxapp.ui.words import t


class ModalDialog(rx.Component):
    """The native <dialog> element, shown while `open` is true; `on_close` fires for Escape as well."""

    library = module("forms/dialog.js")
    tag = "ModalDialog"
    open: rx.Var[bool]
    on_close: rx.EventHandler[rx.event.no_args_event_spec]


def dialog(
    open: Any, on_close: Any, title: str | rx.Var[str], *children: Any, actions: tuple[Any, ...] = ()
) -> rx.Component:
    """Ask something over the page; the focus goes in, stays in, and returns to where it was.

    `open` is a Var of truth and `on_close` the handler that makes it false (such as `asked.set(False)`).
    `actions` are buttons; the first is the one that most people want.
    """
    head = rx.el.div(
        rx.el.h2(title, class_name="dialog-title"),
        icon_button(t("Sluiten"), "x", on_close),
        class_name="dialog-head",
    )
    foot = [rx.el.div(*actions, class_name="dialog-actions")] if actions else []
    return ModalDialog.create(
        head, *children, *foot, open=open, on_close=on_close, class_name="dialog", custom_attrs={"aria-label": title}
    )
