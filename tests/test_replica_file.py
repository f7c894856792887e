"""A replica is a ready database of what a device may hold, and the same as what changes alone would have made."""

import sqlite3

import brotli

from rxapp.data.database import connect, fold_log
from rxapp.data.tables import TABLES, in_scope
from rxapp.server import sites
from rxapp.server.privacy.forget import forget_for_good
from rxapp.server.sync import replica
from rxapp.server.sync.check import first_difference
from tests.server_fixtures import Client, new_row


def opened(content: bytes, path) -> sqlite3.Connection:
    path.write_bytes(content)
    return connect(path)


def rows(connection, table):
    return [tuple(row) for row in connection.execute(f"SELECT * FROM {table.state} ORDER BY id")]


def filled(place):
    device = place.device("cart office")
    learner = new_row()
    changes = [device.change(patch={"name": f"boek {number}"}) for number in range(30)]
    changes += [device.change(patch={"level": "A1"}, row=changes[0]["row"], kind="edit")]
    changes += [device.change(patch={"deleted": 1}, row=changes[1]["row"], kind="edit")]
    changes += [device.change("learner", {"first_name": "Sam"}, row=learner)]
    changes += [device.change("visit", {"day": "2026-11-22"})]
    assert {verdict["verdict"] for verdict in device.sync(*changes)["verdicts"]} == {"accepted"}
    return device, learner


def test_the_file_is_whole_and_has_the_state_and_clocks_of_its_duties(place, tmp_path):
    filled(place)
    for duties in ("cart", "circle", "training", "office"):
        copy = opened(place.device(duties).download(), tmp_path / f"{duties}.sqlite3")
        assert copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        held = in_scope({duties})
        with sites.using(place.folder, place.site) as server:
            for table in TABLES.values():
                assert rows(copy, table) == (rows(server, table) if table in held else []), table.name


def test_a_table_whose_columns_came_in_another_order_gives_the_same_rows(place, tmp_path):
    device, _ = filled(place)
    before = opened(device.download(), tmp_path / "before.sqlite3")
    with sites.using(place.folder, place.site) as server:
        server.execute("PRAGMA legacy_alter_table = on")
        server.executescript("ALTER TABLE _title RENAME COLUMN level TO old; ALTER TABLE _title ADD COLUMN level ANY")
        server.execute("UPDATE _title SET level = old")
    with_old = replica.build(sites.site_path(place.folder, place.site), frozenset({"cart"}))
    after = opened(brotli.decompress(with_old.packed), tmp_path / "after.sqlite3")
    assert rows(after, TABLES["title"]) == rows(before, TABLES["title"])
    assert "A1" in {row["level"] for row in after.execute("SELECT level FROM _title")}


def test_the_file_holds_no_log_and_nobodys_identity(place, tmp_path):
    filled(place)
    device = place.device()
    copy = opened(device.download(), tmp_path / "copy.sqlite3")
    assert copy.execute("SELECT count(*) FROM change").fetchone()[0] == 0
    me = copy.execute("SELECT * FROM me").fetchone()
    assert (me["replica"], me["staff"], me["status"], me["site"]) == ("", None, "unsent", place.site)
    assert me["epoch"] == device.me["epoch"]
    assert me["cursor"] == device.me["cursor"] == place.query("SELECT max(seq) FROM change")[0][0]
    assert copy.execute("PRAGMA page_size").fetchone()[0] == 16384
    assert copy.execute("PRAGMA journal_mode").fetchone()[0] == "delete"


def test_the_file_has_every_table_trigger_and_view_of_the_server(place, tmp_path):
    copy = opened(place.device("circle").download(), tmp_path / "copy.sqlite3")
    names = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name"
    assert [tuple(row) for row in copy.execute(names)] == place.query(names)


def test_a_tablet_can_write_in_it_at_once(place, tmp_path):
    device = place.device()
    copy = opened(device.download(), tmp_path / "copy.sqlite3")
    copy.execute("UPDATE me SET replica = ?, staff = ?", (device.me["replica"], place.people["ria"]))
    copy.execute("INSERT INTO title (name) VALUES ('Nieuw')")
    change = dict(copy.execute("SELECT stamp, author, part, tbl, row, kind, schema, patch FROM change").fetchone())
    assert device.outcome(change) == "accepted"
    assert place.query("SELECT name FROM title") == [("Nieuw",)]


def test_a_replica_and_the_changes_after_it_equal_the_server(place, tmp_path):
    writer, _ = filled(place)
    reader = place.device("cart circle training office")
    copy = opened(reader.download(), tmp_path / "copy.sqlite3")
    born = writer.change(patch={"name": "later"})
    writer.sync(born, writer.change(patch={"name": "nog later"}, row=born["row"], kind="edit"))
    copy.executemany(
        """INSERT INTO change (stamp, author, part, tbl, row, kind, schema, patch, status)
        VALUES (:stamp, :author, :part, :tbl, :row, :kind, :schema, :patch, 'accepted')
        ON CONFLICT (stamp) DO NOTHING""",
        reader.sync()["changes"],
    )
    fold_log(copy)
    with sites.using(place.folder, place.site) as server:
        assert first_difference(server, copy) is None


def test_what_was_forgotten_is_there_by_id_only(place, tmp_path):
    device, learner = filled(place)
    forget_for_good(place.folder, place.site, [("*", learner)])
    content = device.download()
    assert b"Sam" not in content
    copy = opened(content, tmp_path / "copy.sqlite3")
    assert [tuple(row) for row in copy.execute("SELECT tbl, row FROM forgotten")] == [("*", learner)]


def test_it_is_built_once_for_everybody_until_something_changes(place):
    device, other, circle = place.device(), place.device(), place.device("circle")
    first = replica.replica_file(place.folder, place.site, frozenset({"cart"}))
    assert device.download() == other.download()
    assert replica.replica_file(place.folder, place.site, frozenset({"cart"})) is first
    assert replica.replica_file(place.folder, place.site, frozenset({"circle"})) is not first
    circle.sync()
    device.sync(device.change())
    assert replica.replica_file(place.folder, place.site, frozenset({"cart"})).cursor == first.cursor + 1


def test_who_takes_no_brotli_gets_the_plain_file(place):
    device = place.device()
    plain = device.request("GET", "/api/replica", headers={"accept-encoding": "identity"})
    assert plain.content.startswith(b"SQLite format 3\0")
    assert int(plain.headers["leerplein-size"]) == len(plain.content)
    assert plain.headers["content-type"] == "application/vnd.sqlite3"
    assert plain.content == device.download()


def test_a_stranger_gets_no_file(place):
    assert Client().request("GET", "/api/replica").status_code == 401
