"""Boxes for free words about a person: guarded against what may not be stored, and kept while they are typed."""

from typing import Any

import reflex as rx

from rxapp.browser import Handler, call, module


class GuardedText(rx.Component):
    """A textarea, or with `single` an input, that stops a BSN and asks about words on health."""

    library = module("forms/guarded.js")
    tag = "GuardedText"
    draft: rx.Var[str]
    words: rx.Var[str]
    on_save: rx.Var[Any]
    single: rx.Var[bool]
    name: rx.Var[str]
    required: rx.Var[bool]
    max_length: rx.Var[int]
    input_mode: rx.Var[str]
    placeholder: rx.Var[str]
    rows: rx.Var[int]


class GuardedInput(rx.Component):
    """A box of a form that stops a BSN and asks about words on health."""

    library = module("forms/guarded_input.js")
    tag = "GuardedInput"
    lines: rx.Var[int]
    asks_health: rx.Var[bool]
    value: rx.Var[Any]
    default_value: rx.Var[Any]
    name: rx.Var[str]
    required: rx.Var[bool]
    max_length: rx.Var[int]
    placeholder: rx.Var[str]
    auto_complete: rx.Var[str]
    on_change: rx.Var[Any]


def guarded_text(draft: Any, words: Any = "", on_save: Handler | None = None, **props: Any) -> rx.Component:
    """A guarded box that shows the draft of this name, else the stored `words`.

    With `on_save`, such as `write(query, words=typed())`, it stores by itself when the person goes on. Without it
    give a `name` and read it with `form(name)` in the form's `on_submit`; then `clear_draft(draft)` empties the box.
    """
    if on_save is not None:
        props["on_save"] = on_save
    return GuardedText.create(draft=draft, words=words, **props)


def typed() -> rx.vars.StringVar:
    """Inside the `on_save` handler of a guarded box: what was typed."""
    return rx.Var("typed_words", _var_type=str).guess_type()


def clear_draft(draft: Any) -> Handler:
    """A handler that forgets what was typed under this name."""
    return call("forms/drafts.js", "setDraft", draft, rx.Var("null"))
