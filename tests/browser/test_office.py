"""The office in a real browser, as a new coordinator meets it: from an empty server to the first lending."""

import base64
import io
import json
import re
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pyotp
import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, WebSocket, expect

from rxapp.server import office, sites
from rxapp.server.diplomas.diploma_sign import sign_waiting
from tests.browser.conftest import Server, Tablet
from tests.browser.coordinating import PASSWORD, coordinator, enter, findings, follow, home
from tests.catalogue_server import catalogue_server
from tests.server_process import ServerProcess

TROUBLE = (
    "INSERT INTO title (id, name) VALUES ('00000000000000f1', 'Pluk')",
    "INSERT INTO copy (id, title, barcode) VALUES ('00000000000000f2', '00000000000000f1', 'LP001')",
    "INSERT INTO visit (id, day) VALUES ('00000000000000f3', '2026-11-24')",
    "INSERT INTO learner (id, first_name) VALUES ('00000000000000f4', 'Aisha'), ('00000000000000f5', 'Bram')",
    """INSERT INTO loan (id, copy, visit, lent_at) VALUES
      ('00000000000000f6', '00000000000000f2', '00000000000000f3', '2026-11-24T10:00:00Z'),
      ('00000000000000f7', '00000000000000f2', '00000000000000f3', '2026-11-24T11:00:00Z')""",
    """INSERT INTO borrower (loan, learner) VALUES
      ('00000000000000f6', '00000000000000f4'), ('00000000000000f7', '00000000000000f5')""",
    "INSERT INTO session (id, day, note) VALUES ('00000000000000f8', '2026-11-24', 'Fijn gelezen')",
    "UPDATE session SET note = 'Samen koffie gedronken' WHERE id = '00000000000000f8'",
    "INSERT INTO note (id, learner, words) VALUES ('00000000000000fa', '00000000000000f4', 'Leest graag')",
    "UPDATE note SET words = 'Leest graag brieven' WHERE id = '00000000000000fa'",
    "DELETE FROM note WHERE id = '00000000000000fa'",
    """INSERT INTO change (stamp, author, part, tbl, row, kind, schema, patch, status, reason)
      SELECT printf('%016d-rold', ticks), NULL, 'site', 'title', '00000000000000f9', 'create', schema,
        json_object('name', 'Geweigerd boek'), 'refused', 'author' FROM me""",
)
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 9"><rect width="40" height="9" fill="{}"/></svg>'
BOOKS = """titel;auteur;etiket\r
Pluk van de Petteflet;Annie Schmidt;LP001\r
Het oude huis;René Bos;LP002\r
;Zonder titel;LP003\r
"""


MARC_BOOK = b"""<collection xmlns="http://www.loc.gov/MARC21/slim"><record>
  <leader>00000nam a2200000 a 4500</leader>
  <datafield tag="245" ind1="1" ind2="0"><subfield code="a">Het huis aan zee /</subfield></datafield>
</record></collection>"""


@pytest.fixture
def catalogue(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict]:
    """The catalogue that a server which starts from now on looks books up in."""
    with catalogue_server() as answer:
        monkeypatch.setenv("LEERPLEIN_CATALOGUE", answer["address"])
        yield answer


@pytest.fixture
def empty(tmp_path: Path, catalogue: dict) -> Iterator[ServerProcess]:
    """A server as it is after installing: no site, and nobody who may sign in."""
    with ServerProcess(tmp_path / "data") as server:
        yield server


def first_link(server: ServerProcess) -> str:
    """The one-time link that the server printed when it started."""
    return re.search(r"http://\S+/kantoor/welkom#\S+", (server.data / "server.log").read_text())[0]


def test_a_new_coordinator_sets_up_a_site_from_nothing_to_the_first_lending(
    empty: ServerProcess, desk: Callable[..., Page], browser: Browser, catalogue: dict
):
    page = desk()
    page.goto(first_link(empty))
    expect(page.get_by_label("Uw naam")).to_be_visible()
    assert findings(page) == []
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
    bring_other_files(page, catalogue)
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
        assert findings(page) == []
        speak(page, "English")
        expect(page.get_by_text("2 titles to add")).to_be_visible()
        expect(page.get_by_role("list", name="Problems").get_by_text("Row 4: the title is missing.")).to_be_visible()
        speak(page, "Nederlands")
        page.get_by_role("button", name="Ja, lees dit in").click()
        expect(page.get_by_text("Klaar. Alles is ingelezen.")).to_be_visible()
        if not is_kept:
            page.get_by_role("button", name="Ongedaan maken").click()
            expect(page.get_by_text("Ongedaan gemaakt")).to_be_visible()
    home(page, "Kar Ateliers")


def speak(page: Page, language: str) -> None:
    """Choose another language where a coordinator finds it, behind the own name."""
    page.locator("button[popovertarget=office-menu]").click()
    page.get_by_role("button", name=language).click()
    page.keyboard.press("Escape")


