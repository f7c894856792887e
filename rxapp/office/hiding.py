"""What may leave the house: no figure that tells of one to four people, nor one from which such a figure follows."""

from dataclasses import replace
from math import inf

from rxapp.office.report import SMALLEST, Figure, Report, Section

Place = tuple[int, int]
"""Row and column of a figure in its section."""


def hide_small(report: Report) -> Report:
    """The report without small figures about people.

    Where figures add up to a total that is known, others are hidden beside the small ones until more than one
    possibility is left. Who came for the first time mostly had a first hour too, so those two are hidden together.
    """
    sections = tuple(map(_hide_section, report.sections))
    if any(
        figure.hidden for section in sections if section.key == "new" for row in section.rows for figure in row.figures
    ):
        sections = tuple(_hide(section, {(0, 0): "beside"}) if section.key == "first_hours" else section
                         for section in sections)  # fmt: skip
    return replace(report, sections=sections)


def _hide_section(section: Section) -> Section:
    hidden = {place: "small" for place, figure in _figures(section).items() if is_small(figure)}
    sums = [[(row, column) for row in range(len(section.rows))] for column in section.adds_up]
    if section.across:
        sums += [[(row, column) for column in range(len(section.columns))] for row in range(len(section.rows))]
    for places in sums:
        _hide_beside(section, places, hidden)
    return _hide(section, hidden)


def is_small(figure: Figure) -> bool:
    """Whether a figure tells of so few people that it can point at somebody."""
    return figure.people is not None and 0 < figure.people < SMALLEST


def _figures(section: Section) -> dict[Place, Figure]:
    return {
        (place, column): figure
        for place, row in enumerate(section.rows)
        for column, figure in enumerate(row.figures)
    }  # fmt: skip


def _hide_beside(section: Section, places: list[Place], hidden: dict[Place, str]) -> None:
    """Add to `hidden`, smallest figures first and zeros last, until the total of `places` gives nothing away.

    Where all of them is not enough, none says any more that it is a small one.
    """
    figures = _figures(section)
    if sum(figures[place].value or 0 for place in places) < SMALLEST:
        return
    others = sorted(set(places) - hidden.keys(), key=lambda place: (not figures[place].value, figures[place].value))
    while (gone := [(figures[place], hidden[place]) for place in places if place in hidden]) and _is_known(gone):
        if not others:
            return hidden.update(dict.fromkeys(places, "beside"))
        hidden[others.pop(0)] = "beside"


def _is_known(gone: list[tuple[Figure, str]]) -> bool:
    """Whether the sum of hidden figures leaves one possibility only."""
    least, most = (sum(bounds) for bounds in zip(*(_bounds(figure, why) for figure, why in gone), strict=True))
    total = sum(figure.value or 0 for figure, _ in gone)
    return len(gone) == 1 or total in (least, most)


def _bounds(figure: Figure, why: str) -> tuple[float, float]:
    """Between which values a reader knows a hidden figure to be."""
    if why == "beside":
        return (SMALLEST if figure.value else 0), inf
    return 1, (SMALLEST - 1 if figure.value == figure.people else inf)


def _hide(section: Section, hidden: dict[Place, str]) -> Section:
    rows = (
        replace(row, figures=tuple(_without(f, hidden.get((place, column))) for column, f in enumerate(row.figures)))
        for place, row in enumerate(section.rows)
    )
    return replace(section, rows=tuple(rows))


def _without(figure: Figure, why: str | None) -> Figure:
    return replace(figure, value=None, people=None, hidden=figure.hidden or _told(figure, why)) if why else figure


def _told(figure: Figure, why: str) -> str:
    """Only a count of people is told to be small: of days or goals of few people "less than five" may be untrue."""
    return why if figure.value == figure.people else "beside"


def hide(figure: Figure) -> Figure:
    """A figure that stands alone, as it may leave the house."""
    return _without(figure, "small" if is_small(figure) else None)
