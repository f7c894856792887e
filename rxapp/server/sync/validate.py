"""May this pushed change enter the log? One change in, None or the reason of refusal out; nothing is stored here.

Reasons: `malformed`, `unknown-table`, `unknown-column`, `wrong-type`, `too-long`, `bsn`, `not-a-choice`, `incomplete-group`,
`not-allowed`, `wrong-person`, `wrong-part`, `unknown-row`, `forgotten`, `nameless`, `signed`,
`clock`, `clone`.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from operator import itemgetter

from rxapp.data.declare import SITE, Column, Table
from rxapp.data.guards import Words, find_bsn
from rxapp.data.tables import TABLES
from rxapp.server.sync.learner_writes import is_learner, learner_refusal

FIELDS = ("stamp", "author", "part", "tbl", "row", "kind", "schema", "patch")
AHEAD_MS = 120_000
LARGEST = 2**53
LONGEST_PATCH = 100_000
LONGEST_WORD = 60
WORDS_OF_AN_HOUR = frozenset({"note", "tip_one", "tip_two", "top_one", "top_two"})
"""Columns of a session in which somebody could be named."""

is_stamp = re.compile(r"[0-9]{16}-[a-z0-9]{1,40}").fullmatch
is_row = re.compile(r"[0-9a-f]{16}").fullmatch

Check = Callable[[object], str | None]
Fields = tuple[str, str | None, str, str, str, str, int, str]


@dataclass(slots=True)
class Person:
    """Until which stamp a member of staff may write, and which tables."""

    until: str
    tables: frozenset[str]


@dataclass(slots=True)
class Ground:
    """What a batch of changes is judged by: who pushes, what is there, and what time it is.

    `rows` holds table and row to (part, born) for the rows that the batch mentions. `now_ms` never goes back, whatever
    this machine's clock does. `latest` and `orphans_before` are ticks as text; a change from before `orphans_before`
    may rest on a row that a restore of the server took away. `holder` is the learner whose own phone pushes.
    `nameless` are table and row of what a batch would name where a programme keeps no names (see `push`). `signed` gives
    per evaluation, and per review in it, the stamp of its signing.
    """

    replicas: frozenset[str]
    tables: frozenset[str]
    people: dict[str, Person]
    latest: str
    now_ms: int = 0
    orphans_before: str = ""
    holder: str | None = None
    rows: dict[tuple[str, str], tuple[str, bool]] = field(default_factory=dict)
    forgotten: set[str] = field(default_factory=set)
    nameless: set[tuple[str, str]] = field(default_factory=set)
    signed: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rules:
    """A table's declaration, laid out for speed."""

    checks: dict[str, Check]
    groups: tuple[frozenset[str], ...]
    part: str


def ticks(ms: int) -> str:
    """The ticks of a moment as the stamp has them, for comparing with a stamp."""
    return f"{ms * 256:016d}"


def fields_of(change: object) -> Fields | None:
    """The fields of a change in the order of the log's columns; None when it is not shaped like a change."""
    try:
        fields = _pick(change)
    except (KeyError, TypeError, IndexError):
        return None
    stamp, author, part, tbl, row, kind, schema, patch = fields
    if type(stamp) is type(part) is type(tbl) is type(row) is type(patch) is str and type(schema) is int:
        words = len(part) <= LONGEST_WORD and len(tbl) <= LONGEST_WORD and 0 < schema < LARGEST
        person = author is None or (type(author) is str and len(author) <= LONGEST_WORD)
        if words and person and kind in ("create", "edit") and is_stamp(stamp) and is_row(row):
            return fields
    return None


_pick = itemgetter(*FIELDS)


def refusal(fields: Fields, ground: Ground) -> str | None:
    """Why this change is refused, or None when it may enter the log."""
    stamp, author, part, tbl, row, kind, _, text = fields
    if stamp[17:] not in ground.replicas:
        return "clone"
    if stamp > ground.latest:
        return "clock"
    if tbl not in TABLES:
        return "unknown-table"
    if row in ground.forgotten or part in ground.forgotten:
        return "forgotten"
    rules = rules_of(tbl)
    patch, reason = read_patch(text)
    if (tbl, row) in ground.nameless and (tbl != "session" or not WORDS_OF_AN_HOUR.isdisjoint(patch)):
        return "nameless"
    reason = reason or _check_author(fields, patch, ground)
    reason = reason or _check_patch(rules, kind, patch) or _check_part(rules, fields, patch, ground)
    return reason or _check_signed(fields, patch, ground)


def _check_author(fields: Fields, patch: dict, ground: Ground) -> str | None:
    """Staff writes by duty, of the tablet and of the person; a learner writes what a learner may, on any tablet."""
    stamp, author, part, tbl, _, kind, _, _ = fields
    if is_learner(author):
        return learner_refusal(author, tbl, kind, part, patch, ground.holder)
    if ground.holder or tbl not in ground.tables:
        return "not-allowed"
    person = ground.people.get(author)
    if person is None or stamp > person.until:
        return "wrong-person"
    return None if tbl in person.tables else "not-allowed"


