"""Two reading circles for the demo: one in its third week, and one that ended with a film and diplomas.

They are played through the same named queries that a tablet uses, on days in the past.
"""

import secrets
import sqlite3
from datetime import date, timedelta
from typing import Any

from rxapp.data.queries import load
from seed.past import set_clock
from seed.programmes import copy_template

PROGRAMME = "z9-leeskring"
ROOM = "Kantine, tafel bij het raam"
RUNNING = {"book": "De laatste trein", "pages": 96, "began": 14, "held": 2, "closing": "quiz"}
FINISHED = {"book": "Achter de dijk", "pages": 120, "began": 126, "held": 6, "closing": "film"}
QUESTIONS = (
    ("Waar gaat de trein naartoe?", "train-front", "Naar zee", "Naar de stad", "Naar huis", 1),
    ("Wie is de vriend van Sam?", "dog", "Een hond", "Een kat", "", 1),
    ("Wat vond je het leukst?", "star", "Het begin", "Het einde", "", None),
)


def load_circle(connection: sqlite3.Connection) -> dict[str, str]:
    """Add both circles to a site that has the demo's people, and give their ids as `running` and `finished`.

    Everything happens or nothing, and the clock is set right again.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        find_leader = "SELECT id FROM staff WHERE instr(duties, 'circle') ORDER BY length(duties), first_name LIMIT 1"
        before = connection.execute("SELECT staff, clock_offset FROM me").fetchone()
        leader = connection.execute(find_leader).fetchone()["id"]
        learners = [row["id"] for row in connection.execute("SELECT id FROM learner ORDER BY first_name, symbol")]
        set_clock(connection, 150)
        connection.execute("UPDATE me SET staff = ?", (leader,))
        programme = copy_template(connection, PROGRAMME)
        circles = {
            "finished": _play(connection, FINISHED, programme, leader, learners[8:15]),
            "running": _play(connection, RUNNING, programme, leader, learners[:7]),
        }
        _end(connection, circles["finished"])
        _add_quiz(connection, circles["running"])
        connection.execute("UPDATE me SET staff = ?, clock_offset = ?", tuple(before))
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    return circles


def _do(connection: sqlite3.Connection, query: str, package: str = "rxapp.circle", **values: Any) -> None:
    getattr(load(package), query).run(connection, **values)


def _play(connection: sqlite3.Connection, story: dict, programme: str, leader: str, learners: list[str]) -> str:
    """Plan a circle, lend its kit, and hold the meetings that were."""
    circle = secrets.token_hex(8)
    set_clock(connection, story["began"] + 7)
    title = _title(connection, story["book"])
    _do(
        connection, "plan_circle", circle=circle, programme=programme, name=f"Leeskring {story['book']}", place=ROOM,
        first_on=(date.today() - timedelta(story["began"])).isoformat(), starts="13:00", meetings=6, title=title,
        book=story["book"], pages=story["pages"], closing=story["closing"], leader=leader,
    )  # fmt: skip
    for learner in learners:
        _do(connection, "add_person", circle=circle, learner=learner)
    _lend_kit(connection, circle, title, story["book"])
    meetings = connection.execute("SELECT id FROM circle_stone WHERE learning_group = ? ORDER BY number", (circle,))
    for week, meeting in enumerate(meetings.fetchall()[: story["held"]]):
        set_clock(connection, story["began"] - 7 * week, 60)
        _hold(connection, meeting["id"], learners, week)
    return circle


def _hold(connection: sqlite3.Connection, session: str, learners: list[str], week: int) -> None:
    """Everybody is there but one; most read, some listen, some read on at home."""
    _do(connection, "everyone_is_here", session=session)
    away = learners[week % len(learners)]
    _do(connection, "set_present", session=session, learner=away, present=0)
    for number, learner in enumerate(learners):
        if learner != away:
            how = "listened" if number % 3 == 0 else "read"
            _do(connection, "set_reading", session=session, learner=learner, how=how, at_home=(number + week) % 2)
    _do(connection, "note_meeting", session=session, words="Fijn uur. Iedereen kwam aan de beurt.")
    _do(connection, "close_meeting", session=session)


def _title(connection: sqlite3.Connection, book: str) -> str:
    """The book's id; eight copies of it are in a kit."""
    found = connection.execute("SELECT id FROM title WHERE name = ?", (book,)).fetchone()
    title = found["id"] if found else secrets.token_hex(8)
    if not found:
        connection.execute("INSERT INTO title (id, name, level) VALUES (?, ?, 'A2')", (title, book))
    own = connection.execute("SELECT count(*) FROM copy WHERE title = ?", (title,)).fetchone()[0]
    for number in range(own, 8):
        label = f"LK{title[:4].upper()}{number + 1}"
        connection.execute("INSERT INTO copy (title, barcode, place) VALUES (?, ?, 'library')", (title, label))
    return title


def _lend_kit(connection: sqlite3.Connection, circle: str, title: str, book: str) -> None:
    kit = secrets.token_hex(8)
    _do(connection, "make_kit", kit=kit, title=title, barcode=f"TAS-{book.split()[-1].upper()}", copies=8)
    _do(connection, "lend_kit", kit=kit, circle=circle)


def _end(connection: sqlite3.Connection, circle: str) -> None:
    """The film, the kit back in one scan, and diplomas for everybody whom the leader chose."""
    set_clock(connection, FINISHED["began"] - 35, 90)
    _do(connection, "choose_closing", circle=circle, closing="film", film=FINISHED["book"])
    _do(connection, "finish_circle", circle=circle)
    kit = connection.execute("SELECT id FROM kit_now WHERE learning_group = ?", (circle,)).fetchone()["id"]
    _do(connection, "return_kit", kit=kit)
    draft = dict(load("rxapp.diplomas").diploma_draft.run(connection, learning_group=circle)[0])
    _do(connection, "give_diplomas", "rxapp.diplomas", learning_group=circle, **draft)


def _add_quiz(connection: sqlite3.Connection, circle: str) -> None:
    for words, picture, one, two, three, good in QUESTIONS:
        _do(
            connection, "add_question", circle=circle, new_id=secrets.token_hex(8), words=words, picture=picture,
            answer_one=one, answer_two=two, answer_three=three, good=good,
        )  # fmt: skip
