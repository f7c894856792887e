"""The certificate is computed from the programme's rule, right at the boundary, and nobody has one without a rule."""

import pytest

from seed.programmes import copy_template
from tests.training import FOLDERS, GROUPS, insert, new_group, new_session, new_site, one


def course(meetings_present, modules_done, held=4, meetings=4, share=75, modules=7):
    """A staff course in which one person was at some meetings and did some modules."""
    connection = new_site()
    programme = insert(
        connection, "programme", name="Cursus", meetings=meetings, certificate_share=share, certificate_modules=1
    )
    names = [insert(connection, "module", programme=programme, name=f"E{n}", position=n) for n in range(modules)]
    group, (learner,) = new_group(connection, 1, programme)
    for number in range(held):
        session = new_session(connection, group, shift=number - 10)
        state = "present" if number < meetings_present else "ill"
        GROUPS.mark_attendance.run(connection, session=session, learner=learner, state=state)
    for module in names[:modules_done]:
        FOLDERS.set_module_done.run(connection, learner=learner, module=module, done_on="2026-05-01")
    return connection.execute("SELECT * FROM certificate_progress").fetchone()


@pytest.mark.parametrize(
    "present, modules, verdict, meetings_to_go, modules_to_go",
    [
        (4, 7, "earned", 0, 0),
        (3, 7, "earned", 0, 0),
        (2, 7, "out_of_reach", 1, 0),
        (3, 6, "on_way", 0, 1),
        (2, 6, "out_of_reach", 1, 1),
    ],
)
def test_the_boundary_of_four_meetings_and_seven_modules(present, modules, verdict, meetings_to_go, modules_to_go):
    row = course(present, modules)
    assert (row["verdict"], row["meetings_to_go"], row["modules_to_go"]) == (verdict, meetings_to_go, modules_to_go)
    assert row["is_earned"] == (verdict == "earned")


def test_while_meetings_are_left_it_is_on_its_way():
    row = course(2, 7, held=3)
    assert (row["verdict"], row["meetings_to_go"]) == ("on_way", 1)


@pytest.mark.parametrize("meetings", range(1, 31))
def test_the_share_is_never_rounded_down(meetings):
    row = course(0, 0, held=0, meetings=meetings)
    assert (row["needed"] - 1) * 100 < 75 * meetings <= row["needed"] * 100


def test_a_session_that_was_cancelled_or_never_opened_counts_for_nothing():
    connection = new_site()
    programme = insert(connection, "programme", name="Cursus", certificate_share=75)
    group, (learner,) = new_group(connection, 1, programme)
    for shift in (-4, -3, -2, -1):
        new_session(connection, group, shift)
    GROUPS.cancel_session.run(connection, session=new_session(connection, group, -5))
    row = connection.execute("SELECT * FROM certificate_progress").fetchone()
    assert (row["meetings"], row["held"], row["present"], row["needed"]) == (4, 4, 4, 3)


def test_a_wrong_tick_on_a_module_can_be_set_right_and_done_twice_counts_once():
    connection = new_site()
    programme = insert(connection, "programme", name="Cursus", certificate_modules=1)
    module = insert(connection, "module", programme=programme, name="E1")
    _, (learner,) = new_group(connection, 1, programme)
    for done_on, to_go in (("2026-05-01", 0), ("2026-05-02", 0), (None, 1), ("2026-05-03", 0)):
        FOLDERS.set_module_done.run(connection, learner=learner, module=module, done_on=done_on)
        assert connection.execute("SELECT modules_to_go FROM certificate_progress").fetchone()[0] == to_go
    assert connection.execute("SELECT count(*) FROM module_done").fetchone()[0] == 1


def test_by_hand_waits_for_a_person_whatever_the_attendance():
    connection = new_site()
    programme = copy_template(connection, "z9-leeskring")
    group, (learner,) = new_group(connection, 1, programme)
    row = connection.execute("SELECT * FROM certificate_progress").fetchone()
    assert (row["verdict"], row["is_earned"], row["needed"]) == ("by_hand", 0, 0)
    FOLDERS.award.run(connection, enrolment=row["enrolment"])
    row = connection.execute("SELECT * FROM certificate_progress").fetchone()
    assert row["verdict"] == "awarded" and row["awarded_on"]
    assert one(connection, GROUPS.roster, learning_group=group)["may_take_back"] == 1
    FOLDERS.take_back_award.run(connection, enrolment=row["enrolment"])
    taken = one(connection, FOLDERS.enrolments, learner=learner)
    assert (taken["verdict"], taken["may_take_back"]) == ("by_hand", 0)


def test_an_award_with_a_diploma_is_not_taken_back_by_a_tap():
    connection = new_site()
    group, (learner,) = new_group(connection, 1, copy_template(connection, "z9-leeskring"))
    enrolment = one(connection, GROUPS.roster, learning_group=group)["enrolment"]
    FOLDERS.award.run(connection, enrolment=enrolment)
    insert(connection, "diploma", learner=learner, learning_group=group)
    FOLDERS.take_back_award.run(connection, enrolment=enrolment)
    row = one(connection, GROUPS.roster, learning_group=group)
    assert (row["verdict"], row["may_take_back"]) == ("awarded", 0)


def test_without_a_rule_there_is_no_certificate():
    connection = new_site()
    new_group(connection, 3, copy_template(connection, "z14-leerplein"))
    assert connection.execute("SELECT count(*) FROM certificate_progress").fetchone()[0] == 0
