"""The frame round every floor page: who, the sync status, the way back, one title, one next step."""

from typing import Any

import reflex as rx

from rxapp.ui.pictures import icon
from rxapp.ui.staff import staff_menu
from rxapp.ui.status import problem_banner, status_banners, sync_status
from rxapp.ui.words import t

Text = str | rx.Var[str]


def page(
    title: Text, *children: Any, back: Text | None = None, wide: bool = False, actions: tuple[Any, ...] = ()
) -> rx.Component:
    """Make a floor page.

    `back` is the address of the page above this one.  `wide` uses the full width of a tablet.
    `actions` are buttons for the next step, the first one primary; on a phone they stay in sight at the bottom.
    """
    foot = [rx.el.div(*actions, class_name="actions")] if actions else []
    return rx.el.div(
        rx.el.A.create(t("Naar de inhoud"), href="#content", class_name="skip-link"),
        rx.el.header(sync_status(), staff_menu(), class_name="top"),
        rx.el.main(
            problem_banner(),
            status_banners(),
            _heading(title, back),
            *children,
            *foot,
            id="content",
            tab_index=-1,
            class_name="content content-wide" if wide else "content",
        ),
        class_name="page",
    )


def head() -> list[rx.Component]:
    """Give what belongs in the <head> of every page: icons, the colour of the browser's bar, and the font early.

    For `rx.App(head_components=head())`.
    """
    font = {"as": "font", "crossOrigin": "anonymous"}
    return [
        rx.el.link(rel="icon", href="/favicon.ico", custom_attrs={"sizes": "32x32"}),
        rx.el.link(rel="icon", href="/favicon.svg", type="image/svg+xml"),
        rx.el.link(rel="apple-touch-icon", href="/icons/apple-touch-icon.png"),
        rx.el.link(rel="preload", href="/fonts/atkinson-hyperlegible-400.woff2", type="font/woff2", custom_attrs=font),
        rx.el.meta(name="theme-color", content="#fffdf9", custom_attrs={"media": "(prefers-color-scheme: light)"}),
        rx.el.meta(name="theme-color", content="#1f2526", custom_attrs={"media": "(prefers-color-scheme: dark)"}),
    ]


def _heading(title: Text, back: Text | None) -> rx.Component:
    way_back = []
    if back is not None:
        way_back = [rx.el.a(icon("arrow-left"), href=back, class_name="button button-icon", aria_label=t("Terug"))]
    words = rx.cond(title, title, t("Even wachten…"))  # a title from the database comes a moment later
    return rx.el.div(*way_back, rx.el.h1(words), class_name="heading")
