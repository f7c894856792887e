"""What became of the last encrypted backup and the last trial restore, for whoever looks at the office."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from rxapp.server import office, sites

FILE = "backup-status.json"
LATE_MS = 26 * 3_600_000
"""A backup is late when a night went by without one."""


@dataclass(frozen=True)
class BackupStatus:
    """Moments in ms, 0 when it never happened; `problems` are those of the last trial restore."""

    made_at: int = 0
    name: str = ""
    size: int = 0
    tried_at: int = 0
    tried: str = ""
    changes: int = 0
    problems: tuple[str, ...] = ()

    @property
    def is_late(self) -> bool:
        """Whether the last backup is more than a day old, or was never made."""
        return office.now() - self.made_at > LATE_MS


def read_status(folder: Path) -> BackupStatus:
    """What is known; everything empty where no backup was made from this data folder."""
    path = folder / FILE
    if not path.exists():
        return BackupStatus()
    told = json.loads(path.read_text(encoding="utf-8"))
    return BackupStatus(**{**told, "problems": tuple(told["problems"])})


def note_backup(folder: Path, made: Path) -> None:
    """A backup was made."""
    _note(folder, made_at=office.now(), name=made.name, size=made.stat().st_size)


def note_trial(folder: Path, made: Path, changes: int, problems: list[str]) -> None:
    """A backup was restored on trial."""
    _note(folder, tried_at=office.now(), tried=made.name, changes=changes, problems=problems)


def _note(folder: Path, **news) -> None:
    """Written beside and then put in place, so that nobody reads half a file."""
    partial = sites.make_private(folder / f"{FILE}.partial")
    partial.write_text(json.dumps({**asdict(read_status(folder)), **news}), encoding="utf-8")
    partial.replace(folder / FILE)