def bring_other_files(page: Page, catalogue: dict) -> None:
    """Books from a library system and by number, with the catalogue out of order first; learners and staff."""
    follow(page, "Inlezen", "Inlezen")
    bring_file(page, "Boeken (MARC)", "boeken.xml", MARC_BOOK, "1 titel erbij")
    page.get_by_role("button", name="Boeken (ISBN)").click()
    expect(page.get_by_role("button", name="Boeken (ISBN)")).to_have_css("font-weight", "700")
    for status, told in ((500, "De catalogus"), (200, "2 titels erbij")):
        catalogue["status"] = status
        page.get_by_label("ISBN's").fill("9789048805839 9780980200447")
        page.get_by_role("button", name="Opzoeken").click()
        expect(page.get_by_text(told).first).to_be_visible()
    page.get_by_role("button", name="Ja, lees dit in").click()
    expect(page.get_by_text("Klaar. Alles is ingelezen.")).to_be_visible()
    learners = "Voornaam;Achternaam\r\nZoë;Jansen\r\n".encode("cp1252")
    bring_file(page, "Deelnemers (CSV)", "mensen.csv", learners, "1 deelnemer erbij")
    bring_file(page, "Medewerkers (CSV)", "team.csv", b"\xef\xbb\xbfvoornaam,taken\nBo,kar\n", "1 medewerker erbij")
    home(page, "Kar Ateliers")


def bring_file(page: Page, kind: str, name: str, content: bytes, told: str) -> None:
    page.get_by_role("button", name=kind).click()
    page.get_by_label("Bestand").set_input_files({"name": name, "mimeType": "text/plain", "buffer": content})
    expect(page.get_by_text(told)).to_be_visible()
    page.get_by_role("button", name="Ja, lees dit in").click()
    expect(page.get_by_text("Klaar. Alles is ingelezen.")).to_be_visible()


def enrol_link(page: Page) -> str:
    follow(page, "Tablets", "Tablets")
    page.get_by_label("Naam van de tablet").fill("kar 1")
    page.get_by_role("button", name="Code maken").click()
    expect(page.get_by_role("img", name="QR-code")).to_be_visible()
    assert findings(page) == []
    return re.search(r"http://\S+", page.get_by_text("Of open op de tablet").inner_text())[0]


def scanned(page: Page) -> str:
    """What a camera reads from the QR code on the screen."""
    picture = Image.open(io.BytesIO(page.get_by_role("img", name="QR-code").screenshot()))
    assert picture.convert("L").getextrema() == (0, 255), "black on white, in the dark as well"
    (found,) = zxingcpp.read_barcodes(picture)
    return found.text


def sign_in(tablet: Page, name: str, pin: str) -> None:
    """Choose a face on a tablet, and type the PIN."""
    tablet.get_by_role("button", name=name, exact=True).click()
    for digit in pin:
        tablet.get_by_role("button", name=digit, exact=True).click()
    tablet.get_by_role("button", name="OK", exact=True).click()


def lend(browser: Browser, link: str, pin: str) -> None:
    """On a new tablet: enrol, sign in, open the day, lend the first book."""
    context = browser.new_context(service_workers="block", bypass_csp=True)
    tablet = context.new_page()
    tablet.goto(link)
    tablet.get_by_role("link", name="Beginnen").click()
    sign_in(tablet, "An", pin)
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


