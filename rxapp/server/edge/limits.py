"""Slowing down whoever guesses codes: per network address, and for everybody together."""

import sqlite3

from rxapp.server.office import hashed_address, now

WINDOW_MS = 15 * 60_000
PER_ADDRESS = 10
OVERALL = 200


def seconds_to_wait(connection: sqlite3.Connection, address: str) -> int:
    """How long this address must wait before another try; 0 when it may try now."""
    moment = now()
    since = moment - WINDOW_MS
    connection.execute("DELETE FROM attempt WHERE at <= ?", (since,))
    own, every, own_first, first = connection.execute(
        """SELECT count(*) FILTER (WHERE address = ?1), count(*), min(at) FILTER (WHERE address = ?1), min(at)
        FROM attempt""",
        (hashed_address(connection, address),),
    ).fetchone()
    waits = [own_first + WINDOW_MS - moment] if own >= PER_ADDRESS else []
    waits += [first + WINDOW_MS - moment] if every >= OVERALL else []
    return max(1, max(waits) // 1000) if waits else 0


def note_failure(connection: sqlite3.Connection, address: str) -> None:
    """Write down that this address tried something that was wrong."""
    connection.execute("INSERT INTO attempt VALUES (?, ?)", (hashed_address(connection, address), now()))
