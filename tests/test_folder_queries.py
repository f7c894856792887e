"""The folder: intake, goals, notes, evaluations, referrals, the clock of the longest stay, and two tablets at once."""

import pytest

from rxapp.data.database import fold_log
from seed.programmes import copy_template
from tests.training import FOLDERS, GROUPS, insert, new_group, new_session, new_site, one, today


@pytest.fixture
def site():
    return new_site()


@pytest.fixture
def learner(site):
    FOLDERS.add_learner.run(site, learner="a" * 16, intake="b" * 16, first_name="Fatma", symbol="star")
    return "a" * 16


def add_goal(site, learner, goal="c" * 16, sentence="Ik wil een mail sturen"):
    FOLDERS.add_goal.run(
        site,
        goal=goal,
        learner=learner,
        sentence=sentence,
        picture="camera",
        why="voor mijn zoon",
        at_start="lukt nog niet",
    )
    return goal


def sync(site, other):
    """Bring every change of each to the other, as the server would."""
    for source, target in ((site, other), (other, site)):
        rows = source.execute("SELECT stamp, author, part, tbl, row, kind, schema, patch FROM change").fetchall()
        target.executemany(
            """INSERT INTO change (stamp, author, part, tbl, row, kind, schema, patch, status)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'accepted') ON CONFLICT (stamp) DO NOTHING""",
            [tuple(row) for row in rows],
        )
        fold_log(target)


def test_an_intake_goes_on_where_it_stopped(site, learner):
    row = one(site, FOLDERS.intake, learner=learner)
    assert (row["id"], row["what"], row["done_on"]) == ("b" * 16, "", "")
    assert one(site, FOLDERS.learners, words="", symbol="star", learning_group="", gone=0)["is_intake_open"] == 1
    FOLDERS.say_wish.run(site, intake=row["id"], what="Een mail sturen", why="Mijn zoon woont ver weg")
    FOLDERS.say_strengths.run(site, intake=row["id"], goes_well="lezen", helps="rustig")
    FOLDERS.say_level.run(site, intake=row["id"], level="A2", sums="", digital="start", first_language="")
    FOLDERS.say_times.run(site, intake=row["id"], times='["1am"]')
    FOLDERS.say_participation.run(
        site, intake=row["id"], participation="voluntary", referred_by="werkleider", recruited_by="Sandra"
    )
    FOLDERS.show_notice.run(site, intake=row["id"])
    FOLDERS.finish_intake.run(site, intake=row["id"])
    row = one(site, FOLDERS.intake, learner=learner)
    assert (row["what"], row["helps"], row["digital"]) == ("Een mail sturen", "rustig", "start")
    assert row["notice_on"] == row["done_on"] == today(site)
    assert one(site, FOLDERS.learners, words="fat", symbol="", learning_group="", gone=0)["is_intake_open"] == 0


def test_two_tablets_may_fill_different_steps_of_the_same_intake(site, learner):
    other = new_site()
    other.execute("UPDATE me SET replica = 'r2'")
    sync(site, other)
    FOLDERS.say_wish.run(site, intake="b" * 16, what="lezen", why="post")
    FOLDERS.say_strengths.run(other, intake="b" * 16, goes_well="praten", helps="samen")
    FOLDERS.save_step.run(site, goal=add_goal(site, learner), position=1, words="inloggen")
    sync(site, other)
    FOLDERS.save_step.run(site, goal="c" * 16, position=2, words="typen")
    ticks = site.execute("SELECT ticks FROM me").fetchone()[0]
    other.execute("UPDATE me SET ticks = ?", (ticks,))  # so that the other writes later, also within one millisecond
    FOLDERS.save_step.run(other, goal="c" * 16, position=2, words="letters zoeken")
    sync(site, other)
    for tablet in (site, other):
        row = one(tablet, FOLDERS.intake, learner=learner)
        assert (row["what"], row["goes_well"]) == ("lezen", "praten")
        steps = FOLDERS.goal_steps.run(tablet, learner=learner)
        assert [(step["position"], step["words"]) for step in steps] == [(1, "inloggen"), (2, "letters zoeken")]


