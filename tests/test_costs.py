"""Parts of a cost add up to the cent, for every amount and number of payers; a price per group stays one price."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seed.programmes import copy_template
from tests.training import GROUPS, PROGRAMMES, insert, new_group, new_session, new_site

CONNECTION = new_site()


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9), st.integers(1, 12))
def test_parts_add_up_and_differ_by_at_most_a_cent(cents, payers):
    cost = insert(CONNECTION, "cost", cents=cents, per="group", name="x")
    for position in range(payers):
        insert(CONNECTION, "payer", cost=cost, name=f"P{position}", position=position)
    rows = CONNECTION.execute("SELECT share FROM cost_share WHERE cost = ? ORDER BY place", (cost,))
    shares = [row["share"] for row in rows]
    assert sum(shares) == cents and len(shares) == payers
    assert max(shares) - min(shares) <= 1 and shares == sorted(shares, reverse=True)


def test_every_amount_up_to_ten_euros_splits_in_three():
    connection = new_site()
    for cents in range(1001):
        cost = f"{cents:016x}"
        connection.execute("INSERT INTO cost (id, cents, per) VALUES (?, ?, 'person')", (cost, cents))
        connection.executemany("INSERT INTO payer (cost, position) VALUES (?, ?)", [(cost, n) for n in (1, 2, 3)])
    rows = connection.execute(
        "SELECT cents, sum(share) AS sum, max(share) - min(share) AS gap FROM cost_share GROUP BY cost"
    ).fetchall()
    assert len(rows) == 1001 and all(row["sum"] == row["cents"] and row["gap"] <= 1 for row in rows)


def test_a_cost_without_an_amount_has_no_shares():
    connection = new_site()
    programme = copy_template(connection, "z13-taalgroep")
    rows = PROGRAMMES.payers.run(connection, programme=programme)
    assert [(row["name"], row["euros"]) for row in rows] == [
        ("Deelnemer", ""),
        ("Werkbedrijf", ""),
        ("Bibliotheek", ""),
    ]


@pytest.mark.parametrize("people", [1, 15, 20])
def test_a_price_per_group_is_the_same_for_every_size(people):
    connection = new_site()
    new_group(connection, people, copy_template(connection, "z16-publieksservice"))
    assert [row["total"] for row in connection.execute("SELECT total FROM group_cost")] == [562_500]


def test_prices_per_person_and_per_meeting_count_what_was():
    connection = new_site()
    programme = insert(connection, "programme", name="x")
    insert(connection, "cost", programme=programme, name="pas", cents=1000, per="person")
    insert(connection, "cost", programme=programme, name="zaal", cents=2500, per="meeting")
    group, _ = new_group(connection, 3, programme)
    GROUPS.cancel_session.run(connection, session=new_session(connection, group, -3))
    new_session(connection, group, -2)
    new_session(connection, group, 2, is_open=False)
    totals = {row["name"]: row["total"] for row in connection.execute("SELECT name, total FROM group_cost")}
    assert totals == {"pas": 3000, "zaal": 5000}


def test_funding_adds_up_by_source():
    connection = new_site()
    programme = copy_template(connection, "z12-taalcursus")
    insert(connection, "funding", programme=programme, source="Provincie", cents=150_00)
    insert(connection, "funding", programme=programme, source="Provincie", cents=50_01)
    found = {row["source"]: row["cents"] for row in connection.execute("SELECT source, cents FROM funding_source")}
    assert found == {"Gemeente": None, "Provincie": 200_01}
