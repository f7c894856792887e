"""Taking part: signing up for a programme, starting in a group, leaving it, and leaving the site."""

from typing import Any

import reflex as rx

from rxapp import browser
from rxapp.folders.parts import FOLDERS, next_options
from rxapp.folders.rows import LearningGroup, Programme
from rxapp.ui import button, choice_group, dialog, stack, t
from rxapp.ui.starting import start_dialog


def starting_dialog(starting: browser.Field, programme: browser.Field) -> rx.Component:
    """Choose the group in which somebody who signed up starts today."""
    groups = browser.live(FOLDERS.learning_groups, LearningGroup)

    def start(group: Any, close: list[browser.Handler]) -> browser.Handler:
        return browser.write(
            FOLDERS.start_enrolment, then=close, enrolment=starting.value, learning_group=group.id, started_on=""
        )

    return start_dialog(starting, programme, groups, start)


def enrol_dialog(learner: Any, opened: browser.Field) -> rx.Component:
    """Sign a learner up for a programme; without a group the learner waits from today."""
    close, how = opened.set(False), browser.field("enrol_participation")
    chosen = browser.field("enrol_programme")
    offered = browser.live(FOLDERS.programmes, Programme)
    options = rx.foreach(offered, lambda one: _programme_choice(one, chosen))
    done = browser.chain(close, chosen.set(""), how.set(""))
    save = browser.write(
        FOLDERS.enrol,
        then=[done],
        learner=learner,
        programme=chosen.value,
        learning_group="",
        participation=how.value,
    )
    return dialog(
        opened.value,
        close,
        t("Aanmelden"),
        rx.el.fieldset(
            rx.el.legend(t("Waarvoor?"), class_name="field-label"),
            rx.el.div(options, class_name="choices"),
            class_name="choice-group",
        ),
        choice_group(t("Hoe komt iemand hier?"), participation_options(), how.value, how.set, name="enrol_how"),
        actions=(
            button(t("Aanmelden"), save, icon="check", kind="primary", disabled=chosen.value == ""),
            button(t("Terug"), close, icon="arrow-left"),
        ),
    )


def _programme_choice(one: Any, chosen: browser.Field) -> rx.Component:
    radio = rx.el.input(
        type="radio",
        name="enrol_programme",
        value=one.id,
        checked=chosen.value == one.id,
        on_change=chosen.set(one.id),
    )
    return rx.el.label(radio, rx.el.span(one.name), class_name="choice", key=one.id)


def leave_dialog(leaving: browser.Field) -> rx.Component:
    """Why somebody leaves a programme; `leaving` is the enrolment, empty while nothing is asked."""
    close = leaving.set("")

    def leave(where: str) -> browser.Handler:
        return browser.write(FOLDERS.leave, then=[close], enrolment=leaving.value, left_for=where)

    return _where_to(leaving.value != "", close, t("Stopt met deze groep. Waar gaat iemand heen?"), leave)


def goodbye_dialog(learner: Any, opened: browser.Field) -> rx.Component:
    """Why somebody is here no longer."""
    close = opened.set(False)

    def leave(where: str) -> browser.Handler:
        return browser.write(FOLDERS.say_goodbye, then=[close], learner=learner, left_for=where)

    return _where_to(opened.value, close, t("Komt niet meer. Waar gaat iemand heen?"), leave)


def _where_to(is_open: Any, close: browser.Handler, title: Any, leave: Any) -> rx.Component:
    made = [button(word, leave(value), icon=drawing) for value, word, drawing in next_options()]
    return dialog(is_open, close, title, stack(*made))


def participation_options() -> list[tuple]:
    """Voluntary or ordered, to choose from."""
    return [
        ("voluntary", t("Uit eigen wil"), "heart"),
        ("ordered", t("Het moet van een ander"), "clipboard-list"),
        ("", t("Weet ik nog niet"), "circle-question-mark"),
    ]