def test_goals_have_up_to_three_steps_and_can_be_reached(site, learner):
    goal = add_goal(site, learner)
    for position, words in enumerate(("inloggen", "typen", "versturen"), 1):
        FOLDERS.save_step.run(site, goal=goal, position=position, words=words)
    FOLDERS.save_step.run(site, goal=goal, position=2, words="")
    steps = FOLDERS.goal_steps.run(site, learner=learner)
    assert [step["words"] for step in steps] == ["inloggen", "versturen"]
    FOLDERS.set_step_state.run(site, step=steps[0]["id"], state="done")
    row = one(site, FOLDERS.goals, learner=learner)
    assert (row["state"], row["steps"], row["steps_done"]) == ("open", 2, 1)
    FOLDERS.set_goal_state.run(site, goal=goal, state="reached")
    row = one(site, FOLDERS.goals, learner=learner)
    assert (row["state"], row["state_on"]) == ("reached", today(site))
    front = one(site, FOLDERS.folder, learner=learner)
    assert (front["goals_open"], front["goals_reached"]) == (0, 1)
    assert "goal_reached" in [
        entry["kind"] for entry in FOLDERS.timeline.run(site, learner=learner, count=9, with_hours=1)
    ]


def test_then_and_now_stand_side_by_side_by_the_latest_evaluation(site, learner):
    goal = add_goal(site, learner)
    for number, words in enumerate(("gaat beter", "lukt alleen")):
        evaluation = str(number + 1) * 16
        FOLDERS.start_evaluation.run(site, evaluation=evaluation, learner=learner)
        site.execute("UPDATE evaluation SET last_on = ? WHERE id = ?", (f"2026-0{number + 3}-01", evaluation))
        FOLDERS.review_goal.run(site, evaluation=evaluation, goal=goal, words=words, face=2 + number)
        FOLDERS.review_goal.run(site, evaluation=evaluation, goal=goal, words=words, face=3)
    row = one(site, FOLDERS.goals, learner=learner)
    assert (row["then_words"], row["now_words"], row["now_face"]) == ("lukt nog niet", "lukt alleen", 3)
    assert site.execute("SELECT count(*) FROM goal_review").fetchone()[0] == 2
    assert one(site, FOLDERS.goal_reviews, evaluation="1" * 16)["words"] == "gaat beter"


def test_an_evaluation_starts_after_the_last_one_and_is_signed_by_its_writer(site, learner):
    FOLDERS.finish_intake.run(site, intake="b" * 16)
    for number in (1, 2):
        evaluation = str(number) * 16
        FOLDERS.start_evaluation.run(site, evaluation=evaluation, learner=learner)
        FOLDERS.save_evaluation.run(site, evaluation=evaluation, at_work="leest de lijst", at_home="leest voor")
        FOLDERS.choose_next.run(site, evaluation=evaluation, next="library", next_words="de bieb in de stad")
        FOLDERS.sign_evaluation.run(site, evaluation=evaluation)
        row = one(site, FOLDERS.evaluation, evaluation=evaluation)
        assert (row["first_on"], row["last_on"], row["signed_on"]) == (today(site),) * 3 and row[
            "signed_name"
        ] == "Mila"
    site.execute("UPDATE evaluation SET last_on = ?", (today(site, -30),))
    FOLDERS.start_evaluation.run(site, evaluation="3" * 16, learner=learner)
    assert one(site, FOLDERS.evaluation, evaluation="3" * 16)["first_on"] == today(site, -29)


