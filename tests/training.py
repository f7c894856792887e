"""A site with people and groups, for the tests of folders and groups: real SQL, ids by hand."""

import secrets

from rxapp.data import queries
from rxapp.data.database import connect, create_site

FOLDERS = queries.load("rxapp.folders")
GROUPS = queries.load("rxapp.groups")
PROGRAMMES = queries.load("rxapp.programmes")


def new_site():
    """An empty site, written to by a trainer."""
    connection = connect(":memory:")
    create_site(connection, "demo")
    trainer = insert(connection, "staff", first_name="Mila", symbol="sun", duties="training")
    connection.execute("UPDATE me SET staff = ?", (trainer,))
    return connection


def insert(connection, view, **values):
    """A row through its view; gives its id."""
    row = {"id": secrets.token_hex(8), **values}
    names = ", ".join(f'"{name}"' for name in row)
    connection.execute(f"INSERT INTO {view} ({names}) VALUES ({', '.join('?' * len(row))})", [*row.values()])
    return row["id"]


def today(connection, shift=0):
    """A day counted from today, by the database's clock."""
    return connection.execute("SELECT date(today, ? || ' days') FROM clock", (shift,)).fetchone()[0]


def new_group(connection, people=0, programme=None, **values):
    """A group with enrolled learners since long; gives the group's id and the learners'."""
    programme = programme or insert(connection, "programme", name="Leerplein", kind="lesson_group")
    group = insert(connection, "learning_group", programme=programme, name="Ochtend", **values)
    learners = [insert(connection, "learner", first_name=f"L{n:02}", symbol="star") for n in range(people)]
    for learner in learners:
        insert(connection, "enrolment", learner=learner, programme=programme, learning_group=group,
               asked_on="2026-01-01", started_on="2026-01-08")  # fmt: skip
    return group, learners


def new_session(connection, group, shift=0, starts="10:00", is_open=True):
    """A session of a group so many days from today, opened through its query."""
    session = insert(
        connection, "session", learning_group=group, day=today(connection, shift), starts=starts, minutes=60
    )
    if is_open:
        GROUPS.open_session.run(connection, session=session)
    return session


def one(connection, query, **values):
    """The only row of a read."""
    (row,) = query.run(connection, **values)
    return row
