"""What a learner's own phone may hold: rows that the own page needs, and of those not every column.

A table or a column that is not named here never reaches such a phone. The phone does not pull changes: when something
in its scope is new it fetches this small database again, so that one list says all.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rxapp.data.declare import Table
from rxapp.data.tables import TABLES

FIXED = ("id", "part", "born", "created_by", "deleted", "clock_deleted")
OWN = "part = :learner"
GROUPS = "(SELECT learning_group FROM live._enrolment WHERE part = :learner)"
SESSIONS = f"(SELECT id FROM live._session WHERE learning_group IN {GROUPS})"
KITS = f"(SELECT kit FROM live._kit_loan WHERE learning_group IN {GROUPS})"
LOANS = "(SELECT loan FROM live._borrower WHERE part = :learner)"
FACES = f"""(SELECT staff FROM live._group_staff WHERE learning_group IN {GROUPS}
  UNION SELECT staff FROM live._folder_opening WHERE part = :learner
  UNION SELECT led_by FROM live._session WHERE id IN {SESSIONS})"""
SIGNED = "(SELECT id FROM live._evaluation WHERE part = :learner AND signed_on IS NOT NULL)"


@dataclass(frozen=True)
class Share:
    """The rows of a table that a learner's phone holds (an SQL condition) and their columns, separated by spaces."""

    where: str
    columns: str


SCOPE = {
    "site": Share("true", "name"),
    "site_key": Share("true", "key public valid_from valid_until revoked_on"),
    "revoked_diploma": Share("true", "diploma reason"),
    "title": Share("true", "name author level series kind isbn colour cover"),
    "learner": Share("id = :learner", "first_name symbol keeps_list left_on"),
    "goal": Share(OWN, "learner sentence picture at_start position state state_on"),
    "goal_step": Share(OWN, "learner goal position words state state_on"),
    "goal_review": Share(f"{OWN} AND evaluation IN {SIGNED}", "learner evaluation goal words"),
    "evaluation": Share(f"id IN {SIGNED}", "learner first_on last_on signed_by signed_on"),
    "next_goal": Share(OWN, "learner goal chosen_at"),
    "learner_day": Share(OWN, "learner day face"),
    "homework": Share(OWN, "session learner words done"),
    "attendance": Share(OWN, "session learner state is_guest"),
    "reading": Share(OWN, "session learner how at_home"),
    "enrolment": Share(OWN, "learner programme learning_group started_on left_on left_for"),
    "diploma": Share(
        OWN,
        "learner programme learning_group first_name achievement first_on last_on issued_on leader_name"
        " picture",
    ),
    "diploma_statement": Share(OWN, "diploma learner statement key credential subject signed_at"),
    "borrower": Share(OWN, "loan learner"),
    "requester": Share(OWN, "request learner"),
    "folder_opening": Share(OWN, "learner staff opened_at"),
    "learning_group": Share(
        f"id IN {GROUPS}",
        "programme name symbol place rhythm weekdays nths starts minutes meetings first_on last_on "
        "skips_holidays size_max",
    ),
    "programme": Share(
        f"id IN (SELECT programme FROM live._learning_group WHERE id IN {GROUPS})",
        "name kind rhythm weekdays nths starts meetings minutes weeks months is_fixed keeps_names has_homework",
    ),
    "session": Share(f"id IN {SESSIONS}", "learning_group day starts minutes state opened_at closed_at led_by"),
    "group_staff": Share(f"learning_group IN {GROUPS}", "learning_group staff first_on last_on"),
    "staff": Share(f"id IN {FACES}", "first_name symbol"),
    "circle": Share(f"learning_group IN {GROUPS}", "learning_group title book pages closing film closed_on"),
    "circle_week": Share(f"learning_group IN {GROUPS}", "learning_group first_page last_page"),
    "kit": Share(f"id IN {KITS}", "title name"),
    "kit_loan": Share(f"learning_group IN {GROUPS}", "kit learning_group lent_at returned_at"),
    "loan": Share(f"id IN {LOANS}", "copy visit lent_at returned_at returned_visit"),
    "copy": Share(f"id IN (SELECT copy FROM live._loan WHERE id IN {LOANS})", "title barcode condition condition_on"),
    "renewal": Share(f"loan IN {LOANS}", "loan visit"),
    "visit": Share("true", "day opened_at closed_at"),
    "request": Share(
        "id IN (SELECT request FROM live._requester WHERE part = :learner)",
        "title visit state state_visit",
    ),
}  # fmt: skip


def fill(connection: sqlite3.Connection, learner: str) -> None:
    """Copy what `learner` may hold from the attached database `live` into the empty tables of `main`."""
    for statement in _copies():
        connection.execute(statement, {"learner": learner})


def has_news(connection: sqlite3.Connection, learner: str, since: int, replicas: Iterable[str]) -> bool:
    """Whether something that this learner's phone may hold came into the log after `since`, not from the phone itself.

    Rather once too often than too seldom: of what belongs to the site it looks at the table alone.
    """
    tables, own = json.dumps(list(SCOPE)), json.dumps(list(replicas))
    found = connection.execute(
        """SELECT 1 FROM change WHERE seq > ? AND status = 'accepted' AND tbl IN (SELECT value FROM json_each(?))
          AND (part IN ('site', ?) OR kind = 'forget') AND substr(stamp, 18) NOT IN (SELECT value FROM json_each(?))
        LIMIT 1""",
        (since, tables, learner, own),
    )
    return found.fetchone() is not None


def _copies() -> Iterator[str]:
    for name, share in SCOPE.items():
        table = TABLES[name]
        columns = ", ".join(f'"{column}"' for column in shared_columns(table, share))
        yield f"INSERT INTO main.{table.state} ({columns}) SELECT {columns} FROM live.{table.state} WHERE {share.where}"


def shared_columns(table: Table, share: Share) -> list[str]:
    """The columns of the state that go along, each with its clock; a group is whole or has no clock."""
    kept = share.columns.split()
    clocks = [clock for clock, members in table.groups.items() if {member.name for member in members} <= set(kept)]
    return [*FIXED, *kept, *clocks]
