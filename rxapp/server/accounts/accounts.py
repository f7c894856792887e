"""Coordinators: who may use the office, of which sites, and with which password.

An account begins without a password; a one-time link (`account_links`) lets its owner choose one. Signing in is in
`sign_in`, what comes of it in `account_sessions`, the optional second factor in `second_factor`.
"""

import secrets
import sqlite3
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from rxapp.server import office
from rxapp.server.edge import limits
from rxapp.server.mistakes import Mistake
from rxapp.server.sentences import dutch

EVERY_SITE = "*"
NOBODY_YET = ""
"""The e-mail address of the very first account, until its owner has told it."""

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200
LONGEST_EMAIL = 120
LONGEST_NAME = 80

HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
"""OWASP's setting for small machines: 19 MiB and two rounds, some 40 ms."""


class BadAccount(Mistake):
    """What was typed cannot be an account or its password; the message is a Dutch sentence for the person."""


def plain_email(typed: str) -> str:
    """An e-mail address in the one way that it is stored; raises `BadAccount`."""
    email = typed.strip().casefold()
    name, at, domain = email.partition("@")
    if not (name and at and "." in domain.strip(".")) or len(email) > LONGEST_EMAIL or len(email.split()) != 1:
        raise BadAccount(dutch("'{wat}' is geen e-mailadres.", wat=typed.strip()[:LONGEST_EMAIL]))
    return email


def add_account(connection: sqlite3.Connection, email: str, name: str, sites: Iterable[str]) -> str:
    """A new account without a password, for these sites; raises `BadAccount` when the address is taken."""
    email = plain_email(email)
    if find_account(connection, email):
        raise BadAccount(dutch("Er is al een account met '{email}'.", email=email))
    account = secrets.token_hex(8)
    connection.execute(
        "INSERT INTO account (id, email, name, made_at) VALUES (?, ?, ?, ?)", (account, email, name, office.now())
    )
    give_sites(connection, account, sites)
    return account


def first_account(connection: sqlite3.Connection) -> str | None:
    """The account that the first coordinator will have, for all sites; None as soon as somebody can sign in."""
    if any(row["has_password"] for row in accounts(connection)):
        return None
    account = find_account(connection, NOBODY_YET)
    if account:
        return account["id"]
    new = secrets.token_hex(8)
    connection.execute(
        "INSERT INTO account (id, email, name, made_at) VALUES (?, ?, '', ?)", (new, NOBODY_YET, office.now())
    )
    give_sites(connection, new, [EVERY_SITE])
    return new


def name_account(connection: sqlite3.Connection, account: str, email: str, name: str) -> None:
    """Give the first account its e-mail address and name; raises `BadAccount`."""
    plain, words = plain_email(email), " ".join(name.split())[:LONGEST_NAME]
    if not words:
        raise BadAccount(dutch("Vul uw naam in."))
    if find_account(connection, plain):
        raise BadAccount(dutch("Er is al een account met '{email}'.", email=plain))
    connection.execute("UPDATE account SET email = ?, name = ? WHERE id = ?", (plain, words, account))


def find_account(connection: sqlite3.Connection, email: str) -> sqlite3.Row | None:
    """The account with this address, ended ones too."""
    return connection.execute("SELECT * FROM account WHERE email = ?", (email.strip().casefold(),)).fetchone()


def accounts(connection: sqlite3.Connection) -> list[sqlite3.Row]:
    """Every account with its sites (separated by spaces), and whether it has a password and a second factor."""
    return connection.execute(
        """SELECT id, email, name, made_at, ended_at,
          password IS NOT NULL AS has_password, totp IS NOT NULL AS has_totp,
          coalesce((SELECT group_concat(site, ' ') FROM account_site WHERE account = account.id), '') AS sites
        FROM account ORDER BY email"""
    ).fetchall()


