"""The learner's own folder to take along: everything as JSON, and the essence as an accessible PDF in plain words (A2).

`next` is for a next provider: no private notes and not who looked. `access` is the right of access: all that is kept.
"""

import json
import sqlite3
from collections.abc import Iterator
from typing import Literal

from rxapp.data.tables import TABLES
from rxapp.server.exports import columns_of
from rxapp.server.paper import documents

Purpose = Literal["next", "access"]

FORMAT = "leerplein-paspoort"
VERSION = 1
NOT_FOR_NEXT = {"private_note", "folder_opening", "card", "secret_picture", "borrower", "requester", "basis", "note"}
NAMES = {"title": "name", "programme": "name", "learning_group": "name", "session": "day", "staff": "first_name",
         "module": "name", "copy": "barcode", "goal": "sentence"}  # fmt: skip


class UnknownLearner(Exception):
    """There is no such learner."""


def passport(connection: sqlite3.Connection, learner: str, purpose: Purpose) -> dict:
    """All rows of the learner's part by table, and in `names` what ids of other rows stand for."""
    person = connection.execute("SELECT first_name, symbol FROM learner WHERE id = ?", (learner,)).fetchone()
    if person is None:
        raise UnknownLearner(f"There is no learner {learner!r}.")
    rows = {}
    for table in TABLES.values():
        if table.part == "site" or (purpose == "next" and table.name in NOT_FOR_NEXT):
            continue
        columns = columns_of(table.name)
        listed = ", ".join(f'"{column}"' for column in columns)
        owner = "id" if table.part == "self" else table.part
        sql = f'SELECT {listed} FROM {table.name} WHERE "{owner}" = ? ORDER BY created_at, id'
        found = connection.execute(sql, (learner,))
        kept = [{name: row[name] for name in columns if row[name] is not None} for row in found]
        if kept:
            rows[table.name] = {"about": table.doc, "rows": kept}
    site = connection.execute("SELECT max(name) FROM site").fetchone()[0]
    today = connection.execute("SELECT today FROM clock").fetchone()[0]
    return {
        "format": FORMAT, "version": VERSION, "purpose": purpose, "made_on": today, "site": site or "",
        "first_name": person["first_name"] or "", "tables": rows, "names": _names(connection, rows),
    }  # fmt: skip


def _names(connection: sqlite3.Connection, rows: dict) -> dict[str, str]:
    """What the ids that are mentioned are called, where they have a name."""
    mentioned = json.dumps([value for table in rows.values() for row in table["rows"] for value in row.values()])
    names = {}
    for tbl, column in NAMES.items():
        sql = f'SELECT id, "{column}" AS name FROM {tbl} WHERE id IN (SELECT value FROM json_each(?))'
        names |= {row["id"]: row["name"] for row in connection.execute(sql, (mentioned,)) if row["name"]}
    return names


def passport_json(connection: sqlite3.Connection, learner: str, purpose: Purpose) -> bytes:
    """The passport as a JSON file, indented for people."""
    return json.dumps(passport(connection, learner, purpose), ensure_ascii=False, indent=2).encode()


def passport_pdf(connection: sqlite3.Connection, learner: str) -> bytes:
    """The essence of the folder in short sentences and large letters, tagged for reading aloud."""
    person = connection.execute("SELECT first_name FROM learner WHERE id = ?", (learner,)).fetchone()
    if person is None:
        raise UnknownLearner(f"There is no learner {learner!r}.")
    site = connection.execute("SELECT max(name) FROM site").fetchone()[0] or ""
    words = f"Dit is de map van {person['first_name']}. Jij kiest wie hem mag zien."
    blocks = [documents.text(words)]
    for title, sentences in _chapters(connection, learner):
        if sentences:
            blocks += [documents.heading(title), documents.bullets(sentences)]
    return documents.pdf(f"Mijn map: {person['first_name']}", blocks, site, size=14)


def _chapters(connection: sqlite3.Connection, learner: str) -> Iterator[tuple[str, list[str]]]:
    goals = connection.execute("SELECT * FROM goal_now WHERE learner = ? ORDER BY position, id", (learner,)).fetchall()
    yield "Mijn doelen", [_goal(goal) for goal in goals if goal["state"] != "stopped"]
    yield "Wat mij helpt", _words(connection, "SELECT helps, goes_well FROM intake WHERE learner = ?", learner)
    yield "Mijn lessen", [_group(row) for row in connection.execute(GROUPS, (learner,))]
    given = connection.execute(DIPLOMAS, (learner,))
    yield "Mijn diploma's", [f"{row['achievement'] or 'Diploma'}, {_day(row['issued_on'])}." for row in given]
    following = "SELECT next_words FROM evaluation WHERE learner = ? ORDER BY last_on DESC LIMIT 1"
    yield "Wat ik hierna wil", _words(connection, following, learner)


GROUPS = """SELECT coalesce(group_now.programme_name, group_now.name) AS name, min(presence.day) AS first_on,
  max(presence.day) AS last_on, count(*) AS times
FROM presence JOIN group_now ON group_now.id = presence.learning_group
WHERE presence.learner = ? GROUP BY name ORDER BY first_on"""

DIPLOMAS = """SELECT achievement, issued_on FROM diploma_now
WHERE learner = ? AND state <> 'revoked' ORDER BY issued_on"""


def _goal(goal: sqlite3.Row) -> str:
    told = {"": goal["sentence"], "Toen: ": goal["then_words"], "Nu: ": goal["now_words"]}
    parts = [_sentence(start + words) for start, words in told.items() if words]
    return " ".join(parts + (["Dat is gelukt!"] if goal["state"] == "reached" else []))


def _sentence(words: str) -> str:
    words = words.strip()
    return words if words.endswith((".", "!", "?")) else f"{words}."


def _group(row: sqlite3.Row) -> str:
    times = "1 keer" if row["times"] == 1 else f"{row['times']} keer"
    return f"{row['name']}: ik was er {times}, van {_day(row['first_on'])} tot {_day(row['last_on'])}."


def _words(connection: sqlite3.Connection, sql: str, learner: str) -> list[str]:
    return [_sentence(words) for row in connection.execute(sql, (learner,)) for words in row if words]


MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip


def _day(day: str | None) -> str:
    if not day:
        return ""
    year, month, number = day.split("-")
    return f"{int(number)} {MONTHS[int(month) - 1]} {year}"
