"""Whatever is sent: a reason for each bad change, a status for each bad request, and nothing is lost or leaks."""

import gzip
import json
import sqlite3
import time
import tracemalloc

import pytest

from rxapp.data import SCHEMA, SCHEMA_FLOOR
from rxapp.server import office
from rxapp.server.backups.backup import back_up, restore
from rxapp.server.edge import bodies, errors
from rxapp.server.privacy.forget import forget_for_good
from rxapp.server.sync.exchange import MOST_CHANGES
from tests.server_fixtures import Client, close_all, new_row, stamp

YEAR_2099 = 4_070_908_800_000 * 256


def log_of(place):
    return place.query("SELECT stamp, tbl, row, patch, status, reason FROM change ORDER BY seq")


@pytest.mark.parametrize(
    ("patch", "reason"),
    [
        ({"nope": 1}, "unknown-column"),
        ({"name": 1}, "wrong-type"),
        ({"name": True}, "wrong-type"),
        ({"name": ["a"]}, "wrong-type"),
        ({"name": {"a": 1}}, "wrong-type"),
        ({"name": "a\0b"}, "malformed"),
        ({"name": "x" * 201}, "too-long"),
        ({"name": "x" * 1_000_000}, "too-long"),
        ({"level": "C2"}, "not-a-choice"),
        ({"level": 1}, "wrong-type"),
        ({"deleted": 1}, "malformed"),
        ('{"name": "a"', "malformed"),
        ('{"name": "a", "name": "b"}', "malformed"),
        (r'{"n\u0061me": "a"}', "malformed"),
        (r'{"name": "\ud800"}', "malformed"),
        (r'{"series": "", "name": "a\u0000b"}', "malformed"),
        ('{"name": NaN}', "malformed"),
        ('{"name": 1e400}', "wrong-type"),
        ('[["name", "a"]]', "malformed"),
        ("null", "malformed"),
        ("", "malformed"),
        ("[" * 50_000, "malformed"),
        ('{"name": ' + "[" * 50_000 + "]" * 50_000 + "}", "too-long"),
        ('{"name": ' + "[" * 40_000 + "]" * 40_000 + "}", "malformed"),
        ("{" + '"name"' + ":" + "9" * 5000 + "}", "malformed"),
    ],
)
def test_a_bad_patch_of_a_title(place, patch, reason):
    device = place.device()
    assert device.outcome(device.change("title", patch)) == reason
    assert place.query("SELECT count(*) FROM title") == [(0,)]


@pytest.mark.parametrize(
    ("tbl", "patch", "reason"),
    [
        ("visit", {"day": "2026-02-30"}, "wrong-type"),
        ("visit", {"day": "20260230"}, "wrong-type"),
        ("visit", {"day": "2026-1-01"}, "wrong-type"),
        ("visit", {"day": 20260101}, "wrong-type"),
        ("visit", {"opened_at": "2026-11-22T12:00:00"}, "wrong-type"),
        ("visit", {"opened_at": "2026-11-22 12:00:00Z"}, "wrong-type"),
        ("visit", {"opened_at": "2026-11-22T25:00:00Z"}, "wrong-type"),
        ("loan", {"copy": "ABCDEF0123456789"}, "wrong-type"),
        ("loan", {"copy": "1"}, "wrong-type"),
        ("loan", {"returned_at": "2026-11-22T12:00:00Z"}, "incomplete-group"),
        ("learner", {"keeps_list": 1.0}, "wrong-type"),
        ("learner", {"keeps_list": True}, "wrong-type"),
        ("learner", {"keeps_list": 2**53 + 1}, "wrong-type"),
        ("learner", {"keeps_list": "1"}, "wrong-type"),
    ],
)
def test_a_bad_value_of_each_type(place, tbl, patch, reason):
    device = place.device()
    assert device.outcome(device.change(tbl, patch)) == reason


