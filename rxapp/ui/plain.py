"""Words for learners: a picture always stands beside them, and a test keeps them at A1-A2 (`test_plain_language`)."""

from typing import Any

import reflex as rx

from rxapp.ui.pictures import drawings, icon, symbol
from rxapp.ui.words import t, tn


def learner_text(text: str, picture: str, size: str = "m", **values: Any) -> rx.Component:
    """A text with its picture, an icon or a symbol; `{name}` in the text is replaced by each value."""
    return _with_picture(t(text, **values), picture, size)


def learner_count(one: str, many: str, n: Any, picture: str, size: str = "m", **values: Any) -> rx.Component:
    """The text that fits the number `n`, with its picture; `{n}` in the text is the number."""
    return _with_picture(tn(one, many, n, **values), picture, size)


def learner_words(text: str, picture: str, **values: Any) -> rx.Var[str]:
    """A text alone, for what is only said or has its picture drawn already: `picture` names that one."""
    if picture not in drawings("icons") | drawings("symbols"):
        raise ValueError(f"No drawing {picture!r}; learners never get words alone.")
    return t(text, **values)


def _with_picture(words: rx.Var[str], picture: str, size: str) -> rx.Component:
    drawn = icon(picture, size) if picture in drawings("icons") else symbol(picture, size)
    return rx.el.span(drawn, rx.el.span(words), class_name="said")
