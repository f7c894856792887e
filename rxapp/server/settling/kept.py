"""What a revoked tablet still sent, for a person to judge: take over or throw away, with who and why.

What is taken over is judged as if the tablet had still its rights: a change that would have been refused then goes to
the list of refused ones, or stays here when not even that one can hold it. What was decided is remembered with counts;
of what was thrown away nothing else is.
"""

import json
import sqlite3
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from rxapp.server import office, sites
from rxapp.server.mistakes import Mistake
from rxapp.server.sentences import dutch
from rxapp.server.sync.push import ground_for, push

MOST_AT_ONCE = 5000
LONGEST_WHY = 300
UNREAD = frozenset({"private_note"})
"""Tables whose words are for trainers only: the office settles them without reading them."""


class NoReason(Mistake):
    """Whoever judges says why."""


@dataclass(frozen=True)
class Kept:
    """What one revoked device still sent: how many changes, per table, since when, and the words in them."""

    device: str
    name: str
    received_at: int
    tables: dict[str, int]
    words: list[str]

    @property
    def count(self) -> int:
        """How many changes."""
        return sum(self.tables.values())


def kept(folder: Path, site: str) -> list[Kept]:
    """The revoked devices of a site that left something to judge."""
    sql = """SELECT kept.*, device.name FROM kept JOIN device ON device.id = kept.device WHERE site = ?
      ORDER BY received_at, stamp"""
    with office.using(folder) as connection:
        rows = connection.execute(sql, (site,)).fetchall()
    devices = dict.fromkeys(row["device"] for row in rows)
    return [_kept([row for row in rows if row["device"] == device]) for device in devices]


def _kept(rows: list[sqlite3.Row]) -> Kept:
    changes = [json.loads(row["change"]) for row in rows]
    tables = Counter(str(change.get("tbl")) for change in changes)
    words = [text for change in changes if (text := words_of(change.get("tbl"), change.get("patch")))]
    return Kept(rows[0]["device"], rows[0]["name"] or "", rows[0]["received_at"], dict(tables), words[:50])


def words_of(tbl: object, patch: object) -> str:
    """The readable values of a patch, without ids and pictures; none where they are for trainers only."""
    if tbl in UNREAD:
        return ""
    try:
        values = json.loads(patch).values() if isinstance(patch, str) else ()
    except (ValueError, AttributeError, RecursionError):
        return ""
    found = [str(value) for value in values if isinstance(value, str | int) and not isinstance(value, bool)]
    return " · ".join(text for text in found if 0 < len(text) < 300 and not _is_for_machines(text))


def _is_for_machines(text: str) -> bool:
    """An id, or what a PIN is checked with."""
    return text.startswith("pbkdf2-") or (len(text) == 16 and all(letter in "0123456789abcdef" for letter in text))


def take_over(folder: Path, site: str, device: str, account: str, why: str) -> tuple[int, list[str]]:
    """Let what the device sent in after all; gives how many came in, and the reasons of those that did not."""
    duties, rows = _of(folder, site, device)
    reason = _checked(why)
    with office.using(folder) as connection:
        replicas = office.replicas(connection, device)
    with sites.using(folder, site) as connection:
        ground = ground_for(connection, duties, replicas, office.now())
        verdicts = push(connection, [json.loads(row["change"]) for row in rows], ground)
        stamps = json.dumps([row["stamp"] for row in rows])
        sql = "SELECT stamp FROM change WHERE stamp IN (SELECT value FROM json_each(?))"
        known = [row["stamp"] for row in connection.execute(sql, (stamps,))]
    _judged(folder, site, device, known, "taken", account, reason)
    refused = [verdict["reason"] for verdict in verdicts if verdict["verdict"] == "refused"]
    return len(verdicts) - len(refused), refused


def throw_away(folder: Path, site: str, device: str, account: str, why: str) -> int:
    """Remove what the device sent, for good; gives how many changes."""
    _, rows = _of(folder, site, device)
    _judged(folder, site, device, [row["stamp"] for row in rows], "thrown", account, _checked(why))
    return len(rows)


def judgements(folder: Path, site: str) -> list[sqlite3.Row]:
    """What was decided before, newest first, with the name of who decided."""
    sql = """SELECT judgement.*, coalesce(account.name, '') AS by_name, coalesce(device.name, '') AS device_name
      FROM judgement LEFT JOIN account ON account.id = judgement.account
      LEFT JOIN device ON device.id = judgement.device
      WHERE judgement.site = ? ORDER BY at DESC LIMIT 50"""
    with office.using(folder) as connection:
        return connection.execute(sql, (site,)).fetchall()


def _of(folder: Path, site: str, device: str) -> tuple[frozenset[str], list[sqlite3.Row]]:
    """The duties of a revoked device of this site, and what it left, oldest first."""
    with office.using(folder) as connection:
        found = connection.execute("SELECT duties FROM device WHERE id = ? AND site = ?", (device, site)).fetchone()
        rows = connection.execute(
            "SELECT stamp, change FROM kept WHERE device = ? ORDER BY stamp LIMIT ?", (device, MOST_AT_ONCE)
        ).fetchall()
    if found is None:
        raise Mistake(dutch("Deze tablet is niet van deze plek."))
    return frozenset(found["duties"].split()), rows


def _checked(why: str) -> str:
    words = " ".join(str(why).split())[:LONGEST_WHY]
    if not words:
        raise NoReason(dutch("Schrijf op waarom."))
    return words


def _judged(folder: Path, site: str, device: str, stamps: list[str], verdict: str, account: str, why: str) -> None:
    with office.using(folder) as connection, sites.transaction(connection):
        connection.executemany("DELETE FROM kept WHERE device = ? AND stamp = ?", [(device, stamp) for stamp in stamps])
        connection.execute(
            "INSERT INTO judgement (site, device, verdict, changes, account, why, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (site, device, verdict, len(stamps), account, why, office.now()),
        )
