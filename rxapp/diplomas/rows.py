"""The rows that the diplomas' queries give, under the same names."""

from dataclasses import dataclass


@dataclass
class Candidate:
    """Somebody of a group; `verdict` is 'given', 'earned', 'by_hand', 'on_way' or 'out_of_reach'."""

    learner: str
    first_name: str
    symbol: str
    verdict: str
    held: int
    present: int
    needed: int
    meetings_to_go: int
    modules_to_go: int
    diploma: str
    has_stopped: int


@dataclass
class DiplomaLine:
    """A diploma in a list; `state` is 'being_made', 'ready' or 'revoked'."""

    id: str
    learner: str
    first_name: str
    achievement: str
    first_on: str
    last_on: str
    issued_on: str
    leader_name: str
    state: str
    is_double: int
    statement: str


@dataclass
class DiplomaDraft:
    """What a diploma of a group would say; `picture` is 'book' or a symbol's name."""

    achievement: str
    first_on: str
    last_on: str
    leader_name: str
    picture: str


@dataclass
class DiplomaGroup:
    """A group in the list of who may get a diploma."""

    id: str
    name: str
    symbol: str
    programme_name: str
    kind: str
    waiting: int
    given: int


@dataclass
class GroupRule:
    """A group and its rule for a diploma; `share` is 0 when the leader decides."""

    id: str
    name: str
    kind: str
    share: int
    needs_modules: int
    waiting: int
    being_made: int
    ready: int
