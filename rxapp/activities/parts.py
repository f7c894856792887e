"""Pieces that the pages of activities share: what a kind is called, for how many, the steps, and what is on paper."""

from typing import Any

import reflex as rx

from rxapp import browser
from rxapp.activities.rows import ActivityPart
from rxapp.data.queries import load
from rxapp.ui import badge, card, spread, t, tn

ACTIVITIES = load("rxapp.activities")


def kind_badge(kind: Any) -> rx.Component:
    """The kind of an activity, in a word with its icon."""
    return rx.match(
        kind,
        ("draaiboek", badge(t("Draaiboek"), "list-checks", "notice")),
        ("canvas", badge(t("Canvas"), "layout-grid", "good")),
        badge(t("Spel"), "puzzle", "ask"),
    )


def measures(activity: Any) -> rx.Component:
    """How long, and for how many."""
    return spread(
        kind_badge(activity.kind),
        badge(tn("{n} minuut", "{n} minuten", activity.minutes), "clock"),
        badge(t("{least} tot {most} mensen", least=activity.size_min, most=activity.size_max), "users"),
    )


def step_words(step: Any) -> rx.Component:
    """What to do in a step, and what to say."""
    said = rx.el.p(rx.el.strong(t("Zeg:"), " "), rx.el.q(step.speech), class_name="stage-speech")
    return rx.fragment(rx.el.p(step.action), rx.cond(step.speech != "", said, rx.fragment()))


def part_card(activity: Any, kind: str) -> rx.Component:
    """What is needed (`material`), or how it is made easier (`easier`)."""
    title = {"material": t("Wat hebt u nodig?"), "easier": t("Zo maakt u het makkelijker")}[kind]
    return card(rx.el.ul(_parts(activity, kind, rx.el.li), class_name="plain-list"), title=title)


def boxes_card(activity: Any) -> rx.Component:
    """The boxes of a canvas, the cards of a game, or the sentences of a draaiboek; nothing where there are none.

    Printed it is a page of its own: a canvas to write on, or cards to cut out.
    """
    title = rx.match(
        activity.kind,
        ("canvas", t("De vakken van het vel")),
        ("spel", t("De kaartjes")),
        t("Voor op het bord of op papier"),
    )
    boxes = rx.el.ul(_parts(activity, "box", _box), class_name="sheet-boxes", role="list")
    shape = rx.match(activity.kind, ("canvas", "sheet sheet-canvas"), ("spel", "sheet sheet-cards"), "sheet")
    return rx.cond(activity.boxes != "[]", rx.el.div(card(boxes, title=title), class_name=shape), rx.fragment())


def _box(words: Any) -> rx.Component:
    return rx.el.li(words, class_name="sheet-box")


def _parts(activity: Any, kind: str, show: Any) -> rx.Component:
    parts = browser.live(ACTIVITIES.activity_materials, ActivityPart, activity=activity.id)
    return rx.foreach(parts, lambda part: rx.cond(part.kind == kind, show(part.words), rx.fragment()))