@pytest.mark.parametrize(
    "patch",
    [
        {"name": None},
        {"name": ""},
        {"name": 'quotes " and \\ and \n lines'},
        {"name": "ë 🐢 ‎"},
        {"level": ""},
        {},
    ],
)
def test_unusual_values_that_are_right(place, patch):
    device = place.device()
    made = device.change("title", patch)
    assert device.outcome(made) == "accepted"
    assert place.query("SELECT name FROM title WHERE id = ?", made["row"]) == [(patch.get("name"),)]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"tbl": "nope"}, "unknown-table"),
        ({"tbl": "sqlite_master"}, "unknown-table"),
        ({"tbl": "_title"}, "unknown-table"),
        ({"row": "1"}, "malformed"),
        ({"row": "0123456789ABCDEF"}, "malformed"),
        ({"row": "x' OR 1=1 --aaaa"}, "malformed"),
        ({"kind": "forget"}, "malformed"),
        ({"kind": "drop"}, "malformed"),
        ({"kind": "edit"}, "unknown-row"),
        ({"schema": "1"}, "malformed"),
        ({"schema": 0}, "malformed"),
        ({"part": "elsewhere"}, "wrong-part"),
        ({"part": 3}, "malformed"),
        ({"author": None}, "wrong-person"),
        ({"author": "0" * 16}, "wrong-person"),
        ({"author": 5}, "malformed"),
        ({"patch": {"name": "a"}}, "malformed"),
        ({"patch": None}, "malformed"),
        ({"stamp": "yesterday"}, "malformed"),
        ({"stamp": None}, "malformed"),
        ({"part": "\ud800"}, "wrong-part"),
        ({"author": "\ud800"}, "wrong-person"),
        ({"tbl": "\ud800"}, "unknown-table"),
    ],
)
def test_a_bad_envelope(place, fields, reason):
    device = place.device()
    assert device.outcome({**device.change(), **fields}) == reason
    assert place.query("SELECT count(*) FROM title") == [(0,)]


@pytest.mark.parametrize("change", [None, 3, "x", [], {}, [1, 2, 3, 4, 5, 6, 7, 8]])
def test_something_that_is_no_change_at_all(place, change):
    device = place.device()
    good = device.change()
    verdicts = device.sync(change, good)["verdicts"]
    assert [verdict["verdict"] for verdict in verdicts] == ["refused", "accepted"]
    assert verdicts[0]["reason"] == "malformed"


def test_one_bad_change_never_blocks_another(place):
    device = place.device()
    good = [device.change() for _ in range(50)]
    bad = [device.change(patch={"name": 7}) for _ in range(50)]
    mixed = [change for pair in zip(good, bad, strict=True) for change in pair]
    verdicts = device.sync(*mixed)["verdicts"]
    assert [verdict["stamp"] for verdict in verdicts] == [change["stamp"] for change in mixed]
    assert [verdict["verdict"] for verdict in verdicts] == ["accepted", "refused"] * 50
    assert place.query("SELECT count(*) FROM title") == [(50,)]


def test_a_change_that_sqlite_itself_chokes_on_is_refused_alone(place):
    place.query(
        """CREATE TRIGGER choke BEFORE INSERT ON change WHEN new.patch LIKE '%poison%'
        BEGIN SELECT raise(ABORT, 'choked'); END"""
    )
    device = place.device()
    changes = [device.change(patch={"name": "poison" if number in (3, 11) else "fine"}) for number in range(16)]
    verdicts = device.sync(*changes)["verdicts"]
    assert [number for number, verdict in enumerate(verdicts) if verdict["verdict"] == "refused"] == [3, 11]
    assert place.query("SELECT count(*) FROM title") == [(14,)]


def test_a_refused_change_is_kept_for_a_person_but_not_folded(place):
    device = place.device()
    made = device.change(patch={"name": 7})
    assert device.outcome(made) == "wrong-type"
    assert (made["stamp"], "title", made["row"], made["patch"], "refused", "wrong-type") in log_of(place)
    assert device.outcome(made) == "wrong-type"
    assert sum(entry[0] == made["stamp"] for entry in log_of(place)) == 1


def test_the_row_of_a_refused_change_comes_back_to_be_folded_again(place):
    device = place.device()
    born = device.change(patch={"name": "Goed"})
    device.sync(born)
    bad = device.change(patch={"name": 7}, row=born["row"], kind="edit")
    reply = device.sync(bad)
    assert [(answer["tbl"], answer["row"]) for answer in reply["refold"]] == [("title", born["row"])]
    assert reply["refold"][0]["changes"] == [{name: born[name] for name in born}]


def test_a_stamp_from_2099_is_refused_and_pushes_no_clock_forward(place):
    device = place.device()
    made = device.change(stamp=f"{YEAR_2099:016d}-{device.me['replica']}")
    assert device.outcome(made) == "clock"
    assert made["stamp"] not in [entry[0] for entry in log_of(place)]
    assert place.query("SELECT ticks FROM me")[0][0] < (time.time() + 1) * 256_000
    made["stamp"] = stamp(device.me["replica"])
    assert device.outcome(made) == "accepted"


def test_two_minutes_ahead_is_the_limit(place):
    device = place.device()
    assert device.outcome(device.change(stamp=stamp(device.me["replica"], 110_000))) == "accepted"
    assert device.outcome(device.change(stamp=stamp(device.me["replica"], 130_000))) == "clock"


