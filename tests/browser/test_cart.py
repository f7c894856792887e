"""The cart in a real browser: what a volunteer sees and does, and what the database then holds."""

import hashlib
import io
import re
from collections.abc import Callable, Iterator

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PIN, Server, Tablet, hashed_pin

WITH_DEMO = True

HERE = "SELECT state FROM copy_now WHERE barcode = ?1"


@pytest.fixture
def desk(server: Server, tablet: Callable[..., Tablet]) -> Iterator[Tablet]:
    """A tablet with the demo's books and people, An signed in, and today's cart day open."""
    desk = tablet().enrol("cart").visit("/kar").sign_in()
    desk.page.get_by_role("button", name="Kardag openen").click()
    expect(answer(desk.page)).to_contain_text("Scan een boek of een kaart")
    yield desk


def answer(page: Page) -> Locator:
    return page.locator(".result")


def scan(page: Page, code: str) -> Locator:
    """Type a code in the scan box and press Enter; gives the answer."""
    page.get_by_role("textbox", name="Scan of typ een paar letters").fill(code)
    page.keyboard.press("Enter")
    return answer(page)


def visit(page: Page, path: str, title: str) -> None:
    """Follow a link of the app, as a tap does."""
    page.evaluate("(path) => window.__reactRouterDataRouter.navigate(path)", path)
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()


def choose(page: Page, name: str) -> None:
    page.get_by_role("button", name="Kies wie leent").click()
    page.get_by_role("dialog").get_by_role("button", name=name, exact=True).click()
    expect(answer(page)).to_contain_text(f"Dag {name}")


