"""The reading circle from plan to diploma, through the named queries that the tablet uses, on a real database."""

from functools import cache
from types import SimpleNamespace

import pytest

from rxapp.data.database import connect, create_site
from rxapp.data.declare import DUTIES
from rxapp.data.queries import load
from rxapp.server import office
from rxapp.server.diplomas.diploma_keys import public_keys
from rxapp.server.diplomas.diploma_sign import sign_waiting
from rxapp.server.diplomas.diploma_statement import verify
from rxapp.server.sync.push import ground_for, push
from seed.load import load_demo
from seed.programmes import copy_template

CIRCLE = "c" * 16
PEOPLE = [f"{number}0000000{number}0000000" for number in range(1, 8)]
LEADER, STAND_IN = "a" * 16, "b" * 16


@cache
def made_once():
    connection = connect(":memory:")
    create_site(connection, "demo")
    for staff, name in ((LEADER, "Joop"), (STAND_IN, "Ria")):
        connection.execute("INSERT INTO staff (id, first_name, duties) VALUES (?, ?, 'circle')", (staff, name))
    for learner, name in zip(PEOPLE, ("Aisha", "Bram", "Carla", "Dawit", "Els", "Fatima", "Gijs"), strict=True):
        connection.execute("INSERT INTO learner (id, first_name) VALUES (?, ?)", (learner, name))
    connection.execute("UPDATE me SET staff = ?", (LEADER,))
    connection.execute("INSERT INTO title (id, name) VALUES (?, 'De langste trein')", ("7" * 16,))
    for number in range(8):
        connection.execute("INSERT INTO copy (title, barcode) VALUES (?, ?)", ("7" * 16, f"LP{number}"))
    copy_template(connection, "z9-leeskring")
    return connection


@pytest.fixture
def site():
    connection = connect(":memory:")
    made_once().backup(connection)
    return connection


def do(site, query: str, package: str = "rxapp.circle", **values):
    return getattr(load(package), query).run(site, **values)


def one(site, query: str, **values):
    (row,) = do(site, query, **values)
    return SimpleNamespace(**dict(row))


def be_at(site, moment: str) -> None:
    """Let the database think that it is this moment (UTC)."""
    site.execute(
        "UPDATE me SET clock_offset = CAST((julianday(?) - julianday('now')) * 86400000 AS INTEGER)", (moment,)
    )


def plan(site, first_on: str = "2026-10-08", meetings: int = 6, circle: str = CIRCLE) -> list[str]:
    """Plan a circle of seven people; gives the ids of its meetings."""
    programme = site.execute("SELECT id FROM programme").fetchone()["id"]
    do(
        site, "plan_circle", circle=circle, programme=programme, name="Leeskring najaar", place="Kantine",
        first_on=first_on, starts="13:00", meetings=meetings, title="7" * 16, book="De langste trein", pages=100,
        closing="quiz", leader=LEADER,
    )  # fmt: skip
    be_at(site, f"{first_on}T11:00")
    for learner in PEOPLE:
        do(site, "add_person", circle=circle, learner=learner)
    return [row["id"] for row in do(site, "path", circle=circle)]


def hold(site, session: str) -> None:
    day = site.execute("SELECT day FROM session WHERE id = ?", (session,)).fetchone()["day"]
    be_at(site, f"{day}T11:30")
    do(site, "everyone_is_here", session=session)


def people_in(site) -> list[tuple]:
    return [tuple(row) for row in site.execute("SELECT id, learner FROM enrolment ORDER BY id")]


def counts(site, learner: str):
    return next(SimpleNamespace(**dict(r)) for r in do(site, "people", circle=CIRCLE) if r["learner"] == learner)


