"""The sheet of one hour for on paper: who was there and how it went, in boxes. A photo of it brings the ticks back.

    ┌──┐ Lezen op woensdag                    ┌──┐
    │QR│ donderdag 26 november                │QR│    Four QR codes stand at known places. A tablet finds their
    └──┘            Er  Ziek Vrij Werk  ☺ ☻ ☹ └──┘    corners in the photo and so knows where on the paper every box
         Aisha poes □   □    □    □     □ □ □         is. Each code says all of it: session, page, and per line the
    ┌──┐ …                                    ┌──┐    last six figures of the learner's id.
    │QR│                                      │QR│
    └──┘                                      └──┘

`browser/scanning/hour_sheet.js` reads it and knows the same millimetres; a test photographs a sheet to hold the two together.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PIL import Image, ImageDraw
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

from rxapp.office.paper import Unknown, ask, day_in_words
from rxapp.server.paper.print_sheets import INK, PAGE_MM, PAPER, dots, write_pdf
from rxapp.server.paper.typeface import draw_text

MARK = "UUR1"
CODE = 26.0
"""Width of a QR code in mm, without its quiet zone."""
CODES = ((12.0, 12.0), (172.0, 12.0), (12.0, 259.0), (172.0, 259.0))
"""Top left of the codes in mm: left and right above, left and right below."""

LINES = 15
FIRST_LINE, STEP, BOX = 62.0, 12.8, 7.0
"""Middle of the first line, from one to the next, and the width of a box, in mm."""
COLUMNS = (78.0, 93.0, 108.0, 123.0, 145.0, 160.0, 175.0)
"""Middles of the boxes in mm: there, ill, holiday, work; well, so-so, not well."""
TAIL = 6
"""So many figures of an id are alike in one of a hundred thousand groups of thirty."""

HEADINGS = ("Er", "Ziek", "Vrij", "Werk", "Goed", "Gaat wel", "Niet goed")
SAME_TAIL = "Two people of this hour cannot be told apart on paper; tick them on the tablet."


@dataclass(frozen=True)
class Head:
    """What stands above the lines."""

    session: str
    name: str
    moment: str


def session_sheet_pdf(connection: sqlite3.Connection, given: Mapping[str, str]) -> bytes:
    """The sheet of the session in `given`, as many pages as it needs; raises `Unknown`."""
    found = ask(connection, "sheet_head", session=given.get("session", ""))
    if not found:
        raise Unknown("There is no such session, or it keeps no names.")
    people = ask(connection, "sheet_people", session=found[0]["id"])
    head = Head(found[0]["id"], found[0]["name"], f"{day_in_words(found[0]['day'])} {found[0]['starts']}".strip())
    return write_pdf(pages(head, [(row["learner"], row["first_name"]) for row in people]), "Uurblad")


def pages(head: Head, people: Sequence[tuple[str, str]]) -> list[Image.Image]:
    """The pages for people (id and first name), each complete in itself; raises `Unknown` where two look the same."""
    if len({tail(learner) for learner, _ in people}) < len(people):
        raise Unknown(SAME_TAIL)
    parts = [people[start : start + LINES] for start in range(0, max(1, len(people)), LINES)]
    return [_page(head, part, number) for number, part in enumerate(parts, 1)]


def tail(learner: str) -> str:
    """What the code says of a learner: enough to tell people of one hour apart, and nothing to anybody else."""
    return learner[-TAIL:].upper()


def content(session: str, page: int, corner: int, learners: Sequence[str]) -> str:
    """What a code says, in signs that a QR code packs tightly."""
    return f"{MARK}/{session.upper()}/{page}/{corner}/{''.join(map(tail, learners))}"


def _page(head: Head, people: Sequence[tuple[str, str]], number: int) -> Image.Image:
    page = Image.new("1", (dots(PAGE_MM[0]), dots(PAGE_MM[1])), PAPER)
    pen = ImageDraw.Draw(page)
    learners = [learner for learner, _ in people]
    for corner, (left, top) in enumerate(CODES):
        _draw_code(pen, left, top, content(head.session, number, corner, learners))
    write = partial(_write, pen)
    write(44, 14, head.name, 7, 124)
    write(44, 24, head.moment, 5, 124)
    write(44, 33, "Zet een kruisje. Maak daarna een foto met de tablet.", 4, 124)
    for x, word in zip(COLUMNS, HEADINGS, strict=True):
        write(x - BOX / 2 - 0.5, FIRST_LINE - 9.5, word, 3, 14)
    for line, (_, first_name) in enumerate(people):
        y = FIRST_LINE + line * STEP
        write(14, y - 3.2, first_name, 5.5, 58)
        for x in COLUMNS:
            box = (dots(x - BOX / 2), dots(y - BOX / 2), dots(x + BOX / 2), dots(y + BOX / 2))
            pen.rectangle(box, outline=INK, width=dots(0.25))
        rule = dots(y + STEP / 2)
        pen.line((dots(14), rule, dots(184), rule), fill=INK, width=dots(0.08))
    return page


def _write(pen: ImageDraw.ImageDraw, x: float, y: float, text: str, size: float, width: float) -> None:
    """A line of text, all in mm."""
    draw_text(pen, (dots(x), dots(y)), text, dots(size), dots(width))


def _draw_code(pen: ImageDraw.ImageDraw, left: float, top: float, text: str) -> None:
    """A QR code that is exactly `CODE` mm wide: its corners are what the photo is measured by."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(text)
    code.make(fit=True)
    matrix = code.get_matrix()
    module = CODE / len(matrix)
    for row, cells in enumerate(matrix):
        for column, is_dark in enumerate(cells):
            if is_dark:
                x, y = left + column * module, top + row * module
                pen.rectangle((dots(x), dots(y), dots(x + module) - 1, dots(y + module) - 1), fill=INK)
