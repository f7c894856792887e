"""What the reads of the programmes' `queries.sql` give; what a programme does not say is an empty text."""

from dataclasses import dataclass


@dataclass
class ProgrammeLine:
    """A programme in the list."""

    id: str
    name: str
    kind: str
    keeps_names: int
    participation: str
    about: str
    groups: int


@dataclass
class Programme:
    """A programme as a whole; `weekdays` and `nths` are JSON arrays, `minutes_each` is as people type it."""

    id: str
    template: str
    name: str
    kind: str
    about: str
    rhythm: str
    weekdays: str
    nths: str
    starts: str
    meetings: str
    minutes: str
    minutes_each: str
    weeks: str
    months: str
    size_min: str
    size_max: str
    size_best: str
    is_fixed: int
    keeps_names: int
    participation: str
    has_homework: int
    content_minutes: str
    work_minutes: str
    guest_every: str
    certificate_name: str
    certificate_share: str
    certificate_modules: int
    certificate_by_hand: int
    max_months: str
    onward: str
    target_people: str
    runs_per_year: str
    target_years: str
    warn_days: str
    is_ended: int


@dataclass
class GroupLine:
    """A group of a programme."""

    id: str
    name: str
    symbol: str
    place: str
    first_on: str
    last_on: str


@dataclass
class Module:
    """An e-learning."""

    id: str
    name: str
    minutes: int


@dataclass
class Question:
    """A button of the open hour."""

    id: str
    words: str


@dataclass
class Cost:
    """Something that costs money."""

    id: str
    name: str
    per: str
    euros: str


@dataclass
class Payer:
    """One who pays a part of a cost."""

    id: str
    cost: str
    name: str
    euros: str


@dataclass
class Funding:
    """Money from a source."""

    id: str
    source: str
    euros: str
    received_on: str


@dataclass
class Holiday:
    """Days without meetings."""

    id: str
    name: str
    first_on: str
    last_on: str


@dataclass
class ReachedNow:
    """People reached this year."""

    people: int
    newcomers: int
    nt1: int
    target_people: int
