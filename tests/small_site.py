"""A site that is small enough to work out by hand, entered row by row; see `test_report` for the sums."""

import sqlite3
from datetime import UTC, datetime

from rxapp.data.database import connect, create_site

ENTERED = datetime(2026, 2, 10, 12, tzinfo=UTC)
"""The moment at which everything is entered: what was made "now" was made then."""


def make(connection: sqlite3.Connection | None = None) -> sqlite3.Connection:
    """The site in memory, or in the database that is given (with a site in it)."""
    if connection is None:
        connection = connect(":memory:")
        create_site(connection, "demo")
        connection.execute("INSERT INTO site (name) VALUES ('Leerplein De Proef')")
    offset = int((ENTERED - datetime.now(UTC)).total_seconds() * 1000)
    connection.execute("UPDATE me SET clock_offset = ?, ticks = 0", (offset,))
    for place in (_programmes, _meetings, _people, _folders, _cart, _open_hour):
        place(connection)
    return connection


def row(name: str) -> str:
    """The id of a row by a short name, such as `A`."""
    return name.encode().hex().ljust(16, "0")


def add(connection: sqlite3.Connection, tbl: str, name: str, /, **values) -> None:
    """A row by its short name; ids in `values` are short names too."""
    names = ", ".join(f'"{column}"' for column in ("id", *values))
    marks = ", ".join("?" * (len(values) + 1))
    connection.execute(f"INSERT INTO {tbl} ({names}) VALUES ({marks})", (row(name), *values.values()))


def _programmes(c: sqlite3.Connection) -> None:
    add(c, "programme", "P", name="Lezen", kind="lesson_group", minutes=60, target_people=30)
    add(c, "programme", "Q", name="Rekenen", kind="lesson_group", minutes=60)
    add(c, "programme", "O", name="Inloop", kind="open_hour", minutes=60, keeps_names=0)
    add(c, "cost", "K1", programme=row("P"), name="Groep", cents=100_000, per="group")
    for place, payer in enumerate(("Gemeente", "Bibliotheek", "IBN"), 1):
        add(c, "payer", f"K1-{place}", cost=row("K1"), name=payer, position=place)
    add(c, "cost", "K2", programme=row("P"), name="Koffie", cents=2_500, per="meeting")
    add(c, "cost", "K3", programme=row("P"), name="Pas", cents=1_001, per="person")
    for place, payer in enumerate(("Deelnemer", "Bibliotheek"), 1):
        add(c, "payer", f"K3-{place}", cost=row("K3"), name=payer, position=place)
    add(c, "funding", "F1", programme=row("P"), source="Gemeente", cents=500_000, received_on="2026-01-15")
    add(c, "funding", "F2", programme=row("P"), source="Provincie", received_on="2026-02-01")


def _meetings(c: sqlite3.Connection) -> None:
    groups = {
        "G0": ("P", "2025-09-01"), "G1": ("P", "2026-01-08"), "G2": ("Q", "2026-02-05"), "G3": ("O", "2026-03-05"),
    }  # fmt: skip
    for group, (programme, first_on) in groups.items():
        add(c, "learning_group", group, programme=row(programme), name=group, first_on=first_on)
    days = {
        "s0": ("G0", "2025-12-18", None), "s1": ("G1", "2026-01-08", None), "s2": ("G1", "2026-01-15", 90),
        "s3": ("G1", "2026-01-22", None), "s5": ("G2", "2026-02-05", None), "s6": ("G3", "2026-03-05", None),
    }  # fmt: skip
    for session, (group, day, minutes) in days.items():
        add(c, "session", session, learning_group=row(group), day=day, starts="10:00", minutes=minutes,
            opened_at=f"{day}T09:00:00Z", state="cancelled" if session == "s3" else "planned")  # fmt: skip
    for number, (session, minutes) in enumerate((("s1", 30), ("s1", 15), ("s2", 45))):
        add(c, "preparation", f"pr{number}", session=row(session), minutes=minutes)


