"""How long each kind of data about people is kept, what is due when, and the nightly job that forgets it.

Defaults are those that the Dutch guidelines suggest; a site may choose other numbers of months. Who borrowed is
`retention`'s, which looks every hour.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rxapp.data.declare import SITE
from rxapp.data.tables import TABLES
from rxapp.server import office, sites
from rxapp.server.accounts import account_sessions
from rxapp.server.privacy import retention
from rxapp.server.privacy.forget import Pair, forget_for_good

DEFAULT_MONTHS = {"attendance": 12, "folder": 12, "opening": 12, "learner": 12, "diploma": 60, "staff": 24}
MOST_MONTHS = 240
DAY_MS = 24 * 3_600_000


# A path ends on the learner's last day, or when everything that the learner took part in has ended.
PATH = """WITH path AS (
  SELECT learner.id AS learner, coalesce(learner.left_on,
    (SELECT iif(count(*) = count(left_on), max(left_on), NULL) FROM enrolment
     WHERE enrolment.learner = learner.id)) AS ends_on
  FROM learner)"""

HAS_NO_BOOK = """NOT EXISTS (SELECT 1 FROM borrower JOIN open_loan ON open_loan.id = borrower.loan
  WHERE borrower.learner = learner.id)"""
DELETED_ON = "date(CAST(substr(clock_deleted, 1, 16) AS INTEGER) / 256000, 'unixepoch', :months)"

FOLDER = (
    "intake", "goal_step", "goal_review", "goal", "note", "private_note", "evaluation_addition", "evaluation",
    "referral", "next_goal", "module_done", "enrolment",
)  # fmt: skip
PER_SESSION = ("attendance", "reading", "session_goal", "homework")


@dataclass(frozen=True)
class Due:
    """A row of a kind, and the day from which it is forgotten."""

    kind: str
    tbl: str
    row: str
    due_on: str


def months_of(folder: Path, site: str) -> dict[str, int]:
    """Months that each kind is kept at this site."""
    with office.using(folder) as connection:
        chosen = dict(connection.execute("SELECT kind, months FROM keeping WHERE site = ?", (site,)).fetchall())
    return DEFAULT_MONTHS | {kind: months for kind, months in chosen.items() if kind in DEFAULT_MONTHS}


def choose_months(folder: Path, site: str, kind: str, months: int) -> None:
    """Keep a kind for another number of months at this site."""
    if kind not in DEFAULT_MONTHS or not 0 <= months <= MOST_MONTHS:
        raise ValueError(f"{kind!r} cannot be kept for {months} months; choose 0 to {MOST_MONTHS} for a known kind.")
    with office.using(folder) as connection:
        connection.execute(
            "INSERT INTO keeping VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET months = ?3", (site, kind, months)
        )


def due_rows(connection: sqlite3.Connection, months: dict[str, int], until: str) -> list[Due]:
    """Everything that is due on or before `until` (`YYYY-MM-DD`), and when."""
    found = []
    for kind, tbl, sql in _rules():
        values = {"months": f"{months.get(kind, 1)} months", "until": until}
        rows = connection.execute(f"SELECT row, due_on FROM ({sql}) WHERE due_on <= :until", values)
        found += [Due(kind, tbl, row["row"], row["due_on"]) for row in rows]
    return found


def _rules() -> Iterator[tuple[str, str, str]]:
    """Kind, table, and SQL that gives `row` and `due_on`."""
    yield from _attendance_rules()
    for tbl in FOLDER:
        yield (
            "folder",
            tbl,
            f"""{PATH} SELECT {tbl}.id AS row, date(path.ends_on, :months) AS due_on
          FROM {tbl} JOIN path ON path.learner = {tbl}.learner WHERE path.ends_on IS NOT NULL""",
        )
    yield "opening", "folder_opening", "SELECT id AS row, date(opened_at, :months) AS due_on FROM folder_opening"
    for tbl in ("card", "secret_picture", "basis", "learner"):
        join = "" if tbl == "learner" else f"JOIN learner ON learner.id = {tbl}.learner"
        yield (
            "learner",
            tbl,
            f"""SELECT {tbl}.id AS row, date(learner.left_on, :months) AS due_on
          FROM {tbl} {join} WHERE learner.left_on IS NOT NULL AND {HAS_NO_BOOK}""",
        )
    issued = """SELECT {tbl}.id AS row, date(issued_on, :months) AS due_on
      FROM diploma {join} WHERE issued_on IS NOT NULL"""
    yield "diploma", "diploma", issued.format(tbl="diploma", join="")
    join = "JOIN diploma_statement ON diploma_statement.diploma = diploma.id"
    yield "diploma", "diploma_statement", issued.format(tbl="diploma_statement", join=join)
    left = """SELECT {tbl}.id AS row, date(left_on, :months) AS due_on FROM staff {join} WHERE left_on IS NOT NULL"""
    for tbl in ("staff_training", "staff_work"):
        yield "staff", tbl, left.format(tbl=tbl, join=f"JOIN {tbl} ON {tbl}.staff = staff.id")
    yield "staff", "staff", left.format(tbl="staff", join="")
    for table in TABLES.values():
        if table.part != SITE and table.name not in ("borrower", "requester"):
            yield (
                "deleted",
                table.name,
                f"""SELECT id AS row, {DELETED_ON} AS due_on
              FROM {table.state} WHERE deleted IS NOT NULL""",
            )


def _attendance_rules() -> Iterator[tuple[str, str, str]]:
    """Counted from the end of the calendar year, so that the report of a whole year can be made until then."""
    due_on = "date(day, 'start of year', '1 year', :months)"
    for tbl in PER_SESSION:
        yield (
            "attendance",
            tbl,
            f"""SELECT {tbl}.id AS row, {due_on} AS due_on
          FROM {tbl} JOIN session ON session.id = {tbl}.session WHERE day IS NOT NULL""",
        )
    own = f"SELECT id AS row, {due_on} AS due_on FROM learner_day WHERE day IS NOT NULL"
    yield "attendance", "learner_day", own


def countdown(folder: Path, site: str, days: int = 60) -> list[tuple[str, str, int]]:
    """Day, kind and count of what will be forgotten in the coming days, soonest first; what is overdue goes today."""
    with sites.using(folder, site) as connection:
        sql = "SELECT today, date(today, ?) FROM clock"
        today, until = connection.execute(sql, (f"{days} days",)).fetchone()
        found = due_rows(connection, months_of(folder, site), until)
    counts = Counter((max(item.due_on, today), item.kind) for item in found)
    return sorted((day, kind, count) for (day, kind), count in counts.items())


def keep(folder: Path, site: str, today: str | None = None) -> Counter:
    """Forget at one site what is due; gives and remembers the count per kind.

    Who borrowed goes along, and old sessions of coordinators, of whatever site.
    """
    with sites.using(folder, site) as connection:
        today = today or connection.execute("SELECT today FROM clock").fetchone()[0]
        found = due_rows(connection, months_of(folder, site), today)
    pairs: list[Pair] = list(dict.fromkeys((item.tbl, item.row) for item in found))
    forget_for_good(folder, site, pairs)
    removed = Counter(item.kind for item in {(item.tbl, item.row): item for item in found}.values())
    removed["lending"] = sum(retention.retain(folder, site).values())
    with office.using(folder) as connection:
        connection.execute("INSERT INTO keeping_run VALUES (?, ?, ?)", (site, office.now(), json.dumps(+removed)))
        account_sessions.drop_old(connection)
    return +removed


def keep_if_due(folder: Path, site: str) -> None:
    """For a server without a timer: the same, when the last time is a day ago or longer."""
    last = runs(folder, site, most=1)
    if not last or office.now() - last[0][0] >= DAY_MS:
        keep(folder, site)


def runs(folder: Path, site: str, most: int = 30) -> list[tuple[int, dict[str, int]]]:
    """The last runs at a site, newest first: the moment in ms, and what was removed per kind."""
    sql = "SELECT at, removed FROM keeping_run WHERE site = ? ORDER BY at DESC LIMIT ?"
    with office.using(folder) as connection:
        return [(row["at"], json.loads(row["removed"])) for row in connection.execute(sql, (site, most))]
