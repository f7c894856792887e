"""The rows that the reading circle's queries give, under the same names."""

from dataclasses import dataclass


@dataclass
class CircleLine:
    """A circle in the list; `state` is 'planned', 'running' or 'finished'."""

    id: str
    name: str
    book: str
    colour: str
    cover: str
    place: str
    state: str
    stones: int
    held: int
    next_on: str
    leader_name: str


@dataclass
class CircleHead:
    """One circle; empty texts and zeros are what is not known."""

    id: str
    name: str
    book: str
    colour: str
    cover: str
    place: str
    state: str
    stones: int
    held: int
    next_session: str
    next_number: int
    people: int
    pages: int
    closing: str
    film: str
    closed_on: str
    leader_name: str
    kit: str
    kit_name: str
    kit_copies: int


@dataclass
class Stone:
    """A meeting on the path; `state` is 'done', 'here' or 'ahead'."""

    id: str
    day: str
    starts: str
    number: int
    state: str
    is_held: int
    first_page: int
    last_page: int
    talk_about: str
    substitute: str


@dataclass
class Person:
    """Somebody of the circle, with counts."""

    learner: str
    first_name: str
    symbol: str
    present: int
    read: int
    listened: int
    at_home: int
    is_gone: int


@dataclass
class WeekPerson:
    """Somebody in one week; `how` is 'read', 'listened' or empty."""

    learner: str
    first_name: str
    symbol: str
    is_present: int
    is_noted: int
    how: str
    at_home: int


@dataclass
class BookChoice:
    """A title to choose; `kit` is empty when there is none, `is_out` is 1 when it is with another circle."""

    id: str
    name: str
    author: str
    colour: str
    cover: str
    kit: str
    is_out: int
    copies: int


@dataclass
class Kit:
    """A kit; `circle` is empty while it is in."""

    id: str
    name: str
    barcode: str
    copies: int
    missing: int
    kit_loan: str
    circle: str
    circle_name: str


@dataclass
class KitCopy:
    """A book of a kit."""

    id: str
    barcode: str
    is_missing: int


@dataclass
class QuizQuestion:
    """A question; `good` is 0 when every answer is good."""

    id: str
    position: int
    words: str
    picture: str
    answer_one: str
    answer_two: str
    answer_three: str
    good: int


@dataclass
class QuizGame:
    """A time that the quiz was played."""

    id: str
    played_at: str
    questions: int
    good: int


@dataclass
class Week:
    """One meeting on its own page; `read_to` is the last page of the week before."""

    id: str
    circle: str
    circle_name: str
    book: str
    day: str
    starts: str
    number: int
    stones: int
    state: str
    is_held: int
    is_closed: int
    first_page: int
    last_page: int
    talk_about: str
    substitute: str
    leader_name: str
    note: str
    is_mine: int
    read_to: int


@dataclass
class Face:
    """Somebody to choose: a learner or one of the staff."""

    id: str
    first_name: str
    symbol: str


@dataclass
class CircleProgramme:
    """A reading circle as the site offers it."""

    id: str
    name: str
    meetings: int


@dataclass
class KitScan:
    """What scanning a bag did; `action` is 'lend_kit', 'return_kit', 'elsewhere' or 'unknown'."""

    action: str
    tone: str
    kit: str
    name: str
    kit_loan: str
    copies: int
    circle_name: str


@dataclass
class EarlierQuiz:
    """A circle whose quiz can be taken over."""

    id: str
    name: str
    questions: int
