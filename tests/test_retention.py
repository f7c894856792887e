"""Who borrowed or asked is forgotten in time, by itself, and only that."""

import time

import pytest

from rxapp.server.privacy.retention import GRACE_MINUTES, retain
from tests.server_fixtures import new_row

MINUTE = 60
DAY = 24 * 3600
LATER = GRACE_MINUTES * MINUTE + MINUTE


def moment(seconds_ago: float) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - seconds_ago))


def lend(place, learner, copy=None, returned_ago=None, lent_ago=30 * DAY):
    loan = place.insert(
        "loan",
        copy=copy or new_row(),
        lent_at=moment(lent_ago),
        returned_at=moment(returned_ago) if returned_ago is not None else None,
    )
    return loan, place.insert("borrower", loan=loan, learner=learner)


def ask(place, learner, state):
    request = place.insert("request", words="Iets met paarden", state="open")
    place.query("UPDATE request SET state = ? WHERE id = ?", state, request)
    return place.insert("requester", request=request, learner=learner)


def forgotten(place):
    return {row for tbl, row in place.query("SELECT tbl, row FROM forgotten")}


@pytest.fixture
def learner(place):
    return place.insert("learner", first_name="Sam")


def test_a_borrower_is_forgotten_after_the_return_and_the_loan_stays(place, learner):
    loan, borrower = lend(place, learner, returned_ago=LATER)
    _, out = lend(place, learner)
    assert retain(place.folder, place.site) == {"borrower": 1}
    assert forgotten(place) == {borrower}
    assert place.query("SELECT id FROM borrower") == [(out,)]
    assert place.query("SELECT count(*) FROM loan WHERE id = ?", loan) == [(1,)]
    assert place.query("SELECT count(*) FROM change WHERE row = ? AND kind <> 'forget'", borrower) == [(0,)]


def test_a_return_can_be_undone_for_a_while(place, learner):
    lend(place, learner, returned_ago=MINUTE)
    assert retain(place.folder, place.site) == {}
    assert retain(place.folder, place.site, time.time() + LATER) == {"borrower": 1}


def test_the_site_chooses_the_days(place, learner):
    place.query("UPDATE site SET borrower_days = 7")
    _, old = lend(place, learner, returned_ago=8 * DAY)
    lend(place, learner, returned_ago=6 * DAY)
    retain(place.folder, place.site)
    assert forgotten(place) == {old}


def test_a_learner_who_keeps_a_list_keeps_it(place, learner):
    place.query("UPDATE learner SET keeps_list = 1 WHERE id = ?", learner)
    lend(place, learner, returned_ago=LATER)
    ask(place, learner, "handed")
    assert retain(place.folder, place.site, time.time() + DAY) == {}


def test_what_was_undone_is_forgotten_even_for_who_keeps_a_list(place, learner):
    place.query("UPDATE learner SET keeps_list = 1 WHERE id = ?", learner)
    loan, by_loan = lend(place, learner)
    _, alone = lend(place, learner)
    place.query("DELETE FROM loan WHERE id = ?", loan)
    place.query("DELETE FROM borrower WHERE id = ?", alone)
    retain(place.folder, place.site)
    assert forgotten(place) == {by_loan, alone}


def test_a_loan_that_a_later_one_overtook_ends_with_it(place, learner):
    copy = new_row()
    _, early = lend(place, learner, copy=copy, lent_ago=40 * DAY)
    assert retain(place.folder, place.site) == {}
    _, late = lend(place, learner, copy=copy, lent_ago=20 * DAY, returned_ago=LATER)
    retain(place.folder, place.site)
    assert forgotten(place) == {early, late}


def test_a_settled_double_lending_has_ended(place, learner):
    loan, borrower = lend(place, learner)
    place.insert("settlement", loan=loan)
    assert retain(place.folder, place.site) == {}
    retain(place.folder, place.site, time.time() + LATER)
    assert forgotten(place) == {borrower}


@pytest.mark.parametrize(("state", "goes"), [("open", False), ("packed", False), ("handed", True), ("dropped", True)])
def test_who_asked_is_forgotten_when_the_request_is_done(place, learner, state, goes):
    requester = ask(place, learner, state)
    assert retain(place.folder, place.site) == {}
    retain(place.folder, place.site, time.time() + LATER)
    assert forgotten(place) == ({requester} if goes else set())


def test_a_sync_is_enough_to_forget_and_the_next_one_tells_the_device(place, learner):
    _, borrower = lend(place, learner, returned_ago=LATER)
    device = place.device()
    device.sync()
    (told,) = device.sync()["changes"]
    assert (told["kind"], told["tbl"], told["row"]) == ("forget", "borrower", borrower)


def test_it_goes_from_the_files_too(place):
    learner = place.insert("learner", first_name="Sam")
    loan, _ = lend(place, learner, returned_ago=LATER)
    pair = f'"loan":"{loan}","learner":"{learner}"'.encode()
    files = place.folder / "sites"
    assert any(pair in path.read_bytes() for path in files.iterdir())
    retain(place.folder, place.site)
    assert not any(pair in path.read_bytes() for path in files.iterdir())
