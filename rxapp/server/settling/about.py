"""What a sentence or a change is about, so that who settles it knows whose note or which hour it is."""

import sqlite3
from typing import NamedTuple

FIND = """SELECT coalesce(learner.first_name, learning_group.name, '') AS name, coalesce(session.day, '') AS day
FROM (SELECT :part AS part, :row AS row)
LEFT JOIN learner ON learner.id = part
LEFT JOIN session ON session.id = row
LEFT JOIN learning_group ON learning_group.id = session.learning_group"""


class About(NamedTuple):
    """The learner or the group, and the day of an hour; each empty where there is none."""

    name: str
    day: str


def about(connection: sqlite3.Connection, part: object, row: object) -> About:
    """Whose it is, or which hour."""
    return About(*connection.execute(FIND, {"part": part, "row": row}).fetchone())
