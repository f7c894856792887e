"""Two hundred tablets that sync at once for a minute, at one server with ten sites."""

import asyncio
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench import Figure, at_most, benchmark, percentile
from bench.tablets import keep_syncing, tablets_at_a_server

TABLETS, SITES, SECONDS = 200, 10, 60
EVERY = 10
"""Seconds between two syncs of one tablet: three times as often as a tablet does that nobody touches."""


@benchmark("office.tablets")
def at_once() -> Iterator[Figure]:
    """Every tablet sends three changes each ten seconds, and gets those of the others at its site."""
    made = tempfile.TemporaryDirectory()
    with made as room, tablets_at_a_server(Path(room) / "data", TABLETS, SITES) as (server, tablets):
        asyncio.run(keep_syncing(server.url, tablets, EVERY, SECONDS))
    times = [seconds for tablet in tablets for seconds in tablet.seconds]
    faults = [fault for tablet in tablets for fault in tablet.faults]
    yield at_most(f"office.tablets: errors in {len(times)} syncs of 200", len(faults), "errors", 0)
    yield at_most("office.tablets: sync of 200 at once, p95", 1000 * percentile(times, 0.95), "ms", 500)
