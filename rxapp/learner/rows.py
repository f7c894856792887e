"""The rows that the learner's queries give, under the same names; dates are ISO, empty when there is none."""

from dataclasses import dataclass


@dataclass
class CardHolder:
    """Whose card it is; `state` is 'known' or 'revoked'."""

    id: str
    first_name: str
    symbol: str
    state: str


@dataclass
class PicturePerson:
    """Somebody who can sign in with a picture; `pictures` are nine names with spaces between."""

    id: str
    first_name: str
    symbol: str
    pictures: str
    verifier: str


@dataclass
class Head:
    """Who this is; `face` is 0 until something was said about today."""

    id: str
    first_name: str
    symbol: str
    keeps_list: int
    face: int


@dataclass
class Goal:
    """Something I want; `state` is 'open' or 'reached'."""

    id: str
    sentence: str
    picture: str
    state: str
    steps: int
    steps_done: int
    is_next: int


@dataclass
class Step:
    """A step; `state` is 'not_yet', 'busy' or 'done'."""

    id: str
    goal: str
    words: str
    state: str


@dataclass
class ThenAndNow:
    """A goal with how it was and how it is."""

    id: str
    sentence: str
    picture: str
    state: str
    then_words: str
    now_words: str


@dataclass
class Came:
    """How often I came."""

    times: int
    first_on: str
    last_on: str


@dataclass
class Dot:
    """One meeting."""

    session: str
    day: str
    is_present: int


@dataclass
class Book:
    """A book that I have or read; `source` is 'cart' or 'circle'. Of `books_now` and `books_read`."""

    row: str
    source: str
    name: str
    author: str
    colour: str
    cover: str


@dataclass
class Circle:
    """My reading circle."""

    id: str
    book: str
    colour: str
    cover: str
    state: str
    stones: int
    held: int
    closing: str


@dataclass
class PathStone:
    """A stone of the path, with my part."""

    id: str
    number: int
    state: str
    day: str
    first_page: int
    last_page: int
    was_there: int
    how: str


@dataclass
class Homework:
    """Something I took home."""

    id: str
    words: str
    done: int
    day: str


@dataclass
class Diploma:
    """A diploma of mine; `state` is 'being_made' or 'ready'."""

    id: str
    achievement: str
    issued_on: str
    state: str
    picture: str


@dataclass
class NextTime:
    """When I am expected again."""

    session: str
    day: str
    starts: str
    name: str
    symbol: str
    place: str


@dataclass
class Look:
    """Somebody who looked in my folder."""

    staff: str
    first_name: str
    symbol: str
    last_on: str
    days: int


@dataclass
class BookToAsk:
    """A book that I can ask for."""

    id: str
    name: str
    author: str
    colour: str
    cover: str
    is_asked: int


@dataclass
class BookAsked:
    """A book that I wait for; `state` is 'open' or 'packed'."""

    id: str
    name: str
    colour: str
    cover: str
    state: str