def test_a_plan_is_six_weekly_stones_with_the_pages_spread_over_five(site):
    plan(site)
    stones = do(site, "path", circle=CIRCLE)
    assert [s["day"] for s in stones] == [
        "2026-10-08", "2026-10-15", "2026-10-22", "2026-10-29", "2026-11-05", "2026-11-12",
    ]  # fmt: skip
    assert [(s["first_page"], s["last_page"]) for s in stones] == [
        (1, 20), (21, 40), (41, 60), (61, 80), (81, 100), (0, 0),
    ]  # fmt: skip
    assert [s["state"] for s in stones] == ["here"] + ["ahead"] * 5
    head = one(site, "circle_head", circle=CIRCLE)
    assert (head.state, head.book, head.leader_name) == ("planned", "De langste trein", "Joop")
    assert (head.next_number, head.people) == (1, 7)


def test_planning_on_two_tablets_makes_one_row_per_meeting(site):
    first = plan(site)
    other = connect(":memory:")
    made_once().backup(other)
    assert plan(other) == first
    assert people_in(site) == people_in(other)


def test_attendance_is_one_gesture_and_one_tap_sets_it_right(site):
    session = plan(site)[0]
    hold(site, session)
    assert sum(row["is_present"] for row in do(site, "week_people", session=session)) == 7
    do(site, "set_present", session=session, learner=PEOPLE[2], present=0)
    assert counts(site, PEOPLE[2]).present == 0
    do(site, "everyone_is_here", session=session)
    assert counts(site, PEOPLE[2]).present == 0
    do(site, "set_present", session=session, learner=PEOPLE[2], present=1)
    assert counts(site, PEOPLE[2]).present == 1


def test_who_joins_while_the_hour_is_open_can_still_be_there(site):
    sessions = plan(site)
    hold(site, sessions[0])
    late = "80000000" * 2
    site.execute("INSERT INTO learner (id, first_name) VALUES (?, 'Hatice')", (late,))
    do(site, "add_person", circle=CIRCLE, learner=late)
    found = {row["learner"]: row["is_present"] for row in do(site, "week_people", session=sessions[0])}
    assert len(found) == 8 and found[late] == 0
    do(site, "set_present", session=sessions[0], learner=late, present=1)
    assert counts(site, late).present == 1
    do(site, "close_meeting", session=sessions[0])
    do(site, "add_person", circle=CIRCLE, learner="9" * 16)
    assert len(do(site, "week_people", session=sessions[0])) == 8, "an hour that is over stays as it was"


def test_an_hour_that_did_not_begin_and_a_closing_that_was_not_yet_are_taken_back(site):
    first, *_ = plan(site)
    hold(site, first)
    do(site, "take_back_opening", "rxapp.groups", session=first)
    row = one(site, "week", session=first)
    assert (row.is_held, row.is_closed, row.state) == (0, 0, "here")
    do(site, "finish_circle", circle=CIRCLE)
    do(site, "unfinish_circle", circle=CIRCLE)
    assert one(site, "circle_head", circle=CIRCLE).closed_on == ""


def test_reading_is_noted_per_person_and_a_second_tap_changes_it(site):
    sessions = plan(site)
    for session, how, at_home in zip(sessions[:3], ("read", "listened", "read"), (1, 0, 1), strict=True):
        hold(site, session)
        do(site, "set_reading", session=session, learner=PEOPLE[0], how=how, at_home=at_home)
    do(site, "set_reading", session=sessions[2], learner=PEOPLE[0], how="listened", at_home=0)
    me = counts(site, PEOPLE[0])
    assert (me.present, me.read, me.listened, me.at_home) == (3, 1, 2, 1)
    assert counts(site, PEOPLE[1]).read == 0


def test_the_path_moves_on_as_meetings_are_closed(site):
    sessions = plan(site)
    hold(site, sessions[0])
    assert [s["state"] for s in do(site, "path", circle=CIRCLE)][:2] == ["here", "ahead"]
    do(site, "note_meeting", session=sessions[0], words="  ")
    do(site, "close_meeting", session=sessions[0])
    assert [s["state"] for s in do(site, "path", circle=CIRCLE)][:2] == ["done", "here"]
    hold(site, sessions[1])
    hold(site, sessions[2])
    assert [s["state"] for s in do(site, "path", circle=CIRCLE)][:4] == ["done", "done", "here", "ahead"]
    head = one(site, "circle_head", circle=CIRCLE)
    assert (head.next_session, head.next_number) == (sessions[2], 3), "the hour that was not closed is a stone behind"
    assert one(site, "circle_head", circle=CIRCLE).state == "running"


