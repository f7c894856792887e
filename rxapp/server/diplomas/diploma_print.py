"""Diplomas on paper: A4 pages in one accessible PDF (PDF/UA-1), and the pictures that credentials are baked into.

The look is in `templates/diploma.typ` and `templates/badge.typ`. Nothing that is typed for printing, such as a full
name, is kept.
"""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import qrcode
import typst

from rxapp.server.diplomas.diploma_sign import statement_of
from rxapp.server.diplomas.diploma_statement import read, shortened
from rxapp.server.paper.drawings import drawing

TEMPLATES = Path(str(files("rxapp.server").joinpath("templates")))
FONTS = TEMPLATES / "fonts"
PIXELS_PER_INCH = 152.4
"""Makes the badge 600 pixels wide and high."""

PIXELS_ON_SCREEN = 96
"""Makes the sample of a diploma 1123 pixels wide."""

UNDRAWABLE = re.compile(r'the text `"(.)')
"""In the typesetter's error: the first letter that it has no drawing for."""

MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()


class NotReady(Exception):
    """A diploma that the server has not signed yet, or that was revoked, is not printed."""


class Changed(Exception):
    """A diploma that says something else than what was signed: revoke it and give a new one."""


class Undrawable(Exception):
    """No font of the paper has this letter, such as an emoji behind a name; the message is the letter."""


def diploma_pdf(
    diplomas: Sequence[sqlite3.Row],
    address: str,
    place: str,
    full_names: Mapping[str, str] | None = None,
    logo: str = "",
) -> bytes:
    """One PDF with a page for each diploma (rows of `diploma_now`), ready to print.

    `address` is the server's own, such as `https://leerplein.example`; `full_names` (diploma to name) replace the first
    name on paper alone. Raises `NotReady`, `Changed` and `Undrawable`.
    """
    *_, (_, pdf) = print_steps(diplomas, address, place, full_names or {}, logo)
    return pdf


def print_steps(
    diplomas: Sequence[sqlite3.Row], address: str, place: str, full_names: Mapping[str, str], logo: str = ""
) -> Iterator[tuple[int, bytes]]:
    """The same as `diploma_pdf` for who shows progress: how many pages are drawn, one by one, and last the PDF."""
    pages = []
    for number, row in enumerate(diplomas, 1):
        pages.append(_page(row, address, place, full_names.get(row["id"], "")))
        yield number, b""
    title = f"Diploma {pages[0]['name']}" if len(pages) == 1 else f"Diploma's {place}"
    yield len(pages), typeset_diplomas(pages, place=place, title=title, logo=logo)


def typeset_diplomas(pages: Sequence[dict[str, str]], **site: str) -> bytes:
    """One accessible PDF of pages whose words are all there; what `templates/diploma.typ` asks for."""
    return _typeset(pages, site, format="pdf", pdf_standards="ua-1")


def sample(address: str) -> dict[str, str]:
    """The words of a diploma that is nobody's."""
    words = dict.fromkeys(("period", "leader", "picture"), "") | {"name": "Voorbeeld", "achievement": "Leeskring"}
    shown = address.partition("://")[2].rstrip("/") + "/d"
    code = qr_drawing(check_address(address, ""))
    return words | {"issued": day_in_words(date.today()), "code": code, "address": shown}


def sample_picture(place: str, logo: str, address: str) -> bytes:
    """The sample as a PNG for the screen, to see how a logo comes on it."""
    site = {"place": place, "title": "Diploma", "logo": logo}
    return _typeset([sample(address)], site, format="png", ppi=PIXELS_ON_SCREEN)


def _typeset(pages: Sequence[dict[str, str]], site: dict[str, str], **form) -> bytes:
    data = json.dumps({"diplomas": pages, **site}, ensure_ascii=False)
    try:
        return _compiler("diploma.typ").compile(sys_inputs={"data": data}, **form)
    except typst.TypstError as error:
        letter = UNDRAWABLE.search(str(error))
        if letter is None:
            raise
        raise Undrawable(letter[1]) from None


