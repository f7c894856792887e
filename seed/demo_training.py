"""The groups and folders of the demo site, played through the named queries that a tablet uses."""

import sqlite3
import tomllib
from datetime import date, timedelta
from typing import Any

from rxapp.data.queries import load
from seed.library import load_activities
from seed.past import DEMO, set_clock
from seed.programmes import copy_template

FOLDERS, GROUPS = load("rxapp.folders"), load("rxapp.groups")
PLANNED_DAYS = 56
"""Days ahead for which sessions are planned."""


def load_training(connection: sqlite3.Connection) -> None:
    """Fill the site with programmes, groups, past hours and folders for learners that are there already.

    Run it in a transaction, after the people were entered; the clock and the writer are as before afterwards.
    Raises `KeyError` when a learner of `training.toml` is missing.
    """
    story = tomllib.loads((DEMO / "training.toml").read_text(encoding="utf-8"))
    before = connection.execute("SELECT staff, clock_offset FROM me").fetchone()
    trainer = connection.execute("SELECT id FROM staff WHERE duties LIKE '%training%' ORDER BY duties DESC").fetchone()
    connection.execute("UPDATE me SET staff = ?", (trainer["id"],))
    set_clock(connection, 0)
    activities, people = load_activities(connection), _people(connection)
    for folder in story["folder"]:
        _tell_folder(connection, folder, people[folder["name"]])
    programmes = {}
    for group in story["group"]:
        programmes[group["template"]] = _found_group(connection, group, people, activities)
    for waiting in story["waiting"]:
        set_clock(connection, waiting["days_ago"])
        _enrol(connection, people[waiting["name"]], programmes[waiting["template"]])
    connection.execute("UPDATE me SET staff = ?, clock_offset = ?", tuple(before))


def _people(connection: sqlite3.Connection) -> dict[str, str]:
    rows = connection.execute("SELECT id, first_name, symbol FROM learner ORDER BY first_name").fetchall()
    return {name: row["id"] for row in rows for name in (row["first_name"], f"{row['first_name']}/{row['symbol']}")}


def _today(connection: sqlite3.Connection) -> date:
    return date.fromisoformat(connection.execute("SELECT today FROM clock").fetchone()["today"])


def _new_id(connection: sqlite3.Connection) -> str:
    return connection.execute("SELECT lower(hex(randomblob(8)))").fetchone()[0]


def _tell_folder(connection: sqlite3.Connection, folder: dict, learner: str) -> None:
    """One folder from the intake to the last note, on the days that it tells."""
    set_clock(connection, folder["days_ago"])
    _tell_intake(connection, folder, learner)
    goals = [(_tell_goal(connection, goal, learner), goal) for goal in folder["goals"]]
    for query, notes in (
        (FOLDERS.add_note, folder["notes"]),
        (FOLDERS.add_private_note, folder.get("private_notes", [])),
    ):
        for days_ago, words in notes:
            set_clock(connection, days_ago)
            query.run(connection, learner=learner, words=words)
    if "evaluation" in folder:
        _tell_evaluation(connection, folder["evaluation"], learner, goals)
    if "referral" in folder:
        referral = dict(folder["referral"])
        set_clock(connection, referral.pop("days_ago"))
        FOLDERS.add_referral.run(connection, learner=learner, **referral)


def _tell_intake(connection: sqlite3.Connection, told: dict, learner: str) -> None:
    intake = _new_id(connection)
    FOLDERS.start_intake.run(connection, intake=intake, learner=learner)
    answers = {name: told.get(name, "") for name in ("level", "sums", "digital", "first_language")}
    FOLDERS.say_wish.run(connection, intake=intake, what=told["what"], why=told["why"])
    FOLDERS.say_strengths.run(connection, intake=intake, goes_well=told["goes_well"], helps=told["helps"])
    FOLDERS.say_level.run(connection, intake=intake, **answers)
    times = "[" + ",".join(f'"{time}"' for time in told["times"]) + "]"
    FOLDERS.say_times.run(connection, intake=intake, times=times)
    came = {name: told.get(name, "") for name in ("participation", "referred_by", "recruited_by")}
    FOLDERS.say_participation.run(connection, intake=intake, **came)
    FOLDERS.show_notice.run(connection, intake=intake)
    FOLDERS.finish_intake.run(connection, intake=intake)


