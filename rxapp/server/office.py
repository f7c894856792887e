"""office.sqlite3: which devices exist, their codes and replicas, what was kept from revoked ones, what was forgotten.

Its tables are declared in `office_tables.py`.
"""

import hashlib
import hmac
import json
import re
import secrets
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rxapp.data.database import connect
from rxapp.server.office_tables import create_tables
from rxapp.server.sites import make_private, transaction

CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_HOURS = 24
MOST_KEPT = 100_000
MOST_REPLICAS = 100
is_replica = re.compile(r"r[a-z2-7]{16}").fullmatch
REPORT_FIELDS = ("unsent", "oldest", "storage", "persistent", "app")


class BadCode(Exception):
    """An enrolment code that opens nothing: `unknown`, `used` or `expired`."""


@dataclass(frozen=True)
class Device:
    """An enrolled device as a request sees it."""

    id: str
    site: str
    duties: frozenset[str]
    scope_version: int
    is_revoked: bool
    last_seen_at: int
    learner: str | None = None
    """Whose own phone it is; a tablet is nobody's."""


@cache
def _open(path: Path) -> tuple[sqlite3.Connection, threading.RLock]:
    connection = connect(make_private(path))
    connection.execute("PRAGMA journal_mode = wal")
    create_tables(connection)
    connection.execute("INSERT INTO secret VALUES ('address', ?) ON CONFLICT DO NOTHING", (secrets.token_hex(32),))
    return connection, threading.RLock()


_opening = threading.Lock()


def office_path(folder: Path) -> Path:
    """The office's file."""
    return folder / "office.sqlite3"


@contextmanager
def using(folder: Path) -> Iterator[sqlite3.Connection]:
    """The office's connection, for one user at a time."""
    with _opening:
        connection, lock = _open(office_path(folder))
    with lock:
        yield connection


def close_all() -> None:
    """Close every connection that this process holds."""
    with _opening:
        _open.cache_clear()


def hashed(secret: str) -> str:
    """What is stored of a token or code; both are random enough for a plain SHA-256."""
    return hashlib.sha256(secret.encode()).hexdigest()


def hashed_address(connection: sqlite3.Connection, address: str) -> str:
    """What is stored of a network address: worthless without this server's own secret."""
    key = connection.execute("SELECT value FROM secret WHERE name = 'address'").fetchone()[0]
    return hmac.new(key.encode(), address.encode(), "sha256").hexdigest()


def now() -> int:
    """Milliseconds since 1970, the unit of every time in this file."""
    return time.time_ns() // 1_000_000


def add_site(connection: sqlite3.Connection, site: str, name: str) -> None:
    """Write down a site by name."""
    connection.execute("INSERT INTO site (id, name) VALUES (?, ?) ON CONFLICT DO NOTHING", (site, name))


def site_name(connection: sqlite3.Connection, site: str) -> str:
    """The name that people know the site by."""
    found = connection.execute("SELECT name FROM site WHERE id = ?", (site,)).fetchone()
    return found[0] if found else site


def make_code(
    connection: sqlite3.Connection, site: str, duties: Iterable[str], hours: float = CODE_HOURS, name: str = ""
) -> str:
    """A new one-time code, as `ABCDE-FGHJK`: 50 random bits, in letters that are not mistaken for one another."""
    letters = "".join(secrets.choice(CODE_LETTERS) for _ in range(10))
    connection.execute(
        "INSERT INTO enrol_code (hash, site, name, duties, expires_at) VALUES (?, ?, ?, ?, ?)",
        (hashed(letters), site, name, " ".join(sorted(duties)), now() + int(hours * 3_600_000)),
    )
    return f"{letters[:5]}-{letters[5:]}"


def plain_code(typed: str) -> str:
    """A code as it was made, from how a person typed it: spaces, dashes, small letters, O for 0, I or L for 1."""
    return typed.upper().translate(str.maketrans("OIL", "011", " -\t\n"))


def use_code(connection: sqlite3.Connection, typed: str) -> sqlite3.Row:
    """Site, duties and name of a code, once; raises `BadCode` with the reason otherwise."""
    code = hashed(plain_code(typed))
    used = connection.execute(
        "UPDATE enrol_code SET used_at = ?1 WHERE hash = ?2 AND used_at IS NULL AND expires_at > ?1"
        " RETURNING site, duties, name",
        (now(), code),
    ).fetchone()
    if used:
        return used
    found = connection.execute("SELECT used_at FROM enrol_code WHERE hash = ?", (code,)).fetchone()
    raise BadCode("unknown" if found is None else "used" if found["used_at"] else "expired")