def test_what_is_signed_stays_and_what_was_not_right_comes_under_it(site, learner):
    goal, talk = add_goal(site, learner), {"evaluation": "e" * 16}
    FOLDERS.start_evaluation.run(site, learner=learner, **talk)
    FOLDERS.add_to_evaluation.run(site, words="te vroeg", **talk)
    FOLDERS.save_evaluation.run(site, at_work="leest de lijst", at_home=None, **talk)
    FOLDERS.sign_evaluation.run(site, **talk)
    other = insert(site, "staff", first_name="Omar", symbol="sun", duties="training")
    site.execute("UPDATE me SET staff = ?", (other,))
    before = one(site, FOLDERS.evaluation, **talk)
    FOLDERS.save_evaluation.run(site, at_work="iets anders", at_home="iets anders", **talk)
    FOLDERS.choose_next.run(site, next="stop", next_words="iets anders", **talk)
    FOLDERS.review_goal.run(site, goal=goal, words="iets anders", face=1, **talk)
    FOLDERS.sign_evaluation.run(site, **talk)
    assert one(site, FOLDERS.evaluation, **talk) == before
    assert one(site, FOLDERS.goal_reviews, **talk)["words"] == ""
    FOLDERS.add_to_evaluation.run(site, words=" Zij leest het rooster, niet de lijst. ", **talk)
    FOLDERS.add_to_evaluation.run(site, words=" ", **talk)
    added = one(site, FOLDERS.additions, **talk)
    assert (added["day"], added["words"], added["first_name"]) == (
        today(site),
        "Zij leest het rooster, niet de lijst.",
        "Omar",
    )
    seen = FOLDERS.timeline.run(site, learner=learner, count=9, with_hours=1)
    assert {(entry["kind"], entry["author"]) for entry in seen} == {
        ("evaluation_addition", "Omar"),
        ("evaluation", "Mila"),
    }
    assert talk["evaluation"] in [entry["detail"] for entry in seen]


def test_a_look_back_that_nobody_signed_goes_on_is_about_other_days_and_can_be_thrown_away(site, learner):
    goal = add_goal(site, learner)
    FOLDERS.start_evaluation.run(site, evaluation="e" * 16, learner=learner)
    FOLDERS.review_goal.run(site, evaluation="e" * 16, goal=goal, words="lukt", face=3)
    assert one(site, FOLDERS.unsigned_evaluation, learner=learner)["id"] == "e" * 16
    assert one(site, FOLDERS.timeline, learner=learner, count=9, with_hours=1)["is_unsigned"] == 1
    FOLDERS.set_period.run(site, evaluation="e" * 16, first_on="2026-03-01", last_on="2026-01-01")
    row = one(site, FOLDERS.evaluation, evaluation="e" * 16)
    assert (row["first_on"], row["last_on"]) == ("2026-01-01", "2026-03-01")
    FOLDERS.erase_evaluation.run(site, evaluation="e" * 16)
    assert FOLDERS.unsigned_evaluation.run(site, learner=learner) == []
    assert site.execute("SELECT count(*) FROM goal_review").fetchone()[0] == 0
    FOLDERS.start_evaluation.run(site, evaluation="f" * 16, learner=learner)
    FOLDERS.sign_evaluation.run(site, evaluation="f" * 16)
    FOLDERS.erase_evaluation.run(site, evaluation="f" * 16)
    FOLDERS.set_period.run(site, evaluation="f" * 16, first_on="2026-01-01", last_on="2026-01-01")
    assert one(site, FOLDERS.evaluation, evaluation="f" * 16)["last_on"] == today(site)
    assert one(site, FOLDERS.timeline, learner=learner, count=9, with_hours=1)["is_unsigned"] == 0


def test_a_name_and_a_picture_are_put_right_and_no_name_changes_nothing(site, learner):
    FOLDERS.rename_learner.run(site, learner=learner, first_name=" Fatima ")
    FOLDERS.rename_learner.run(site, learner=learner, first_name=" ")
    FOLDERS.change_symbol.run(site, learner=learner, symbol="moon")
    row = one(site, FOLDERS.folder, learner=learner)
    assert (row["first_name"], row["symbol"]) == ("Fatima", "moon")


