"""The processing record: what is stored of whom, why, on which ground and for how long.

It is made from the tables' own declarations and `purposes.toml`, so that it cannot say something else than the program.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rxapp.data.tables import TABLES
from rxapp.server import documents
from rxapp.server.spreadsheets import csv_bytes

READERS = {"cart": "kar", "circle": "leeskring", "training": "training", "office": "kantoor"}
HEADINGS = ("Doel", "Waarom", "Grondslag", "Hoe lang", "Gegeven", "Velden", "Tablets", "Over een persoon")


@dataclass(frozen=True)
class Purpose:
    """One purpose of processing, with the tables that serve it."""

    key: str
    title: str
    why: str
    ground: str
    kept: str
    tables: tuple[str, ...]


@cache
def purposes() -> tuple[Purpose, ...]:
    """Every purpose; `kept` still has the names of the terms in braces."""
    told = tomllib.loads(files("rxapp.server").joinpath("purposes.toml").read_text())
    return tuple(Purpose(key, **{**values, "tables": tuple(values["tables"])}) for key, values in told.items())


def processing_record(months: dict[str, int]) -> list[tuple[str, ...]]:
    """A line per table under `HEADINGS`, with the terms of a site."""
    lines = []
    for purpose in purposes():
        for table in (TABLES[name] for name in purpose.tables):
            readers = ", ".join(READERS[duty] for duty in table.readers)
            about = "nee" if table.part == "site" and table.name != "staff" else "ja"
            told = purpose.title, purpose.why, purpose.ground, purpose.kept.format(**months)
            lines.append((*told, f"{table.name}: {table.doc}", _columns(table.name), readers, about))
    return lines


def record_csv(months: dict[str, int]) -> bytes:
    """The record as CSV."""
    return csv_bytes(HEADINGS, processing_record(months))


def record_pdf(site_name: str, months: dict[str, int]) -> bytes:
    """The record as an accessible PDF, a part per purpose."""
    blocks = [documents.text("Dit staat er in Leerplein, waarom, en hoe lang. Het is gemaakt uit het programma zelf.")]
    for purpose in purposes():
        blocks += [
            documents.heading(purpose.title),
            documents.text(f"Waarom: {purpose.why}"),
            documents.text(f"Grondslag: {purpose.ground}"),
            documents.text(f"Hoe lang: {purpose.kept.format(**months)}"),
            documents.bullets(f"{name}: {_columns(name)}" for name in purpose.tables),
        ]
    return documents.pdf(f"Register van verwerkingen: {site_name}", blocks, site_name, size=10)


def _columns(tbl: str) -> str:
    return ", ".join(column.name for column in TABLES[tbl].columns)
