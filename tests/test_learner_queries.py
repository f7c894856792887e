"""The learner's own page: it tells all of the own story and nothing else, and lets a learner do a few things."""

import json
import re
from functools import cache
from importlib.resources import files

import pytest

from rxapp.data import queries
from rxapp.data.database import connect, install
from rxapp.data.tables import TABLES
from rxapp.data.tables.learner import LEARNER_CREATES, LEARNER_MAY
from rxapp.server.sync.learner_scope import SCOPE, fill
from rxapp.server.sync.learner_writes import is_learner, learner_of, learner_refusal
from tests.test_circle_queries import CIRCLE, LEADER, PEOPLE, be_at, hold, plan
from tests.test_circle_queries import made_once as circle_site

AISHA, BRAM = PEOPLE[:2]
LEARNER = queries.load("rxapp.learner")
CARDS = queries.load("rxapp.cards")
READS = [query for query in LEARNER if not query.is_write]
OWN_READS = [query for query in READS if "learner" in query.parameters]
NEVER_OPENED = {"_note", "_private_note", "_intake", "_referral", "_session_goal", "_card", "_tally"}
REMARKS = {
    "attendance": {"words", "face"}, "attended": {"words", "face"}, "session_person": {"words", "face"},
    "session": {"note", "tip_one", "tip_two", "top_one", "top_two", "face"},
    "evaluation": {"at_work", "at_home", "next", "next_words"}, "goal": {"why"}, "goal_now": {"why", "now_words"},
    "staff": {"pin"}, "circle_week": {"talk_about"}, "circle_stone": {"talk_about"},
}  # fmt: skip
OWN_VIEWS = tuple(re.findall(r"CREATE VIEW (\w+)", files("rxapp.data").joinpath("views/learner.sql").read_text()))


@cache
def made_once():
    connection = connect(":memory:")
    circle_site().backup(connection)
    sessions = plan(connection)
    for session in sessions[:2]:
        hold(connection, session)
    for learner in (AISHA, BRAM):
        tell(connection, learner, sessions)
    be_at(connection, "2026-10-16T10:00")
    return connection


def tell(site, learner: str, sessions: list[str]) -> None:
    """A whole story for one learner; what trainers wrote has SECRET in it."""
    mark = learner[0]
    values = {
        "learner": learner,
        "goal": mark * 16,
        "evaluation": f"{mark}e" * 8,
        "session": sessions[0],
        "copy": mark * 15 + "c",
    }
    values |= {
        "loan": mark * 15 + "b",
        "open": f"{mark}f" * 8,
        "leader": LEADER,
        "name": f"Boek {mark}",
        "title": mark * 15 + "a",
    }
    for sql in (
        "INSERT INTO goal (id, learner, sentence, picture, why, at_start, position)"
        " VALUES (:goal, :learner, 'Ik wil mijn mail lezen', 'key', 'SECRET why', 'Ik durfde niet', 1)",
        "INSERT INTO goal_step (learner, goal, position, words, state)"
        " VALUES (:learner, :goal, 1, 'De mail openen', 'done')",
        "INSERT INTO goal_step (learner, goal, position, words) VALUES (:learner, :goal, 2, 'Een mail lezen')",
        "INSERT INTO evaluation (id, learner, last_on, at_work, signed_on)"
        " VALUES (:evaluation, :learner, '2026-10-10', 'SECRET work', '2026-10-10')",
        "INSERT INTO goal_review (learner, evaluation, goal, words)"
        " VALUES (:learner, :evaluation, :goal, 'Ik doe het zelf')",
        "INSERT INTO evaluation (id, learner, last_on) VALUES (:open, :learner, '2026-10-14')",
        "INSERT INTO goal_review (learner, evaluation, goal, words)"
        " VALUES (:learner, :open, :goal, 'SECRET not yet signed')",
        "INSERT INTO note (learner, words, day) VALUES (:learner, 'SECRET note', '2026-10-10')",
        "INSERT INTO private_note (learner, words) VALUES (:learner, 'SECRET private')",
        "UPDATE attendance SET words = 'SECRET remark' WHERE session = :session AND learner = :learner",
        "UPDATE session SET note = 'SECRET hour' WHERE id = :session",
        "INSERT INTO homework (id, session, learner, words) VALUES (:goal, :session, :learner, 'Lees bladzij 5')",
        "INSERT INTO folder_opening (learner, staff, opened_at) VALUES (:learner, :leader, '2026-10-09T10:00:00Z')",
        "INSERT INTO title (id, name) VALUES (:title, :name)",
        "INSERT INTO copy (id, title, barcode, place) VALUES (:copy, :title, :name, 'cart')",
        "INSERT INTO loan (id, copy, lent_at) VALUES (:loan, :copy, '2026-10-01T10:00:00Z')",
        "INSERT INTO borrower (loan, learner) VALUES (:loan, :learner)",
        "INSERT INTO diploma (learner, first_name, achievement, issued_on)"
        " VALUES (:learner, 'x', 'taal', '2026-06-01')",
    ):
        named = {name: value for name, value in values.items() if f":{name}" in sql}
        site.execute(sql, named)


