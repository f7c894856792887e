"""The people of a site as the coordinator keeps them: who they are, what they do, their PIN, training and hours."""

import sqlite3
from collections.abc import Iterable
from datetime import date

from rxapp.data.declare import DUTIES
from rxapp.server import pins
from rxapp.server.mistakes import Mistake
from rxapp.server.sentences import dutch

LONGEST_NAME = 40
LONGEST_TRAINING = 100
MOST_MINUTES = 24 * 60

# Minutes of this calendar year: preparing, leading a meeting that was held, and other work that was written down.
LIST = """WITH year AS (SELECT strftime('%Y-01-01', today) AS since, today FROM clock),
work AS (
  SELECT preparation.staff, preparation.minutes, session.day FROM preparation
  JOIN session ON session.id = preparation.session
  UNION ALL
  SELECT coalesce(session.led_by, group_staff.staff), coalesce(session.minutes, group_now.minutes, 60), session.day
  FROM held_session JOIN session ON session.id = held_session.id
  LEFT JOIN group_now ON group_now.id = session.learning_group
  LEFT JOIN group_staff ON session.led_by IS NULL AND group_staff.learning_group = session.learning_group
    AND (group_staff.first_on IS NULL OR group_staff.first_on <= session.day)
    AND (group_staff.last_on IS NULL OR group_staff.last_on >= session.day)
  UNION ALL
  SELECT staff, minutes, day FROM staff_work)
SELECT staff.id, coalesce(staff.first_name, '') AS first_name, coalesce(staff.symbol, '') AS symbol,
  coalesce(staff.duties, '') AS duties, staff.pin IS NOT NULL AS has_pin, coalesce(staff.left_on, '') AS left_on,
  staff.left_on IS NOT NULL AND staff.left_on < year.today AS is_gone,
  coalesce((SELECT group_concat(name, ', ') FROM (SELECT name FROM staff_training
    WHERE staff_training.staff = staff.id AND done_on IS NOT NULL ORDER BY done_on, id)), '') AS trainings,
  coalesce((SELECT sum(minutes) FROM work WHERE work.staff = staff.id AND work.day BETWEEN year.since AND year.today),
    0) AS minutes
FROM staff, year ORDER BY is_gone, staff.first_name COLLATE NOCASE, staff.id"""


class BadStaff(Mistake):
    """What was typed about a member of staff cannot be kept; the message is a Dutch sentence."""


def staff_of(connection: sqlite3.Connection) -> list[sqlite3.Row]:
    """Everybody of the site, who left last; minutes are those of this year."""
    return connection.execute(LIST).fetchall()


def save(connection: sqlite3.Connection, row: str, first_name: str, symbol: str, duties: Iterable[str]) -> str:
    """Add somebody (an empty `row`) or change who is there; gives the id. Raises `BadStaff`."""
    values = _checked(first_name, symbol, duties)
    if row:
        _require(connection, row)
        connection.execute("UPDATE staff SET first_name = ?, symbol = ?, duties = ? WHERE id = ?", (*values, row))
        return row
    new = connection.execute("SELECT lower(hex(randomblob(8)))").fetchone()[0]
    connection.execute("INSERT INTO staff (id, first_name, symbol, duties) VALUES (?, ?, ?, ?)", (new, *values))
    return new


def _checked(first_name: str, symbol: str, duties: Iterable[str]) -> tuple[str, str | None, str]:
    name = " ".join(str(first_name).split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise BadStaff(dutch("Vul een voornaam in van hoogstens {meest} letters.", meest=LONGEST_NAME))
    chosen = [duty for duty in DUTIES if duty in set(duties)]
    if not chosen:
        raise BadStaff(dutch("Kies minstens één taak."))
    return name, symbol or None, " ".join(chosen)


def set_pin(connection: sqlite3.Connection, row: str, verifier: str) -> None:
    """Give somebody another PIN; `verifier` is made outside the transaction, because it takes a while."""
    _require(connection, row)
    connection.execute("UPDATE staff SET pin = ? WHERE id = ?", (verifier, row))


def checked_pin(typed: str) -> str:
    """The PIN that was typed, or a new one when nothing was; raises `BadStaff`."""
    if not typed:
        return pins.random_pin()
    try:
        return pins.check_pin(typed)
    except pins.WeakPin:
        sentence = dutch(
            "Kies een pincode van 4 tot 8 cijfers die anderen niet raden: geen rijtje, herhaling of jaartal."
        )
        raise BadStaff(sentence) from None


def leave(connection: sqlite3.Connection, row: str, left_on: str | None) -> None:
    """Note somebody's last day, or with None that they stay. Tablets follow at their next contact."""
    _require(connection, row)
    connection.execute("UPDATE staff SET left_on = ? WHERE id = ?", (left_on and _day(left_on), row))


def add_training(connection: sqlite3.Connection, row: str, name: str, done_on: str) -> None:
    """Note a training that somebody has done."""
    _require(connection, row)
    words = " ".join(str(name).split())
    if not 0 < len(words) <= LONGEST_TRAINING:
        raise BadStaff(dutch("Schrijf op welke training het was, in een paar woorden."))
    connection.execute(
        "INSERT INTO staff_training (staff, name, done_on) VALUES (?, ?, ?)", (row, words, _day(done_on))
    )


def add_work(connection: sqlite3.Connection, row: str, day: str, minutes: int) -> None:
    """Note hours that no session knows of, such as a cart day."""
    _require(connection, row)
    if not 0 < minutes <= MOST_MINUTES:
        raise BadStaff(dutch("Vul een aantal uren in van meer dan 0 tot 24."))
    connection.execute("INSERT INTO staff_work (staff, day, minutes) VALUES (?, ?, ?)", (row, _day(day), minutes))


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except (ValueError, TypeError):
        raise BadStaff(dutch("Kies een dag.")) from None


def _require(connection: sqlite3.Connection, row: str) -> None:
    if connection.execute("SELECT 1 FROM staff WHERE id = ?", (row,)).fetchone() is None:
        raise BadStaff(dutch("Deze medewerker is er niet meer."))
