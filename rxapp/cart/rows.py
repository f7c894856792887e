"""The rows that the cart's queries give, under the same names."""

from dataclasses import dataclass


@dataclass
class VisitNow:
    """One row of `current_visit`; the flags are 0 or 1."""

    id: str
    day: str
    is_running: int
    is_forgotten: int
    is_done: int


@dataclass
class Person:
    """A learner to choose."""

    id: str
    first_name: str
    symbol: str


@dataclass
class Borrower(Person):
    """The learner who borrows now; `books` is how many are out, `keeps_list` 0 or 1."""

    keeps_list: int
    books: int


@dataclass
class Copy:
    """A copy to choose, with where it is now."""

    id: str
    name: str
    author: str
    barcode: str
    state: str
    first_name: str
    colour: str
    cover: str
    place: str


@dataclass
class Loan:
    """A book that is out; `is_due` and `is_renewed` are 0 or 1."""

    loan: str
    copy: str
    title: str
    name: str
    author: str
    colour: str
    cover: str
    barcode: str
    day: str
    first_name: str
    symbol: str
    is_due: int
    is_renewed: int


@dataclass
class Read:
    """A line of a reading list."""

    loan: str
    name: str
    author: str
    colour: str
    cover: str
    day: str


@dataclass
class Event:
    """Something that happened today: `kind` is "lent" or "returned"; `is_out` 0 or 1."""

    loan: str
    kind: str
    at: str
    name: str
    colour: str
    cover: str
    first_name: str
    symbol: str
    is_out: int


@dataclass
class Request:
    """Something asked for; `state` is "open" or "packed"."""

    id: str
    title: str
    wanted: str
    colour: str
    cover: str
    state: str
    first_name: str
    symbol: str
    created_at: str


@dataclass
class Packing:
    """A line of the pack list."""

    id: str
    title: str
    wanted: str
    colour: str
    cover: str
    state: str
    first_name: str
    symbol: str
    place: str
    label: str
    copies_out: int


@dataclass
class Stock:
    """The stock-take in figures."""

    here: int
    unknown: int
    out: int
    missing: int


@dataclass
class Missing:
    """A copy by its title and label: not seen at the stock-take, or resting on the cart."""

    id: str
    name: str
    author: str
    colour: str
    cover: str
    barcode: str


@dataclass
class Resting(Missing):
    """A copy that nobody borrowed for three visits."""

    title: str


@dataclass
class UnknownLabel:
    """A label that no copy has."""

    sighting: str
    code: str
    seen_at: str


@dataclass
class Summary:
    """A cart day in figures."""

    lent: int
    returned: int
    asked: int
    handed: int
    taken: int
    brought: int
    seen: int
    renewed: int
    still_out: int
    still_due: int


@dataclass
class Book:
    """A title in a list."""

    id: str
    name: str
    author: str
    level: str
    series: str
    colour: str
    cover: str
    copies: int
    copies_in: int


@dataclass
class Title:
    """Everything a title says."""

    id: str
    name: str
    author: str
    level: str
    series: str
    kind: str
    isbn: str
    colour: str
    cover: str


@dataclass
class CopyOfBook:
    """A copy on the page of its title."""

    id: str
    barcode: str
    place: str
    condition: str
    state: str
    first_name: str
    symbol: str
    loan: str


@dataclass
class Holdings:
    """The size of the collection."""

    titles: int
    copies: int


@dataclass
class Labelled:
    """A copy to print a label for."""

    id: str
    name: str
    barcode: str


@dataclass
class LabelChoice:
    """The copies to print labels for: how many, and their ids as a JSON list."""

    count: int
    ids: str


@dataclass
class Unlabelled:
    """How many copies have no label."""

    count: int
