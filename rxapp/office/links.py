"""Links and buttons for the files of the office."""

from typing import Any

import reflex as rx

from rxapp import routes
from rxapp.office.office_state import Office
from rxapp.ui import button
from rxapp.ui import icon as draw_icon
from rxapp.ui.buttons import Kind


def download_link(word: Any, address: Any, icon: str = "file-down") -> rx.Component:
    """Make a link that takes a file along.

    It is a plain anchor: `link_button` is the router's link, which would look for a page at this address.
    """
    return rx.el.A.create(
        draw_icon(icon),
        rx.el.span(word),
        href=address,
        class_name="button button-secondary",
        custom_attrs={"download": ""},
    )


def file_link(word: Any, name: str, icon: str = "file-down", query: Any = "") -> rx.Component:
    """Make a link to a file of the tab's site; see `downloads.FILES`."""
    return download_link(word, routes.office_file(Office.site, name, query), icon)


def post_button(word: Any, address: Any, icon: str, kind: Kind = "secondary") -> rx.Component:
    """Make a button for a file whose making changes something: the browser itself sends the form."""
    form = rx.el.form(button(word, icon=icon, kind=kind, type="submit"), action=address, method="post")
    # Reflex stops every form that has no handler of its own.
    form.event_triggers.pop("on_submit")
    return form
