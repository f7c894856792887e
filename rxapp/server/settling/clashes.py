"""Two versions of the same sentence: written on two devices that did not know of each other's.

    log ...A...........   A: Ria changes the note of a session; it is position 41 of this log
    device at 40  ─B──►   B: Tom, whose device has the log up to 40 only, changes that note too

The newer stamp wins, as everywhere; nobody's words may be lost without a word. Only the two stamps are written down:
the sentences stay in the log, and are erased with it.
"""

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from rxapp.data.tables import TABLES
from rxapp.server import office

SHORTEST = 200
"""Columns that may hold at least so many characters hold sentences; shorter ones have one right value."""


SENTENCES = {
    table.name: {c.name for c in table.columns if c.kind == "text" and c.length >= SHORTEST and not c.choices}
    for table in TABLES.values()
}
LONGEST = max(
    column.length for table in TABLES.values() for column in table.columns if column.name in SENTENCES[table.name]
)
"""Characters of the longest sentence that can clash."""

UNSEEN = """SELECT mine.stamp, mine.tbl, mine.patch, theirs.stamp, theirs.patch
FROM change AS mine JOIN change AS theirs ON theirs.row = mine.row AND theirs.tbl = mine.tbl
WHERE mine.stamp IN (SELECT value FROM json_each(:pushed)) AND mine.status = 'accepted'
  AND theirs.seq > :since AND theirs.status = 'accepted' AND theirs.kind <> 'forget'
  AND substr(theirs.stamp, 18) <> substr(mine.stamp, 18)"""

VERSIONS = """SELECT change.tbl, change.row, change.patch ->> ('$.' || :column) AS words, change.author,
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
    """A sentence with two versions: `kept` is what stands there, `lost` what it replaced."""

    tbl: str
    row: str
    column: str
    stamp: str
    other: str
    kept: Version
    lost: Version


def note(folder: Path, site: str, connection: sqlite3.Connection, pushed: list[str], since: int) -> None:
    """After a push by a device that knew the log up to `since`: note where it wrote over what it had not seen."""
    found = set()
    for stamp, tbl, patch, other, theirs in connection.execute(UNSEEN, {"pushed": json.dumps(pushed), "since": since}):
        mine, others = json.loads(patch), json.loads(theirs)
        both = SENTENCES[tbl] & mine.keys() & others.keys()
        found |= {(site, name, *sorted((stamp, other))) for name in both if mine[name] != others[name]}
    if found:
        with office.using(folder) as office_connection:
            sql = "INSERT INTO clash (site, column_name, stamp, other) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
            office_connection.executemany(sql, found)


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
    if older is None or newer is None or not older["words"]:
        return None
    table = TABLES[newer["tbl"]]
    clock = next(column.clock for column in table.columns if column.name == name)
    sql = f"SELECT {clock} FROM {table.state} WHERE id = ? AND deleted IS NULL"
    stands = connection.execute(sql, (newer["row"],)).fetchone()
    if stands is None or stands[0] != row["other"]:
        return None
    versions = (Version(v["words"] or "", v["first_name"], v["at"]) for v in (newer, older))
    return Clash(newer["tbl"], newer["row"], name, row["stamp"], row["other"], *versions)


def settle(folder: Path, site: str, connection: sqlite3.Connection, clash: Clash, words: str, account: str) -> None:
    """A person chose: these words stand there from now on. The caller holds a transaction in the coordinator's name."""
    if words != clash.kept.words:
        connection.execute(f'UPDATE {clash.tbl} SET "{clash.column}" = ? WHERE id = ?', (words, clash.row))
    with office.using(folder) as office_connection:
        office_connection.execute(
            """UPDATE clash SET settled_by = ?, settled_at = ?
            WHERE site = ? AND column_name = ? AND stamp = ? AND other = ?""",
            (account, office.now(), site, clash.column, clash.stamp, clash.other),
        )
