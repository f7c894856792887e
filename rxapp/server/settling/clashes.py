"""Two versions of the same sentence: written on two devices that did not know of each other's.

    log ...A...........   A: Ria changes the note of a session; it is position 41 of this log
    device at 40  ─B──►   B: Tom, whose device has the log up to 40 only, changes that note too

The newer stamp wins, as everywhere, and what one threw away stays away though another still wrote in it; nobody's
words may be lost without a word. Only the two stamps are written down: the sentences stay in the log, and are erased
with it.
"""

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from rxapp.data.guards import Words
from rxapp.data.tables import TABLES
from rxapp.server import office
from rxapp.server.settling.about import About, about

SHORTEST = 200
"""Columns that may hold at least so many characters hold sentences; shorter ones have one right value."""


SENTENCES = {
    table.name: {c.name for c in table.columns if isinstance(c, Words) and c.length >= SHORTEST}
    for table in TABLES.values()
}
"""Only what people typed: a cover, or what a PIN is checked with, is no sentence that anybody can read."""

LONGEST = max(
    column.length for table in TABLES.values() for column in table.columns if column.name in SENTENCES[table.name]
)
"""Characters of the longest sentence that can clash."""

UNSEEN = """SELECT mine.stamp, mine.tbl, mine.patch, theirs.stamp, theirs.patch
FROM change AS mine JOIN change AS theirs ON theirs.row = mine.row AND theirs.tbl = mine.tbl
WHERE mine.stamp IN (SELECT value FROM json_each(:pushed)) AND mine.status = 'accepted'
  AND theirs.seq > :since AND theirs.status = 'accepted' AND theirs.kind <> 'forget'
  AND substr(theirs.stamp, 18) <> substr(mine.stamp, 18)"""

VERSIONS = """SELECT change.tbl, change.row, change.part, stamp, change.patch ->> '$.deleted' AS deleted,
  change.patch ->> ('$.' || :column) AS words, change.author,
  coalesce(staff.first_name, '') AS first_name,
  strftime('%Y-%m-%dT%H:%M:%SZ', CAST(substr(stamp, 1, 16) AS INTEGER) / 256000, 'unixepoch') AS at
FROM change LEFT JOIN staff ON staff.id = change.author WHERE stamp = :stamp"""


@dataclass(frozen=True)
class Version:
    """What somebody wrote, and when."""

    words: str
    first_name: str
    at: str


@dataclass(frozen=True)
class Clash:
    """A sentence with two versions: `kept` is what stands there, `lost` what it replaced.

    With `is_gone` nothing stands there: `kept` says who threw it away and when, `lost` what another wrote in it.
    """

    tbl: str
    row: str
    column: str
    stamp: str
    other: str
    kept: Version
    lost: Version
    is_gone: bool
    about: About


def note(folder: Path, site: str, connection: sqlite3.Connection, pushed: list[str], since: int) -> None:
    """After a push by a device that knew the log up to `since`: note where it wrote over what it had not seen."""
    found = set()
    for stamp, tbl, patch, other, theirs in connection.execute(UNSEEN, {"pushed": json.dumps(pushed), "since": since}):
        mine, others = json.loads(patch), json.loads(theirs)
        found |= {(site, name, *sorted((stamp, other))) for name in _clashing(tbl, mine, others)}
    if found:
        with office.using(folder) as office_connection:
            sql = "INSERT INTO clash (site, column_name, stamp, other) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
            office_connection.executemany(sql, found)


def _clashing(tbl: str, one: dict, other: dict) -> set[str]:
    """The sentences that two patches of a row say differently, or that one writes and the other throws away."""
    written = SENTENCES[tbl] & (one.keys() | other.keys())
    if one.get("deleted") or other.get("deleted"):
        return {name for name in written if one.get(name) or other.get(name)}
    return {name for name in written & one.keys() & other.keys() if one[name] != other[name]}


def clashes(folder: Path, site: str, connection: sqlite3.Connection) -> list[Clash]:
    """What nobody has settled yet and still matters: the newer version stands, and the older one is still known."""
    sql = "SELECT * FROM clash WHERE site = ? AND settled_at IS NULL ORDER BY other DESC"
    with office.using(folder) as office_connection:
        rows = office_connection.execute(sql, (site,)).fetchall()
    return [found for row in rows if (found := _clash(connection, row))]


def _clash(connection: sqlite3.Connection, row: sqlite3.Row) -> Clash | None:
    name = row["column_name"]
    older, newer = (
        connection.execute(VERSIONS, {"column": name, "stamp": stamp}).fetchone()
        for stamp in (row["stamp"], row["other"])
    )
    if older is None or newer is None or name not in SENTENCES[older["tbl"]]:
        return None
    is_gone = bool(older["deleted"] or newer["deleted"])
    kept, lost = (older, newer) if older["deleted"] else (newer, older)
    last = lost if is_gone else kept
    if not lost["words"] or not _stands(connection, last["tbl"], last["row"], name, last["stamp"], is_gone):
        return None
    versions = (Version(v["words"] or "", v["first_name"], v["at"]) for v in (kept, lost))
    whose = about(connection, last["part"], last["row"])
    return Clash(last["tbl"], last["row"], name, row["stamp"], row["other"], *versions, is_gone, whose)


def _stands(connection: sqlite3.Connection, tbl: str, row: str, name: str, stamp: str, is_gone: bool) -> bool:
    """Whether nobody wrote this sentence after `stamp`, and the row is still away or still there."""
    clock = next(column.clock for column in TABLES[tbl].columns if column.name == name)
    sql = f"SELECT 1 FROM {TABLES[tbl].state} WHERE id = ? AND {clock} = ? AND (deleted IS NOT NULL) = ?"
    return connection.execute(sql, (row, stamp, is_gone)).fetchone() is not None


def settle(folder: Path, site: str, connection: sqlite3.Connection, clash: Clash, words: str, account: str) -> None:
    """A person chose: these words stand there from now on; without words, what was thrown away stays away.

    The caller holds a transaction in the coordinator's name.
    """
    if clash.is_gone and words:
        connection.execute(f'INSERT INTO {clash.tbl} (id, "{clash.column}") VALUES (?, ?)', (clash.row, words))
    elif words != clash.kept.words:
        connection.execute(f'UPDATE {clash.tbl} SET "{clash.column}" = ? WHERE id = ?', (words, clash.row))
    with office.using(folder) as office_connection:
        office_connection.execute(
            """UPDATE clash SET settled_by = ?, settled_at = ?
            WHERE site = ? AND column_name = ? AND stamp = ? AND other = ?""",
            (account, office.now(), site, clash.column, clash.stamp, clash.other),
        )
