"""Reading aloud, where this device has a voice of its own."""

import dataclasses
from typing import Any

import reflex as rx

from rxapp.browser import Handler, call, hook


@dataclasses.dataclass
class Speech:
    """Whether a voice of this device speaks the chosen language, and whether it speaks now."""

    possible: bool
    speaking: bool


def speech() -> rx.Var[Speech]:
    """What this device can read aloud; it changes by itself."""
    return hook("words/speech.js", "useSpeech", kind=Speech)


def read_aloud(text: Any) -> Handler:
    """A handler that reads a text aloud."""
    return call("words/speech.js", "readAloud", text)


def hush() -> Handler:
    """A handler that stops reading aloud."""
    return call("words/speech.js", "hush")


def read_block(name: str) -> Handler:
    """A handler that reads aloud what the block with this `id` says."""
    return call("words/speech.js", "readBlock", name)
