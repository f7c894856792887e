"""Pieces that the diplomas' pages share."""

from typing import Any

import reflex as rx

from rxapp import browser
from rxapp.data.queries import Query, load
from rxapp.ui import badge, icon, symbol, t

DIPLOMAS = load("rxapp.diplomas")


def first(query: Query, row_type: type, **parameters: Any) -> Any:
    """The first row of a live query; its columns are undefined while there is none."""
    return browser.live(query, row_type, **parameters)[0]


def face(person: Any) -> rx.Component:
    """A person's symbol, or the drawing of nobody in particular."""
    return rx.cond(person.symbol != "", symbol(person.symbol, "s"), icon("user-round", "l"))


def state_badge(state: Any) -> rx.Component:
    """Whether a diploma is signed, in a word with its icon."""
    return rx.match(
        state,
        ("ready", badge(t("Klaar om af te drukken"), "badge-check", "good")),
        ("revoked", badge(t("Ingetrokken"), "ban", "ask")),
        badge(t("Wordt gemaakt"), "hourglass", "notice"),
    )
