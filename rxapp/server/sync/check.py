"""Is the state still the fold of the log? The whole log is folded once more, in memory, and compared row by row."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from rxapp.data.database import connect, create_site, fold_log
from rxapp.data.tables import TABLES

BATCH = 1000
LOG = "seq, stamp, author, part, tbl, row, kind, schema, patch, status, reason"


def check_site(live: sqlite3.Connection, progress: Callable[[int, int], None] = lambda done, total: None) -> str | None:
    """None when the database is sound, otherwise one sentence about the first difference; nothing in it is changed."""
    damage = live.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if damage != "ok":
        return f"The file is damaged: {damage}."
    with closing(connect(":memory:")) as fresh:
        create_site(fresh, "check")
        _fold(live, fresh, progress)
        return first_difference(live, fresh)


def check_file(path: Path, progress: Callable[[int, int], None] = lambda done, total: None) -> str | None:
    """The same for a file that others may be writing: it is judged as it stands at one moment."""
    with closing(connect(path)) as live:
        live.execute("BEGIN")
        return check_site(live, progress)


def kept_names(path: Path) -> str | None:
    """One sentence about rows that name people where a programme keeps no names, or None where there are none."""
    with closing(connect(path)) as live:
        found = live.execute("SELECT DISTINCT tbl, row FROM nameless_trespass ORDER BY tbl, row").fetchall()
    if not found:
        return None
    first = found[0]
    return (
        f"{len(found)} rows name people in a programme that keeps no names, such as {first['tbl']} {first['row']}. "
        f"Keep names there, or forget each: leerplein forget <site> {first['row']} --table {first['tbl']}"
    )


def _fold(live: sqlite3.Connection, fresh: sqlite3.Connection, progress: Callable[[int, int], None]) -> None:
    total, done = live.execute("SELECT count(*) FROM change").fetchone()[0], 0
    entries = live.execute(f"SELECT {LOG} FROM change ORDER BY seq")
    while batch := entries.fetchmany(BATCH):
        places = ", ".join("?" * len(LOG.split(",")))
        fresh.execute("BEGIN")
        fresh.executemany(f"INSERT INTO change ({LOG}) VALUES ({places}) ON CONFLICT (stamp) DO NOTHING", batch)
        fold_log(fresh)
        fresh.execute("COMMIT")
        done += len(batch)
        progress(done, total)


def first_difference(one: sqlite3.Connection, other: sqlite3.Connection) -> str | None:
    """One sentence about the first row that differs between two databases, or None; clocks count, the log does not."""
    for name in [*(table.state for table in TABLES.values()), "forgotten"]:
        key = "row, tbl" if name == "forgotten" else "id"
        mine, theirs = (connection.execute(f"SELECT * FROM {name} ORDER BY {key}") for connection in (one, other))
        while True:
            a, b = mine.fetchone(), theirs.fetchone()
            if a is None and b is None:
                break
            if a is None or b is None or dict(a) != dict(b):
                return _describe(name, key.split(",")[0], a, b)
    return None


def _describe(name: str, key: str, a: sqlite3.Row | None, b: sqlite3.Row | None) -> str:
    if a is None or (b is not None and b[key] < a[key]):
        return f"Table {name} misses row {b[key]}, although the log holds it."
    if b is None or a[key] < b[key]:
        return f"Table {name} has row {a[key]}, although the log does not hold it."
    column = next(name for name in a.keys() if name not in b.keys() or a[name] != b[name])
    return f"Table {name}, row {a[key]}: column {column!r} differs from the fold of the log."
