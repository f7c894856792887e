"""What I want, and what I can do now that I could not."""

from typing import Any

import reflex as rx

from rxapp import browser
from rxapp.learner.parts import LEARNER, block, press
from rxapp.learner.rows import Goal, Step, ThenAndNow
from rxapp.ui import icon, learner_count, learner_text, symbol

STATES = {"done": "circle-check", "busy": "circle-dot", "not_yet": "circle"}


def goals(learner: Any) -> rx.Component:
    """My goals with their steps; I say which one is next."""
    mine, steps = browser.live(LEARNER.goals, Goal, learner=learner), browser.live(LEARNER.steps, Step, learner=learner)
    shown = rx.foreach(mine, lambda goal: _goal(goal, steps, learner))
    body = block(learner_text("Dit wil ik", picture="target"), rx.el.div(shown), hue=325)
    return rx.cond(mine.length() > 0, body, rx.fragment())


def _goal(goal: Any, steps: Any, learner: Any) -> rx.Component:
    count = learner_count("{n} stap is klaar", "{n} stappen zijn klaar", goal.steps_done, picture="footprints")
    reached = learner_text("Dit kan ik nu!", picture="party-popper")
    going_on = learner_text("Hier ga ik mee verder", picture="flag")
    choose = browser.write(LEARNER.choose_next_goal, learner=learner, goal=goal.id)
    want = press(learner_text("Hier wil ik mee verder", picture="arrow-right"), choose)
    following = rx.cond(goal.is_next == 1, rx.el.p(going_on), want)
    own = rx.foreach(steps, lambda step: rx.cond(step.goal == goal.id, _step(step), rx.fragment()))
    return rx.el.div(
        rx.el.div(_picture(goal.picture), rx.el.h3(goal.sentence, class_name="goal-words"), class_name="goal-head"),
        rx.cond(goal.steps > 0, rx.el.div(_dots(goal, steps), rx.el.p(count), rx.el.ul(own, role="list",
                class_name="goal-steps"), class_name="goal-steps"), rx.fragment()),
        rx.cond(goal.state == "reached", rx.el.p(reached), following),
        class_name="goal",
        key=goal.id,
    )  # fmt: skip


def _dots(goal: Any, steps: Any) -> rx.Component:
    return rx.el.div(
        rx.foreach(
            steps,
            lambda step: rx.cond(
                step.goal == goal.id,
                rx.el.span(class_name=rx.cond(step.state == "done", "dot dot-done", "dot")),
                rx.fragment(),
            ),
        ),
        class_name="dots",
        aria_hidden="true",
    )


def _step(step: Any) -> rx.Component:
    drawn = rx.match(step.state, *((state, icon(name)) for state, name in STATES.items()), icon("circle"))
    return rx.el.li(
        rx.el.span(drawn, rx.el.span(step.words), class_name="said"),
        custom_attrs={"data-state": step.state},
        key=step.id,
    )


def _picture(name: Any) -> rx.Component:
    return rx.cond(name != "", symbol(name, "m"), rx.el.span(icon("target", "l")))


def then_and_now(learner: Any) -> rx.Component:
    """How it was, and how it is."""
    pairs = browser.live(LEARNER.then_and_now, ThenAndNow, learner=learner)
    body = block(learner_text("Vroeger en nu", picture="sprout"), rx.el.div(rx.foreach(pairs, _pair)), hue=100)
    return rx.cond(pairs.length() > 0, body, rx.fragment())


def _pair(pair: Any) -> rx.Component:
    then = rx.el.div(learner_text("Vroeger", picture="history"), rx.el.p(pair.then_words), class_name="then")
    words = rx.cond(
        pair.now_words != "", rx.el.p(pair.now_words), rx.el.p(learner_text("Dit kan ik nu!", picture="star"))
    )
    now = rx.el.div(learner_text("Nu", picture="sun"), words, class_name="now")
    return rx.el.div(
        rx.el.div(_picture(pair.picture), rx.el.h3(pair.sentence, class_name="goal-words"), class_name="goal-head"),
        rx.el.div(rx.cond(pair.then_words != "", then, rx.fragment()), now, class_name="then-now"),
        class_name="goal",
        key=pair.id,
    )