def test_who_says_goodbye_leaves_every_group_and_the_list_and_is_welcome_back(site):
    group, (learner, other) = new_group(site, 2)
    FOLDERS.say_goodbye.run(site, learner=learner, left_for="work")

    def listed(gone):
        rows = FOLDERS.learners.run(site, words="", symbol="", learning_group="", gone=gone)
        return [row["id"] for row in rows]

    assert (listed(0), listed(1)) == ([other], [learner])
    assert [row["learner"] for row in GROUPS.roster.run(site, learning_group=group)] == [other]
    assert one(site, FOLDERS.folder, learner=learner)["left_on"] == today(site)
    FOLDERS.welcome_back.run(site, learner=learner)
    assert listed(1) == [] and len(GROUPS.roster.run(site, learning_group=group)) == 2
    FOLDERS.say_goodbye.run(site, learner=learner, left_for="stop")
    for table in ("learner", "enrolment"):
        site.execute(f"UPDATE {table} SET left_on = ? WHERE left_on IS NOT NULL", (today(site, -60),))
    FOLDERS.welcome_back.run(site, learner=learner)
    assert listed(1) == [] and len(GROUPS.roster.run(site, learning_group=group)) == 1


def test_a_wrong_leaving_is_taken_back_for_four_weeks(site):
    _, (learner,) = new_group(site, 1)
    enrolment = one(site, FOLDERS.enrolments, learner=learner)["id"]
    FOLDERS.leave.run(site, enrolment=enrolment, left_for="work")
    for shift, may_return in ((0, 1), (-27, 1), (-28, 0)):
        site.execute("UPDATE enrolment SET left_on = ?", (today(site, shift),))
        assert one(site, FOLDERS.enrolments, learner=learner)["may_return"] == may_return
    FOLDERS.undo_leaving.run(site, enrolment=enrolment)
    row = one(site, FOLDERS.enrolments, learner=learner)
    assert (row["left_on"], row["may_return"]) == ("", 0)


def test_the_words_of_a_referral_are_put_right_and_it_can_go(site, learner):
    FOLDERS.add_referral.run(site, learner=learner, direction="out", organisation="De bieb", about="lezen")
    referral = one(site, FOLDERS.referrals, learner=learner)["id"]
    FOLDERS.rewrite_referral.run(site, referral=referral, organisation="De bibliotheek", about=None)
    FOLDERS.rewrite_referral.run(site, referral=referral, organisation=" ", about="leesclub")
    row = one(site, FOLDERS.referrals, learner=learner)
    assert (row["organisation"], row["about"]) == ("De bibliotheek", "leesclub")
    FOLDERS.erase_referral.run(site, referral=referral)
    assert FOLDERS.referrals.run(site, learner=learner) == []


def test_the_timeline_is_newest_first_and_marks_private_notes(site, learner):
    FOLDERS.add_note.run(site, learner=learner, words="eerste")
    site.execute("UPDATE note SET day = ?", (today(site, -3),))
    FOLDERS.add_private_note.run(site, learner=learner, words="alleen voor ons")
    site.execute("UPDATE private_note SET day = ?", (today(site, -2),))
    FOLDERS.add_referral.run(site, learner=learner, direction="out", organisation="Bibliotheek", about="cursus")
    FOLDERS.finish_intake.run(site, intake="b" * 16)
    rows = FOLDERS.timeline.run(site, learner=learner, count=9, with_hours=1)
    assert [row["day"] for row in rows] == sorted((row["day"] for row in rows), reverse=True)
    assert {row["kind"]: row["is_private"] for row in rows} == {
        "note": 0,
        "private_note": 1,
        "referral_out": 0,
        "intake": 0,
    }
    assert {row["author"] for row in rows} == {"Mila"}
    assert len(FOLDERS.timeline.run(site, learner=learner, count=2, with_hours=1)) == 2


def test_hours_in_the_timeline_say_their_group_and_can_be_left_out(site, learner):
    group, _ = new_group(site)
    quiet, told = new_session(site, group, -2), new_session(site, group, -1)
    for session in (quiet, told):
        GROUPS.mark_attendance.run(site, session=session, learner=learner, state="present")
    GROUPS.rate_session.run(site, session=told, learner=learner, face=3, words="ging goed")
    FOLDERS.add_note.run(site, learner=learner, words="belde zelf")
    everything = FOLDERS.timeline.run(site, learner=learner, count=9, with_hours=1)
    assert [(row["words"], row["group_name"]) for row in everything] == [
        ("belde zelf", ""), ("ging goed", "Ochtend"), ("", "Ochtend")
    ]  # fmt: skip
    without = FOLDERS.timeline.run(site, learner=learner, count=9, with_hours=0)
    assert [row["words"] for row in without] == ["belde zelf", "ging goed"]


