"""A learner's own phone: a card's secret opens it, it holds one learner, and it reaches nothing else."""

import asyncio
import json
import re
import sqlite3

import httpx
import pytest

from rxapp.data.tables import TABLES
from rxapp.data.tables.learner import LEARNER_MAY
from rxapp.office.downloads import FILES, downloads
from rxapp.server import office
from rxapp.server.api import routes
from rxapp.server.edge import limits
from rxapp.server.paper.cards import hash_of
from rxapp.server.sync.learner_scope import SCOPE
from tests.server_fixtures import Client, Device, new_row

SECRET = "een-geheim-van-een-kaart"


class Phone(Device):
    """A phone that a card opened."""

    def __init__(self, place, secret: str = SECRET):
        Client.__init__(self)
        self.place, self.author = place, "ria"
        self.enrolled = self.open_card(secret).json()
        self.download()

    def open_card(self, secret: object):
        return self.request("POST", "/api/card", json={"secret": secret})

    def copy(self) -> sqlite3.Connection:
        """A fresh copy of what this phone may hold."""
        connection = sqlite3.connect(":memory:")
        connection.deserialize(self.download())
        return connection

    def rows(self, sql: str, *parameters) -> list[tuple]:
        """Rows of a fresh copy of what this phone may hold."""
        return self.copy().execute(sql, parameters).fetchall()

    def own(self, tbl: str, patch: dict, **fields) -> dict:
        learner = self.enrolled["learner"]
        return self.change(tbl, patch, **{"author": f"learner:{learner}", "part": learner, **fields})


@pytest.fixture
def people(place):
    """Aisha with a card and a goal, and Bram with the same."""
    found = {}
    for name, secret in (("Aisha", SECRET), ("Bram", "een-ander-geheim")):
        learner = place.insert("learner", first_name=name, symbol="cat")
        place.insert("card", learner=learner, hash=hash_of(secret))
        place.insert("goal", learner=learner, sentence=f"Doel van {name}", position=1)
        place.insert("note", learner=learner, words=f"Notitie over {name}")
        found[name] = learner
    return found


def test_a_card_makes_a_phone_of_its_learner(place, people):
    phone = Phone(place)
    assert phone.enrolled["learner"] == people["Aisha"]
    assert phone.me["duties"] == "learner"
    assert phone.rows("SELECT first_name FROM learner") == [("Aisha",)]
    assert phone.rows("SELECT sentence FROM goal") == [("Doel van Aisha",)]


def fill_every_table(place, learner: str, name: str) -> None:
    """Write a row about this learner in each table that can say of whom it is."""
    filled = {"text": f"Tekst over {name}", "integer": 1, "date": "2026-11-01", "time": "2026-11-01T10:00:00Z"}
    for table in TABLES.values():
        kinds = {column.name: column.kind for column in table.columns}
        if table.name == "learner" or not {"learner", "requester"} & kinds.keys():
            continue
        about = {
            column: learner if column == "learner" else new_row() for column, kind in kinds.items() if kind == "id"
        }
        said = {column: filled[kind] for column, kind in kinds.items() if kind != "id"}
        place.insert(table.name, **about, **said)


def test_no_table_holds_anybody_else(place, people):
    aisha, bram = people["Aisha"], people["Bram"]
    group, both = place.insert("learning_group", name="Samen"), place.insert("session", day="2026-11-20")
    place.query("UPDATE session SET learning_group = ? WHERE id = ?", group, both)
    for learner in (aisha, bram):
        place.insert("enrolment", learner=learner, learning_group=group, started_on="2026-11-01")
        place.insert("attendance", learner=learner, session=both, state="present")
        place.insert("requester", learner=learner, request=place.insert("request", words=f"Boek voor {learner}"))
        place.insert("borrower", learner=learner, loan=place.insert("loan", copy=new_row()))
    fill_every_table(place, bram, "Bram")
    holds = {name for name, table in TABLES.items() if table.part == "learner"}
    filled = {name for name in holds if place.query(f"SELECT 1 FROM _{name} WHERE part = ?", bram)}
    assert filled == holds
    held = Phone(place).copy()
    for name, table in TABLES.items():
        rows = held.execute(f"SELECT * FROM {table.state}").fetchall()
        assert not rows or name in SCOPE, name
        assert bram not in str(rows) and "Bram" not in str(rows) and "Notitie" not in str(rows), name
    counted = "SELECT (SELECT count(*) FROM attendance), (SELECT count(*) FROM loan), (SELECT count(*) FROM change)"
    assert held.execute(counted).fetchall() == [(1, 1, 0)]


