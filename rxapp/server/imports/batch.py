"""Carrying out a plan, all of it or nothing, and taking it back as long as nobody has used what it brought."""

import json
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rxapp.data.tables import TABLES
from rxapp.server import office, sites
from rxapp.server.imports.preview import New, Plan, Step
from rxapp.server.privacy.forget import PART, forget_for_good
from rxapp.server.sentences import dutch

Progress = Callable[[int, int], None]
EVERY = 100


class Changed(Exception):
    """The site has changed since the preview, so that the import would do something else: look at `plan` again."""

    def __init__(self, plan: Plan):
        super().__init__(dutch("Er is intussen iets veranderd. Bekijk het voorbeeld nog een keer."))
        self.plan = plan


class HasProblems(Exception):
    """The plan has rows with problems and nobody said to leave those out."""


@dataclass(frozen=True)
class Undone:
    """What taking back did: rows removed, rows put back as they were, and rows that stay because they are in use."""

    removed: int
    put_back: int
    kept: int


@contextmanager
def writing_as(connection: sqlite3.Connection, account: str) -> Iterator[sqlite3.Connection]:
    """One transaction in a site, written in the name of a coordinator's account."""
    with sites.transaction(connection):
        before = connection.execute("SELECT staff FROM me").fetchone()[0]
        connection.execute("UPDATE me SET staff = ?", (f"office:{account}",))
        yield connection
        connection.execute("UPDATE me SET staff = ?", (before,))


def apply(
    folder: Path,
    site: str,
    make_plan: Callable[[sqlite3.Connection], Plan],
    shown: Plan,
    account: str,
    file: str = "",
    without_bad_rows: bool = False,
    progress: Progress = lambda done, total: None,
) -> str:
    """Do what the preview showed and give the batch's id; raises `HasProblems` or `Changed` before anything is written.

    `make_plan` is called once more inside the transaction, so that what happens is what a person has seen.
    """
    if shown.problems and not without_bad_rows:
        raise HasProblems(dutch("Er zijn regels met een probleem. Laat die weg of verbeter het bestand."))
    with sites.using(folder, site) as connection, writing_as(connection, account):
        plan = make_plan(connection)
        if plan.fingerprint != shown.fingerprint:
            raise Changed(plan)
        done = _carry_out(connection, plan, progress)
        return _note(folder, site, plan, account, file, done)


def _carry_out(connection: sqlite3.Connection, plan: Plan, progress: Progress) -> list[tuple]:
    """Write every step through the views; gives what to remember of each."""
    steps = [step for step in plan.steps if step.action != "skip"]
    ids = {step.key: secrets.token_hex(8) for step in steps if step.action == "add"}
    done = []
    for number, step in enumerate(steps):
        values = {name: ids[value] if isinstance(value, New) else value for name, value in step.values.items()}
        row = ids[step.key] if step.action == "add" else step.row
        _write(connection, step, row, values)
        after = values if step.action == "change" else {}
        done.append((number, step.action, step.tbl, row, json.dumps(dict(step.before)), json.dumps(after)))
        if number % EVERY == 0:
            progress(number, len(steps))
    progress(len(steps), len(steps))
    return done


def _write(connection: sqlite3.Connection, step: Step, row: str, values: dict) -> None:
    if step.action == "change":
        pairs = ", ".join(f'"{name}" = ?' for name in values)
        connection.execute(f"UPDATE {step.tbl} SET {pairs} WHERE id = ?", (*values.values(), row))
        return
    names = ", ".join(f'"{name}"' for name in ("id", *values))
    marks = ", ".join("?" * (len(values) + 1))
    connection.execute(f"INSERT INTO {step.tbl} ({names}) VALUES ({marks})", (row, *values.values()))