def test_a_substitute_is_an_event_of_one_meeting(site):
    sessions = plan(site)
    site.execute("UPDATE me SET staff = ?", (STAND_IN,))
    do(site, "stand_in", session=sessions[1])
    assert [s["substitute"] for s in do(site, "path", circle=CIRCLE)][:3] == ["", "Ria", ""]
    assert one(site, "circle_head", circle=CIRCLE).leader_name == "Joop"


def test_a_person_joins_once_and_leaving_keeps_what_was(site):
    sessions = plan(site)
    do(site, "add_person", circle=CIRCLE, learner=PEOPLE[0])
    assert len(do(site, "people", circle=CIRCLE)) == 7
    hold(site, sessions[0])
    do(site, "remove_person", circle=CIRCLE, learner=PEOPLE[0])
    assert (counts(site, PEOPLE[0]).is_gone, counts(site, PEOPLE[0]).present) == (1, 1)
    assert len(do(site, "week_people", session=sessions[1])) == 6


def test_a_week_can_be_moved_and_its_pages_changed(site):
    sessions = plan(site)
    do(site, "move_meeting", session=sessions[1], day="2026-10-16", starts="14:00")
    do(site, "set_pages", session=sessions[5], first_page=95, last_page=100)
    do(site, "set_talk", session=sessions[5], words="Hoe liep het af?")
    stones = do(site, "path", circle=CIRCLE)
    assert (stones[1]["day"], stones[1]["number"], stones[5]["first_page"]) == ("2026-10-16", 2, 95)


def scanned(site, code: str, circle: str = CIRCLE) -> str:
    """What a scan of the bag, or of a book in it, would do for a circle."""
    return one(site, "kit_outcome", circle=circle, code=code).action


def test_the_kit_goes_out_and_comes_back_in_one_scan(site):
    plan(site)
    book = site.execute("SELECT id FROM copy WHERE barcode = 'LP3'").fetchone()[0]
    do(site, "make_kit", kit="5" * 16, title="7" * 16, barcode="TAS-1", copies=8)
    assert scanned(site, "TAS-1") == "lend_kit" and not one(site, "book_for_circle", title="7" * 16).is_out
    do(site, "lend_kit", kit="5" * 16, circle=CIRCLE)
    assert one(site, "circle_head", circle=CIRCLE).kit_copies == 8
    assert site.execute("SELECT count(*) FROM copy_in_kit").fetchone()[0] == 8
    assert scanned(site, "TAS-1") == scanned(site, " LP3 ") == "return_kit"
    assert one(site, "book_for_circle", title="7" * 16).is_out
    do(site, "return_kit", kit="5" * 16)
    do(site, "miss_copy", kit="5" * 16, copy=book)
    kit = one(site, "circle_kits", circle=CIRCLE)
    assert (kit.kit_loan, kit.missing, kit.copies) == ("", 1, 8)
    assert [c["barcode"] for c in do(site, "kit_copies", kit="5" * 16) if c["is_missing"]] == ["LP3"]
    do(site, "find_copy", copy=book)
    assert one(site, "circle_kits", circle=CIRCLE).missing == 0
    assert scanned(site, "") == scanned(site, "LP99") == "unknown"


def test_a_bag_in_the_hand_goes_along_though_another_circle_still_had_it(site):
    plan(site)
    plan(site, circle="e" * 16)
    do(site, "make_kit", kit="5" * 16, title="7" * 16, barcode="TAS-1", copies=8)
    do(site, "lend_kit", kit="5" * 16, circle=CIRCLE)
    assert scanned(site, "TAS-1", "e" * 16) == "elsewhere"
    do(site, "lend_kit", kit="5" * 16, circle="e" * 16)
    assert scanned(site, "TAS-1", "e" * 16) == "return_kit" and scanned(site, "TAS-1") == "elsewhere"


