"""The demo site has the six programmes, hours around today, and folders that show every state."""

import inspect
import json

import pytest

from rxapp.data.database import connect, create_site
from rxapp.data.tables import TABLES
from rxapp.folders import timeline
from rxapp.server.sync.validate import Ground, Person, fields_of, refusal
from seed.load import load_demo
from tests.training import FOLDERS, GROUPS, one


@pytest.fixture(scope="module")
def demo():
    connection = connect(":memory:")
    create_site(connection, "demo")
    load_demo(connection, lambda pin: "x")
    return connection


def test_the_six_programmes_run_with_sessions_around_today(demo):
    templates = {row["template"] for row in demo.execute("SELECT template FROM programme")}
    assert templates >= {"z14-leerplein", "z12-taalcursus", "z3-zoek-werk", "z10-walk-en-talk", "z6-openleercentrum",
                         "z16-publieksservice"}  # fmt: skip
    names = {row["name"] for row in GROUPS.todays_sessions.run(demo)}
    assert names >= {"Leerplein ochtend", "Taal onder werktijd", "Zoek werk, najaar", "Openleercentrum"}
    held = demo.execute("SELECT count(DISTINCT learning_group) FROM held_session").fetchone()[0]
    assert held == demo.execute("SELECT count(*) FROM learning_group").fetchone()[0]


def test_twelve_folders_have_an_intake_and_goals(demo):
    assert demo.execute("SELECT count(DISTINCT learner) FROM intake WHERE done_on IS NOT NULL").fetchone()[0] == 12
    assert demo.execute("SELECT count(DISTINCT learner) FROM goal").fetchone()[0] == 12


def test_every_state_is_there_to_see(demo):
    verdicts = {row["verdict"] for row in demo.execute("SELECT verdict FROM certificate_progress")}
    assert verdicts >= {"earned", "on_way", "out_of_reach"}
    assert [row["first_name"] for row in GROUPS.waiting_people.run(demo, programme="")] == ["Dawit", "Demi"]
    assert [row["first_name"] for row in FOLDERS.quiet_learners.run(demo)] == ["Omar"]
    assert one(demo, FOLDERS.ending_stays)["first_name"] == "Nel"


def test_nothing_is_in_the_future_and_no_name_is_where_none_belongs(demo):
    assert demo.execute("SELECT count(*) FROM nameless_trespass").fetchone()[0] == 0
    assert demo.execute("SELECT count(*) FROM held_session, clock WHERE day > today").fetchone()[0] == 0
    assert demo.execute("SELECT count(*) FROM homework WHERE done IS NOT NULL").fetchone()[0] > 0


def test_the_server_would_accept_every_change_that_the_queries_make(demo):
    log = [dict(row) for row in demo.execute("SELECT * FROM change")]
    last, tables = "9" * 16, frozenset(TABLES)
    people = {row["author"]: Person(last, tables) for row in log}
    rows = {(change["tbl"], change["row"]): (change["part"], True) for change in log}
    ground = Ground(frozenset({"server"}), tables, people, last, rows=rows)
    refused = {(refusal(fields_of(change), ground), change["tbl"], *json.loads(change["patch"])) for change in log}
    assert {entry for entry in refused if entry[0]} == set()


def test_everything_that_happens_in_a_folder_has_a_word_and_a_drawing_on_the_timeline(demo):
    kinds = {row["kind"] for row in demo.execute("SELECT DISTINCT kind FROM timeline")} | {"private_note"}
    assert kinds >= {"circle", "diploma", "session", "note"} and kinds <= timeline.DRAWINGS.keys()
    words = inspect.getsource(timeline._kind_words)
    assert all(f'"{kind}"' in words for kind in timeline.DRAWINGS)
