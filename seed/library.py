"""The library of activities (werkvormen): one TOML file each in `activities/`, loaded into the site's tables."""

import hashlib
import json
import sqlite3
import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "activities"
LISTS = ("materials", "easier", "boxes")


def activities() -> dict[str, dict[str, Any]]:
    """Every activity by its key, the name of its file, with its steps under `step`."""
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))}


def load_activities(connection: sqlite3.Connection) -> dict[str, str]:
    """Enter the library and give the ids by key; what is there already only changes where the text did."""
    ids = {}
    for key, activity in activities().items():
        values = {name: value for name, value in activity.items() if name != "step"}
        values |= {name: json.dumps(values[name], ensure_ascii=False) for name in LISTS if name in values}
        ids[key] = _id(key)
        _put(connection, "activity", ids[key], values)
        for position, step in enumerate(activity["step"], 1):
            _put(
                connection,
                "activity_step",
                _id(f"{key} {position}"),
                {"activity": ids[key], "position": position, **step},
            )
    return ids


def _id(key: str) -> str:
    """The same row id on every site, so that a newer text replaces the older one."""
    return hashlib.sha256(f"activity {key}".encode()).hexdigest()[:16]


def _put(connection: sqlite3.Connection, view: str, row: str, values: dict[str, Any]) -> None:
    if connection.execute(f"SELECT 1 FROM {view} WHERE id = ?", (row,)).fetchone():
        names = ", ".join(f'"{name}" = ?' for name in values)
        connection.execute(f"UPDATE {view} SET {names} WHERE id = ?", [*values.values(), row])
    else:
        names = ", ".join(f'"{name}"' for name in ("id", *values))
        marks = ", ".join("?" * (len(values) + 1))
        connection.execute(f"INSERT INTO {view} ({names}) VALUES ({marks})", [row, *values.values()])
