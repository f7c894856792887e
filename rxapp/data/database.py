"""Opening a site's SQLite file and bringing its schema up to what is declared."""

import secrets
import sqlite3
import zlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path

from rxapp.data import SCHEMA, generate
from rxapp.data.declare import Table
from rxapp.data.plain import plain
from rxapp.data.tables import TABLES

SERVER_REPLICA = "server"
"""The replica that ends every stamp the server itself writes."""


def connect(path: Path | str) -> sqlite3.Connection:
    """Open a database with the settings and the function that both engines share; transactions are the caller's.

    `secure_delete` overwrites what is deleted, so that forgetting leaves no bytes behind.
    """
    connection = sqlite3.connect(path, isolation_level=None, timeout=30, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    connection.create_function("plain", 1, plain, deterministic=True)
    connection.executescript(
        "PRAGMA foreign_keys = off; PRAGMA recursive_triggers = off; PRAGMA secure_delete = on; PRAGMA busy_timeout = 30000"
    )
    return connection


def open_site(path: Path) -> sqlite3.Connection:
    """Open a site's file on the server: durable, and readable while somebody writes."""
    connection = connect(path)
    connection.execute("PRAGMA journal_mode = wal")
    connection.execute("PRAGMA synchronous = full")
    connection.execute("PRAGMA cache_size = -65536")
    return connection


def install(connection: sqlite3.Connection, tables: Iterable[Table] | None = None) -> None:
    """Bring any older schema to the declared one, in one transaction; without a difference it changes nothing.

    Columns and tables are only ever added. Views and triggers are made anew, and rows of a table that got a column
    are folded again, so that what an older version logged without understanding takes effect now. A file that this
    very declaration was installed in says so in its `user_version`, and opens at once.
    """
    mark = declared_mark() if tables is None else 0
    if mark and connection.execute("PRAGMA user_version").fetchone()[0] == mark:
        return
    tables = list(TABLES.values() if tables is None else tables)
    connection.execute("BEGIN IMMEDIATE")
    try:
        _run(connection, files("rxapp.data").joinpath("core.sql").read_text())
        grown = [table for table in tables if _grow(connection, table)]
        _renew_code(connection, tables)
        for table in grown:
            connection.execute(
                "INSERT INTO refold (tbl, row) SELECT DISTINCT tbl, row FROM change WHERE tbl = ?", (table.name,)
            )
        connection.execute("UPDATE me SET schema = max(schema, ?)", (SCHEMA,))
        connection.execute(f"PRAGMA user_version = {mark}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


@cache
def declared_mark() -> int:
    """A number that stands for everything `install` makes of the declared tables; another one when any of it changes."""
    tables = list(TABLES.values())
    made = [str(SCHEMA), files("rxapp.data").joinpath("core.sql").read_text(), *_view_scripts()]
    for table in tables:
        made += [generate.create_state(table), *generate.create_indexes(table)]
        made += [*generate.create_fold(table), *generate.create_view(table)]
    made += [generate.fold_trigger(tables), generate.forget_trigger(tables)]
    return zlib.crc32("\n".join(made).encode()) >> 1 | 1


def create_site(connection: sqlite3.Connection, site: str, replica: str = SERVER_REPLICA, status: str = "accepted"):
    """Make an empty database into one of `site`: it gets an epoch of its own and an identity to write with."""
    install(connection)
    connection.execute(
        "INSERT INTO me (one, site, replica, status, epoch, schema) VALUES (1, ?, ?, ?, ?, ?)",
        (site, replica, status, secrets.token_hex(8), SCHEMA),
    )


def fold_log(connection: sqlite3.Connection) -> None:
    """Fold what entered the log since the last time; in the transaction of whoever put it there."""
    connection.execute("INSERT INTO fold (upto) SELECT coalesce(max(seq), 0) FROM change")


def _run(connection: sqlite3.Connection, script: str) -> None:
    for statement in statements(script):
        connection.execute(statement)


def statements(script: str) -> list[str]:
    """Split an SQL script into its statements; triggers with their inner semicolons stay whole."""
    found, begun = [], ""
    for line in script.splitlines(keepends=True):
        begun += line
        if sqlite3.complete_statement(begun):
            found.append(begun.strip())
            begun = ""
    if any(line.strip() and not line.strip().startswith("--") for line in begun.splitlines()):
        found.append(begun.strip())
    return found


def _grow(connection: sqlite3.Connection, table: Table) -> bool:
    """Create the state table or add its missing columns; true when it changed."""
    present = {row["name"] for row in connection.execute(f"PRAGMA table_info({table.state})")}
    if not present:
        connection.execute(generate.create_state(table))
    wanted = generate.state_columns(table) if present else []
    missing = [(name, kind) for name, kind in wanted if name not in present]
    for name, kind in missing:
        connection.execute(f'ALTER TABLE {table.state} ADD COLUMN "{name}" {kind}')
    for statement in generate.create_indexes(table):
        connection.execute(statement)
    return bool(missing) or not present


def _renew_code(connection: sqlite3.Connection, tables: list[Table]) -> None:
    """Drop and make anew every generated view and trigger, and the hand-written views over them."""
    made = """SELECT type, name FROM sqlite_master
      WHERE type IN ('view', 'trigger') AND name NOT IN ('clock', 'fold', 'refold', 'forget') ORDER BY type"""
    for kind, name in connection.execute(made).fetchall():
        connection.execute(f"DROP {kind} IF EXISTS {name}")
    for table in tables:
        for statement in [*generate.create_fold(table), *generate.create_view(table)]:
            connection.execute(statement)
    for statement in [generate.fold_trigger(tables), generate.forget_trigger(tables)]:
        connection.execute(statement)
    if {table.name for table in tables} >= set(TABLES):
        for script in _view_scripts():
            _run(connection, script)


def _view_scripts() -> list[str]:
    """The hand-written views, in the order in which they are made."""
    found = sorted(files("rxapp.data").joinpath("views").iterdir(), key=lambda entry: entry.name)
    return [script.read_text() for script in found if script.name.endswith(".sql")]
