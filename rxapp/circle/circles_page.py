"""Every reading circle of the site, and the way to a new one."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.circle.parts import CIRCLE, state_badge
from rxapp.circle.rows import CircleLine
from rxapp.ui import card, cover, day_in_words, empty_state, link_button, page, row, rows, t, tn


def circles_page() -> rx.Component:
    """The circles, those that run first."""
    circles = browser.live(CIRCLE.circles, CircleLine)
    nothing = empty_state(
        "book-open",
        t("Er is nog geen leeskring"),
        t("Zes tot acht mensen lezen samen één boek, zes weken lang."),
    )
    listed = card(rows(rx.foreach(circles, _circle), label=t("Leeskringen")))
    shown = rx.cond(circles.length() > 0, listed, nothing)
    return page(
        t("Leeskring"),
        rx.cond(browser.ready(CIRCLE.circles), shown, rx.fragment()),
        back=routes.HOME,
        actions=(link_button(t("Nieuwe leeskring"), routes.PLAN_CIRCLE, icon="plus", kind="primary"),),
    )


def _circle(circle: Any) -> rx.Component:
    following = rx.cond(circle.next_on != "", day_in_words(circle.next_on), "")
    held = tn("{n} keer geweest", "{n} keer geweest", circle.held)
    return row(
        circle.name,
        rx.el.span(
            rx.cond(circle.state == "running", held, ""), rx.cond(circle.state == "running", " · ", ""), following
        ),
        leading=cover(circle.book, circle.colour, circle.cover, "s"),
        trailing=state_badge(circle.state),
        href=routes.circle(circle.id),
        key=circle.id,
    )
