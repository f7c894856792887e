"""Erasing a learner in one action, with the proof that it happened.

Erased are the learner's part in state and log, what revoked tablets had sent about it, and the bytes in the files.
Tablets follow at their next contact; a restored backup forgets it all again (see `forget`).
"""

import json
import sqlite3
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from rxapp.data.tables import TABLES
from rxapp.server import office, sites
from rxapp.server.privacy import file_search, forget

SHORTEST = 6
"""Shorter words, such as first names, may stand elsewhere by chance and prove nothing."""

MOST_SEARCHED = 20
"""The longest texts of the person are searched for; more would only take time."""


@dataclass(frozen=True)
class Proof:
    """What was erased: rows per table, entries of the log, how many values were searched for, and where any was found.

    `devices` are those that still may hold it: they forget at their next contact.
    """

    learner: str
    erased_at: int
    rows: Counter
    changes: int
    searched: int
    found_in: list[str] = field(default_factory=list)
    devices: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """Whether none of the values is in any file of this server any more."""
        return not self.found_in


def erase_learner(folder: Path, site: str, learner: str) -> Proof:
    """Erase everything of a learner at a site; repeating it is harmless."""
    with sites.using(folder, site) as connection:
        rows, changes, values = _inventory(connection, learner)
    forget.forget_for_good(folder, site, [(forget.PART, learner)])
    erased_at = office.now()
    found_in = _search(folder, site, values)
    return Proof(learner, erased_at, rows, changes, len(values), found_in, devices_behind(folder, site, erased_at))


def _inventory(connection: sqlite3.Connection, learner: str) -> tuple[Counter, int, set[str]]:
    """Rows per table, entries in the log, and texts to search for afterwards."""
    rows: Counter = Counter()
    for table in TABLES.values():
        found = connection.execute(f"SELECT count(*) FROM {table.state} WHERE part = ?", (learner,)).fetchone()[0]
        if found:
            rows[table.name] = found
    texts: set[str] = set()
    changes = 0
    for entry in connection.execute("SELECT patch FROM change WHERE part = ? AND kind <> 'forget'", (learner,)):
        changes += 1
        texts |= {value for value in json.loads(entry["patch"]).values() if _is_telling(value)}
    return rows, changes, set(sorted(texts, key=len)[-MOST_SEARCHED:])


def _is_telling(value: object) -> bool:
    """A text that can only be this person's: not an id, a date, or a word that anybody may have."""
    return isinstance(value, str) and len(value) >= SHORTEST and " " in value.strip()


def files_of(folder: Path, site: str) -> list[Path]:
    """Every file on this server that could hold something of a site."""
    databases = (sites.site_path(folder, site), office.office_path(folder))
    names = (path.with_name(path.name + suffix) for path in databases for suffix in ("", "-wal", "-journal"))
    return [path for path in (*names, folder / "forgotten.txt") if path.exists()]


def _search(folder: Path, site: str, texts: set[str]) -> list[str]:
    """Names of files that still hold one of these texts, unless the site holds the same words of somebody else."""
    found = file_search.search_apart(files_of(folder, site), texts)
    with sites.using(folder, site) as connection:
        sql = "SELECT 1 FROM change WHERE instr(patch, ?) LIMIT 1"
        others = {
            text
            for text in set().union(*found.values())
            if connection.execute(sql, (json.dumps(text, ensure_ascii=False)[1:-1],)).fetchone()
        }
    return [name for name, present in found.items() if present - others]


def devices_behind(folder: Path, site: str, erased_at: int) -> list[str]:
    """Tablets that were not in contact since, and so may still hold it; revoked ones wiped themselves or are lost."""
    with office.using(folder) as connection:
        sql = "SELECT id FROM device WHERE site = ? AND revoked_at IS NULL AND last_seen_at <= ? ORDER BY id"
        return [row["id"] for row in connection.execute(sql, (site, erased_at))]
