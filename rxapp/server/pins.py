"""PINs of staff: chosen or made, and kept only as what a tablet needs to check one, also without a network."""

import hashlib
import secrets

from rxapp.server.mistakes import Mistake

ROUNDS = 600_000


class WeakPin(Mistake):
    """A PIN that others would guess first, or that is not 4 to 8 figures."""


def verifier(pin: str) -> str:
    """What is stored of a PIN: `pbkdf2-sha256$rounds$salt$hash`, salt and hash in hexadecimal."""
    salt = secrets.token_bytes(16)
    return f"pbkdf2-sha256${ROUNDS}${salt.hex()}${hashlib.pbkdf2_hmac('sha256', pin.encode(), salt, ROUNDS).hex()}"


def random_pin() -> str:
    """A PIN of four figures that is not weak."""
    while is_weak(pin := f"{secrets.randbelow(10_000):04}"):
        pass
    return pin


def check_pin(pin: str) -> str:
    """The PIN itself; raises `WeakPin` with what to do."""
    if not (pin.isascii() and pin.isdigit() and 4 <= len(pin) <= 8):
        raise WeakPin("A PIN has 4 to 8 figures; choose another.")
    if is_weak(pin):
        raise WeakPin(f"{pin} is a PIN that others guess first; choose one that is not a row, a repetition or a year.")
    return pin


def is_weak(pin: str) -> bool:
    """Whether it repeats, goes straight up or down, or looks like a year."""
    steps = {(int(b) - int(a)) % 10 for a, b in zip(pin, pin[1:], strict=False)}
    repeats = len(pin) % 2 == 0 and pin == pin[:2] * (len(pin) // 2)
    return repeats or steps in ({0}, {1}, {9}) or (len(pin) == 4 and pin[:2] in ("19", "20"))
