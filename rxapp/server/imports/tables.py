"""Reading a table from a CSV file as Excel and other programs make them, without asking how it was made."""

import csv
import io
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from rxapp.server.sentences import dutch

LARGEST_FILE = 20 * 1024 * 1024
MOST_ROWS = 50_000
DELIMITERS = ";,\t|"


class UnreadableFile(Exception):
    """The file as a whole cannot be read; the message is a Dutch sentence that says what to do."""


@dataclass(frozen=True)
class Record:
    """One row of a file: the line it begins at and its values by our own names; empty values are left out."""

    line: int
    values: dict[str, str]


@dataclass(frozen=True)
class Sheet:
    """The rows of a file, and the headings of columns that we do not keep."""

    records: list[Record]
    ignored: list[str]


def read_table(data: bytes, names: Mapping[str, tuple[str, ...]], required: str) -> Sheet:
    """The rows of a CSV file; `names` maps our column names to what a heading may say.

    Finds out by itself the encoding (UTF-8, UTF-16, Windows-1252), the separator, and Excel's `sep=` line. Raises
    `UnreadableFile`.
    """
    text = decode(data)
    told = re.match(r"sep=(.)\r?\n", text)
    body = text[told.end() :] if told else text
    delimiter = told[1] if told else _delimiter(body)
    rows = _rows(body, delimiter, 1 if told else 0)
    if not rows:
        raise UnreadableFile(dutch("Dit bestand is leeg."))
    columns = _columns(rows[0][1], names)
    if required not in columns:
        found = ", ".join(cell for cell in rows[0][1] if cell)
        missing = dutch("De kolom '{kolom}' ontbreekt. De kolommen zijn: {kolommen}.",
                        kolom=names[required][0], kolommen=found)  # fmt: skip
        raise UnreadableFile(missing)
    kept = set(columns.values())
    ignored = [cell for place, cell in enumerate(rows[0][1]) if cell and place not in kept]
    return Sheet([_record(line, cells, columns) for line, cells in rows[1:]], ignored)


def check_size(data: bytes) -> None:
    """Raise `UnreadableFile` for a file that is larger than we take."""
    if len(data) > LARGEST_FILE:
        raise UnreadableFile(dutch("Dit bestand is groter dan {mb} MB. Splits het in delen.", mb=LARGEST_FILE // 2**20))


def decode(data: bytes) -> str:
    """The text of a file in one of the encodings that office programs write; raises `UnreadableFile`."""
    check_size(data)
    if data[:4] == b"PK\x03\x04":
        raise UnreadableFile(dutch("Dit is een Excel-bestand. Kies in Excel 'Opslaan als' en dan CSV."))
    try:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            text = data.decode("utf-16")
        else:
            text = _decode_bytes(data)
    except UnicodeDecodeError:
        told = dutch("De letters in dit bestand zijn niet te lezen. Bewaar het als 'CSV UTF-8'.")
        raise UnreadableFile(told) from None
    if "\0" in text:
        raise UnreadableFile(dutch("Dit is geen CSV-bestand."))
    return unicodedata.normalize("NFC", text.removeprefix("\ufeff"))


def _decode_bytes(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def _delimiter(text: str) -> str:
    """The separator that the first line has most of, outside quotes."""
    heading = re.sub(r'"[^"]*"', "", text.lstrip("\r\n").partition("\n")[0])
    return max(DELIMITERS, key=heading.count)


def _rows(text: str, delimiter: str, line: int) -> list[tuple[int, list[str]]]:
    """Rows that hold anything, each with the line that it begins at."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows = []
    try:
        while True:
            begins = line + reader.line_num + 1
            cells = [_clean(cell) for cell in next(reader)]
            if any(cells):
                rows.append((begins, cells))
            if len(rows) > MOST_ROWS:
                told = dutch("Dit bestand heeft meer dan {meest} regels. Splits het in delen.", meest=MOST_ROWS)
                raise UnreadableFile(told)
    except StopIteration:
        return rows
    except csv.Error as error:
        told = dutch("Regel {regel} is niet te lezen ({fout}).", regel=line + reader.line_num, fout=error)
        raise UnreadableFile(told) from None


def _clean(cell: str) -> str:
    """A cell without Excel's tricks: `="0123"`, hard spaces, and the apostrophe that keeps a formula from running."""
    cell = cell.replace("\u00a0", " ").strip()
    if match := re.fullmatch(r'="(.*)"', cell, re.DOTALL):
        cell = match[1].strip()
    return cell[1:] if re.match(r"'[=+\-@]", cell) else cell


def _columns(headings: list[str], names: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Our name to the place of its column; the first column that fits counts."""
    known = {plain(word): name for name, words in names.items() for word in (name, *words)}
    columns: dict[str, int] = {}
    for place, heading in enumerate(headings):
        name = known.get(plain(heading))
        if name:
            columns.setdefault(name, place)
    return columns


def plain(text: str) -> str:
    """A text for comparing: no capitals, accents, spaces or signs."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", text.casefold()) if letter.isalnum())


def _record(line: int, cells: list[str], columns: Mapping[str, int]) -> Record:
    return Record(line, {name: cells[place] for name, place in columns.items() if place < len(cells) and cells[place]})
