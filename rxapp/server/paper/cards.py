"""Cards for learners: first name, picture symbol, and a QR code with a secret that is nowhere but on the card."""

import hashlib
import secrets
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime

from rxapp.server.diplomas.diploma_print import qr_drawing
from rxapp.server.paper.documents import typeset
from rxapp.server.paper.drawings import drawing, hue_of


@dataclass(frozen=True)
class Card:
    """What is printed on one card."""

    first_name: str
    symbol: str
    secret: str


def make_cards(connection: sqlite3.Connection, learners: list[str] | None = None) -> list[Card]:
    """New cards for all learners or those named by id; former cards are revoked. In the caller's transaction."""
    sql = "SELECT id, first_name, symbol FROM learner WHERE left_on IS NULL ORDER BY first_name, id"
    people = [row for row in connection.execute(sql).fetchall() if learners is None or row["id"] in learners]
    today = datetime.now(UTC).date().isoformat()
    cards = []
    for person in people:
        connection.execute(
            "UPDATE card SET revoked_on = ? WHERE learner = ? AND revoked_on IS NULL", (today, person["id"])
        )
        secret = secrets.token_urlsafe(16)
        connection.execute("INSERT INTO card (learner, hash) VALUES (?, ?)", (person["id"], hash_of(secret)))
        cards.append(Card(person["first_name"] or "", person["symbol"] or "", secret))
    return cards


def hash_of(secret: str) -> str:
    """What the database keeps of a card's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def cards_pdf(cards: list[Card], address: str, place: str = "") -> bytes:
    """A PDF of cards to cut apart, ten on a page; the QR code opens the learner's page at `address`.

    A card has the size of a bank card, 85.6 by 54 mm, and the name of the `place` for who finds it.
    """
    return typeset("cards.typ", {"place": place, "cards": [_printed(card, address) for card in cards]})


def _printed(card: Card, address: str) -> dict[str, str | int]:
    hue = hue_of(card.symbol)
    return {
        "name": card.first_name,
        "drawing": drawing("symbols", card.symbol, f"hsl({hue}, 75%, 20%)") or drawing("icons", "user-round"),
        "hue": hue,
        "code": qr_drawing(f"{address.rstrip('/')}/mijn#{card.secret}"),
    }