def test_a_face_and_a_pin_open_the_app_and_a_wrong_pin_does_not(desk: Tablet):
    long_pin = "739152"
    desk.server.sql("UPDATE staff SET pin = ? WHERE first_name = 'Bas'", hashed_pin(long_pin))
    desk.sync()
    page = desk.open("/").page
    page.get_by_role("button", name="An", exact=True).click()
    page.get_by_label("Uw pincode").fill("0000")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Deze code klopt niet. Probeer het nog eens.")).to_be_visible()
    for digit in PIN:
        page.get_by_role("button", name=digit, exact=True).click()
    page.get_by_role("button", name="OK", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Dag An")).to_be_visible()
    expect(page.get_by_role("link", name="Verder met de kar")).to_be_visible()
    expect(page.locator("#content")).to_be_focused()
    expect(page.get_by_role("button", name="Alles is bewaard")).to_be_visible()
    page.get_by_role("main").get_by_role("button", name="Afmelden").click()
    page.get_by_role("button", name="Bas", exact=True).click()
    for digit in long_pin:
        page.get_by_role("button", name=digit, exact=True).click()
    page.get_by_role("button", name="OK", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Dag Bas")).to_be_visible()


def test_before_the_day_opens_a_long_list_shows_its_first_rows(server: Server, tablet: Callable[..., Tablet]):
    page = tablet().enrol("cart").visit("/kar").sign_in().page
    due = page.get_by_role("list", name="Kan terugkomen").get_by_role("listitem").filter(visible=True)
    expect(due).to_have_count(5)
    page.get_by_role("button", name="Laat alles zien").click()
    expect(due).to_have_count(16)
    expect(page.get_by_role("button", name="Laat minder zien")).to_be_visible()


def sleep(page: Page, minutes: int) -> None:
    """The device slept for so long, and wakes."""
    page.evaluate(
        """(minutes) => { const now = Date.now.bind(Date); Date.now = () => now() + minutes * 60_000;
          document.dispatchEvent(new Event("visibilitychange")); }""",
        minutes,
    )


def test_the_screen_locks_after_five_minutes_and_keeps_what_was_being_typed(desk: Tablet):
    page = desk.page
    visit(page, "/kar/verzoeken", "Verzoeken")
    box, pin = page.get_by_role("searchbox", name="Letters van de titel"), page.get_by_label("Uw pincode")
    box.fill("langste")
    sleep(page, minutes=4)
    expect(box).to_have_value("langste")
    sleep(page, minutes=2)
    expect(pin).to_be_visible()
    assert desk.read("SELECT staff FROM me") == [{"staff": None}]
    pin.fill(PIN)
    page.keyboard.press("Enter")
    expect(box).to_have_value("langste")


def test_person_then_book_is_lent_and_undone_with_the_server_out_of_reach(desk: Tablet):
    desk.cut()
    page = desk.page
    choose(page, "Hanna")
    expect(scan(page, "LP008")).to_contain_text("Geleend aan Hanna")
    expect(page.get_by_role("group", name="Wie leent er?")).to_contain_text("1 boek")
    assert desk.read(HERE, "LP008") == [{"state": "out"}]
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(answer(page)).to_contain_text("Ongedaan gemaakt")
    assert desk.read(HERE, "LP008") == [{"state": "in"}]


def test_the_same_book_again_is_asked_about_and_then_taken_back(desk: Tablet):
    page = desk.page
    scan(page, "LP008")
    expect(answer(page)).to_contain_text("Geleend, zonder naam")
    expect(scan(page, "LP008")).to_contain_text("Net uitgeleend. Toch terug?")
    page.get_by_role("button", name="Ja, terug").click()
    expect(answer(page)).to_contain_text("Is terug")
    expect(page.locator("main :focus").get_by_role("button", name="Ongedaan maken")).to_be_visible()
    assert desk.read(HERE, "LP008") == [{"state": "in"}]


def test_a_book_comes_back_whoever_had_it_and_goes_on_with_one_tap(desk: Tablet):
    page = desk.page
    choose(page, "Hanna")
    expect(scan(page, "LP048")).to_contain_text("Bram had dit boek.")
    page.get_by_role("button", name="Nu lenen aan Hanna").click()
    expect(answer(page)).to_contain_text("Geleend aan Hanna")
    assert desk.read("SELECT first_name FROM copy_now WHERE barcode = 'LP048'") == [{"first_name": "Hanna"}]


def test_a_name_is_given_afterwards(desk: Tablet):
    page = desk.page
    expect(scan(page, "LP008")).to_contain_text("Geleend, zonder naam")
    page.get_by_role("button", name="Kies wie het leent").click()
    page.get_by_role("dialog").get_by_role("button", name="Hanna", exact=True).click()
    expect(page.get_by_role("list", name="Vandaag").get_by_text("Hanna")).to_be_visible()
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(answer(page)).to_contain_text("Ongedaan gemaakt")
    assert desk.read("SELECT state, first_name FROM copy_now WHERE barcode = 'LP008'") == [
        {"state": "out", "first_name": None}
    ]


def test_a_card_gives_a_loan_its_name_afterwards_and_every_list_shows_it(desk: Tablet, server: Server):
    server.sql(
        "INSERT INTO card (learner, hash) SELECT id, ? FROM learner WHERE first_name = 'Omar'",
        hashlib.sha256(b"geheim").hexdigest(),
    )
    desk.sync()
    desk.cut()
    page = desk.page
    expect(scan(page, "LP008")).to_contain_text("Geleend, zonder naam")
    page.get_by_role("button", name="Kies wie het leent").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.type(f"{server.url}/lezer#geheim")
    page.keyboard.press("Enter")
    expect(answer(page)).to_contain_text("Geleend aan Omar")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("list", name="Vandaag").get_by_text("Omar")).to_be_visible()
    expect(page.get_by_role("group", name="Wie leent er?")).to_contain_text("Niemand gekozen")
    visit(page, "/kar/afsluiten", "Kardag afsluiten")
    row = page.get_by_role("list", name="Nog bij lezers thuis").get_by_role("listitem")
    mine = row.filter(has=page.get_by_role("link", name="Het huis op nummer negen"))
    expect(mine).to_contain_text("Omar, geleend")
    expect(mine.get_by_role("img")).to_be_visible()  # the symbol tells two people of one name apart


def test_somebody_new_gives_a_loan_its_name_and_a_wrong_name_is_put_right(desk: Tablet):
    page, who = desk.page, "SELECT first_name FROM copy_now WHERE barcode = 'LP008'"
    scan(page, "LP008")
    expect(scan(page, "LP011")).to_contain_text("Koffie om tien uur")
    first = page.get_by_role("list", name="Vandaag").get_by_role("listitem").filter(has_text="nummer negen")
    first.get_by_role("button", name="Naam erbij").click()
    page.get_by_role("button", name="Nieuwe lezer").click()
    page.get_by_label("Voornaam").fill("Tamara")
    page.get_by_role("button", name="Opslaan").click()
    expect(answer(page)).to_contain_text("Geleend aan Tamara")
    expect(first).to_contain_text("Tamara")
    assert desk.read(who) == [{"first_name": "Tamara"}]
    first.get_by_role("button", name="Andere naam").click()
    page.get_by_role("dialog").get_by_role("button", name="Hanna", exact=True).click()
    expect(first).to_contain_text("Hanna")
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(first).to_contain_text("Tamara")
    assert desk.read(who) == [{"first_name": "Tamara"}]


def test_a_book_that_came_back_stays_for_longer_or_is_damaged_in_two_taps(desk: Tablet):
    page, state = desk.page, "SELECT state, condition FROM copy_now WHERE barcode = 'LP048'"
    expect(scan(page, "LP048")).to_contain_text("Is terug")
    page.get_by_role("button", name="Toch langer houden").click()
    expect(answer(page)).to_contain_text("Mag langer blijven")
    assert desk.read("SELECT is_renewed FROM running_loan WHERE barcode = 'LP048'") == [{"is_renewed": 1}]
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(answer(page)).to_contain_text("Ongedaan gemaakt")
    assert desk.read(state) == [{"state": "in", "condition": "good"}]
    scan(page, "LP020")
    page.get_by_role("link", name="Over dit boek").click()
    page.get_by_role("button", name="Is beschadigd").first.click()
    expect(page.get_by_text("Beschadigd", exact=True)).to_be_visible()
    page.get_by_role("button", name="Is goed").click()
    expect(page.get_by_text("Beschadigd", exact=True)).to_have_count(0)


def test_a_cart_day_that_was_opened_by_mistake_is_taken_back_while_nothing_happened(desk: Tablet):
    page = desk.page
    visit(page, "/kar/afsluiten", "Kardag afsluiten")
    page.get_by_role("button", name="Een meer").first.click()
    back = page.get_by_role("button", name="Er is vandaag geen kardag")
    expect(back).to_have_count(0)
    page.get_by_role("button", name="Een minder").first.click()
    back.click()
    expect(page.get_by_role("heading", level=1, name="Dag An")).to_be_visible()
    assert desk.read("SELECT count(*) AS n FROM visit JOIN clock ON day = today") == [{"n": 0}]


def test_a_hand_scanner_types_wherever_the_focus_is(desk: Tablet):
    page = desk.page
    page.get_by_role("heading", level=1).click()
    page.keyboard.type("LP011")
    page.keyboard.press("Enter")
    expect(answer(page)).to_contain_text("Geleend, zonder naam")
    expect(page.get_by_role("textbox", name="Scan of typ een paar letters")).to_have_value("")


def test_letters_find_people_and_books_in_the_same_box(desk: Tablet):
    page = desk.page
    box = page.get_by_role("textbox", name="Scan of typ een paar letters")
    box.press_sequentially("han")
    page.get_by_role("list", name="Mensen").get_by_role("button", name="Hanna").click()
    expect(page.get_by_role("group", name="Wie leent er?").get_by_text("Hanna")).to_be_visible()
    box.fill("nummer negen")
    page.get_by_role("list", name="Boeken", exact=True).get_by_role("button").first.click()
    expect(answer(page)).to_contain_text("Geleend aan Hanna")


def test_an_unknown_code_says_what_to_do_and_the_next_scan_works(desk: Tablet):
    expect(scan(desk.page, "9780000000000")).to_contain_text("Deze code is niet bekend")
    expect(desk.page.get_by_role("link", name="Naar Boeken")).to_be_visible()
    said = answer(desk.page).locator(".result-answer")
    said.evaluate("(said) => (said.was = 'first')")
    scan(desk.page, "9780000000000")
    expect(said).not_to_have_js_property("was", "first")  # so that the same words are said again
    expect(scan(desk.page, "LP037")).to_contain_text("Gevonden! Dit boek was kwijt")
    expect(scan(desk.page, "LP011")).to_contain_text("Geleend, zonder naam")


def test_a_readers_card_names_the_borrower_and_its_secret_is_stored_nowhere(desk: Tablet, server: Server):
    hidden = hashlib.sha256(b"geheim").hexdigest()
    server.sql("INSERT INTO card (learner, hash) SELECT id, ? FROM learner WHERE first_name = 'Omar'", hidden)
    desk.sync()
    desk.page.get_by_role("button", name="Kies wie leent").click()
    desk.page.keyboard.type(f"{server.url}/lezer#geheim")
    desk.page.keyboard.press("Enter")
    expect(desk.page.get_by_role("dialog")).to_be_hidden()
    expect(answer(desk.page)).to_contain_text("Dag Omar")
    expect(scan(desk.page, f"{server.url}/lezer#onbekend")).to_contain_text("Deze kaart is niet bekend")
    assert desk.read("SELECT count(*) AS n FROM change WHERE patch LIKE '%geheim%'") == [{"n": 0}]


def test_a_new_reader_needs_a_first_name_and_a_picture_only(desk: Tablet):
    page = desk.page
    page.get_by_role("button", name="Kies wie leent").click()
    page.get_by_role("button", name="Nieuwe lezer").click()
    page.get_by_label("Voornaam").fill("Tamara")
    page.get_by_role("button", name="raket").click()
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("group", name="Wie leent er?").get_by_text("Tamara")).to_be_visible()
    assert desk.read("SELECT symbol FROM learner WHERE first_name = 'Tamara'") == [{"symbol": "rocket"}]


