"""Labels for books: the title, a QR code of the barcode, and the barcode in figures, on sheets of labels."""

import json
import sqlite3
from collections.abc import Iterable

from PIL import ImageDraw

from rxapp.server.mistakes import Mistake
from rxapp.server.paper.print_sheets import SHEETS, Drawer, Sheet, dots, draw_pages, draw_qr, test_page, write_pdf
from rxapp.server.paper.typeface import draw_text, width_of

LABELS = """SELECT title.name, copy.barcode FROM copy JOIN title ON title.id = copy.title
WHERE copy.barcode <> '' AND coalesce(copy.condition, 'good') NOT IN ('lost', 'withdrawn')
  AND (?1 IS NULL OR copy.id IN (SELECT value FROM json_each(?1)))
ORDER BY copy.barcode, copy.id"""


MOST_LINES = 4


class UnknownSheet(Mistake):
    """There is no label sheet by that name."""


def find_sheet(name: str) -> Sheet:
    """A sheet by its maker's number; raises `UnknownSheet` with those there are."""
    if name not in SHEETS:
        raise UnknownSheet(f"There is no sheet {name!r}; choose from {', '.join(SHEETS)}.")
    return SHEETS[name]


def copies_to_label(connection: sqlite3.Connection, ids: list[str] | None = None) -> list[tuple[str, str]]:
    """Title and barcode of copies in use, all or those with these ids, in the order of their barcodes."""
    return [(row[0] or "", row[1]) for row in connection.execute(LABELS, (json.dumps(ids) if ids else None,))]


def labels_pdf(sheet: Sheet, copies: Iterable[tuple[str, str]], skip: int = 0) -> bytes:
    """A PDF with one label per copy; `skip` labels of the first sheet are already used."""
    drawers = [_label(title, barcode) for title, barcode in copies]
    return write_pdf(draw_pages(sheet, drawers, skip), "Boeklabels")


def test_pdf(sheet: Sheet) -> bytes:
    """A PDF to check that the printer hits the labels."""
    return write_pdf(test_page(sheet), "Proefpagina")


def _label(title: str, barcode: str) -> Drawer:
    def draw(pen: ImageDraw.ImageDraw, box: tuple[int, int, int, int]) -> None:
        left, top, right, bottom = box
        height, margin = bottom - top, dots(1) if bottom - top < dots(15) else dots(3)
        width = draw_qr(pen, (left + margin, top + margin), barcode, min(height - 2 * margin, (right - left) // 2))
        text, size = left + margin + width + dots(0.5), min(dots(3.8), max(dots(1.9), height // 8))
        room, step = right - margin - text, size * 5 // 4
        for number, line in enumerate(_lines(title, size, room, (height - 2 * margin) // step - 1)):
            draw_text(pen, (text, top + margin + number * step), line, size, room)
        draw_text(pen, (text, bottom - margin - step), barcode, size, room)

    return draw


def _lines(title: str, size: int, room: int, count: int) -> list[str]:
    """The title over at most `count` lines that fit in `room` dots; what is left is on the last, to be cut."""
    lines = [""]
    for word in title.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and len(lines) < min(count, MOST_LINES) and width_of(longer, size) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
