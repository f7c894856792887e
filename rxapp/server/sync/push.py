"""Apply what a device pushes: judge each change, put what may enter into the log, and say what became of each."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from rxapp.data.database import fold_log
from rxapp.data.tables import TABLES
from rxapp.server.sites import transaction
from rxapp.server.sync.validate import (
    AHEAD_MS,
    FIELDS,
    LONGEST_PATCH,
    Fields,
    Ground,
    Person,
    fields_of,
    refusal,
    ticks,
)

NOT_KEPT = {"malformed", "clock", "clone", "forgotten", "bsn", "nameless"}
"""Reasons whose changes the server does not keep: unreadable, sent again restamped, or data that may not be here."""

ACCEPT = f"""INSERT INTO change ({", ".join(FIELDS)}, status)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'accepted') ON CONFLICT (stamp) DO NOTHING"""
KEEP = f"""INSERT INTO change ({", ".join(FIELDS)}, status, reason)
  SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'refused', ?9 WHERE json_valid(?8) ON CONFLICT (stamp) DO NOTHING"""
REACHED = "INSERT INTO local (key, value) VALUES ('reached', ?1) ON CONFLICT (key) DO UPDATE SET value = ?1"
SIGNED = """SELECT id, clock_signed FROM _evaluation
  WHERE signed_on IS NOT NULL AND part IN (SELECT value FROM json_each(?1))
  UNION ALL SELECT review.id, clock_signed FROM _goal_review AS review JOIN _evaluation AS talk ON talk.id = review.evaluation
  WHERE signed_on IS NOT NULL AND review.part IN (SELECT value FROM json_each(?1))"""
LAST_TICKS = "9" * 16
NAMING = {"programme", "learning_group", "session", "enrolment", "attendance", "session_goal", "homework"}
"""Tables in which a change can bring a name where a programme keeps none."""

SIGNABLE = {"evaluation", "goal_review"}

Verdict = dict[str, str | None]


class _Nameless(Exception):
    """A batch names people where a programme keeps no names; `rows` are table and row of what does."""

    def __init__(self, rows: set[tuple[str, str]]):
        super().__init__(rows)
        self.rows = rows


def push(connection: sqlite3.Connection, changes: Sequence[object], ground: Ground) -> list[Verdict]:
    """Judge and apply `changes` in their order; verdict n is about change n.

    All in one transaction: after a crash the device sends them again. Should SQLite itself choke on a change, the
    halves are tried apart until that one stands alone and is refused; savepoints would cost a third of the speed.
    What names people where a programme keeps no names shows only in the result: then all is judged once more.
    """
    try:
        with transaction(connection):
            return _push_batch(connection, changes, ground)
    except _Nameless as found:
        ground.nameless |= found.rows
        return push(connection, changes, ground)
    except (sqlite3.Error, ValueError, OverflowError) as error:
        if not _is_about_a_change(error):
            raise
    if len(changes) == 1:
        return [_verdict(_stamp_of(changes[0]), "malformed")]
    middle = len(changes) // 2
    return push(connection, changes[:middle], ground) + push(connection, changes[middle:], ground)


def _is_about_a_change(error: Exception) -> bool:
    """False for trouble of the database as a whole, such as a full disk, a lock, or a mistake in our own SQL."""
    if isinstance(error, sqlite3.OperationalError):
        return "malformed JSON" in str(error)
    return isinstance(error, (sqlite3.IntegrityError, sqlite3.DataError, ValueError, OverflowError))


def _push_batch(connection: sqlite3.Connection, changes: Sequence[object], ground: Ground) -> list[Verdict]:
    batch = [fields_of(change) for change in changes]
    whole = [fields for fields in batch if fields]
    known = _known(connection, whole)
    ground.rows = _rows(connection, whole)
    ground.forgotten = _forgotten(connection, whole)
    ground.people = people(connection)
    ground.signed = signed(connection, {fields[2] for fields in whole if fields[3] in SIGNABLE})
    verdicts, accepted = [], []
    for change, fields in zip(changes, batch, strict=True):
        verdict = _judge(fields, known, ground) if fields else _verdict(_stamp_of(change), "malformed")
        verdicts.append(verdict)
        if verdict["verdict"] == "accepted":
            accepted.append(fields)
            _note(fields, known, ground)
            if fields[3] == "staff":
                _apply(connection, accepted, ground)
                accepted, ground.people = [], people(connection)
        elif fields and fields[0] not in known and _is_kept(fields, verdict["reason"]):
            connection.execute(KEEP, (*fields, verdict["reason"]))
            known[fields[0]] = (*fields, verdict["reason"], False)
    _apply(connection, accepted, ground)
    _refuse_names(connection, whole, ground)
    return verdicts


def _refuse_names(connection: sqlite3.Connection, batch: list[Fields], ground: Ground) -> None:
    """Raise `_Nameless` for rows that this batch wrote and that have no place there; those of before stay for `check`."""
    if NAMING.isdisjoint(fields[3] for fields in batch):
        return
    pushed = {(fields[3], fields[4]) for fields in batch}
    found = {tuple(row) for row in connection.execute("SELECT tbl, row FROM nameless_trespass")}
    if rows := (found & pushed) - ground.nameless:
        raise _Nameless(rows)


def _verdict(stamp: str | None, reason: str | None = None) -> Verdict:
    if reason:
        return {"stamp": stamp, "verdict": "refused", "reason": reason}
    return {"stamp": stamp, "verdict": "accepted"}


def _stamp_of(change: object) -> str | None:
    stamp = change.get("stamp") if isinstance(change, dict) else None
    return stamp if isinstance(stamp, str) else None


def _judge(fields: Fields, known: dict[str, tuple], ground: Ground) -> Verdict:
    stamp = fields[0]
    former = known.get(stamp)
    if former is None:
        return _verdict(stamp, refusal(fields, ground))
    if not _is_same(fields, former):
        return _verdict(stamp, "clone")
    return _verdict(stamp, former[8]) if former[8] else {"stamp": stamp, "verdict": "duplicate"}


def _is_same(fields: Fields, former: tuple) -> bool:
    """Whether the log's entry is this change; a patch that compaction has trimmed holds part of it."""
    if fields[1:6] != former[1:6]:
        return False
    return fields[7] == former[7] or (former[9] and _holds(fields[7], former[7]))