@pytest.mark.parametrize("secret", ["een-verkeerd-geheim", "", None, 7, "x" * 101])
def test_a_wrong_secret_opens_nothing(place, people, secret):
    client = Client()
    answer = client.request("POST", "/api/card", json={"secret": secret})
    assert answer.status_code in (400, 404) and not list(client.cookies)


def test_a_hash_is_no_key(place, people):
    """Tablets hold the hashes of all cards; none of them opens a page."""
    assert Client().request("POST", "/api/card", json={"secret": hash_of(SECRET)}).status_code == 404


def test_a_revoked_card_opens_nothing_and_closes_the_phone(place, people):
    phone = Phone(place)
    place.query("UPDATE card SET revoked_on = '2026-01-01' WHERE learner = ?", people["Aisha"])
    assert Client().request("POST", "/api/card", json={"secret": SECRET}).status_code == 404
    assert phone.request("GET", "/api/replica").json()["error"] == "revoked"
    answer = phone.post([phone.own("next_goal", {"learner": people["Aisha"]}, row=people["Aisha"])])
    assert (answer.json()["error"], answer.json()["kept"]) == ("revoked", 1)


def test_nothing_is_kept_of_a_learner_who_was_erased(place, people):
    phone = Phone(place)
    place.query("INSERT INTO forgotten VALUES ('*', ?)", people["Aisha"])
    place.query("DELETE FROM _card WHERE part = ?", people["Aisha"])
    assert phone.post([phone.own("learner_day", {"face": 3})]).json()["kept"] == 1
    with office.using(place.folder) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone()[0] == 0


def test_guessing_cards_slows_down(place, people):
    client = Client("198.51.100.9")
    for _ in range(limits.PER_ADDRESS):
        assert client.request("POST", "/api/card", json={"secret": "mis"}).status_code == 404
    slowed = client.request("POST", "/api/card", json={"secret": SECRET})
    assert (slowed.status_code, slowed.json()["error"]) == (429, "slow-down")


def test_guessing_cards_from_everywhere_slows_down_too(place, people):
    """Whoever guesses from many addresses makes all wait; a right card waits too, so that waiting says nothing."""
    with office.using(place.folder) as connection:
        for number in range(limits.OVERALL - 1):
            limits.note_failure(connection, f"198.51.100.{number}")
    guess = Client("203.0.113.7").request("POST", "/api/card", json={"secret": "mis"})
    right = Client("203.0.113.8").request("POST", "/api/card", json={"secret": SECRET})
    assert (guess.status_code, right.status_code) == (404, 429)


def test_the_secret_is_stored_nowhere(place, people):
    Phone(place)
    with office.using(place.folder) as connection:
        assert SECRET not in "\n".join(connection.iterdump())


OWN = {"/api/enrol", "/api/card", "/api/sync", "/api/replica"}
"""What a phone calls itself."""
PUBLIC = {
    "/api/account/sign-out",
    "/api/health",
    "/health",
    "/metrics",
    "/api/diploma-keys",
    "/api/issuer/{site}",
    "/api/issuer/{site}/revoked",
}
"""What anybody may ask: it says nothing about a person."""
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def addresses(place, diploma: str) -> list[tuple[str, str]]:
    """Every route of the server with each of its addresses: a route is added here by being there."""
    found = []
    for route in (*routes(), *downloads.routes):
        for file in FILES if "{file}" in route.path else ("",):
            values = {"site": place.site, "diploma": diploma, "file": file, "kind": "csv", "rest:path": "learner"}
            address = re.sub(r"{([\w:]+)}", lambda name: values[name[1]], route.path)  # noqa: B023
            found.append((route.path, address))
    return found


