"""Planning gives the days that an independent calendar gives, skips holidays, and never doubles or shifts a session."""

import secrets
from datetime import date, datetime, timedelta

import pytest
from dateutil.rrule import FR, MO, MONTHLY, TH, TU, WE, WEEKLY, rrule
from hypothesis import given, settings
from hypothesis import strategies as st

from rxapp.data import queries
from rxapp.data.database import connect, create_site

WEEKDAYS = (MO, TU, WE, TH, FR)
GROUPS = queries.load("rxapp.groups")


def site():
    connection = connect(":memory:")
    create_site(connection, "demo")
    return connection


SHARED = site()


def cleared():
    """The shared site without groups: making a site takes longer than planning one."""
    SHARED.execute("DELETE FROM learning_group")
    return SHARED


def group(connection, rhythm, first_on, **values):
    """A group of its own programme; `values` are columns of the group."""
    programme, row = (
        secrets.token_hex(8),
        {"id": secrets.token_hex(8), "first_on": first_on, "rhythm": rhythm, **values},
    )
    connection.execute("INSERT INTO programme (id, name) VALUES (?, 'x')", (programme,))
    row["programme"] = programme
    connection.execute(
        f"INSERT INTO learning_group ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", [*row.values()]
    )
    return row["id"]


def plan(connection, group_id, until_on, from_on="2000-01-01"):
    GROUPS.plan_sessions.run(connection, learning_group=group_id, from_on=from_on, until_on=until_on)
    rows = connection.execute(
        "SELECT day, starts FROM session WHERE learning_group = ? ORDER BY day, starts", (group_id,)
    )
    return [tuple(row) for row in rows]


def days(connection, rhythm, first, until, **values):
    last_on = values.pop("last_on", until.isoformat())
    group_id = group(connection, rhythm, first.isoformat(), starts="10:00", last_on=last_on, **values)
    return [date.fromisoformat(day) for day, _ in plan(connection, group_id, until.isoformat())]


def oracle(frequency, first, until, **rule):
    first, until = (datetime.combine(day, datetime.min.time()) for day in (first, until))
    return [moment.date() for moment in rrule(frequency, dtstart=first, until=until, **rule)]


firsts = st.dates(date(2024, 1, 1), date(2027, 12, 31)).filter(lambda day: day.isoweekday() <= 5)


@settings(max_examples=25, deadline=None)
@given(firsts)
def test_weekly_and_four_weekly_are_as_the_oracle_says(first):
    connection, until = cleared(), first + timedelta(days=365)
    assert days(connection, "weekly", first, until) == oracle(WEEKLY, first, until)
    assert days(connection, "four_weekly", first, until) == oracle(WEEKLY, first, until, interval=4)


@settings(max_examples=25, deadline=None)
@given(firsts, st.sets(st.integers(1, 5), min_size=2, max_size=2))
def test_twice_a_week_meets_on_both_weekdays(first, chosen):
    until = first + timedelta(days=365)
    found = days(cleared(), "twice_weekly", first, until, weekdays=str(sorted(chosen)))
    assert found == oracle(WEEKLY, first, until, byweekday=[WEEKDAYS[day - 1] for day in chosen])


@settings(max_examples=25, deadline=None)
@given(firsts, st.integers(1, 5), st.sampled_from([[1], [2], [3], [4], [-1], [1, 3], [2, 4], [2, -1]]))
def test_the_nth_and_the_last_weekday_of_a_month(first, weekday, nths):
    until = first + timedelta(days=365)
    rhythm = "monthly" if len(nths) == 1 else "twice_monthly"
    found = days(cleared(), rhythm, first, until, weekdays=f"[{weekday}]", nths=str(nths))
    assert found == oracle(MONTHLY, first, until, byweekday=[WEEKDAYS[weekday - 1](nth) for nth in nths])


@settings(max_examples=25, deadline=None)
@given(firsts)
def test_monthly_and_twice_a_year_keep_the_weekday_of_the_first_day(first):
    connection, until = cleared(), first + timedelta(days=800)
    nth = -1 if first.day > 28 else (first.day + 6) // 7
    weekday = WEEKDAYS[first.weekday()](nth)
    assert days(connection, "monthly", first, until) == oracle(MONTHLY, first, until, byweekday=weekday)
    assert days(connection, "twice_yearly", first, until) == oracle(
        MONTHLY, first, until, interval=6, byweekday=weekday
    )


@pytest.mark.parametrize("rhythm, least, most", [("twice_weekly", 104, 105), ("twice_monthly", 24, 25)])
def test_twice_means_twice_when_nobody_chose_the_days(rhythm, least, most):
    for shift in range(5):
        first = date(2026, 9, 7) + timedelta(days=shift)
        found = days(cleared(), rhythm, first, first + timedelta(days=365))
        assert least <= len(found) <= most and found[0] == first


def test_the_last_thursday_is_the_last_also_in_a_month_of_five():
    found = days(cleared(), "monthly", date(2026, 10, 1), date(2027, 1, 31), weekdays="[4]", nths="[-1]")
    assert found == [date(2026, 10, 29), date(2026, 11, 26), date(2026, 12, 31), date(2027, 1, 28)]


