"""Where the data is: one SQLite file per site and one for the office, in the folder that LEERPLEIN_DATA names."""

import os
import re
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from rxapp.data.database import create_site, install, open_site
from rxapp.server.mistakes import Mistake

MOST_OPEN = 32
"""Sites that a process keeps open, each with its schema and part of its pages in memory; more only while in use."""

SITE_NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")
TAKEN = {"office"}
"""In a back-up the sites lie beside the office's own file, which has this name."""


class UnknownSite(Mistake):
    """There is no site by that name in the data folder."""


class SiteExists(Mistake):
    """There is a site by that name already."""


@dataclass
class OpenSite:
    """A site's one connection in this process, the lock that whoever uses it holds, and how many do or wait to."""

    connection: sqlite3.Connection
    lock: threading.RLock = field(default_factory=threading.RLock)
    users: int = 0


def data_folder() -> Path:
    """The data folder, made when it is missing; only its owner may look inside."""
    folder = Path(os.environ.get("LEERPLEIN_DATA", "data")).resolve()
    (folder / "sites").mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    return folder


def site_path(folder: Path, site: str) -> Path:
    """The file of `site`, which may not exist yet; a name that could leave the folder is refused."""
    if not SITE_NAME.fullmatch(site):
        raise UnknownSite(f"{site!r} is not a site name: use small letters, digits and '-', and begin with a letter.")
    return folder / "sites" / f"{site}.sqlite3"


def existing_path(folder: Path, site: str) -> Path:
    """The file of a site that is there; raises `UnknownSite`."""
    path = site_path(folder, site)
    if not path.exists():
        raise UnknownSite(
            f"There is no site {site!r}; `leerplein site list` shows those there are, "
            f"and `leerplein site add {site} <name>` makes it."
        )
    return path


def site_names(folder: Path) -> list[str]:
    """Every site in the folder, in order of name."""
    return sorted(path.stem for path in (folder / "sites").glob("*.sqlite3"))


def make_private(path: Path) -> Path:
    """Create the file when missing, readable by its owner alone; SQLite gives its companions the same mode."""
    path.touch(mode=0o600)
    path.chmod(0o600)
    return path


_open: OrderedDict[Path, OpenSite] = OrderedDict()
_opening = threading.Lock()


def _opened(path: Path) -> OpenSite:
    """The open site, as the last one used; those that nobody used for the longest time are closed to make room."""
    if path not in _open:
        idle = [other for other, site in _open.items() if not site.users]
        for other in idle[: max(0, len(_open) + 1 - MOST_OPEN)]:
            _open.pop(other).connection.close()
        connection = open_site(make_private(path))
        install(connection)
        _open[path] = OpenSite(connection)
    _open.move_to_end(path)
    return _open[path]


@contextmanager
def using(folder: Path, site: str) -> Iterator[sqlite3.Connection]:
    """The site's connection, for one user at a time; its schema is up to date when it is first opened."""
    path = existing_path(folder, site)
    with _opening:
        opened = _opened(path)
        opened.users += 1
    try:
        with opened.lock:
            yield opened.connection
    finally:
        with _opening:
            opened.users -= 1


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Everything inside happens, or nothing does; waits for whoever else writes, in this process or another."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def add_site(folder: Path, site: str, name: str, borrower_days: int = 0) -> None:
    """Make the file of a new site, with its one row of `site`; an existing site is left alone and is an error."""
    path = site_path(folder, site)
    if path.exists() or site in TAKEN:
        raise SiteExists(f"The name {site!r} is taken; choose another one.")
    connection = open_site(make_private(path))
    create_site(connection, site)
    connection.execute("INSERT INTO site (name, borrower_days) VALUES (?, ?)", (name, borrower_days))
    connection.close()


def close_all() -> None:
    """Close every connection that this process holds, for a tidy end."""
    with _opening:
        _open.clear()
