"""Fifty tablets at one server: what it holds in memory after they synced."""

import asyncio
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench import Figure, at_most, benchmark
from bench.tablets import keep_syncing, memory_mb, tablets_at_a_server

TABLETS, EVERY, SECONDS = 50, 2, 20


@benchmark("cart.server_memory")
def memory() -> Iterator[Figure]:
    """The server process and its worker together, while fifty tablets are still there."""
    with tempfile.TemporaryDirectory() as room, tablets_at_a_server(Path(room) / "data", TABLETS) as (server, tablets):
        asyncio.run(keep_syncing(server.url, tablets, EVERY, SECONDS))
        used = memory_mb(server.process.pid)
        assert not [fault for tablet in tablets for fault in tablet.faults]
    yield at_most("cart.server_memory_after_50_tablets", used, "MB", 300)
