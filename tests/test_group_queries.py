"""The hour: who is there, the board, homework, the close, counts without names, and two tablets in one hour."""

import dataclasses
import re
import secrets

import pytest

from rxapp.activities import rows as activity_rows
from rxapp.data import queries
from rxapp.data.database import fold_log
from rxapp.folders import rows as folder_rows
from rxapp.groups import rows as group_rows
from rxapp.home import rows as home_rows
from rxapp.programmes import rows as programme_rows
from seed.programmes import copy_template
from tests.training import FOLDERS, GROUPS, PROGRAMMES, insert, new_group, new_session, new_site, one, today


@pytest.fixture
def site():
    return new_site()


def board(site, session):
    return {row["learner"]: row for row in GROUPS.board.run(site, session=session)}


def goal(site, learner, sentence="Ik wil lezen", **values):
    return insert(site, "goal", learner=learner, sentence=sentence, **values)


def share(source, *targets):
    rows = [
        tuple(row) for row in source.execute("SELECT stamp, author, part, tbl, row, kind, schema, patch FROM change")
    ]
    for target in targets:
        target.executemany(
            """INSERT INTO change (stamp, author, part, tbl, row, kind, schema, patch, status)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'accepted') ON CONFLICT (stamp) DO NOTHING""",
            rows,
        )
        fold_log(target)


def test_everyone_is_present_until_a_tap_says_otherwise(site):
    group, learners = new_group(site, 8)
    session = new_session(site, group, is_open=False)
    assert [row["is_present"] for row in GROUPS.board.run(site, session=session)] == [1] * 8
    GROUPS.open_session.run(site, session=session)
    GROUPS.mark_attendance.run(site, session=session, learner=learners[2], state="ill")
    found = board(site, session)
    assert sum(row["is_present"] for row in found.values()) == 7 and found[learners[2]]["state"] == "ill"
    GROUPS.mark_attendance.run(site, session=session, learner=learners[2], state="present")
    assert board(site, session)[learners[2]]["is_present"] == 1


def test_opening_later_on_another_tablet_does_not_undo_a_tap(site):
    group, learners = new_group(site, 3)
    session = new_session(site, group, is_open=False)
    other = new_site()
    other.execute("UPDATE me SET replica = 'r2'")
    share(site, other)
    GROUPS.open_session.run(site, session=session)
    GROUPS.mark_attendance.run(site, session=session, learner=learners[0], state="ill")
    other.execute("UPDATE me SET clock_offset = 5000")
    GROUPS.open_session.run(other, session=session)
    GROUPS.choose_goal.run(other, session=session, learner=learners[0], goal=goal(other, learners[0]))
    GROUPS.mark_attendance.run(other, session=session, learner=learners[1], state="work")
    share(site, other)
    share(other, site)
    for tablet in (site, other):
        found = board(tablet, session)
        assert [found[learner]["state"] for learner in learners] == ["ill", "work", "present"]
        assert found[learners[0]]["sentence"] == "Ik wil lezen"
        assert tablet.execute("SELECT count(*) FROM attendance").fetchone()[0] == 3


def test_who_joins_the_group_during_its_hour_waits_in_the_ring_for_a_tap(site):
    group, _ = new_group(site, 1)
    _, (late, guest) = new_group(site, 2)
    session = new_session(site, group)
    GROUPS.add_guest.run(site, session=session, learner=guest)
    for learner in (late, guest):
        GROUPS.add_member.run(site, learning_group=group, learner=learner)
    seen = board(site, session)
    assert (seen[late]["state"], seen[late]["is_present"], seen[late]["is_guest"]) == ("unknown", 0, 0)
    assert (seen[guest]["is_present"], seen[guest]["is_guest"]) == (1, 0)
    assert one(site, GROUPS.session_summary, session=session)["absent"] == 0
    GROUPS.mark_attendance.run(site, session=session, learner=late, state="present")
    assert board(site, session)[late]["is_present"] == 1
    GROUPS.add_guest.run(site, session=session, learner=late)
    assert site.execute("SELECT is_guest FROM attended WHERE learner = ?", (late,)).fetchone()[0] == 0
    GROUPS.close_session.run(site, session=session)
    _, (tomorrow,) = new_group(site, 1)
    GROUPS.add_member.run(site, learning_group=group, learner=tomorrow)
    assert tomorrow not in board(site, session)


