"""What one device sends, others get: once, in order, within their duties, and again after anything that went wrong."""

import asyncio
import gzip
import json

from rxapp.data.tables import TABLES, in_scope
from rxapp.server import office, sites
from rxapp.server.edge import answering
from rxapp.server.edge.headers import HEADERS
from rxapp.server.privacy.forget import forget_for_good
from rxapp.server.sync import pull
from rxapp.server.sync.check import check_file
from rxapp.server.sync.compaction import compact
from tests.server_fixtures import Client, new_row, stamp


def stamps(changes):
    return [change["stamp"] for change in changes]


def test_a_change_reaches_another_device_byte_for_byte(place):
    one, other = place.device(), place.device()
    made = one.change(patch='{ "name" : "Ëen \\u00e9\\n🐢" }')
    one.sync(made)
    (received,) = other.sync()["changes"]
    assert received == made
    assert place.query("SELECT name FROM title") == [("Ëen é\n🐢",)]


def test_a_device_does_not_get_back_what_it_just_sent(place):
    device = place.device()
    made = device.change()
    assert device.sync(made)["changes"] == []
    assert stamps(device.sync()["changes"]) == []


def test_repeating_a_request_adds_nothing(place):
    device = place.device()
    request = device.body([device.change(), device.change(patch={"name": 5})])
    replies = [device.request("POST", "/api/sync", json=request).json() for _ in range(3)]
    logs = place.query("SELECT count(*), max(seq) FROM change")
    assert [[v["verdict"] for v in reply["verdicts"]] for reply in replies] == [
        ["accepted", "refused"],
        ["duplicate", "refused"],
        ["duplicate", "refused"],
    ]
    assert replies[1] | {"server_time": 0} == replies[2] | {"server_time": 0}
    device.request("POST", "/api/sync", json=request)
    assert place.query("SELECT count(*), max(seq) FROM change") == logs


def test_an_old_stamp_that_comes_late_still_reaches_everybody(place):
    one, other = place.device(), place.device()
    one.sync(one.change())
    other.sync()
    late = one.change(stamp=stamp(one.me["replica"], -21 * 86_400_000))
    one.sync(late)
    assert stamps(other.sync()["changes"]) == [late["stamp"]]


def test_the_newest_stamp_wins_whatever_comes_first(place):
    device = place.device()
    born = device.change(patch={"name": "eerst", "author": "Jan"})
    older = device.change(patch={"name": "ouder"}, row=born["row"], kind="edit")
    newer = device.change(patch={"name": "nieuwer"}, row=born["row"], kind="edit")
    device.sync(born, newer, older)
    assert place.query("SELECT name, author FROM title") == [("nieuwer", "Jan")]


def test_pages_follow_each_other_without_gap_or_overlap(place):
    writer, reader = place.device(), place.device()
    made = [writer.change() for _ in range(pull.PAGE * 2 + 10)]
    made.reverse()  # the log has an order of its own, not that of the stamps
    for start in range(0, len(made), 2000):
        writer.sync(*made[start : start + 2000])
    pages = []
    while not pages or pages[-1]["more"]:
        pages.append(reader.sync())
    assert [len(page["changes"]) for page in pages] == [pull.PAGE, pull.PAGE, 10]
    assert stamps(change for page in pages for change in page["changes"]) == stamps(made)


def test_a_page_is_cut_by_weight_too(place):
    writer, reader = place.device(), place.device()
    cover = "data:" + "x" * 39_000
    made = [writer.change(patch={"cover": cover}) for _ in range(60)]
    writer.sync(*made)
    first = reader.sync()
    assert first["more"]
    assert 45 < len(first["changes"]) < 55
    assert stamps(first["changes"] + reader.sync()["changes"]) == stamps(made)


def test_a_device_gets_the_tables_of_its_duties_only(place):
    writer = place.device("cart office")
    readers = {duty: place.device(duty) for duty in ("cart", "circle")}
    made = {tbl: writer.change(tbl, {}) for tbl in ("title", "loan", "visit")}
    writer.sync(*made.values())
    got = {duty: {change["tbl"] for change in reader.sync()["changes"]} for duty, reader in readers.items()}
    assert got["cart"] == {"title", "loan", "visit"}
    assert got["circle"] == {"title"}
    assert got["circle"] <= {table.name for table in in_scope({"circle"})}


def test_out_of_scope_changes_move_the_cursor_on(place):
    writer, reader = place.device("cart"), place.device("circle")
    reply = writer.sync(*[writer.change("visit", {}) for _ in range(10)])
    assert reader.sync()["cursor"] == reply["cursor"]


def test_a_row_outside_the_scope_folds_to_nothing(place):
    writer, reader = place.device("cart"), place.device("circle")
    made = writer.change("visit", {})
    writer.sync(made)
    answer = reader.sync(refold=[["visit", made["row"]], ["title", new_row()], ["nope", "x"]])["refold"]
    assert [one["changes"] for one in answer] == [[], [], []]


