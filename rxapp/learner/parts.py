"""What every part of the learner's page is made of: the queries, a block with its speaker, and small lists."""

from hashlib import md5
from typing import Any

import reflex as rx
from reflex.vars.function import FunctionVar

from rxapp import browser
from rxapp.browser.speech import read_block, speech
from rxapp.data.queries import load
from rxapp.ui import cover, learner_text
from rxapp.ui.status import clear_problem, status

LEARNER = load("rxapp.learner")


def block(title: rx.Component, *children: Any, hue: int, look: Any = "") -> rx.Component:
    """One part of the story on one sheet in a hue of its own, with a button that reads it aloud where a voice is.

    `look` is "next" for the one thing to do now.
    """
    name = f"block-{md5(str(title).encode(), usedforsecurity=False).hexdigest()[:8]}"
    head = rx.el.div(rx.el.h2(title), speaker(name), class_name="block-head")
    return rx.el.section(head, *children, class_name="card block", style={"--hue": str(hue)}, custom_attrs={"data-look": look},
                         id=name)  # fmt: skip


def speaker(name: str) -> rx.Component:
    """The button that reads the block with this `id` aloud; absent without a voice of this device."""
    words = learner_text("Lees voor", picture="volume-2")
    shown = rx.el.button(words, type="button", on_click=read_block(name), class_name="button button-quiet speaker")
    return rx.cond(speech().possible, shown, rx.fragment())


def trouble() -> rx.Component:
    """What went wrong just now, in a learner's words: the cause is for the console, the help is a person."""
    words = learner_text("Het lukt nu niet. Vraag de begeleider.", picture="hand-helping", size="l")
    read = press(learner_text("Goed", picture="check"), clear_problem())
    said = rx.el.div(rx.el.p(words, class_name="large-words"), read, class_name="card trouble")
    return rx.el.div(rx.cond(status().problem, said), role="status", class_name="problem")


def press(words: rx.Component, handler: browser.Handler, kind: str = "secondary", **props: Any) -> rx.Component:
    """A button of words with their picture."""
    return rx.el.button(words, type="button", on_click=handler, class_name=f"button button-{kind}", **props)


def shelf(books: Any) -> rx.Component:
    """Books side by side with their covers in front."""
    return listed(books, _book, "shelf")


def _book(book: Any) -> rx.Component:
    return rx.el.li(cover(book.name, book.colour, book.cover, "l"), rx.el.span(book.name, class_name="row-title"))


def listed(items: Any, make: Any, kind: str = "rows") -> rx.Component:
    """A list, or nothing where it is empty: an empty list is a riddle to a screen reader."""
    made = rx.el.ul(rx.foreach(items, make), class_name=kind, role="list")
    return rx.cond(items.length() > 0, made, rx.fragment())


def calendar_leaf(day: Any) -> rx.Component:
    """A day as it hangs on the wall; the words beside it say the same."""
    leaf = browser.hook("words/days.js", "useCalendarLeaf", kind=Any).to(FunctionVar).call(day).to(dict[str, str])
    parts = (rx.el.span(leaf["month"]), rx.el.strong(leaf["number"]), rx.el.span(leaf["weekday"]))
    return rx.el.div(*parts, class_name="leaf", aria_hidden="true")


def dot(is_done: Any) -> rx.Component:
    """One dot, filled or open; the words beside it say how many."""
    return rx.el.span(class_name=rx.cond(is_done, "dot dot-done", "dot"))


def dots(items: Any, is_done: Any) -> rx.Component:
    """A dot for each item; `is_done` says of an item whether its dot is filled."""
    made = rx.foreach(items, lambda item: dot(is_done(item)))
    return rx.el.div(made, class_name="dots", aria_hidden="true")