def test_every_other_address_is_closed(place, people):
    phone = Phone(place)
    diploma = place.insert("diploma", learner=people["Bram"], first_name="Bram", achievement="Lezen")
    transport = httpx.ASGITransport(downloads)
    for route, address in addresses(place, diploma):
        if route in OWN:
            continue
        for method in METHODS:
            body = {"diplomas": [diploma], "learner": people["Bram"]}
            if route.startswith("/api/office/") and route != "/api/office/file":
                answer = asyncio.run(asked(transport, phone, method, f"{address}?learner={people['Bram']}"))
            else:
                answer = phone.request(method, address, **({} if method == "GET" else {"json": body}))
            allowed = (200, 404, 405, 503) if route in PUBLIC else (400, 401, 403, 404, 405, 415)
            assert answer.status_code in allowed, (method, address, answer.status_code)
            assert "Bram" not in answer.text and people["Bram"] not in answer.text
            assert answer.headers.get("content-type", "").partition(";")[0] in ("application/json", "text/plain", "")


async def asked(transport, phone: Phone, method: str, address: str) -> httpx.Response:
    async with httpx.AsyncClient(transport=transport, base_url="http://test", cookies=phone.cookies) as client:
        return await client.request(method, address)


def test_a_phone_writes_what_its_learner_may(place, people):
    phone, learner = Phone(place), people["Aisha"]
    assert phone.outcome(phone.own("learner_day", {"learner": learner, "day": "2026-11-22", "face": 3})) == "accepted"
    assert phone.outcome(phone.own("learner", {"keeps_list": 1}, row=learner, kind="edit")) == "accepted"
    asked = phone.change("request", {"title": new_row()}, author="learner")
    assert phone.outcome(asked) == "accepted"
    assert place.query("SELECT keeps_list FROM learner WHERE id = ?", learner) == [(1,)]


def test_a_phone_holds_and_keeps_what_its_learner_writes(place, people):
    assert all(columns <= set(SCOPE[table].columns.split()) for table, columns in LEARNER_MAY.items())
    assert Phone(place).me["tables"] == sorted(LEARNER_MAY)


def test_a_phone_writes_for_nobody_else(place, people):
    phone, other = Phone(place), people["Bram"]
    staff = place.people["olga"]
    assert phone.outcome(phone.change("title", author=staff)) == "not-allowed"
    assert phone.outcome(phone.own("note", {"words": "Hoi"})) == "not-allowed"
    for author, reason in ((f"learner:{other}", "wrong-person"), (f"learner:{people['Aisha']}", "wrong-part")):
        change = phone.change("learner_day", {"learner": other, "face": 1}, author=author, part=other)
        assert phone.outcome(change) == reason


def test_a_phone_pulls_no_changes_but_hears_that_something_is_new(place, people):
    phone = Phone(place)
    assert phone.sync()["recover"] is None
    place.insert("goal", learner=people["Bram"], sentence="Iets van Bram", position=2)
    assert phone.sync()["recover"] is None
    place.insert("goal", learner=people["Aisha"], sentence="Iets nieuws", position=2)
    reply = phone.sync()
    assert (reply["recover"], reply["changes"], reply["refold"]) == ("scope", [], [])
    assert ("Iets nieuws",) in phone.rows("SELECT sentence FROM goal")
    assert phone.sync()["recover"] is None
    own = phone.sync(phone.own("learner_day", {"learner": people["Aisha"], "day": "2026-11-22", "face": 2}))
    assert own["recover"] is None


def test_a_phone_cannot_ask_for_the_log_of_a_row(place, people):
    note = place.query("SELECT id FROM note")[0][0]
    reply = Phone(place).sync(refold=[["note", note]])
    assert (reply["refold"], reply["recover"]) == ([], "scope"), "a fresh copy says it all"


def test_a_tablet_is_still_a_tablet_and_takes_learners_writes(place, people):
    tablet, learner = place.device("cart"), people["Aisha"]
    change = tablet.change("learner_day", {"learner": learner, "face": 3}, author=f"learner:{learner}", part=learner)
    assert tablet.outcome(change) == "accepted"
    assert json.loads(place.query("SELECT patch FROM change WHERE tbl = 'learner_day'")[0][0])["face"] == 3