def test_a_stamp_of_another_device_is_a_clone(place):
    one, other = place.device(), place.device()
    reply = other.sync(other.change(stamp=stamp(one.me["replica"])))
    assert reply["verdicts"][0]["reason"] == "clone"
    assert reply["recover"] == "clone"


def test_a_known_stamp_with_other_content_is_a_clone_and_the_first_stays(place):
    device = place.device()
    first = device.change(patch={"name": "eerst"})
    device.sync(first)
    reply = device.sync({**first, "patch": '{"name":"anders"}'})
    assert reply["verdicts"][0]["reason"] == reply["recover"] == "clone"
    assert place.query("SELECT name FROM title") == [("eerst",)]


def test_twice_the_same_stamp_in_one_request(place):
    device = place.device()
    first = device.change(patch={"name": "eerst"})
    verdicts = device.sync(first, first, {**first, "patch": '{"name":"anders"}'})["verdicts"]
    assert [verdict.get("reason") or verdict["verdict"] for verdict in verdicts] == ["accepted", "duplicate", "clone"]


def test_a_volunteers_device_may_not_write_what_its_duty_does_not(place):
    device = place.device("cart")
    assert device.outcome(device.change("staff", {"first_name": "Ik", "duties": "office"})) == "not-allowed"
    assert device.outcome(device.change("site", {"name": "Van mij"})) == "not-allowed"
    learner = new_row()
    goal = device.change("goal", {"learner": learner, "sentence": "Lezen"}, part=learner)
    assert device.outcome(goal) == "not-allowed"
    assert device.sync(refold=[["goal", goal["row"]]])["refold"][0]["changes"] == []
    assert place.query("SELECT count(*) FROM _goal") == [(0,)]
    assert place.query("SELECT count(*) FROM staff WHERE first_name = 'Ik'") == [(0,)]


def test_nobody_writes_on_a_volunteers_device_what_its_duty_does_not(place):
    learner = new_row()
    of_office, of_training = place.device("cart", "olga"), place.device("cart", "tom")
    assert of_office.outcome(of_office.change("staff", {"first_name": "Bo", "duties": "office"})) == "not-allowed"
    goal = of_training.change("goal", {"learner": learner, "sentence": "Lezen"}, part=learner)
    assert of_training.outcome(goal) == "not-allowed"


def test_a_person_without_the_duty_may_not_write_on_any_device(place):
    device = place.device("cart office", author="cees")
    assert device.outcome(device.change("title")) == "not-allowed"
    assert device.outcome(device.change("staff", {"first_name": "x"})) == "not-allowed"


def test_who_left_writes_nothing_new_but_what_was_written_before_still_comes_in(place):
    device = place.device()
    place.query("UPDATE staff SET left_on = date('now', 'localtime', '-3 days') WHERE id = ?", place.people["ria"])
    assert device.outcome(device.change()) == "wrong-person"
    assert device.outcome(device.change(stamp=stamp(device.me["replica"], -4 * 86_400_000))) == "accepted"


def test_who_was_removed_writes_nothing_new_but_what_was_written_before_still_comes_in(place):
    device = place.device()
    place.query("DELETE FROM staff WHERE id = ?", place.people["ria"])
    assert device.outcome(device.change(stamp=stamp(device.me["replica"], 1000))) == "wrong-person"
    assert device.outcome(device.change(stamp=stamp(device.me["replica"], -60_000))) == "accepted"


def test_somebody_added_on_the_same_tablet_may_write_at_once(place):
    device = place.device("cart office", author="olga")
    person = new_row()
    added = device.change("staff", {"first_name": "Bo", "duties": "cart"}, row=person)
    verdicts = device.sync(added, device.change(author=person))["verdicts"]
    assert [verdict["verdict"] for verdict in verdicts] == ["accepted", "accepted"]


def test_parts_are_what_the_table_declares_and_never_change(place):
    device = place.device()
    learner, other, row = new_row(), new_row(), new_row()
    assert device.outcome(device.change("learner", {"first_name": "Sam"}, row=learner)) == "accepted"
    assert device.outcome(device.change("learner", {"first_name": "Sam"}, row=other, part="site")) == "wrong-part"
    borrowed = {"loan": new_row(), "learner": learner}
    assert device.outcome(device.change("borrower", borrowed, part="site")) == "wrong-part"
    assert device.outcome(device.change("borrower", borrowed, part=learner, row=row)) == "accepted"
    moved = device.change("borrower", {"learner": other}, part=learner, row=row, kind="edit")
    assert device.outcome(moved) == "wrong-part"
    emptied = device.change("borrower", {"learner": None}, part=learner, row=row, kind="edit")
    assert device.outcome(emptied) == "accepted"
    assert device.outcome(device.change("borrower", {"loan": None}, part="site", row=row, kind="edit")) == "wrong-part"


