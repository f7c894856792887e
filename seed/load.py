"""Play the demo site into an empty database, through the same views and named queries that a tablet uses.

The past is made by setting the database's clock back, visit by visit, inside one transaction: stamps, loans and
"due back" come out as if three cart days had really been.
"""

import csv
import secrets
import sqlite3
import tomllib
from collections.abc import Callable
from typing import Any

from rxapp.data.queries import load
from seed.demo_circle import load_circle
from seed.demo_training import load_training
from seed.past import DEMO, set_clock

SITE_NAME = "Leerplein De Werkplaats"
FIRST_DAY = 100
"""Days before today at which the collection and the people were entered."""


def load_demo(connection: sqlite3.Connection, verifier: Callable[[str], str]) -> dict[str, str]:
    """Fill a site with the demo and give the staff's random PINs by first name.

    `verifier` turns a PIN into what is stored of it. Everything happens or nothing, and the clock is set right again.
    """
    pins = {row["first_name"]: f"{secrets.randbelow(10_000):04}" for row in _rows("staff.csv")}
    connection.execute("BEGIN IMMEDIATE")
    try:
        before = connection.execute("SELECT staff, clock_offset, ticks FROM me").fetchone()
        # The site's own row was written just now; without this every stamp of the past would come after it.
        connection.execute("UPDATE me SET ticks = 0")
        set_clock(connection, FIRST_DAY)
        _load_site(connection)
        staff = _load_staff(connection, pins, verifier)
        connection.execute("UPDATE me SET staff = ?", (staff,))
        copies, learners = _load_collection(connection), _load_learners(connection)
        for visit in tomllib.loads((DEMO / "visits.toml").read_text())["visit"]:
            _play_visit(connection, visit, copies, learners)
        load_training(connection)
        connection.execute("UPDATE me SET staff = ?, clock_offset = ?, ticks = max(ticks, ?)", tuple(before))
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    load_circle(connection)
    return pins


def _rows(name: str) -> list[dict[str, str]]:
    with (DEMO / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _insert(connection: sqlite3.Connection, view: str, **values: Any) -> str:
    """Insert a row through its view and give its id; empty values stay out."""
    values = {"id": secrets.token_hex(8)} | {name: value for name, value in values.items() if value not in ("", None)}
    marks = ", ".join("?" * len(values))
    connection.execute(f"INSERT INTO {view} ({', '.join(values)}) VALUES ({marks})", list(values.values()))
    return values["id"]


def _load_site(connection: sqlite3.Connection) -> None:
    if not connection.execute("SELECT 1 FROM site").fetchone():
        _insert(connection, "site", name=SITE_NAME, borrower_days=0)


def _load_staff(connection: sqlite3.Connection, pins: dict[str, str], verifier: Callable[[str], str]) -> str:
    """Enter the staff and give the id of the first one, a volunteer of the cart."""
    ids = [_insert(connection, "staff", **row, pin=verifier(pins[row["first_name"]])) for row in _rows("staff.csv")]
    return ids[0]


def _load_learners(connection: sqlite3.Connection) -> dict[str, str]:
    """Enter the learners; the ids are found by `name` and by `name/symbol`."""
    found = {}
    for row in _rows("learners.csv"):
        keeps = int(row["keeps_list"] or 0)
        learner = _insert(connection, "learner", first_name=row["first_name"], symbol=row["symbol"], keeps_list=keeps)
        found[row["first_name"]] = found[f"{row['first_name']}/{row['symbol']}"] = learner
    return found


def _load_collection(connection: sqlite3.Connection) -> dict[str, str]:
    """Enter titles and copies; the copies' ids are found by label, the titles' by name."""
    found: dict[str, str] = {}
    number = 0
    today = connection.execute("SELECT today FROM clock").fetchone()["today"]
    for row in _rows("titles.csv"):
        count, place = int(row.pop("copies")), row.pop("place")
        found[row["name"]] = title = _insert(connection, "title", **row)
        for _ in range(count):
            number += 1
            label = f"LP{number:03}"
            found[label] = _insert(
                connection, "copy", title=title, barcode=label, place=place, condition="good", condition_on=today
            )
    return found


def _play_visit(connection: sqlite3.Connection, visit: dict, books: dict[str, str], learners: dict[str, str]) -> None:
    """Play one cart day: open, take back, renew, lend, note requests, count the swap shelf, close."""
    cart, day, minutes = load("rxapp.cart"), visit["days_ago"], iter(range(1, 200))

    def do(query: str, **values: Any) -> None:
        set_clock(connection, day, next(minutes))
        getattr(cart, query).run(connection, **values)

    do("start_visit", new_id=secrets.token_hex(8))
    here = connection.execute("SELECT id FROM open_visit").fetchone()["id"]
    loans = {row["copy"]: row["id"] for row in connection.execute("SELECT id, copy FROM open_loan")}
    for label in visit.get("returned", ()):
        do("return_copy", copy=books[label], visit=here)
    for label in visit.get("renewed", ()):
        do("renew_loan", loan=loans[books[label]])
    for name, label in visit["lent"]:
        do("lend_copy", **_lending(connection, here, books[label], learners.get(name, "")))
    for name, title, words in visit["asked"]:
        learner = learners.get(name, "")
        do("note_request", request=secrets.token_hex(8), title=books.get(title, ""), words=words, learner=learner)
    for words in visit.get("dropped", ()):
        wanted = connection.execute("SELECT id FROM request WHERE words = ?", (words,)).fetchone()["id"]
        do("drop_request", request=wanted)
    for condition in ("damaged", "lost"):
        for label in visit.get(condition, ()):
            do("mark_condition", copy=books[label], condition=condition)
    for direction in ("taken", "brought"):
        for _ in range(visit[direction]):
            do("count_swap", direction=direction)
    do("close_visit", note=visit.get("note", ""))


def _lending(connection: sqlite3.Connection, visit: str, copy: str, borrower: str) -> dict[str, str]:
    """What `lend_copy` needs; the request that this lending fulfils comes along."""
    asked = connection.execute(
        "SELECT id FROM waiting_request WHERE learner = ? AND title = (SELECT title FROM copy WHERE id = ?)",
        (borrower, copy),
    ).fetchone()
    request = asked["id"] if asked else ""
    return {"new_loan": secrets.token_hex(8), "copy": copy, "visit": visit, "borrower": borrower, "request": request}
