"""A learner's own phone: the card opens one page, which works without a network and is of that learner only."""

from rxapp.data.tables import TABLES
from tests.browser.test_learner import AISHA, BRAM, SECRETS, people  # noqa: F401

ENDPOINTS = [
    "/api/labels?sheet=L7160",
    "/api/labels",
    "/api/exports",
    "/api/documents",
    "/api/account/me",
    "/api/sites",
]


def phone_of(tablet, server, learner: str = AISHA):
    """A phone whose camera opened the address on a card."""
    phone = tablet(viewport={"width": 390, "height": 780})
    phone.page.goto(f"{server.url}/mijn#{SECRETS[learner]}")
    phone.page.wait_for_selector(".learner-blocks")
    return phone


def test_a_phone_with_only_the_secret_sees_only_that_learner(people, tablet):  # noqa: F811
    phone = phone_of(tablet, people)
    assert "Doel van Aisha" in phone.page.inner_text("main")
    assert SECRETS[AISHA] not in phone.page.url
    held = {name: phone.read(f"SELECT * FROM {table.state}") for name, table in TABLES.items()}
    everything = str(held)
    for strange in ("Bram", BRAM, "Notitie", SECRETS[AISHA]):
        assert strange not in everything
    for path in ENDPOINTS:
        status = phone.page.evaluate("(path) => fetch(path).then((answer) => answer.status)", path)
        assert status in (401, 403, 404), path
    phone.page.goto(f"{people.url}/mapjes")
    phone.is_open()
    assert "Bram" not in phone.page.inner_text("body")


def test_a_phone_works_later_without_a_network_and_sends_when_it_is_back(people, tablet):  # noqa: F811
    phone = phone_of(tablet, people)
    phone.cut()
    phone.page.reload()
    phone.page.wait_for_selector(".learner-blocks")
    phone.page.get_by_role("button", name="Goed", exact=True).click()
    phone.page.get_by_text("Fijn dat je het zegt").wait_for()
    phone.mend()
    phone.sync()
    assert people.sql("SELECT learner, face FROM learner_day") == [{"learner": AISHA, "face": 3}]


def test_a_wrong_secret_shows_nothing_and_a_revoked_card_empties_the_phone(people, tablet):  # noqa: F811
    stranger = tablet()
    stranger.page.goto(f"{people.url}/mijn#verzonnen")
    stranger.page.get_by_text("Deze kaart werkt niet").wait_for()
    phone = phone_of(tablet, people)
    people.sql("UPDATE card SET revoked_on = '2026-01-01' WHERE learner = ?", AISHA)
    phone.page.evaluate("void leerplein.syncNow()")
    phone.page.get_by_text("Deze kaart werkt niet").wait_for()
    assert "Aisha" not in phone.page.inner_text("body")
    phone.until_files(0)