def test_two_in_a_row_are_two_sessions_of_one_day():
    connection = site()
    pair = group(connection, "pair", "2026-11-03", starts="09:30", minutes=90, last_on="2026-11-10")
    assert plan(connection, pair, "2026-12-31") == [
        ("2026-11-03", "09:30"), ("2026-11-03", "11:00"), ("2026-11-10", "09:30"), ("2026-11-10", "11:00")
    ]  # fmt: skip


def test_a_run_of_n_meetings_stops_after_n_and_holidays_do_not_count():
    connection = site()
    connection.execute("INSERT INTO holiday (name, first_on, last_on) VALUES ('herfst', '2026-10-10', '2026-10-18')")
    connection.execute("INSERT INTO holiday (name, first_on, last_on) VALUES ('kerst', '2026-12-19', '2027-01-03')")
    ten = days(connection, "weekly", date(2026, 10, 5), date(2027, 6, 1), meetings=10)
    assert len(ten) == 10 and date(2026, 10, 12) not in ten and ten[-1] == date(2026, 12, 14)
    through = days(connection, "weekly", date(2026, 10, 5), date(2027, 6, 1), meetings=10, skips_holidays=0)
    assert date(2026, 10, 12) in through and through[-1] == date(2026, 12, 7)


def test_summer_time_does_not_shift_the_clock():
    connection = site()
    group_id = group(connection, "weekly", "2026-10-01", starts="19:00", last_on="2027-04-30")
    found = plan(connection, group_id, "2027-04-30")
    assert {starts for _, starts in found} == {"19:00"} and len(found) == 31


def test_planning_again_or_on_another_tablet_makes_no_second_session_and_brings_none_back():
    connection = site()
    group_id = group(connection, "weekly", "2026-11-02", starts="10:00", last_on="2026-11-30")
    plan(connection, group_id, "2026-12-31")
    first = connection.execute("SELECT id FROM session WHERE day = '2026-11-02'").fetchone()["id"]
    second = connection.execute("SELECT id FROM session WHERE day = '2026-11-09'").fetchone()["id"]
    connection.execute("DELETE FROM session WHERE id = ?", (first,))
    GROUPS.move_session.run(connection, session=second, day="2026-11-10", starts="13:00")
    before = connection.execute("SELECT count(*) FROM change").fetchone()[0]
    found = plan(connection, group_id, "2026-12-31")
    assert [day for day, _ in found] == ["2026-11-10", "2026-11-16", "2026-11-23", "2026-11-30"]
    assert connection.execute("SELECT count(*) FROM change").fetchone()[0] == before


def test_the_year_of_one_group_is_from_today_and_leaves_other_groups_alone():
    connection = site()
    today, until = connection.execute("SELECT today, date(today, 'start of month', '1 year') FROM clock").fetchone()
    first, _ = (group(connection, "weekly", "2026-01-05", starts="10:00") for _ in range(2))
    for wanted in ("", first):
        GROUPS.plan_year.run(connection, learning_group=wanted)
        found = connection.execute("SELECT DISTINCT learning_group FROM session").fetchall()
        assert [row["learning_group"] for row in found] == [wanted] * bool(wanted)
    days_found = [row["day"] for row in connection.execute("SELECT day FROM session ORDER BY day")]
    assert today <= days_found[0] and days_found[-1] < until and len(days_found) >= 47


def test_two_tablets_plan_the_same_sessions():
    planned = []
    for _ in range(2):
        connection = site()
        for number in range(3):
            row = {"id": f"{number:016x}", "starts": "09:00", "minutes": 90, "last_on": "2027-06-01"}
            group(connection, "pair", "2026-11-02", **row)
        GROUPS.plan_sessions.run(connection, learning_group="", from_on="2026-11-02", until_on="2027-06-01")
        planned.append({row["id"] for row in connection.execute("SELECT id FROM session")})
    assert planned[0] == planned[1] and len(planned[0]) == 3 * 2 * 31


def test_session_ids_are_row_ids_and_an_extra_session_gets_the_id_of_its_moment():
    connection = site()
    group_id = group(connection, "weekly", "2026-11-02", starts="10:00", last_on="2026-11-30")
    GROUPS.add_session.run(connection, learning_group=group_id, day="2026-11-09", starts="10:00")
    plan(connection, group_id, "2026-12-31")
    ids = [row["id"] for row in connection.execute("SELECT id FROM session")]
    assert len(ids) == len(set(ids)) == 5
    assert all(len(row) == 16 and int(row, 16) and row.endswith(group_id[-10:]) for row in ids)


def test_one_call_plans_a_year_of_21_groups():
    connection = site()
    rhythms = ["weekly", "twice_weekly", "pair", "monthly", "twice_monthly", "four_weekly", "twice_yearly"] * 3
    for number, rhythm in enumerate(rhythms):
        group(connection, rhythm, f"2026-09-{number % 28 + 1:02}", starts="10:00", minutes=60, last_on="2027-08-31")
    GROUPS.plan_sessions.run(connection, learning_group="", from_on="2026-09-01", until_on="2027-08-31")
    assert connection.execute("SELECT count(DISTINCT learning_group) FROM session").fetchone()[0] == 21
