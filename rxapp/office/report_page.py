"""What came of it: the report of a period, with charts for the eye and tables for everybody, and as a file."""

from typing import Any

import reflex as rx

from rxapp import routes
from rxapp.browser.amounts import amount
from rxapp.office.frame import office_page
from rxapp.office.links import download_link, file_link
from rxapp.office.report_state import Line, Part, ReportState, SiteFigures
from rxapp.ui import badge, button, card, checkbox, empty_state, field, month_in_words, msgid, spread, stack, t

FACES = ("smile", "meh", "frown")
COMPARED = [
    msgid("Plek"), msgid("Mensen"), msgid("Nieuw"), msgid("Groepen"), msgid("Bijeenkomsten"), msgid("Uren"),
    msgid("Doelen gehaald"), msgid("Diploma's"),
]  # fmt: skip


def report_page() -> rx.Component:
    """The choice of a period and a funder, the files, and the sections."""
    nothing = empty_state("chart-column", t("Er is nog niets te zien over deze tijd"))
    sections = rx.el.div(rx.foreach(ReportState.parts, _part), class_name="report-parts")
    return office_page(
        t("Wat het opleverde"),
        _choice(),
        _files(),
        rx.cond(ReportState.parts.length() > 0, sections, nothing),
        rx.cond(ReportState.sites.length() > 1, _sites(), rx.fragment()),
    )


def _choice() -> rx.Component:
    funders = rx.el.select(
        rx.el.option(t("Alle programma's samen"), value=""),
        rx.foreach(ReportState.funders, lambda name: rx.el.option(name, value=name)),
        name="funder",
        default_value=ReportState.funder,
        key=ReportState.funder,
        class_name="input",
    )
    return card(
        rx.el.form(
            field(t("Van"), _day("since", ReportState.since)),
            field(t("Tot en met"), _day("until", ReportState.until)),
            field(t("Wie betaalt"), funders),
            button(t("Laat zien"), icon="chart-column", kind="primary", type="submit"),
            on_submit=ReportState.show,
            class_name="report-choice",
        ),
        spread(
            button(t("Dit jaar"), ReportState.show_year(0), icon="calendar"),
            button(t("Vorig jaar"), ReportState.show_year(1), icon="calendar"),
        ),
    )


def _day(name: str, value: Any) -> rx.Component:
    return rx.el.input(type="date", name=name, default_value=value, key=value, class_name="input")


def _files() -> rx.Component:
    query = f"?since={ReportState.since}&until={ReportState.until}&funder={routes.in_address(ReportState.funder)}"
    links = [
        file_link(word, f"verslag.{kind}", drawing, query)
        for word, kind, drawing in (
            (t("Verslag als PDF"), "pdf", "file-text"),
            (t("Als CSV"), "csv", "file-down"),
            (t("Als XLSX"), "xlsx", "file-down"),
        )
    ]
    return card(
        rx.el.p(
            t(
                "Wat over minder dan 5 mensen gaat, staat niet in een bestand. "
                "Geef een geldgever één bestand per jaar: het verschil tussen twee kan wel over één mens gaan."
            )
        ),
        spread(*links),
        checkbox(
            t("Laat ook hier zien hoe het in een bestand staat"), ReportState.is_as_sent, ReportState.show_as_sent
        ),
        title=t("Meenemen"),
    )


def _part(part: Part) -> rx.Component:
    chart = rx.match(part.chart, ("bars", _bars(part)), ("faces", _faces(part)), rx.fragment())
    return card(chart, _table(part), title=t(part.title))


def _label(line: Any) -> Any:
    """The site's own words as they are; months and our words in the chosen language."""
    return rx.cond(line.is_month, month_in_words(line.label), rx.cond(line.is_name, line.label, t(line.label)))


def _bars(part: Part) -> rx.Component:
    """For the eye only: the table below says the same."""

    def bar(line: Line) -> rx.Component:
        return rx.fragment(
            rx.el.span(_label(line), class_name="chart-label"),
            rx.el.span(
                rx.el.span(class_name="chart-bar", style={"width": f"{line.shares[0]}%"}), class_name="chart-track"
            ),
        )

    return rx.el.div(rx.foreach(part.lines, bar), class_name="chart", aria_hidden="true")


def _faces(part: Part) -> rx.Component:
    def bar(line: Line) -> rx.Component:
        stretches = [
            rx.el.span(class_name=f"chart-bar chart-{name}", style={"width": f"{line.shares[place]}%"})
            for place, name in enumerate(FACES)
        ]
        track = rx.el.span(*stretches, class_name="chart-track")
        return rx.fragment(rx.el.span(_label(line), class_name="chart-label"), track)

    legend = spread(
        badge(t("Goed"), icon="smile", tone="good"),
        badge(t("Gaat wel"), icon="meh", tone="ask"),
        badge(t("Niet goed"), icon="frown", tone="notice"),
    )
    return rx.el.div(legend, rx.el.div(rx.foreach(part.lines, bar), class_name="chart"), aria_hidden="true")


def _table(part: Part) -> rx.Component:
    head = rx.el.tr(
        rx.el.th(t("Wat"), scope="col"), rx.foreach(part.columns, lambda name: rx.el.th(_heading(name), scope="col"))
    )

    def line(row: Line) -> rx.Component:
        cells = rx.foreach(row.cells, lambda cell: rx.el.td(amount(cell.value, cell.unit, cell.hidden)))
        return rx.el.tr(rx.el.th(_label(row), scope="row"), cells)

    return _wide(t(part.title), rx.el.thead(head), rx.el.tbody(rx.foreach(part.lines, line)))


def _heading(name: Any) -> Any:
    """Four columns fit on a phone when the longest word may break."""
    return t(name).replace("Bijeenkomsten", "Bijeen\N{SOFT HYPHEN}komsten")


def _wide(label: Any, *children: rx.Component) -> rx.Component:
    """A table that scrolls by itself where the screen is narrow."""
    table = rx.el.table(*children, class_name="figures")
    return rx.el.div(table, class_name="figures-frame", role="region", aria_label=label, tab_index=0)


def _sites() -> rx.Component:
    """The caller's sites beside each other."""
    head = rx.el.tr(*(rx.el.th(t(word), scope="col") for word in COMPARED))

    def line(site: SiteFigures) -> rx.Component:
        cells = rx.foreach(site.cells, lambda cell: rx.el.td(amount(cell.value, cell.unit, cell.hidden)))
        return rx.el.tr(rx.el.th(site.name, scope="row"), cells)

    found = _wide(t("Plekken naast elkaar"), rx.el.thead(head), rx.el.tbody(rx.foreach(ReportState.compared, line)))
    query = f"?since={ReportState.since}&until={ReportState.until}"
    links = spread(
        download_link(t("Als CSV"), f"/api/office/sites.csv{query}"),
        download_link(t("Als XLSX"), f"/api/office/sites.xlsx{query}"),
    )
    compare = button(
        t("Zet plekken naast elkaar"), [ReportState.begin_comparing, ReportState.compare], icon="layout-grid"
    )
    busy = rx.el.p(t("Even wachten. Er wordt gerekend."), role="status")
    shown = rx.cond(ReportState.compared.length() > 0, stack(found, links), rx.el.div(compare))
    return card(rx.cond(ReportState.is_comparing, busy, shown), title=t("Plekken naast elkaar"))
