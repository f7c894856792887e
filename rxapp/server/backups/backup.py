"""Back-ups while serving, and restoring: a restored site gets a new epoch and forgets again what was forgotten."""

import csv
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from rxapp.data.database import connect, install, open_site
from rxapp.data.tables import TABLES
from rxapp.server import office, sites
from rxapp.server.diplomas import diploma_keys
from rxapp.server.exports import columns_of
from rxapp.server.mistakes import Mistake
from rxapp.server.privacy import forget
from rxapp.server.sync.check import check_file
from rxapp.server.sync.validate import ticks

OFFICE = "office.sqlite3"
FILES = ("keys", "logos")
"""Folders beside the databases: the private keys that sign diplomas, and the logos on them."""


class NoBackup(Mistake):
    """The folder is not a back-up, or holds nothing of the site."""


def back_up(folder: Path, target: Path) -> Path:
    """Copy every site and the office into a new folder under `target`, named by the time; gives that folder."""
    made = target / datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%S.%fZ")
    made.mkdir(parents=True, mode=0o700)
    for site in sites.site_names(folder):
        _copy(sites.site_path(folder, site), made / f"{site}.sqlite3")
    with office.using(folder):
        _copy(office.office_path(folder), made / OFFICE)
    for path in beside(folder):
        _copy_file(folder / path, made / path)
    return made


def beside(folder: Path) -> list[Path]:
    """The files of a data folder or back-up that are no database, seen from that folder."""
    found = (path for name in FILES for path in (folder / name).rglob("*") if path.is_file())
    return sorted(path.relative_to(folder) for path in found)


def _copy_file(source: Path, target: Path) -> None:
    """A copy that its owner alone can read, with the time of the file, by which the newest key is known."""
    target.parent.mkdir(parents=True, exist_ok=True)
    for part in (target.parent.parent, target.parent):
        part.chmod(0o700)
    shutil.copyfile(source, sites.make_private(target))
    shutil.copystat(source, target)
    target.chmod(0o600)


def _copy(source: Path, target: Path) -> None:
    """A consistent copy of a database that others may be writing."""
    live = connect(source)
    copy = connect(sites.make_private(target))
    live.backup(copy)
    copy.execute("PRAGMA journal_mode = delete")
    copy.close()
    live.close()


def backed_up_sites(made: Path) -> list[str]:
    """The sites in a back-up folder; raises `NoBackup` when there are none, and then names the newest whole one in it."""
    found = _sites_in(made)
    if not found:
        # The office is copied after the sites: a folder without it, or with nothing else, was cut short.
        whole = sorted(path.parent for path in made.glob(f"*/{OFFICE}") if _sites_in(path.parent))
        if whole:
            raise NoBackup(f"{made} holds no back-up; name one in it, the newest whole one is {whole[-1]}.")
        if (made / OFFICE).exists():
            raise NoBackup(f"{made} is no whole back-up: it holds the office and not one site; name another one.")
        raise NoBackup(f"{made} holds no back-up; name a folder that `leerplein backup` made.")
    return found


def _sites_in(made: Path) -> list[str]:
    return sorted(path.stem for path in made.glob("*.sqlite3") if path.name != OFFICE)


def restore(folder: Path, made: Path, site: str | None = None) -> int:
    """Put a site, or every site, back as it was, also while serving; gives how much was forgotten again.

    Each site changes in one step, and only if its copy is sound. Its new epoch makes every device push what it still
    has and fetch a new replica. The office is put back only where there is none: who was revoked must stay so. For the
    same reason a key or logo that is there stays, and so does what the site knows of its keys.
    """
    present = backed_up_sites(made)
    if site and site not in present:
        raise NoBackup(f"{made} holds no site {site!r}; it holds {', '.join(present)}.")
    if not office.office_path(folder).exists() and (made / OFFICE).exists():
        _copy(made / OFFICE, office.office_path(folder))
    for path in beside(made):
        if not (folder / path).exists() and (site is None or site in {path.parent.name, path.stem}):
            _copy_file(made / path, folder / path)
    return sum(_restore_site(folder, made, name) for name in ([site] if site else present))


def _restore_site(folder: Path, made: Path, site: str) -> int:
    prepared = sites.make_private(folder / f"restoring-{site}.sqlite3")
    try:
        shutil.copyfile(made / f"{site}.sqlite3", prepared)
        if problem := check_file(prepared):
            raise NoBackup(f"The back-up of {site!r} is not sound, and was not put back: {problem}")
        forgotten = _prepare(folder, prepared, site)
        _replace(sites.site_path(folder, site), prepared)
    finally:
        prepared.unlink(missing_ok=True)
    remembered = forget.remembered(folder, site)
    with sites.using(folder, site) as live:
        meanwhile = forget.forget_again(live, remembered)
        forget.clean_files(live)
    forget.forget_kept(folder, site, remembered)
    return forgotten + meanwhile


def _prepare(folder: Path, prepared: Path, site: str) -> int:
    connection = connect(prepared)
    install(connection)
    forgotten = forget.forget_again(connection, forget.remembered(folder, site))
    if sites.site_path(folder, site).exists():
        with sites.using(folder, site) as live:
            diploma_keys.carry_over(live, connection)
    connection.execute("UPDATE me SET epoch = ?", (secrets.token_hex(8),))
    name = connection.execute("SELECT max(name) FROM site").fetchone()[0] or site
    connection.execute("VACUUM")
    connection.close()
    with office.using(folder) as office_connection:
        office.add_site(office_connection, site, name)
        now = ticks(office.now())
        office_connection.execute("UPDATE site SET restored_ticks = ? WHERE id = ?", (int(now), site))
    return forgotten


def _replace(path: Path, prepared: Path) -> None:
    """Write `prepared` into the live file in one transaction; whoever has it open goes on with the new content."""
    source, live = connect(prepared), open_site(sites.make_private(path))
    source.backup(live)
    forget.clean_files(live)
    source.close()
    live.close()


def export(folder: Path, site: str, target: Path) -> Iterator[Path]:
    """Write each table of a site as a CSV file, one by one, in UTF-8 that spreadsheets recognise."""
    target.mkdir(parents=True, exist_ok=True)
    with sites.using(folder, site) as connection:
        for name in TABLES:
            yield _export_table(connection, name, target / f"{name}.csv")


def _export_table(connection: sqlite3.Connection, name: str, path: Path) -> Path:
    columns = ", ".join(f'"{column}"' for column in columns_of(name))
    found = connection.execute(f"SELECT {columns} FROM {name} ORDER BY created_at, id")
    with sites.make_private(path).open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(column[0] for column in found.description)
        writer.writerows(tuple(_harmless(value) for value in row) for row in found)
    return path


def _harmless(value: object) -> object:
    """Text that a spreadsheet would run as a formula gets a leading apostrophe."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
