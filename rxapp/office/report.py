"""What came of it: a report of one site over a period, as sections of figures for a page, a PDF and a table alike.

The figures are the named queries of this folder over the same views that the tablets use. What leaves the house goes
through `hiding.hide_small` first.
"""

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from rxapp.data.queries import load
from rxapp.ui.words import msgid

Unit = Literal["", "hours", "days", "cents", "percent"]

SMALLEST = 5
"""A count of people below this is hidden in what leaves the house, because it can point at a person."""

OUTCOMES = {
    "group": msgid("Volgende groep"),
    "library": msgid("Bibliotheek"),
    "course": msgid("Cursus"),
    "work": msgid("Werk"),
    "stop": msgid("Gestopt"),
    "": msgid("Niet bekend"),
}


@dataclass(frozen=True)
class Figure:
    """A value, its unit, and of how many people it tells something; None when it is not about people.

    `hidden` says why there is no value: 'small', or 'beside' when it would give a small one away.
    """

    value: float | None
    unit: Unit = ""
    people: int | None = None
    hidden: Literal["", "small", "beside"] = ""


@dataclass(frozen=True)
class Row:
    """A label and its figures, one per column; `is_name` when the label is the site's own word and not ours."""

    label: str
    figures: tuple[Figure, ...]
    is_name: bool = False


@dataclass(frozen=True)
class Section:
    """A part of the report.

    The rows of the columns in `adds_up` have a known total, and `across` says that each row has one: there, hiding
    one figure alone would give it away.
    """

    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    adds_up: tuple[int, ...] = ()
    across: bool = False


@dataclass(frozen=True)
class Report:
    """A report of one site: the period (both days included), the funder ('' for all), and the sections."""

    site_name: str
    since: str
    until: str
    funder: str
    sections: tuple[Section, ...]

    def section(self, key: str) -> Section:
        """The section by its key."""
        return next(section for section in self.sections if section.key == key)


Ask = Callable[[str], list[sqlite3.Row]]
Part = Callable[[Ask], Iterable[Section]]

MONTHLY = {"months", "faces"}
"""Sections with a row per month, whose labels are ISO months."""

COUNT = (msgid("Aantal"),)


def make_report(
    connection: sqlite3.Connection, since: date, until: date, funder: str = "", parts: Iterable[Part] | None = None
) -> Report:
    """The report with exact figures, whole or in some `PARTS`, for the coordinator; see `hiding.hide_small` for others."""
    name = connection.execute("SELECT max(name) FROM site").fetchone()[0] or ""
    asked = {"since": since.isoformat(), "until": until.isoformat(), "funder": funder}

    @cache
    def ask(query: str) -> list[sqlite3.Row]:
        statement = getattr(load("rxapp.office"), f"report_{query}")
        return statement.run(connection, **{name: asked[name] for name in statement.parameters})

    sections = (section for part in parts or PARTS.values() for section in part(ask))
    return Report(name, asked["since"], asked["until"], funder, tuple(section for section in sections if section.rows))


def _counts(row: sqlite3.Row, **labels: str) -> tuple[Row, ...]:
    """A row per named count of people."""
    return tuple(Row(label, (Figure(row[name], people=row[name]),)) for name, label in labels.items())


def _people(ask: Ask) -> Iterable[Section]:
    (row,) = ask("people")
    yield Section("people", msgid("Mensen"), COUNT, _counts(row, people=msgid("Verschillende mensen")))
    parts = _counts(row, new=msgid("Nieuw"), known=msgid("Kwamen al eerder"))
    yield Section("new", msgid("Nieuw en terug"), COUNT, parts, adds_up=(0,))
    languages = _counts(row, nt1=msgid("NT1"), nt2=msgid("NT2"), unknown=msgid("Niet bekend"))
    yield Section("languages", msgid("Eerste taal"), COUNT, languages, adds_up=(0,))


def _meetings(ask: Ask) -> Iterable[Section]:
    (row,), people = ask("meetings"), ask("people")[0]["people"]
    share = round(100 * row["present"] / row["expected"]) if row["expected"] else None
    rows = (
        Row(msgid("Groepen"), (Figure(row["groups"]),)),
        Row(msgid("Bijeenkomsten"), (Figure(row["meetings"]),)),
        Row(msgid("Uren van de bijeenkomsten"), (Figure(row["minutes"] / 60, "hours"),)),
        Row(msgid("Uren voorbereiding"), (Figure(row["prepared"] / 60, "hours"),)),
        Row(msgid("Uren samen"), (Figure((row["minutes"] + row["prepared"]) / 60, "hours"),)),
        Row(msgid("Keren dat iemand er was"), (Figure(row["present"], people=people),)),
        Row(msgid("Aanwezig"), (Figure(share, "percent", people),)),
    )
    yield Section("meetings", msgid("Groepen en bijeenkomsten"), COUNT, rows)


def _months(ask: Ask) -> Iterable[Section]:
    columns = (msgid("Mensen"), msgid("Bijeenkomsten"), msgid("Keren aanwezig"))
    rows = tuple(
        Row(row["month"], (_of(row["people"], row), Figure(row["meetings"]), _of(row["visits"], row)), True)
        for row in ask("months")
    )
    yield Section("months", msgid("Per maand"), columns, rows, adds_up=(2,))


def _of(value: float, row: sqlite3.Row) -> Figure:
    """A figure that tells of so many people as the row counts."""
    return Figure(value, people=row["people"])


