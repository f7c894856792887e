"""The goals of a learner: what somebody wants, the steps towards it, then and now, and the moment it is reached."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.folders.parts import FOLDERS, goal_state, this_folder, this_learner
from rxapp.folders.rows import Goal, GoalStep
from rxapp.ui import (
    button,
    card,
    day_in_words,
    dialog,
    empty_state,
    icon,
    link_button,
    spread,
    stack,
    symbol,
    t,
)
from rxapp.ui.choosing import face_said


def goals() -> rx.Component:
    """All goals, open ones first; a step goes on with a tap."""
    learner, reached = this_learner(), browser.field("reached_goal")
    mine = browser.live(FOLDERS.goals, Goal, learner=learner)
    steps = browser.live(FOLDERS.goal_steps, GoalStep, learner=learner)
    nothing = card(
        empty_state(
            "target",
            t("Nog geen doel"),
            t("Wat wil deze deelnemer kunnen? Kies samen één klein doel."),
            link_button(t("Nieuw doel"), routes.new_goal(learner), icon="plus", kind="primary"),
        )
    )
    listed = stack(rx.el.h2(t("Doelen")), rx.foreach(mine, lambda goal: _goal(goal, steps, reached)))
    empty = rx.cond(browser.ready(FOLDERS.goals, learner=learner), nothing, rx.fragment())
    return rx.fragment(rx.cond(mine.length() > 0, listed, empty), _celebration(reached))


def _goal(goal: Any, steps: Any, reached: browser.Field) -> rx.Component:
    head = rx.el.div(
        symbol(goal.picture, "l"),
        rx.el.div(
            rx.el.h3(goal.sentence),
            rx.cond(goal.why != "", rx.el.p(goal.why, class_name="row-sub"), rx.fragment()),
            spread(goal_state(goal.state), rx.el.span(day_in_words(goal.state_on), class_name="row-sub")),
            class_name="folder-goal-words",
        ),
        class_name="folder-goal",
    )
    mine = rx.foreach(steps, lambda step: rx.cond(step.goal == goal.id, _step(step), rx.fragment()))
    path = rx.cond(goal.steps > 0, rx.el.ol(mine, class_name="folder-steps"), rx.fragment())
    return card(head, path, _then_and_now(goal), _ways(goal, reached), key=goal.id)


def _step(step: Any) -> rx.Component:
    """A step as a large button: one tap from not yet to busy to done, and round again."""
    following = rx.match(step.state, ("not_yet", "busy"), ("busy", "done"), "not_yet")
    word = rx.match(step.state, ("done", t("Klaar")), ("busy", t("Bezig")), t("Nog niet"))
    drawing = rx.match(step.state, ("done", "circle-check"), ("busy", "circle-dot"), "circle")
    tone = rx.match(step.state, ("done", "tone-good"), ("busy", "tone-notice"), "tone-neutral")
    when = rx.cond(step.state_on != "", rx.el.span(" · ", day_in_words(step.state_on)), rx.fragment())
    return rx.el.li(
        rx.el.button(
            icon(drawing, "l"),
            rx.el.span(
                rx.el.strong(step.words), rx.el.span(word, when, class_name="step-state"), class_name="row-words"
            ),
            type="button",
            on_click=browser.write(FOLDERS.set_step_state, step=step.id, state=following),
            class_name=f"step {tone}",
        ),
        key=step.id,
    )


def _then_and_now(goal: Any) -> rx.Component:
    """How it was at the start beside how it is now."""
    then = _moment(t("Toen"), goal.then_on, rx.el.p(rx.cond(goal.then_words != "", goal.then_words, "–")))
    now = _moment(
        t("Nu"), goal.now_on, rx.el.p(rx.cond(goal.now_words != "", goal.now_words, "–")), face_said(goal.now_face)
    )
    looked = (goal.then_words != "") | (goal.now_words != "") | (goal.now_face > 0)
    return rx.cond(looked, rx.el.div(then, now, class_name="moments"), rx.fragment())


def _moment(word: Any, day: Any, *said: Any) -> rx.Component:
    head = rx.el.strong(word, rx.el.span(" ", day_in_words(day), class_name="row-sub"))
    return rx.el.div(head, *said, class_name="moment")


def _ways(goal: Any, reached: browser.Field) -> rx.Component:
    """What can be done with a goal: it is reached, it goes on, other words."""
    all_done = (goal.steps > 0) & (goal.steps_done == goal.steps)
    ready = browser.write(
        FOLDERS.set_goal_state,
        then=[reached.set(goal.sentence), browser.call("words/sound.js", "playTone", "good")],
        goal=goal.id,
        state="reached",
    )
    again = browser.write(FOLDERS.set_goal_state, goal=goal.id, state="open")
    done = rx.cond(
        all_done,
        button(t("Gehaald!"), ready, icon="party-popper", kind="primary"),
        button(t("Gehaald!"), ready, icon="party-popper"),
    )
    change = link_button(t("Aanpassen"), routes.goal(this_learner(), goal.id), icon="pencil", kind="quiet")
    open_again = button(t("Toch verder"), again, icon="undo-2", kind="quiet")
    return spread(rx.cond(goal.state == "open", done, open_again), change)


def _celebration(reached: browser.Field) -> rx.Component:
    """A moment to be proud of, before anything else goes on."""
    folder, close = this_folder(), reached.set("")
    return dialog(
        reached.value != "",
        close,
        t("Hoera, gehaald!"),
        rx.el.div(
            icon("party-popper", "xl"),
            symbol(folder.symbol, "xl"),
            icon("star", "xl"),
            class_name="celebration",
        ),
        rx.el.p(rx.el.strong(t("Goed gedaan, {naam}!", naam=folder.first_name)), class_name="centred"),
        rx.el.p(reached.value, class_name="centred"),
        rx.el.p(t("Laat dit scherm samen zien. Wat is het volgende doel?"), class_name="centred row-sub"),
        actions=(
            link_button(t("Nieuw doel"), routes.new_goal(this_learner()), icon="plus", kind="primary"),
            button(t("Sluiten"), close, icon="x"),
        ),
    )