def enrol(connection: sqlite3.Connection, code: Mapping[str, str], former: Device | None = None) -> tuple[str, str]:
    """Identity and token of a new device.

    A tablet that was already a device of this site stays that device, so that what it has not sent yet is its own.
    """
    token = secrets.token_urlsafe(32)
    if former and former.site == code["site"] and not former.is_revoked:
        connection.execute("UPDATE device SET token_hash = ? WHERE id = ?", (hashed(token), former.id))
        change_duties(connection, former.id, code["duties"].split())
        return former.id, token
    device = f"d{secrets.token_hex(8)}"
    connection.execute(
        "INSERT INTO device (id, site, name, token_hash, duties, enrolled_at, last_seen_at, scope_version)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, 1)",
        (device, code["site"], code["name"], hashed(token), code["duties"], now()),
    )
    return device, token


def find_device(connection: sqlite3.Connection, token: str | None) -> Device | None:
    """The device that holds this token, revoked ones too."""
    if not token:
        return None
    row = connection.execute("SELECT * FROM device WHERE token_hash = ?", (hashed(token),)).fetchone()
    if row is None:
        return None
    duties = frozenset(row["duties"].split())
    return Device(
        row["id"], row["site"], duties, row["scope_version"], row["revoked_at"] is not None, row["last_seen_at"]
    )


def devices(connection: sqlite3.Connection, site: str | None = None) -> list[sqlite3.Row]:
    """Every device, of one site or of all, newest first."""
    return connection.execute(
        "SELECT * FROM device WHERE ?1 IS NULL OR site = ?1 ORDER BY enrolled_at DESC, id", (site,)
    ).fetchall()


def change_duties(connection: sqlite3.Connection, device: str, duties: Iterable[str]) -> bool:
    """Give a device other duties; at its next sync it fetches a replica of that scope. False without such a device."""
    sql = "UPDATE device SET duties = ?, scope_version = scope_version + 1 WHERE id = ?"
    changed = connection.execute(sql, (" ".join(sorted(duties)), device))
    return changed.rowcount > 0


def revoke(connection: sqlite3.Connection, device: str) -> bool:
    """Take a device's rights away; false when there is no such device or it had none."""
    sql = "UPDATE device SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL"
    changed = connection.execute(sql, (now(), device))
    return changed.rowcount > 0


def issue_replica(connection: sqlite3.Connection, device: str) -> str:
    """A new replica identity for one database copy; letters and digits only, because a stamp splits at '-'."""
    replica = "r" + "".join(secrets.choice("abcdefghijklmnopqrstuvwxyz234567") for _ in range(16))
    connection.execute("INSERT INTO replica VALUES (?, ?, ?)", (replica, device, now()))
    return replica


def adopt_replicas(connection: sqlite3.Connection, device: str, names: object) -> None:
    """Let a device keep the names under which it wrote, as far as no device here has them.

    An office that was put back as it was before the device came knows neither: what the device sends again keeps its
    stamps, and so does not come after what others wrote since. Whatever is no such name is left out.
    """
    told = names[:MOST_REPLICAS] if isinstance(names, list) else []
    rows = [(name, device, now()) for name in told if isinstance(name, str) and is_replica(name)]
    connection.executemany("INSERT INTO replica VALUES (?, ?, ?) ON CONFLICT DO NOTHING", rows)


def replicas(connection: sqlite3.Connection, device: str) -> frozenset[str]:
    """Every replica ever issued to the device; older ones may still have unsent changes."""
    return frozenset(row[0] for row in connection.execute("SELECT id FROM replica WHERE device = ?", (device,)))


def note_seen(connection: sqlite3.Connection, device: str, report: object) -> None:
    """Write down that the device called and how it is; a report of another shape is left out."""
    told = {name: report[name] for name in REPORT_FIELDS if name in report} if isinstance(report, dict) else {}
    text = json.dumps(told)
    connection.execute(
        "UPDATE device SET last_seen_at = ?, report = iif(length(?2) <= 1000, ?2, report) WHERE id = ?",
        (now(), text, device),
    )


def keep_aside(connection: sqlite3.Connection, device: str, changes: list[dict]) -> int:
    """Keep what a revoked device still had, for a person to judge; gives how many of these are kept.

    Repeating is harmless. Beyond `MOST_KEPT` nothing more is kept: so much is not a tablet's work.
    """
    room = MOST_KEPT - connection.execute("SELECT count(*) FROM kept WHERE device = ?", (device,)).fetchone()[0]
    given = changes[: max(0, room)]
    stamps = (str(change.get("stamp")).encode(errors="backslashreplace").decode() for change in given)
    rows = [(device, stamp, now(), json.dumps(change)) for stamp, change in zip(stamps, given, strict=True)]
    with transaction(connection):
        connection.executemany("INSERT INTO kept VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", rows)
    return len(rows)


def restored_ticks(connection: sqlite3.Connection, site: str) -> int:
    """Until when changes may rest on rows that a restore took away; 0 when the site was never restored."""
    found = connection.execute("SELECT restored_ticks FROM site WHERE id = ?", (site,)).fetchone()
    return (found and found[0]) or 0
