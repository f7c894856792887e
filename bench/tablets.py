"""Many tablets at one real server over loopback: each holds a replica and syncs a few changes in its own rhythm."""

import asyncio
import json
import random
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from rxapp.data import SCHEMA
from rxapp.server import office, sites
from tests.server_process import ServerProcess

STAFF = f"{0xA0:016x}"
CHANGES_EACH = 3


@dataclass
class Tablet:
    """A tablet as the server sees it; `seconds` are the times of its syncs, `faults` what went wrong."""

    site: str
    token: str
    replica: str
    epoch: str
    scope_version: int
    number: int
    cursor: int = 0
    made: int = 0
    seconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def body(self) -> bytes:
        """A sync request with a few new changes."""
        changes = [self._change() for _ in range(CHANGES_EACH)]
        about = {"site": self.site, "replica": self.replica, "epoch": self.epoch, "schema": SCHEMA}
        return json.dumps(
            {**about, "scope_version": self.scope_version, "since": self.cursor, "changes": changes, "refold": [],
             "report": {"unsent": 0}}
        ).encode()  # fmt: skip

    def _change(self) -> dict:
        self.made += 1
        stamp = f"{office.now() * 256 + self.made % 256:016d}-{self.replica}"
        row, patch = f"{self.number:06x}{self.made:010x}", json.dumps({"name": f"Boek {self.number} {self.made}"})
        known = {"stamp": stamp, "author": STAFF, "part": "site", "tbl": "title", "row": row}
        return {**known, "kind": "create", "schema": SCHEMA, "patch": patch}

    async def sync(self, client: httpx.AsyncClient) -> None:
        """One sync; its time runs until the whole reply is read."""
        began = time.perf_counter()
        answer = await client.post("/api/sync", content=self.body(), headers={"Cookie": f"device={self.token}"})
        self.seconds.append(time.perf_counter() - began)
        if answer.status_code != 200:
            return self.faults.append(answer.text[:200])
        reply = answer.json()
        refused = [verdict for verdict in reply["verdicts"] if verdict["verdict"] != "accepted"]
        self.faults += [json.dumps(verdict) for verdict in refused]
        self.cursor = reply["cursor"]


@contextmanager
def tablets_at_a_server(folder: Path, count: int, places: int = 1) -> Iterator[tuple[ServerProcess, list[Tablet]]]:
    """A server process with so many enrolled tablets, spread over some sites, whose replicas are up to date."""
    (folder / "sites").mkdir(parents=True)
    each = count // places
    tablets = [tablet for place in range(places) for tablet in _fill(folder, f"plek{place}", each)]
    sites.close_all()
    office.close_all()
    with ServerProcess(folder) as server:
        yield server, tablets


def _fill(folder: Path, site: str, count: int) -> list[Tablet]:
    """A new site with one person and its tablets."""
    sites.add_site(folder, site, site.title())
    with sites.using(folder, site) as connection:
        connection.execute("INSERT INTO staff (id, first_name, duties) VALUES (?, 'Bo', 'cart')", (STAFF,))
        epoch, cursor = connection.execute("SELECT epoch, (SELECT max(seq) FROM change) FROM me").fetchone()
    with office.using(folder) as connection:
        office.add_site(connection, site, site.title())
        return [_enrol(connection, site, number, epoch, cursor) for number in range(1, count + 1)]


def _enrol(connection: sqlite3.Connection, site: str, number: int, epoch: str, cursor: int) -> Tablet:
    used = office.use_code(connection, office.make_code(connection, site, ["cart"]))
    device, token = office.enrol(connection, used, None)
    scope_version = office.find_device(connection, token).scope_version
    return Tablet(site, token, office.issue_replica(connection, device), epoch, scope_version, number, cursor)


async def keep_syncing(url: str, tablets: list[Tablet], every: float, seconds: float) -> None:
    """Let every tablet sync once per `every` seconds, each from its own moment, until the time is over."""
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)
    async with httpx.AsyncClient(base_url=url, timeout=30, limits=limits) as client:
        until = time.perf_counter() + seconds
        await asyncio.gather(*(_keep_syncing(client, tablet, every, until) for tablet in tablets))


async def _keep_syncing(client: httpx.AsyncClient, tablet: Tablet, every: float, until: float) -> None:
    following = time.perf_counter() + random.random() * every
    while following < until:
        await asyncio.sleep(max(0, following - time.perf_counter()))
        await tablet.sync(client)
        following = max(following + every, time.perf_counter())


def memory_mb(process: int) -> float:
    """Resident memory of a process and its children, in MB."""
    found = {int(path.name): _status(path) for path in Path("/proc").iterdir() if path.name.isdigit()}
    family, grown = {process}, True
    while grown:
        more = {one for one, (parent, _) in found.items() if parent in family} - family
        family, grown = family | more, bool(more)
    return sum(kilobytes for one, (_, kilobytes) in found.items() if one in family) / 1024


def _status(path: Path) -> tuple[int, int]:
    """Parent and resident kilobytes; zeros for a process that just ended."""
    try:
        lines = dict(line.split(":", 1) for line in (path / "status").read_text().splitlines() if ":" in line)
    except OSError:
        return 0, 0
    return int(lines["PPid"]), int(lines.get("VmRSS", "0 kB").split()[0])
