"""Diplomas: what was decided, what the server signed, what was taken back, and the public keys that prove it.

A diploma is decided on a tablet, offline too; the server signs it when it arrives. `diploma_statement` and `site_key`
have no writers among the duties, so that nobody but the server can make them. A diploma is never edited: a mistake is
revoked and a new one is given.
"""

from rxapp.data.declare import EVERYONE, Column, Table
from rxapp.data.guards import Words

READERS = ("circle", "training", "office")

DIPLOMA = Table(
    "diploma",
    (
        Column("learner", "id"),
        Column("programme", "id"),
        Column("learning_group", "id"),
        Words("first_name", length=40, doc="as printed; the full name is asked at printing and never stored"),
        Words("achievement", length=120, doc="what was done, as printed"),
        Column("first_on", "date", group="period"),
        Column("last_on", "date", group="period"),
        Column("issued_on", "date"),
        Words("leader_name", length=80, doc="who signs, as printed"),
        Column("picture", length=20, doc="a drawing: 'book', or a symbol's name"),
    ),
    readers=READERS,
    writers=READERS,
    part="learner",
    indexes=("learner", "learning_group"),
    doc="A diploma that somebody decided to give; who decided is `created_by`.",
)

DIPLOMA_STATEMENT = Table(
    "diploma_statement",
    (
        Column("diploma", "id"),
        Column("learner", "id"),
        Column("statement", length=400, doc="the signed statement as the QR code has it"),
        Column("key", length=8, doc="id of the key that signed it"),
        Column("credential", length=36, doc="uuid of the Open Badges credential"),
        Column("subject", length=36, doc="uuid that stands for the learner in this credential and nowhere else"),
        Column("signed_at", "time"),
    ),
    readers=READERS,
    writers=(),
    part="learner",
    indexes=("diploma",),
    doc="What the server signed for a diploma; the latest one counts. Its id is that of the diploma and the key.",
)

REVOKED_DIPLOMA = Table(
    "revoked_diploma",
    (
        Column("diploma", "id"),
        Column("reason", length=10, choices=("mistake", "twice", "other")),
    ),
    readers=EVERYONE,
    writers=READERS,
    indexes=("diploma",),
    doc="A diploma that counts no longer; every device knows it, and it says nothing about whose it was.",
)

SITE_KEY = Table(
    "site_key",
    (
        Column("key", length=8, doc="first four bytes of the SHA-256 of the public key, in hexadecimal"),
        Column("public", length=60, doc="Ed25519 public key, 32 bytes in base64url"),
        Column("valid_from", "date"),
        Column("valid_until", "date", doc="last day on which it signs; empty while it is in use"),
        Column("revoked_on", "date", doc="set when somebody else may have it: nothing signed with it counts any more"),
    ),
    readers=EVERYONE,
    writers=(),
    indexes=("key",),
    doc="A public key of the site that proves diplomas; every device pins it.",
)

TABLES = (DIPLOMA, DIPLOMA_STATEMENT, REVOKED_DIPLOMA, SITE_KEY)
