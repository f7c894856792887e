"""A programme that keeps no names keeps none, whoever sends them; what was there before is told by `leerplein check`."""

import json

import pytest
from typer.testing import CliRunner

from rxapp.server.cli import app

LEARNER, LATER = "00000000000000f1", "00000000000000f2"


@pytest.fixture
def hour(place):
    """An hour of an open hour without names, and one of a group with names."""
    place.insert("learner", id=LEARNER, first_name="Fatma")
    made = {}
    for word, keeps in (("nameless", 0), ("named", 1)):
        programme = place.insert("programme", name=word, keeps_names=keeps)
        group = place.insert("learning_group", programme=programme, name=word)
        session = place.insert("session", learning_group=group, day="2026-01-05", starts="10:00")
        made[word] = {"programme": programme, "learning_group": group, "session": session}
    return made


def named_rows(device, hour):
    """A change per table that names a learner, or could, in this hour."""
    session = {"session": hour["session"], "learner": LEARNER}
    patches = {
        "enrolment": {"learner": LEARNER, "programme": hour["programme"], "learning_group": hour["learning_group"]},
        "attendance": session,
        "session_goal": session,
        "homework": {**session, "words": "Lees de krant"},
    }
    made = [device.change(tbl, patch, part=LEARNER) for tbl, patch in patches.items()]
    note = {"note": "Fatma was er", "tip_one": "Fatma"}
    return [*made, device.change("session", note, row=hour["session"], kind="edit")]


def reasons(reply):
    return [verdict.get("reason") or verdict["verdict"] for verdict in reply["verdicts"]]


def test_what_names_somebody_where_no_names_are_kept_is_refused_and_leaves_no_trace(place, hour):
    device = place.device("training", "tom")
    tap = device.change("tally", {"session": hour["nameless"]["session"]})
    opened = device.change(
        "session", {"opened_at": "2026-01-05T10:00:00Z"}, row=hour["nameless"]["session"], kind="edit"
    )
    batch = [tap, *named_rows(device, hour["nameless"]), opened, *named_rows(device, hour["named"])]
    assert reasons(device.sync(*batch)) == ["accepted", *["nameless"] * 5, "accepted", *["accepted"] * 5]
    assert place.query("SELECT count(*) FROM nameless_trespass") == [(0,)]
    assert place.query("SELECT count(*) FROM attendance") == [(1,)]
    assert place.query("SELECT opened_at FROM session WHERE note IS NULL") == [("2026-01-05T10:00:00Z",)]
    refused = json.dumps([change["stamp"] for change in batch[1:6]])
    assert place.query("SELECT count(*) FROM change WHERE stamp IN (SELECT value FROM json_each(?))", refused) == [(0,)]


def test_a_refused_name_is_asked_back_so_that_the_tablet_forgets_it_too(place, hour):
    device = place.device("training", "tom")
    change = named_rows(device, hour["nameless"])[1]
    reply = device.sync(change)
    assert [change["tbl"], change["row"]] in [[entry["tbl"], entry["row"]] for entry in reply["refold"]]


def test_names_from_before_stay_until_a_person_decides_and_check_tells(place, hour):
    device = place.device("training", "tom")
    device.sync(*named_rows(device, hour["named"]))
    forget_names = device.change("programme", {"keeps_names": 0}, row=hour["named"]["programme"], kind="edit")
    assert device.outcome(forget_names) == "accepted"
    assert place.query("SELECT count(*) FROM attendance") == [(1,)]
    told = CliRunner().invoke(app, ["check"])
    assert told.exit_code == 1
    assert "5 rows name people in a programme that keeps no names" in " ".join(told.output.split())
    place.query("UPDATE programme SET keeps_names = 1")
    assert CliRunner().invoke(app, ["check"]).exit_code == 0