def test_refold_gives_every_change_of_a_row(place):
    one, other = place.device(), place.device()
    born = one.change()
    edit = other.change(patch={"author": "Jan"}, row=born["row"], kind="edit")
    one.sync(born)
    other.sync(edit)
    (answer,) = one.sync(refold=[["title", born["row"]]])["refold"]
    assert stamps(answer["changes"]) == stamps([born, edit])


def test_changed_duties_ask_for_a_new_replica_and_still_take_what_is_pushed(place):
    device = place.device("cart")
    with office.using(place.folder) as connection:
        office.change_duties(connection, device.enrolled["device"], ["circle", "cart"])
    before = device.me["cursor"]
    reply = device.sync(device.change())
    assert (reply["recover"], reply["changes"], reply["cursor"]) == ("scope", [], before)
    assert reply["verdicts"][0]["verdict"] == "accepted"
    device.download()
    assert device.sync()["recover"] is None


def test_another_epoch_or_a_cursor_from_the_future_ask_for_a_new_replica(place):
    device = place.device()
    assert device.sync(epoch="elsewhere")["recover"] == "epoch"
    assert device.sync(since=10**9)["recover"] == "epoch"
    assert device.sync(since=device.place.query("SELECT max(seq) FROM change")[0][0])["recover"] is None


def test_behind_the_horizon_is_a_new_replica_and_compaction_keeps_the_state(place):
    device, slow = place.device(), place.device()
    born = [device.change(patch={"name": f"boek {number}", "author": "Jan"}) for number in range(20)]
    rows = [change["row"] for change in born] * 3
    edits = [device.change(patch={"name": "later"}, row=row, kind="edit") for row in rows]
    device.sync(*born, *edits)
    with sites.using(place.folder, place.site) as connection:
        state = [tuple(row) for row in connection.execute("SELECT * FROM _title ORDER BY id")]
        assert compact(connection, pull.last_seq(connection)) == 40
        assert [tuple(row) for row in connection.execute("SELECT * FROM _title ORDER BY id")] == state
    assert check_file(sites.site_path(place.folder, place.site)) is None
    assert slow.sync()["recover"] == "horizon"
    assert device.sync()["recover"] is None
    again = device.sync(*born, *edits)
    assert again["recover"] is None
    assert {verdict["verdict"] for verdict in again["verdicts"]} <= {"accepted", "duplicate"}
    assert place.query("SELECT DISTINCT name, author FROM title") == [("later", "Jan")]


def test_compaction_leaves_what_only_a_newer_app_knows(place):
    device = place.device()
    born = device.change(patch={"name": "Een boek"})
    device.sync(born)
    newer = {**device.change(patch={"later": "x"}, row=born["row"], kind="edit"), "status": "accepted"}
    names = ", ".join(newer)
    place.query(f"INSERT INTO change ({names}) VALUES ({', '.join('?' * len(newer))})", *newer.values())
    with sites.using(place.folder, place.site) as connection:
        compact(connection, pull.last_seq(connection))
    assert place.query("SELECT patch FROM change WHERE stamp = ?", newer["stamp"]) == [('{"later": "x"}',)]


def test_compaction_keeps_a_birth_of_which_nothing_else_is_left(place):
    device = place.device()
    born = device.change(patch={"name": "eerst"})
    device.sync(born, device.change(patch={"name": "later"}, row=born["row"], kind="edit"))
    with sites.using(place.folder, place.site) as connection:
        compact(connection, pull.last_seq(connection))
    assert place.query("SELECT patch FROM change WHERE stamp = ?", born["stamp"]) == [("{}",)]
    assert check_file(sites.site_path(place.folder, place.site)) is None


def test_a_server_whose_clock_went_back_takes_what_follows_on_what_it_wrote(place, monkeypatch):
    device = place.device()
    place.insert("title", name="Van de server zelf")
    real = office.now
    monkeypatch.setattr(office, "now", lambda: real() - 7_200_000)
    assert device.outcome(device.change()) == "accepted"
    assert device.outcome(device.change(stamp=stamp(device.me["replica"], 130_000))) == "clock"


def test_a_server_whose_clock_went_back_takes_what_follows_on_what_it_took(place, monkeypatch):
    device, real = place.device(), office.now
    monkeypatch.setattr(office, "now", lambda: real() + 7_200_000)
    ahead = device.change(stamp=stamp(device.me["replica"], 7_200_000))
    assert device.outcome(ahead) == "accepted"
    monkeypatch.setattr(office, "now", real)
    follows = f"{int(ahead['stamp'][:16]) + 1:016d}-{device.me['replica']}"
    assert device.outcome(device.change(stamp=follows)) == "accepted"
    assert device.outcome(device.change(stamp=stamp(device.me["replica"], 7_200_000 + 130_000))) == "clock"