def test_a_quiz_is_made_changed_copied_and_played(site):
    plan(site)
    question = {"picture": "dog", "answer_one": "Een hond", "answer_two": "Een kat", "answer_three": "", "good": 1}
    do(site, "add_question", circle=CIRCLE, new_id="1" * 16, words="Wie is dit?", **question)
    do(site, "add_question", circle=CIRCLE, new_id="2" * 16, words="En dit?", **question)
    do(site, "change_question", question="1" * 16, words="Wie zie je?", **question)
    assert [(q["position"], q["words"]) for q in do(site, "quiz", circle=CIRCLE)] == [
        (1, "Wie zie je?"),
        (2, "En dit?"),
    ]
    plan(site, "2027-02-04", circle="e" * 16)
    for _ in range(2):
        do(site, "copy_quiz", circle="e" * 16, from_circle=CIRCLE)
    assert len(do(site, "quiz", circle="e" * 16)) == 2
    do(site, "remove_question", question="2" * 16)
    do(site, "note_game", circle=CIRCLE, questions=1, good=1)
    assert (one(site, "quiz_games", circle=CIRCLE).good, len(do(site, "quiz", circle=CIRCLE))) == (1, 1)


def draft(site) -> dict:
    return dict(do(site, "diploma_draft", "rxapp.diplomas", learning_group=CIRCLE)[0])


def verdicts(site) -> dict[str, str]:
    return {r["first_name"]: r["verdict"] for r in do(site, "candidates", "rxapp.diplomas", learning_group=CIRCLE)}


def test_the_leader_decides_who_gets_the_diploma(site):
    sessions = plan(site)
    hold(site, sessions[0])
    assert set(verdicts(site).values()) == {"by_hand"}
    do(
        site,
        "give_diploma",
        "rxapp.diplomas",
        learning_group=CIRCLE,
        learner=PEOPLE[0],
        new_id="d" * 16,
        **draft(site),
    )
    assert verdicts(site)["Aisha"] == "given" and verdicts(site)["Bram"] == "by_hand"
    (line,) = do(site, "diplomas", "rxapp.diplomas")
    assert (line["first_name"], line["achievement"]) == ("Aisha", "de leeskring “De langste trein”")
    assert (line["first_on"], line["leader_name"], line["state"]) == ("2026-10-08", "Joop", "being_made")


def test_who_stopped_gets_no_diploma_with_the_others_but_may_get_one(site):
    hold(site, plan(site)[0])
    do(site, "remove_person", circle=CIRCLE, learner=PEOPLE[0])
    last = do(site, "candidates", "rxapp.diplomas", learning_group=CIRCLE)[-1]
    assert (last["first_name"], last["has_stopped"], last["verdict"]) == ("Aisha", 1, "by_hand")
    do(site, "give_diplomas", "rxapp.diplomas", learning_group=CIRCLE, **draft(site))
    assert verdicts(site)["Aisha"] == "by_hand" and list(verdicts(site).values()).count("given") == 6
    do(
        site, "give_diploma", "rxapp.diplomas", learning_group=CIRCLE, learner=PEOPLE[0], new_id="d" * 16,
        **draft(site),
    )  # fmt: skip
    assert verdicts(site)["Aisha"] == "given"


def test_who_is_back_is_one_person_with_one_diploma(site):
    sessions = plan(site)
    hold(site, sessions[0])
    do(site, "remove_person", circle=CIRCLE, learner=PEOPLE[0])
    do(site, "add_person", circle=CIRCLE, learner=PEOPLE[0])
    hold(site, sessions[1])
    assert len(do(site, "people", circle=CIRCLE)) == 7 and counts(site, PEOPLE[0]).present == 2
    do(site, "give_diplomas", "rxapp.diplomas", learning_group=CIRCLE, **draft(site))
    assert len(do(site, "diplomas", "rxapp.diplomas")) == 7


