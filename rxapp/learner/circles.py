"""My reading circle as a path of stones, and my diplomas."""

from typing import Any

import reflex as rx

from rxapp import browser
from rxapp.learner.parts import LEARNER, block
from rxapp.learner.rows import Circle, Diploma, PathStone
from rxapp.ui import cover, easy_day, icon, learner_text, symbol


def circle(learner: Any) -> rx.Component:
    """The book, and a stone for each meeting."""
    mine = browser.live(LEARNER.circle, Circle, learner=learner)
    path = browser.live(LEARNER.circle_path, PathStone, learner=learner, circle=mine[0].id)
    the_book = rx.el.div(
        cover(mine[0].book, mine[0].colour, mine[0].cover, "m"),
        rx.el.h3(mine[0].book, class_name="goal-words"),
        class_name="goal-head",
    )
    stones = rx.el.ol(rx.foreach(path, _stone), class_name="story-path", role="list")
    body = block(learner_text("Mijn leeskring", picture="users"), the_book, stones, hue=285)
    return rx.cond(mine.length() > 0, body, rx.fragment())


def _stone(stone: Any) -> rx.Component:
    there = rx.cond(stone.was_there == 1, learner_text("Ik was er", picture="circle-check"),
                    learner_text("Geweest", picture="check"))  # fmt: skip
    said = rx.match(
        stone.state,
        ("done", there),
        ("here", learner_text("Hier zijn we", picture="map-pin")),
        learner_text("Nog niet", picture="hourglass"),
    )
    how = rx.match(
        stone.how,
        ("read", learner_text("Gelezen", picture="book-open")),
        ("listened", learner_text("Geluisterd", picture="volume-2")),
        rx.fragment(),
    )
    day = rx.el.span(easy_day(stone.day), class_name="row-sub")
    return rx.el.li(
        rx.el.span(stone.number, class_name="story-stone"),
        rx.el.div(rx.el.strong(said), how, rx.cond(stone.state == "done", rx.fragment(), day), class_name="row-words"),
        custom_attrs={"data-state": stone.state},
        key=stone.id,
    )


def diplomas(learner: Any) -> rx.Component:
    """My diplomas, the newest first."""
    mine = browser.live(LEARNER.diplomas, Diploma, learner=learner)
    shown = rx.el.ul(rx.foreach(mine, _diploma), class_name="rows", role="list")
    body = block(learner_text("Mijn diploma's", picture="graduation-cap"), shown, hue=45)
    return rx.cond(mine.length() > 0, body, rx.fragment())


def _diploma(diploma: Any) -> rx.Component:
    when = rx.el.span(easy_day(diploma.issued_on), class_name="row-sub")
    ready = rx.cond(
        diploma.state == "ready",
        learner_text("Goed gedaan!", picture="party-popper"),
        learner_text("Het diploma komt nog.", picture="hourglass"),
    )
    words = rx.el.span(rx.el.span(diploma.achievement, class_name="row-title"), when, ready, class_name="row-words")
    drawn = rx.cond((diploma.picture == "") | (diploma.picture == "book"), icon("book-open", "xl"),
                    symbol(diploma.picture, "m"))  # fmt: skip
    medal = rx.el.span(drawn, class_name="medal", aria_hidden="true")
    return rx.el.li(medal, words, class_name="row", key=diploma.id)
