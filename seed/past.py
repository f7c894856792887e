"""The demo's past: its files, and the clock that is set back to play them."""

import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

DEMO = Path(__file__).parent / "demo"


def set_clock(connection: sqlite3.Connection, days_ago: int, minutes: int = 0) -> None:
    """Let the database think that it is some minutes past noon, so many days ago; never later than now."""
    now = datetime.now()
    then = (
        now.replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=days_ago) + timedelta(minutes=minutes)
    )
    connection.execute("UPDATE me SET clock_offset = ?", (min(0, int((then - now).total_seconds() * 1000)),))