@pytest.fixture
def site():
    connection = connect(":memory:")
    made_once().backup(connection)
    return connection


def read(site, query: str, **values):
    return [dict(row) for row in getattr(LEARNER, query).run(site, **values)]


def everything(site, learner: str) -> dict:
    return {query.name: read(site, query.name, learner=learner, circle=CIRCLE) for query in OWN_READS}


def test_the_page_tells_the_whole_story(site):
    assert read(site, "head", learner=AISHA)[0]["first_name"] == "Aisha"
    (goal,) = read(site, "goals", learner=AISHA)
    assert (goal["sentence"], goal["steps"], goal["steps_done"]) == ("Ik wil mijn mail lezen", 2, 1)
    assert [step["state"] for step in read(site, "steps", learner=AISHA)] == ["done", "not_yet"]
    (pair,) = read(site, "then_and_now", learner=AISHA)
    assert (pair["then_words"], pair["now_words"]) == ("Ik durfde niet", "Ik doe het zelf")
    assert read(site, "came", learner=AISHA)[0]["times"] == 2
    assert [dot["is_present"] for dot in read(site, "dots", learner=AISHA)] == [1, 1]
    assert [book["name"] for book in read(site, "books_now", learner=AISHA)] == ["Boek 1"]
    assert read(site, "circle", learner=AISHA)[0]["book"] == "De langste trein"
    path = read(site, "circle_path", learner=AISHA, circle=CIRCLE)
    assert [stone["was_there"] for stone in path] == [1, 1, 0, 0, 0, 0]
    assert [item["words"] for item in read(site, "homework", learner=AISHA)] == ["Lees bladzij 5"]
    assert [diploma["state"] for diploma in read(site, "diplomas", learner=AISHA)] == ["being_made"]
    assert read(site, "next_time", learner=AISHA)[0]["day"] == "2026-10-22"
    assert read(site, "who_looked", learner=AISHA)[0]["first_name"] == "Joop"


def test_what_trainers_wrote_is_never_told(site):
    assert "SECRET" in "".join(site.iterdump())
    assert "SECRET" not in str(everything(site, AISHA))


@pytest.mark.parametrize("query", OWN_READS, ids=lambda query: query.name)
def test_no_query_even_reads_what_trainers_wrote(query):
    """Asks SQLite itself which tables and columns a query, and the views of this page, read."""
    connection = connect(":memory:")
    made_once().backup(connection)
    touched = set()
    connection.set_authorizer(lambda _, *access: touched.add(access) or 0)
    connection.execute(query.statements[0].sql, [None] * len(query.parameters))
    connection.set_authorizer(None)
    assert not NEVER_OPENED & {table for table, *_ in touched}
    own = [(table, column) for table, column, _, source in touched if source is None or source in OWN_VIEWS]
    assert own and not [(table, column) for table, column in own if column in REMARKS.get(table, ())]


def test_the_check_above_would_find_a_query_that_does():
    connection = connect(":memory:")
    made_once().backup(connection)
    touched = set()
    connection.set_authorizer(lambda _, *access: touched.add(access) or 0)
    connection.execute("SELECT words FROM attended")
    assert ("attended", "words", "main", None) in touched


def test_nothing_of_another_learner_is_told(site):
    told = str(everything(site, AISHA))
    for other in PEOPLE[1:]:
        assert other not in told
    assert "Bram" not in told and read(site, "books_now", learner=AISHA) != read(site, "books_now", learner=BRAM)
    strange = everything(site, "9" * 16)
    assert {name for name, rows in strange.items() if rows} <= {"came", "circle_path", "books_to_ask"}
    assert strange["came"] == [{"times": 0, "first_on": "", "last_on": ""}]


