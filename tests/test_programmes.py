"""The templates say what the rows of the practice say: all rows, the same numbers, nothing else; and they run."""

import re
from pathlib import Path

import pytest

from rxapp.data.tables.programmes import PROGRAMME
from seed import programmes
from tests.training import GROUPS, PROGRAMMES, insert, new_site, one

ROWS = {f"Z{number}" for number in range(1, 17)} - {"Z8", "Z11", "Z15"}
# What each row states in numbers, as (key, column, value); everything else that counts must be empty.
STATED = {
    ("z3-zoek-werk", "meetings", 10),
    ("z3-zoek-werk", "target_people", 30),
    ("z3-zoek-werk", "target_years", 3),
    ("z4-walk-en-talk", "content_minutes", 45),
    ("z5-walk-en-talk", "size_min", 10),
    ("z5-walk-en-talk", "size_max", 15),
    ("z5-walk-en-talk", "guest_every", 2),
    ("z6-openleercentrum", "minutes", 60),
    ("z6-openleercentrum", "keeps_names", 0),
    ("z7-taaltraining", "max_months", 24),
    ("z7-begrijp-je-taal", "max_months", 24),
    ("z9-leeskring", "weeks", 6),
    ("z9-leeskring", "minutes", 60),
    ("z9-leeskring", "runs_per_year", 2),
    ("z9-leeskring", "size_min", 6),
    ("z9-leeskring", "size_max", 8),
    ("z9-leeskring", "is_fixed", 1),
    ("z9-leeskring", "certificate_by_hand", 1),
    ("z10-walk-en-talk", "minutes", 120),
    ("z10-walk-en-talk", "content_minutes", 45),
    ("z10-walk-en-talk", "work_minutes", 300),
    ("z10-debroekriem", "minutes", 120),
    ("z10-debroekriem", "work_minutes", 300),
    ("z12-taalcursus", "size_best", 10),
    ("z12-taalcursus", "has_homework", 1),
    ("z13-taalgroep", "minutes", 90),
    ("z13-taalgroep", "max_months", 24),
    ("z14-leerplein", "minutes", 60),
    ("z16-publieksservice", "meetings", 4),
    ("z16-publieksservice", "months", 3),
    ("z16-publieksservice", "size_min", 15),
    ("z16-publieksservice", "size_max", 20),
    ("z16-publieksservice", "size_best", 15),
    ("z16-publieksservice", "certificate_share", 75),
    ("z16-publieksservice", "certificate_modules", 1),
}
TEMPLATES = programmes.templates()


def test_every_row_that_is_a_programme_has_a_template_and_no_other_row_has():
    assert {template["row"] for template in TEMPLATES.values()} == ROWS
    assert all(key.startswith(template["row"].lower() + "-") for key, template in TEMPLATES.items())


def test_the_numbers_are_those_of_the_rows_and_no_others():
    counted = {column.name for column in PROGRAMME.columns if column.kind == "integer"}
    found = {(key, name, value) for key, row in TEMPLATES.items() for name, value in row.items() if name in counted}
    assert found == STATED


def test_only_the_rows_with_a_stated_rule_have_a_certificate():
    ruled = {key for key, row in TEMPLATES.items() if any(name.startswith("certificate") for name in row)}
    assert ruled == {"z9-leeskring", "z16-publieksservice"}


def test_money_and_modules_are_as_stated():
    course = TEMPLATES["z16-publieksservice"]
    assert course["modules"] == {"count": 7, "minutes": 60}
    assert course["costs"] == [{"name": "Training", "cents": 562_500, "per": "group"}]
    assert course["minutes_each"] == [90, 90, 180, 180]
    assert len(TEMPLATES["z13-taalgroep"]["costs"][0]["payers"]) == 3
    assert "cents" not in TEMPLATES["z13-taalgroep"]["costs"][0]
    assert TEMPLATES["z12-taalcursus"]["funding"] == ["Gemeente", "Provincie"]


