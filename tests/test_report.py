"""The report's figures are those that a person works out by hand, and small ones stay in the house."""

import csv
import io
from datetime import date
from itertools import count, product

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from rxapp.data.database import connect, create_site
from rxapp.office import report, report_files
from rxapp.office.hiding import hide_small
from rxapp.office.report import SMALLEST, Figure, Report, Row, Section, say
from rxapp.office.side_by_side import side_by_side
from rxapp.server import sites
from rxapp.server.accounts.account_sessions import Caller
from tests import small_site

YEAR = date(2026, 1, 1), date(2026, 12, 31)


@pytest.fixture(scope="module")
def site():
    return small_site.make()


def figures(made: Report, key: str) -> dict[str, object]:
    found = {row.label: [figure.value for figure in row.figures] for row in made.section(key).rows}
    return {label: values[0] if len(values) == 1 else values for label, values in found.items()}


def test_the_year_of_the_small_site(site):
    made = report.make_report(site, *YEAR)
    # A, B, C at lessons, D at sums; B was there in December already.
    assert figures(made, "people") == {"Verschillende mensen": 4}
    assert figures(made, "new") == {"Nieuw": 3, "Kwamen al eerder": 1}
    assert figures(made, "languages") == {"NT1": 2, "NT2": 1, "Niet bekend": 1}
    assert figures(made, "meetings") == {
        "Groepen": 3,  # G1, G2 and the open hour
        "Bijeenkomsten": 4,  # s1, s2, s5, s6; s3 was cancelled
        "Uren van de bijeenkomsten": 4.5,  # 60 + 90 + 60 + 60 minutes
        "Uren voorbereiding": 1.5,  # 30 + 15 + 45 minutes
        "Uren samen": 6,
        "Keren dat iemand er was": 5,  # s1: A, B; s2: A, C; s5: D
        "Aanwezig": 83,  # 5 of 6: C was ill at s1, and B's tick at s2 was a mistake
    }
    assert figures(made, "months") == {"2026-01": [3, 2, 4], "2026-02": [1, 1, 1], "2026-03": [0, 1, 0]}
    assert figures(made, "first_hours") == {
        "Mensen met een eerste uur": 3,
        "Gemiddeld aantal dagen vanaf aanmelding": 4.7,  # A 7, C 3, D 4: 14 / 3
        "Langste wachttijd": 7,
    }
    assert figures(made, "goals") == {"Doelen gesteld": 3, "Doelen gehaald": 1, "Doelen gestopt": 1}
    assert figures(made, "faces") == {"2026-01": [1, 1, 1], "2026-02": [1, 0, 0]}
    assert figures(made, "outcomes") == {"Bibliotheek": 1, "Werk": 1}
    assert figures(made, "diplomas") == {"Diploma's": 1, "Certificaten": 1}  # B's diploma was revoked
    assert figures(made, "cart") == {
        "Kardagen": 1, "Boeken geleend": 2, "Verschillende titels": 1, "Verzoeken": 1, "Verzoeken gebracht": 1,
        "Ruilkast: meegenomen": 2, "Ruilkast: gebracht": 1,
    }  # fmt: skip
    assert figures(made, "open_hours") == {"Brief lezen": 3, "Nieuwe bezoekers": 2, "Kwamen al eerder": 1}
    assert figures(made, "targets") == {"Lezen": [3, 30]}


def test_costs_are_split_as_the_programme_says(site):
    made = report.make_report(site, *YEAR)
    # G0 began in 2025. Meetings s1 and s2; A, B (again) and C started in 2026.
    assert figures(made, "costs") == {"Groep": [1, 100_000], "Koffie": [2, 5_000], "Pas": [3, 3_003]}
    assert figures(made, "payers") == {
        "Bibliotheek": 33_333 + 3 * 500, "Gemeente": 33_334, "IBN": 33_333, "Deelnemer": 3 * 501,
        "Niet verdeeld": 5_000,
    }  # fmt: skip
    assert sum(figures(made, "payers").values()) == 100_000 + 5_000 + 3_003
    assert figures(made, "funding") == {"Gemeente": 500_000, "Provincie": 0}


def test_a_funder_sees_only_its_own_programmes(site):
    made = report.make_report(site, *YEAR, funder="Gemeente")
    assert figures(made, "people") == {"Verschillende mensen": 3}
    assert figures(made, "meetings")["Bijeenkomsten"] == 2
    assert figures(made, "first_hours")["Gemiddeld aantal dagen vanaf aanmelding"] == 5  # A 7, C 3
    assert figures(made, "funding") == {"Gemeente": 500_000}
    assert "open_hours" not in {section.key for section in made.sections}


