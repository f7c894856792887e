"""The own page when it is open: "Jouw verhaal", block by block."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.browser.learner import (
    arrival,
    can_install,
    choose_text_size,
    close_page,
    put_on_home_screen,
    stay,
    text_size,
)
from rxapp.learner import books, circles, days, goals
from rxapp.learner.parts import LEARNER, press
from rxapp.learner.rows import Head
from rxapp.ui import dialog, learner_text, learner_words, symbol

SLOWEST = (LEARNER.head, LEARNER.goals, LEARNER.steps, LEARNER.then_and_now, LEARNER.came, LEARNER.dots,
           LEARNER.next_time, LEARNER.books_now, LEARNER.books_asked, LEARNER.circle, LEARNER.homework,
           LEARNER.diplomas, LEARNER.who_looked)  # fmt: skip
"""The page appears when all of these are there, so that nothing jumps under a finger."""


def story(now: Any) -> rx.Component:
    """Everything about the learner whose page is open."""
    head = browser.live(LEARNER.head, Head, learner=now.learner)[0]
    is_ready = rx.Var.create(True)
    for query in SLOWEST:
        is_ready = is_ready & browser.ready(query, learner=now.learner)
    blocks = rx.el.div(
        days.today(head),
        days.next_time(now.learner),
        goals.goals(now.learner),
        days.homework(now.learner),
        books.books(head),
        circles.circle(now.learner),
        goals.then_and_now(now.learner),
        days.came(now.learner),
        circles.diplomas(now.learner),
        books.reading_list(head),
        days.who_looked(now.learner),
        class_name="learner-blocks",
    )
    waiting = rx.el.h1(learner_text("Even wachten.", picture="hourglass", size="l"), class_name="my-card")
    end = rx.cond(now.own, install(), _done())
    shown = rx.fragment(_top(head, now), blocks, rx.el.div(end, class_name="learner-end"), arrival())
    return rx.fragment(rx.cond(is_ready & (head.id == now.learner), shown, waiting), _warning(now))


def _done() -> rx.Component:
    return press(learner_text("Klaar", picture="check"), close_and_leave(), "primary")


def _top(head: Any, now: Any) -> rx.Component:
    return rx.el.header(
        symbol(head.symbol, "xl"),
        rx.el.div(
            rx.el.h1(learner_words("Hallo {naam}", picture="smile", naam=head.first_name)),
            rx.el.p(learner_text("Dit is jouw verhaal.", picture="book-open")),
            class_name="learner-name",
        ),
        _sizes(now),
        rx.cond(now.own, rx.fragment(), _done()),
        class_name="learner-top",
    )


def close_and_leave() -> browser.Handler:
    """The handler of "klaar": the page is covered, and the tablet shows its start."""
    return browser.chain(close_page(), browser.go(routes.HOME))


def install() -> rx.Component:
    """The button that puts the page on the home screen of the own phone, where the browser offers that."""
    words = learner_text("Zet dit op mijn telefoon", picture="smartphone")
    return rx.cond(can_install(), press(words, put_on_home_screen()), rx.fragment())


def _sizes(now: Any) -> rx.Component:
    """Three sizes of letters, each shown in itself."""
    size = text_size(now.own)
    names = {
        1: learner_words("Gewone letters", picture="type"),
        2: learner_words("Grote letters", picture="type"),
        3: learner_words("Heel grote letters", picture="type"),
    }
    made = [
        rx.el.button(
            rx.el.span("A", style={"font-size": f"{0.7 + 0.35 * step}em"}, aria_hidden="true"),
            type="button",
            class_name="segment",
            aria_label=name,
            aria_pressed=rx.cond(size == step, "true", "false"),
            on_click=choose_text_size(step),
        )
        for step, name in names.items()
    ]
    return rx.el.div(*made, class_name="segments", role="group", aria_label=learner_words("Letters", picture="type"))


def _warning(now: Any) -> rx.Component:
    """Shortly before the page covers itself."""
    here = press(learner_text("Ja, ik ben er nog", picture="hand"), stay(), "primary")
    done = press(learner_text("Ik ben klaar", picture="check"), close_and_leave())
    words = rx.el.p(learner_text("Zo meteen gaat deze pagina dicht.", picture="eye-off"))
    title = learner_words("Ben je er nog?", picture="hand")
    return dialog(now.warning, stay(), title, words, actions=(here, done))