def _holds(text: str, trimmed: str) -> bool:
    try:
        return json.loads(trimmed).items() <= json.loads(text).items()
    except (ValueError, TypeError, AttributeError, RecursionError):
        return False


def _note(fields: Fields, known: dict[str, tuple], ground: Ground) -> None:
    """Let the rest of the batch know this accepted change."""
    known[fields[0]] = (*fields, None, False)
    key = fields[3], fields[4]
    born = fields[5] == "create" or ground.rows.get(key, ("", False))[1]
    ground.rows[key] = fields[2], born


def _known(connection: sqlite3.Connection, batch: list[Fields]) -> dict[str, tuple]:
    """What the log has under these stamps: the fields, the reason when refused, and whether it may be trimmed."""
    stamps = json.dumps([fields[0] for fields in batch])
    found = connection.execute(
        f"""SELECT {", ".join(FIELDS)}, reason, seq <= (SELECT horizon FROM me) FROM change
        WHERE stamp IN (SELECT value FROM json_each(?))""",
        (stamps,),
    )
    return {row[0]: tuple(row) for row in found}


def _rows(connection: sqlite3.Connection, batch: list[Fields]) -> dict[tuple[str, str], tuple[str, bool]]:
    """Part and birth of the rows that the batch mentions, as far as they exist."""
    wanted: dict[str, set[str]] = {}
    for fields in batch:
        wanted.setdefault(fields[3], set()).add(fields[4])
    found = {}
    for tbl, rows in wanted.items():
        if tbl in TABLES:
            sql = f"SELECT id, part, born <> '' FROM {TABLES[tbl].state} WHERE id IN (SELECT value FROM json_each(?))"
            for row, part, born in connection.execute(sql, (json.dumps(list(rows)),)):
                found[tbl, row] = part, bool(born)
    return found


