"""The optional second factor: a code of six digits from an app on the coordinator's phone, each usable once."""

import sqlite3
import time

import pyotp

ISSUER = "Leerplein"
STEP_SECONDS = 30


def offer(connection: sqlite3.Connection, account: str) -> str:
    """A new secret as an `otpauth:` address for a QR code; it counts only after `confirm`."""
    secret = pyotp.random_base32()
    email = connection.execute(
        "UPDATE account SET totp_offered = ? WHERE id = ? RETURNING email", (secret, account)
    ).fetchone()[0]
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)


def confirm(connection: sqlite3.Connection, account: str, code: str) -> bool:
    """Switch it on when the code fits the offered secret, which proves that the app has it."""
    row = connection.execute("SELECT totp_offered FROM account WHERE id = ?", (account,)).fetchone()
    step = _step_of(row["totp_offered"], code, 0) if row and row["totp_offered"] else None
    if step is None:
        return False
    connection.execute(
        "UPDATE account SET totp = totp_offered, totp_offered = NULL, totp_used = ? WHERE id = ?", (step, account)
    )
    return True


def remove(connection: sqlite3.Connection, account: str) -> None:
    """Switch it off."""
    connection.execute("UPDATE account SET totp = NULL, totp_offered = NULL WHERE id = ?", (account,))


def use_code(connection: sqlite3.Connection, account: str, code: str) -> bool:
    """Whether the code is right now and was not used before; from now on it is."""
    row = connection.execute("SELECT totp, totp_used FROM account WHERE id = ?", (account,)).fetchone()
    step = _step_of(row["totp"], code, row["totp_used"])
    if step is None:
        return False
    used = connection.execute("UPDATE account SET totp_used = ?1 WHERE id = ?2 AND totp_used < ?1", (step, account))
    return used.rowcount > 0


def _step_of(secret: str, code: str, used: int) -> int | None:
    """The half minute that the code is of: this one, or a neighbour for a clock that is a little off."""
    digits = "".join(code.split())
    now = int(time.time()) // STEP_SECONDS
    for step in (now, now - 1, now + 1):
        if step > used and pyotp.utils.strings_equal(pyotp.TOTP(secret).at(step * STEP_SECONDS), digits):
            return step
    return None
