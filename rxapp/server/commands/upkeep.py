"""Commands that keep data safe and small: check, backup, restore, export, forget, compact."""

import sqlite3
from pathlib import Path
from typing import Annotated

import typer

from rxapp.server import sites
from rxapp.server.backups import backup as backups
from rxapp.server.commands.terminal import Site, Target, errors, progress, say
from rxapp.server.privacy.forget import PART, forget_for_good
from rxapp.server.sync import compaction, pull
from rxapp.server.sync.check import check_file, kept_names

Backup = Annotated[Path, typer.Argument(help="A folder that `leerplein backup` made.")]
OneSite = Annotated[str | None, typer.Argument(help="Only this site.")]


def check(site: OneSite = None) -> None:
    """Fold every log again and compare it with the state; exit code 1 and the row on any difference.

    Also for rows that name people where a programme keeps no names.
    """
    folder = sites.data_folder()
    names = [site] if site else sites.site_names(folder)
    if not names:
        say(f"There is no site in {folder} yet; make one with `leerplein site add`.")
    unsound = 0
    for name in names:
        problem = _problem(sites.existing_path(folder, name))
        if problem:
            unsound += 1
            errors.print(f"{name}: {problem}", markup=False)
        else:
            say(f"{name}: sound")
    if unsound:
        raise typer.Exit(1)


def _problem(path: Path) -> str | None:
    """What is wrong with a site's file, or None; a file that cannot be read must not hide how the others are."""
    try:
        with progress(f"Checking {path.stem}") as advance:
            return check_file(path, advance) or kept_names(path)
    except sqlite3.DatabaseError as error:
        return f"{error}; put it back with `leerplein restore`."


def backup(target: Target = Path("backups")) -> None:
    """Copy every site and the office into a new folder, also while serving."""
    folder = sites.data_folder()
    with progress("Backing up"):
        made = backups.back_up(folder, target)
    say(f"Backed up in {made}")
    say(f"What is forgotten is remembered in {folder / 'forgotten.txt'}: keep a copy of that too, elsewhere.")


def restore(made: Backup, site: Annotated[str | None, typer.Option(help="Only this site.")] = None) -> None:
    """Put sites back as they were in a back-up, also while serving; tablets send again what it missed."""
    with progress("Restoring"):
        forgotten = backups.restore(sites.data_folder(), made, site)
    say(f"Restored from {made}; {forgotten} forgotten again.")


def export(site: Site, target: Target) -> None:
    """Write a site as CSV files, one per table."""
    with progress("Exporting") as advance:
        for done, path in enumerate(backups.export(sites.data_folder(), site, target), 1):
            advance(done, None)
            say(f"Written: {path}")


def forget(
    site: Site,
    row: Annotated[str, typer.Argument(help="The id of a learner, or of a row together with --table.")],
    table: Annotated[str, typer.Option(help="Forget one row of this table instead of everything of a learner.")] = PART,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Forget a learner, or one row, for good: here, in the log, and on every tablet."""
    what = "everything of learner" if table == PART else f"{table} row"
    if not yes:
        typer.confirm(f"Forget {what} {row}? This cannot be undone", abort=True)
    with sites.using(sites.data_folder(), site):
        pass  # a site that does not exist must not be remembered
    forget_for_good(sites.data_folder(), site, [(table, row)])
    say(f"Forgotten: {what} {row}. Back-ups made before still hold it; a restore forgets it again.")


def compact(
    site: Site,
    keep: Annotated[int, typer.Option(min=0, help="How many of the latest changes stay as they are.")] = 100_000,
) -> None:
    """Drop what the log no longer needs; tablets that are further behind fetch everything anew."""
    with progress("Compacting"), sites.using(sites.data_folder(), site) as connection:
        gone = compaction.compact(connection, pull.last_seq(connection) - keep)
    say(f"{gone} changes dropped from the log of {site}.")
