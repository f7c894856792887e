"""Making cards and secret pictures on this tablet, also without a network."""

import dataclasses
from typing import Any

import reflex as rx

from rxapp.browser import Handler, call, hook, module
from rxapp.data.queries import Query


@dataclasses.dataclass
class NewCard:
    """The card that was made just now: for whom, and the address in its QR code; empty when there is none."""

    learner: str
    address: str


@dataclasses.dataclass
class Offer:
    """Nine pictures for a learner to choose a secret one from."""

    learner: str
    pictures: list[str]


class QrCode(rx.Component):
    """A text as a QR code."""

    library = module("scanning/cards.js")
    tag = "QrCode"
    text: rx.Var[str]


def new_card() -> rx.Var[NewCard]:
    """The card that was made on this page; gone when the page is left."""
    return hook("scanning/cards.js", "useNewCard", kind=NewCard)


def make_card(query: Query, learner: Any, path: str) -> Handler:
    """A handler that makes a card for a learner: a fresh secret in the address of `path`, its hash by `query`."""
    return call("scanning/cards.js", "makeCard", _statements(query), learner, path)


def put_away() -> Handler:
    """A handler that takes the card off the screen."""
    return call("scanning/cards.js", "putAway")


def print_page() -> Handler:
    """A handler that prints what is shown."""
    return call("forms/print.js", "printPage")


def qr_code(text: Any, **props: Any) -> rx.Component:
    """A QR code, drawn on this device."""
    return QrCode.create(text=text, **props)


def offered() -> rx.Var[Offer]:
    """The pictures on offer."""
    return hook("people/secret_picture.js", "useOffer", kind=Offer)


def offer_pictures(learner: Any, names: list[str]) -> Handler:
    """A handler that offers a learner nine of these pictures."""
    return call("people/secret_picture.js", "offerPictures", learner, names)


def choose_secret(query: Query, picture: Any) -> Handler:
    """A handler that stores the secret picture of the learner to whom nine are offered."""
    return call("people/secret_picture.js", "chooseSecret", _statements(query), picture)


def stop_offering() -> Handler:
    """A handler that puts the nine away."""
    return call("people/secret_picture.js", "stopOffering")


def _statements(query: Query) -> list[dict]:
    return [{"sql": statement.sql, "names": list(statement.parameters)} for statement in query.statements]
