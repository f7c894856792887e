"""From records of books to a plan: titles that are new, copies that are missing, and fields that can be filled in."""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from zlib import crc32

from rxapp.server.imports.isbn import isbn_problem, read_isbn
from rxapp.server.imports.preview import New, Plan, Step, column_problem, problem_at
from rxapp.server.imports.tables import Record, Sheet, plain, read_table
from rxapp.server.sentences import dutch

COLUMNS = {
    "name": ("titel", "title", "naam", "boek", "hoofdtitel"),
    "author": ("auteur", "schrijver", "author"),
    "level": ("niveau", "level", "taalniveau"),
    "series": ("reeks", "serie", "series"),
    "kind": ("soort", "genre", "kind", "categorie", "rubriek"),
    "isbn": ("isbn", "isbn13", "ean", "isbn/ean"),
    "barcode": ("barcode", "etiket", "label", "streepjescode", "exemplaarnummer"),
    "place": ("plaats", "locatie", "plek", "place"),
    "copies": ("aantal", "exemplaren", "copies", "aantal exemplaren"),
}
FIELDS = ("author", "level", "series", "kind", "isbn")
PLACES = {"kar": "cart", "bibliotheek": "library", "bieb": "library"}
MOST_COPIES = 100
CODABAR = re.compile(r"^[A-D]([0-9$:/.+-]{4,})[A-D]$", re.IGNORECASE)
"""A label with the letters round it that some scanners read along; `scanning/codes.js` leaves them out as well."""
COLOURS = ("#2f6f8f", "#8f5a2f", "#4f7a3a", "#7a3a5f", "#3a4f7a", "#8f2f3f", "#5f6a2f", "#2f7a6f")


def read_books(data: bytes) -> Sheet:
    """The records of a CSV file of books; raises `UnreadableFile`."""
    return read_table(data, COLUMNS, "name")


@dataclass
class Shelf:
    """What the site has and what this import adds to it, for finding titles and labels while planning."""

    titles: dict[str, dict] = field(default_factory=dict)
    by_isbn: dict[str, str] = field(default_factory=dict)
    by_name: dict[str, str] = field(default_factory=dict)
    copies: dict[str, int] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    last_number: int = 0

    def add_title(self, title: str, values: dict) -> None:
        """Make a title findable by its ISBN and by its name with its author."""
        self.titles[title] = values
        if values.get("isbn"):
            self.by_isbn.setdefault(values["isbn"], title)
        self.by_name.setdefault(_name_key(values.get("name"), values.get("author")), title)

    def add_copy(self, title: str, barcode: str | None) -> None:
        """Count a copy, and know its label."""
        self.copies[title] = self.copies.get(title, 0) + 1
        if barcode:
            self.labels[barcode.casefold()] = title
            if match := re.fullmatch(r"LP([0-9]{1,9})", barcode, re.IGNORECASE):
                self.last_number = max(self.last_number, int(match[1]))

    def find(self, values: dict) -> str | None:
        """The title that a record is about; the same ISBN, or the same name and author without a differing ISBN."""
        if title := self.by_isbn.get(values.get("isbn", "")):
            return title
        title = self.by_name.get(_name_key(values.get("name"), values.get("author")))
        other = self.titles[title].get("isbn") if title else None
        return None if other and values.get("isbn") and other != values["isbn"] else title

    def next_label(self) -> str:
        """A label that nobody has."""
        self.last_number += 1
        return f"LP{self.last_number:03}"


def _name_key(name: str | None, author: str | None) -> str:
    return f"{plain(name or '')}|{plain(author or '')}"


def plan_books(connection: sqlite3.Connection, records: Iterable[Record], ignored: Iterable[str] = ()) -> Plan:
    """What importing these records would do to the site."""
    shelf, steps, problems = _shelf(connection), [], []
    for record in records:
        values, sentences = _checked(record.values)
        sentences += _label_problems(shelf, values)
        if sentences:
            problems += [problem_at(record.line, sentence) for sentence in sentences]
        else:
            steps += _steps(shelf, record.line, values)
    return Plan("books", steps, problems, list(ignored))


def _shelf(connection: sqlite3.Connection) -> Shelf:
    shelf = Shelf()
    for row in connection.execute("SELECT id, name, author, level, series, kind, isbn FROM title ORDER BY id"):
        values = {name: row[name] for name in row.keys() if row[name]}
        if read_isbn(values.get("isbn", "")):
            values["isbn"] = read_isbn(values["isbn"])
        shelf.add_title(values.pop("id"), values)
    for row in connection.execute(
        "SELECT title, barcode FROM copy WHERE coalesce(condition, 'good') NOT IN ('lost', 'withdrawn') ORDER BY id"
    ):
        shelf.add_copy(row["title"], row["barcode"])
    for row in connection.execute("SELECT title, barcode FROM copy WHERE barcode <> '' ORDER BY id"):
        shelf.labels.setdefault(row["barcode"].casefold(), row["title"])
    return shelf


