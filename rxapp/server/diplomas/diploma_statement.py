"""The signed statement behind the QR code of a diploma: written by the server, read by anybody without a network.

    https://<site>/d#AEBAGBAF…      base32 (RFC 4648, capitals, no padding) of these bytes:

    bytes   what
    1       version, 1
    4       id of the key: the first four bytes of the SHA-256 of the 32-byte Ed25519 public key
    8       id of the diploma, a random number that stands for nothing else
    2 2 2   issued on, first day, last day: days since 1 January 2000, big-endian
    1 + n   first name              at most 24 bytes of UTF-8 (NFC), cut with "…" when longer
    1 + n   what was done           at most 50
    1 + n   the place               at most 32
    1 + n   who signs               at most 22
    64      Ed25519 signature of b"leerplein diploma\\n" followed by every byte above
    3       first three bytes of the SHA-256 of every byte above: tells a misread or changed code from a forged one

At most 218 bytes are at most 349 characters. Base32 is longer than base64url and yet makes a smaller QR code: capitals
and digits take 5.5 bits each. A code has one spelling only: base32 that does not encode to itself again is refused.
`docs/diploma-check.md` explains it to people, and `tests/golden/statements.json` holds the cases for other readers.
"""

import base64
import hashlib
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

VERSION = 1
PREFIX = b"leerplein diploma\n"
EPOCH = date(2000, 1, 1)
LIMITS = {"first_name": 24, "achievement": 50, "place": 32, "leader_name": 22}
HEAD, SIGNATURE, CHECKSUM = 19, 64, 3
LONGEST = HEAD + sum(LIMITS.values()) + len(LIMITS) + SIGNATURE + CHECKSUM

Outcome = Literal[
    "valid", "unreadable", "altered", "newer", "unknown_key", "forged", "revoked_key", "expired_key", "revoked"
]

WORDS: dict[Outcome, str] = {
    "valid": "Dit diploma is echt.",
    "unreadable": "Dit is geen diploma van een leerplein.",
    "altered": "Deze code is veranderd of niet goed gelezen. Scan hem nog een keer.",
    "newer": "Deze app is te oud voor dit diploma. Open de app met internet.",
    "unknown_key": "De plek van dit diploma is hier niet bekend.",
    "forged": "Dit diploma is niet echt. Iemand anders heeft het gemaakt.",
    "revoked_key": "De sleutel van dit diploma telt niet meer. Vraag een nieuw diploma.",
    "expired_key": "De sleutel was die dag al te oud. Dit diploma telt niet.",
    "revoked": "Dit diploma is echt, maar telt niet meer.",
}
"""What each outcome is called on the screen; the browser's check page says the same."""


class Unreadable(Exception):
    """The bytes are not a statement in its one spelling."""


@dataclass(frozen=True)
class Statement:
    """What a diploma states; the texts as they stand in the code, which may be cut."""

    diploma: str
    issued_on: date
    first_on: date
    last_on: date
    first_name: str
    achievement: str
    place: str
    leader_name: str


@dataclass(frozen=True)
class Key:
    """A public key of a site, and until which day it signs.

    There is no first day to check: a diploma that was decided offline may be signed later, by a newer key.
    """

    id: str
    public: bytes
    valid_until: date | None = None
    revoked_on: date | None = None


@dataclass(frozen=True)
class Check:
    """What became of checking a code; the statement is there whenever the code could be read whole."""

    outcome: Outcome
    statement: Statement | None = None

    @property
    def words(self) -> str:
        """The outcome in plain Dutch."""
        return WORDS[self.outcome]


def key_id(public: bytes) -> str:
    """The id of a public key: eight hexadecimal digits."""
    return hashlib.sha256(public).hexdigest()[:8]


def fit(text: str, limit: int) -> str:
    """The text in NFC within `limit` bytes of UTF-8; a longer one is cut between characters and ends in "…"."""
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    if len(text.encode()) <= limit:
        return text
    while len(text.encode()) > limit - len("…".encode()):
        text = text[:-1]
    return f"{text.rstrip()}…"