def _first_hours(ask: Ask) -> Iterable[Section]:
    (row,) = ask("first_hours")
    people = row["people"]
    rows = (
        *_counts(row, people=msgid("Mensen met een eerste uur")),
        Row(msgid("Gemiddeld aantal dagen vanaf aanmelding"), (Figure(row["average"], "days", people),)),
        Row(msgid("Langste wachttijd"), (Figure(row["longest"], "days", min(people, 1)),)),
    )
    yield Section("first_hours", msgid("Van aanmelding naar eerste uur"), COUNT, rows)


def _goals(ask: Ask) -> Iterable[Section]:
    (row,) = ask("goals")
    rows = (
        Row(msgid("Doelen gesteld"), (Figure(row["set_now"], people=row["set_by"]),)),
        Row(msgid("Doelen gehaald"), (Figure(row["reached"], people=row["reached_by"]),)),
        Row(msgid("Doelen gestopt"), (Figure(row["stopped"], people=row["stopped"]),)),
    )
    yield Section("goals", msgid("Doelen"), COUNT, rows)


def _faces(ask: Ask) -> Iterable[Section]:
    columns = (msgid("Goed"), msgid("Gaat wel"), msgid("Niet goed"))
    rows = tuple(
        Row(row["month"], tuple(Figure(row[face], people=row[face]) for face in ("well", "so_so", "not_well")), True)
        for row in ask("faces")
    )
    yield Section("faces", msgid("Hoe het ging"), columns, rows, across=True)


def _outcomes(ask: Ask) -> Iterable[Section]:
    rows = tuple(
        Row(OUTCOMES[row["outcome"]], (Figure(row["people"], people=row["people"]),)) for row in ask("outcomes")
    )
    yield Section("outcomes", msgid("Wat mensen daarna gingen doen"), COUNT, rows, adds_up=(0,))


def _diplomas(ask: Ask) -> Iterable[Section]:
    (row,) = ask("diplomas")
    rows = _counts(row, diplomas=msgid("Diploma's"), certificates=msgid("Certificaten"))
    yield Section("diplomas", msgid("Diploma's"), COUNT, rows)


def _cart(ask: Ask) -> Iterable[Section]:
    (row,) = ask("cart")
    labels = {
        "visits": msgid("Kardagen"),
        "loans": msgid("Boeken geleend"),
        "titles": msgid("Verschillende titels"),
        "requests": msgid("Verzoeken"),
        "handed": msgid("Verzoeken gebracht"),
        "taken": msgid("Ruilkast: meegenomen"),
        "brought": msgid("Ruilkast: gebracht"),
    }
    rows = tuple(Row(label, (Figure(row[name]),)) for name, label in labels.items())
    yield Section("cart", msgid("Mini-bieb"), COUNT, rows if any(tuple(row)) else ())


def _open_hours(ask: Ask) -> Iterable[Section]:
    visitors = {"new": msgid("Nieuwe bezoekers"), "returning": msgid("Kwamen al eerder"), "": msgid("Anders")}
    found = [(row["label"], row["is_visitor"], row["taps"]) for row in ask("open_hours")]
    rows = (Row(visitors[label] if counts else label, (Figure(taps),), not counts) for label, counts, taps in found)
    yield Section("open_hours", msgid("Inloop"), COUNT, tuple(rows))


def _targets(ask: Ask) -> Iterable[Section]:
    rows = tuple(
        Row(row["name"] or "", (Figure(row["people"], people=row["people"]), Figure(row["target"])), True)
        for row in ask("targets")
    )
    yield Section("targets", msgid("Doel en bereik"), (msgid("Bereikt"), msgid("Doel")), rows)


def _costs(ask: Ask) -> Iterable[Section]:
    times = (msgid("Keer"), msgid("Bedrag"))
    spent = [(row["name"] or "", Figure(row["times"]), Figure(row["cents"], "cents")) for row in ask("costs")]
    yield Section("costs", msgid("Kosten"), times, tuple(Row(name, tuple(figures), True) for name, *figures in spent))
    for key, title in {"payers": msgid("Wie betaalt"), "funding": msgid("Ontvangen geld")}.items():
        found = [(row[0], row["cents"]) for row in ask(key)]
        lines = (Row(name or msgid("Niet verdeeld"), (Figure(cents, "cents"),), bool(name)) for name, cents in found)
        yield Section(key, title, (msgid("Bedrag"),), tuple(lines))


PARTS: dict[str, Part] = {
    "people": _people,
    "meetings": _meetings,
    "months": _months,
    "first_hours": _first_hours,
    "goals": _goals,
    "faces": _faces,
    "outcomes": _outcomes,
    "diplomas": _diplomas,
    "cart": _cart,
    "open_hours": _open_hours,
    "targets": _targets,
    "costs": _costs,
}
"""The parts of the report in order, each one or more sections."""


def shares(section: Section) -> list[float]:
    """The length of each row's bar, of 100: of its target where there is one, else of the longest."""
    values = [row.figures[0].value or 0 for row in section.rows]
    if section.key == "targets":
        targets = (row.figures[1].value or 1 for row in section.rows)
        return [min(100, 100 * value / target) for value, target in zip(values, targets, strict=True)]
    return [100 * value / (max(values) or 1) for value in values]


def say(figure: Figure) -> str:
    """A figure in Dutch: "minder dan 5", "12,5 uur", "3 dagen", "€ 1.234,50", "80 %", "-" when there is none."""
    if figure.hidden:
        return f"minder dan {SMALLEST}" if figure.hidden == "small" else "niet getoond"
    if figure.value is None:
        return "-"
    value = figure.value
    if figure.unit == "cents":
        return "€ " + f"{value / 100:,.2f}".translate(str.maketrans(",.", ".,"))
    number = f"{value:.1f}".removesuffix(".0").replace(".", ",")
    return f"{number} {SUFFIX[figure.unit]}".strip()


SUFFIX = {"": "", "hours": "uur", "days": "dagen", "percent": "%"}