def test_a_forgotten_row_stays_away_and_everybody_is_told(place):
    device, other = place.device(), place.device("circle")
    learner = new_row()
    born = device.change("learner", {"first_name": "Sam"}, row=learner)
    lent = device.change("borrower", {"loan": new_row(), "learner": learner}, part=learner)
    device.sync(born, lent)
    other.sync()
    forget_for_good(place.folder, place.site, [("*", learner)])
    for reader in (device, other):
        (told,) = reader.sync()["changes"]
        assert (told["kind"], told["tbl"], told["row"], told["patch"]) == ("forget", "*", learner, "{}")
    edit = device.change("learner", {"first_name": "Sam"}, row=learner, kind="edit")
    again = device.change("card", {"learner": learner, "hash": "x"}, part=learner)
    replies = [device.outcome(change) for change in (born, lent, edit)]
    assert replies == ["forgotten"] * 3
    assert place.device("office", "olga").outcome({**again, "author": place.people["olga"]}) in ("clone", "forgotten")
    assert place.query("SELECT count(*) FROM change WHERE part = ?", learner) == [(0,)]


def test_forgetting_leaves_no_bytes_behind(place):
    device = place.device()
    learner, name = new_row(), "Zwanenhalsje"
    device.sync(device.change("learner", {"first_name": name}, row=learner))
    device.sync(device.change("learner", {"first_name": name + "X", "nope": 1}, row=learner, kind="edit"))
    files = place.folder / "sites"
    assert any(name.encode() in path.read_bytes() for path in files.iterdir())
    forget_for_good(place.folder, place.site, [("*", learner)])
    assert not any(name.encode() in path.read_bytes() for path in files.iterdir())


def test_the_reply_is_compressed_for_who_asks(place):
    writer, reader = place.device(), place.device()
    writer.sync(*[writer.change() for _ in range(50)])
    body, sent = gzip.compress(json.dumps(reader.body()).encode()), {"content-encoding": "gzip"}
    packed = reader.request("POST", "/api/sync", content=body, headers=sent)
    plain = reader.request("POST", "/api/sync", content=body, headers=sent | {"accept-encoding": "br"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.json()["changes"] == plain.json()["changes"]
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 4


def test_every_response_carries_the_security_headers(place):
    for answer in (Client().request("GET", "/api/health"), Client().request("GET", "/api/nope"), place.device().post()):
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_the_office_sees_when_a_device_called_and_what_it_said(place):
    device = place.device()
    device.sync(report={"unsent": 3, "storage": "opfs", "persistent": True, "name": "secret"})
    with office.using(place.folder) as connection:
        (row,) = office.devices(connection, place.site)
    assert json.loads(row["report"]) == {"unsent": 3, "storage": "opfs", "persistent": True}
    assert office.now() - row["last_seen_at"] < 60_000


def test_the_cookie_lives_on_as_long_as_the_device_calls(place):
    device = place.device()
    assert "set-cookie" not in device.post().headers
    with office.using(place.folder) as connection:
        connection.execute("UPDATE device SET last_seen_at = last_seen_at - 2 * 86400000")
    assert "Max-Age" in device.post().headers["set-cookie"]


def test_many_devices_at_once_lose_nothing(place):
    devices = [place.device() for _ in range(5)]
    requests = [(device, json.dumps(device.body([device.change() for _ in range(8)]))) for device in devices * 10]

    async def push_all():
        return await asyncio.gather(*(device.send("POST", "/api/sync", content=body) for device, body in requests))

    assert {answer.status_code for answer in asyncio.run(push_all())} == {200}
    everything = sorted(stamps(change for _, body in requests for change in json.loads(body)["changes"]))
    assert sorted(row[0] for row in place.query("SELECT stamp FROM change WHERE tbl = 'title'")) == everything
    assert check_file(sites.site_path(place.folder, place.site)) is None


def test_what_the_office_writes_after_a_push_comes_after_it(place):
    device = place.device()
    ahead = device.change(patch={"name": "tablet"}, stamp=stamp(device.me["replica"], 100_000))
    assert device.outcome(ahead) == "accepted"
    place.query("UPDATE title SET name = 'kantoor' WHERE id = ?", ahead["row"])
    assert place.query("SELECT name FROM title") == [("kantoor",)]


def test_a_long_queue_is_sent_away_to_come_back_at_different_moments(place, monkeypatch):
    device = place.device()
    monkeypatch.setattr(answering, "MOST_WAITING", -1)
    answers = [device.post() for _ in range(12)]
    assert {(answer.status_code, answer.json()["error"]) for answer in answers} == {(503, "busy")}
    assert len({answer.headers["retry-after"] for answer in answers}) > 1


def test_every_declared_table_takes_a_change(place):
    device = place.device("cart circle training office")
    place.query("UPDATE staff SET duties = 'cart circle training office' WHERE id = ?", place.people["ria"])
    made = [device.change(tbl, {}) for tbl in TABLES if TABLES[tbl].writers]
    verdicts = device.sync(*made)["verdicts"]
    assert {verdict["verdict"] for verdict in verdicts} == {"accepted"}, verdicts