def test_a_referral_keeps_its_state_and_date(site, learner):
    FOLDERS.add_referral.run(site, learner=learner, direction="in", organisation="gemeente", about="taal")
    row = one(site, FOLDERS.referrals, learner=learner)
    assert (row["state"], row["asked_on"]) == ("asked", today(site))
    FOLDERS.set_referral_state.run(site, referral=row["id"], state="started")
    assert one(site, FOLDERS.referrals, learner=learner)["state"] == "started"


@pytest.mark.parametrize("days_ago, state", [(0, "fine"), (600, "fine"), (660, "soon"), (725, "soon"), (740, "over")])
def test_the_clock_of_two_years_warns_early(site, learner, days_ago, state):
    programme = copy_template(site, "z13-taalgroep")
    insert(site, "enrolment", learner=learner, programme=programme, started_on=today(site, -days_ago))
    row = one(site, FOLDERS.folder, learner=learner)
    assert row["stay_state"] == state and row["onward"].startswith("Het gewone aanbod")
    assert len(FOLDERS.ending_stays.run(site)) == (state != "fine")


def test_the_onward_route_starts_in_one_tap_and_only_once(site, learner):
    FOLDERS.refer_onward.run(site, learner=learner)
    assert FOLDERS.referrals.run(site, learner=learner) == []
    programme = copy_template(site, "z13-taalgroep")
    insert(site, "enrolment", learner=learner, programme=programme, started_on=today(site, -660))
    assert one(site, FOLDERS.folder, learner=learner)["is_going_on"] == 0
    for _ in range(2):
        FOLDERS.refer_onward.run(site, learner=learner)
    row = one(site, FOLDERS.referrals, learner=learner)
    assert (row["direction"], row["organisation"], row["state"]) == (
        "out",
        "Het gewone aanbod buiten het werkbedrijf",
        "asked",
    )
    assert one(site, FOLDERS.folder, learner=learner)["is_going_on"] == 1
    FOLDERS.set_referral_state.run(site, referral=row["id"], state="declined")
    assert one(site, FOLDERS.folder, learner=learner)["is_going_on"] == 0


def test_the_clock_runs_on_through_another_group_and_stops_for_who_left(site, learner):
    programme = copy_template(site, "z13-taalgroep")
    first = insert(site, "enrolment", learner=learner, programme=programme, started_on=today(site, -700))
    FOLDERS.leave.run(site, enrolment=first, left_for="group")
    assert one(site, FOLDERS.folder, learner=learner)["stay_state"] == ""
    insert(site, "enrolment", learner=learner, programme=programme, started_on=today(site, -10))
    assert one(site, FOLDERS.folder, learner=learner)["stay_state"] == "soon"


def test_waiting_counts_days_until_the_start(site, learner):
    programme = copy_template(site, "z14-leerplein")
    FOLDERS.enrol.run(site, learner=learner, programme=programme, learning_group=None, participation=None)
    site.execute("UPDATE enrolment SET asked_on = ?", (today(site, -12),))
    row = one(site, GROUPS.waiting_people, programme="")
    assert (row["first_name"], row["days"], row["programme_name"]) == ("Fatma", 12, "Leerplein")
    group, _ = new_group(site, 0, programme)
    FOLDERS.start_enrolment.run(site, enrolment=row["enrolment"], learning_group=group, started_on=None)
    assert GROUPS.waiting_people.run(site, programme="") == []
    GROUPS.mark_attendance.run(site, session=new_session(site, group), learner=learner, state="present")
    assert site.execute("SELECT days FROM first_hour").fetchone()[0] == 12


