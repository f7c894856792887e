"""The processing record: what is stored of whom, why, on which ground and for how long.

It is made from the tables' own declarations and `purposes.toml`, so that it cannot say something else than the program.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rxapp.data.tables import TABLES
from rxapp.server.paper import documents
from rxapp.server.spreadsheets import csv_bytes

READERS = {"cart": "kar", "circle": "leeskring", "training": "training", "office": "kantoor"}
HEADINGS = (
    "Doel", "Van wie", "Wat", "Waarom", "Grondslag", "Hoe lang", "Gegeven", "Velden", "Tablets", "Over een persoon"
)  # fmt: skip
SECURITY = (
    "Op een tablet staat alleen wat nodig is voor de taken van die tablet.",
    "Een tablet gaat open met een pincode. Een verloren tablet wordt ingetrokken en wist zichzelf.",
    "Het kantoor gaat open met een wachtwoord, en als u dat wilt ook met een code uit een app.",
    "Alles gaat versleuteld over het netwerk, en de nachtelijke reservekopie wordt versleuteld.",
    "Wie een map opent, wordt opgeschreven.",
    "De app stuurt niets naar andere bedrijven. Alleen wie een boek opzoekt, stuurt het ISBN naar een catalogus.",
)
"""What keeps the data safe, as the program itself does it."""


@dataclass(frozen=True)
class Purpose:
    """One purpose of processing, with the tables that serve it."""

    key: str
    title: str
    who: str
    what: str
    why: str
    ground: str
    kept: str
    tables: tuple[str, ...]


@cache
def purposes() -> tuple[Purpose, ...]:
    """Every purpose; `kept` still has the names of the terms in braces."""
    told = tomllib.loads(files("rxapp.server.privacy").joinpath("purposes.toml").read_text())
    return tuple(Purpose(key, **{**values, "tables": tuple(values["tables"])}) for key, values in told.items())


def processing_record(months: dict[str, int]) -> list[tuple[str, ...]]:
    """A line per table under `HEADINGS`, with the terms of a site."""
    lines = []
    for purpose in purposes():
        told = (purpose.title, purpose.who, purpose.what, purpose.why, purpose.ground, purpose.kept.format(**months))
        if not purpose.tables:
            lines.append((*told, "", "", "geen", "ja"))
        for table in (TABLES[name] for name in purpose.tables):
            about = "nee" if table.part == "site" and table.name != "staff" else "ja"
            lines.append((*told, f"{table.name}: {table.doc}", _columns(table.name), _readers(table.name), about))
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
            documents.table(("Vraag", "Antwoord"), _answers(purpose, months), widest=1),
        ]
    blocks += [documents.heading("Hoe het beveiligd is"), documents.bullets(SECURITY)]
    return documents.pdf(f"Register van verwerkingen: {site_name}", blocks, site_name, size=10)


def _answers(purpose: Purpose, months: dict[str, int]) -> list[tuple[str, str]]:
    """What a reader asks about one purpose; which fields there are exactly is in the CSV."""
    duties = {duty for name in purpose.tables for duty in TABLES[name].readers}
    tablets = ", ".join(word for duty, word in READERS.items() if duty in duties)
    return [
        ("Van wie", purpose.who),
        ("Wat", purpose.what),
        ("Waarom", purpose.why),
        ("Grondslag", purpose.ground),
        ("Hoe lang", purpose.kept.format(**months)),
        ("Op welke tablets", f"Met de taak {tablets}." if tablets else "Op geen enkele tablet."),
    ]


def _readers(tbl: str) -> str:
    return ", ".join(READERS[duty] for duty in TABLES[tbl].readers)


def _columns(tbl: str) -> str:
    return ", ".join(column.name for column in TABLES[tbl].columns)
