"""Things to press: buttons do something here, links go to another page."""

from typing import Any, Literal

import reflex as rx

from rxapp.browser import Handler
from rxapp.ui.pictures import icon as draw_icon
from rxapp.ui.pictures import symbol as draw_symbol

Kind = Literal["primary", "secondary", "quiet"]
Text = str | rx.Var[str]


def button(
    label: Text, on_click: Handler | None = None, icon: Text = "", kind: Kind = "secondary", **props: Any
) -> rx.Component:
    """Make a button with a word, and an icon where it helps.

    One `primary` per page: the next step.  `quiet` is for what is seldom needed.  Use `type="submit"` in a form.
    Other HTML attributes (`disabled`, `aria_label`, `id`) pass through.
    """
    props = {"type": "button", **props}
    if on_click is not None:
        props["on_click"] = on_click
    return rx.el.button(*_face(label, icon), class_name=f"button button-{kind}", **props)


def icon_button(label: Text, icon: Text, on_click: Handler | None = None, **props: Any) -> rx.Component:
    """Make a round button that shows only an icon; the label is said to screen readers and shown as a tip."""
    props = {"type": "button", **props}
    if on_click is not None:
        props["on_click"] = on_click
    return rx.el.button(draw_icon(icon), class_name="button button-icon", aria_label=label, title=label, **props)


def link_button(label: Text, href: Text, icon: Text = "", kind: Kind = "secondary", **props: Any) -> rx.Component:
    """Make a link to another page that looks like a button; it works with the network cut."""
    return rx.el.a(*_face(label, icon), href=href, class_name=f"button button-{kind}", **props)


def tile(label: Text, href: Text, icon: Text, note: Text = "") -> rx.Component:
    """Make a large link for a start page: icon, word and a short note under it."""
    words = rx.el.span(
        rx.el.strong(label, class_name="tile-label"),
        rx.el.span(note, class_name="tile-note"),
        class_name="tile-words",
    )
    return rx.el.a(draw_icon(icon, "l"), words, href=href, class_name="tile")


def tiles(*children: rx.Component) -> rx.Component:
    """Lay tiles in as many columns as fit."""
    return rx.el.div(*children, class_name="tiles")


def person_tile(first_name: Text, symbol: Text, on_click: Handler, note: Text = "") -> rx.Component:
    """Make a large button with a person's symbol and first name, to choose who somebody is; lay them in `people`."""
    return rx.el.button(
        draw_symbol(symbol, "l"),
        rx.el.strong(first_name),
        rx.el.span(note, class_name="tile-note"),
        type="button",
        on_click=on_click,
        class_name="person",
    )


def people(*children: Any, label: Text) -> rx.Component:
    """Lay `person_tile`s, or an `rx.foreach` of them, in as many columns as fit; the label names the group."""
    return rx.el.div(*children, class_name="people", role="group", aria_label=label)


def _face(label: Text, icon: Text) -> list[Any]:
    return [*([draw_icon(icon)] if isinstance(icon, rx.Var) or icon else []), rx.el.span(label)]