def shortened(statement: Statement) -> Statement:
    """The statement as its code can hold it."""
    return replace(statement, **{name: fit(getattr(statement, name), limit) for name, limit in LIMITS.items()})


def read(code: str) -> Statement:
    """What a code states, unchecked; raises `Unreadable`."""
    return _statement(_bytes_of(code)[: -SIGNATURE - CHECKSUM])


def sign(statement: Statement, private: Ed25519PrivateKey) -> str:
    """The statement as the text of a code; the same statement and key always give the same text."""
    body = bytes([VERSION]) + bytes.fromhex(key_id(private.public_key().public_bytes_raw())) + _content(statement)
    signed = body + private.sign(PREFIX + body)
    return _spell(signed + hashlib.sha256(signed).digest()[:CHECKSUM])


def _content(statement: Statement) -> bytes:
    days = [(day - EPOCH).days for day in (statement.issued_on, statement.first_on, statement.last_on)]
    texts = [fit(getattr(statement, name), limit).encode() for name, limit in LIMITS.items()]
    return (
        bytes.fromhex(statement.diploma)
        + b"".join(day.to_bytes(2, "big") for day in days)
        + b"".join(bytes([len(text)]) + text for text in texts)
    )


def _spell(whole: bytes) -> str:
    return base64.b32encode(whole).decode().rstrip("=")


def verify(code: str, keys: Mapping[str, Key], revoked: Collection[str] = ()) -> Check:
    """Check a code against pinned `keys` (by id) and the ids of revoked diplomas; never raises.

    The order is fixed: readable, whole, known version, known key, signature, key revoked, key in time, diploma revoked.
    """
    try:
        whole = _bytes_of(code)
    except Unreadable:
        return Check("unreadable")
    signed = whole[:-CHECKSUM]
    if hashlib.sha256(signed).digest()[:CHECKSUM] != whole[-CHECKSUM:]:
        return Check("altered")
    if whole[0] != VERSION:
        return Check("newer")
    body, signature = signed[:-SIGNATURE], signed[-SIGNATURE:]
    try:
        statement = _statement(body)
    except Unreadable:
        return Check("forged")
    key = keys.get(body[1:5].hex())
    return Check(_judge(statement, key, body, signature, revoked), statement)


def _judge(statement: Statement, key: Key | None, body: bytes, signature: bytes, revoked: Collection[str]) -> Outcome:
    if key is None:
        return "unknown_key"
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature, PREFIX + body)
    except InvalidSignature:
        return "forged"
    if key.revoked_on:
        return "revoked_key"
    if statement.issued_on > (key.valid_until or date.max):
        return "expired_key"
    return "revoked" if statement.diploma in revoked else "valid"


def _bytes_of(code: str) -> bytes:
    """The bytes of a code or of the whole address, also as typed: small letters, spaces and dashes."""
    text = code.rpartition("#")[2].upper().translate(str.maketrans("", "", " -\t\r\n"))
    if len(text) > 400:
        raise Unreadable("The code is too long.")
    try:
        whole = base64.b32decode(text + "=" * (-len(text) % 8))
    except ValueError:
        raise Unreadable("The code is not base32.") from None
    if _spell(whole) != text or not HEAD + len(LIMITS) + SIGNATURE + CHECKSUM <= len(whole) <= LONGEST:
        raise Unreadable("The code has another length or spelling.")
    return whole


def _statement(body: bytes) -> Statement:
    days = [EPOCH + timedelta(int.from_bytes(body[place : place + 2], "big")) for place in (13, 15, 17)]
    texts, rest = [], body[HEAD:]
    for limit in LIMITS.values():
        size = rest[0] if rest else limit + 1
        if size > limit or len(rest) <= size:
            raise Unreadable("A text is longer than it may be.")
        texts.append(_decoded(rest[1 : size + 1]))
        rest = rest[size + 1 :]
    if rest:
        raise Unreadable("Something follows the last text.")
    return Statement(body[5:13].hex(), *days, *texts)


def _decoded(text: bytes) -> str:
    try:
        return text.decode()
    except UnicodeDecodeError:
        raise Unreadable("A text is not UTF-8.") from None