def test_a_renewal_lets_a_book_stay(desk: Tablet):
    page = desk.page
    choose(page, "Aisha")
    page.get_by_role("button", name="Verlengen", exact=True).click()
    expect(page.get_by_text("Mag langer blijven")).to_be_visible()
    assert desk.read("SELECT count(*) AS due FROM running_loan WHERE is_due AND first_name = 'Aisha'") == [{"due": 0}]


def test_requests_are_noted_packed_and_handed_over(desk: Tablet):
    page = desk.page
    visit(page, "/kar/verzoeken", "Verzoeken")
    page.get_by_label("Voor wie?").fill("yus")
    page.get_by_role("button", name="Yusuf").click()
    expect(page.get_by_text("Voor Yusuf")).to_be_visible()
    page.get_by_role("searchbox", name="Letters van de titel").fill("langste")
    page.get_by_role("list", name="Boeken", exact=True).get_by_role("button", name="De langste trein").click()
    asked = page.get_by_role("list", name="Dit is gevraagd").get_by_text("Voor Yusuf")
    expect(page.get_by_role("status").filter(has_text="Opgeschreven")).to_contain_text("De langste trein")
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(asked).to_have_count(0)
    page.get_by_role("searchbox", name="Letters van de titel").fill("langste")
    page.get_by_role("list", name="Boeken", exact=True).get_by_role("button", name="De langste trein").click()
    expect(asked).to_be_visible()
    page.get_by_text("Iets anders").click()
    page.get_by_label("Wat?").fill("een boek over treinen")
    page.get_by_role("button", name="Opschrijven").click()
    trains = page.get_by_role("list", name="Dit is gevraagd").get_by_role("listitem").filter(has_text="treinen")
    for word in ("Niet meer nodig", "Gegeven"):
        trains.get_by_role("button", name=word).click()
        expect(trains).to_have_count(0)
        page.get_by_role("button", name="Ongedaan maken").click()
        expect(trains).to_be_visible()
    visit(page, "/kar/paklijst", "Paklijst")
    line = page.get_by_role("listitem").filter(has_text="Yusuf").filter(has_text="LP05")
    line.get_by_role("button", name="Ligt klaar").click()
    expect(line.get_by_role("button", name="Toch niet")).to_be_visible()
    resting = page.get_by_role("list", name="Wisselen").get_by_role("listitem").filter(has_text="LP005")
    resting.get_by_role("button", name="Van de kar").click()
    expect(resting).to_have_count(0)
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(resting).to_be_visible()
    visit(page, "/kar", "De kar")
    expect(scan(page, "LP057")).to_contain_text("(hier was om gevraagd)")
    assert desk.read("SELECT count(*) AS n FROM waiting_request WHERE wanted = 'De langste trein'") == [{"n": 0}]


