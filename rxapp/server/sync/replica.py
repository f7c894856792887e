"""A replica file: a ready SQLite database with the state and clocks that a device's duties give it, and no log.

It is how a tablet begins, and the one way to recover from anything. The bytes are the same for every device with the
same duties; who it is (a new replica identity for each copy) travels beside them in `Leerplein-Me`.
"""

import sqlite3
import tempfile
import threading
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import brotli

from rxapp.data import SCHEMA, generate
from rxapp.data.database import connect, install
from rxapp.data.tables import in_scope
from rxapp.server.sites import site_path
from rxapp.server.sync import learner_scope


@dataclass(frozen=True)
class ReplicaFile:
    """Bytes of a replica, packed with brotli, their raw size, and where in the log they stand."""

    site: str
    epoch: str
    cursor: int
    size: int
    packed: bytes


_cache: dict[tuple[Path, frozenset[str]], tuple[tuple, ReplicaFile]] = {}
_building = threading.Lock()


def replica_file(folder: Path, site: str, duties: frozenset[str], learner: str | None = None) -> ReplicaFile:
    """The replica of `site` for these duties; built once for everybody as long as the log stands still.

    That of a learner's own phone is for that phone alone.
    """
    path = site_path(folder, site)
    if learner:
        return build(path, duties, learner)
    with _building:
        version = _version(path)
        known, built = _cache.get((path, duties), (None, None))
        if known != version:
            built = build(path, duties)
            _cache[path, duties] = version, built
        return built


def _version(path: Path) -> tuple:
    live = connect(path)
    try:
        return (*live.execute("SELECT epoch, schema FROM me").fetchone(), _last_seq(live, "main"), SCHEMA)
    finally:
        live.close()


def _last_seq(connection: sqlite3.Connection, schema: str) -> int:
    found = connection.execute(f"SELECT seq FROM {schema}.sqlite_sequence WHERE name = 'change'").fetchone()
    return found[0] if found else 0


def build(path: Path, duties: frozenset[str], learner: str | None = None) -> ReplicaFile:
    """Write a replica of the site at `path` as it stands at one moment; with `learner`, what that learner may hold."""
    with tempfile.TemporaryDirectory(prefix="replica-") as folder:
        target = Path(folder) / "replica.sqlite3"
        target.write_bytes(_empty())
        connection = connect(target)
        connection.executescript("PRAGMA journal_mode = off; PRAGMA synchronous = off")
        site, epoch, cursor = _copy(connection, path, duties, learner)
        connection.close()
        raw = target.read_bytes()
    return ReplicaFile(site, epoch, cursor, len(raw), brotli.compress(raw, quality=_quality(len(raw))))


def _quality(size: int) -> int:
    """How hard to pack: a small file as small as a tenth of a second allows, a large one while nobody waits for it."""
    return 9 if size < 8_000_000 else 3


@cache
def _empty() -> bytes:
    """A database with the whole schema and nothing in it; to install it anew for each replica would take longer."""
    with tempfile.TemporaryDirectory(prefix="replica-") as folder:
        target = Path(folder) / "empty.sqlite3"
        connection = connect(target)
        connection.execute("PRAGMA page_size = 16384")
        install(connection)
        connection.execute("VACUUM")
        connection.close()
        return target.read_bytes()


def _copy(
    connection: sqlite3.Connection, path: Path, duties: frozenset[str], learner: str | None
) -> tuple[str, str, int]:
    connection.execute("ATTACH ? AS live", (str(path),))
    connection.execute("BEGIN")
    site, epoch = connection.execute("SELECT site, epoch FROM live.me").fetchone()
    cursor = _last_seq(connection, "live")
    if learner:
        learner_scope.fill(connection, learner)
    else:
        _fill(connection, duties)
    connection.execute(
        "INSERT INTO main.me (one, site, replica, status, ticks, epoch, schema, duties, cursor)"
        " SELECT 1, site, '', 'unsent', ticks, epoch, schema, ?, ? FROM live.me",
        (" ".join(sorted(duties)), cursor),
    )
    connection.execute("COMMIT")
    connection.execute("DETACH live")
    return site, epoch, cursor


def _fill(connection: sqlite3.Connection, duties: frozenset[str]) -> None:
    for table in in_scope(duties):
        wanted = [name for name, _ in generate.state_columns(table)]
        present = [row["name"] for row in connection.execute(f"PRAGMA live.table_info({table.state})")]
        columns = ", ".join(f'"{name}"' for name in wanted)
        # From a table with the same columns in the same order SQLite copies whole rows and indexes, in half the time.
        into, chosen = ("", "*") if present == wanted else (f"({columns})", columns)
        connection.execute(f"INSERT INTO main.{table.state} {into} SELECT {chosen} FROM live.{table.state}")
    connection.execute("INSERT INTO main.forgotten (tbl, row) SELECT tbl, row FROM live.forgotten")