def _tell_goal(connection: sqlite3.Connection, told: dict, learner: str) -> str:
    goal = _new_id(connection)
    words = {name: told[name] for name in ("sentence", "picture", "why", "at_start")}
    FOLDERS.add_goal.run(connection, goal=goal, learner=learner, **words)
    for position, step in enumerate(told["steps"], 1):
        FOLDERS.save_step.run(connection, goal=goal, position=position, words=step)
        state = "done" if position <= told["done"] else "busy" if position == told["done"] + 1 else "not_yet"
        FOLDERS.set_step_state.run(connection, step=f"{goal[:15]}{position}", state=state)
    if told.get("reached"):
        set_clock(connection, 12)
        FOLDERS.set_goal_state.run(connection, goal=goal, state="reached")
    return goal


def _tell_evaluation(connection: sqlite3.Connection, told: dict, learner: str, goals: list[tuple[str, dict]]) -> None:
    set_clock(connection, told["days_ago"])
    evaluation = _new_id(connection)
    FOLDERS.start_evaluation.run(connection, evaluation=evaluation, learner=learner)
    FOLDERS.save_evaluation.run(connection, evaluation=evaluation, at_work=told["at_work"], at_home=told["at_home"])
    FOLDERS.choose_next.run(connection, evaluation=evaluation, next=told["next"], next_words=told["next_words"])
    for goal, words in goals:
        if "now" in words:
            FOLDERS.review_goal.run(
                connection, evaluation=evaluation, goal=goal, words=words["now"], face=words["face"]
            )
    FOLDERS.sign_evaluation.run(connection, evaluation=evaluation)


def _found_group(connection: sqlite3.Connection, told: dict, people: dict[str, str], activities: dict[str, str]) -> str:
    """A programme with one group: its people, its calendar and its past hours; gives the programme."""
    set_clock(connection, 0)
    today = _today(connection)
    programme, group = copy_template(connection, told["template"]), _new_id(connection)
    first_on = today - timedelta(days=told["first_days_ago"])
    named = {name: told[name] for name in ("name", "symbol", "place")}
    GROUPS.add_group.run(
        connection, learning_group=group, programme=programme, first_on=str(first_on), last_on=None, **named
    )
    weekdays = f"[{today.isoweekday()}]" if told.get("meets_today") else None
    GROUPS.set_rhythm.run(
        connection, learning_group=group, rhythm=told.get("rhythm"), weekdays=weekdays, nths=None, starts=told["starts"]
    )
    connection.execute("UPDATE learning_group SET minutes = ? WHERE id = ?", (told.get("minutes"), group))
    GROUPS.add_face.run(
        connection, learning_group=group, staff=connection.execute("SELECT staff FROM me").fetchone()[0]
    )
    for name in told["people"]:
        started = told.get("started_days_ago", {}).get(name, told["first_days_ago"])
        _join(connection, people[name], programme, group, started)
    _plan(connection, told, group, first_on, today + timedelta(days=PLANNED_DAYS))
    _play_hours(connection, told, group, people, activities)
    _do_modules(connection, told, programme, people)
    return programme


def _join(connection: sqlite3.Connection, learner: str, programme: str, group: str, days_ago: int) -> None:
    set_clock(connection, days_ago + 3)
    enrolment = _enrol(connection, learner, programme)
    set_clock(connection, days_ago)
    FOLDERS.start_enrolment.run(connection, enrolment=enrolment, learning_group=group, started_on=None)


def _enrol(connection: sqlite3.Connection, learner: str, programme: str) -> str:
    FOLDERS.enrol.run(connection, learner=learner, programme=programme, learning_group=None, participation=None)
    found = connection.execute("SELECT id FROM enrolment WHERE learner = ? AND programme = ?", (learner, programme))
    return found.fetchone()["id"]


