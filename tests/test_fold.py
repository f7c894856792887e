"""The log folds to one state, whatever the order, the repetition and the batches (invariants 1, 2, 4, 12)."""

import json
import os
import random
import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from rxapp.data.database import connect, create_site, declared_mark, fold_log, install, open_site
from rxapp.data.declare import Column, Table
from tests.oracle import dump, fold, state_of, without_blanks

NOTE = Table(
    "note",
    (
        Column("text"),
        Column("count", "integer"),
        Column("status", group="status"),
        Column("status_on", "date", group="status"),
    ),
    readers=("cart",),
    writers=("cart",),
    part="learner",
)
PLACE = Table("place", (Column("name"),), readers=("cart",), writers=("cart",))
TABLES = [Table("note", (*NOTE.columns, Column("learner", "id")), ("cart",), ("cart",), part="learner"), PLACE]

texts = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=12)
patches = st.fixed_dictionaries(
    {},
    optional={
        "text": st.none() | texts,
        "count": st.none() | st.integers(-(2**53), 2**53),
        "deleted": st.sampled_from([1, None]),
        "unknown": st.integers(0, 9),
    },
) | st.fixed_dictionaries({"status": texts, "status_on": st.sampled_from(["2026-01-01", None])})


@st.composite
def logs(draw):
    stamps = draw(st.lists(st.integers(1, 10**15), min_size=1, max_size=12, unique=True))
    rows = ["a" * 16, "b" * 16]
    return [
        {
            "stamp": f"{tick:016d}-r{draw(st.integers(1, 3))}",
            "author": draw(st.sampled_from(["x", "y", None])),
            "part": "site",
            "tbl": draw(st.sampled_from(["note", "place", "later"])),
            "row": draw(st.sampled_from(rows)),
            "kind": draw(st.sampled_from(["create", "edit"])),
            "schema": 1,
            "patch": json.dumps(draw(patches), ensure_ascii=False),
            "status": draw(st.sampled_from(["accepted", "accepted", "refused"])),
        }
        for tick in stamps
    ]


def database(tables=TABLES):
    connection = connect(":memory:")
    install(connection, tables)
    connection.execute(
        "INSERT INTO me (one, site, replica, status, epoch, schema) VALUES (1, 's', 'r9', 'unsent', 'e', 1)"
    )
    return connection


def insert(connection, changes):
    connection.executemany(
        """INSERT INTO change (stamp, author, part, tbl, row, kind, schema, patch, status)
           VALUES (:stamp, :author, :part, :tbl, :row, :kind, :schema, :patch, :status)
           ON CONFLICT (stamp) DO NOTHING""",
        changes,
    )
    fold_log(connection)


