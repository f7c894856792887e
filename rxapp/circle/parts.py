"""Pieces that several pages of the reading circle share: the head of a circle, the path of stones, faces, toggles."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.browser import Handler
from rxapp.circle.rows import CircleHead, Stone
from rxapp.data.queries import load
from rxapp.ui import badge, day_in_words, empty_state, icon, link_button, t

CIRCLE = load("rxapp.circle")


def circle_now() -> Any:
    """The circle of this page's address."""
    return browser.first(CIRCLE.circle_head, CircleHead, circle=browser.route_parameter("id"))


def when_there(circle: Any, *blocks: Any) -> rx.Component:
    """The blocks, or what to do where this address has no circle (any more)."""
    gone = empty_state(
        "book-open",
        t("Deze leeskring is er niet"),
        t("Misschien heeft iemand hem weggehaald."),
        link_button(t("Alle leeskringen"), routes.CIRCLES, icon="book-open"),
    )
    known = browser.ready(CIRCLE.circle_head, circle=browser.route_parameter("id"))
    return rx.cond(circle.id, rx.fragment(*blocks), rx.cond(known, gone, rx.fragment()))


def toggle(word: Any, drawing: Any, is_on: Any, on_click: Handler, **props: Any) -> rx.Component:
    """A large button that is on or off, and says so."""
    return rx.el.button(
        icon(drawing),
        rx.el.span(word),
        type="button",
        class_name="segment circle-toggle",
        aria_pressed=rx.cond(is_on, "true", "false"),
        on_click=on_click,
        **props,
    )


def path(stones: Any) -> rx.Component:
    """The meetings as stones to step on, from the first to the last; each leads to its week."""
    return rx.el.ol(rx.foreach(stones, _stone), class_name="path", aria_label=t("De weg van de leeskring"))


def _stone(stone: Stone) -> rx.Component:
    drawing = rx.match(stone.state, ("done", "check"), ("here", "footprints"), "circle")
    state = rx.match(stone.state, ("done", t("geweest")), ("here", t("nu")), t("komt nog"))
    pages = rx.cond(
        stone.last_page > 0,
        t("bladzijde {eerste} tot {laatste}", eerste=stone.first_page, laatste=stone.last_page),
        "",
    )
    return rx.el.li(
        rx.el.a(
            rx.el.span(icon(drawing), class_name="stone"),
            rx.el.strong(t("Week {nummer}", nummer=stone.number)),
            rx.el.span(day_in_words(stone.day), class_name="stone-day"),
            rx.el.span(pages, class_name="stone-day"),
            rx.el.span(state, class_name="visually-hidden"),
            href=routes.week(stone.id),
            class_name="stone-link",
            custom_attrs={"data-state": stone.state, "aria-current": rx.cond(stone.state == "here", "step", "false")},
        ),
        key=stone.id,
    )


def state_badge(state: Any) -> rx.Component:
    """Where a circle stands, in a word with its icon."""
    return rx.match(
        state,
        ("running", badge(t("Is bezig"), "footprints", "notice")),
        ("finished", badge(t("Klaar"), "check", "good")),
        badge(t("Gepland"), "calendar-days", "neutral"),
    )
