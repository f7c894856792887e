"""The rows that the home queries give, under the same names."""

from dataclasses import dataclass


@dataclass
class Face:
    """Somebody who may sign in on this tablet."""

    id: str
    first_name: str
    symbol: str


@dataclass
class SiteNow:
    """The learning place and this tablet's database."""

    name: str
    replica: str
    site: str


@dataclass
class CartNow:
    """What the start page says about the cart; `is_running` and `is_done` are 0 or 1."""

    is_running: int
    day: str
    requests: int
    out: int
    is_done: int
    lent: int
    returned: int


@dataclass
class Notices:
    """How many things want a person's attention."""

    double_loans: int
    refused: int


@dataclass
class RefusedChange:
    """Something the server did not take: in which table, why, when, by whom, and the words that were written."""

    seq: int
    tbl: str
    row: str
    kind: str
    reason: str
    at: str
    author: str
    words: str


@dataclass
class DoubleLoan:
    """A book that two tablets lent at about the same time."""

    loan: str
    later_loan: str
    name: str
    barcode: str
    colour: str
    cover: str
    lent_at: str
    later_lent_at: str
    first_name: str
    later_first_name: str
    symbol: str
    later_symbol: str


@dataclass
class TodaysHour:
    """An hour of a group, today."""

    id: str
    learning_group: str
    name: str
    symbol: str
    place: str
    kind: str
    keeps_names: int
    starts: str
    minutes: int
    topic: str
    is_open: int
    is_closed: int
    people: int


@dataclass
class UnclosedHour:
    """An hour of an earlier day that was begun and not closed."""

    id: str
    name: str
    symbol: str
    kind: str
    day: str
