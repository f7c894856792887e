"""The server's side of the cart: how fast it applies changes, and what fifty tablets at once cost."""

import json
import random
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench import Figure, at_least, at_most, benchmark
from rxapp.data.database import create_site, open_site
from rxapp.data.declare import Column, Table
from rxapp.data.tables import TABLES
from rxapp.server import office
from rxapp.server.sync.push import ground_for, push

CHANGES = 20_000
TRIES = 3
EXAMPLES = {"integer": 7, "date": "2026-11-22", "time": "2026-11-22T12:00:00Z", "id": "0" * 16}


def example(column: Column) -> object:
    """A value that the column accepts."""
    if column.choices:
        return column.choices[0]
    return EXAMPLES.get(column.kind, "een tekst"[: column.length])


def pushed(count: int, staff: str, replica: str) -> list[dict]:
    """Changes as a tablet pushes them: new rows, spread over all tables that a tablet may write."""
    writable = [table for table in TABLES.values() if set(table.writers) & {"cart", "training", "circle"}]
    start = (office.now() - 86_400_000) * 256
    return [change(writable[n % len(writable)], n, f"{start + n:016d}-{replica}", staff) for n in range(count)]


def change(table: Table, number: int, stamp: str, staff: str) -> dict:
    """The creation of one row."""
    row = f"{number:016x}"
    patch = {column.name: example(column) for column in table.columns}
    part = {"site": "site", "self": row}.get(table.part) or patch[table.part]
    fields = {"stamp": stamp, "author": staff, "part": part, "tbl": table.name, "row": row}
    return {**fields, "kind": "create", "schema": 1, "patch": json.dumps(patch)}


def site(folder: Path) -> tuple[sqlite3.Connection, str]:
    """A new site with one person who may do everything; gives the connection and the person."""
    connection = open_site(folder / "site.sqlite3")
    create_site(connection, "bench")
    connection.execute("INSERT INTO staff (first_name, duties) VALUES ('Bo', 'cart circle training office')")
    return connection, connection.execute("SELECT id FROM staff").fetchone()[0]


@benchmark("cart.server")
def apply() -> Iterator[Figure]:
    """Judge and apply a tablet's changes, beside a plain insert of the same rows in the same run.

    The quickest of a few tries each, since whatever else the machine does can only make it slower.
    """
    seconds, plain = map(min, zip(*(applied() for _ in range(TRIES)), strict=True))
    yield at_least("cart.server.applied", CHANGES / seconds, "changes/s", 20_000)
    yield at_most("cart.server.times_a_plain_insert", seconds / plain, "×", 25)
    yield at_least("cart.server.tables_declared", len(TABLES), "tables", 20)


def applied() -> tuple[float, float]:
    """Seconds to push the changes into a new site, and to insert them plainly."""
    with tempfile.TemporaryDirectory() as folder:
        connection, staff = site(Path(folder))
        changes = pushed(CHANGES, staff, "r1")
        random.Random(1).shuffle(changes)
        duties = frozenset({"cart", "circle", "training", "office"})
        begin = time.perf_counter()
        verdicts = push(connection, changes, ground_for(connection, duties, frozenset({"r1"}), office.now()))
        seconds = time.perf_counter() - begin
        assert all(verdict["verdict"] == "accepted" for verdict in verdicts), verdicts[:3]
        return seconds, plain_insert(connection, changes)


def plain_insert(connection: sqlite3.Connection, changes: list[dict]) -> float:
    """Seconds to insert the same rows into a table without triggers, in one transaction."""
    names = ", ".join(changes[0])
    connection.execute(f"CREATE TABLE plain ({names})")
    marks = ", ".join(f":{name}" for name in changes[0])
    begin = time.perf_counter()
    connection.execute("BEGIN")
    connection.executemany(f"INSERT INTO plain VALUES ({marks})", changes)
    connection.execute("COMMIT")
    return time.perf_counter() - begin
