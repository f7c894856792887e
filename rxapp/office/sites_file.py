"""Several sites beside each other as a file, in which what tells of one to four people is hidden."""

from collections.abc import Iterable, Iterator

from rxapp.office.hiding import hide
from rxapp.office.report import SMALLEST, Figure, say
from rxapp.office.side_by_side import SiteLine
from rxapp.server.spreadsheets import csv_bytes, xlsx_bytes

HEADINGS = ("Plek", "Mensen", "Nieuw", "Groepen", "Bijeenkomsten", "Uren", "Doelen gehaald", "Diploma's")
"""The figures of `side_by_side.SHOWN` in a few words."""


def site_rows(lines: Iterable[SiteLine]) -> Iterator[tuple]:
    """A row per site; numbers stay numbers, and words stand where one is hidden.

    Who came before is all people less the new ones: where that is small, the new ones are hidden as well.
    """
    for line in lines:
        figures = list(map(hide, line.figures))
        people, new = line.figures[0].value or 0, line.figures[1].value or 0
        if 0 < people - new < SMALLEST:
            figures[1] = Figure(None, hidden="beside")
        yield line.name, *(say(figure) if figure.value is None else round(figure.value, 1) for figure in figures)


def sites_csv(lines: Iterable[SiteLine]) -> bytes:
    """The sites as CSV."""
    rows = (
        [str(cell).replace(".", ",") if isinstance(cell, float) else cell for cell in row] for row in site_rows(lines)
    )
    return csv_bytes(HEADINGS, rows)


def sites_xlsx(lines: Iterable[SiteLine]) -> bytes:
    """The sites as XLSX."""
    return xlsx_bytes([("Plekken", HEADINGS, site_rows(lines))])
