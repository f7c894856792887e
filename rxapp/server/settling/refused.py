"""Changes that this server refused and kept: seen beside what stands there now, and settled by a person.

A refused change is never folded. Taking it over writes its values anew in the coordinator's name; leaving it changes
nothing. Either way it is out of the list; the log keeps it as it came.
"""

import json
import sqlite3
from dataclasses import dataclass, replace
from pathlib import Path

from rxapp.data.tables import TABLES
from rxapp.server import office
from rxapp.server.mistakes import Mistake
from rxapp.server.sentences import dutch
from rxapp.server.settling.about import about
from rxapp.server.settling.kept import UNREAD, words_of
from rxapp.server.sync.push import LAST_TICKS, signed
from rxapp.server.sync.validate import FIELDS, Ground, Person, read_patch, refusal

LIST = f"""SELECT {", ".join(f"change.{name}" for name in FIELDS)}, change.reason,
  coalesce(staff.first_name, '') AS first_name,
  strftime('%Y-%m-%dT%H:%M:%SZ', CAST(substr(stamp, 1, 16) AS INTEGER) / 256000, 'unixepoch') AS at
FROM change LEFT JOIN staff ON staff.id = change.author
WHERE change.status = 'refused' AND (:stamp = '' OR stamp = :stamp) ORDER BY change.seq DESC LIMIT 500"""


REASONS = {
    "not-allowed": dutch("Die tablet of die persoon had deze taak niet."),
    "wrong-person": dutch("De schrijver is hier niet bekend of was al weg."),
    "unknown-row": dutch("Het hoort bij iets dat er niet (meer) is."),
    "wrong-part": dutch("Het hoort bij een andere deelnemer."),
    "too-long": dutch("De tekst is te lang."),
    "not-a-choice": dutch("Deze keuze bestaat niet."),
    "incomplete-group": dutch("Er ontbreekt een deel."),
    "forgotten": dutch("Deze persoon is vergeten, zoals gevraagd was."),
    "nameless": dutch("Dit programma houdt geen namen bij."),
    "signed": dutch("Het was al ondertekend. Een aanvulling kan er nog onder."),
    "bsn": dutch("Er staat een burgerservicenummer (BSN) in. Dat mag niet bewaard worden."),
}
WRONG = dutch("De server begreep dit niet.")


class CannotTakeOver(Mistake):
    """The change does not fit what is stored, whoever writes it; the message is a Dutch sentence."""


@dataclass(frozen=True)
class Refused:
    """A refused change: which table and row, why, by whom, when, what it says, and what stands there now.

    `name` and `day` tell whose it is or which hour. Where the words are for trainers only (`is_unread`), both are left out.
    """

    stamp: str
    tbl: str
    row: str
    reason: str
    first_name: str
    at: str
    words: str
    now: str
    is_unread: bool
    name: str
    day: str


def refused(folder: Path, site: str, connection: sqlite3.Connection) -> list[Refused]:
    """What nobody has settled yet, newest first."""
    with office.using(folder) as office_connection:
        sql = "SELECT stamp FROM settled_refusal WHERE site = ?"
        settled = {row[0] for row in office_connection.execute(sql, (site,))}
    rows = [row for row in connection.execute(LIST, {"stamp": ""}).fetchall() if row["stamp"] not in settled]
    return [_refused(connection, row) for row in rows]


def _refused(connection: sqlite3.Connection, row: sqlite3.Row) -> Refused:
    told = (row["stamp"], row["tbl"], row["row"], row["reason"] or "", row["first_name"], row["at"])
    words = words_of(row["tbl"], row["patch"]), _standing(connection, row)
    return Refused(*told, *words, row["tbl"] in UNREAD, *about(connection, row["part"], row["row"]))


def _standing(connection: sqlite3.Connection, row: sqlite3.Row) -> str:
    """The readable values that stand now in the columns that the change is about."""
    table = TABLES.get(row["tbl"])
    patch, wrong = read_patch(row["patch"])
    names = [column.name for column in table.columns if column.name in patch] if table and not wrong else []
    if not names:
        return ""
    columns = ", ".join(f"'{name}', \"{name}\"" for name in names)
    sql = f"SELECT json_object({columns}) FROM {table.name} WHERE id = ?"
    found = connection.execute(sql, (row["row"],)).fetchone()
    return words_of(table.name, found[0]) if found else ""


def leave(folder: Path, site: str, connection: sqlite3.Connection, stamp: str, account: str) -> None:
    """A person looked at it, and it stays out."""
    _find(connection, stamp)
    _settled(folder, site, stamp, "left", account)


def take_over(folder: Path, site: str, connection: sqlite3.Connection, stamp: str, account: str) -> None:
    """Write what it says after all, in the coordinator's name; the caller holds a transaction in that name."""
    fields = tuple(_find(connection, stamp)[name] for name in FIELDS)
    tbl, row, kind, patch = fields[3], fields[4], fields[5], json.loads(fields[7])
    if why := _why_not(connection, fields):
        raise CannotTakeOver(dutch("Dit kan niet worden overgenomen. {reden}", reden=REASONS.get(why, WRONG)))
    names = [f'"{name}"' for name in patch if name != "deleted"]
    if kind == "create":
        marks = ", ".join("?" * (len(names) + 1))
        connection.execute(f"INSERT INTO {tbl} ({', '.join(['id', *names])}) VALUES ({marks})", (row, *patch.values()))
    elif patch.get("deleted"):
        connection.execute(f"DELETE FROM {tbl} WHERE id = ?", (row,))
    elif names:
        pairs = ", ".join(f"{name} = ?" for name in names)
        connection.execute(f"UPDATE {tbl} SET {pairs} WHERE id = ?", (*patch.values(), row))
    _settled(folder, site, stamp, "taken", account)


def _why_not(connection: sqlite3.Connection, fields: tuple) -> str | None:
    """Why nobody could write this; who wrote it is left out of account."""
    stamp, _, part, tbl, row = fields[:5]
    if tbl not in TABLES:
        return "unknown-table"
    everything = frozenset(TABLES)
    me = "office"
    ground = Ground(frozenset({stamp[17:]}), everything, {me: Person(f"{LAST_TICKS}~", everything)}, f"{LAST_TICKS}~")
    sql = f"SELECT part, born <> '' FROM {TABLES[tbl].state} WHERE id = ?"
    found = connection.execute(sql, (row,)).fetchone()
    rows = {(tbl, row): (found[0], bool(found[1]))} if found else {}
    gone = {row[0] for row in connection.execute("SELECT row FROM forgotten")}
    return refusal(
        (stamp, me, *fields[2:]), replace(ground, rows=rows, forgotten=gone, signed=signed(connection, {part}))
    )


def _find(connection: sqlite3.Connection, stamp: str) -> sqlite3.Row:
    found = connection.execute(LIST, {"stamp": stamp}).fetchone() if stamp else None
    if found is None:
        raise Mistake(dutch("Deze wijziging is er niet meer."))
    return found


def _settled(folder: Path, site: str, stamp: str, verdict: str, account: str) -> None:
    with office.using(folder) as connection:
        sql = "INSERT INTO settled_refusal VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
        connection.execute(sql, (site, stamp, verdict, account, office.now()))
