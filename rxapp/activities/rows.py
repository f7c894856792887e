"""What the reads of the activities' `queries.sql` give."""

from dataclasses import dataclass


@dataclass
class ActivityLine:
    """An activity in the list."""

    id: str
    name: str
    kind: str
    goal: str
    audience: str
    minutes: int
    size_min: int
    size_max: int


@dataclass
class Activity:
    """An activity as a whole; three fields are JSON arrays."""

    id: str
    name: str
    kind: str
    goal: str
    audience: str
    minutes: int
    size_min: int
    size_max: int
    materials: str
    easier: str
    boxes: str


@dataclass
class ActivityStep:
    """A step, with the minutes it runs from and until."""

    id: str
    position: int
    name: str
    minutes: int
    action: str
    speech: str
    from_minute: int
    until_minute: int


@dataclass
class ActivityPart:
    """A material, a way to make it easier, or a box."""

    kind: str
    words: str


@dataclass
class HourToPlan:
    """An hour that an activity can be planned in."""

    id: str
    name: str
    symbol: str
    day: str
    starts: str
    activity_name: str
    activity: str


@dataclass
class RunningHour:
    """The hour whose activity runs, and the offset (ms) of this device's clock."""

    id: str
    group_name: str
    activity: str
    name: str
    goal: str
    minutes: int
    activity_at: str
    clock_offset: int