def test_who_waits_may_stop_waiting_and_a_start_of_today_can_be_taken_back(site, learner):
    programme = copy_template(site, "z14-leerplein")
    FOLDERS.enrol.run(site, learner=learner, programme=programme, learning_group=None, participation=None)
    site.execute("UPDATE enrolment SET asked_on = ?", (today(site, -12),))
    waits = one(site, GROUPS.waiting_people, programme="")["enrolment"]
    FOLDERS.leave.run(site, enrolment=waits, left_for="")
    assert GROUPS.waiting_people.run(site, programme="") == []
    assert one(site, FOLDERS.enrolments, learner=learner)["may_return"] == 1
    FOLDERS.undo_leaving.run(site, enrolment=waits)
    group, _ = new_group(site, 0, programme)
    FOLDERS.start_enrolment.run(site, enrolment=waits, learning_group=group, started_on=None)
    assert one(site, FOLDERS.enrolments, learner=learner)["is_new"] == 1
    FOLDERS.take_back_start.run(site, enrolment=waits)
    assert one(site, GROUPS.waiting_people, programme="")["days"] == 12
    FOLDERS.start_enrolment.run(site, enrolment=waits, learning_group=group, started_on=today(site, -1))
    FOLDERS.take_back_start.run(site, enrolment=waits)
    row = one(site, FOLDERS.enrolments, learner=learner)
    assert (row["is_new"], row["started_on"]) == (0, today(site, -1))


def test_a_goal_written_by_mistake_goes_away_and_one_that_was_worked_on_stays(site, learner):
    goal, session = add_goal(site, learner), "d" * 16
    for position in (1, 2, 3):
        FOLDERS.save_step.run(site, goal=goal, position=position, words="oefenen")
    assert one(site, FOLDERS.goal, goal=goal)["is_untouched"] == 1
    for touch, undo in (
        ("UPDATE goal_step SET state = 'busy' WHERE position = 2", "UPDATE goal_step SET state = NULL"),
        (f"INSERT INTO session_goal (session, learner, goal) VALUES ('{session}', '{learner}', '{goal}')",
         "UPDATE session_goal SET goal = NULL"),
        ("UPDATE goal SET state = 'reached'", "UPDATE goal SET state = 'open'"),
    ):  # fmt: skip
        site.execute(touch)
        assert one(site, FOLDERS.goal, goal=goal)["is_untouched"] == 0
        FOLDERS.erase_goal.run(site, goal=goal)
        assert one(site, FOLDERS.goal, goal=goal)["step_one"] == "oefenen"
        site.execute(undo)
    FOLDERS.erase_goal.run(site, goal=goal)
    assert FOLDERS.goal.run(site, goal=goal) == []
    assert FOLDERS.goal_steps.run(site, learner=learner) == []


def test_a_programme_that_orders_makes_ordered_participants_and_an_own_answer_goes_first(site, learner):
    programme = copy_template(site, "z4-klik-en-tik")
    other = insert(site, "learner", first_name="Bo", symbol="sun")
    for who, said, kept in ((learner, None, "ordered"), (other, "voluntary", "voluntary")):
        FOLDERS.enrol.run(site, learner=who, programme=programme, learning_group=None, participation=said)
        assert one(site, FOLDERS.enrolments, learner=who)["participation"] == kept


def test_who_waits_for_a_programme_does_not_wait_for_it_twice(site, learner):
    programme = copy_template(site, "z14-leerplein")
    for _ in range(2):
        FOLDERS.enrol.run(site, learner=learner, programme=programme, learning_group=None, participation=None)
    waits = one(site, GROUPS.waiting_people, programme="")
    group, _ = new_group(site, 0, programme)
    FOLDERS.start_enrolment.run(site, enrolment=waits["enrolment"], learning_group=group, started_on=None)
    FOLDERS.enrol.run(site, learner=learner, programme=programme, learning_group=None, participation=None)
    assert len(FOLDERS.enrolments.run(site, learner=learner)) == 2


