"""Every activity is complete, adds up, fits its tables, and is written in short sentences."""

import re

import pytest

from rxapp.data import queries
from rxapp.data.tables.activities import ACTIVITY, ACTIVITY_STEP
from seed.library import LISTS, activities, load_activities
from tests.training import GROUPS, new_group, new_session, new_site, one

LIBRARY = activities()
QUERIES = queries.load("rxapp.activities")
KINDS = {"draaiboek", "canvas", "spel"}
NAMED = {"droombaan", "kwaliteiten", "netwerkcirkel", "pitch", "cv-ronde", "sollicitatiegesprek", "cirkel-van-invloed",
         "videogesprek"}  # fmt: skip
LONGEST = 14


def sentences(activity):
    steps = [step[name] for step in activity["step"] for name in ("action", "speech")]
    texts = [activity["goal"], activity["audience"], *activity["easier"], *steps]
    return [sentence for text in texts for sentence in re.split(r"(?<=[.!?:])\s", text)]


def test_there_are_21_of_three_kinds_with_the_named_ones():
    assert len(LIBRARY) == 21 and NAMED <= set(LIBRARY)
    assert {activity["kind"] for activity in LIBRARY.values()} == KINDS
    assert len({activity["name"] for activity in LIBRARY.values()}) == 21


@pytest.mark.parametrize("key", LIBRARY)
def test_an_activity_is_complete_and_its_minutes_add_up(key):
    activity = LIBRARY[key]
    assert activity["minutes"] == sum(step["minutes"] for step in activity["step"])
    assert 1 <= activity["size_min"] < activity["size_max"] <= 20
    assert len(activity["materials"]) >= 2 and len(activity["easier"]) >= 3 and len(activity["step"]) >= 4
    assert all(step["minutes"] > 0 and step["name"] and step["action"] and step["speech"] for step in activity["step"])
    if activity["kind"] != "draaiboek":
        assert len(activity["boxes"]) >= 3


@pytest.mark.parametrize("key", LIBRARY)
def test_sentences_are_short(key):
    found = sentences(LIBRARY[key])
    assert [sentence for sentence in found if len(sentence.split()) > LONGEST] == []
    assert sum(len(sentence.split()) for sentence in found) / len(found) <= 9
    long_words = [word for sentence in found for word in re.findall(r"\w+", sentence) if len(word) > 16]
    assert long_words == []


def test_the_library_fits_its_columns_and_loading_again_changes_nothing():
    connection = new_site()
    load_activities(connection)
    for table in (ACTIVITY, ACTIVITY_STEP):
        for column in table.columns:
            rows = connection.execute(f'SELECT "{column.name}" AS value FROM {table.name}').fetchall()
            values = [row["value"] for row in rows if row["value"] is not None]
            if column.kind == "text":
                assert all(len(value) <= column.length for value in values), column.name
            if column.choices:
                assert set(values) <= set(column.choices)
    before = connection.execute("SELECT count(*) FROM change").fetchone()[0]
    load_activities(connection)
    assert connection.execute("SELECT count(*) FROM change").fetchone()[0] == before


def test_the_reads_give_an_activity_with_its_parts():
    connection = new_site()
    ids = load_activities(connection)
    assert len(QUERIES.activities.run(connection, kind="")) == 21
    assert {row["kind"] for row in QUERIES.activities.run(connection, kind="spel")} == {"spel"}
    parts = QUERIES.activity_materials.run(connection, activity=ids["pitch"])
    found = {
        name: [row["words"] for row in parts if row["kind"] == name.rstrip("s").replace("boxe", "box")]
        for name in LISTS
    }
    assert found == {name: LIBRARY["pitch"][name] for name in LISTS}
    steps = QUERIES.activity_steps.run(connection, activity=ids["pitch"])
    assert [(row["from_minute"], row["until_minute"]) for row in steps][:2] == [(0, 5), (5, 20)]
    assert steps[-1]["until_minute"] == 60


@pytest.mark.parametrize("minute", [0, 5, 59])
def test_a_running_activity_can_be_at_any_minute(minute):
    connection = new_site()
    ids = load_activities(connection)
    group, _ = new_group(connection)
    session = new_session(connection, group)
    QUERIES.go_to_minute.run(connection, session=session, minute=minute)
    assert one(connection, QUERIES.running_hour, session=session)["activity_at"] == ""
    GROUPS.plan_activity.run(connection, session=session, activity=ids["pitch"])
    QUERIES.go_to_minute.run(connection, session=session, minute=minute)
    begun = one(connection, QUERIES.running_hour, session=session)["activity_at"]
    elapsed = "SELECT round((julianday(now) - julianday(?)) * 86400) AS seconds FROM clock"
    assert minute * 60 <= connection.execute(elapsed, (begun,)).fetchone()["seconds"] <= minute * 60 + 3
    QUERIES.stop_activity.run(connection, session=session)
    assert one(connection, QUERIES.running_hour, session=session)["activity_at"] == ""
