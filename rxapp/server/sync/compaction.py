"""Compaction: what the log no longer needs goes, and the fold of what remains is still the state.

Up to the horizon an entry stays only while the state holds something of it: a value by its clock, or the row's birth.
What else its patch has is trimmed. Forget and refused entries stay. A device whose cursor is behind the horizon pushes,
and then fetches a new replica.
"""

import json
import sqlite3

from rxapp.data.declare import Table
from rxapp.data.tables import TABLES
from rxapp.server.sites import transaction
from rxapp.server.sync import pull


def compact(connection: sqlite3.Connection, horizon_seq: int) -> int:
    """Compact the log up to `horizon_seq`; gives how many entries went."""
    horizon = min(horizon_seq, pull.last_seq(connection))
    with transaction(connection):
        gone = sum(_compact_table(connection, table, horizon) for table in TABLES.values())
        connection.execute("UPDATE me SET horizon = max(horizon, ?)", (horizon,))
    return gone


def _compact_table(connection: sqlite3.Connection, table: Table, horizon: int) -> int:
    owned = _owned_columns(connection, table)
    entries = connection.execute(
        """SELECT seq, stamp, row, patch FROM change
        WHERE tbl = ? AND seq <= ? AND status = 'accepted' AND kind <> 'forget'""",
        (table.name, horizon),
    ).fetchall()
    known = {column.name for column in table.columns} | {"deleted"}
    gone, trimmed = [], []
    for seq, stamp, row, text in entries:
        kept, patch = owned.get((row, stamp)), json.loads(text)
        # A column that only a newer app knows has no clock here yet, and must outlive this.
        rest = {name: value for name, value in patch.items() if name not in known or name in (kept or ())}
        if kept is None and not rest:
            gone.append((seq,))
        elif len(rest) < len(patch):
            trimmed.append((json.dumps(rest, ensure_ascii=False, separators=(",", ":")), seq))
    connection.executemany("UPDATE change SET patch = ? WHERE seq = ?", trimmed)
    connection.executemany("DELETE FROM change WHERE seq = ?", gone)
    return len(gone)


def _owned_columns(connection: sqlite3.Connection, table: Table) -> dict[tuple[str, str], set[str]]:
    """For each row and stamp in the state: the columns whose value is that change's (none, for a bare birth)."""
    groups = {clock: [column.name for column in members] for clock, members in table.groups.items()}
    groups |= {"clock_deleted": ["deleted"], "born": []}
    owned: dict[tuple[str, str], set[str]] = {}
    for row in connection.execute(f"SELECT id, {', '.join(groups)} FROM {table.state}"):
        for clock, names in groups.items():
            if row[clock]:
                owned.setdefault((row["id"], row[clock]), set()).update(names)
    return owned
