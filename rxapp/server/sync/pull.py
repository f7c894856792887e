"""What a device gets back: the page of changes after its cursor, and the whole log of rows that it must fold again."""

import json
import sqlite3
from collections.abc import Iterable

from rxapp.data.declare import Duty
from rxapp.data.tables import TABLES, in_scope
from rxapp.server.sync.validate import FIELDS

PAGE = 2000
PAGE_BYTES = 2_000_000
REFOLD_BYTES = 4_000_000
ENVELOPE = 200
"""Roughly what a change weighs in JSON besides its patch."""

COLUMNS = ", ".join(FIELDS)


def last_seq(connection: sqlite3.Connection) -> int:
    """The highest position that the log ever reached, also when what stood there was forgotten since."""
    found = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'change'").fetchone()
    return found[0] if found else 0


def page(
    connection: sqlite3.Connection, duties: frozenset[Duty], since: int, pushed: set[str]
) -> tuple[list[dict], int, bool]:
    """Changes in scope after `since` in the order of the log, the new cursor, and whether there is more.

    What the device pushed in this request is left out. Forgetting goes to everybody.
    """
    end = last_seq(connection)
    scope = json.dumps([table.name for table in in_scope(duties)])
    found = connection.execute(
        f"""SELECT seq, {COLUMNS} FROM change
        WHERE seq > ? AND status = 'accepted' AND (kind = 'forget' OR tbl IN (SELECT value FROM json_each(?)))
        ORDER BY seq LIMIT ?""",
        (since, scope, PAGE + 1),
    ).fetchall()
    changes, weight, cursor = [], 0, since
    for number, row in enumerate(found):
        weight += len(row["patch"]) + ENVELOPE
        if number == PAGE or (weight > PAGE_BYTES and number):
            return changes, cursor, True
        cursor = row["seq"]
        if row["stamp"] not in pushed:
            changes.append(_change(row))
    return changes, end, False


def logs(connection: sqlite3.Connection, duties: frozenset[Duty], rows: Iterable[tuple[str, str]]) -> list[dict]:
    """For each row all its accepted changes, for a device to fold it again; none for a row outside its scope.

    What does not fit in one reply is left out, and the device asks again.
    """
    tables = {table.name for table in in_scope(duties)}
    answers, weight = [], 0
    for tbl, row in dict.fromkeys(rows):
        sql = f"SELECT {COLUMNS} FROM change WHERE row = ? AND tbl = ? AND status = 'accepted' ORDER BY seq"
        found = connection.execute(sql, (row, tbl)).fetchall() if tbl in tables and tbl in TABLES else []
        weight += sum(len(change["patch"]) + ENVELOPE for change in found)
        if weight > REFOLD_BYTES and answers:
            break
        answers.append({"tbl": tbl, "row": row, "changes": [_change(change) for change in found]})
    return answers


def _change(row: sqlite3.Row) -> dict:
    return {name: row[name] for name in FIELDS}