def test_the_stock_take_tells_here_missing_and_unknown(desk: Tablet):
    page = desk.page
    visit(page, "/kar/tellen", "Tellen")
    expect(scan(page, "LP005")).to_contain_text("Gezien")
    expect(scan(page, "LP005")).to_contain_text("Al geteld")
    expect(scan(page, "LP048")).to_contain_text("Gezien, en dus terug")
    expect(scan(page, "nooit-gezien")).to_contain_text("Deze code is niet bekend")
    expect(page.get_by_role("list", name="Onbekende etiketten").get_by_text("nooit-gezien")).to_be_visible()
    assert desk.read("SELECT count(*) AS n FROM sighting") == [{"n": 3}]


def test_the_stock_take_takes_everything_back_that_it_did(desk: Tablet):
    page, stands = desk.page, "SELECT state, first_name, loan FROM copy_now WHERE barcode = ?1"
    before = {code: desk.read(stands, code) for code in ("LP048", "LP037", "LP005")}
    assert [rows[0]["state"] for rows in before.values()] == ["out", "lost", "in"]
    visit(page, "/kar/tellen", "Tellen")
    scan(page, "LP048")
    undo(page, "Gezien, en dus terug")
    scan(page, "LP037")
    undo(page, "Gevonden! Doet weer mee")
    missing = page.get_by_role("list", name="Nog niet gezien").get_by_role("listitem").filter(has_text="LP005")
    missing.get_by_role("button", name="Kwijt").click()
    expect(missing).to_have_count(0)
    undo(page, "Staat nu als kwijt")
    expect(missing).to_be_visible()
    assert {code: desk.read(stands, code) for code in before} == before
    assert desk.read("SELECT count(*) AS n FROM sighting") == [{"n": 0}]


