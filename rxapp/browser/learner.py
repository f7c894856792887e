"""A learner at this device: opening the own page by card or picture, and covering it again."""

import dataclasses
from typing import Any

import reflex as rx
from reflex.vars import VarData
from reflex.vars.base import LiteralVar
from reflex.vars.function import FunctionStringVar

from rxapp.browser import Handler, call, hook, module, use
from rxapp.data.queries import Query


@dataclasses.dataclass
class Visit:
    """How far opening is, and whose page is open.

    `step` is "arriving", "closed", "checking", "open", or why not: "unknown", "revoked", "wrong", "waiting" (`wait`
    seconds more), "offline", "slow", "failed". `own` on the learner's own phone, `shared` on a tablet of the place;
    `warning` shortly before the page covers itself.
    """

    step: str
    learner: str
    own: bool
    shared: bool
    warning: bool
    wait: int


class LearnerDoor(rx.Component):
    """Begins a visit where it appears, and ends it where it goes; shows nothing."""

    library = module("people/learner_door.js")
    tag = "LearnerDoor"
    statement: rx.Var[str]
    on_closed: rx.Var[Any]


class LearnerArrival(rx.Component):
    """Stands after the page's content, and notes that it is painted; shows nothing."""

    library = module("people/learner_door.js")
    tag = "LearnerArrival"


def visit() -> rx.Var[Visit]:
    """Whose page is open; it changes by itself."""
    return hook("people/learner.js", "useLearner", kind=Visit)


def door(card_holder: Query, on_closed: Handler) -> rx.Component:
    """Open by a card in the address, or at once on the own phone; when the page covered itself comes `on_closed`."""
    return LearnerDoor.create(statement=card_holder.statements[0].sql, on_closed=on_closed)


def arrival() -> rx.Component:
    """Put it after the content whose painting counts."""
    return LearnerArrival.create()


def open_by_card(card_holder: Query) -> Handler:
    """The `on_scan` handler of a scanner: opens the page of the card."""
    sql = LiteralVar.create(card_holder.statements[0].sql)
    data = VarData.merge(sql._get_all_var_data(), use("people/learner.js", "openByCard"))
    return FunctionStringVar.create(f"((scanned) => openByCard({sql!s}, scanned))", _var_data=data)


def open_by_picture(learner: Any, verifier: Any, picture: Any) -> Handler:
    """A handler that opens the page of a learner who chose this picture; wrong ones make that learner wait."""
    return call("people/learner.js", "openByPicture", learner, verifier, picture)


def close_page() -> Handler:
    """A handler that covers the page."""
    return call("people/learner.js", "closePage")


def stay() -> Handler:
    """A handler that keeps the page open."""
    return call("people/learner.js", "stay")


def can_install() -> rx.vars.BooleanVar:
    """Whether the browser offers to put the app on the home screen."""
    return hook("people/home_screen.js", "useHomeScreen", kind=bool)


def put_on_home_screen() -> Handler:
    """A handler that lets the browser ask to put the app on the home screen."""
    return call("people/home_screen.js", "putOnHomeScreen")


def text_size(keep: Any) -> rx.vars.NumberVar:
    """How large the letters are, 1 to 3; with `keep` it is remembered on this device."""
    return hook("words/text_size.js", "useTextSize", keep, kind=int)


def choose_text_size(size: int) -> Handler:
    """A handler that shows every letter in another size."""
    return call("words/text_size.js", "chooseTextSize", size)
