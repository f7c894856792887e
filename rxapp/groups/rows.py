"""What the reads of the groups' `queries.sql` give; a day that is not known is an empty text."""

from dataclasses import dataclass


@dataclass
class Group:
    """A group in the list."""

    id: str
    name: str
    symbol: str
    place: str
    kind: str
    keeps_names: int
    people: int
    size_max: int
    next_on: str


@dataclass
class GroupHead:
    """A group with its rhythm; `weekdays` and `nths` are JSON arrays."""

    id: str
    programme: str
    name: str
    symbol: str
    place: str
    programme_name: str
    kind: str
    rhythm: str
    weekdays: str
    nths: str
    starts: str
    minutes: int
    meetings: int
    first_on: str
    last_on: str
    size_max: int
    keeps_names: int
    is_fixed: int
    has_homework: int
    skips_holidays: int
    modules: int


@dataclass
class Member:
    """Somebody who takes part, with what is still needed for a certificate."""

    learner: str
    first_name: str
    symbol: str
    started_on: str
    enrolment: str
    verdict: str
    meetings_to_go: int
    modules_to_go: int
    may_take_back: int
    may_undo: int


@dataclass
class Session:
    """A session in the calendar of a group."""

    id: str
    day: str
    starts: str
    minutes: int
    state: str
    topic: str
    is_open: int
    is_closed: int
    present: int
    taps: int


@dataclass
class SessionHead:
    """A session with what its group says of it; a face of 0 is none."""

    id: str
    learning_group: str
    name: str
    symbol: str
    place: str
    kind: str
    programme: str
    keeps_names: int
    has_homework: int
    day: str
    starts: str
    minutes: int
    state: str
    is_open: int
    is_closed: int
    topic: str
    guest: str
    led_by: str
    led_name: str
    activity: str
    activity_name: str
    activity_at: str
    face: int
    tip_one: str
    tip_two: str
    top_one: str
    top_two: str
    note: str
    prepared: int


@dataclass
class Place:
    """One person at the hour; `homework_done` is -1 when nobody asked yet."""

    learner: str
    first_name: str
    symbol: str
    state: str
    is_present: int
    is_guest: int
    face: int
    words: str
    goal: str
    sentence: str
    picture: str
    homework: str
    homework_words: str
    homework_done: int
    homework_next: str


@dataclass
class OpenGoal:
    """A goal to choose."""

    id: str
    learner: str
    sentence: str
    picture: str


@dataclass
class PossibleGuest:
    """A learner who may join."""

    id: str
    first_name: str
    symbol: str


@dataclass
class Question:
    """A button of the open hour."""

    id: str
    words: str
    symbol: str
    taps: int


@dataclass
class Visitors:
    """New and returning visitors."""

    newcomers: int
    returners: int


@dataclass
class SessionSummary:
    """A session in counts."""

    present: int
    absent: int
    guests: int
    well: int
    so_so: int
    not_well: int
    homework: int
    taps: int


@dataclass
class HandoverPerson:
    """One person on the card for a substitute."""

    learner: str
    first_name: str
    symbol: str
    sentence: str
    picture: str
    step: str
    helps: str


@dataclass
class FixedFace:
    """Who leads a group."""

    id: str
    first_name: str
    symbol: str


@dataclass
class Hours:
    """Minutes of work of one of the staff."""

    id: str
    first_name: str
    prepared: int
    sessions: int


@dataclass
class ModuleMark:
    """A module of one learner; `done_on` is empty until it is done."""

    learner: str
    first_name: str
    symbol: str
    module: str
    name: str
    is_first: int
    done_on: str


@dataclass
class Waiting:
    """Somebody who signed up and has not started."""

    enrolment: str
    learner: str
    first_name: str
    symbol: str
    programme: str
    programme_name: str
    asked_on: str
    days: int


@dataclass
class RunningGroup:
    """A group to start in."""

    id: str
    programme: str
    name: str
    symbol: str


@dataclass
class Year:
    """The days that a planning covers, and today."""

    from_on: str
    until_on: str
    today: str


@dataclass
class OutOfRhythm:
    """Hours that were planned and are not in the rhythm of now."""

    hours: int


@dataclass
class SheetTick:
    """What a photo of the hour's sheet says of one learner; an empty state and a face of 0 are nothing."""

    learner: str
    first_name: str
    symbol: str
    state: str
    face: int
    is_unsure: int