def test_a_period_takes_both_its_days_and_scales_the_target(site):
    one_day = report.make_report(site, date(2026, 1, 15), date(2026, 1, 15))
    assert figures(one_day, "people") == {"Verschillende mensen": 2}
    half = report.make_report(site, date(2026, 1, 1), date(2026, 6, 30))
    assert figures(half, "targets") == {"Lezen": [3, 15]}  # 30 people × 181 / 365.25 days
    before = report.make_report(site, date(2025, 1, 1), date(2025, 12, 31))
    assert figures(before, "people") == {"Verschillende mensen": 1}


def section(*values, add_up=False):
    rows = tuple(Row(str(place), (Figure(value, people=value),)) for place, value in enumerate(values))
    return Section("x", "X", ("Aantal",), rows, (0,) if add_up else ())


@pytest.mark.parametrize(
    "made, shown",
    [
        (section(0, 1, 4, 5), ["0", "minder dan 5", "minder dan 5", "5"]),
        (section(3, 8, 20), ["minder dan 5", "8", "20"]),
        (section(3, 8, 20, add_up=True), ["minder dan 5", "niet getoond", "20"]),
        (section(3, 0, 20, add_up=True), ["minder dan 5", "0", "niet getoond"]),
        (section(3, 4, 20, add_up=True), ["minder dan 5", "minder dan 5", "20"]),
        (section(1, 1, 23, add_up=True), ["minder dan 5", "minder dan 5", "niet getoond"]),
        (section(4, 4, 0, add_up=True), ["minder dan 5", "minder dan 5", "niet getoond"]),
        (section(1, 5, 20, add_up=True), ["minder dan 5", "niet getoond", "niet getoond"]),
        (section(2, 0, add_up=True), ["minder dan 5", "0"]),
        (section(7, 8, add_up=True), ["7", "8"]),
    ],
)
def test_small_numbers_of_people_are_hidden(made, shown):
    (hidden,) = hide_small(Report("", "", "", "", (made,))).sections
    assert [say(row.figures[0]) for row in hidden.rows] == shown
    assert all(row.figures[0].value is None for row, words in zip(hidden.rows, shown, strict=True) if words[0] in "mn")


def test_what_is_hidden_does_not_follow_from_a_total():
    """Every sum that a reader of the file can work out leaves each hidden figure at least two values."""
    for values in product(range(7), repeat=3):
        (hidden,) = hide_small(Report("", "", "", "", (section(*values, add_up=True),))).sections
        shown = [row.figures[0] for row in hidden.rows]
        if sum(values) < SMALLEST or not any(figure.hidden for figure in shown):
            continue
        possible = [other for other in product(range(20), repeat=3) if sum(other) == sum(values) and fits(other, shown)]
        for place, figure in enumerate(shown):
            assert not figure.hidden or len({other[place] for other in possible}) > 1, (values, shown)


def fits(values: tuple[int, ...], shown: list[Figure]) -> bool:
    """Whether these could be behind what is shown; 'niet getoond' is a small number only where none is said to be."""
    small = range(1, SMALLEST)
    told = {figure.hidden for figure in shown}
    return any(value in small for value in values) and all(
        value == figure.value
        if not figure.hidden
        else value in small
        if figure.hidden == "small"
        else "small" not in told or value not in small
        for value, figure in zip(values, shown, strict=True)
    )


def test_visits_and_faces_of_few_people_are_hidden_with_them():
    visits = [
        Row(f"2026-0{n}", (Figure(p, people=p), Figure(1), Figure(p, people=p)), True) for n, p in enumerate((3, 9, 7))
    ]
    months = Section("months", "Per maand", ("Mensen", "Bijeenkomsten", "Keren aanwezig"), tuple(visits), (2,))
    faces = Section(
        "faces", "", ("", "", ""), (Row("2026-01", tuple(Figure(n, people=n) for n in (12, 2, 0))),), (), True
    )
    new = Section("new", "", ("",), (Row("", (Figure(24, people=24),)), Row("", (Figure(1, people=1),))), (0,))
    first = Section("first_hours", "", ("",), (Row("", (Figure(24, people=24),)),))
    hidden = hide_small(Report("", "", "", "", (months, faces, new, first)))
    assert [[say(figure) for figure in row.figures] for row in hidden.section("months").rows] == [
        ["minder dan 5", "1", "minder dan 5"], ["9", "1", "9"], ["7", "1", "niet getoond"],
    ]  # fmt: skip
    assert [say(figure) for figure in hidden.section("faces").rows[0].figures] == ["niet getoond", "minder dan 5", "0"]
    assert say(hidden.section("first_hours").rows[0].figures[0]) == "niet getoond"


def test_averages_over_few_people_are_hidden_too(site):
    hidden = hide_small(report.make_report(site, *YEAR)).section("first_hours")
    assert {figure.value for row in hidden.rows for figure in row.figures} == {None}