def test_who_was_added_by_mistake_is_taken_back_and_who_waited_waits_again(site):
    group, (regular, *_) = new_group(site, 2)
    _, (mistaken, patient) = new_group(site, 2)
    programme = one(site, GROUPS.group_head, learning_group=group)["programme"]
    waiting = insert(site, "enrolment", learner=patient, programme=programme, asked_on=today(site, -9))
    for learner in (mistaken, patient):
        GROUPS.add_member.run(site, learning_group=group, learner=learner)
    members = {row["learner"]: row for row in GROUPS.roster.run(site, learning_group=group)}
    assert [members[learner]["may_undo"] for learner in (regular, mistaken, patient)] == [0, 1, 1]
    for row in members.values():
        GROUPS.undo_member.run(site, enrolment=row["enrolment"])
    left = {row["learner"] for row in GROUPS.roster.run(site, learning_group=group)}
    assert left == members.keys() - {mistaken, patient}
    assert (
        site.execute(
            "SELECT count(*) FROM enrolment WHERE learner = ? AND programme = ?", (mistaken, programme)
        ).fetchone()[0]
        == 0
    )
    assert site.execute("SELECT enrolment, days FROM waiting WHERE learner = ?", (patient,)).fetchall()[0][:] == (
        waiting,
        9,
    )
    GROUPS.add_member.run(site, learning_group=group, learner=patient)
    GROUPS.mark_attendance.run(site, session=new_session(site, group), learner=patient, state="present")
    GROUPS.undo_member.run(site, enrolment=waiting)
    assert patient in {row["learner"] for row in GROUPS.roster.run(site, learning_group=group)}, "who came stays"


def test_a_guest_joins_and_a_wrong_tap_is_set_right(site):
    group, _ = new_group(site, 1)
    _, (guest,) = new_group(site, 1)
    session = new_session(site, group)
    assert [row["id"] for row in GROUPS.possible_guests.run(site, session=session, words="l")] == [guest]
    GROUPS.add_guest.run(site, session=session, learner=guest)
    assert board(site, session)[guest]["is_guest"] == 1
    GROUPS.mark_attendance.run(site, session=session, learner=guest, state="mistake")
    assert guest not in board(site, session)
    GROUPS.add_guest.run(site, session=session, learner=guest)
    assert board(site, session)[guest]["is_present"] == 1


def test_who_starts_or_leaves_later_does_not_change_an_old_hour(site):
    group, (first, second) = new_group(site, 2)
    old = new_session(site, group, -7)
    site.execute("UPDATE enrolment SET left_on = ? WHERE learner = ?", (today(site), second))
    coming = new_session(site, group, 1, is_open=False)
    assert set(board(site, old)) == {first, second} and set(board(site, coming)) == {first}


def test_the_goal_of_today_is_the_chosen_one_then_that_of_last_time_then_the_first(site):
    group, (learner,) = new_group(site, 1)
    first, second = goal(site, learner, "een", position=1), goal(site, learner, "twee", position=2)
    before, now, after = (new_session(site, group, shift) for shift in (-7, 0, 7))
    assert board(site, now)[learner]["goal"] == first
    GROUPS.choose_goal.run(site, session=before, learner=learner, goal=second)
    assert board(site, now)[learner]["sentence"] == "twee"
    GROUPS.choose_goal.run(site, session=now, learner=learner, goal=first)
    assert [board(site, session)[learner]["goal"] for session in (before, now, after)] == [second, first, first]
    FOLDERS.set_goal_state.run(site, goal=first, state="reached")
    assert [board(site, session)[learner]["goal"] for session in (now, after)] == [first, second]
    assert [row["id"] for row in GROUPS.open_goals.run(site, session=now)] == [second]


