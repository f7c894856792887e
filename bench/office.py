"""The office: importing a collection, reports over a year, and erasing one learner out of a long log."""

import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import count
from pathlib import Path

from bench import Figure, at_most, benchmark
from rxapp.data.database import fold_log
from rxapp.office.report import make_report
from rxapp.office.side_by_side import side_by_side
from rxapp.server import office, sites
from rxapp.server.accounts.account_sessions import Caller
from rxapp.server.imports import batch, books
from rxapp.server.privacy import erasure

YEAR = date(2026, 1, 1), date(2026, 12, 31)
GROUPS, GROUP_SIZE, WEEKS = 30, 10, 40
SITES = 100
LOG_ROWS = 1_000_000


@contextmanager
def data_folder() -> Iterator[Path]:
    """An empty data folder with the site `een`."""
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room)
        (folder / "sites").mkdir()
        sites.add_site(folder, "een", "Een")
        yield folder
        sites.close_all()
        office.close_all()


@benchmark("office.import")
def import_titles() -> Iterator[Figure]:
    """5,000 titles from a CSV file, 50 rows of which are wrong: preview and import together."""
    lines = (f"Titel {n};Auteur {n % 700};{'C9' if n % 100 == 7 else 'A2'}\r\n" for n in range(5000))
    data = ("titel;auteur;niveau\r\n" + "".join(lines)).encode("cp1252")
    with data_folder() as folder:
        began = time.perf_counter()
        sheet = books.read_books(data)
        with sites.using(folder, "een") as connection:
            plan = books.plan_books(connection, sheet.records)
        make_plan = lambda connection: books.plan_books(connection, sheet.records)  # noqa: E731
        batch.apply(folder, "een", make_plan, plan, "bench", without_bad_rows=True)
        yield at_most("office.import of 5,000 titles", time.perf_counter() - began, "s", 10)


def fill_year(connection: sqlite3.Connection) -> None:
    """A year of 300 learners in 30 groups that met 40 times each."""
    number = count(1)

    def add(tbl: str, **values) -> str:
        values = {"id": f"{next(number):016x}"} | values
        marks = ", ".join("?" * len(values))
        connection.execute(f"INSERT INTO {tbl} ({', '.join(values)}) VALUES ({marks})", list(values.values()))
        return values["id"]

    with sites.transaction(connection):
        programme = add("programme", name="Lezen", target_people=300)
        first = date(2026, 1, 5).toordinal()
        days = [date.fromordinal(first + 7 * week).isoformat() for week in range(WEEKS)]
        for _ in range(GROUPS):
            group = add("learning_group", programme=programme, name="Groep", first_on=days[0])
            held = [add("session", learning_group=group, day=day, opened_at=f"{day}T09:00:00Z") for day in days]
            for _ in range(GROUP_SIZE):
                learner = add("learner", first_name="Naam", symbol="cat")
                taken = {"learner": learner, "programme": programme, "learning_group": group}
                add("enrolment", **taken, asked_on="2026-01-01", started_on=days[0])
                add("intake", learner=learner, first_language="nt1", what="Ik wil de brief van de school lezen")
                for session in held:
                    add("attendance", session=session, learner=learner, face=3)


@benchmark("office.report")
def reports() -> Iterator[Figure]:
    """The report of a year: one site of 300 learners, and a hundred such sites side by side."""
    with data_folder() as folder:
        with sites.using(folder, "een") as connection:
            fill_year(connection)
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            began = time.perf_counter()
            make_report(connection, *YEAR)
            yield at_most("office.report of a year, 300 learners", time.perf_counter() - began, "s", 1)
        for place in range(1, SITES):
            shutil.copyfile(sites.site_path(folder, "een"), sites.site_path(folder, f"plek{place}"))
        began = time.perf_counter()
        lines = side_by_side(folder, Caller("a", "a@b.nl", "A", frozenset("*"), "s"), *YEAR)
        assert len(lines) == SITES
        yield at_most("office.report of 100 such sites", time.perf_counter() - began, "s", 30)


@benchmark("office.erase")
def erase() -> Iterator[Figure]:
    """One learner out of a log of a million rows, the search for traces in the files included."""
    with data_folder() as folder:
        with sites.using(folder, "een") as connection:
            fill_year(connection)
            rows = LOG_ROWS - connection.execute("SELECT count(*) FROM change").fetchone()[0]
            connection.execute("BEGIN")
            connection.execute(
                """WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
                INSERT INTO change (stamp, part, tbl, row, kind, schema, patch, status)
                SELECT printf('%016d-rbench', i), 'site', 'sighting', printf('%016x', i), 'create', 1,
                  json_object('code', 'LP' || i), 'accepted' FROM n WHERE true ON CONFLICT (stamp) DO NOTHING""",
                (rows,),
            )
            fold_log(connection)
            connection.execute("COMMIT")
            learner = connection.execute("SELECT id FROM learner LIMIT 1").fetchone()[0]
        began = time.perf_counter()
        proof = erasure.erase_learner(folder, "een", learner)
        assert proof.is_clean
        yield at_most("office.erase of a learner, log of a million", time.perf_counter() - began, "s", 10)
