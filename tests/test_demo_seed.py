"""The demo site tells a whole story: a collection, people, three past visits, and work for the next one."""

import pytest

from rxapp.data.database import connect, create_site
from rxapp.data.queries import load
from seed.load import load_demo

CART = load("rxapp.cart")


@pytest.fixture(scope="module")
def demo():
    connection = connect(":memory:")
    create_site(connection, "demo")
    connection.execute("INSERT INTO site (name, borrower_days) VALUES ('Leerplein De Werkplaats', 0)")
    pins = load_demo(connection, lambda pin: f"hidden-{len(pin)}")
    return connection, pins


def count(connection, view):
    return connection.execute(f"SELECT count(*) FROM {view}").fetchone()[0]


def test_the_demo_has_books_people_and_three_visits(demo):
    connection, _ = demo
    assert 55 <= count(connection, "copy") - count(connection, "kit_copy") <= 65 and count(connection, "title") == 46
    assert count(connection, "learner") == 25 and count(connection, "visit") == 3
    assert {row[0] for row in connection.execute("SELECT level FROM title")} == {"A1", "A2", "B1"}


def test_every_member_of_staff_gets_a_pin_and_only_the_verifier_is_stored(demo):
    connection, pins = demo
    assert set(pins) == {"Ria", "Joop", "Marleen", "Hassan"}
    assert all(len(pin) == 4 and pin.isdigit() for pin in pins.values())
    assert {row[0] for row in connection.execute("SELECT pin FROM staff")} == {"hidden-4"}


def test_the_next_visit_has_something_to_do(demo):
    connection, _ = demo
    assert len(CART.loans_due_back.run(connection)) > 10
    assert len(CART.pack_list.run(connection)) >= 4
    assert CART.resting_copies.run(connection)
    assert not load("rxapp.home").double_loans.run(connection)


def test_the_past_is_stamped_in_the_past(demo):
    connection, _ = demo
    days = "SELECT count(DISTINCT date(created_at)) FROM {} WHERE created_at < date('now', '-20 days')"
    assert [connection.execute(days.format(view)).fetchone()[0] for view in ("copy", "visit", "request")] == [1, 3, 3]


def test_the_clock_is_right_again_and_nothing_is_stamped_in_the_future(demo):
    connection, _ = demo
    me = connection.execute("SELECT clock_offset, staff, ticks FROM me").fetchone()
    assert me["clock_offset"] == 0 and me["staff"] is None
    now = connection.execute("SELECT (julianday('now') - 2440587.5) * 86400000 * 256").fetchone()[0]
    assert me["ticks"] < now


def test_every_symbol_of_the_demo_is_drawn(demo):
    from rxapp.ui.symbols import SYMBOLS

    connection, _ = demo
    used = {row[0] for row in connection.execute("SELECT symbol FROM learner UNION SELECT symbol FROM staff")}
    assert used <= set(SYMBOLS)
