"""Sign what waits: every decided diploma without a statement that counts gets one, in the caller's transaction.

Run after a push and before the pull, so that the tablet that decided a diploma has the proof in the same reply.
"""

import hashlib
import logging
import sqlite3
import uuid
from datetime import date
from pathlib import Path

from rxapp.server.diplomas.diploma_keys import NoKey, signing_key
from rxapp.server.diplomas.diploma_statement import Statement, key_id, sign
from rxapp.server.sites import transaction

logger = logging.getLogger("leerplein")

WAITING = """SELECT diploma_now.*, former.credential AS former_credential, former.subject AS former_subject
  FROM diploma_now LEFT JOIN diploma_statement AS former ON former.diploma = diploma_now.id
  WHERE state = 'being_made' AND issued_on IS NOT NULL AND first_name <> '' GROUP BY diploma_now.id"""


def sign_waiting(connection: sqlite3.Connection, folder: Path, site: str) -> int:
    """Sign every diploma that waits and say how many there were; without any it touches no key.

    A diploma that a revoked key had signed keeps its credential's identity.
    """
    waiting = connection.execute(WAITING).fetchall()
    if not waiting:
        return 0
    private = signing_key(connection, folder, site)
    key = key_id(private.public_key().public_bytes_raw())
    place = connection.execute("SELECT name FROM site").fetchone()["name"]
    for row in waiting:
        connection.execute(
            """INSERT INTO diploma_statement (id, diploma, learner, statement, key, credential, subject, signed_at)
               SELECT ?, ?, ?, ?, ?, ?, ?, now FROM clock""",
            (
                hashlib.sha256(f"{row['id']}{key}".encode()).hexdigest()[:16],
                row["id"],
                row["learner"],
                sign(statement_of(row, place), private),
                key,
                row["former_credential"] or str(uuid.uuid4()),
                row["former_subject"] or str(uuid.uuid4()),
            ),
        )
    return len(waiting)


def sign_pushed(folder: Path, site: str, connection: sqlite3.Connection) -> None:
    """Sign what a device just pushed; without the key the diplomas wait and the log says what is missing."""
    try:
        with transaction(connection):
            sign_waiting(connection, folder, site)
    except NoKey as error:
        logger.error("Diplomas of %s wait for a signature: %s", site, error)


def statement_of(row: sqlite3.Row, place: str) -> Statement:
    """What a diploma row states; a period that nobody noted is the day of issue."""
    issued_on = date.fromisoformat(row["issued_on"])
    return Statement(
        diploma=row["id"],
        issued_on=issued_on,
        first_on=date.fromisoformat(row["first_on"] or row["issued_on"]),
        last_on=date.fromisoformat(row["last_on"] or row["issued_on"]),
        first_name=row["first_name"] or "",
        achievement=row["achievement"] or "",
        place=place,
        leader_name=row["leader_name"] or "",
    )