@pytest.mark.parametrize(
    ("patch", "outcome"),
    [
        ('{"deleted":1}', "accepted"),
        ('{"deleted":null}', "accepted"),
        ('{"deleted":0}', "wrong-type"),
        ('{"deleted":true}', "wrong-type"),
        ('{"deleted":"1"}', "wrong-type"),
        ('{"deleted":1,"name":"a"}', "malformed"),
        ("{}", "malformed"),
    ],
)
def test_deleting_is_an_edit_of_its_own(place, patch, outcome):
    device = place.device()
    born = device.change()
    device.sync(born)
    assert device.outcome(device.change(patch=patch, row=born["row"], kind="edit")) == outcome


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"3", b"null", b"\xff\xfe", b"[" * 100_000, b'{"site": "x"}'])
def test_a_request_that_is_not_one(place, content):
    device = place.device()
    answer = device.request("POST", "/api/sync", content=content)
    assert (answer.status_code, answer.json()["error"]) == (400, "malformed")
    assert set(answer.json()) == {"error", "message"}


@pytest.mark.parametrize(
    "fields",
    [
        {"since": -1},
        {"since": "0"},
        {"since": 2**60},
        {"since": True},
        {"epoch": None},
        {"schema": 1.5},
        {"changes": {}},
        {"changes": None},
        {"refold": [["title"]]},
        {"refold": [["title", 3]]},
        {"refold": "title"},
        {"report": {"unsent": float("nan")}},
        {"site": 5},
    ],
)
def test_a_request_of_another_shape(place, fields):
    device = place.device()
    answer = device.post(**fields)
    assert (answer.status_code, answer.json()["error"]) == (400, "malformed")


def test_a_million_changes_in_one_request(place):
    device = place.device()
    text = b'{"changes":[' + b",".join([b"1"] * 1_000_000) + b"]" + json.dumps(device.body()).encode()[1:]
    shortened = text.replace(b'"changes": [], ', b"").replace(b']"', b'],"', 1)
    answer = device.request("POST", "/api/sync", content=shortened)
    assert (answer.status_code, answer.json()["error"]) == (413, "too-large")


def test_a_few_changes_too_many(place):
    device = place.device()
    answer = device.post([0] * (MOST_CHANGES + 1))
    assert (answer.status_code, answer.json()["error"]) == (413, "too-large")
    assert device.post([0] * MOST_CHANGES).status_code == 200


def test_a_body_that_is_too_large_plain_and_as_a_gzip_bomb(place):
    device = place.device()
    bomb = gzip.compress(b" " * (bodies.LARGEST_BODY + 1))
    assert len(bomb) < 100_000
    packed = device.request("POST", "/api/sync", content=bomb, headers={"content-encoding": "gzip"})
    plain = device.request("POST", "/api/sync", content=b" " * (bodies.LARGEST_BODY + 1))
    assert [(answer.status_code, answer.json()["error"]) for answer in (packed, plain)] == [(413, "too-large")] * 2


def test_a_gzip_bomb_is_unpacked_no_further_than_the_limit():
    bomb = gzip.compress(bytes(8 * bodies.LARGEST_BODY), 1)
    tracemalloc.start()
    with pytest.raises(bodies.TooLarge):
        bodies.inflate(bomb, "gzip")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3 * bodies.LARGEST_BODY


@pytest.mark.parametrize("content", [b"{}", gzip.compress(b'{"site": 1}', mtime=0)[:-9], b"\x1f\x8b"])
def test_gzip_that_is_none_or_ends_early(place, content):
    device = place.device()
    answer = device.request("POST", "/api/sync", content=content, headers={"content-encoding": "gzip"})
    assert (answer.status_code, answer.json()["error"]) == (400, "malformed")


def test_an_encoding_that_nobody_knows(place):
    device = place.device()
    answer = device.request("POST", "/api/sync", content=b"{}", headers={"content-encoding": "br"})
    assert (answer.status_code, answer.json()["error"]) == (400, "malformed")


@pytest.mark.parametrize(("method", "path"), [("POST", "/api/sync"), ("GET", "/api/replica"), ("GET", "/api/labels")])
def test_a_stranger_gets_nothing(place, method, path):
    for client in (Client(), place.device()):
        client.cookies.clear()
        answer = client.request(method, path)
        assert (answer.status_code, answer.json()["error"]) == (401, "unknown-device")
        forged = client.request(method, path, headers={"cookie": "device=guess"})
        assert forged.status_code == 401