def test_only_a_count_of_people_is_told_to_be_small_and_the_longest_wait_is_one_persons():
    goals = Section(
        "goals", "", ("",), tuple(Row("", (Figure(*given),)) for given in ((9, "", 3), (3, "", 3), (9, "days", 3)))
    )
    hidden = hide_small(Report("", "", "", "", (goals,))).section("goals")
    assert [say(row.figures[0]) for row in hidden.rows] == ["niet getoond", "minder dan 5", "niet getoond"]

    def ask(_):
        return [{"people": 20, "average": 12.0, "longest": 679}]

    (first,) = report.PARTS["first_hours"](ask)
    (hidden,) = hide_small(Report("", "", "", "", (first,))).sections
    assert [say(row.figures[0]) for row in hidden.rows] == ["20", "12 dagen", "niet getoond"]


@pytest.mark.parametrize(
    "figure, words",
    [
        (Figure(123_450, "cents"), "€ 1.234,50"), (Figure(4.5, "hours"), "4,5 uur"), (Figure(83, "percent"), "83 %"),
        (Figure(None, "days"), "-"), (Figure(7, "days"), "7 dagen"), (Figure(0), "0"),
    ],
)  # fmt: skip
def test_figures_are_said_in_dutch(figure, words):
    assert say(figure) == words


def test_the_report_leaves_the_house_as_pdf_csv_and_xlsx_without_small_numbers(site):
    made = report.make_report(site, *YEAR)
    reader = PdfReader(io.BytesIO(report_files.report_pdf(made)))
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"] and reader.trailer["/Root"]["/Lang"] == "nl"
    assert "Leerplein De Proef" in text and "minder dan 5" in text and "€ 1.000,00" in text
    assert "Trek geen twee verslagen van elkaar af" in " ".join(text.split())
    rows = list(csv.reader(io.StringIO(report_files.report_csv(made).decode("utf-8-sig")), delimiter=";"))
    assert ["Mensen", "Verschillende mensen", "Aantal", "minder dan 5"] in rows
    assert ["Groepen en bijeenkomsten", "Uren samen", "Aantal", "6,0"] in rows
    sheet = load_workbook(io.BytesIO(report_files.report_xlsx(made)))["Verslag"]
    assert ("Wie betaalt", "IBN", "Bedrag", 333.33) in {tuple(cell.value for cell in row) for row in sheet}


def test_a_year_of_three_hundred_learners_is_counted_whole():
    connection = connect(":memory:")
    create_site(connection, "demo")
    number = count(1)

    def add(tbl, **values):
        values = {"id": f"{next(number):016x}"} | values
        marks = ", ".join("?" * len(values))
        connection.execute(f"INSERT INTO {tbl} ({', '.join(values)}) VALUES ({marks})", list(values.values()))
        return values["id"]

    connection.execute("BEGIN")
    programme = add("programme", name="Lezen", target_people=300)
    for group in range(30):
        group = add("learning_group", programme=programme, name=f"Groep {group}", first_on="2026-01-05")
        days = [date(2026, 1, 5).toordinal() + 7 * week for week in range(40)]
        held = [date.fromordinal(day).isoformat() for day in days]
        sessions = [add("session", learning_group=group, day=day, opened_at=f"{day}T09:00:00Z") for day in held]
        for _ in range(10):
            learner = add("learner", first_name="x")
            add("enrolment", learner=learner, programme=programme, learning_group=group, asked_on="2026-01-01",
                started_on="2026-01-05")  # fmt: skip
            add("intake", learner=learner, first_language="nt1")
            add("goal", learner=learner, sentence="Ik wil", state="reached", state_on="2026-03-01")
            for session in sessions:
                add("attendance", session=session, learner=learner, face=3)
    connection.execute("COMMIT")
    made = report.make_report(connection, *YEAR)
    assert figures(made, "meetings")["Keren dat iemand er was"] == 30 * 10 * 40


def test_a_coordinator_compares_the_own_sites_and_no_others(tmp_path):
    (tmp_path / "sites").mkdir()
    for name in ("een", "twee", "drie"):
        sites.add_site(tmp_path, name, name.title())
        with sites.using(tmp_path, name) as connection:
            small_site.make(connection)
    caller = Caller("a", "ria@x.nl", "Ria", frozenset({"een", "drie"}), "s")
    lines = side_by_side(tmp_path, caller, *YEAR)
    assert [line.site for line in lines] == ["drie", "een"]
    assert [figure.value for figure in lines[0].figures] == [4, 3, 3, 4, 6, 1, 1]
    everybody = Caller("b", "x@x.nl", "X", frozenset({"*"}), "s")
    assert len(side_by_side(tmp_path, everybody, *YEAR)) == 3
    sites.close_all()
