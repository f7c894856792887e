"""One-time links by which the owner of an account chooses a password: the first time, or after forgetting it.

A link is made on the machine itself, by `leerplein account`, so that there is never a default password and no e-mail
to trust. It is shown once and stored as a hash.
"""

import secrets
import sqlite3

from rxapp.server import office
from rxapp.server.accounts import accounts
from rxapp.server.edge import limits

LINK_HOURS = 24


class BadLink(Exception):
    """The link opens nothing: it is unknown, used or too old. One message for all three."""


class SlowDown(Exception):
    """Too many wrong tries; `seconds` says how long to wait."""

    def __init__(self, seconds: int):
        super().__init__(f"Te vaak fout geprobeerd. Wacht {max(1, round(seconds / 60))} minuten.")
        self.seconds = seconds


def make_link(connection: sqlite3.Connection, account: str, hours: float = LINK_HOURS) -> str:
    """A new secret for this account; a former one that was not used yet opens nothing any more."""
    secret = secrets.token_urlsafe(24)
    connection.execute("DELETE FROM account_link WHERE account = ? OR expires_at < ?", (account, office.now()))
    expires_at = office.now() + int(hours * 3_600_000)
    connection.execute("INSERT INTO account_link VALUES (?, ?, ?, NULL)", (office.hashed(secret), account, expires_at))
    return secret


def find_link(connection: sqlite3.Connection, secret: str) -> sqlite3.Row:
    """Id, e-mail and name of the account that the link is for; raises `BadLink`."""
    found = connection.execute(
        """SELECT account.id, email, name FROM account_link JOIN account ON account.id = account_link.account
        WHERE hash = ? AND used_at IS NULL AND expires_at > ? AND account.ended_at IS NULL""",
        (office.hashed(secret), office.now()),
    ).fetchone()
    if found is None:
        raise BadLink("Deze link werkt niet (meer). Vraag een nieuwe.")
    return found


def look_at_link(connection: sqlite3.Connection, secret: str, address: str) -> sqlite3.Row:
    """The same as `find_link`, slowed down for who guesses; raises `SlowDown` as well."""
    if wait := limits.seconds_to_wait(connection, address):
        raise SlowDown(wait)
    try:
        return find_link(connection, secret)
    except BadLink:
        limits.note_failure(connection, address)
        raise


def use_link(
    connection: sqlite3.Connection, secret: str, password: str, address: str, email: str = "", name: str = ""
) -> str:
    """Give the account its password and burn the link; gives the account.

    The first coordinator, whose account has no e-mail address yet, tells that and a name as well. Raises `BadLink`,
    `SlowDown`, or `BadAccount` for a weak password or no address, after which the link still works.
    """
    found = look_at_link(connection, secret, address)
    account = found["id"]
    accounts.check_password(password, email or found["email"])
    if found["email"] == accounts.NOBODY_YET:
        accounts.name_account(connection, account, email, name)
    accounts.set_password(connection, account, password)
    connection.execute("UPDATE account_link SET used_at = ? WHERE hash = ?", (office.now(), office.hashed(secret)))
    return account


def reset(connection: sqlite3.Connection, account: str, keeps_second_factor: bool = True) -> str:
    """A link for somebody who cannot get in; who was signed in is out at once."""
    accounts.end_sessions(connection, account)
    if not keeps_second_factor:
        connection.execute("UPDATE account SET totp = NULL, totp_offered = NULL WHERE id = ?", (account,))
    return make_link(connection, account)