def test_homework_of_last_time_and_for_next_time(site):
    group, (one_learner, other) = new_group(site, 2)
    before, now = new_session(site, group, -7), new_session(site, group)
    GROUPS.give_homework.run(site, session=before, learner=one_learner, words="bladzij 3")
    GROUPS.give_homework.run(site, session=now, learner=one_learner, words="bladzij 4")
    GROUPS.give_homework_to_all.run(site, session=now, words="krant lezen")
    found = board(site, now)[one_learner]
    assert (found["homework_words"], found["homework_done"], found["homework_next"]) == ("bladzij 3", -1, "bladzij 4")
    assert board(site, now)[other]["homework_next"] == "krant lezen"
    GROUPS.check_homework.run(site, homework=found["homework"], done=1)
    assert board(site, now)[one_learner]["homework_done"] == 1
    GROUPS.check_homework.run(site, homework=found["homework"], done=0)
    assert board(site, now)[one_learner]["homework_done"] == 0
    GROUPS.check_homework.run(site, homework=found["homework"], done=0)
    assert board(site, now)[one_learner]["homework_done"] == -1, "the same answer twice takes it back"


def test_the_close_keeps_every_part_on_its_own(site):
    group, learners = new_group(site, 3)
    session = new_session(site, group)
    for learner, face in zip(learners, (3, 3, 1), strict=True):
        GROUPS.rate_session.run(site, session=session, learner=learner, face=face, words="")
    GROUPS.rate_group.run(site, session=session, face=3)
    GROUPS.save_tips.run(site, session=session, tip_one="a", tip_two="b", top_one="c", top_two="d")
    GROUPS.save_session_note.run(site, session=session, note="goed gewerkt")
    for minutes in (20, 30):
        GROUPS.log_preparation.run(site, session=session, minutes=minutes)
    head = one(site, GROUPS.session_head, session=session)
    assert (head["face"], head["top_two"], head["note"], head["prepared"], head["is_closed"]) == (
        3,
        "d",
        "goed gewerkt",
        30,
        0,
    )
    GROUPS.close_session.run(site, session=session)
    summary = one(site, GROUPS.session_summary, session=session)
    assert (summary["present"], summary["well"], summary["so_so"], summary["not_well"]) == (3, 2, 0, 1)
    hours = one(site, GROUPS.hours, learning_group=group, from_on=today(site), until_on=today(site))
    assert (hours["first_name"], hours["prepared"], hours["sessions"]) == ("Mila", 30, 1)


def test_a_substitute_sees_goals_and_what_helps_and_no_private_note(site):
    group, (learner,) = new_group(site, 1)
    insert(site, "intake", learner=learner, helps="rustig praten")
    insert(site, "private_note", learner=learner, words="geheim")
    FOLDERS.save_step.run(site, goal=goal(site, learner), position=1, words="letters")
    row = one(site, GROUPS.handover, learning_group=group)
    assert (row["sentence"], row["step"], row["helps"]) == ("Ik wil lezen", "letters", "rustig praten")
    assert "geheim" not in str(tuple(row)) and "private_note" not in GROUPS.handover.statements[0].sql
    session = new_session(site, group)
    GROUPS.substitute.run(site, session=session)
    assert one(site, GROUPS.session_head, session=session)["led_name"] == "Mila"


def test_the_open_hour_counts_taps_and_has_no_place_for_a_name(site):
    group, _ = new_group(site, 0, copy_template(site, "z6-openleercentrum"))
    learner = insert(site, "learner", first_name="Fatma")
    session = new_session(site, group, is_open=False)
    buttons = GROUPS.questions.run(site, session=session)
    assert [row["words"] for row in buttons] == ["cv", "vacature"]
    for _ in range(3):
        GROUPS.tap_question.run(site, session=session, question=buttons[0]["id"])
    GROUPS.untap_question.run(site, session=session, question=buttons[0]["id"])
    assert [row["taps"] for row in GROUPS.questions.run(site, session=session)] == [2, 0]
    for name, values in (
        ("mark_attendance", {"state": "present"}), ("add_guest", {}), ("choose_goal", {"goal": "x"}),
        ("give_homework", {"words": "x"}), ("rate_session", {"face": 3, "words": ""}),
    ):  # fmt: skip
        getattr(GROUPS, name).run(site, session=session, learner=learner, **values)
    GROUPS.rate_group.run(site, session=session, face=3)
    GROUPS.save_session_note.run(site, session=session, note="Fatma was er")
    GROUPS.save_tips.run(site, session=session, tip_one="Fatma", tip_two="", top_one="", top_two="")
    GROUPS.set_topic.run(site, session=session, topic="Fatma", guest="Fatma")
    assert "Fatma" not in "".join(
        row["patch"] for row in site.execute("SELECT patch FROM change WHERE tbl <> 'learner'")
    )
    for table in ("attendance", "session_goal", "homework", "enrolment"):
        assert site.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 0
    assert site.execute("SELECT count(*) FROM nameless_trespass").fetchone()[0] == 0


