"""A real data folder with one site and its people, and devices that talk to the real API in this process."""

import asyncio
import json
import shutil
import time
from http.cookiejar import CookieJar
from itertools import count
from pathlib import Path

import httpx
import pytest

from rxapp.data import SCHEMA
from rxapp.data.tables import TABLES
from rxapp.server import office, sites
from rxapp.server.api import api
from rxapp.server.edge.headers import headers
from rxapp.server.privacy import retention

SITE = "werkplaats"
PEOPLE = {"ria": "cart", "olga": "office", "tom": "training", "cees": "circle"}
numbers = count(1)
latest: dict[int, int] = {}


def new_row() -> str:
    """An id that no other row has."""
    return f"{next(numbers):016x}"


def stamp(replica: str, ms_from_now: int = 0) -> str:
    """A stamp of a replica by this machine's clock, later than every one before it with the same distance."""
    ticks = (time.time_ns() // 1_000_000 + ms_from_now) * 256
    latest[ms_from_now] = max(ticks, latest.get(ms_from_now, 0) + 1)
    return f"{latest[ms_from_now]:016d}-{replica}"


class Client:
    """A browser as the API sees it: it keeps cookies and sends requests, each to the whole ASGI app."""

    app = api

    def __init__(self, address: str = "192.0.2.1"):
        self.cookies, self.address = CookieJar(), address

    def request(self, method: str, path: str, **more) -> httpx.Response:
        """Send one request and wait until its background work is done, too."""
        return asyncio.run(self.send(method, path, **more))

    async def send(self, method: str, path: str, **more) -> httpx.Response:
        transport = httpx.ASGITransport(headers(self.app), client=(self.address, 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://test", cookies=self.cookies) as client:
            return await client.request(method, path, **more)


class Device(Client):
    """An enrolled tablet that knows its replica, and makes changes as the view's triggers would."""

    def __init__(self, place: "Place", duties: str, author: str = "ria"):
        super().__init__()
        self.place, self.author = place, author
        self.enrolled = self.enrol(place.code(duties)).json()
        self.download()

    def enrol(self, code: str, **more) -> httpx.Response:
        return self.request("POST", "/api/enrol", json={"code": code, **more})

    def download(self) -> bytes:
        """Fetch a replica and be that from now on; gives the file."""
        answer = self.request("GET", "/api/replica")
        assert answer.status_code == 200, answer.text
        self.me = json.loads(answer.headers["leerplein-me"])
        return answer.content

    def change(self, tbl: str = "title", patch: dict | str | None = None, **fields) -> dict:
        """A change that would be accepted, with whatever is given put in its place."""
        row = fields.get("row") or new_row()
        text = patch if isinstance(patch, str) else json.dumps({"name": "Een boek"} if patch is None else patch)
        part = row if tbl in TABLES and TABLES[tbl].part == "self" else "site"
        made = {"stamp": stamp(self.me["replica"]), "author": self.place.people[self.author], "part": part, "tbl": tbl}
        return {**made, "row": row, "kind": "create", "schema": SCHEMA, "patch": text, **fields}

    def body(self, changes=(), **fields) -> dict:
        """A sync request."""
        known = {name: self.me[name] for name in ("site", "replica", "epoch", "schema", "scope_version")}
        return {**known, "since": self.me["cursor"], "changes": changes, "refold": [], "report": {}, **fields}

    def post(self, changes=(), **fields) -> httpx.Response:
        return self.request("POST", "/api/sync", content=json.dumps(self.body(changes, **fields)))

    def sync(self, *changes: dict, **fields) -> dict:
        """Send changes, go to the new cursor, and give the reply."""
        answer = self.post(changes, **fields)
        assert answer.status_code == 200, answer.text
        reply = answer.json()
        self.me["cursor"] = reply["cursor"]
        return reply

    def outcome(self, change: object) -> str:
        """What becomes of one change: `accepted`, `duplicate`, or the reason of refusal."""
        (verdict,) = self.sync(change)["verdicts"]
        return verdict.get("reason") or verdict["verdict"]


class Place:
    """One site in a data folder of its own."""

    def __init__(self, folder: Path, site: str = SITE):
        self.folder, self.site = folder, site
        self.people = {name: f"{number:016x}" for number, name in enumerate(PEOPLE, 0xA0)}
        if site not in sites.site_names(folder):
            self.make()

    def make(self) -> None:
        sites.add_site(self.folder, self.site, self.site.title())
        with office.using(self.folder) as connection:
            office.add_site(connection, self.site, self.site.title())
        for name, duties in PEOPLE.items():
            self.insert("staff", id=self.people[name], first_name=name, duties=duties)

    def insert(self, view: str, **values) -> str:
        """Write a row on the server itself, and give its id."""
        values = {"id": new_row(), **values}
        marks = ", ".join("?" * len(values))
        self.query(f"INSERT INTO {view} ({', '.join(values)}) VALUES ({marks})", *values.values())
        return values["id"]

    def query(self, sql: str, *parameters) -> list[tuple]:
        with sites.using(self.folder, self.site) as connection:
            return [tuple(row) for row in connection.execute(sql, parameters).fetchall()]

    def code(self, duties: str = "cart", hours: float = 24) -> str:
        with office.using(self.folder) as connection:
            return office.make_code(connection, self.site, duties.split(), hours)

    def device(self, duties: str = "cart", author: str = "ria") -> Device:
        return Device(self, duties, author)


def close_all() -> None:
    """Let go of every file, as at the end of the process."""
    sites.close_all()
    office.close_all()


@pytest.fixture(scope="session")
def made_once(tmp_path_factory):
    """A data folder with one site, to copy."""
    folder = tmp_path_factory.mktemp("made") / "data"
    (folder / "sites").mkdir(parents=True)
    Place(folder)
    close_all()
    return folder


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A data folder of the test's own."""
    monkeypatch.setenv("LEERPLEIN_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(retention, "_tidied", {})
    yield sites.data_folder()
    close_all()


@pytest.fixture
def place(made_once, data):
    """A site with people of every duty."""
    shutil.copytree(made_once, data, dirs_exist_ok=True)
    return Place(data)
