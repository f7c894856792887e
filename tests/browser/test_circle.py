"""A reading circle of seven in a real browser: from plan to diplomas without the server, then synced and checked."""

import io
from collections.abc import Callable, Iterator
from datetime import date

import jwt
import pypdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from rxapp.data.database import connect
from rxapp.data.queries import load
from seed.programmes import copy_template
from tests.browser.conftest import PEOPLE, Server, Tablet

NAMES = ("Aisha", "Bilal", "Carla", "Dawit", "Emine", "Fatima", "Gijs")
BOOK = "De laatste trein"
TITLE, BAG = "7" * 16, "TAS-TREIN"


@pytest.fixture
def leader(server: Server, tablet: Callable[..., Tablet]) -> Iterator[Tablet]:
    """A tablet of a site with seven learners, eight copies of one book and a bag for them; An leads circles."""
    connection = connect(server.site_file)
    connection.execute("UPDATE staff SET duties = 'cart circle' WHERE id = ?", (PEOPLE["An"],))
    copy_template(connection, "z9-leeskring")
    connection.execute("INSERT INTO title (id, name) VALUES (?, ?)", (TITLE, BOOK))
    for number in range(8):
        connection.execute("INSERT INTO copy (title, barcode) VALUES (?, ?)", (TITLE, f"LK{number + 1}"))
    for number, name in enumerate(NAMES):
        connection.execute(
            "INSERT INTO learner (id, first_name, symbol) VALUES (?, ?, 'cat')", (f"{number + 1:016x}", name)
        )
    load("rxapp.circle").make_kit.run(connection, kit="8" * 16, title=TITLE, barcode=BAG, copies=8)
    connection.close()
    yield tablet(viewport={"width": 900, "height": 1100}).enrol("circle").visit("/leeskring").sign_in()


def plan(page: Page) -> None:
    """A circle of six weeks from today on; an hour may be held before its day, so the test need not wait."""
    page.get_by_role("link", name="Nieuwe leeskring").click()
    page.get_by_role("list", name="Boeken").get_by_role("button", name=BOOK).click()
    page.get_by_label("Eerste keer").fill(date.today().isoformat())
    page.get_by_label("Hoe laat?").fill("13:00")
    page.get_by_label("Welke ruimte?").fill("Kantine")
    page.get_by_label("Hoeveel bladzijden heeft het boek?").fill("100")
    page.get_by_role("button", name="Leeskring maken").click()
    expect(page.get_by_role("heading", level=1, name=f"Leeskring {BOOK}")).to_be_visible()
    expect(page.get_by_role("list", name="De weg van de leeskring").get_by_role("listitem")).to_have_count(6)


def add_people(page: Page) -> None:
    page.get_by_role("button", name="Iemand erbij").click()
    dialog = page.get_by_role("dialog")
    for name in NAMES:
        dialog.get_by_role("button", name=name, exact=True).click()
        expect(dialog.get_by_role("button", name=name, exact=True)).to_have_count(0)
    dialog.get_by_role("button", name="Klaar").click()
    expect(page.get_by_text("7 mensen doen mee.")).to_be_visible()


def scan_bag(page: Page, answer: str) -> None:
    """The whole bag in one scan, as a hand scanner types it."""
    page.get_by_role("textbox", name="Code van de tas").fill(BAG)
    page.keyboard.press("Enter")
    expect(page.locator(".result")).to_contain_text(answer)
    page.get_by_role("link", name="Terug").click()


def hold_week(page: Page, number: int) -> None:
    """One gesture for who is there, one tap for who is not, and how Aisha read."""
    path = page.get_by_role("list", name="De weg van de leeskring")
    path.get_by_role("link", name=f"Week {number}").click()
    page.get_by_role("button", name="Iedereen is er").click()
    if number == 1:
        page.get_by_role("button", name="Dit uur begon niet").click()
        page.get_by_role("button", name="Iedereen is er").click()
    here = page.get_by_role("list", name="Wie is er?").get_by_role("listitem")
    expect(here.get_by_role("button", name="Is er", exact=True)).to_have_count(7)
    if number == 2:
        here.filter(has_text="Gijs").get_by_role("button", name="Is er", exact=True).click()
        expect(here.filter(has_text="Gijs").get_by_role("button", name="Is er niet")).to_be_visible()
    reading = page.get_by_role("group", name="Hoe las Aisha?")
    reading.get_by_role("button", name="Geluisterd" if number % 2 else "Gelezen").click()
    reading.get_by_role("button", name="Thuis verder").click()
    expect(reading.get_by_role("button", name="Thuis verder")).to_have_attribute("aria-pressed", "true")
    page.get_by_label("Notitie").fill(f"Week {number} ging goed.")
    page.get_by_role("button", name="Uur klaar").click()