def undo(page: Page, said: str) -> None:
    """Wait for an answer, take back what it says, and see that said too."""
    expect(answer(page)).to_contain_text(said)
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(answer(page)).to_contain_text("Ongedaan gemaakt")


def photo() -> bytes:
    """A photo of a cover, as large as a tablet takes it."""
    written = io.BytesIO()
    Image.effect_noise((1500, 2100), 60).convert("RGB").save(written, "JPEG")
    return written.getvalue()


def test_a_book_is_added_with_its_cover_labelled_and_called_damaged(desk: Tablet):
    page = desk.page
    visit(page, "/kar/boeken/nieuw", "Nieuw boek")
    page.get_by_label("Titel").fill("Een nieuw begin")
    page.get_by_label("Streepjescode achterop (ISBN)").press_sequentially("90-274-1339-X")
    page.keyboard.press("Enter")  # as a hand scanner ends
    page.get_by_text("A2", exact=True).click()
    page.get_by_role("button", name="Kleur 3").click()
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("status").filter(has_text="Toegevoegd")).to_contain_text("Een nieuw begin")
    assert desk.read("SELECT isbn FROM title WHERE name = 'Een nieuw begin'") == [{"isbn": "9789027413390"}]
    visit(page, "/kar/etiketten", "Etiketten")
    page.get_by_role("button", name="Etiketten maken").click()
    expect(page.get_by_role("list", name="Boeken").get_by_role("listitem").first).to_contain_text("Een nieuw begin")
    page.get_by_role("button", name="Een meer").click()
    expect(page.get_by_role("link", name="Vel maken")).to_have_attribute("href", re.compile("L7160&skip=1&copies="))
    visit(page, "/kar/boeken", "Boeken")
    page.get_by_role("link", name="Bekijken").click()
    expect(page.get_by_role("heading", level=1, name="Een nieuw begin")).to_be_visible()
    looks = "SELECT colour, level, cover IS NOT NULL AS has_photo FROM title WHERE name = 'Een nieuw begin'"
    assert desk.read(looks) == [{"colour": "#b5482a", "level": "A2", "has_photo": 0}]
    page.get_by_role("button", name="Gegevens verbeteren").click()
    page.get_by_role("button", name="Kleur 4").click()
    page.locator("input[type=file]").set_input_files({"name": "kaft.jpg", "mimeType": "image/jpeg", "buffer": photo()})
    expect(page.get_by_role("button", name="Geen foto")).to_be_visible()
    page.get_by_role("button", name="Opslaan").click()
    expect(page.locator(".cover-l img")).to_have_js_property("naturalHeight", 360)
    assert desk.read(looks) == [{"colour": "#3c7a4e", "level": "A2", "has_photo": 1}]
    page.get_by_role("button", name="Etiket plakken").click()
    page.get_by_role("dialog").get_by_label("Etiket").fill("LP900")
    page.get_by_role("dialog").get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("LP900")).to_be_visible()
    page.get_by_role("button", name="Is beschadigd").click()
    expect(page.get_by_text("Beschadigd", exact=True)).to_be_visible()
    page.get_by_role("button", name="Etiket plakken").click()
    page.get_by_role("dialog").get_by_label("Etiket").fill("A30401003B")
    page.get_by_role("dialog").get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("30401003", exact=True)).to_be_visible()
    visit(page, "/kar", "De kar")
    expect(scan(page, "30401003")).to_contain_text("Een nieuw begin")
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(answer(page)).to_contain_text("Ongedaan gemaakt")
    expect(scan(page, "a30401003b")).to_contain_text("Een nieuw begin")