def test_a_name_that_slips_into_a_nameless_programme_is_found(site):
    group, _ = new_group(site, 1, copy_template(site, "z6-openleercentrum"))
    session = new_session(site, group, is_open=False)
    insert(site, "attendance", session=session, learner="a" * 16)
    tables = {row["tbl"] for row in site.execute("SELECT tbl FROM nameless_trespass")}
    assert tables == {"enrolment", "attendance"}
    site.execute("UPDATE session SET note = 'Fatma'")
    assert "session" in {row["tbl"] for row in site.execute("SELECT tbl FROM nameless_trespass")}


def test_taps_on_two_tablets_add_up(site):
    group, _ = new_group(site, 0, copy_template(site, "z6-openleercentrum"))
    session = new_session(site, group)
    question = GROUPS.questions.run(site, session=session)[0]["id"]
    other = new_site()
    other.execute("UPDATE me SET replica = 'r2'")
    share(site, other)
    GROUPS.tap_question.run(site, session=session, question=question)
    for _ in range(2):
        GROUPS.tap_question.run(other, session=session, question=question)
    share(other, site)
    assert GROUPS.questions.run(site, session=session)[0]["taps"] == 3


def test_new_and_returning_are_counted_by_name_or_by_tap(site):
    group, (regular, fresh) = new_group(site, 2)
    before, now = new_session(site, group, -30), new_session(site, group)
    GROUPS.mark_attendance.run(site, session=before, learner=fresh, state="unknown")
    assert tuple(one(site, GROUPS.visitors, session=now)) == (1, 1)
    nameless, _ = new_group(site, 0, insert(site, "programme", name="x", keeps_names=0))
    meeting = new_session(site, nameless)
    for visitor in ("new", "new", "returning"):
        GROUPS.tap_visitor.run(site, session=meeting, visitor=visitor)
    assert tuple(one(site, GROUPS.visitors, session=meeting)) == (2, 1)


def test_an_hour_of_before_that_nobody_closed_is_asked_for_until_somebody_does(site):
    group, _ = new_group(site, 2)
    last, lately = new_session(site, group, -1), new_session(site, group, -8)
    new_session(site, group), new_session(site, group, -40), new_session(site, group, -2, is_open=False)
    GROUPS.cancel_session.run(site, session=new_session(site, group, -3))
    found = [row["id"] for row in GROUPS.unclosed_sessions.run(site)]
    assert found == [last, lately], "not today's, not one of long ago, not one that did not begin"
    GROUPS.close_session.run(site, session=last)
    assert [row["id"] for row in GROUPS.unclosed_sessions.run(site)] == [lately]


def test_todays_groups_are_in_order_of_time_without_the_cancelled(site):
    group, _ = new_group(site, 2)
    for starts in ("13:00", "09:00", "11:00"):
        new_session(site, group, starts=starts, is_open=False)
    new_session(site, group, 1)
    GROUPS.cancel_session.run(site, session=new_session(site, group, starts="08:00"))
    rows = GROUPS.todays_sessions.run(site)
    assert [(row["starts"], row["people"], row["is_open"]) for row in rows] == [
        ("09:00", 2, 0),
        ("11:00", 2, 0),
        ("13:00", 2, 0),
    ]


def test_nobody_counts_twice_in_the_reach_of_a_year(site):
    programme = copy_template(site, "z3-zoek-werk")
    group, learners = new_group(site, 3, programme)
    new_session(site, group)
    new_session(site, group, starts="13:00")
    old = new_session(site, group, is_open=False)
    site.execute("UPDATE session SET day = '2020-05-01' WHERE id = ?", (old,))
    GROUPS.open_session.run(site, session=old)
    GROUPS.mark_attendance.run(site, session=old, learner=learners[0], state="present")
    insert(site, "intake", learner=learners[0], first_language="nt1")
    insert(site, "intake", learner=learners[0], first_language="nt1")
    row = one(site, PROGRAMMES.reached_now, programme=programme)
    assert (row["people"], row["newcomers"], row["nt1"], row["target_people"]) == (3, 2, 1, 30)


