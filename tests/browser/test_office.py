"""The office in a real browser, as a new coordinator meets it: from an empty server to the first lending."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, WebSocket, expect

from tests.browser.conftest import Server, Tablet
from tests.browser.coordinating import PASSWORD, coordinator, enter, follow, home
from tests.server_process import ServerProcess

BOOKS = """titel;auteur;etiket\r
Pluk van de Petteflet;Annie Schmidt;LP001\r
Het oude huis;René Bos;LP002\r
;Zonder titel;LP003\r
"""


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[ServerProcess]:
    """A server as it is after installing: no site, and nobody who may sign in."""
    with ServerProcess(tmp_path / "data") as server:
        yield server


def first_link(server: ServerProcess) -> str:
    """The one-time link that the server printed when it started."""
    return re.search(r"http://\S+/kantoor/welkom#\S+", (server.data / "server.log").read_text())[0]


def test_a_new_coordinator_sets_up_a_site_from_nothing_to_the_first_lending(
    empty: ServerProcess, desk: Callable[..., Page], browser: Browser
):
    page = desk()
    page.goto(first_link(empty))
    page.get_by_label("Uw naam").fill("Ria")
    page.get_by_label("E-mailadres").fill("ria@leerplein.nl")
    page.get_by_label("Nieuw wachtwoord").fill(PASSWORD)
    page.get_by_label("Nog een keer").fill(PASSWORD)
    page.get_by_role("button", name="Wachtwoord bewaren").click()
    expect(page.get_by_text("Uw wachtwoord is bewaard")).to_be_visible()
    enter(page, empty.url, "ria@leerplein.nl")
    follow(page, "Nieuwe plek maken", "Plekken")
    page.get_by_label("Naam van de nieuwe plek").fill("Kar Ateliers")
    page.get_by_role("button", name="Plek maken").click()
    expect(page.get_by_role("heading", level=1, name="Kar Ateliers")).to_be_visible()
    pin = add_volunteer(page, "An")
    bring_books(page)
    lend(browser, enrol_link(page), pin)
    home(page, "Kar Ateliers")
    expect(page.get_by_text("Zo begint u")).to_have_count(0)


def add_volunteer(page: Page, name: str) -> str:
    """Add somebody for the cart; gives the PIN that is shown once."""
    follow(page, "Medewerkers", "Medewerkers")
    page.get_by_role("button", name="Medewerker toevoegen").click()
    card = page.get_by_role("dialog")
    card.get_by_label("Voornaam").fill(name)
    card.get_by_role("button", name="Bewaren").click()
    told = card.get_by_text("De pincode is")
    expect(told).to_be_visible()
    pin = re.search(r"\d{4}", told.inner_text())[0]
    card.get_by_role("button", name="Sluiten").click()
    expect(page.get_by_role("list", name="Medewerkers").get_by_text(name, exact=True)).to_be_visible()
    home(page, "Kar Ateliers")
    return pin


def bring_books(page: Page) -> None:
    """Bring a file in with one bad row: seen beforehand, left out, undone, and brought in again."""
    follow(page, "Inlezen", "Inlezen")
    for is_kept in (False, True):
        file = {"name": "boeken.csv", "mimeType": "text/csv", "buffer": BOOKS.encode("cp1252")}
        page.get_by_label("Bestand").set_input_files(file)
        expect(page.get_by_text("2 titels erbij")).to_be_visible()
        expect(page.get_by_role("list", name="Problemen").get_by_text("Regel 4: de titel ontbreekt.")).to_be_visible()
        page.get_by_role("button", name="4 dingen doen").click()
        expect(page.get_by_text("Klaar. Alles is ingelezen.")).to_be_visible()
        if not is_kept:
            page.get_by_role("button", name="Ongedaan maken").click()
            expect(page.get_by_text("Ongedaan gemaakt")).to_be_visible()
    home(page, "Kar Ateliers")


def enrol_link(page: Page) -> str:
    follow(page, "Tablets", "Tablets")
    page.get_by_label("Naam van de tablet").fill("kar 1")
    page.get_by_role("button", name="Code maken").click()
    expect(page.get_by_role("img", name="QR-code")).to_be_visible()
    return re.search(r"http://\S+", page.get_by_text("Of open op de tablet").inner_text())[0]


def lend(browser: Browser, link: str, pin: str) -> None:
    """On a new tablet: enrol, sign in, open the day, lend the first book."""
    context = browser.new_context(service_workers="block", bypass_csp=True)
    tablet = context.new_page()
    tablet.goto(link)
    tablet.get_by_role("link", name="Beginnen").click()
    tablet.get_by_role("button", name="An", exact=True).click()
    for digit in pin:
        tablet.get_by_role("button", name=digit, exact=True).click()
    tablet.get_by_role("button", name="OK", exact=True).click()
    tablet.get_by_role("link", name="Naar de kar").click()
    tablet.get_by_role("button", name="Kardag openen").click()
    box = tablet.get_by_role("textbox", name="Scan of typ een paar letters")
    box.fill("LP001")
    tablet.keyboard.press("Enter")
    expect(tablet.locator(".result")).to_contain_text("Geleend")
    tablet.evaluate("async () => { while (!(await leerplein.syncNow())); }")
    context.close()


def test_a_floor_page_makes_no_websocket_also_on_a_tablet_for_the_office(server: Server, tablet: Callable[..., Tablet]):
    made = tablet().enrol("cart office")
    made.context.clear_cookies(name="backend-enabled")
    made.open("/").sign_in()
    made.open("/kar").sign_in()
    sockets: list[WebSocket] = []
    made.page.on("websocket", lambda socket: sockets.append(socket))
    made.page.reload()
    made.is_open().sign_in()
    made.page.evaluate("window.__reactRouterDataRouter.navigate('/kar/boeken')")
    expect(made.page.get_by_role("heading", level=1, name="Boeken")).to_be_visible()
    assert sockets == []
    made.page.goto(f"{server.url}/kantoor")
    expect(made.page.get_by_role("heading", level=1, name="Aanmelden bij het kantoor")).to_be_visible()
    assert len(sockets) > 0


def test_a_session_ends_when_it_is_ended_elsewhere(server: Server, desk: Callable[..., Page]):
    email = coordinator(server, server.site)
    here, there = desk(), desk()
    for page in (here, there):
        enter(page, server.url, email)
        expect(page.get_by_role("heading", level=1, name="Proefplek")).to_be_visible()
    here.goto(f"{server.url}/kantoor/account")
    here.get_by_role("button", name="Alle andere beëindigen").click()
    expect(here.get_by_text("De andere aanmeldingen zijn beëindigd.")).to_be_visible()
    there.get_by_role("main").get_by_role("link", name="Medewerkers").first.click()
    expect(there.get_by_role("heading", level=1, name="Aanmelden bij het kantoor")).to_be_visible()


def test_a_wrong_password_says_nothing_about_who_exists(server: Server, desk: Callable[..., Page]):
    page = desk()
    for email in (coordinator(server, server.site), "niemand@leerplein.nl"):
        enter(page, server.url, email, "een heel ander wachtwoord")
        expect(page.get_by_text("Het e-mailadres, het wachtwoord of de code klopt niet.")).to_be_visible()


def test_a_tablet_is_revoked_and_what_it_still_sent_is_judged(
    server: Server, desk: Callable[..., Page], tablet: Callable[..., Tablet]
):
    made = tablet().enrol("cart").sign_in()
    page = desk()
    enter(page, server.url, coordinator(server, server.site))
    page.get_by_role("main").get_by_role("link", name="Tablets").first.click()
    page.get_by_role("button", name="Intrekken").click()
    page.get_by_role("dialog").get_by_role("button", name="Intrekken").click()
    expect(page.get_by_text("Ingetrokken", exact=True)).to_be_visible()
    made.record("INSERT INTO title (name) VALUES ('Nog net gemaakt')")
    made.until("Promise.resolve(leerplein.syncNow()).then(() => leerplein.state().reason === 'revoked', () => true)")
    page.goto(f"{server.url}/kantoor/nakijken")
    page.get_by_text("Wat erin staat").click()
    expect(page.get_by_text("Nog net gemaakt")).to_be_visible()
    page.get_by_label("Waarom?").first.fill("De tablet was zoek")
    page.get_by_role("button", name="Overnemen").click()
    expect(page.get_by_role("list", name="Eerder besloten").get_by_text("De tablet was zoek")).to_be_visible()
    assert server.sql("SELECT name FROM title") == [{"name": "Nog net gemaakt"}]
