"""The keys of a site: Ed25519 for the statement in the QR code, RSA for the Open Badges credential.

Private keys are files in the data folder, `keys/<site>/`, that their owner alone can read. They are not in a database:
site files are copied to tablets and every database is backed up, and a key encrypted there would need a second key
beside it. Losing them costs a rotation and no diploma, because the public keys stay in `site_key` and in every tablet.

    statement-<key id>.pem    one per rotation; the one whose row in `site_key` has no `valid_until` signs
    credential-<key id>.pem   the newest one signs
"""

import base64
import hashlib
import os
import sqlite3
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa

from rxapp.server.diplomas.diploma_statement import Key, key_id
from rxapp.server.mistakes import Mistake

UNUSABLE = "UPDATE site_key SET valid_until = ?1, revoked_on = iif(?2, ?1, revoked_on) WHERE valid_until IS NULL"


class NoKey(Mistake):
    """The private key that should sign is not in the data folder: restore `keys/` or rotate."""


def keys_folder(folder: Path, site: str) -> Path:
    """The folder of a site's private keys, made when missing, for its owner only."""
    path = folder / "keys" / site
    path.mkdir(parents=True, exist_ok=True)
    for part in (path.parent, path):
        part.chmod(0o700)
    return path


def signing_key(connection: sqlite3.Connection, folder: Path, site: str) -> ed25519.Ed25519PrivateKey:
    """The private key that signs statements now; the first time it is made and its public half written in `site_key`.

    Raises `NoKey` when the site has a key in use whose file is gone.
    """
    used = connection.execute("SELECT key FROM site_key WHERE valid_until IS NULL ORDER BY valid_from DESC").fetchone()
    if used is None:
        return _new_signing_key(connection, keys_folder(folder, site))
    path = keys_folder(folder, site) / f"statement-{used['key']}.pem"
    if not path.exists():
        raise NoKey(f"{path} is missing; restore it from a backup, or run `leerplein diploma-key rotate {site}`.")
    private = serialization.load_pem_private_key(path.read_bytes(), None)
    assert isinstance(private, ed25519.Ed25519PrivateKey)
    return private


def rotate(connection: sqlite3.Connection, folder: Path, site: str, is_compromised: bool = False) -> str:
    """Retire the key in use and make a new one; gives its id.

    What the old key signed stays valid, unless somebody else may have it: then the key is revoked, and the diplomas
    that it signed are signed anew at the next `sign_waiting`, so that they can be printed again.
    """
    today = connection.execute("SELECT today FROM clock").fetchone()[0]
    connection.execute(UNUSABLE, (today, is_compromised))
    return key_id(_new_signing_key(connection, keys_folder(folder, site)).public_key().public_bytes_raw())


def revoke_key(connection: sqlite3.Connection, folder: Path, site: str, key: str) -> bool:
    """Take a key's word away: its diplomas are signed anew by the key in use, or by a new one when it was that one.

    Whoever has the signing key may have the one for Open Badges too, so that is replaced as well. False when the site
    has no such key that still counts.
    """
    found = connection.execute("SELECT valid_until FROM site_key WHERE key = ? AND revoked_on IS NULL", (key,))
    row = found.fetchone()
    if row is None:
        return False
    if row["valid_until"] is None:
        rotate(connection, folder, site, is_compromised=True)
    else:
        connection.execute("UPDATE site_key SET revoked_on = (SELECT today FROM clock) WHERE key = ?", (key,))
    _new_credential_key(keys_folder(folder, site))
    return True


def carry_over(live: sqlite3.Connection, restored: sqlite3.Connection) -> None:
    """Keep what a site knows of its keys when an older copy of it is put back: a revoked key must stay so."""
    for row in live.execute("SELECT key, public, valid_from, valid_until, revoked_on FROM site_key").fetchall():
        known = {"key": row["key"], "until": row["valid_until"], "revoked": row["revoked_on"]}
        if not restored.execute("SELECT 1 FROM site_key WHERE key = :key", known).fetchone():
            restored.execute("INSERT INTO site_key (key, public, valid_from) VALUES (?, ?, ?)", tuple(row)[:3])
        restored.execute(
            """UPDATE site_key SET valid_until = coalesce(valid_until, :until),
               revoked_on = coalesce(revoked_on, :revoked) WHERE key = :key""",
            known,
        )


def public_keys(connection: sqlite3.Connection) -> dict[str, Key]:
    """Every public key that the site ever had, by id."""
    rows = connection.execute("SELECT key, public, valid_until, revoked_on FROM site_key")
    return {row["key"]: _key(row) for row in rows}


def published(connection: sqlite3.Connection) -> dict:
    """What the check page may know without a login: public keys and the ids of revoked diplomas, nobody's name."""
    keys = connection.execute(
        "SELECT key, public, valid_from, valid_until, revoked_on FROM site_key ORDER BY valid_from, key"
    )
    revoked = connection.execute("SELECT DISTINCT diploma FROM revoked_diploma ORDER BY diploma")
    return {"keys": [dict(row) for row in keys], "revoked": [row[0] for row in revoked]}


def credential_key(folder: Path, site: str) -> rsa.RSAPrivateKey:
    """The RSA key that signs credentials, made the first time. 2048 bits, as the Open Badges profile of RS256 asks."""
    path = keys_folder(folder, site)
    for found in sorted(path.glob("credential-*.pem"), key=lambda file: file.stat().st_mtime, reverse=True):
        private = serialization.load_pem_private_key(found.read_bytes(), None)
        assert isinstance(private, rsa.RSAPrivateKey)
        return private
    return _new_credential_key(path)


def _new_credential_key(folder: Path) -> rsa.RSAPrivateKey:
    private = rsa.generate_private_key(65537, 2048)
    public = private.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    _write(folder / f"credential-{hashlib.sha256(public).hexdigest()[:8]}.pem", private)
    return private


def _new_signing_key(connection: sqlite3.Connection, folder: Path) -> ed25519.Ed25519PrivateKey:
    private = ed25519.Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    _write(folder / f"statement-{key_id(public)}.pem", private)
    connection.execute(
        "INSERT INTO site_key (key, public, valid_from) SELECT ?, ?, today FROM clock",
        (key_id(public), base64.urlsafe_b64encode(public).decode().rstrip("=")),
    )
    return private


def _write(path: Path, private: ed25519.Ed25519PrivateKey | rsa.RSAPrivateKey) -> None:
    """Write a private key that must not exist yet; nobody but its owner can read it at any moment."""
    text = private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _key(row: sqlite3.Row) -> Key:
    def day(name: str) -> date | None:
        return date.fromisoformat(row[name]) if row[name] else None

    public = base64.urlsafe_b64decode(row["public"] + "=")
    return Key(row["key"], public, day("valid_until"), day("revoked_on"))
