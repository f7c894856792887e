"""International standard book numbers, and looking them up in the public catalogue of Open Library.

A look-up sends nothing but the numbers and this server's own address, by which Open Library can tell who asks, and only
when a coordinator asks for it. `LEERPLEIN_CATALOGUE` names another address with the same interface, or is empty to
switch looking up off. https://openlibrary.org/dev/docs/api/books and https://openlibrary.org/developers/api
"""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass

import httpx

from rxapp.server.imports.tables import Record
from rxapp.server.sentences import dutch

CATALOGUE = "https://openlibrary.org"
MOST_AT_ONCE = 50
SECONDS = 15
UNREADABLE = dutch("De catalogus gaf een antwoord dat niet te lezen is.")
TROUBLES = {
    403: dutch("De catalogus laat deze server niet toe. Vul bij het starten het adres van de server in (--address)."),
    429: dutch("De catalogus heeft het te druk. Probeer het over een kwartier nog eens."),
}


class CatalogueFailed(Exception):
    """The catalogue did not give an answer that can be used; the message is a Dutch sentence."""


@dataclass(frozen=True)
class Found:
    """Books that the catalogue knows, and the numbers that it does not."""

    records: list[Record]
    unknown: list[str]


def read_isbn(typed: str) -> str | None:
    """The thirteen digits of an ISBN, also of an old one of ten; None when a digit is wrong."""
    digits = re.sub(r"[\s\-–]", "", typed).upper().removeprefix("ISBN").lstrip(":")
    if re.fullmatch(r"[0-9]{9}[0-9X]", digits):
        total = sum((10 - place) * (10 if digit == "X" else int(digit)) for place, digit in enumerate(digits))
        return with_check_digit("978" + digits[:9]) if total % 11 == 0 else None
    if re.fullmatch(r"97[89][0-9]{10}", digits) and with_check_digit(digits[:12]) == digits:
        return digits
    return None


def with_check_digit(twelve: str) -> str:
    """Twelve digits with the thirteenth that belongs to them."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(twelve))
    return f"{twelve}{-total % 10}"


def isbn_problem(typed: str) -> str | None:
    """What is wrong with an ISBN, as the second half of a sentence; None when it is right."""
    if re.fullmatch(r"[0-9][.,]?[0-9]*E\+?[0-9]+", typed.upper()):
        return dutch(
            "ISBN '{isbn}' is door Excel afgerond; maak de kolom eerst 'Tekst' en vul hem opnieuw.", isbn=typed
        )
    if read_isbn(typed):
        return None
    return dutch("ISBN '{isbn}' klopt niet; er is een cijfer verkeerd of het is te kort.", isbn=typed)


def catalogue_address() -> str:
    """Where books are looked up; empty when that is switched off."""
    return os.environ.get("LEERPLEIN_CATALOGUE", CATALOGUE).rstrip("/")


def look_up(isbns: Iterable[str], address: str | None = None) -> Found:
    """Ask the catalogue for these numbers (thirteen digits each), in their order; raises `CatalogueFailed`."""
    address = catalogue_address() if address is None else address
    if not address:
        raise CatalogueFailed(dutch("Boeken opzoeken staat uit op deze server."))
    wanted = list(dict.fromkeys(isbns))
    answers: dict[str, dict] = {}
    with httpx.Client(timeout=SECONDS, headers=_who_asks(), follow_redirects=True) as client:
        for start in range(0, len(wanted), MOST_AT_ONCE):
            answers |= _ask(client, address, wanted[start : start + MOST_AT_ONCE])
    records = [
        Record(place, _values(isbn, answers[f"ISBN:{isbn}"]))
        for place, isbn in enumerate(wanted, 1)
        if _title(answers.get(f"ISBN:{isbn}"))
    ]
    known = {record.values["isbn"] for record in records}
    return Found(records, [isbn for isbn in wanted if isbn not in known])


def _who_asks() -> dict[str, str]:
    """A program that gives its name must say how to reach its owner, or Open Library answers 403."""
    address = os.environ.get("LEERPLEIN_ADDRESS", "")
    return {"User-Agent": f"Leerplein (+{address})"} if address else {}


def _ask(client: httpx.Client, address: str, isbns: list[str]) -> dict[str, dict]:
    keys = ",".join(f"ISBN:{isbn}" for isbn in isbns)
    try:
        answer = client.get(f"{address}/api/books.json", params={"bibkeys": keys, "jscmd": "data"})
        answer.raise_for_status()
        found = answer.json()
    except httpx.TimeoutException:
        raise CatalogueFailed(dutch("De catalogus antwoordt niet op tijd. Probeer het later nog eens.")) from None
    except httpx.HTTPStatusError as error:
        status = error.response.status_code
        raise CatalogueFailed(
            TROUBLES.get(status) or dutch("De catalogus werkt nu niet (antwoord {n}).", n=status)
        ) from None
    except httpx.HTTPError:
        raise CatalogueFailed(dutch("De catalogus is niet te bereiken. Is er internet?")) from None
    except ValueError:
        raise CatalogueFailed(UNREADABLE) from None
    if not isinstance(found, dict):
        raise CatalogueFailed(UNREADABLE)
    return found


def _title(book: object) -> str:
    title = book.get("title") if isinstance(book, dict) else None
    return title.strip()[:200] if isinstance(title, str) else ""


def _values(isbn: str, book: dict) -> dict[str, str]:
    authors = book.get("authors")
    names = [author.get("name") for author in authors if isinstance(author, dict)] if isinstance(authors, list) else []
    author = ", ".join(name for name in names if isinstance(name, str))[:200]
    return {"isbn": isbn, "name": _title(book), "copies": "1"} | ({"author": author} if author else {})
