"""Pieces that the pages of activities share: what a kind is called, for how many, and the steps."""

from typing import Any

import reflex as rx

from rxapp.data.queries import load
from rxapp.ui import badge, spread, t, tn

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
