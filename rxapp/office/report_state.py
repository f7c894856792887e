"""What the report page shows: the report of one site and period, and the caller's sites side by side."""

import dataclasses
from datetime import date

from rxapp.data.queries import load
from rxapp.office.hiding import hide_small
from rxapp.office.office_state import Office, Sentence, office_event, run
from rxapp.office.report import MONTHLY, Report, Row, Section, make_report, shares
from rxapp.office.side_by_side import side_by_side
from rxapp.server import sites
from rxapp.server.accounts.account_sessions import Caller
from rxapp.ui import msgid

LONGEST_DAYS = 366 * 5
BARS = {"languages", "months", "outcomes", "open_hours", "targets", "payers"}


@dataclasses.dataclass
class Cell:
    """A figure as the page needs it."""

    value: float | None
    unit: str
    hidden: str


@dataclasses.dataclass
class Line:
    """A row of a section; `shares` are the parts of 100 that its bars take."""

    label: str
    is_name: bool
    is_month: bool
    cells: list[Cell]
    shares: list[float]


@dataclasses.dataclass
class Part:
    """A section: 'bars' have one length per row, 'faces' three parts per row, and '' has a table only."""

    key: str
    title: str
    columns: list[str]
    lines: list[Line]
    chart: str


@dataclasses.dataclass
class SiteFigures:
    """A site with its figures, in the order of `side_by_side.SHOWN`."""

    name: str
    cells: list[Cell]


class ReportState(Office):
    """One report; the exact figures stay in the house."""

    since: str = ""
    until: str = ""
    funder: str = ""
    funders: list[str] = []
    parts: list[Part] = []
    is_as_sent: bool = False
    compared: list[SiteFigures] = []
    is_comparing: bool = False

    @office_event
    async def open(self, caller: Caller) -> None:
        """The report of this year."""
        today = date.today()
        self.since, self.until = f"{today.year}-01-01", f"{today.year}-12-31"
        self.funder, self.compared, self.is_comparing = "", [], False
        await self._make()

    @office_event
    async def show_year(self, caller: Caller, ago: int) -> None:
        """The report of a whole calendar year: this one, or so many years ago."""
        year = date.today().year - min(max(int(ago), 0), 50)
        self.since, self.until = f"{year}-01-01", f"{year}-12-31"
        await self._make()

    @office_event
    async def show(self, caller: Caller, form_data: dict) -> None:
        """The report of the period and the funder that were chosen."""
        since, until = read_period(str(form_data.get("since", "")), str(form_data.get("until", "")))
        self.since, self.until = since.isoformat(), until.isoformat()
        self.funder = str(form_data.get("funder", ""))
        await self._make()

    @office_event
    async def show_as_sent(self, caller: Caller, is_as_sent: bool) -> None:
        """Hide small numbers, as in the files, or show the exact ones."""
        self.is_as_sent = bool(is_as_sent)
        await self._make()

    @office_event
    async def begin_comparing(self, caller: Caller) -> None:
        """Say that it is being worked out."""
        self.compared, self.is_comparing = [], True

    @office_event
    async def compare(self, caller: Caller) -> None:
        """The caller's sites beside each other, over the same period."""
        since, until = read_period(self.since, self.until)
        try:
            lines = await run(side_by_side, sites.data_folder(), caller, since, until)
        finally:
            self.is_comparing = False
        self.compared = [
            SiteFigures(line.name, [Cell(one.value, one.unit, one.hidden) for one in line.figures]) for line in lines
        ]

    async def _make(self) -> None:
        since, until = read_period(self.since, self.until)
        if not self.site:
            self.parts, self.funders = [], []
            return
        self.funders, report = await run(read_report, self.site, since, until, self.funder)
        self.parts = [part_of(section) for section in (hide_small(report) if self.is_as_sent else report).sections]


def read_period(since: str, until: str) -> tuple[date, date]:
    """The two days; raises `Sentence` where they are none, or too far apart."""
    try:
        first, last = date.fromisoformat(since), date.fromisoformat(until)
    except ValueError:
        raise Sentence(msgid("Kies een eerste en een laatste dag.")) from None
    if not 0 <= (last - first).days <= LONGEST_DAYS:
        raise Sentence(msgid("De laatste dag is na de eerste, en niet meer dan vijf jaar later."))
    return first, last


def read_report(site: str, since: date, until: date, funder: str) -> tuple[list[str], Report]:
    """The funders of a site, and its report."""
    with sites.using(sites.data_folder(), site) as connection:
        funders = [row["source"] for row in load("rxapp.office").report_funders.run(connection)]
        return funders, make_report(connection, since, until, funder if funder in funders else "")


def part_of(section: Section) -> Part:
    """A section as the page shows it."""
    chart = "faces" if section.key == "faces" else "bars" if section.key in BARS else ""
    drawn = [_parts(row) for row in section.rows] if chart == "faces" else [[share] for share in shares(section)]
    lines = [
        Line(
            row.label,
            row.is_name,
            section.key in MONTHLY,
            [Cell(figure.value, figure.unit, figure.hidden) for figure in row.figures],
            [round(share, 1) for share in part],
        )
        for row, part in zip(section.rows, drawn, strict=True)
    ]
    return Part(section.key, section.title, list(section.columns), lines, chart)


def _parts(row: Row) -> list[float]:
    """How a row's figures share a bar of 100."""
    values = [figure.value or 0 for figure in row.figures]
    return [100 * value / (sum(values) or 1) for value in values]