def test_ordered_and_voluntary_are_said_only_where_the_rows_say_so():
    said = {key: row["participation"] for key, row in TEMPLATES.items() if "participation" in row}
    assert said == {"z3-zoek-werk": "voluntary", "z4-klik-en-tik": "ordered"}


@pytest.mark.parametrize("key", TEMPLATES)
def test_every_template_loads_and_plans_a_year(key):
    connection = new_site()
    programme = programmes.copy_template(connection, key)
    row = dict(connection.execute("SELECT * FROM programme").fetchone())
    for name, value in TEMPLATES[key].items():
        if name in row and name not in programmes.LISTS:
            assert row[name] == value
    group = insert(connection, "learning_group", programme=programme, first_on="2026-09-07")
    GROUPS.plan_sessions.run(connection, learning_group=group, from_on="2026-09-07", until_on="2027-09-06")
    planned = connection.execute("SELECT count(*) FROM session").fetchone()[0]
    expected = {"weekly": 53, "twice_weekly": 105, "pair": 106, "monthly": 12, "twice_monthly": 24, "four_weekly": 14,
                "twice_yearly": 2, "loose": 0}  # fmt: skip
    assert abs(planned - (6 if row["weeks"] else expected[row["rhythm"]])) <= 1


@pytest.mark.parametrize(
    "template, wrong",
    [({"colour": "red"}, "colour"), ({"minutes": "60"}, "minutes"), ({"rhythm": "daily"}, "daily"), ({}, "row")],
)
def test_a_template_that_does_not_fit_is_refused_with_its_name(template, wrong):
    with pytest.raises(programmes.TemplateError, match=re.escape(wrong)):
        programmes._check("z0-x", template)


OTHER = {"text": "anders", "integer": "7"}
SHAPED = {"weekdays": "[2]", "nths": "[2]", "starts": "10:15", "minutes_each": "[60,75]", "kind": "open_hour",
          "rhythm": "weekly", "participation": "ordered"}  # fmt: skip
MADE = {"template", "ended_on"}
"""Columns that the app fills by itself."""


@pytest.mark.parametrize("column", [c for c in PROGRAMME.columns if c.name not in MADE], ids=lambda column: column.name)
def test_everything_that_a_programme_says_can_be_changed_and_is_on_the_screen(column):
    connection = new_site()
    programme = programmes.copy_template(connection, "z16-publieksservice")
    wanted = SHAPED.get(column.name, OTHER[column.kind])
    query = PROGRAMMES.edit_number if column.kind == "integer" else PROGRAMMES.edit_programme
    query.run(
        connection,
        programme=programme,
        column=column.name,
        value=wanted.strip("[]") if "_each" in column.name else wanted,
    )
    changed = connection.execute(f"SELECT {column.name} FROM programme").fetchone()[0]
    assert str(changed) == wanted
    assert column.name in dict(one(connection, PROGRAMMES.programme, programme=programme))
    screen = "".join(path.read_text() for path in [*Path("rxapp/programmes").glob("*.py"), Path("rxapp/ui/rhythm.py")])
    assert f'"{column.name}"' in screen


def test_minutes_that_are_no_list_of_numbers_change_nothing():
    connection = new_site()
    programme = programmes.copy_template(connection, "z16-publieksservice")
    for typed, wanted in (("60 75, 90", "[60,75,90]"), ("een uur", "[60,75,90]"), ("", None)):
        PROGRAMMES.edit_programme.run(connection, programme=programme, column="minutes_each", value=typed)
        assert connection.execute("SELECT minutes_each FROM programme").fetchone()[0] == wanted


def test_a_copied_template_can_be_changed():
    connection = new_site()
    programmes.copy_template(connection, "z16-publieksservice", meetings=5, modules={"count": 6, "minutes": 60})
    assert connection.execute("SELECT meetings FROM programme").fetchone()[0] == 5
    assert connection.execute("SELECT count(*) FROM module").fetchone()[0] == 6