def name_film(page: Page) -> None:
    """The film of the book was the plan, before it became a quiz."""
    page.get_by_role("radio", name="Film van het boek").click()
    page.get_by_label("Welke film?").fill("De trein naar zee")
    page.get_by_role("button", name="Film opslaan").click()
    expect(page.get_by_label("Welke film?")).to_have_value("De trein naar zee")
    page.get_by_role("radio", name="Quiz").click()
    expect(page.get_by_role("radio", name="Quiz")).to_be_checked()


def photo() -> dict:
    """A photo of a page, larger than fits in a row."""
    written = io.BytesIO()
    Image.effect_noise((1600, 1200), 60).convert("RGB").save(written, "JPEG")
    return {"name": "bladzijde.jpg", "mimeType": "image/jpeg", "buffer": written.getvalue()}


def make_and_play_quiz(page: Page) -> None:
    name_film(page)
    for number in (1, 2):
        page.get_by_role("button", name="Nieuwe vraag").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("De vraag").fill(f"Vraag {number}?")
        dialog.get_by_label("Antwoord 1", exact=True).first.fill("Naar zee")
        dialog.get_by_label("Antwoord 2", exact=True).first.fill("Naar huis")
        if number == 1:
            dialog.locator("input[type=file]").set_input_files(photo())
            expect(dialog.locator("img.photo")).to_be_visible()
        else:
            dialog.get_by_role("button", name="trein").click()
        dialog.get_by_role("button", name="Vraag opslaan").click()
        expect(page.get_by_role("list", name="Vragen").get_by_role("listitem")).to_have_count(number)
    page.get_by_role("link", name="Quiz spelen").click()
    shown = page.locator(".quiz-head img.photo")
    expect(shown).to_be_visible()
    assert shown.evaluate("(photo) => photo.decode().then(() => photo.naturalWidth)") > 100
    page.get_by_role("button", name="Naar zee").click()
    expect(page.locator(".result")).to_contain_text("Goed!")
    page.get_by_role("button", name="Volgende vraag").click()
    page.get_by_role("button", name="Naar huis").click()
    expect(page.locator(".result")).to_contain_text("Het is: Naar zee")
    page.get_by_role("button", name="Klaar").click()
    expect(page.locator(".result")).to_contain_text("1 van de 2 goed")
    page.get_by_role("link", name="Naar de afsluiting").click()


def play_circle(page: Page) -> None:
    """All of it, on one tablet."""
    plan(page)
    add_people(page)
    page.get_by_role("link", name="Tas meegeven").click()
    scan_bag(page, "De tas gaat mee")
    for number in range(1, 7):
        hold_week(page, number)
    make_and_play_quiz(page)
    page.get_by_role("button", name="De afsluiting is geweest").click()
    page.get_by_role("button", name="Toch nog niet").click()
    page.get_by_role("button", name="De afsluiting is geweest").click()
    page.get_by_role("link", name="Tas terug").click()
    scan_bag(page, "De tas is terug")
    page.get_by_role("link", name="Naar de diploma's").click()
    page.get_by_role("group", name="Plaatje op het diploma").get_by_role("button", name="trein").click()
    expect(page.get_by_role("button", name="Toch het boek")).to_be_visible()
    page.get_by_role("button", name="Geef iedereen een diploma").click()
    expect(page.get_by_text("Wordt gemaakt")).to_have_count(7)


def printed(page: Page) -> bytes:
    """The PDF of the whole class, with one full name for the paper only."""
    page.get_by_role("link", name="Afdrukken").click()
    page.get_by_role("listitem").filter(has_text="Aisha").get_by_label("Hele naam").fill("Aisha van den Berg")
    page.get_by_role("button", name="Maak de PDF").click()
    link = page.get_by_role("link", name="Bewaar en druk af")
    expect(link).to_be_visible(timeout=60_000)
    with page.expect_download() as download:
        link.click()
    return download.value.path().read_bytes()