def read_patch(text: str) -> tuple[dict, str | None]:
    """The patch as a dictionary, or why not: no JSON object, a key twice, text that SQLite would read differently."""
    if len(text) > LONGEST_PATCH:
        return {}, "too-long"
    try:
        if not text.isascii():
            text.encode()
        pairs, end = _scan(text, 0)
        patch = dict(pairs)
    except (ValueError, TypeError, RecursionError, StopIteration):
        return {}, "malformed"
    is_object = text[0] == "{" and end == len(text)
    if not is_object or len(patch) != len(pairs) or ("\\" in text and not _escapes_are_safe(text, patch)):
        return {}, "malformed"
    return patch, None


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


_scan = json.JSONDecoder(object_pairs_hook=list, parse_constant=_refuse_constant).scan_once


def _escapes_are_safe(text: str, patch: dict) -> bool:
    """False for an escaped key (SQLite 3.40 does not find it), a NUL (cuts text short) or half a surrogate pair."""
    try:
        for key, value in patch.items():
            if not re.search(rf'"{re.escape(key)}"\s*:', text):
                return False
            if type(value) is str and "\0" in value:
                return False
            str(value).encode()
    except UnicodeEncodeError:
        return False
    return True


def _check_patch(rules: Rules, kind: str, patch: dict) -> str | None:
    checks = rules.checks
    for name, value in patch.items():
        check = checks.get(name)
        if check is None:
            return _check_deleted(kind, patch) if name == "deleted" else "unknown-column"
        if value is not None and (reason := check(value)):
            return reason
    for group in rules.groups:
        if not group.isdisjoint(patch) and not group <= patch.keys():
            return "incomplete-group"
    return None if patch or kind == "create" else "malformed"


def _check_deleted(kind: str, patch: dict) -> str | None:
    """Deleting is an edit of its own: `{"deleted": 1}`, and `{"deleted": null}` takes it back."""
    if kind != "edit" or len(patch) != 1:
        return "malformed"
    value = patch["deleted"]
    return None if value is None or (type(value) is int and value == 1) else "wrong-type"


def _check_part(rules: Rules, fields: Fields, patch: dict, ground: Ground) -> str | None:
    """A row's part never changes, and is the one that the table declares."""
    stamp, _, part, tbl, row, kind, _, _ = fields
    present, born = ground.rows.get((tbl, row), (None, False))
    if kind == "edit" and not born and not stamp < ground.orphans_before:
        return "unknown-row"
    if present is not None and present != part:
        return "wrong-part"
    if rules.part == SITE:
        return None if part == SITE else "wrong-part"
    if rules.part == "self":
        return None if part == row else "wrong-part"
    named = patch.get(rules.part)
    if kind == "create":
        return None if part == (named or SITE) else "wrong-part"
    return None if named is None or named == part else "wrong-part"


def _check_signed(fields: Fields, patch: dict, ground: Ground) -> str | None:
    """What was signed stays; what somebody wrote before that moment, and sends only now, is no change of it."""
    stamp, tbl, row = fields[0], fields[3], fields[4]
    signed_at = ground.signed.get(row) or (ground.signed.get(patch.get("evaluation")) if tbl == "goal_review" else None)
    return "signed" if signed_at and stamp > signed_at else None


@cache
def rules_of(tbl: str) -> Rules:
    """The rules of a declared table."""
    table: Table = TABLES[tbl]
    groups = tuple(frozenset(c.name for c in members) for members in table.groups.values() if len(members) > 1)
    return Rules({column.name: _check_of(column) for column in table.columns}, groups, table.part)


def _check_of(column: Column) -> Check:
    if column.choices:
        return lambda value: None if value in column.choices else _not_a_choice(value)
    if isinstance(column, Words):
        return _words(column)
    return {"text": _text, "integer": _integer, "id": _id, "date": _date, "time": _time}[column.kind](column)


def _not_a_choice(value: object) -> str:
    return "not-a-choice" if type(value) is str else "wrong-type"


def _text(column: Column) -> Check:
    length = column.length
    return lambda value: "wrong-type" if type(value) is not str else "too-long" if len(value) > length else None


def _words(column: Column) -> Check:
    check = _text(column)
    return lambda value: check(value) or ("bsn" if find_bsn(value) else None)


def _integer(_: Column) -> Check:
    return lambda value: None if type(value) is int and -LARGEST <= value <= LARGEST else "wrong-type"


def _id(_: Column) -> Check:
    return lambda value: None if type(value) is str and is_row(value) else "wrong-type"


def _date(_: Column) -> Check:
    return lambda value: None if type(value) is str and is_date(value) else "wrong-type"


def _time(_: Column) -> Check:
    return lambda value: None if type(value) is str and is_time(value) else "wrong-type"


def is_date(text: str) -> bool:
    """Whether it is a day that exists, written `YYYY-MM-DD`."""
    try:
        return len(text) == 10 and text[4] == text[7] == "-" and text.isascii() and bool(date.fromisoformat(text))
    except ValueError:
        return False


def is_time(text: str) -> bool:
    """Whether it is a moment that exists, written `YYYY-MM-DDTHH:MM:SSZ`."""
    try:
        shape = len(text) == 20 and text[4] == text[7] == "-" and text[10] == "T" and text[13] == text[16] == ":"
        return shape and text[19] == "Z" and text.isascii() and bool(datetime.fromisoformat(text[:19]))
    except ValueError:
        return False