def _people(c: sqlite3.Connection) -> None:
    for name, first_name in {"A": "Aisha", "B": "Bram", "C": "Cor", "D": "Dewi"}.items():
        add(c, "learner", name, first_name=first_name, symbol="cat")
    enrolments = {
        "eA": ("A", "P", "G1", "2026-01-01", "2026-01-08", "2026-06-01", "library", None),
        "eB": ("B", "P", "G0", "2025-12-10", "2025-12-18", None, None, None),
        "fB": ("B", "P", "G1", None, "2026-01-08", "2026-06-01", "work", None),
        "eC": ("C", "P", "G1", "2026-01-12", "2026-01-15", None, None, "2026-05-01"),
        "eD": ("D", "Q", "G2", "2026-02-01", "2026-02-05", None, None, None),
    }
    for name, (learner, programme, group, asked, started, left, goes, awarded) in enrolments.items():
        add(c, "enrolment", name, learner=row(learner), programme=row(programme), learning_group=row(group),
            asked_on=asked, started_on=started, left_on=left, left_for=goes, awarded_on=awarded)  # fmt: skip
    there = (("s0", "B", None, None), ("s1", "A", None, 3), ("s1", "B", "present", None), ("s1", "C", "ill", None),
             ("s2", "A", None, 2), ("s2", "C", None, 1), ("s3", "A", None, 3), ("s5", "D", None, 3),
             ("s2", "B", "mistake", None))  # fmt: skip
    for session, learner, state, face in there:
        add(c, "attendance", f"{session}-{learner}", session=row(session), learner=row(learner), state=state, face=face)


def _folders(c: sqlite3.Connection) -> None:
    for name, language in {"A": "nt1", "B": "nt2", "D": "nt1"}.items():
        add(c, "intake", f"i{name}", learner=row(name), first_language=language, helps="Rustig praten",
            done_on="2026-01-02")  # fmt: skip
    add(c, "goal", "g1", learner=row("A"), sentence="Ik wil voorlezen", at_start="Ik las niet", state="reached",
        state_on="2026-03-01")  # fmt: skip
    add(c, "goal", "g2", learner=row("A"), sentence="Ik wil een brief schrijven")
    add(c, "goal", "g3", learner=row("B"), sentence="Ik wil pinnen", state="stopped", state_on="2026-03-02")
    add(c, "private_note", "n1", learner=row("A"), day="2026-02-01", words="Alleen voor trainers: mosterdzaadje")
    for name, learner in {"d1": "A", "d2": "B"}.items():
        add(c, "diploma", name, learner=row(learner), programme=row("P"), first_name="x", issued_on="2026-06-01")
    add(c, "revoked_diploma", "r2", diploma=row("d2"), reason="mistake")


def _cart(c: sqlite3.Connection) -> None:
    add(c, "title", "t1", name="De sleutel")
    for copy in ("c1", "c2"):
        add(c, "copy", copy, title=row("t1"), barcode=copy)
    for visit, day in {"v0": "2025-12-11", "v1": "2026-02-12", "v2": "2026-02-12"}.items():
        add(c, "visit", visit, day=day, opened_at=f"{day}T10:00:00Z")
    for loan, (copy, visit, day) in {
        "l0": ("c1", "v0", "2025-12-11"), "l1": ("c1", "v1", "2026-02-12"), "l2": ("c2", "v2", "2026-02-12"),
    }.items():  # fmt: skip
        add(c, "loan", loan, copy=row(copy), visit=row(visit), lent_at=f"{day}T10:30:00Z")
    add(c, "borrower", "b1", loan=row("l1"), learner=row("A"))
    add(c, "request", "q1", title=row("t1"), visit=row("v1"), state="handed", state_visit=row("v2"))
    for number, direction in enumerate(("taken", "taken", "brought")):
        add(c, "swap", f"w{number}", visit=row("v1"), direction=direction)


def _open_hour(c: sqlite3.Connection) -> None:
    add(c, "question", "u1", programme=row("O"), words="Brief lezen", position=1)
    for number in range(3):
        add(c, "tally", f"y{number}", session=row("s6"), question=row("u1"))
    for number, visitor in enumerate(("new", "new", "returning")):
        add(c, "tally", f"z{number}", session=row("s6"), visitor=visitor)
