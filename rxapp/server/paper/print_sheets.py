"""Sheets of paper with a grid of equal labels, drawn at 600 dots per inch and written as a PDF."""

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

from rxapp.server.paper.typeface import draw_text

DPI = 600
PAGE_MM = (210, 297)
INK, PAPER = 0, 1


@dataclass(frozen=True)
class Sheet:
    """A sheet on A4: cells of `width` × `height` mm, the first at (`left`, `top`), one every `step_x` and `step_y`."""

    name: str
    width: float
    height: float
    columns: int
    rows: int
    left: float
    top: float
    step_x: float
    step_y: float

    @property
    def count(self) -> int:
        """How many cells a page has."""
        return self.columns * self.rows

    def cell(self, number: int) -> tuple[int, int, int, int]:
        """Left, top, right and bottom of a cell in dots, row by row."""
        row, column = divmod(number, self.columns)
        x, y = self.left + column * self.step_x, self.top + row * self.step_y
        return dots(x), dots(y), dots(x + self.width), dots(y + self.height)


def centred(name: str, width: float, height: float, columns: int, rows: int, gap: float = 0) -> Sheet:
    """A sheet whose grid stands in the middle of the page, with `gap` mm between its columns."""
    left = (PAGE_MM[0] - columns * width - (columns - 1) * gap) / 2
    top = (PAGE_MM[1] - rows * height) / 2
    return Sheet(name, width, height, columns, rows, left, top, width + gap, height)


SHEETS = {
    sheet.name: sheet
    for sheet in (
        centred("L7160", 63.5, 38.1, 3, 7, gap=2.5),
        centred("L7163", 99.1, 38.1, 2, 7, gap=2.5),
        centred("L7651", 38.1, 21.2, 5, 13, gap=2.5),
        centred("L4731", 25.4, 10.0, 7, 27, gap=2.5),
        centred("L6008", 25.4, 10.0, 7, 27, gap=2.5),
        centred("3474", 70.0, 37.0, 3, 8),
    )
}
"""Common label sheets by the maker's number."""

Drawer = Callable[[ImageDraw.ImageDraw, tuple[int, int, int, int]], None]


def dots(mm: float) -> int:
    """Millimetres as dots."""
    return round(mm * DPI / 25.4)


def draw_pages(sheet: Sheet, drawers: Sequence[Drawer], skip: int = 0) -> Iterable[Image.Image]:
    """The pages on which each drawer has drawn its cell; `skip` cells stay empty, for a sheet already begun."""
    for start in range(0, max(1, skip + len(drawers)), sheet.count):
        page = Image.new("1", (dots(PAGE_MM[0]), dots(PAGE_MM[1])), PAPER)
        pen = ImageDraw.Draw(page)
        for number in range(max(start, skip), min(start + sheet.count, skip + len(drawers))):
            drawers[number - skip](pen, sheet.cell(number - start))
        yield page


def write_pdf(pages: Iterable[Image.Image], title: str) -> bytes:
    """The pages as one PDF, in true size; one page at a time is in memory."""
    target = io.BytesIO()
    for number, page in enumerate(pages):
        page.save(target, "PDF", resolution=DPI, append=number > 0, title=title, producer="Leerplein")
    return target.getvalue()


def test_page(sheet: Sheet) -> list[Image.Image]:
    """One page with the outline of every cell and a ruler of 100 mm, to hold against the sheet before it is used."""
    outlines = [lambda pen, box: pen.rectangle(box, outline=INK, width=dots(0.2))] * sheet.count
    pages = list(draw_pages(sheet, outlines))
    pen, (x, y) = ImageDraw.Draw(pages[0]), (dots(55), dots(2))
    pen.line((x, y, x + dots(100), y), fill=INK, width=dots(0.3))
    draw_text(pen, (x, y + dots(0.5)), f"{sheet.name} · 100 mm", dots(2.5), dots(100))
    return pages


def draw_qr(pen: ImageDraw.ImageDraw, place: tuple[int, int], content: str, size: int) -> int:
    """A QR code of at most `size` dots wide with its quiet zone, in whole dots per module; gives its real width."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=2)
    code.add_data(content)
    code.make(fit=True)
    matrix = code.get_matrix()
    dot = max(1, size // len(matrix))
    for row, cells in enumerate(matrix):
        for column, is_dark in enumerate(cells):
            if is_dark:
                x, y = place[0] + column * dot, place[1] + row * dot
                pen.rectangle((x, y, x + dot - 1, y + dot - 1), fill=INK)
    return dot * len(matrix)
