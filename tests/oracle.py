"""A second, independent fold of the log: plain Python dictionaries, written from the promise and not from the SQL."""

import json
import sqlite3
from collections.abc import Iterable

from rxapp.data.declare import Table


def fold(changes: Iterable[dict], tables: Iterable[Table]) -> dict[str, dict[str, dict]]:
    """State per table and row: every column has the value of the change with the highest stamp that mentions it."""
    tables = {table.name: table for table in tables}
    changes = list(changes)
    gone = {(change["tbl"], change["row"]) for change in changes if change["kind"] == "forget"}
    state: dict[str, dict[str, dict]] = {name: {} for name in tables}
    for change in sorted(changes, key=lambda change: change["stamp"]):
        known = change["tbl"] in tables and change["kind"] != "forget" and change.get("status") != "refused"
        if known and not gone & {(change["tbl"], change["row"]), ("*", change["part"])}:
            rows = state[change["tbl"]]
            _overwrite(rows.setdefault(change["row"], {}), change, tables[change["tbl"]])
    return state


def _overwrite(row: dict, change: dict, table: Table) -> None:
    patch = json.loads(change["patch"])
    if change["kind"] == "create" and "born" not in row:
        row.update(born=change["stamp"], created_by=change["author"])
    for clock, members in {**table.groups, "clock_deleted": ()}.items():
        names = [member.name for member in members] or ["deleted"]
        if names[0] in patch:
            row[clock] = change["stamp"]
            row.update({name: patch.get(name) for name in names})


def state_of(connection: sqlite3.Connection, tables: Iterable[Table]) -> dict[str, dict[str, dict]]:
    """The state that the triggers keep, in the shape of `fold`: empty columns are left out."""
    return {
        table.name: {
            row["id"]: {key: row[key] for key in row.keys() if key not in ("id", "part") and row[key] not in (None, "")}
            for row in connection.execute(f"SELECT * FROM {table.state}")
        }
        for table in tables
    }


def without_blanks(state: dict) -> dict:
    """A folded state without empty columns, for comparison with `state_of`."""
    return {
        name: {row: {k: v for k, v in columns.items() if v not in (None, "")} for row, columns in rows.items()}
        for name, rows in state.items()
    }


def dump(connection: sqlite3.Connection, tables: Iterable[Table]) -> list[str]:
    """Every row of the state as text that keeps types and bytes apart, for byte-equality between databases."""
    lines = []
    for table in tables:
        names = [row["name"] for row in connection.execute(f"PRAGMA table_info({table.state})")]
        quoted = " || ',' || ".join(f'quote("{name}")' for name in names)
        lines += [
            f"{table.name}: {row[0]}" for row in connection.execute(f"SELECT {quoted} FROM {table.state} ORDER BY id")
        ]
    return lines