def test_a_programme_without_names_takes_nobody(site, learner):
    programme = copy_template(site, "z6-openleercentrum")
    FOLDERS.enrol.run(site, learner=learner, programme=programme, learning_group=None, participation=None)
    assert FOLDERS.enrolments.run(site, learner=learner) == []


def test_who_was_not_seen_for_four_weeks_is_listed(site):
    group, (quiet, seen) = new_group(site, 2)
    for learner, shift in ((quiet, -28), (seen, -27)):
        session = new_session(site, group, shift)
        GROUPS.mark_attendance.run(site, session=session, learner=learner, state="present")
        absent = seen if learner == quiet else quiet
        GROUPS.mark_attendance.run(site, session=session, learner=absent, state="ill")
    assert [(row["id"], row["days"]) for row in FOLDERS.quiet_learners.run(site)] == [(quiet, 28)]


def test_the_list_is_searched_by_name_symbol_and_group(site, learner):
    group, people = new_group(site, 2)
    for words, symbol, where, found in (
        ("fa", "", "", {learner}),
        ("", "star", "", {learner, *people}),
        ("", "moon", "", set()),
        ("", "", group, set(people)),
        ("L01", "star", group, {people[1]}),
    ):
        rows = FOLDERS.learners.run(site, words=words, symbol=symbol, learning_group=where, gone=0)
        assert {row["id"] for row in rows} == found


def test_each_opening_is_noted_as_data_of_the_folder(site, learner):
    FOLDERS.open_folder.run(site, learner=learner)
    assert one(site, FOLDERS.openings, learner=learner)["first_name"] == "Mila"
    part = site.execute("SELECT part FROM change WHERE tbl = 'folder_opening'").fetchone()["part"]
    assert part == learner


def test_modules_are_listed_with_the_day_they_were_done(site, learner):
    programme = copy_template(site, "z16-publieksservice")
    insert(site, "enrolment", learner=learner, programme=programme, started_on=today(site))
    modules = FOLDERS.modules.run(site, learner=learner)
    FOLDERS.set_module_done.run(site, learner=learner, module=modules[0]["id"], done_on=today(site))
    assert [row["done_on"] for row in FOLDERS.modules.run(site, learner=learner)][:2] == [today(site), ""]
    row = one(site, FOLDERS.enrolments, learner=learner)
    assert (row["verdict"], row["meetings_to_go"], row["modules_to_go"]) == ("on_way", 3, 6)


def test_every_row_of_the_folder_is_the_learners_own_part(site, learner):
    add_goal(site, learner)
    FOLDERS.save_step.run(site, goal="c" * 16, position=1, words="x")
    FOLDERS.start_evaluation.run(site, evaluation="d" * 16, learner=learner)
    FOLDERS.review_goal.run(site, evaluation="d" * 16, goal="c" * 16, words="x", face=3)
    FOLDERS.add_note.run(site, learner=learner, words="x")
    parts = site.execute("SELECT DISTINCT part FROM change WHERE tbl <> 'staff'").fetchall()
    assert [row["part"] for row in parts] == [learner]


def test_an_answer_alone_leaves_the_other_answers_as_they_were(site, learner):
    FOLDERS.say_wish.run(site, intake="b" * 16, what="lezen", why=None)
    FOLDERS.say_wish.run(site, intake="b" * 16, what=None, why="post")
    row = one(site, FOLDERS.intake, learner=learner)
    assert (row["what"], row["why"]) == ("lezen", "post")
    FOLDERS.say_wish.run(site, intake="b" * 16, what="", why=None)
    assert one(site, FOLDERS.intake, learner=learner)["what"] == ""


def test_half_days_are_tapped_in_and_out(site, learner):
    for time in ("2am", "1ev", "2am", "3pm"):
        FOLDERS.toggle_time.run(site, intake="b" * 16, time=time)
    assert one(site, FOLDERS.intake, learner=learner)["times"] == '["1ev","3pm"]'


