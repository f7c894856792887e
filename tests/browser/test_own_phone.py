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


OFFER = """dispatchEvent(Object.assign(new Event("beforeinstallprompt"), { prompt() { window.isAsked = true; } }))"""
"""What a browser does that can put the page on the home screen."""


COUNT_CAMERAS = """window.cameras = 0;
  navigator.mediaDevices.getUserMedia = () => { window.cameras += 1; return new Promise(() => {}); };"""
"""A phone asks its owner before it opens the camera, so a page that only shows something may not ask for it."""


def phone_of(tablet, server, learner: str = AISHA):
    """A phone whose camera opened the address on a card."""
    phone = tablet(viewport={"width": 390, "height": 780})
    phone.context.add_init_script(COUNT_CAMERAS)
    phone.page.goto(f"{server.url}/mijn#{SECRETS[learner]}")
    phone.page.wait_for_selector(".learner-blocks")
    return phone


def test_a_phone_with_only_the_secret_sees_only_that_learner(people, tablet):  # noqa: F811
    phone = phone_of(tablet, people)
    assert "Doel van Aisha" in phone.page.inner_text("main")
    assert SECRETS[AISHA] not in phone.page.url
    assert phone.page.evaluate("window.cameras") == 0
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
    assert phone.page.evaluate("window.cameras") == 0
    phone.page.evaluate(OFFER)
    phone.page.get_by_role("button", name="Zet dit op mijn telefoon").click()
    assert phone.page.evaluate("window.isAsked")
    phone.page.get_by_role("button", name="Goed", exact=True).click()
    phone.page.get_by_text("Fijn dat je het zegt").wait_for()
    phone.mend()
    phone.sync()
    people.sql("INSERT INTO goal (learner, sentence, position) VALUES (?, 'Nog een doel', 2)", AISHA)
    phone.sync()
    phone.page.get_by_text("Nog een doel").wait_for()
    put_back(people)
    phone.sync()
    assert people.sql("SELECT learner, face FROM learner_day") == [{"learner": AISHA, "face": 3}]


def put_back(server) -> None:
    """Bring the site to a back-up from before the learner said how today was."""
    server.sql("DELETE FROM change WHERE tbl = 'learner_day'")
    server.sql("DELETE FROM _learner_day")
    server.sql("UPDATE me SET epoch = 'another'")


def test_a_server_that_forgot_a_phone_knows_it_again_by_its_card(people, tablet):  # noqa: F811
    phone = phone_of(tablet, people)
    for table in ("phone", "replica", "device"):
        people.office_sql(f"DELETE FROM {table}")
    phone.page.get_by_role("button", name="Goed", exact=True).click()
    phone.until("leerplein.status().reason === 'unknown-device'")
    phone.open(f"/mijn#{SECRETS[AISHA]}").sync()
    assert people.sql("SELECT learner, face FROM learner_day") == [{"learner": AISHA, "face": 3}]


def test_a_phone_that_goes_to_another_learner_keeps_nothing_of_the_former(people, tablet):  # noqa: F811
    phone = phone_of(tablet, people)
    phone.page.get_by_role("button", name="Goed", exact=True).click()
    phone.record("INSERT INTO note (learner, words) VALUES (?1, 'Dit mag niet')", AISHA)
    phone.until_sent()
    assert phone.read("SELECT reason FROM change WHERE status = 'refused'") == [{"reason": "not-allowed"}]
    phone.open(f"/mijn#{SECRETS[BRAM]}").page.get_by_text("Doel van Bram").wait_for()
    everything = str([phone.read(f"SELECT * FROM {name}") for name in ("change", *(t.state for t in TABLES.values()))])
    assert AISHA not in everything and "Aisha" not in everything and "Dit mag niet" not in everything
    assert phone.kept() == []


def test_a_tab_that_syncs_while_the_phone_goes_to_another_learner_takes_nothing_along(people, tablet):  # noqa: F811
    phone = phone_of(tablet, people)
    former = phone.page
    phone.record("INSERT INTO note (learner, words) VALUES (?1, 'Dit mag niet')", AISHA)
    phone.until_sent()

    def answer_late(route):
        answer = route.fetch()
        former.evaluate("leerplein.syncNow()")
        route.fulfill(response=answer)

    phone.context.route("**/api/card", answer_late)
    phone.open(f"/mijn#{SECRETS[BRAM]}").page.get_by_text("Doel van Bram").wait_for()
    former.get_by_text("Doel van Bram").wait_for()
    assert phone.read("SELECT part, patch FROM change") == []


def test_a_tab_that_was_not_told_of_a_fresh_copy_still_knows_whose_phone_it_is(people, tablet):  # noqa: F811
    phone = phone_of(tablet, people)
    former = phone.page
    phone.open("/mijn")
    for page in phone.context.pages:
        page.evaluate("BroadcastChannel.prototype.postMessage = () => {}")
    people.office_sql("UPDATE device SET scope_version = scope_version + 1")
    phone.sync()
    phone.page = former
    phone.visit("/diplomas/controleren").page.get_by_text("Hallo Aisha").wait_for(state="detached")
    phone.visit(f"/mijn#{SECRETS[BRAM]}").page.get_by_text("Doel van Bram").wait_for()


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
