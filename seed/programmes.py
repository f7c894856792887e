"""The templates of `programmes.toml`: read, checked, and copied to a site, where people edit them."""

import json
import secrets
import sqlite3
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from rxapp.data.queries import load
from rxapp.data.tables.programmes import COST, PROGRAMME

PROGRAMMES = load("rxapp.programmes")
FILE = Path(__file__).parent / "programmes.toml"
BESIDE = {"row", "modules", "questions", "costs", "funding"}
LISTS = ("weekdays", "nths", "minutes_each")


class TemplateError(ValueError):
    """A template says something that the tables have no place for; the message names it."""


@cache
def templates() -> dict[str, dict[str, Any]]:
    """Every template by its key, checked.

    Raises `TemplateError` for an unknown key, a value of another type, or a choice that is not there.
    """
    found = tomllib.loads(FILE.read_text(encoding="utf-8"))
    for key, template in found.items():
        _check(key, template)
    return found


def _check(key: str, template: dict[str, Any]) -> None:
    columns = {column.name: column for column in PROGRAMME.columns}
    for name, value in template.items():
        if name not in columns and name not in BESIDE:
            raise TemplateError(f"{key}: there is no column {name!r}; use one of {', '.join(columns)}.")
        if name in columns and name not in LISTS:
            _check_value(f"{key}: {name}", columns[name], value)
    for name in ("row", "name", "kind", "rhythm"):
        if name not in template:
            raise TemplateError(f"{key}: {name} is missing.")
    per = next(column for column in COST.columns if column.name == "per")
    for cost in template.get("costs", ()):
        _check_value(f"{key}: costs.per", per, cost["per"])


def _check_value(where: str, column, value: Any) -> None:
    wanted = int if column.kind == "integer" else str
    if not isinstance(value, wanted):
        raise TemplateError(f"{where} is {value!r}, and must be {wanted.__name__}.")
    if column.choices and value not in column.choices:
        raise TemplateError(f"{where} is {value!r}; choose {', '.join(column.choices)}.")
    if wanted is str and len(value) > column.length:
        raise TemplateError(f"{where} has {len(value)} characters; at most {column.length} fit.")


def copy_template(connection: sqlite3.Connection, key: str, **changes: Any) -> str:
    """Copy a template to the site and give the programme's id; `changes` overrule what the template says.

    Raises `KeyError` for a key that is not there.
    """
    template = {**templates()[key], **changes, "key": key}
    programme = secrets.token_hex(8)
    PROGRAMMES.copy_template.run(connection, programme=programme, template=json.dumps(template, ensure_ascii=False))
    return programme