def badge_pictures(diplomas: Iterable[sqlite3.Row], place: str) -> Iterator[tuple[sqlite3.Row, bytes]]:
    """Each diploma with the PNG for its credential; equal pictures are drawn once."""
    drawn: dict[tuple[str, str], bytes] = {}
    for row in diplomas:
        look = (row["achievement"], row["picture"])
        if look not in drawn:
            drawn[look] = badge_picture(row["achievement"], place, row["picture"])
        yield row, drawn[look]


def badge_picture(achievement: str, place: str, picture: str | None = None) -> bytes:
    """A round badge, 600 pixels square, that names nobody; `picture` is 'book' or a symbol's name."""
    words = {"achievement": achievement, "place": place, "picture": drawing("symbols", picture or "")}
    data = json.dumps(words, ensure_ascii=False)
    return _compiler("badge.typ").compile(format="png", ppi=PIXELS_PER_INCH, sys_inputs={"data": data})


def check_address(address: str, statement: str) -> str:
    """What the QR code says: the check page of this server, with the statement where no server log sees it."""
    return f"{address.rstrip('/')}/d#{statement}"


def qr_drawing(text: str) -> str:
    """A QR code as SVG with its quiet zone: one path, a stroke for each run of dark modules."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=4)
    code.add_data(text, optimize=20)
    code.make(fit=True)
    matrix = code.get_matrix()
    path = "".join(
        f"M{start} {y}h{end - start}v1h{start - end}z" for y, row in enumerate(matrix) for start, end in _runs(row)
    )
    size = len(matrix)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
        f'<rect width="{size}" height="{size}" fill="#fff"/><path d="{path}"/></svg>'
    )


def _runs(row: list[bool]) -> Iterator[tuple[int, int]]:
    """Where each run of dark modules starts and ends."""
    for dark, run in groupby(enumerate(row), key=itemgetter(1)):
        if dark:
            start = next(run)[0]
            yield start, start + 1 + sum(1 for _ in run)


def period_in_words(first_on: str | None, last_on: str | None) -> str:
    """A period as people say it: "van 8 oktober tot en met 12 november 2026"; one day is "op 12 november 2026"."""
    if not first_on or not last_on:
        return ""
    first, last = date.fromisoformat(first_on), date.fromisoformat(last_on)
    if first == last:
        return f"op {day_in_words(first)}"
    begin = f"{first.day} {MONTHS[first.month - 1]}" if first.year == last.year else day_in_words(first)
    return f"van {begin} tot en met {day_in_words(last)}"


def day_in_words(day: date) -> str:
    """A day in Dutch: "12 november 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _page(row: sqlite3.Row, address: str, place: str, full_name: str) -> dict[str, str]:
    if row["state"] != "ready":
        raise NotReady(f"Diploma {row['id']} is {row['state']}; print it when it is ready.")
    stated = read(row["statement"])
    if shortened(replace(statement_of(row, place), place=stated.place)) != stated:
        raise Changed(f"Diploma {row['id']} was changed after it was signed; revoke it and give a new one.")
    return {
        "name": full_name.strip() or row["first_name"],
        "achievement": row["achievement"],
        "period": period_in_words(row["first_on"], row["last_on"]),
        "issued": day_in_words(date.fromisoformat(row["issued_on"])),
        "leader": row["leader_name"] or "",
        "picture": drawing("symbols", row["picture"] or ""),
        "code": qr_drawing(check_address(address, row["statement"])),
        "address": address.partition("://")[2].rstrip("/") + "/d",
    }


@cache
def _compiler(template: str) -> typst.Compiler:
    return typst.Compiler(
        str(TEMPLATES / template), root=str(TEMPLATES), font_paths=[str(FONTS)], ignore_system_fonts=True
    )