def test_there_are_counts_and_no_shares(site):
    assert not any("%" in str(value) or isinstance(value, float) for rows in everything(site, AISHA).values()
                   for row in rows for value in row.values())  # fmt: skip


def phone_of(site, learner: str, tmp_path):
    """The database that the learner's own phone would get."""
    with connect(tmp_path / "live.sqlite3") as live:
        site.backup(live)
    phone = connect(":memory:")
    install(phone)
    phone.execute("ATTACH ? AS live", (str(tmp_path / "live.sqlite3"),))
    fill(phone, learner)
    phone.execute("INSERT INTO me SELECT * FROM live.me")
    phone.execute("DETACH live")
    return phone


def test_the_phone_shows_what_the_tablet_shows(site, tmp_path):
    phone = phone_of(site, AISHA, tmp_path)
    for query in OWN_READS:
        values = {"learner": AISHA, "circle": CIRCLE}
        assert read(phone, query.name, **values) == read(site, query.name, **values), query.name


def test_the_phone_holds_nobody_else_and_nothing_that_trainers_wrote(site, tmp_path):
    site.execute("UPDATE staff SET pin = 'SECRET pin'")
    site.execute("INSERT INTO card (learner, hash) VALUES (?, 'SECRET card')", (AISHA,))
    site.execute("INSERT INTO secret_picture (learner, verifier) VALUES (?, 'SECRET picture')", (AISHA,))
    phone = "\n".join(phone_of(site, AISHA, tmp_path).iterdump())
    for other in PEOPLE[1:]:
        assert other not in phone
    for word in ("SECRET", "Bram", "Carla"):
        assert word not in phone
    assert "Aisha" in phone


def test_the_phones_scope_names_real_tables_and_columns():
    for name, share in SCOPE.items():
        assert set(share.columns.split()) <= {column.name for column in TABLES[name].columns}, name
    assert not {"note", "private_note", "intake", "referral", "card", "secret_picture", "cost"} & SCOPE.keys()


def test_how_today_was_is_one_row_a_day(site):
    for face in (1, 3):
        read(site, "say_how_today_was", learner=AISHA, face=face)
    assert read(site, "head", learner=AISHA)[0]["face"] == 3
    assert site.execute("SELECT count(*) FROM learner_day").fetchone()[0] == 1
    be_at(site, "2026-10-17T10:00")
    assert read(site, "head", learner=AISHA)[0]["face"] == 0


def test_asking_for_a_book_twice_is_asking_once(site):
    for new_id in ("e" * 16, "f" * 16):
        read(site, "ask_for_book", learner=AISHA, title="7" * 16, new_id=new_id)
    assert [book["name"] for book in read(site, "books_asked", learner=AISHA)] == ["De langste trein"]
    assert "7" * 16 not in [book["id"] for book in read(site, "books_to_ask", learner=AISHA)]
    assert read(site, "books_asked", learner=BRAM) == []


def test_a_learner_marks_only_the_own_homework(site):
    read(site, "mark_homework", learner=AISHA, homework="1" * 16, done=1)
    read(site, "mark_homework", learner=AISHA, homework="2" * 16, done=1)
    assert [read(site, "homework", learner=who)[0]["done"] for who in (AISHA, BRAM)] == [1, 0]


def test_the_chosen_goal_comes_first_and_can_change(site):
    site.execute(
        "INSERT INTO goal (id, learner, sentence, position) VALUES ('abcd000000000000', ?, 'Ik wil rekenen', 2)",
        (AISHA,),
    )
    for goal, first in (("abcd000000000000", "Ik wil rekenen"), ("1" * 16, "Ik wil mijn mail lezen")):
        read(site, "choose_next_goal", learner=AISHA, goal=goal)
        assert read(site, "goals", learner=AISHA)[0]["sentence"] == first


def test_the_reading_list_is_there_only_for_who_asked_to_keep_it(site):
    site.execute("UPDATE loan SET returned_at = '2026-10-14T10:00:00Z'")
    assert read(site, "books_read", learner=AISHA) == []
    read(site, "keep_list", learner=AISHA, keeps=1)
    assert [book["name"] for book in read(site, "books_read", learner=AISHA)] == ["Boek 1"]
    read(site, "keep_list", learner=AISHA, keeps=0)
    assert read(site, "books_read", learner=AISHA) == []