def badge_proves_itself(page: Page, server: Server) -> None:
    """The picture of a diploma, as a click saves it, read by other libraries with the key that the server publishes."""
    with page.expect_download() as download:
        page.get_by_role("link", name="Badge").first.click()
    picture = Image.open(download.value.path())
    picture.load()
    assert picture.format == "PNG" and picture.size == (600, 600)
    (key,) = page.request.get(f"{server.url}/api/issuer/{server.site}").json()["jwks"]["keys"]
    claims = jwt.decode(picture.text["openbadgecredential"], jwt.PyJWK(key).key, ["RS256"])
    assert BOOK in claims["credentialSubject"]["achievement"]["name"]


def code_on(pdf: bytes, number: int) -> str:
    """The QR code of a page, as a camera reads it from paper."""
    picture = pypdfium2.PdfDocument(pdf)[number].render(scale=2.5).to_pil()
    return zxingcpp.read_barcode(picture).text


def outcome(page: Page, address: str) -> str:
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator("#age, #advice").first).not_to_be_empty()
    page.wait_for_load_state("networkidle")
    return page.locator("#result").get_attribute("data-outcome")


def test_seven_people_from_plan_to_diplomas_without_the_server_then_synced_printed_and_checked(leader, server, tablet):
    leader.cut()
    play_circle(leader.page)
    assert server.sql("SELECT count(*) AS n FROM diploma") == [{"n": 0}]
    leader.mend()
    leader.sync()
    expect(leader.page.get_by_text("Klaar om af te drukken")).to_have_count(7)
    assert server.sql("SELECT count(*) AS n FROM change WHERE status = 'refused'") == [{"n": 0}]
    assert server.sql("SELECT DISTINCT picture FROM diploma") == [{"picture": "train-front"}]
    noted = server.sql(
        """SELECT present, listened, at_home FROM circle_person
           WHERE first_name IN ('Aisha', 'Gijs') ORDER BY first_name"""
    )
    assert noted == [{"present": 6, "listened": 3, "at_home": 6}, {"present": 5, "listened": 0, "at_home": 0}]
    assert {row["kind"] for row in server.sql("SELECT kind FROM timeline WHERE learner = '0000000000000001'")} >= {
        "circle",
        "diploma",
    }
    badge_proves_itself(leader.page, server)
    pdf = printed(leader.page)
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    assert len(pages) == 7 and "Aisha van den Berg" in pages[0].extract_text() and BOOK in pages[6].extract_text()
    assert leader.read("SELECT 1 FROM change WHERE patch LIKE '%van den Berg%'") == []
    phone = tablet().page
    for number in range(7):
        address = code_on(pdf, number)
        assert address.startswith(f"{server.url}/d#")
        assert outcome(phone, address) == "valid"
        expect(phone.locator("#list")).to_contain_text(NAMES[number])
    revoke_is_seen_everywhere(leader, phone, code_on(pdf, 0))


def revoke_is_seen_everywhere(leader: Tablet, phone: Page, address: str) -> None:
    """By anybody after the sync, and offline by the tablet that revoked it."""
    page = leader.page
    page.get_by_role("link", name="Terug").click()
    page.get_by_role("list", name="Gegeven diploma's").get_by_role("listitem").filter(has_text="Aisha").get_by_role(
        "button", name="Intrekken"
    ).click()
    page.get_by_role("dialog").get_by_role("button", name="Intrekken").click()
    expect(page.get_by_text("Ingetrokken")).to_have_count(1)
    leader.sync()
    assert outcome(phone, address) == "revoked"
    leader.cut()
    assert outcome(leader.page, address) == "revoked"
    expect(leader.page.locator("#age")).to_contain_text("Zonder internet nagekeken")


def test_who_may_not_print_gets_nothing(leader, server, tablet):
    address = f"{server.url}/api/diplomas"
    cart = tablet().enrol("cart").page.request
    nobody = tablet().page.request
    for request, status in ((nobody, 401), (cart, 403)):
        assert request.post(f"{address}/print", data={"diplomas": ["1" * 16]}).status == status
        assert request.get(f"{address}/{'1' * 16}/badge.png").status == status
    assert leader.page.request.get(f"{address}/{'1' * 16}/badge.png").status == 404
    assert leader.page.request.post(f"{address}/print", data={"diplomas": ["../../x"]}).status == 400
    assert nobody.get(f"{server.url}/api/diploma-keys").json() == {"keys": [], "revoked": []}
    assert nobody.get(f"{server.url}/api/issuer/{server.site}").json()["name"] == "Proefplek"
    assert nobody.get(f"{server.url}/api/issuer/nergens").status == 404
