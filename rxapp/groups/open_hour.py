"""An hour that keeps no names: a tap per visitor, and nothing else is stored."""

from typing import Any

import reflex as rx

from rxapp import browser
from rxapp.browser import Handler
from rxapp.groups.parts import GROUPS, this_hour
from rxapp.groups.rows import Question, Visitors
from rxapp.ui import banner, button, stack, t


def taps(hour: Any) -> rx.Component:
    """A large button per kind of question; a network meeting counts new and returning visitors instead."""
    promise = banner("notice", t("Hier noteren we geen namen"), t("Alleen een tik voor elke bezoeker."), icon="eye-off")
    return stack(promise, rx.cond(hour.kind == "network_meeting", _visitors(hour), _questions(hour)))


def _questions(hour: Any) -> rx.Component:
    questions = browser.live(GROUPS.questions, Question, session=this_hour())

    def button_of(question: Any) -> rx.Component:
        values = {"session": hour.id, "question": question.id}
        add, undo = browser.write(GROUPS.tap_question, **values), browser.write(GROUPS.untap_question, **values)
        return _tap(question.words, question.taps, add, undo, key=question.id)

    made = rx.foreach(questions, button_of)
    return rx.el.div(made, class_name="taps", role="group", aria_label=t("Waar ging de vraag over?"))


def _visitors(hour: Any) -> rx.Component:
    numbers = browser.first(GROUPS.visitors, Visitors, session=this_hour())

    def button_of(word: Any, taps: Any, visitor: str) -> rx.Component:
        values = {"session": hour.id, "visitor": visitor}
        add, undo = browser.write(GROUPS.tap_visitor, **values), browser.write(GROUPS.untap_visitor, **values)
        return _tap(word, taps, add, undo)

    return rx.el.div(
        button_of(t("Voor het eerst"), numbers.newcomers, "new"),
        button_of(t("Al eerder geweest"), numbers.returners, "returning"),
        class_name="taps",
        role="group",
        aria_label=t("Wie kwam er?"),
    )


def _tap(word: Any, taps: Any, add: Handler, undo: Handler, **props: Any) -> rx.Component:
    press = rx.el.button(
        rx.el.span(taps, class_name="tap-number"),
        rx.el.span(word),
        type="button",
        on_click=add,
        class_name="tap-button",
    )
    label = t("Eén tik terug: {woord}", woord=word)
    back = button(t("Eén tik terug"), undo, icon="undo-2", kind="quiet", disabled=taps == 0, aria_label=label)
    return rx.el.div(press, back, class_name="tap", **props)
