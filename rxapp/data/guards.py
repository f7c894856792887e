"""What may not be stored in free words: a citizen service number (BSN), and softly: words about health.

Storing a BSN is forbidden without a law that says so, and consent does not help (UAVG article 46), so `find_bsn`
stops. Health is only a question to the writer. The browser has the same two functions; `tests/golden/guards.json`
holds the cases that both must pass.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rxapp.data.declare import Column

DIGIT = re.compile(r"[0-9]")
PHONE = re.compile(r"\+[0-9]{2}[ .]?[0-9](?:[ .]?[0-9]){8}(?![0-9])")
NINE = re.compile(
    r"(?<![0-9])(?=([0-9](?:[ .]{0,2}[0-9]){8}|[0-9]{3}-[0-9]{3}-[0-9]{3}|[0-9]{4}-[0-9]{2}-[0-9]{3})(?![0-9]))"
)
WORD = re.compile(r"[a-zà-öø-ÿ]+(?:-[a-zà-öø-ÿ]+)*")


@dataclass(frozen=True)
class Words(Column):
    """A text column that people type into freely: a pushed value in which `find_bsn` finds a number is refused."""


def find_bsn(text: str) -> str | None:
    """The first nine digits that pass the 11-test, as written (also with dots, spaces or dashes), or None."""
    if not DIGIT.search(text):
        return None
    for match in NINE.finditer(PHONE.sub(" ", text)):
        if _passes(re.sub(r"[ .-]", "", match[1])):
            return match[1]
    return None


def _passes(digits: str) -> bool:
    """The 11-test: 9, 8, … 2 times the first eight digits minus the last is a multiple of eleven, and not all zero."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True))
    return total % 11 == 0 and digits.strip("0") != ""


def mentions_health(text: str) -> list[str]:
    """The words of the text that are about health, in lower case and order of appearance, each once."""
    whole, starts = health_words()
    words = dict.fromkeys(WORD.findall(text.lower()))
    return [word for word in words if word in whole or word.startswith(starts)]


@cache
def health_words() -> tuple[frozenset[str], tuple[str, ...]]:
    """Whole words and beginnings of words from `health_words.txt`, where a beginning is written with a star."""
    lines = files("rxapp.data").joinpath("health_words.txt").read_text().splitlines()
    words = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    return (
        frozenset(word for word in words if not word.endswith("*")),
        tuple(word.removesuffix("*") for word in words if word.endswith("*")),
    )