def test_nobody_gets_two_and_a_revoked_one_can_be_given_again(site):
    hold(site, plan(site)[0])
    for diploma in ("d" * 16, "e" * 16):
        do(
            site,
            "give_diploma",
            "rxapp.diplomas",
            learning_group=CIRCLE,
            learner=PEOPLE[0],
            new_id=diploma,
            **draft(site),
        )
    do(site, "give_diplomas", "rxapp.diplomas", learning_group=CIRCLE, **draft(site))
    do(site, "give_diplomas", "rxapp.diplomas", learning_group=CIRCLE, **draft(site))
    assert len(do(site, "diplomas", "rxapp.diplomas")) == 7
    do(site, "revoke_diploma", "rxapp.diplomas", diploma="d" * 16, reason="mistake")
    assert verdicts(site)["Aisha"] == "by_hand"
    do(site, "restore_diploma", "rxapp.diplomas", diploma="d" * 16)
    assert verdicts(site)["Aisha"] == "given"


def test_given_on_two_tablets_is_seen_as_double(site):
    hold(site, plan(site)[0])
    for diploma in ("d" * 16, "e" * 16):
        site.execute(
            "INSERT INTO diploma (id, learner, learning_group, first_name, issued_on)"
            " VALUES (?, ?, ?, 'Aisha', '2026-11-12')",
            (diploma, PEOPLE[0], CIRCLE),
        )
    state = {r["id"]: r["is_double"] for r in do(site, "diplomas", "rxapp.diplomas")}
    assert state == {"d" * 16: 0, "e" * 16: 1}


def test_with_a_rule_the_view_says_who_meets_it_and_what_is_to_go(site):
    sessions = plan(site, meetings=4)
    site.execute(
        "UPDATE programme SET certificate_share = 75, certificate_by_hand = 0, certificate_modules = 1,"
        " certificate_name = 'x'"
    )
    programme = site.execute("SELECT id FROM programme").fetchone()["id"]
    site.execute("INSERT INTO module (id, programme, name) VALUES (?, ?, 'een')", ("8" * 16, programme))
    for session in sessions:
        hold(site, session)
    for session in sessions[:2]:
        do(site, "set_present", session=session, learner=PEOPLE[1], present=0)
    do(site, "set_present", session=sessions[0], learner=PEOPLE[0], present=0)
    site.execute(
        "INSERT INTO module_done (module, learner, done_on) VALUES (?, ?, '2026-11-01')", ("8" * 16, PEOPLE[0])
    )
    found = {r["first_name"]: r for r in do(site, "candidates", "rxapp.diplomas", learning_group=CIRCLE)}
    assert found["Aisha"]["verdict"] == "earned"
    assert (found["Bram"]["verdict"], found["Bram"]["meetings_to_go"]) == ("out_of_reach", 1)
    assert (found["Carla"]["verdict"], found["Carla"]["modules_to_go"]) == ("on_way", 1)
    do(site, "give_diplomas", "rxapp.diplomas", learning_group=CIRCLE, **draft(site))
    assert [d["first_name"] for d in do(site, "diplomas", "rxapp.diplomas")] == ["Aisha"]


def test_the_circle_and_the_diploma_land_in_the_folder(site):
    hold(site, plan(site)[0])
    do(
        site,
        "give_diploma",
        "rxapp.diplomas",
        learning_group=CIRCLE,
        learner=PEOPLE[0],
        new_id="d" * 16,
        **draft(site),
    )
    columns = "SELECT day, kind, words, detail FROM {} WHERE learner = ?"
    took_part = site.execute(columns.format("circle_event"), (PEOPLE[0],)).fetchone()
    assert tuple(took_part) == ("2026-10-08", "circle", "De langste trein", "1/1")
    assert site.execute(columns.format("diploma_event"), (PEOPLE[0],)).fetchone()["kind"] == "diploma"
    wanted = [column[0] for column in site.execute("SELECT * FROM timeline").description]
    for view in ("circle_event", "diploma_event"):
        assert [column[0] for column in site.execute(f"SELECT * FROM {view}").description] == wanted


