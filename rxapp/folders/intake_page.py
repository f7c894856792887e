"""The first conversation: one question at a time, with a picture; every answer is stored at once, so it can wait."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.folders.intake_steps import STEPS
from rxapp.folders.parts import FOLDERS, folder_frame, owner_strip, this_intake, this_learner
from rxapp.ui import button, card, icon, icon_button, progress, t

LAST = len(STEPS)


def intake_page() -> rx.Component:
    """The conversation, at the step where it stopped."""
    talk, step = this_intake(), browser.field("intake_step", 0, keep=True)
    here = rx.cond(step.value > 0, step.value, _first_open(talk))
    shown = rx.match(here, *((number, _step(number, talk)) for number in range(1, LAST + 1)), rx.fragment())
    where = t("Stap {stap} van {alle}", stap=here, alle=LAST)
    body = rx.cond(
        talk.id,
        rx.fragment(owner_strip(), progress(here, LAST, where), shown),
        rx.cond(browser.ready(FOLDERS.intake, learner=this_learner()), _start(), rx.fragment()),
    )
    return folder_frame(t("Eerste gesprek"), body, actions=_ways(talk, step, here))


def _first_open(talk: Any) -> Any:
    """The first step that has no answer yet."""
    return rx.cond(
        talk.notice_on == "",
        1,
        rx.cond(talk.what == "", 2, rx.cond(talk.goes_well == "", 3, rx.cond(talk.done_on == "", 4, LAST))),
    )


def _step(number: int, talk: Any) -> rx.Component:
    drawing, question, answers = STEPS[number - 1]
    head = rx.el.div(
        rx.el.span(icon(drawing, "xl"), class_name="step-picture"),
        rx.el.h2(question(), class_name="step-question"),
        class_name="step-head",
    )
    return card(head, answers(talk))


def _ways(talk: Any, step: browser.Field, here: Any) -> tuple[rx.Component, ...]:
    """On, and back; at the end the conversation is closed, and the goals come next."""
    learner = this_learner()
    finish = browser.write(
        FOLDERS.finish_intake, then=[step.set(0), browser.go(routes.new_goal(learner))], intake=talk.id
    )
    on = button(t("Verder"), step.set(here + 1), icon="arrow-right", kind="primary")
    last = rx.cond(
        talk.done_on == "",
        button(t("Klaar. Nu een doel kiezen"), finish, icon="check", kind="primary"),
        button(
            t("Terug naar het mapje"),
            browser.chain(step.set(0), browser.go(routes.folder(learner))),
            icon="folder-open",
            kind="primary",
        ),
    )
    noted = browser.write(FOLDERS.show_notice, then=[step.set(2)], intake=talk.id)
    agreed = button(t("Verteld. Verder"), noted, icon="check", kind="primary")
    first = rx.cond(talk.notice_on == "", agreed, on)
    forward = rx.match(here, (1, first), (LAST, last), on)
    back = rx.cond(here > 1, icon_button(t("Vorige vraag"), "arrow-left", step.set(here - 1)), rx.fragment())
    return (rx.cond(talk.id, rx.el.div(back, forward, class_name="onward"), rx.fragment()),)


def _start() -> rx.Component:
    """Somebody who is known already, for instance from the cart, had no conversation yet."""
    begin = browser.write(FOLDERS.begin_intake, learner=this_learner())
    return card(
        rx.el.p(t("Er is nog geen gesprek geweest.")),
        rx.el.div(button(t("Begin het gesprek"), begin, icon="message-circle", kind="primary")),
    )