def test_a_new_card_replaces_the_old_one_which_says_so(site):
    CARDS.replace_card.run(site, learner=AISHA, card="a1" * 8, hash="old")
    CARDS.replace_card.run(site, learner=AISHA, card="a2" * 8, hash="new")
    assert read(site, "card_holder", hash="new")[0]["state"] == "known"
    assert read(site, "card_holder", hash="old")[0]["state"] == "revoked"
    assert read(site, "card_holder", hash="other") == []
    CARDS.revoke_cards.run(site, learner=AISHA)
    assert read(site, "card_holder", hash="new")[0]["state"] == "revoked"


def test_a_secret_picture_is_set_and_changed(site):
    for verifier in ("one", "two"):
        CARDS.set_secret_picture.run(site, learner=AISHA, verifier=verifier, pictures="cat dog")
    assert [row["verifier"] for row in read(site, "people_with_picture")] == ["two"]


ME = f"learner:{AISHA}"


@pytest.mark.parametrize(
    ("author", "tbl", "kind", "part", "patch", "holder", "reason"),
    [
        (ME, "learner_day", "create", AISHA, {"learner": AISHA, "day": "2026-10-16", "face": 3}, None, None),
        (ME, "homework", "edit", AISHA, {"done": 1}, AISHA, None),
        (ME, "learner", "edit", AISHA, {"keeps_list": 1}, AISHA, None),
        (ME, "requester", "create", AISHA, {"request": "e" * 16, "learner": AISHA}, AISHA, None),
        ("learner", "request", "create", "site", {"title": "7" * 16}, AISHA, None),
        (ME, "request", "create", "site", {"title": "7" * 16}, AISHA, "wrong-person"),
        ("learner", "request", "edit", "site", {"title": "7" * 16}, AISHA, "wrong-person"),
        ("learner", "homework", "edit", AISHA, {"done": 1}, AISHA, "wrong-part"),
        (ME, "homework", "edit", AISHA, {"words": "iets"}, AISHA, "not-allowed"),
        (ME, "homework", "create", AISHA, {"done": 1}, AISHA, "not-allowed"),
        (ME, "homework", "edit", AISHA, {"deleted": 1}, AISHA, "not-allowed"),
        (ME, "homework", "edit", BRAM, {"done": 1}, AISHA, "wrong-part"),
        (f"learner:{BRAM}", "homework", "edit", BRAM, {"done": 1}, AISHA, "wrong-person"),
        (ME, "learner", "edit", AISHA, {"first_name": "Sjaan"}, AISHA, "not-allowed"),
        (ME, "learner", "create", AISHA, {"keeps_list": 1}, AISHA, "not-allowed"),
        (ME, "note", "create", AISHA, {"words": "iets"}, AISHA, "not-allowed"),
        (ME, "diploma", "create", AISHA, {"learner": AISHA}, AISHA, "not-allowed"),
        (ME, "staff", "edit", "site", {"duties": "office"}, None, "not-allowed"),
    ],
)
def test_a_learner_may_do_little_and_only_in_the_own_part(author, tbl, kind, part, patch, holder, reason):
    assert is_learner(author)
    assert learner_refusal(author, tbl, kind, part, patch, holder) == reason


def test_what_learners_may_write_is_declared():
    for name, columns in LEARNER_MAY.items():
        assert columns <= {column.name for column in TABLES[name].columns}
    assert LEARNER_CREATES <= LEARNER_MAY.keys()
    for author in ("a" * 16, None, "learner:", "learner:XYZ", f"{ME} ", f"learners:{AISHA}"):
        assert learner_of(author) is None and not is_learner(author)


def test_every_write_of_the_page_is_one_that_a_learner_may_make(site):
    """The log of each write, as the server would judge it."""
    values = {"learner": AISHA, "face": 3, "title": "7" * 16, "new_id": "e" * 16, "homework": "1" * 16, "done": 1,
              "goal": "1" * 16, "keeps": 1}  # fmt: skip
    start = site.execute("SELECT max(seq) FROM change").fetchone()[0]
    for name in ("say_how_today_was", "ask_for_book", "mark_homework", "choose_next_goal", "keep_list"):
        getattr(LEARNER, name).run(site, **values)
    written = site.execute(
        "SELECT tbl, kind, part, json(patch) AS patch FROM change WHERE seq > ?", (start,)
    ).fetchall()
    assert {row["tbl"] for row in written} == LEARNER_MAY.keys()
    for row in written:
        author = "learner" if row["part"] == "site" else ME
        assert learner_refusal(author, row["tbl"], row["kind"], row["part"], json.loads(row["patch"]), AISHA) is None