def test_a_device_of_another_site_changes_nothing_there(place):
    device = place.device()
    before = log_of(place)
    answer = device.post([device.change()], site="elders")
    assert (answer.status_code, answer.json()["error"]) == (403, "other-site")
    assert log_of(place) == before


def test_a_revoked_device_is_kept_aside_once_and_gets_nothing_more(place):
    device = place.device()
    with office.using(place.folder) as connection:
        office.revoke(connection, device.enrolled["device"])
    changes = [device.change(), device.change()]
    for _ in range(2):
        answer = device.post(changes)
        assert (answer.status_code, answer.json()["error"], answer.json()["kept"]) == (403, "revoked", 2)
    assert kept_of(place) == changes
    assert place.query("SELECT count(*) FROM title") == [(0,)]
    assert device.request("GET", "/api/replica").status_code == 403


def test_of_somebody_erased_nothing_is_kept_aside(place, tmp_path):
    device, learner = place.device("cart office"), new_row()
    with office.using(place.folder) as connection:
        office.revoke(connection, device.enrolled["device"])
    named = device.change("learner", {"first_name": "Zwanenhalsje"}, row=learner, kind="edit")
    borrowed = device.change("borrower", {"loan": new_row(), "learner": learner}, part=learner)
    other = device.change()
    device.post([named, borrowed, other])
    assert len(kept_of(place)) == 3
    made = back_up(place.folder, tmp_path)
    forget_for_good(place.folder, place.site, [("*", learner)])
    assert kept_of(place) == [other]
    assert b"Zwanenhalsje" not in office.office_path(place.folder).read_bytes()
    assert device.post([named, borrowed, other]).json()["kept"] == 3, "or the tablet would keep it and try for ever"
    assert kept_of(place) == [other]
    close_all()
    for path in place.folder.glob("office.sqlite3*"):
        path.unlink()
    restore(place.folder, made)
    assert kept_of(place) == [other]


def kept_of(place):
    with office.using(place.folder) as connection:
        return [json.loads(row[0]) for row in connection.execute("SELECT change FROM kept ORDER BY stamp")]


def test_a_revoked_device_with_a_stamp_that_is_no_text(place):
    device = place.device()
    with office.using(place.folder) as connection:
        office.revoke(connection, device.enrolled["device"])
    answer = device.post([{**device.change(), "stamp": "\ud800"}])
    assert (answer.status_code, answer.json()["kept"]) == (403, 1)


def test_an_older_app_is_asked_to_renew_and_a_newer_one_to_wait(place):
    device = place.device()
    older = device.post([device.change()], schema=SCHEMA_FLOOR - 1)
    assert (older.status_code, older.json()["error"], older.json()["floor"]) == (426, "outdated", SCHEMA_FLOOR)
    newer = device.post(schema=SCHEMA + 1)
    assert (newer.status_code, newer.json()["error"]) == (503, "server-behind")
    assert int(newer.headers["retry-after"]) > 0


@pytest.mark.parametrize(("method", "path"), [("GET", "/api/nope"), ("GET", "/api/sync"), ("DELETE", "/api/replica")])
def test_an_address_that_is_none(place, method, path):
    answer = Client().request(method, path)
    assert (answer.status_code, answer.json()["error"]) == (404, "unknown-address")


def test_a_fault_of_the_server_tells_nothing_and_keeps_the_change(place):
    device = place.device()
    made = device.change()
    place.query("ALTER TABLE _title RENAME TO hidden")
    answer = device.post([made])
    assert answer.status_code == 500
    assert answer.json() == {
        "error": "fault",
        "message": "The server made a mistake; nothing was lost, and it was written in its log.",
    }
    place.query("ALTER TABLE hidden RENAME TO _title")
    assert device.outcome(made) == "accepted"


@pytest.mark.parametrize("code", [sqlite3.SQLITE_BUSY, sqlite3.SQLITE_FULL, 517, 778])
def test_a_disk_that_is_busy_full_or_failing_asks_to_come_back(code):
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = code  # 517 and 778 are ways of being busy and failing: BUSY_SNAPSHOT, IOERR_WRITE
    refusal = errors.refusal_for(error)
    assert (refusal.status, refusal.code, refusal.retry_after) == (503, "busy", 15)


def test_a_report_of_another_shape_is_left_out(place):
    device = place.device()
    for report in ({"unsent": 3, "secret": "x" * 5000}, "x" * 5000, ["x"], None, {"app": "x" * 5000}):
        device.sync(report=report)
    with office.using(place.folder) as connection:
        (stored,) = {row["report"] for row in office.devices(connection)}
    assert len(stored) < 1000
