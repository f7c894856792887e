"""Several sites beside each other, for a library that serves many: the same figures, a line per site."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from rxapp.data import SCHEMA
from rxapp.data.database import connect
from rxapp.office.report import PARTS, Figure, Report, make_report
from rxapp.server import sites
from rxapp.server.accounts.account_sessions import Caller

AT_ONCE = 2

SHOWN = (("people", 0), ("new", 0), ("meetings", 0), ("meetings", 1), ("meetings", 4), ("goals", 1), ("diplomas", 0))
"""Section and row of the figures that are worth comparing."""

NEEDED = [PARTS[key] for key in ("people", "meetings", "goals", "diplomas")]


@dataclass(frozen=True)
class SiteLine:
    """A site's name and its figures, in the order of `SHOWN`."""

    site: str
    name: str
    figures: tuple[Figure, ...]


def headings(report: Report) -> list[str]:
    """What the figures are, from any one report."""
    return [report.section(key).rows[place].label for key, place in SHOWN]


def side_by_side(
    folder: Path,
    caller: Caller,
    since: date,
    until: date,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> list[SiteLine]:
    """A line for each site of the caller, and for no other."""
    names = [name for name in sites.site_names(folder) if caller.may(name)]
    lines = []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for line in pool.map(partial(_line, folder, since, until), names):
            lines.append(line)
            progress(len(lines), len(names))
    return lines


def _line(folder: Path, since: date, until: date, site: str) -> SiteLine:
    """One site's line, read through a connection of its own that is closed again: there may be hundreds."""
    with closing(connect(sites.site_path(folder, site))) as connection:
        is_current = connection.execute("SELECT schema FROM me").fetchone()[0] == SCHEMA
        if is_current:
            report = make_report(connection, since, until, parts=NEEDED)
    if not is_current:
        with sites.using(folder, site) as connection:
            report = make_report(connection, since, until, parts=NEEDED)
    figures = tuple(report.section(key).rows[place].figures[0] for key, place in SHOWN)
    return SiteLine(site, report.site_name or site, figures)
