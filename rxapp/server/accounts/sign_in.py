"""Signing in: slow for who guesses, and the same answer after the same time whether an account exists or not."""

from pathlib import Path

from rxapp.server import office
from rxapp.server.accounts import account_sessions, accounts, second_factor
from rxapp.server.accounts.account_links import SlowDown
from rxapp.server.edge import limits

KNOWN_DAYS = 30

KNOWN = """SELECT 1 FROM account_session JOIN account ON account.id = account_session.account
WHERE email = ? AND address = ? AND account_session.made_at > ?"""


class WrongSignIn(Exception):
    """E-mail address, password or code is wrong; never says which."""


class CodeNeeded(Exception):
    """The password is right and this account has a second factor: ask for the code."""


def sign_in(folder: Path, email: str, password: str, code: str, address: str, browser: str = "") -> str:
    """A session token; raises `WrongSignIn`, `CodeNeeded` or `SlowDown`.

    Wrong tries count for the network address and for the account, so that neither many accounts nor many addresses
    help. Somebody at an address from which the account signed in before is not kept out by strangers' tries.
    """
    email = email.strip().casefold()[: accounts.LONGEST_EMAIL]
    with office.using(folder) as connection:
        hashed = limits.hashed_address(connection, address)
        since = limits.now() - KNOWN_DAYS * 24 * account_sessions.HOUR_MS
        is_known = connection.execute(KNOWN, (email, hashed, since)).fetchone() is not None
        tried = [address] if is_known else [address, f"account {email}"]
        if wait := max(limits.seconds_to_wait(connection, name) for name in tried):
            raise SlowDown(wait)
        account = accounts.find_account(connection, email)
    stored = account["password"] if account and account["ended_at"] is None else None
    is_right = accounts.is_password(stored, password)
    with office.using(folder) as connection:
        if is_right and account["totp"] and not code.strip():
            raise CodeNeeded("Vul de code uit uw app in.")
        if not is_right or (account["totp"] and not second_factor.use_code(connection, account["id"], code)):
            for name in tried:
                limits.note_failure(connection, name)
            raise WrongSignIn("Het e-mailadres, het wachtwoord of de code klopt niet.")
        return account_sessions.start(connection, account["id"], address, browser)
