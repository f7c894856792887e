"""Getting in and out of the office: the coordinator's password goes straight to the server's API."""

import dataclasses
from typing import Any

import reflex as rx

from rxapp.browser import Handler, call, hook


@dataclasses.dataclass
class Entry:
    """How far getting in is: `step` is "idle", "busy", "failed" or "done"; `message` says what failed."""

    step: str
    message: str
    asksCode: bool
    asksName: bool


def entry() -> rx.Var[Entry]:
    """How far signing in is; it changes by itself."""
    return hook("people/account.js", "useEntry", kind=Entry)


def sign_in_to_office(email: Any, password: Any, code: Any) -> Handler:
    """A handler that signs a coordinator in and opens the office."""
    return call("people/account.js", "signInToOffice", email, password, code)


def sign_out() -> Handler:
    """A handler that signs the coordinator out."""
    return call("people/account.js", "signOutOfOffice")


def choosing() -> rx.Var[Entry]:
    """How far choosing a password is, on the page that a one-time link opens."""
    return hook("people/account.js", "useLink", kind=Entry)


def choose_password(password: Any, again: Any, email: Any, name: Any) -> Handler:
    """A handler that chooses a password by the one-time link; it is typed twice."""
    return call("people/account.js", "choosePassword", password, again, email, name)
