"""Tables as CSV and XLSX that spreadsheet programs open well, and in which nothing runs as a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

Sheet = tuple[str, Sequence[str], Iterable[Sequence[object]]]
"""A name, the headings, and the rows."""

WIDEST = 60
"""No column of a sheet is wider than this many letters."""

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def harmless(value: object) -> object:
    """Text that a spreadsheet would run as a formula gets a leading apostrophe; unprintable characters go."""
    if not isinstance(value, str):
        return value
    value = UNPRINTABLE.sub("", value)
    return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def csv_bytes(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A CSV file with semicolons and a mark at the beginning, as Dutch and Belgian Excel expect it."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";")
    writer.writerow(headings)
    writer.writerows([harmless(value) for value in row] for row in rows)
    return target.getvalue().encode("utf-8-sig")


def xlsx_bytes(sheets: Iterable[Sheet]) -> bytes:
    """An XLSX file with a sheet per table, its headings bold and standing still, and columns as wide as what is in them."""
    book = Workbook(write_only=True)
    for name, headings, rows in sheets:
        sheet = book.create_sheet(name[:31])
        sheet.freeze_panes = "A2"
        lines = [[harmless(value) for value in row] for row in rows]
        for place, column in enumerate(zip_longest(headings, *lines), 1):
            longest = max(len(str(value)) for value in column)
            sheet.column_dimensions[get_column_letter(place)].width = min(longest, WIDEST) + 2
        sheet.append([_bold(sheet, heading) for heading in headings])
        for line in lines:
            sheet.append(line)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _bold(sheet, heading: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, harmless(heading))
    cell.font = Font(bold=True)
    return cell
