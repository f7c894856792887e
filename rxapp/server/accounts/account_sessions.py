"""Sessions of coordinators: a random token in a cookie, its hash in the office, and an end that comes by itself."""

import secrets
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from rxapp.server import office
from rxapp.server.accounts import accounts

HOUR_MS = 3_600_000
IDLE_MS = 8 * HOUR_MS
LONGEST_MS = 7 * 24 * HOUR_MS
NOTED_EVERY_MS = 60_000

OPEN = """account_session.ended_at IS NULL AND account_session.seen_at > :now - :idle
  AND account_session.made_at > :now - :longest"""


class NotAllowed(Exception):
    """The caller is nobody, or the site is not theirs; the message is a Dutch sentence."""


@dataclass(frozen=True)
class Caller:
    """The coordinator behind a request."""

    account: str
    email: str
    name: str
    sites: frozenset[str]
    session: str

    def may(self, site: str) -> bool:
        """Whether this site is theirs."""
        return site in self.sites or accounts.EVERY_SITE in self.sites


def start(connection: sqlite3.Connection, account: str, address: str, browser: str) -> str:
    """A new session; gives the token, which is nowhere but in the answer."""
    token = secrets.token_urlsafe(32)
    connection.execute(
        "INSERT INTO account_session VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, NULL)",
        (
            secrets.token_hex(8),
            office.hashed(token),
            account,
            browser[:80],
            office.hashed_address(connection, address),
            office.now(),
        ),
    )
    return token


def find(connection: sqlite3.Connection, token: str | None) -> Caller | None:
    """Who holds this token, as long as the session is open; being seen keeps it open."""
    if not token:
        return None
    row = connection.execute(
        f"""SELECT account_session.id, account_session.seen_at, account.id AS account, email, name
        FROM account_session JOIN account ON account.id = account_session.account AND account.ended_at IS NULL
        WHERE hash = :hash AND {OPEN}""",
        _bound(hash=office.hashed(token)),
    ).fetchone()
    if row is None:
        return None
    if office.now() - row["seen_at"] > NOTED_EVERY_MS:
        connection.execute("UPDATE account_session SET seen_at = ? WHERE id = ?", (office.now(), row["id"]))
    sites = accounts.sites_of(connection, row["account"])
    return Caller(row["account"], row["email"], row["name"], sites, row["id"])


def require(folder: Path, token: str | None, site: str | None = None) -> Caller:
    """The caller, who may use `site` when one is named; raises `NotAllowed`. Every office event begins with this."""
    with office.using(folder) as connection:
        caller = find(connection, token)
    if caller is None:
        raise NotAllowed("Meld u eerst aan.")
    if site is not None and not caller.may(site):
        raise NotAllowed("Dit leerplein is niet van u.")
    return caller


def open_sessions(connection: sqlite3.Connection, account: str) -> list[sqlite3.Row]:
    """The open sessions of an account, last seen first: id, browser, made_at and seen_at in ms."""
    return connection.execute(
        f"""SELECT id, browser, made_at, seen_at FROM account_session
        WHERE account = :account AND {OPEN} ORDER BY seen_at DESC""",
        _bound(account=account),
    ).fetchall()


def end(connection: sqlite3.Connection, account: str, session: str) -> bool:
    """End one session of this account; false when it has no such open session."""
    changed = connection.execute(
        "UPDATE account_session SET ended_at = ? WHERE id = ? AND account = ? AND ended_at IS NULL",
        (office.now(), session, account),
    )
    return changed.rowcount > 0


def end_others(connection: sqlite3.Connection, caller: Caller) -> int:
    """End every session of the caller but the one that asks; gives how many."""
    changed = connection.execute(
        "UPDATE account_session SET ended_at = ? WHERE account = ? AND id <> ? AND ended_at IS NULL",
        (office.now(), caller.account, caller.session),
    )
    return changed.rowcount


def drop_old(connection: sqlite3.Connection) -> int:
    """Remove sessions that ended or ran out a month ago, for the nightly job; gives how many."""
    before = office.now() - 30 * 24 * HOUR_MS
    return connection.execute("DELETE FROM account_session WHERE coalesce(ended_at, seen_at) < ?", (before,)).rowcount


def _bound(**values) -> dict:
    return {"now": office.now(), "idle": IDLE_MS, "longest": LONGEST_MS, **values}
