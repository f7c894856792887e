"""Cards for learners: first name, picture symbol, and a QR code with a secret that is nowhere but on the card."""

import hashlib
import secrets
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime

from PIL import ImageDraw

from rxapp.server.print_sheets import CARDS, INK, Drawer, dots, draw_pages, draw_qr, write_pdf
from rxapp.server.typeface import draw_text


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


def cards_pdf(cards: list[Card], address: str) -> bytes:
    """A PDF of cards to cut apart, ten on a page; the QR code opens the learner's page at `address`."""
    return write_pdf(draw_pages(CARDS, [_card(card, address) for card in cards]), "Kaarten")


def _card(card: Card, address: str) -> Drawer:
    def draw(pen: ImageDraw.ImageDraw, box: tuple[int, int, int, int]) -> None:
        left, top, right, bottom = box
        pen.rectangle(box, outline=INK, width=dots(0.15))
        margin = dots(5)
        link = f"{address.rstrip('/')}/mijn#{card.secret}"
        width = draw_qr(pen, (left + margin, top + margin), link, bottom - top - 2 * margin)
        text = left + margin + width + dots(2)
        draw_text(pen, (text, top + dots(14)), card.first_name, dots(6.5), right - margin - text)
        draw_text(pen, (text, top + dots(26)), card.symbol, dots(4.5), right - margin - text)

    return draw
