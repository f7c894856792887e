"""What an import will do, before it does anything: each step and each problem in one Dutch sentence."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from rxapp.data.declare import Column
from rxapp.data.tables import TABLES
from rxapp.server.sentences import Sentence, dutch

Action = Literal["add", "change", "skip"]


class New(str):
    """Stands for the id of a row that this same import will add, by the step's `key`."""


@dataclass(frozen=True)
class Step:
    """One thing that will happen, or that was there already.

    `row` is the id of a row that is there; a row to be added has none, and other steps name it as `New(key)`.
    """

    action: Action
    line: int
    tbl: str
    sentence: str
    row: str | None = None
    key: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    before: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Problem:
    """A row that will not be imported, and why: with the line and the value."""

    line: int
    sentence: str


@dataclass(frozen=True)
class Plan:
    """Everything that an import will do to one site."""

    kind: str
    steps: list[Step]
    problems: list[Problem]
    ignored: list[str] = field(default_factory=list)

    @property
    def counts(self) -> Counter:
        """How many steps there are per (action, table)."""
        return Counter((step.action, step.tbl) for step in self.steps)

    @property
    def fingerprint(self) -> str:
        """Equal for two plans that do the same."""
        done = [[step.action, step.tbl, step.row, step.key, step.line, dict(step.values)] for step in self.steps]
        return hashlib.sha256(json.dumps([self.kind, done, len(self.problems)]).encode()).hexdigest()


NOUNS = {
    "title": (dutch("titel"), dutch("titels")),
    "copy": (dutch("exemplaar"), dutch("exemplaren")),
    "learner": (dutch("deelnemer"), dutch("deelnemers")),
    "staff": (dutch("medewerker"), dutch("medewerkers")),
}
VERBS = {
    "add": dutch("{n} {wat} erbij"), "change": dutch("{n} {wat} aangevuld"), "skip": dutch("{n} {wat} al bekend"),
}  # fmt: skip


def summary(plan: Plan) -> list[Sentence]:
    """The plan in a few short lines: "5 titels erbij", "2 exemplaren al bekend", "1 regel met een probleem"."""
    lines = [
        dutch(VERBS[action], n=count, wat=NOUNS[tbl][count != 1])
        for action in VERBS
        for tbl in NOUNS
        if (count := plan.counts[action, tbl])
    ]
    bad = len({problem.line for problem in plan.problems})
    problem = dutch("1 regel met een probleem") if bad == 1 else dutch("{n} regels met een probleem", n=bad)
    return lines + ([problem] if bad else [])


def problem_at(line: int, sentence: str) -> Problem:
    """A problem whose sentence begins with its line: "Regel 3: de titel ontbreekt."."""
    return Problem(line, dutch("Regel {regel}: {wat}", regel=line, wat=sentence))


def column_problem(tbl: str, name: str, word: str, value: str) -> str | None:
    """What is wrong with a text for this column, as the second half of a sentence; None when it fits."""
    column: Column = next(column for column in TABLES[tbl].columns if column.name == name)
    if column.choices and value not in column.choices:
        *others, last = [choice for choice in column.choices if choice]
        told = {"kolom": word, "waarde": value, "keuzes": ", ".join(others), "laatste": last}
        return dutch("{kolom} '{waarde}' bestaat niet; kies {keuzes} of {laatste}.", **told)
    if len(value) > column.length:
        told = {"kolom": word, "begin": value[:20], "aantal": len(value), "hoogstens": column.length}
        return dutch("{kolom} '{begin}…' is te lang ({aantal} tekens); hoogstens {hoogstens}.", **told)
    return None