@settings(max_examples=150, deadline=None)
@given(logs(), st.randoms(use_true_random=False))
def test_any_order_and_repetition_gives_the_state_of_the_fold(log, chance: random.Random):
    straight, mixed = database(), database()
    insert(straight, log)
    shuffled = [*log, *chance.sample(log, len(log) // 2)]
    chance.shuffle(shuffled)
    insert(mixed, shuffled)
    assert state_of(straight, TABLES) == without_blanks(fold(log, TABLES))
    assert dump(straight, TABLES) == dump(mixed, TABLES)


@settings(max_examples=60, deadline=None)
@given(logs())
def test_refolding_every_row_changes_nothing(log):
    connection = database()
    insert(connection, log)
    before = dump(connection, TABLES)
    connection.execute("INSERT INTO refold (tbl, row) SELECT DISTINCT tbl, row FROM change")
    assert dump(connection, TABLES) == before


@settings(max_examples=40, deadline=None)
@given(logs())
def test_a_column_that_is_declared_later_takes_effect_from_the_log(log):
    older = [Table("note", TABLES[0].columns, ("cart",), ("cart",), part="learner"), PLACE]
    newer = [
        Table("note", (*older[0].columns, Column("unknown", "integer")), ("cart",), ("cart",), part="learner"),
        PLACE,
    ]
    newer.append(Table("later", (Column("text"),), ("cart",), ("cart",)))
    upgraded, fresh = database(older), database(newer)
    insert(upgraded, log)
    install(upgraded, newer)
    insert(fresh, log)
    assert state_of(upgraded, newer) == state_of(fresh, newer)


def steps(connection, work) -> int:
    """Hundreds of steps that SQLite takes for it."""
    taken = []
    connection.set_progress_handler(lambda: taken.append(1), 100)
    work()
    connection.set_progress_handler(None, 0)
    return len(taken)


def test_to_fold_many_changes_takes_no_longer_because_of_other_tables():
    others = [Table(f"other_{number}", (Column("name"),), ("cart",), ("cart",)) for number in range(60)]
    changes = [
        {"stamp": f"{n:016d}-r1", "author": None, "part": "site", "tbl": "place", "row": f"{n:016x}", "kind": "create",
         "schema": 1, "patch": '{"name": "hier"}', "status": "accepted"}
        for n in range(2000)
    ]  # fmt: skip
    few, many = database([PLACE]), database([PLACE, *others])
    alone = steps(few, lambda: insert(few, changes))
    assert steps(many, lambda: insert(many, changes)) < 1.5 * alone
    assert dump(few, [PLACE]) == dump(many, [PLACE])


def test_a_file_is_renewed_once_and_opens_untouched_from_then_on(tmp_path):
    connection = open_site(tmp_path / "site.sqlite3")
    create_site(connection, "demo")
    version = "PRAGMA schema_version"
    before = connection.execute(version).fetchone()[0]
    install(connection)
    assert connection.execute(version).fetchone()[0] == before
    connection.execute("DROP VIEW waiting_request")
    connection.execute("PRAGMA user_version = 5")  # what another version of the program left behind
    install(connection)
    assert connection.execute("SELECT count(*) FROM waiting_request").fetchone()[0] == 0
    connection.close()


def test_the_mark_of_a_declaration_is_the_same_in_every_process():
    told = {
        subprocess.run(
            [sys.executable, "-c", "from rxapp.data.database import declared_mark; print(declared_mark())"],
            env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert told == {f"{declared_mark()}\n"}


def test_an_edit_of_a_row_that_was_never_created_stays_hidden():
    connection = database()
    insert(connection, [_change("edit", {"name": "ghost"})])
    assert connection.execute("SELECT count(*) FROM place").fetchone()[0] == 0


def _change(kind, patch, tick=1):
    base = {"author": None, "part": "site", "tbl": "place", "row": "a" * 16, "schema": 1, "status": "accepted"}
    return {**base, "stamp": f"{tick:016d}-r1", "kind": kind, "patch": json.dumps(patch)}


def test_a_deleted_row_stays_deleted_when_somebody_edits_it_later():
    connection = database()
    insert(
        connection,
        [_change("create", {"name": "a"}, 1), _change("edit", {"deleted": 1}, 2), _change("edit", {"name": "b"}, 3)],
    )
    assert connection.execute("SELECT count(*) FROM place").fetchone()[0] == 0


def test_the_views_log_only_what_differs_and_groups_as_a_whole():
    connection = database()
    connection.execute("INSERT INTO note (id, text, learner) VALUES ('aaaaaaaaaaaaaaaa', 'one', 'cccccccccccccccc')")
    connection.execute("UPDATE note SET text = 'one'")
    connection.execute("UPDATE note SET status = 'busy'")
    connection.execute("DELETE FROM note")
    log = [tuple(row) for row in connection.execute("SELECT kind, part, patch, status FROM change ORDER BY seq")]
    assert log == [
        ("create", "c" * 16, '{"text":"one","learner":"cccccccccccccccc"}', "unsent"),
        ("edit", "c" * 16, '{"status":"busy","status_on":null}', "unsent"),
        ("edit", "c" * 16, '{"deleted":1}', "unsent"),
    ]


def test_a_row_without_an_id_gets_one_and_a_person_is_their_own_part():
    connection = connect(":memory:")
    create_site(connection, "demo")
    connection.execute("INSERT INTO learner (first_name) VALUES ('An'), ('Bo')")
    rows = connection.execute("SELECT row, part FROM change").fetchall()
    assert len({row["row"] for row in rows}) == 2
    assert all(row["row"] == row["part"] and len(row["row"]) == 16 for row in rows)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(-3 * 86_400_000, 3 * 86_400_000), min_size=2, max_size=8))
def test_stamps_rise_however_the_clock_jumps(jumps):
    connection = database()
    for jump in jumps:
        connection.execute("UPDATE me SET clock_offset = ?", (jump,))
        connection.execute("INSERT INTO place (name) VALUES ('a'), ('b')")
    stamps = [row[0] for row in connection.execute("SELECT stamp FROM change ORDER BY seq")]
    assert stamps == sorted(set(stamps))


def test_forgetting_removes_a_part_from_state_and_log_and_keeps_late_changes_out():
    connection = database()
    connection.execute("INSERT INTO note (id, text, learner) VALUES ('aaaaaaaaaaaaaaaa', 'secret', 'cccccccccccccccc')")
    forget = {**_change("edit", {}, 5), "kind": "forget", "tbl": "*", "row": "c" * 16, "part": ""}
    late = {**_change("create", {"text": "secret"}, 6), "tbl": "note", "part": "c" * 16, "row": "d" * 16}
    insert(connection, [forget, late])
    assert connection.execute("SELECT count(*) FROM change WHERE kind <> 'forget'").fetchone()[0] == 0
    insert(connection, [{**late, "stamp": f"{7:016d}-r1"}, {**late, "stamp": f"{8:016d}-r1", "row": "a" * 16}])
    assert state_of(connection, TABLES)["note"] == {}


def test_installing_again_changes_nothing():
    connection = database()
    schema = connection.execute(
        "SELECT group_concat(sql, char(10)) FROM (SELECT sql FROM sqlite_master ORDER BY name)"
    ).fetchone()[0]
    install(connection, TABLES)
    again = connection.execute(
        "SELECT group_concat(sql, char(10)) FROM (SELECT sql FROM sqlite_master ORDER BY name)"
    ).fetchone()[0]
    assert schema == again