def _note(folder: Path, site: str, plan: Plan, account: str, file: str, done: list[tuple]) -> str:
    """Remember the batch, before the site's transaction ends: a batch of rows that never came is harmless to undo."""
    batch = secrets.token_hex(8)
    counts = [sum(step.action == action for step in plan.steps) for action in ("add", "change", "skip")]
    with office.using(folder) as connection, sites.transaction(connection):
        connection.execute(
            "INSERT INTO import_batch VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
            (batch, site, plan.kind, file[:120], account, *counts, len(plan.problems), office.now()),
        )
        connection.executemany("INSERT INTO import_row VALUES (?, ?, ?, ?, ?, ?, ?)", [(batch, *row) for row in done])
    return batch


def batches(connection: sqlite3.Connection, site: str) -> list[sqlite3.Row]:
    """The imports of a site, newest first."""
    return connection.execute("SELECT * FROM import_batch WHERE site = ? ORDER BY made_at DESC, id", (site,)).fetchall()


def undo(folder: Path, site: str, batch: str, account: str) -> Undone:
    """Take an import back; what is in use by now stays. People are forgotten for good, books are removed."""
    with office.using(folder) as connection:
        sql = "SELECT undone_at FROM import_batch WHERE id = ? AND site = ?"
        found = connection.execute(sql, (batch, site)).fetchone()
        rows = connection.execute("SELECT * FROM import_row WHERE batch = ? ORDER BY number DESC", (batch,)).fetchall()
    if found is None or found["undone_at"]:
        raise ValueError(f"There is no import {batch!r} of site {site!r} that can be taken back.")
    with sites.using(folder, site) as connection, writing_as(connection, account):
        removed, put_back, kept, people = _take_back(connection, rows)
    forget_for_good(folder, site, [(PART, person) for person in people])
    with office.using(folder) as connection:
        connection.execute("UPDATE import_batch SET undone_at = ? WHERE id = ?", (office.now(), batch))
    return Undone(removed + len(people), put_back, kept)


def _take_back(connection: sqlite3.Connection, rows: list[sqlite3.Row]) -> tuple[int, int, int, list[str]]:
    """Counts of rows removed, put back and kept, and the learners to forget; last added goes first."""
    removed = put_back = kept = 0
    people: list[str] = []
    in_use: dict[str, set[str]] = {}
    # Copies go before the titles that they keep in use.
    for row in sorted(rows, key=lambda row: row["tbl"] == "title"):
        tbl = row["tbl"]
        if row["action"] == "change":
            put_back += _put_back(connection, row)
            continue
        if tbl not in in_use:
            in_use[tbl] = rows_in_use(connection, tbl)
        if row["row"] in in_use[tbl]:
            kept += 1
        elif tbl == "learner":
            people.append(row["row"])
        else:
            removed += connection.execute(f"SELECT count(*) FROM {tbl} WHERE id = ?", (row["row"],)).fetchone()[0]
            connection.execute(f"DELETE FROM {tbl} WHERE id = ?", (row["row"],))
    return removed, put_back, kept, people


def _put_back(connection: sqlite3.Connection, row: sqlite3.Row) -> bool:
    """Put former values back where nobody wrote another one since; false when there was nothing to put back."""
    after, before = json.loads(row["after"]), json.loads(row["before"])
    present = connection.execute(f"SELECT * FROM {row['tbl']} WHERE id = ?", (row["row"],)).fetchone()
    names = [name for name in after if present is not None and present[name] == after[name]]
    if names:
        pairs = ", ".join(f'"{name}" = ?' for name in names)
        values = [before.get(name) for name in names]
        connection.execute(f"UPDATE {row['tbl']} SET {pairs} WHERE id = ?", (*values, row["row"]))
    return bool(names)


def rows_in_use(connection: sqlite3.Connection, tbl: str) -> set[str]:
    """Ids of rows of this table that another row names, or under whose name somebody wrote."""
    found = set()
    for table in TABLES.values():
        for column in table.columns:
            if column.kind == "id" and (column.name == tbl or (tbl == "staff" and column.name.endswith("_by"))):
                sql = f'SELECT DISTINCT "{column.name}" FROM {table.name} WHERE "{column.name}" IS NOT NULL'
                found |= {row[0] for row in connection.execute(sql)}
    if tbl == "staff":
        found |= {row[0] for row in connection.execute("SELECT DISTINCT author FROM change WHERE author IS NOT NULL")}
    return found
