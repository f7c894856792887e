"""A report as a file: PDF with simple bars, CSV, and XLSX. Whatever leaves the house goes through `hide_small`."""

from collections.abc import Iterator

from rxapp.office.hiding import hide_small
from rxapp.office.paper import date_in_words, month_in_words
from rxapp.office.report import MONTHLY, SMALLEST, Report, Row, Section, say, shares
from rxapp.server.paper import documents
from rxapp.server.spreadsheets import csv_bytes, xlsx_bytes

HIDDEN = (
    f"Wat over minder dan {SMALLEST} mensen gaat, staat niet in dit verslag. Trek geen twee verslagen van elkaar af: "
    "het verschil kan wel over één mens gaan."
)
WITH_BARS = {"months", "outcomes", "targets", "payers"}


def report_pdf(report: Report) -> bytes:
    """The report as an accessible PDF in Dutch."""
    return documents.pdf(f"Wat het opleverde: {report.site_name}", _blocks(hide_small(report)), report.site_name)


def _blocks(report: Report) -> Iterator[documents.Block]:
    yield documents.text(
        f"Van {date_in_words(report.since)} tot en met {date_in_words(report.until)}. {_funder(report)}"
    )
    yield documents.text(HIDDEN)
    for section in report.sections:
        yield documents.heading(section.title)
        if section.key in WITH_BARS:
            yield documents.bars(_bars(section))
        rows = ((_label(section, row), *map(say, row.figures)) for row in section.rows)
        yield documents.table(("Wat", *section.columns), rows, numbers=True)


def _bars(section: Section) -> Iterator[tuple[str, float, str]]:
    for row, share in zip(section.rows, shares(section), strict=True):
        words = say(row.figures[0])
        if section.key == "targets":
            words = f"{words} van {say(row.figures[1])}"
        yield _label(section, row), share, words


def _label(section: Section, row: Row) -> str:
    """A row's label; a month in words."""
    return month_in_words(row.label) if section.key in MONTHLY else row.label


def _funder(report: Report) -> str:
    return f"Voor {report.funder}." if report.funder else "Alle programma's samen."


def report_rows(report: Report) -> Iterator[tuple]:
    """Part, what, column and value of every figure; money in euros, and words where a figure is hidden."""
    for section in hide_small(report).sections:
        for row in section.rows:
            for column, figure in zip(section.columns, row.figures, strict=True):
                value = figure.value / 100 if figure.unit == "cents" and figure.value is not None else figure.value
                yield section.title, row.label, column, say(figure) if value is None else round(value, 2)


HEADINGS = ("Deel", "Wat", "Kolom", "Waarde")


def report_csv(report: Report) -> bytes:
    """The report as CSV, a line per figure."""
    rows = ((*names, str(value).replace(".", ",") if isinstance(value, float) else value)
            for *names, value in report_rows(report))  # fmt: skip
    return csv_bytes(HEADINGS, rows)


def report_xlsx(report: Report) -> bytes:
    """The report as XLSX, a line per figure."""
    about = {"Leerplein": report.site_name, "Van": report.since, "Tot en met": report.until, "Voor": report.funder,
             "Let op": HIDDEN}  # fmt: skip
    return xlsx_bytes([("Verslag", HEADINGS, report_rows(report)), ("Over", ("Wat", "Waarde"), about.items())])
