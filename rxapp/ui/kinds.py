"""The kinds of programmes, in a word with its icon."""

from typing import Any

import reflex as rx

from rxapp.ui.panels import badge
from rxapp.ui.words import msgid, t

KINDS = {
    "lesson_group": (msgid("Lesgroep"), "users"),
    "one_to_one": (msgid("Eén op één"), "user-round"),
    "reading_circle": (msgid("Leeskring"), "book-open"),
    "course": (msgid("Cursus"), "graduation-cap"),
    "network_meeting": (msgid("Netwerkbijeenkomst"), "message-circle"),
    "open_hour": (msgid("Inloopuur"), "clock"),
}


def kind_badge(kind: Any) -> rx.Component:
    """What kind of programme it is."""
    if isinstance(kind, str):
        word, drawing = KINDS[kind]
        return badge(t(word), drawing)
    words = ((key, word) for key, (word, _) in KINDS.items())
    icons = ((key, drawing) for key, (_, drawing) in KINDS.items())
    return rx.cond(kind, badge(t(rx.match(kind, *words, "")), rx.match(kind, *icons, "users")), rx.fragment())