def give_sites(connection: sqlite3.Connection, account: str, sites: Iterable[str]) -> None:
    """Make these the sites of an account, and no others."""
    connection.execute("DELETE FROM account_site WHERE account = ?", (account,))
    connection.executemany("INSERT INTO account_site VALUES (?, ?)", [(account, site) for site in sorted(set(sites))])


def sites_of(connection: sqlite3.Connection, account: str) -> frozenset[str]:
    """The sites of an account; `EVERY_SITE` stands for all."""
    found = connection.execute("SELECT site FROM account_site WHERE account = ?", (account,))
    return frozenset(row[0] for row in found)


def end_account(connection: sqlite3.Connection, account: str) -> None:
    """Nobody signs in with it any more, and who was signed in is out at once."""
    connection.execute("UPDATE account SET ended_at = ? WHERE id = ? AND ended_at IS NULL", (office.now(), account))
    end_sessions(connection, account)


def end_sessions(connection: sqlite3.Connection, account: str) -> None:
    """Sign the account out everywhere."""
    connection.execute(
        "UPDATE account_session SET ended_at = ? WHERE account = ? AND ended_at IS NULL", (office.now(), account)
    )


def check_password(password: str, email: str) -> None:
    """Raise `BadAccount` for a password that is easily guessed; length counts, not kinds of characters."""
    if len(password) < SHORTEST_PASSWORD:
        told = {"minst": SHORTEST_PASSWORD}
        raise BadAccount(dutch("Kies een wachtwoord van minstens {minst} tekens, zoals vier losse woorden.", **told))
    if len(password) > LONGEST_PASSWORD:
        raise BadAccount(dutch("Kies een wachtwoord van hoogstens {meest} tekens.", meest=LONGEST_PASSWORD))
    name = email.partition("@")[0]
    if len(set(password)) < 5 or (len(name) > 3 and name in password.casefold()):
        raise BadAccount(dutch("Dit wachtwoord is makkelijk te raden. Kies een ander."))


def set_password(connection: sqlite3.Connection, account: str, password: str) -> None:
    """Give an account its password; every session that was open ends. Raises `BadAccount`."""
    email = connection.execute("SELECT email FROM account WHERE id = ?", (account,)).fetchone()[0]
    check_password(password, email)
    connection.execute("UPDATE account SET password = ? WHERE id = ?", (HASHER.hash(password), account))
    end_sessions(connection, account)


def require_password(folder: Path, account: str, password: str) -> None:
    """Raise `BadAccount` unless this is the account's password; wrong tries are slowed down as at signing in."""
    with office.using(folder) as connection:
        row = connection.execute("SELECT email, password FROM account WHERE id = ?", (account,)).fetchone()
        if wait := limits.seconds_to_wait(connection, f"account {row['email']}"):
            minutes = max(1, round(wait / 60))
            raise BadAccount(dutch("Te vaak fout geprobeerd. Wacht {minuten} minuten.", minuten=minutes))
    if not is_password(row["password"], password):
        with office.using(folder) as connection:
            limits.note_failure(connection, f"account {row['email']}")
        raise BadAccount(dutch("Het wachtwoord van nu klopt niet."))


def change_password(folder: Path, account: str, old: str, new: str, session: str) -> None:
    """Another password for who knows the present one; every session ends but this one. Raises `BadAccount`."""
    require_password(folder, account, old)
    with office.using(folder) as connection:
        seen = connection.execute("SELECT ended_at FROM account_session WHERE id = ?", (session,)).fetchone()
        set_password(connection, account, new)
        if seen and seen["ended_at"] is None:
            connection.execute("UPDATE account_session SET ended_at = NULL WHERE id = ?", (session,))


def is_password(stored: str | None, password: str) -> bool:
    """Whether this is the password; takes as long for an account that does not exist or has none."""
    try:
        return HASHER.verify(stored or _nobodys(), password[:LONGEST_PASSWORD]) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobodys() -> str:
    return HASHER.hash(secrets.token_urlsafe(32))