def test_the_rows_are_named_and_typed_as_the_queries_give_them():
    declared = set()
    for module in (activity_rows, folder_rows, group_rows, home_rows, programme_rows):
        for item in vars(module).values():
            if dataclasses.is_dataclass(item):
                declared.add(tuple(field.name for field in dataclasses.fields(item)))
    site = new_site()
    for package in ("rxapp.activities", "rxapp.folders", "rxapp.groups", "rxapp.programmes"):
        for query in queries.load(package):
            if not query.is_write:
                (statement,) = query.statements
                names = site.execute(statement.sql, [1] * len(statement.parameters)).description
                assert tuple(name[0] for name in names) in declared, query.name


@pytest.fixture(scope="module")
def big():
    """300 learners, 30,000 attendances over five years, and one folder with a note every week."""
    site = new_site()
    site.execute("BEGIN")
    group, learners = new_group(site, 10)
    _, others = new_group(site, 290)
    sessions = []
    for week in range(260):
        session = insert(site, "session", learning_group=group, day=today(site, -7 * week), starts="10:00",
                         minutes=60, opened_at="2026-01-01T10:00:00Z")  # fmt: skip
        sessions.append(session)
        insert(site, "note", learner=learners[0], day=today(site, -7 * week), words=f"week {week}")
        insert(site, "homework", session=session, learner=learners[0], words="lezen")
    rows = [(session, learner) for session in sessions for learner in (*learners, *others[:106])][:30_000]
    site.executemany(
        "INSERT INTO attendance (id, session, learner) VALUES (?, ?, ?)", [(secrets.token_hex(8), *row) for row in rows]
    )
    for learner in learners:
        goal(site, learner)
    site.execute("COMMIT")
    return site, group, learners[0], sessions[0]


FOLDER_READS = (
    "folder",
    "intake",
    "goals",
    "goal_steps",
    "timeline",
    "unsigned_evaluation",
    "referrals",
    "enrolments",
    "openings",
)
HOUR_READS = ("session_head", "board", "open_goals", "session_summary", "questions", "visitors")


@pytest.mark.parametrize("name", [*FOLDER_READS, *HOUR_READS, "todays_sessions", "handover", "roster"])
def test_no_read_of_a_folder_or_an_hour_walks_through_a_whole_table(big, name):
    site, group, learner, session = big
    query = getattr(FOLDERS if name in FOLDER_READS else GROUPS, name)
    given = {"learner": learner, "session": session, "learning_group": group, "count": 30, "words": "", "with_hours": 1}
    for statement in query.statements:
        values = [given[parameter] for parameter in statement.parameters]
        plan = [row["detail"] for row in site.execute(f"EXPLAIN QUERY PLAN {statement.sql}", values)]
        walked = [
            line
            for line in plan
            if re.match(r"SCAN (_?(attendance|note|session|homework|goal|tally|attended))\b", line)
        ]
        assert walked == [], "\n".join(plan)
        assert query.run(site, **{name: given[name] for name in query.parameters}) or name not in ("folder", "board")


def test_the_next_hours_and_the_last_ones_of_a_group_are_three_each():
    connection = new_site()
    group, _ = new_group(connection, 2)
    for shift in (-28, -21, -14, -7):
        new_session(connection, group, shift)
    for shift in (0, 7, 14, 21):
        new_session(connection, group, shift, is_open=False)
    new_session(connection, group, -3, is_open=False)
    shifts = {query: [row["day"] for row in query.run(connection, learning_group=group)]
              for query in (GROUPS.next_sessions, GROUPS.last_sessions)}  # fmt: skip
    assert shifts[GROUPS.next_sessions] == [today(connection, shift) for shift in (0, 7, 14)]
    assert shifts[GROUPS.last_sessions] == [today(connection, shift) for shift in (-7, -14, -21)]