def test_the_day_is_closed_with_the_swap_shelf_counted(desk: Tablet):
    page = desk.page
    scan(page, "LP008")
    visit(page, "/kar/afsluiten", "Kardag afsluiten")
    taken = page.get_by_role("group", name="Meegenomen")
    taken.get_by_role("button", name="Een meer").click()
    expect(taken.get_by_role("status")).to_have_text("1")
    page.get_by_label("Opmerking").fill("Rustige dag")
    page.get_by_role("button", name="Kardag afsluiten").click()
    expect(page.get_by_role("heading", level=1, name="Dag An")).to_be_visible()
    expect(page.get_by_text("De kardag van vandaag is afgesloten: 1 geleend, 0 terug.")).to_be_visible()
    closed = "SELECT note, closed_at IS NOT NULL AS closed FROM visit ORDER BY day DESC LIMIT 1"
    assert desk.read(closed) == [{"note": "Rustige dag", "closed": 1}]


def test_two_lendings_of_one_book_become_a_notice_that_a_person_settles(desk: Tablet):
    page = desk.page
    expect(scan(page, "LP008")).to_contain_text("Geleend")
    desk.record(
        "INSERT INTO loan (copy, visit, lent_at) SELECT copy, visit, '2099-01-01T12:00:00Z' FROM loan "
        "WHERE id = (SELECT loan FROM copy_now WHERE barcode = 'LP008')"
    )
    visit(page, "/let-op", "Let op")
    expect(page.get_by_role("list").get_by_text("Het huis op nummer negen").first).to_be_visible()
    page.get_by_role("button", name="Gezien, in orde").click()
    expect(page.get_by_text("Er is niets om te bekijken")).to_be_visible()
    assert desk.read("SELECT count(*) AS n FROM settlement") == [{"n": 1}]


def test_what_the_desk_did_reaches_the_server(desk: Tablet, server: Server):
    choose(desk.page, "Hanna")
    expect(scan(desk.page, "LP008")).to_contain_text("Geleend aan Hanna")
    desk.sync()
    lent = server.sql("SELECT first_name FROM copy_now WHERE barcode = 'LP008'")
    assert lent == [{"first_name": "Hanna"}]