def _checked(given: dict[str, str]) -> tuple[dict, list[str]]:
    """The values as they will be stored, and what is wrong with them."""
    values, wrong = dict(given), []
    if "name" not in values:
        wrong.append(dutch("de titel ontbreekt."))
    if "level" in values:
        values["level"] = values["level"].upper()
    if "isbn" in values:
        problem = isbn_problem(values["isbn"])
        values["isbn"] = read_isbn(values["isbn"]) or ""
        wrong += [problem] if problem else []
    if "place" in values:
        values["place"] = PLACES.get(plain(values["place"]), values["place"])
    if "barcode" in values:
        values["barcode"] = CODABAR.sub(r"\1", values["barcode"])
    copies = values.get("copies", "1")
    if not re.fullmatch(r"[0-9]{1,4}", copies) or not 1 <= int(copies) <= MOST_COPIES:
        told = {"aantal": copies, "meest": MOST_COPIES}
        wrong.append(dutch("aantal '{aantal}' kan niet; vul een getal in van 1 tot {meest}.", **told))
    elif "barcode" in values and int(copies) > 1:
        label = values["barcode"]
        wrong.append(dutch("etiket '{etiket}' kan maar op één exemplaar; maak per exemplaar een regel.", etiket=label))
    for tbl, names in {"title": ("name", *FIELDS), "copy": ("barcode", "place")}.items():
        found = [column_problem(tbl, name, COLUMNS[name][0], values[name]) for name in names if name in values]
        wrong += [problem for problem in found if problem]
    return values, wrong


def _label_problems(shelf: Shelf, values: dict) -> list[str]:
    barcode = values.get("barcode", "")
    owner = shelf.labels.get(barcode.casefold())
    if not barcode or owner is None or owner == shelf.find(values):
        return []
    book = shelf.titles.get(owner, {}).get("name", "?")
    return [dutch("etiket '{etiket}' zit al op het boek '{boek}'.", etiket=barcode, boek=book)]


def _steps(shelf: Shelf, line: int, values: dict) -> Iterator[Step]:
    name = values["name"]
    title = shelf.find(values)
    if title is None:
        title = New(f"title-{line}")
        stored = {field: values[field] for field in ("name", *FIELDS) if values.get(field)}
        shelf.add_title(title, stored)
        stored = stored | {"colour": COLOURS[crc32(plain(name).encode()) % len(COLOURS)]}
        yield Step("add", line, "title", dutch("'{naam}' komt erbij.", naam=name), key=title, values=stored)
    else:
        yield _known_title(shelf, line, title, values)
    yield from _copy_steps(shelf, line, title, values)


def _known_title(shelf: Shelf, line: int, title: str, values: dict) -> Step:
    """A title that is there: empty fields are filled in, and what is there stays as it is."""
    present = shelf.titles[title]
    missing = {name: values[name] for name in FIELDS if values.get(name) and not present.get(name)}
    if not missing or isinstance(title, New):
        return Step("skip", line, "title", dutch("'{naam}' is al bekend.", naam=values["name"]), row=title)
    present.update(missing)
    words = ", ".join(COLUMNS[name][0] for name in missing)
    sentence = dutch("'{naam}' krijgt: {wat}.", naam=values["name"], wat=words)
    return Step("change", line, "title", sentence, title, values=missing, before=dict.fromkeys(missing))


def _copy_steps(shelf: Shelf, line: int, title: str, values: dict) -> Iterator[Step]:
    barcode, name = values.get("barcode"), values["name"]
    if barcode and barcode.casefold() in shelf.labels:
        yield Step(
            "skip", line, "copy", dutch("Etiket '{etiket}' van '{naam}' is al bekend.", etiket=barcode, naam=name)
        )
        return
    # Without labels a repeated import must not make the same copies again.
    wanted = int(values.get("copies", 1)) - (0 if barcode else shelf.copies.get(title, 0))
    for number in range(wanted):
        label = barcode or shelf.next_label()
        shelf.add_copy(title, label)
        stored = {"title": title, "barcode": label, "place": values.get("place", "cart"), "condition": "good"}
        words = dutch("Een exemplaar van '{naam}' met etiket '{etiket}' komt erbij.", naam=name, etiket=label)
        yield Step("add", line, "copy", words, key=New(f"copy-{line}-{number}"), values=stored)
