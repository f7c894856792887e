"""A tablet in Python: the client's side of the sync contract over real SQLite, with faults that a test can switch on.

The browser's `exchange.js`, `clock.js` and `replica.js` do the same; the state machine runs here because it needs
thousands of steps, and the golden corpus keeps both engines equal.
"""

import gzip
import json
import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rxapp.data.database import connect, fold_log

FIELDS = ("stamp", "author", "part", "tbl", "row", "kind", "schema", "patch")
DAY = 86_400_000
OWN = "status = 'accepted' AND substr(stamp, 18) IN (SELECT value FROM json_each(?))"

Call = Callable[[str, dict | None], tuple[int, dict, bytes]]
"""A request by this tablet: path and JSON body (None is GET) to status, JSON (or headers) and raw bytes."""


class LostReply(Exception):
    """The server did the work and the answer never came."""


class Tablet:
    """One device with its database file; `call` reaches the server as this device, `enrol` makes it one anew."""

    def __init__(self, call: Call, staff: str, folder: Path, enrol: Callable[["Tablet"], None] | None = None):
        self.call, self.staff, self.folder, self.enrol = call, staff, folder, enrol
        self.clock_error = 0
        self.most = 2000
        self.was_wiped = False
        self.replicas: set[str] = set()
        self.database: sqlite3.Connection | None = None
        self.download()

    @property
    def me(self) -> sqlite3.Row:
        return self.database.execute("SELECT * FROM me").fetchone()

    def run(self, sql: str, *parameters) -> list[sqlite3.Row]:
        """Write or read as a feature would, in one transaction."""
        self.database.execute("BEGIN")
        rows = self.database.execute(sql, parameters).fetchall()
        self.database.execute("COMMIT")
        return rows

    def crash_while(self, sql: str, *parameters) -> None:
        """The browser is killed in the middle of a transaction: nothing of it may remain."""
        self.database.execute("BEGIN")
        self.database.execute(sql, parameters)
        self.database.execute("ROLLBACK")

    def unsent(self) -> list[dict]:
        rows = self.database.execute("SELECT * FROM change WHERE status = 'unsent' ORDER BY seq LIMIT ?", (self.most,))
        return [{field: row[field] for field in FIELDS} for row in rows]

    def sync(self, lose_reply: bool = False, answer_twice: bool = False) -> None:
        """Push until nothing is left, then recover when the server asks for it, and pull until nothing is new."""
        has_resent = False
        for _ in range(200):
            request = self.request()
            status, reply, _ = self.call("/api/sync", request)
            if lose_reply:
                raise LostReply
            if status == 403 and reply["error"] == "revoked":
                self.was_wiped = True
                return
            if status == 401:
                self.enrol(self)
                self.download("enrol")
                continue
            assert status == 200, (status, reply)
            recover = self.take(request, reply)
            if answer_twice:
                self.take(request, reply)
            if self.unsent():
                continue
            if recover == "epoch" and not has_resent:
                has_resent = True
                own = json.dumps(list(self.replicas))
                self.database.execute(f"UPDATE change SET status = 'unsent' WHERE {OWN}", (own,))
            elif recover or self.was_cloned():
                self.download("clone" if self.was_cloned() else recover)
            elif not reply["more"] and not self.stale():
                return
        raise AssertionError("sync does not come to rest")

    def was_cloned(self) -> bool:
        return bool(self.database.execute("SELECT 1 FROM change WHERE reason = 'clone'").fetchone())

    def request(self) -> dict:
        me = self.me
        return {
            "site": me["site"],
            "replica": me["replica"],
            "epoch": me["epoch"],
            "schema": me["schema"],
            "scope_version": me["scope_version"],
            "since": me["cursor"],
            "changes": self.unsent(),
            "refold": self.stale(),
            "report": {"unsent": len(self.unsent())},
        }

    def stale(self) -> list[list[str]]:
        return [[row["tbl"], row["row"]] for row in self.database.execute("SELECT tbl, row FROM stale LIMIT 500")]

    def take(self, request: dict, reply: dict) -> str | None:
        """Apply a reply in one transaction; a reply to an older question is ignored."""
        if request["since"] != self.me["cursor"] or request["replica"] != self.me["replica"]:
            return None
        refused = [verdict for verdict in reply["verdicts"] if verdict["verdict"] == "refused"]
        self.database.execute("BEGIN")
        for verdict in reply["verdicts"]:
            status = "refused" if verdict["verdict"] == "refused" else "accepted"
            self.database.execute(
                "UPDATE change SET status = ?, reason = ? WHERE stamp = ? AND status = 'unsent'",
                (status, verdict.get("reason"), verdict["stamp"]),
            )
        self.database.executemany(
            "INSERT INTO stale (tbl, row) SELECT tbl, row FROM change WHERE stamp = ? ON CONFLICT DO NOTHING",
            [(verdict["stamp"],) for verdict in refused],
        )
        self._insert(reply["changes"])
        for answer in reply["refold"]:
            self._insert(answer["changes"])
            self.database.execute("INSERT INTO refold (tbl, row) VALUES (?, ?)", (answer["tbl"], answer["row"]))
            self.database.execute("DELETE FROM stale WHERE tbl = ? AND row = ?", (answer["tbl"], answer["row"]))
        offset = reply["server_time"] - int(time.time() * 1000) - self.clock_error
        self.database.execute("UPDATE me SET cursor = ?, clock_offset = ?", (reply["cursor"], offset))
        if any(verdict["reason"] == "clock" for verdict in refused):
            self._restamp(reply["server_time"])
        self.database.execute("COMMIT")
        return reply["recover"]

    def _insert(self, changes: list[dict]) -> None:
        self.database.executemany(
            """INSERT INTO change (stamp, author, part, tbl, row, kind, schema, patch, status)
               VALUES (:stamp, :author, :part, :tbl, :row, :kind, :schema, :patch, 'accepted')
               ON CONFLICT (stamp) DO NOTHING""",
            changes,
        )
        fold_log(self.database)
        ticks = max((int(change["stamp"][:16]) for change in changes), default=0)
        self.database.execute("UPDATE me SET ticks = max(ticks, ?)", (ticks,))

    def _restamp(self, server_time: int) -> None:
        """Give every change of this tablet that lies in the future a stamp of now, in the same order."""
        now = server_time * 256
        accepted = self.database.execute(
            "SELECT coalesce(max(CAST(substr(stamp, 1, 16) AS INTEGER)), 0) FROM change WHERE status = 'accepted'"
        ).fetchone()[0]
        ticks = max(now, accepted)
        late = self.database.execute(
            """SELECT seq, tbl, row FROM change WHERE (status = 'refused' AND reason = 'clock')
               OR (status = 'unsent' AND CAST(substr(stamp, 1, 16) AS INTEGER) > ?) ORDER BY seq""",
            (ticks,),
        ).fetchall()
        for change in late:
            ticks += 1
            self.database.execute(
                "UPDATE change SET status = 'unsent', reason = NULL, stamp = printf('%016d-%s', ?, (SELECT replica FROM me))"
                " WHERE seq = ?",
                (ticks, change["seq"]),
            )
            self.database.execute(
                "INSERT INTO stale (tbl, row) VALUES (?, ?) ON CONFLICT DO NOTHING", (change["tbl"], change["row"])
            )
        self.database.execute("UPDATE me SET ticks = ?", (ticks,))

    def download(self, reason: str = "") -> None:
        """Fetch a database copy into a new file and carry over what the server has not accepted."""
        status, headers, body = self.call("/api/replica", None)
        assert status == 200, status
        self.folder.mkdir(parents=True, exist_ok=True)
        path = Path(tempfile.mkstemp(suffix=".sqlite3", dir=self.folder)[1])
        path.write_bytes(gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body)
        fresh = connect(path)
        fresh.create_function("julianday", -1, self._julianday)
        me = json.loads(headers["leerplein-me"])
        fresh.execute(
            """UPDATE me SET site = :site, replica = :replica, epoch = :epoch, schema = :schema,
               scope_version = :scope_version, cursor = :cursor, clock_offset = :offset, staff = :staff, status = 'unsent'""",
            {**me, "offset": me["server_time"] - int(time.time() * 1000) - self.clock_error, "staff": self.staff},
        )
        old, self.database = self.database, fresh
        if old:
            self._carry_over(old, me)
            if reason != "clone":
                self._carry_own(old, me["tables"])
            if reason == "enrol":
                self.database.execute("UPDATE change SET status = 'unsent' WHERE status = 'accepted'")
        self.replicas.add(me["replica"])

    def _carry_own(self, old: sqlite3.Connection, tables: list[str]) -> None:
        """Keep what this tablet wrote itself, so that it can send it again to a server that was put back."""
        own = old.execute(f"SELECT * FROM change WHERE {OWN}", (json.dumps(list(self.replicas)),))
        forgotten = {row[0] for row in self.database.execute("SELECT row FROM forgotten")}
        self._insert([dict(row) for row in own if row["tbl"] in tables and not forgotten & {row["row"], row["part"]}])

    def _carry_over(self, old: sqlite3.Connection, me: dict) -> None:
        for change in old.execute("SELECT * FROM change WHERE status <> 'accepted' ORDER BY seq"):
            row = dict(change)
            if row["reason"] == "clone":
                row.update(status="unsent", reason=None, stamp=f"{row['stamp'][:16]}-{me['replica']}")
            self.database.execute(
                """INSERT INTO change (stamp, author, part, tbl, row, kind, schema, patch, status, reason)
                   VALUES (:stamp, :author, :part, :tbl, :row, :kind, :schema, :patch, :status, :reason)
                   ON CONFLICT (stamp) DO NOTHING""",
                row,
            )
            self.database.execute("UPDATE me SET ticks = max(ticks, ?)", (int(row["stamp"][:16]),))
        fold_log(self.database)

    def _julianday(self, *arguments) -> float:
        """SQLite's clock with this tablet's error in it."""
        with sqlite3.connect(":memory:") as plain:
            marks = ", ".join("?" * len(arguments))
            value = plain.execute(f"SELECT julianday({marks})", arguments).fetchone()[0]
        return value + (self.clock_error / DAY if arguments == ("now",) else 0)

    def clone(self) -> "Tablet":
        """A copy of the whole profile: same device, same replica, as a copied browser profile would be."""
        twin = object.__new__(Tablet)
        twin.call, twin.staff, twin.folder, twin.enrol = self.call, self.staff, self.folder, self.enrol
        twin.clock_error, twin.most, twin.was_wiped = self.clock_error, self.most, False
        twin.replicas = set(self.replicas)
        path = Path(tempfile.mkstemp(suffix=".sqlite3", dir=self.folder)[1])
        twin.database = connect(path)
        twin.database.create_function("julianday", -1, twin._julianday)
        self.database.backup(twin.database)
        return twin