def signed(connection: sqlite3.Connection, parts: set[str]) -> dict[str, str]:
    """The stamp of signing, of every signed evaluation of these learners and every review in it."""
    return dict(connection.execute(SIGNED, (json.dumps(list(parts)),)).fetchall()) if parts else {}


def _forgotten(connection: sqlite3.Connection, batch: list[Fields]) -> set[str]:
    mentioned = json.dumps(list({fields[4] for fields in batch} | {fields[2] for fields in batch}))
    sql = "SELECT row FROM forgotten WHERE row IN (SELECT value FROM json_each(?))"
    return {row[0] for row in connection.execute(sql, (mentioned,))}


def _apply(connection: sqlite3.Connection, accepted: list[Fields], ground: Ground) -> None:
    """Put accepted changes into the log, and let the server's own next stamp come after theirs."""
    if accepted:
        connection.executemany(ACCEPT, accepted)
        fold_log(connection)
        newest = max(fields[0][:16] for fields in accepted)
        connection.execute("UPDATE me SET ticks = max(ticks, CAST(? AS INTEGER))", (newest,))
        connection.execute(REACHED, (ground.now_ms,))


def _is_kept(fields: Fields, reason: str) -> bool:
    """Whether the log keeps this refused change, unfolded, for a person to look at."""
    if reason in NOT_KEPT or len(fields[7]) > LONGEST_PATCH:
        return False
    try:
        return bool("".join((fields[1] or "", fields[2], fields[3], fields[7])).encode())
    except UnicodeEncodeError:
        return False


def ground_for(
    connection: sqlite3.Connection,
    duties: frozenset[str],
    replicas: frozenset[str],
    now_ms: int,
    orphans_before: int = 0,
    holder: str | None = None,
) -> Ground:
    """What a device with these duties and replicas is judged by; `holder` is the learner whose own phone it is.

    Should this machine's clock go back, what it took or wrote before stays, and devices go on from there.
    """
    reached = connection.execute("SELECT CAST(value AS INTEGER) FROM local WHERE key = 'reached'").fetchone()
    now_ms = max(now_ms, reached[0] if reached else 0)
    (written_ms,) = connection.execute("SELECT ticks / 256 FROM me").fetchone()
    if written_ms > now_ms + AHEAD_MS:  # more than anybody may push: it was this server, before its clock went back
        now_ms = written_ms
    return Ground(
        replicas=replicas,
        tables=_writable(duties),
        people={},
        latest=f"{ticks(now_ms + AHEAD_MS)}~",
        now_ms=now_ms,
        orphans_before=f"{orphans_before:016d}" if orphans_before else "",
        holder=holder,
    )


def _writable(duties: frozenset[str]) -> frozenset[str]:
    return frozenset(table.name for table in TABLES.values() if duties & set(table.writers))


def people(connection: sqlite3.Connection) -> dict[str, Person]:
    """Everybody who ever worked here, with the last stamp they may write: who left or was removed wrote before it."""
    rows = connection.execute("SELECT id, duties, left_on, deleted, clock_deleted FROM _staff WHERE born <> ''")
    return {
        row["id"]: Person(_until(row), _writable(frozenset((row["duties"] or "").split()))) for row in rows.fetchall()
    }


def _until(row: sqlite3.Row) -> str:
    removed = row["clock_deleted"] if row["deleted"] else f"{LAST_TICKS}~"
    if not row["left_on"]:
        return removed
    after = datetime.combine(date.fromisoformat(row["left_on"]) + timedelta(days=1), time()).astimezone()
    return min(removed, ticks(int(after.timestamp() * 1000)))
