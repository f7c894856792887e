"""This device: enrolling it with a code, and people signing in on it."""

import dataclasses
from typing import Any

import reflex as rx

from rxapp.browser import Handler, call, hook


@dataclasses.dataclass
class Enrolment:
    """How far enrolling is: `step` is "idle", "asking", "downloading", "done" or "failed"; `progress` counts to 100.

    `message` says in one translated sentence what failed.
    """

    step: str
    progress: int
    siteName: str
    message: str


@dataclasses.dataclass
class SigningIn:
    """How far signing in is: `step` is "idle", "checking", "wrong" or "waiting" (`wait` seconds more), for `staff`.

    After the screen locked, `staff` is who was there.
    """

    step: str
    staff: str
    wait: int


def enrolment(from_address: bool = False) -> rx.Var[Enrolment]:
    """How far enrolling this device is; it changes by itself.

    With `from_address`, for the page that enrolment links open (`/aanmelden#ABCDE-FGHJK`), the code is used at once.
    """
    return hook("people/enrol.js", "useEnrol", from_address, kind=Enrolment)


def enrol(code: Any) -> Handler:
    """A handler that enrols this device with a one-time code, for instance `enrol(form("code"))` in `on_submit`."""
    return call("people/enrol.js", "enrol", code)


def signing_in() -> rx.Var[SigningIn]:
    """How far signing in is; it changes by itself."""
    return hook("people/staff.js", "useSignIn", kind=SigningIn)


def sign_in(staff: Any, pin: Any) -> Handler:
    """A handler that signs a person in with a PIN, also offline; wrong PINs make that person wait."""
    return call("people/staff.js", "signIn", staff, pin)
