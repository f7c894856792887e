"""Forgetting: the values of a row, or of a whole part, go for good from state and log; only ids are remembered.

What was forgotten is remembered in three places: in the site's own log, from where it reaches every device; in the
office; and in `forgotten.txt`, which is append-only and no part of any back-up, so that a restore forgets it again.
"""

import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from rxapp.data.database import SERVER_REPLICA, fold_log
from rxapp.data.tables import TABLES
from rxapp.server import office, sites
from rxapp.server.mistakes import Mistake

PART = "*"
"""As table: forget everything of the part that the row names."""

PATIENCE_MS = 1000

TICK = """UPDATE me SET ticks = max(ticks + 1,
  CAST((julianday('now') - 2440587.5) * 86400000 * 256 AS INTEGER))"""
LOG = f"""INSERT INTO change (stamp, part, tbl, row, kind, schema, patch, status)
  SELECT printf('%016d-{SERVER_REPLICA}', ticks), '', ?, ?, 'forget', schema, '{{}}', 'accepted'
  FROM me WHERE true ON CONFLICT (stamp) DO NOTHING"""

KEPT = """DELETE FROM kept WHERE device IN (SELECT id FROM device WHERE site = ?1)
  AND (instr(change, '"row": "' || ?3 || '"') OR instr(change, '"part": "' || ?3 || '"')
    OR (?2 = '*' AND instr(change, ?3)))"""

Pair = tuple[str, str]


class UnknownTable(Mistake):
    """There is no table by that name."""


def forget(connection: sqlite3.Connection, pairs: Iterable[Pair]) -> None:
    """Write a forget change for each, in the caller's transaction; see `forget_for_good` for all that belongs to it."""
    pairs = list(pairs)
    for tbl in {tbl for tbl, _ in pairs} - {PART, *TABLES}:
        raise UnknownTable(f"There is no table {tbl!r}; use a table's name, or '*' with the id of a learner.")
    for pair in pairs:
        connection.execute(TICK)
        connection.execute(LOG, pair)
    fold_log(connection)
    # A refused change may name the person under another part than its own.
    refused = "DELETE FROM change WHERE status <> 'accepted' AND status = 'refused' AND (row = ?1 OR instr(patch, ?1))"
    connection.executemany(refused, [(row,) for _, row in pairs])


def forget_for_good(folder: Path, site: str, pairs: Iterable[Pair]) -> int:
    """Remember, forget, and leave no bytes behind in the site's files; gives how many."""
    pairs = list(pairs)
    if not pairs:
        return 0
    remember(folder, site, pairs)
    with sites.using(folder, site) as connection:
        with sites.transaction(connection):
            forget(connection, pairs)
        clean_files(connection)
    forget_kept(folder, site, pairs)
    return len(pairs)


def forget_kept(folder: Path, site: str, pairs: Iterable[Pair]) -> None:
    """Forget what revoked tablets of the site had sent about it, waiting to be judged (see `office.keep_aside`)."""
    with office.using(folder) as connection:
        connection.executemany(KEPT, [(site, tbl, row) for tbl, row in pairs])
        clean_files(connection)


def clean_files(connection: sqlite3.Connection) -> None:
    """Move the write-ahead log into the database and empty it; deleted bytes were overwritten (`secure_delete`).

    It waits shortly for who reads, because Litestream never stops reading; the log is then emptied by Litestream.
    """
    (usual,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.execute(f"PRAGMA busy_timeout = {usual}")


def remember(folder: Path, site: str, pairs: list[Pair]) -> None:
    """Note what is forgotten before it is: after a crash in between, the next restore or repeat forgets it."""
    path = sites.make_private(folder / "forgotten.txt")
    with path.open("a", encoding="utf-8") as file:
        file.writelines(f"{site} {tbl} {row}\n" for tbl, row in pairs)
        file.flush()
        os.fsync(file.fileno())
    with office.using(folder) as connection:
        rows = [(site, tbl, row, office.now()) for tbl, row in pairs]
        connection.executemany("INSERT INTO forgotten VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", rows)


def remembered(folder: Path, site: str) -> set[Pair]:
    """Everything that was ever forgotten of a site, from both memories."""
    path = folder / "forgotten.txt"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    noted = {tuple(line.split()[1:]) for line in lines if line.startswith(f"{site} ") and len(line.split()) == 3}
    with office.using(folder) as connection:
        rows = connection.execute("SELECT tbl, row FROM forgotten WHERE site = ?", (site,)).fetchall()
    return noted | {(row["tbl"], row["row"]) for row in rows}


def without_the_forgotten(connection: sqlite3.Connection, changes: Iterable[dict]) -> list[dict]:
    """Those of the pushed changes that are not about what was forgotten here."""
    gone = {row["row"] for row in connection.execute("SELECT row FROM forgotten")}
    return [change for change in changes if gone.isdisjoint({str(change.get("row")), str(change.get("part"))})]


def forget_again(connection: sqlite3.Connection, pairs: Iterable[Pair]) -> int:
    """After a restore: forget what the restored database does not know to be forgotten; gives how many."""
    known = {(row["tbl"], row["row"]) for row in connection.execute("SELECT tbl, row FROM forgotten")}
    missing = sorted(set(pairs) - known)
    with sites.transaction(connection):
        forget(connection, missing)
    return len(missing)