def test_a_conversation_is_begun_once_and_again_after_it_was_done(site, learner):
    FOLDERS.begin_intake.run(site, new_id="d" * 16, learner=learner)
    assert one(site, FOLDERS.intake, learner=learner)["id"] == "b" * 16
    FOLDERS.finish_intake.run(site, intake="b" * 16)
    FOLDERS.begin_intake.run(site, new_id="d" * 16, learner=learner)
    assert site.execute("SELECT count(*) FROM intake").fetchone()[0] == 2


def test_a_goal_is_written_with_its_steps_and_changed_word_by_word(site, learner):
    goal = "c" * 16
    words = {"sentence": "Ik wil lezen", "picture": "sun", "why": "", "at_start": "", "step_two": "", "step_three": "c"}
    FOLDERS.write_goal.run(site, new_id=goal, learner=learner, step_one="a", **words)
    steps = [tuple(row)[1:4] for row in FOLDERS.goal_steps.run(site, learner=learner)]
    assert steps == [(goal, 1, "a"), (goal, 3, "c")]
    FOLDERS.change_goal.run(site, goal=goal, sentence=None, picture="moon", why=None, at_start=None)
    row = one(site, FOLDERS.goal, goal=goal)
    assert (row["sentence"], row["picture"], row["step_one"], row["step_two"]) == ("Ik wil lezen", "moon", "a", "")


def test_a_note_is_private_or_not_and_can_be_put_right(site, learner):
    for words, is_private in (("open", 0), ("dicht", 1)):
        FOLDERS.write_note.run(site, learner=learner, words=words, is_private=is_private)
    notes = {row["words"]: row for row in FOLDERS.timeline.run(site, learner=learner, count=9, with_hours=1)}
    assert (notes["open"]["is_private"], notes["dicht"]["is_private"]) == (0, 1)
    FOLDERS.rewrite_note.run(site, note=notes["dicht"]["row"], words="anders")
    FOLDERS.erase_note.run(site, note=notes["open"]["row"])
    assert [row["words"] for row in FOLDERS.timeline.run(site, learner=learner, count=9, with_hours=1)] == ["anders"]


def test_a_module_is_ticked_today_and_a_wrong_tick_is_set_right(site, learner):
    programme = copy_template(site, "z16-publieksservice")
    FOLDERS.enrol.run(site, learner=learner, programme=programme, learning_group=None, participation=None)
    module = FOLDERS.modules.run(site, learner=learner)[0]["id"]
    for done, day in ((1, today(site)), (0, "")):
        FOLDERS.tick_module.run(site, module=module, learner=learner, done=done)
        assert FOLDERS.modules.run(site, learner=learner)[0]["done_on"] == day


def test_a_look_back_takes_words_and_face_apart(site, learner):
    goal, evaluation = add_goal(site, learner), "e" * 16
    FOLDERS.start_evaluation.run(site, evaluation=evaluation, learner=learner)
    FOLDERS.review_goal.run(site, evaluation=evaluation, goal=goal, words="het lukt", face=None)
    FOLDERS.review_goal.run(site, evaluation=evaluation, goal=goal, words=None, face=3)
    FOLDERS.choose_next.run(site, evaluation=evaluation, next="library", next_words=None)
    FOLDERS.choose_next.run(site, evaluation=evaluation, next=None, next_words="samen")
    row = one(site, FOLDERS.goal_reviews, evaluation=evaluation)
    assert (row["words"], row["face"]) == ("het lukt", 3)
    row = one(site, FOLDERS.evaluation, evaluation=evaluation)
    assert (row["next"], row["next_words"]) == ("library", "samen")


def test_what_asks_for_attention_is_counted(site, learner):
    assert tuple(one(site, FOLDERS.watch_counts)) == (0, 0, 0)
    programme = copy_template(site, "z14-leerplein")
    FOLDERS.enrol.run(site, learner=learner, programme=programme, learning_group=None, participation=None)
    assert tuple(one(site, FOLDERS.watch_counts)) == (0, 1, 0)
    assert [row["id"] for row in FOLDERS.programmes.run(site)] == [programme]
    assert [row["symbol"] for row in FOLDERS.symbols_in_use.run(site)] == ["star"]