def _plan(connection: sqlite3.Connection, told: dict, group: str, first_on: date, until_on: date) -> None:
    set_clock(connection, 0)
    for position, days_ago in enumerate(told.get("days_ago", ())):
        day = str(_today(connection) - timedelta(days=days_ago))
        GROUPS.add_session.run(connection, learning_group=group, day=day, starts=told["starts"])
        minutes = (90, 90, 180, 180)[position]
        connection.execute("UPDATE session SET minutes = ? WHERE learning_group = ? AND day = ?", (minutes, group, day))
    GROUPS.plan_sessions.run(connection, learning_group=group, from_on=str(first_on), until_on=str(until_on))


def _play_hours(
    connection: sqlite3.Connection, told: dict, group: str, people: dict[str, str], activities: dict[str, str]
) -> None:
    """The hours before today, the latest counted as 1, and the activity of the next one."""
    set_clock(connection, 0)
    today = str(_today(connection))
    rows = connection.execute(
        "SELECT id, day FROM session WHERE learning_group = ? ORDER BY day, starts", (group,)
    ).fetchall()
    past = [row for row in rows if row["day"] < today]
    for ago, row in enumerate(reversed(past), 1):
        days_ago = (date.fromisoformat(today) - date.fromisoformat(row["day"])).days
        set_clock(connection, days_ago)
        _play_hour(connection, told, row["id"], ago, people)
    following = next((row["id"] for row in rows if row["day"] >= today), None)
    if following and "activity" in told:
        GROUPS.plan_activity.run(connection, session=following, activity=activities[told["activity"]])


def _play_hour(connection: sqlite3.Connection, told: dict, session: str, ago: int, people: dict[str, str]) -> None:
    GROUPS.open_session.run(connection, session=session)
    for name, when, why in told["absent"]:
        if when == ago:
            GROUPS.mark_attendance.run(connection, session=session, learner=people[name], state=why)
    if "taps" in told:
        _tap(connection, session, told["taps"][ago % len(told["taps"])])
    if "homework" in told:
        _give_homework(connection, session, told["homework"][ago % len(told["homework"])], ago)
    if "topics" in told:
        turn = ago % len(told["topics"])
        GROUPS.set_topic.run(connection, session=session, topic=told["topics"][turn], guest=told["guests"][turn])
    if "tops" in told and ago == 1:
        (top_one, top_two), (tip_one, tip_two) = told["tops"], told["tips"]
        GROUPS.save_tips.run(
            connection, session=session, tip_one=tip_one, tip_two=tip_two, top_one=top_one, top_two=top_two
        )
    if told["people"]:
        GROUPS.rate_group.run(connection, session=session, face=2 if ago % 4 == 0 else 3)
    GROUPS.log_preparation.run(connection, session=session, minutes=30)
    GROUPS.close_session.run(connection, session=session)


def _tap(connection: sqlite3.Connection, session: str, counts: list[int]) -> None:
    buttons = GROUPS.questions.run(connection, session=session)
    for button, taps in zip(buttons, counts, strict=True):
        for _ in range(taps):
            GROUPS.tap_question.run(connection, session=session, question=button["id"])


def _give_homework(connection: sqlite3.Connection, session: str, words: str, ago: int) -> None:
    """Homework for all; of earlier hours most was done."""
    GROUPS.give_homework_to_all.run(connection, session=session, words=words)
    if ago > 1:
        given = connection.execute("SELECT id FROM homework WHERE session = ? ORDER BY id", (session,)).fetchall()
        for number, row in enumerate(given):
            GROUPS.check_homework.run(connection, homework=row["id"], done=int((number + ago) % 4 > 0))


def _do_modules(connection: sqlite3.Connection, told: dict[str, Any], programme: str, people: dict[str, str]) -> None:
    modules = connection.execute("SELECT id FROM module WHERE programme = ? ORDER BY position", (programme,)).fetchall()
    set_clock(connection, 3)
    for name, count in told.get("modules_done", {}).items():
        for module in modules[:count]:
            FOLDERS.set_module_done.run(
                connection, learner=people[name], module=module["id"], done_on=str(_today(connection))
            )
