"""A learner's own phone: a device that one card opened, for one learner, for as long as that card counts.

The phone sends the card's secret, not its hash: tablets hold the hashes, so a hash must open nothing. The secret is in
no address and in no log, and only its hash is ever stored.
"""

import sqlite3
from dataclasses import dataclass, replace
from pathlib import Path

from rxapp.server import office, sites
from rxapp.server.office import Device
from rxapp.server.paper.cards import hash_of

DUTY = "learner"
"""What stands in place of duties with such a device; no table names it as a reader or writer."""

NAME = "telefoon"

HOLDER = """SELECT card.learner FROM card JOIN learner ON learner.id = card.learner
  WHERE card.hash = ? AND card.revoked_on IS NULL
    AND (learner.left_on IS NULL OR learner.left_on >= (SELECT today FROM clock))"""


@dataclass(frozen=True)
class Holder:
    """Whose card it is, and where; `card` is its hash."""

    site: str
    learner: str
    card: str


def is_phone(device: Device) -> bool:
    """Whether a device is a learner's own."""
    return DUTY in device.duties


def find_holder(folder: Path, secret: str) -> Holder | None:
    """Who holds the card with this secret; None for a card that nobody has, was revoked, or whose holder left."""
    card = hash_of(secret)
    for site in sites.site_names(folder):
        with sites.using(folder, site) as connection:
            if found := connection.execute(HOLDER, (card,)).fetchone():
                return Holder(site, found["learner"], card)
    return None


def enrol(connection: sqlite3.Connection, holder: Holder, former: Device | None) -> tuple[str, str]:
    """Identity and token of the phone; a phone that was this learner's already stays the device that it was."""
    was_theirs = former and is_phone(former) and _row(connection, former.id)["learner"] == holder.learner
    code = {"site": holder.site, "duties": DUTY, "name": NAME}
    device, token = office.enrol(connection, code, former if was_theirs else None)
    connection.execute(
        "INSERT INTO phone (device, learner, card) VALUES (?, ?, ?)"
        " ON CONFLICT (device) DO UPDATE SET card = excluded.card",
        (device, holder.learner, holder.card),
    )
    return device, token


def with_holder(folder: Path, device: Device) -> Device:
    """The phone with its learner; revoked when the card that opened it does not count any more."""
    with office.using(folder) as connection:
        phone = _row(connection, device.id)
    with sites.using(folder, device.site) as connection:
        found = connection.execute(HOLDER, (phone["card"],)).fetchone()
    counts = found is not None and found["learner"] == phone["learner"]
    return replace(device, learner=phone["learner"], is_revoked=device.is_revoked or not counts)


def is_forgotten(connection: sqlite3.Connection, device: Device) -> bool:
    """Whether the learner of this phone was erased: then nothing of theirs may be kept aside either."""
    sql = "SELECT 1 FROM forgotten WHERE row = ? AND tbl IN ('*', 'learner')"
    return connection.execute(sql, (device.learner,)).fetchone() is not None


def _row(connection: sqlite3.Connection, device: str) -> sqlite3.Row:
    return connection.execute("SELECT learner, card FROM phone WHERE device = ?", (device,)).fetchone()