def test_a_code_from_an_app_is_asked_once_it_is_switched_on(server: Server, desk: Callable[..., Page]):
    phone = {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark"}
    email, page = coordinator(server, server.site), desk(**phone)
    enter(page, server.url, email)
    expect(page.get_by_role("heading", level=1, name="Proefplek")).to_be_visible()
    page.goto(f"{server.url}/kantoor/account")
    expect(page.get_by_text("Chrome, Linux")).to_be_visible()
    page.get_by_role("button", name="Code instellen").click()
    told = page.get_by_text("Of typ dit over").inner_text()
    app = pyotp.TOTP(told.partition(":")[2].strip())
    assert f"secret={app.secret}" in scanned(page)
    assert findings(page) == []
    page.get_by_label("Code uit uw app").fill(app.now())
    page.get_by_role("button", name="Klaar").click()
    expect(page.get_by_text("Vanaf nu vraagt het aanmelden ook een code.")).to_be_visible()
    page.get_by_role("main").get_by_role("button", name="Afmelden").click()
    expect(page.get_by_role("heading", level=1, name="Aanmelden bij het kantoor")).to_be_visible()
    enter(page, server.url, email)
    for code, title in (("000000", "Aanmelden bij het kantoor"), (app.at(int(time.time()) + 30), "Proefplek")):
        page.get_by_label("Code uit uw app").fill(code)
        page.get_by_role("button", name="Aanmelden").click()
        expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
        if code == "000000":
            expect(page.get_by_text("Het e-mailadres, het wachtwoord of de code klopt niet.")).to_be_visible()
    page.goto(f"{server.url}/kantoor/account")
    page.get_by_label("Wachtwoord van nu").last.fill(PASSWORD)
    page.get_by_role("button", name="Code uitzetten").click()
    expect(page.get_by_role("button", name="Code instellen")).to_be_visible()


def test_somebody_gets_a_pin_training_and_hours_and_is_shut_out_after_the_last_day(
    server: Server, desk: Callable[..., Page], tablet: Callable[..., Tablet]
):
    made, page = tablet().enrol("cart"), desk(viewport={"width": 360, "height": 740})
    enter(page, server.url, coordinator(server, server.site))
    follow(page, "Medewerkers", "Medewerkers")
    page.get_by_role("button", name="Openen: An").click()
    card = page.get_by_role("dialog")
    fill_part(card, "Pincode", {"Nieuwe pincode": "12"}, "Nieuwe pincode geven")
    expect(card.get_by_text("die anderen niet raden")).to_be_in_viewport()
    assert findings(page) == []
    card.get_by_label("Nieuwe pincode").fill("7391")
    card.get_by_role("button", name="Nieuwe pincode geven").click()
    expect(card.get_by_text("De pincode is 7391")).to_be_visible()
    training = {"Welke training is gedaan?": "Basistraining", "Op welke dag?": "2026-02-03"}
    fill_part(card, "Training", training, "Training opschrijven")
    expect(card.get_by_text("Basistraining")).to_be_visible()
    today = date.today().isoformat()
    fill_part(card, "Uren", {"Op welke dag?": today, "Hoeveel uur?": "2,5"}, "Uren opschrijven")
    expect(card.get_by_text("2,5 uur dit jaar")).to_be_visible()
    made.sync()
    made.open("/")
    sign_in(made.page, "An", "7391")
    expect(made.page.get_by_role("link", name="Naar de kar")).to_be_visible()
    yesterday = (date.today() - timedelta(days=1)).isoformat()
    fill_part(card, "Weggaan", {"Laatste dag": yesterday}, "Laatste dag bewaren")
    expect(page.get_by_text("Weg", exact=True)).to_be_attached()
    made.sync()
    expect(made.page.get_by_role("button", name="Bas", exact=True)).to_be_visible()
    expect(made.page.get_by_role("button", name="An", exact=True)).to_have_count(0)


def fill_part(card: Locator, part: str, boxes: dict[str, str], button: str) -> None:
    """Open a part of somebody's card, fill it in and send it."""
    inside = card.locator("details", has=card.page.locator("summary", has_text=re.compile(f"^{part}$")))
    if inside.get_attribute("open") is None:
        inside.locator("summary").click()
    for label, words in boxes.items():
        inside.get_by_label(label).fill(words)
    inside.get_by_role("button", name=button).click()


def test_a_wrong_password_says_nothing_about_who_exists(server: Server, desk: Callable[..., Page]):
    page = desk()
    for email in (coordinator(server, server.site), "niemand@leerplein.nl"):
        enter(page, server.url, email, "een heel ander wachtwoord")
        expect(page.get_by_text("Het e-mailadres, het wachtwoord of de code klopt niet.")).to_be_visible()


def test_what_clashes_is_shown_with_both_versions_and_settled_by_a_person(server: Server, desk: Callable[..., Page]):
    email = coordinator(server, server.site)
    trouble(server)
    page = desk(viewport={"width": 360, "height": 740})
    enter(page, server.url, email)
    page.get_by_role("link", name="Bekijken").click()
    expect(page.get_by_role("heading", level=1, name="Nakijken")).to_be_visible()
    assert findings(page) == []
    page.get_by_role("button", name="Aisha heeft het boek").click()
    expect(page.get_by_text("Twee keer uitgeleend")).to_have_count(0)
    clash = page.get_by_role("list", name="Twee versies van dezelfde zin")
    gone = clash.get_by_role("listitem").filter(has_text="notitie · Aisha")
    expect(gone.get_by_text("(weggegooid)")).to_be_visible()
    gone.get_by_role("button", name="Terugzetten").click()
    expect(gone).to_have_count(0)
    expect(page.get_by_text("Afgehandeld.")).to_be_in_viewport()
    expect(clash.get_by_text("Fijn gelezen").first).to_be_visible()
    clash.get_by_label("Of schrijf zelf wat er moet staan").fill("Fijn gelezen, en daarna koffie")
    clash.get_by_role("button", name="Bewaren").click()
    expect(clash).to_have_count(0)
    page.get_by_role("button", name="Toch overnemen").click()
    expect(page.get_by_text("Overgenomen.")).to_be_in_viewport()
    expect(page.get_by_role("list", name="Niet aangenomen")).to_have_count(0)
    assert server.sql("SELECT first_name FROM copy_now") == [{"first_name": "Aisha"}]
    assert server.sql("SELECT words FROM note") == [{"words": "Leest graag brieven"}]
    assert server.sql("SELECT note FROM session") == [{"note": "Fijn gelezen, en daarna koffie"}]
    assert server.sql("SELECT name FROM title WHERE name LIKE 'Geweigerd%'") == [{"name": "Geweigerd boek"}]


def trouble(server: Server) -> None:
    """A copy that was lent twice, a note that was written twice, and a title that was refused."""
    for sql in TROUBLE:
        server.sql(sql)
    with office.using(server.data) as connection:
        for tbl, column in (("session", "note"), ("note", "words")):
            found = server.sql("SELECT stamp FROM change WHERE tbl = ? ORDER BY stamp DESC LIMIT 2", tbl)
            newer, older = (row["stamp"] for row in found)
            sql = "INSERT INTO clash (site, column_name, stamp, other) VALUES (?, ?, ?, ?)"
            connection.execute(sql, (server.site, column, older, newer))
    office.close_all()


def test_a_logo_is_brought_seen_on_the_printed_diploma_and_taken_away(
    server: Server, desk: Callable[..., Page], tablet: Callable[..., Tablet], tmp_path: Path
):
    page = desk(viewport={"width": 360, "height": 740})
    enter(page, server.url, coordinator(server, server.site))
    follow(page, "Plekken", "Plekken")
    large = tmp_path / "logo.png"
    for size in (21 * 2**20, 1_000_001):
        large.write_bytes(bytes(size))
        bring_logo(page, large, "Sla het kleiner op en kies het opnieuw.")
        bring_logo(page, b"een brief", "Sla het logo op als SVG, PNG of JPEG en kies het opnieuw.")
    assert findings(page) == []
    sample = page.get_by_alt_text("Een diploma met het logo linksboven")
    for colour in ("#c00000", "#0000c0"):
        with page.expect_response("**/voorbeeld.png*") as shown:
            bring_logo(page, LOGO.format(colour).encode(), "Het logo staat op elk diploma dat u nu afdrukt.")
        expect(sample).to_be_visible()
        assert top_left(Image.open(io.BytesIO(shown.value.body()))) == colour
    assert findings(page) == []
    assert top_left(printed(server, tablet())) == "#0000c0"
    page.get_by_role("button", name="Logo weghalen").click()
    page.get_by_role("dialog").get_by_role("button", name="Weghalen").click()
    expect(page.get_by_text("Diploma's worden nu zonder logo afgedrukt.").first).to_be_in_viewport()
    expect(sample).to_have_count(0)


def bring_logo(page: Page, content: bytes | Path, told: str) -> None:
    """Choose a file as the logo; what came of it is in sight."""
    box = page.get_by_label("ogo kiezen")
    box.scroll_into_view_if_needed()
    named = {"name": "logo.svg", "mimeType": "image/svg+xml", "buffer": content}
    box.set_input_files(content if isinstance(content, Path) else named)
    expect(page.get_by_text(told).first).to_be_in_viewport()


def printed(server: Server, made: Tablet) -> Image.Image:
    """A diploma as a leader's tablet prints it."""
    server.sql("INSERT INTO learner (id, first_name) VALUES ('00000000000000d1', 'Aisha')")
    server.sql(
        """INSERT INTO diploma (id, learner, first_name, achievement, issued_on)
        VALUES ('00000000000000d2', '00000000000000d1', 'Aisha', 'de leeskring', '2026-11-24')"""
    )
    with sites.using(server.data, server.site) as connection:
        sign_waiting(connection, server.data, server.site)
    sites.close_all()
    asked = {"diplomas": ["00000000000000d2"]}
    answer = made.enrol("circle").context.request.post(f"{server.url}/api/diplomas/print", data=asked)
    pdf = base64.b64decode(json.loads(answer.text().splitlines()[-1])["pdf"])
    return pypdfium2.PdfDocument(pdf)[0].render().to_pil()


def top_left(diploma: Image.Image) -> str:
    """The colour where the logo begins, a bit inside the frame."""
    width, height = diploma.size
    return "#{:02x}{:02x}{:02x}".format(*diploma.convert("RGB").getpixel((int(width * 0.1), int(height * 0.13))))


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
    page.get_by_label("Waarom overnemen?").fill("De tablet was zoek")
    page.get_by_role("button", name="Overnemen").click()
    expect(page.get_by_role("list", name="Eerder besloten").get_by_text("De tablet was zoek")).to_be_visible()
    assert server.sql("SELECT name FROM title") == [{"name": "Nog net gemaakt"}]
