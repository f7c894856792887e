"""Pieces that the diplomas' pages share."""

from typing import Any

import reflex as rx

from rxapp.data.queries import load
from rxapp.ui import badge, t

DIPLOMAS = load("rxapp.diplomas")


def state_badge(state: Any) -> rx.Component:
    """Whether a diploma is signed, in a word with its icon."""
    return rx.match(
        state,
        ("ready", badge(t("Klaar om af te drukken"), "badge-check", "good")),
        ("revoked", badge(t("Ingetrokken"), "ban", "ask")),
        badge(t("Wordt gemaakt"), "hourglass", "notice"),
    )
