"""Backups that can lie anywhere: one encrypted file for the whole data folder, and a restore that is tried every time.

The format is age (https://age-encryption.org), by the library `pyrage`: the server needs only the public key to make a
backup, and without this program a backup still opens with `age --decrypt -i KEY FILE | tar -xz`. Encryption of our own
would have neither.
"""

import os
import re
import shutil
import tarfile
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyrage

from rxapp.server import office, sites
from rxapp.server.backups import backup
from rxapp.server.sync.check import check_file

SUFFIX = ".tar.gz.age"
FORGOTTEN = "forgotten.txt"
NAME = re.compile(r"\w[\w.-]*|(keys/[a-z0-9-]+|logos)/[a-z0-9][\w.-]*")
"""What a backup holds: databases, keys and logos; anything else in an archive was put there by somebody else."""

MOMENT = "%Y-%m-%dT%H-%M-%SZ"


class BadKey(ValueError):
    """The key file holds no key of the kind that is needed, or it does not open this backup."""


@dataclass(frozen=True)
class Verified:
    """What a trial restore found: rows per site, and one sentence for each thing that is wrong."""

    sites: dict[str, int]
    problems: list[str]


def make_key(path: Path) -> str:
    """Write a new private key to a file that must not exist yet, and give its public key."""
    identity = pyrage.x25519.Identity.generate()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(f"# public key: {identity.to_public()}\n{identity}\n")
    return str(identity.to_public())


def read_public(text: str) -> pyrage.x25519.Recipient:
    """A public key (`age1…`), or that of a key file."""
    words = text.split()
    try:
        public = next(word for word in words if word.startswith("age1"))
        return pyrage.x25519.Recipient.from_str(public)
    except (StopIteration, pyrage.RecipientError):
        raise BadKey("There is no public key ('age1…') here; make one with `leerplein sealed key FILE`.") from None


def read_private(path: Path) -> pyrage.x25519.Identity:
    """The private key of a key file."""
    lines = [line.strip() for line in path.read_text(encoding="ascii").splitlines()]
    try:
        return pyrage.x25519.Identity.from_str(next(line for line in lines if line.startswith("AGE-SECRET-KEY-")))
    except (StopIteration, pyrage.IdentityError):
        raise BadKey(f"{path} holds no private key ('AGE-SECRET-KEY-…').") from None


def seal(folder: Path, target: Path, public: pyrage.x25519.Recipient) -> Path:
    """Back up everything into one encrypted file under `target`; beside it the newest list of what was forgotten.

    That list holds ids only, and a restore of an older backup needs the newest one.
    """
    target.mkdir(parents=True, exist_ok=True)
    path = target / f"{datetime.now(UTC).strftime(MOMENT)}{SUFFIX}"
    with tempfile.TemporaryDirectory(prefix="sealing-", dir=folder) as room:
        made = backup.back_up(folder, Path(room))
        packed = Path(room) / "packed.tar.gz"
        with tarfile.open(packed, "w:gz", compresslevel=6) as archive:
            for file in [*sorted(made.glob("*.sqlite3")), *(made / path for path in backup.beside(made))]:
                archive.add(file, file.relative_to(made))
        partial = sites.make_private(path.with_suffix(".partial"))
        with packed.open("rb") as plain, partial.open("wb") as sealed:
            pyrage.encrypt_io(plain, sealed, [public])
            sealed.flush()
            os.fsync(sealed.fileno())
        partial.rename(path)
    if (folder / FORGOTTEN).exists():
        sites.make_private(target / FORGOTTEN).write_bytes((folder / FORGOTTEN).read_bytes())
    return path


def unseal(path: Path, private: pyrage.x25519.Identity, target: Path) -> Path:
    """Decrypt a backup into a new folder `target`, as `leerplein restore` takes it."""
    target.mkdir(parents=True, mode=0o700)
    packed = sites.make_private(target / "packed.tar.gz")
    try:
        with path.open("rb") as sealed, packed.open("wb") as plain:
            pyrage.decrypt_io(sealed, plain, [private])
    except pyrage.DecryptError:
        raise BadKey(f"{path.name} does not open with this key, or it is damaged.") from None
    with tarfile.open(packed) as archive:
        for member in archive:
            if member.isfile() and NAME.fullmatch(member.name):
                _take_out(archive, member, target / member.name)
    packed.unlink()
    return target


def _take_out(archive: tarfile.TarFile, member: tarfile.TarInfo, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with archive.extractfile(member) as source, sites.make_private(path).open("wb") as file:
        shutil.copyfileobj(source, file)
    os.utime(path, (member.mtime, member.mtime))


def verify(path: Path, private: pyrage.x25519.Identity) -> Verified:
    """Restore a backup in a place of its own and look whether every site is whole; nothing else is touched."""
    rows, problems = {}, []
    with tempfile.TemporaryDirectory(prefix="verifying-") as room:
        try:
            made = unseal(path, private, Path(room) / "made")
            folder = Path(room) / "data"
            (folder / "sites").mkdir(parents=True)
            backup.restore(folder, made)
            for site in sites.site_names(folder):
                problem = check_file(sites.site_path(folder, site))
                problems += [f"{site}: {problem}"] if problem else []
                with sites.using(folder, site) as connection:
                    rows[site] = connection.execute("SELECT count(*) FROM change").fetchone()[0]
        except (BadKey, backup.NoBackup, tarfile.TarError, OSError) as error:
            problems.append(str(error))
        finally:
            sites.close_all()
            office.close_all()
    return Verified(rows, problems)


def prune(target: Path, keep_days: int, now: datetime | None = None) -> list[Path]:
    """Remove backups older than this, but never the newest one; gives what went."""
    before = ((now or datetime.now(UTC)) - timedelta(days=keep_days)).strftime(MOMENT)
    made = sorted(target.glob(f"*{SUFFIX}"))
    old = [path for path in made[:-1] if path.name.removesuffix(SUFFIX) < before]
    for path in old:
        path.unlink()
    return old


def take_memory(folder: Path, target: Path) -> None:
    """Bring the newest list of what was forgotten from beside the backups into a new data folder, before restoring."""
    source = target / FORGOTTEN
    if source.exists():
        known = (folder / FORGOTTEN).read_text(encoding="utf-8") if (folder / FORGOTTEN).exists() else ""
        lines = dict.fromkeys([*known.splitlines(), *source.read_text(encoding="utf-8").splitlines()])
        sites.make_private(folder / FORGOTTEN).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