def test_a_whole_circle_made_offline_is_accepted_and_its_diplomas_are_signed(site, tmp_path):
    """A tablet with the duty for circles, and nothing else, plays it without network; then the server takes it."""
    server = connect(":memory:")
    made_once().backup(server)
    server.execute("INSERT INTO site (name) VALUES ('Leerplein De Werkplaats')")
    site.execute("UPDATE me SET replica = 'rtablet', status = 'unsent'")
    for session in plan(site):
        hold(site, session)
        do(site, "set_present", session=session, learner=PEOPLE[3], present=0)
        do(site, "set_reading", session=session, learner=PEOPLE[0], how="read", at_home=1)
        do(site, "set_pages", session=session, first_page=1, last_page=20)
        do(site, "set_talk", session=session, words="Wie is de held?")
        do(site, "note_meeting", session=session, words="Fijn uur.")
        do(site, "close_meeting", session=session)
    do(site, "make_kit", kit="5" * 16, title="7" * 16, barcode="TAS-1", copies=8)
    do(site, "lend_kit", kit="5" * 16, circle=CIRCLE)
    do(site, "return_kit", kit="5" * 16)
    do(site, "choose_closing", circle=CIRCLE, closing="film", film="De trein")
    do(site, "finish_circle", circle=CIRCLE)
    do(site, "give_diplomas", "rxapp.diplomas", learning_group=CIRCLE, **draft(site))
    given = do(site, "diplomas", "rxapp.diplomas")
    do(site, "revoke_diploma", "rxapp.diplomas", diploma=given[0]["id"], reason="mistake")
    changes = [dict(row) for row in site.execute("SELECT * FROM change WHERE status = 'unsent' ORDER BY seq")]
    ground = ground_for(server, frozenset({"circle"}), frozenset({"rtablet"}), office.now())
    verdicts = push(server, changes, ground)
    assert {verdict.get("reason") for verdict in verdicts} == {None}
    assert sign_waiting(server, tmp_path, "demo") == 6
    signed = server.execute("SELECT statement FROM diploma_now WHERE state = 'ready'").fetchall()
    assert {verify(row["statement"], public_keys(server)).outcome for row in signed} == {"valid"}


def test_no_tablet_can_sign_or_bring_a_key_of_its_own(site):
    server = connect(":memory:")
    made_once().backup(server)
    site.execute("UPDATE me SET replica = 'rtablet', status = 'unsent'")
    site.execute("INSERT INTO site_key (key, public) VALUES ('00000000', 'x')")
    site.execute("INSERT INTO diploma_statement (diploma, statement) VALUES (?, 'x')", ("d" * 16,))
    server.execute("UPDATE staff SET duties = 'cart circle training office'")
    changes = [dict(row) for row in site.execute("SELECT * FROM change WHERE status = 'unsent'")]
    ground = ground_for(server, frozenset(DUTIES), frozenset({"rtablet"}), office.now())
    assert [verdict["reason"] for verdict in push(server, changes, ground)] == ["not-allowed"] * 2


def test_the_demo_has_one_circle_in_its_third_week_and_one_with_diplomas():
    connection = connect(":memory:")
    create_site(connection, "demo")
    before = tuple(connection.execute("SELECT staff, clock_offset FROM me").fetchone())
    load_demo(connection, lambda pin: pin)
    circles = dict(connection.execute("SELECT state, id FROM circle_now").fetchall())
    running = one(connection, "circle_head", circle=circles["running"])
    finished = one(connection, "circle_head", circle=circles["finished"])
    assert (running.state, running.held, running.stones, running.kit_copies) == ("running", 2, 6, 8)
    assert (finished.state, finished.held, finished.closing, finished.kit) == ("finished", 6, "film", "")
    assert len(do(connection, "group_diplomas", "rxapp.diplomas", learning_group=circles["finished"])) == 7
    assert tuple(connection.execute("SELECT staff, clock_offset FROM me").fetchone()) == before
