"""The folder in a real browser, with the server out of reach: the first conversation, goals, and looking back."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PEOPLE, Server, Tablet

GUARDS = json.loads((Path(__file__).parents[1] / "golden" / "guards.json").read_text(encoding="utf-8"))
FATMA = "00000000000000fa"
BSN = "123456782"
VOICE = """Object.defineProperty(globalThis, "speechSynthesis", { value: {
  getVoices: () => [{ lang: "nl-NL", localService: LOCAL }], speak(said) { globalThis.said = said.text; }, cancel() {},
} });
globalThis.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };"""


@pytest.fixture
def trainer(server: Server, tablet: Callable[..., Tablet]) -> Iterator[Tablet]:
    """A trainer's tablet where Fatma has a folder, with An signed in and the server out of reach."""
    server.sql("UPDATE staff SET duties = 'training' WHERE id = ?", PEOPLE["An"])
    server.sql("INSERT INTO learner (id, first_name, symbol) VALUES (?, 'Fatma', 'star')", FATMA)
    tablet = tablet().enrol("training").visit("/mapjes").sign_in()
    expect(tablet.page.get_by_role("link", name="Fatma")).to_be_visible()
    tablet.cut()
    yield tablet


def visit(page: Page, path: str) -> None:
    """Follow a link of the app, as a tap does."""
    page.evaluate("(path) => window.__reactRouterDataRouter.navigate(path)", path)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def question(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", level=2, name=name)).to_be_visible()


def write_goal(page: Page, sentence: str, *steps: str) -> None:
    page.get_by_label("Het doel").fill(sentence)
    for label, words in zip(("Eerste stap", "Tweede stap", "Derde stap"), steps, strict=False):
        page.get_by_label(label).fill(words)
    press(page, "Doel opslaan")
    expect(page.get_by_role("heading", name=sentence)).to_be_visible()


def test_somebody_new_has_the_conversation_and_two_goals(trainer: Tablet):
    page = trainer.page
    page.get_by_role("link", name="Nieuwe deelnemer").click()
    expect(page.get_by_role("heading", level=1, name="Nieuwe deelnemer")).to_be_visible()
    page.get_by_label("Voornaam").fill("Tamara")
    press(page, "raket")
    press(page, "Naar het gesprek")
    question(page, "Dit schrijven wij op")
    press(page, "Verteld. Verder")
    page.get_by_label("Wat wilt u precies leren?").fill("Mijn post lezen")
    page.get_by_label("Waarom is dat belangrijk voor u?").fill("Dan betaal ik op tijd")
    press(page, "Verder")
    page.get_by_label("Wat gaat al goed?").fill("Praten")
    press(page, "Verder")
    page.get_by_role("radio", name="A2").click()
    press(page, "Verder")
    page.get_by_role("group", name="Dinsdag").get_by_role("button", name="Ochtend").click()
    press(page, "Verder")
    page.get_by_role("radio", name="Uit eigen wil").click()
    page.get_by_label("Wie heeft u gevraagd?").fill("Sandra")
    press(page, "Verder")
    for said in ("Dan betaal ik op tijd", "A2", "dinsdag ochtend", "Uit eigen wil", "Sandra"):
        expect(page.get_by_text(said)).to_be_visible()
    press(page, "Klaar. Nu een doel kiezen")
    write_goal(page, "Ik wil een brief lezen", "De afzender zoeken", "De datum zoeken")
    page.get_by_role("link", name="Nieuw doel").click()
    expect(page.get_by_role("heading", level=1, name="Nieuw doel")).to_be_visible()
    write_goal(page, "Ik wil een formulier invullen")
    told = trainer.read("SELECT what, why, goes_well, level, times, participation, recruited_by FROM intake")
    assert told == [
        {
            "what": "Mijn post lezen",
            "why": "Dan betaal ik op tijd",
            "goes_well": "Praten",
            "level": "A2",
            "times": '["2am"]',
            "participation": "voluntary",
            "recruited_by": "Sandra",
        }
    ]
    days = "SELECT notice_on = today AS told, done_on = today AS done FROM intake, clock"
    assert trainer.read(days) == [{"told": 1, "done": 1}]
    assert trainer.read("SELECT count(*) AS goals FROM goal") == [{"goals": 2}]
    assert trainer.read("SELECT count(*) AS steps FROM goal_step") == [{"steps": 2}]
    assert trainer.read("SELECT count(*) AS opened FROM folder_opening") == [{"opened": 1}]


def test_a_conversation_goes_on_where_it_stopped_with_the_words_that_were_being_typed(trainer: Tablet):
    page = trainer.page
    visit(page, f"/mapje/{FATMA}/gesprek")
    press(page, "Begin het gesprek")
    press(page, "Verteld. Verder")
    page.get_by_label("Wat wilt u precies leren?").fill("Een mail sturen")
    page.close()
    page = trainer.open(f"/mapje/{FATMA}/gesprek").sign_in().page
    expect(page.get_by_label("Wat wilt u precies leren?")).to_have_value("Een mail sturen")
    press(page, "Verder")
    question(page, "Wat gaat al goed?")
    trainer.until("""leerplein.read("SELECT what FROM intake").then(([{ what }]) => what === "Een mail sturen")""")
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('draft:'))") == []


def test_a_step_goes_on_with_a_tap_and_a_goal_reached_is_celebrated(trainer: Tablet):
    page = trainer.page
    visit(page, f"/mapje/{FATMA}/doel")
    write_goal(page, "Ik wil een brief lezen", "De afzender zoeken")
    step = page.get_by_role("button", name="De afzender zoeken")
    for word in ("Bezig", "Klaar", "Nog niet", "Bezig", "Klaar"):
        step.click()
        expect(step).to_contain_text(word)
    press(page, "Gehaald!")
    party = page.get_by_role("dialog", name="Hoera, gehaald!")
    expect(party).to_contain_text("Goed gedaan, Fatma!")
    party.get_by_role("button", name="Sluiten").last.click()
    expect(page.get_by_role("list", name="Verloop")).to_contain_text("Doel gehaald")
    expect(page.get_by_text("1 doel gehaald")).to_be_visible()


def test_looking_back_on_a_period_is_signed_and_puts_then_and_now_side_by_side(trainer: Tablet):
    page = trainer.page
    visit(page, f"/mapje/{FATMA}/doel")
    page.get_by_label("Hoe gaat het nu?").fill("Mijn zus leest voor")
    write_goal(page, "Ik wil een brief lezen")
    press(page, "Samen terugkijken")
    press(page, "Gooi weg")
    press(page, "Ja, gooi weg")
    press(page, "Samen terugkijken")
    expect(page.get_by_text("Van vandaag tot en met vandaag")).to_be_visible()
    page.get_by_text("Over een andere tijd terugkijken").click()
    page.get_by_label("Vanaf").fill("2026-01-05")
    press(page, "Bewaren")
    expect(page.get_by_text("Van maandag 5 januari")).to_be_visible()
    page.get_by_role("link", name="Terug").click()
    page.get_by_role("link", name="Verder met terugkijken").click()
    page.get_by_label("Hoe gaat het nu?").first.fill("Ik lees zelf")
    page.get_by_role("button", name="Goed", exact=True).click()
    page.get_by_label("Wat is er anders op het werk?").fill("Ik vraag minder")
    page.get_by_label("Wat is er anders thuis?").fill("Mijn zoon is trots")
    page.get_by_role("radio", name="Naar de bibliotheek").click()
    page.get_by_label("Afspraak").fill("Samen een pas halen")
    press(page, "Onderteken als An")
    expect(page.get_by_role("list", name="Verloop")).to_contain_text("Terugblik. Naar de bibliotheek")
    goal = page.locator(".card", has=page.get_by_role("heading", name="Ik wil een brief lezen"))
    expect(goal).to_contain_text("Mijn zus leest voor")
    expect(goal).to_contain_text("Ik lees zelf")
    page.get_by_role("list", name="Verloop").get_by_role("link", name="Bekijken").click()
    expect(page.get_by_text("Ondertekend door An, vandaag")).to_be_visible()
    expect(page.get_by_text("Samen een pas halen")).to_be_visible()
    page.get_by_label("Aanvullen of verbeteren").fill("Zij vraagt minder aan Omar, niet aan iedereen.")
    press(page, "Zet eronder als An")
    added = page.get_by_role("list", name="Later aangevuld").get_by_role("listitem")
    expect(added).to_contain_text("An, vandaag")
    expect(added).to_contain_text("niet aan iedereen")
    expect(page.get_by_label("Aanvullen of verbeteren")).to_have_value("")
    expect(page.get_by_text("Ik vraag minder")).to_be_visible()
    page.get_by_role("link", name="Terug").click()
    later = page.get_by_role("list", name="Verloop").get_by_role("listitem").first
    expect(later).to_contain_text("Aanvulling bij een terugblik")
    later.get_by_role("link", name="Bekijken").click()
    expect(page.get_by_text("Ondertekend door An, vandaag")).to_be_visible()
    saved = trainer.read("SELECT at_work, at_home, next, next_words FROM evaluation WHERE signed_by = ?1", PEOPLE["An"])
    assert list(saved[0].values()) == ["Ik vraag minder", "Mijn zoon is trots", "library", "Samen een pas halen"]


def test_a_citizen_number_is_stopped_with_an_explanation_and_health_is_only_asked_about(trainer: Tablet):
    page = trainer.page
    visit(page, f"/mapje/{FATMA}")
    note = page.get_by_label("Nieuwe notitie")
    note.fill(f"Haar nummer is {BSN}")
    expect(page.get_by_text(f"Dit lijkt een burgerservicenummer (BSN): {BSN}.")).to_be_visible()
    press(page, "Notitie opslaan")
    note.fill("Zij vertelde over haar reuma")
    expect(page.get_by_text("Hoort dit hier?")).to_be_visible()
    press(page, "Notitie opslaan")
    expect(page.get_by_role("list", name="Verloop")).to_contain_text("Zij vertelde over haar reuma")
    assert trainer.read("SELECT words FROM note") == [{"words": "Zij vertelde over haar reuma"}]
    assert trainer.read("SELECT count(*) AS found FROM change WHERE patch LIKE ?1", f"%{BSN}%") == [{"found": 0}]
    assert BSN not in page.evaluate("JSON.stringify(localStorage)")


def test_a_box_that_stores_by_itself_does_not_store_a_citizen_number(trainer: Tablet):
    page = trainer.page
    visit(page, f"/mapje/{FATMA}/gesprek")
    press(page, "Begin het gesprek")
    press(page, "Verteld. Verder")
    page.get_by_label("Wat wilt u precies leren?").fill(f"Formulier {BSN}")
    page.get_by_label("Waarom is dat belangrijk voor u?").fill("Dan kan ik het zelf")
    press(page, "Verder")
    question(page, "Wat gaat al goed?")
    trainer.until("""leerplein.read("SELECT why FROM intake").then(([{ why }]) => why === "Dan kan ik het zelf")""")
    assert trainer.read("SELECT what FROM intake") == [{"what": None}]


def test_a_box_takes_no_more_than_fits_and_says_so(trainer: Tablet):
    page = trainer.page
    visit(page, f"/mapje/{FATMA}/gesprek")
    press(page, "Begin het gesprek")
    press(page, "Verteld. Verder")
    page.get_by_label("Wat wilt u precies leren?").click()
    page.keyboard.insert_text("lezen " * 200)
    expect(page.get_by_text("Dit vak is vol: er passen 1000 letters in.")).to_be_visible()
    press(page, "Verder")
    question(page, "Wat gaat al goed?")
    trainer.until("""leerplein.read("SELECT length(what) AS n FROM intake").then(([{ n }]) => n === 1000)""")
    trainer.mend()
    trainer.sync()
    assert trainer.read("SELECT count(*) AS refused FROM change WHERE status = 'refused'") == [{"refused": 0}]


def test_the_guards_of_the_browser_find_what_those_of_the_server_find(trainer: Tablet):
    texts = [case["text"] for case in GUARDS["bsn"]], [case["text"] for case in GUARDS["health"]]
    bsn, health = trainer.page.evaluate(
        "([bsn, health]) => [bsn.map(leerplein.findBsn), health.map(leerplein.mentionsHealth)]", texts
    )
    assert bsn == [case["found"] for case in GUARDS["bsn"]]
    assert health == [case["words"] for case in GUARDS["health"]]


def test_a_private_note_is_marked_and_a_note_can_be_put_right(trainer: Tablet):
    page = trainer.page
    visit(page, f"/mapje/{FATMA}")
    page.get_by_label("Nieuwe notitie").fill("Rustig aan gedaan")
    page.get_by_label("Alleen voor begeleiders").click()
    press(page, "Notitie opslaan")
    entry = page.get_by_role("list", name="Verloop").get_by_role("listitem")
    expect(entry).to_contain_text("Alleen begeleiders")
    assert trainer.read("SELECT count(*) AS notes FROM private_note") == [{"notes": 1}]
    entry.get_by_role("button", name="Aanpassen").click()
    page.get_by_role("dialog").get_by_label("Notitie").fill("Rustig gewerkt")
    press(page, "Opslaan")
    expect(entry).to_contain_text("Rustig gewerkt")


def test_who_looked_is_noted_once_per_opening_and_shown(trainer: Tablet):
    page = trainer.page
    opened = "SELECT count(*) AS opened FROM folder_opening"
    page.get_by_role("link", name="Fatma").click()
    page.get_by_role("link", name="Meedoen").click()
    page.get_by_role("link", name="Over", exact=True).click()
    expect(page.get_by_role("list", name="Wie keek in dit mapje")).to_contain_text("An")
    assert trainer.read(opened) == [{"opened": 1}]
    page.get_by_role("link", name="Terug").click()
    page.get_by_role("link", name="Fatma").click()
    expect(page.get_by_role("heading", name="Mapje van Fatma")).to_be_visible()
    trainer.until(f"""leerplein.read("{opened}").then(([{{ opened }}]) => opened === 2)""")


def test_a_name_is_put_right_and_who_comes_no_more_leaves_the_list_until_welcome_back(trainer: Tablet):
    page = trainer.page
    visit(page, f"/mapje/{FATMA}/over")
    page.get_by_role("heading", name="Naam en plaatje").click()
    page.get_by_label("Voornaam").fill("Fatima")
    page.get_by_label("Voornaam").blur()
    expect(page.get_by_role("heading", level=1, name="Mapje van Fatima")).to_be_visible()
    page.get_by_role("heading", name="Afscheid").click()
    press(page, "Komt niet meer")
    page.get_by_role("dialog").get_by_role("button", name="Naar werk").click()
    expect(page.get_by_text("Niet meer hier", exact=True)).to_be_visible()
    page.get_by_role("link", name="Terug").click()
    expect(page.get_by_text("Niemand gevonden")).to_be_visible()
    page.get_by_label("Wie hier niet meer is").click()
    page.get_by_role("link", name="Fatima").click()
    page.get_by_role("link", name="Over", exact=True).click()
    press(page, "Toch nog hier")
    expect(page.get_by_text("Niet meer hier", exact=True)).to_have_count(0)
    told = "SELECT first_name, left_on FROM learner WHERE id = ?1"
    assert trainer.read(told, FATMA) == [{"first_name": "Fatima", "left_on": None}]


def test_a_sign_up_and_a_start_by_mistake_are_taken_back(trainer: Tablet):
    page = trainer.page
    trainer.record("INSERT INTO programme (id, name, kind) VALUES ('000000000000000a', 'Leerplein', 'lesson_group')")
    trainer.record(
        "INSERT INTO learning_group (id, programme, name) VALUES ('000000000000000b', '000000000000000a', 'Ochtend')"
    )
    visit(page, f"/mapje/{FATMA}/meedoen")
    press(page, "Aanmelden")
    page.get_by_role("dialog").get_by_text("Leerplein").click()
    page.get_by_role("dialog").get_by_role("button", name="Aanmelden").click()
    expect(page.get_by_text("Wacht sinds vandaag")).to_be_visible()
    press(page, "Wacht niet meer")
    expect(page.get_by_text("Gestopt vandaag")).to_be_visible()
    press(page, "Toch niet gestopt")
    press(page, "Laat beginnen")
    page.get_by_role("dialog").get_by_role("button", name="Ochtend").click()
    expect(page.get_by_text("Begonnen vandaag")).to_be_visible()
    press(page, "Toch niet begonnen")
    expect(page.get_by_text("Wacht sinds vandaag")).to_be_visible()


def test_who_must_go_on_soon_is_referred_in_one_tap(trainer: Tablet):
    page = trainer.page
    trainer.record(
        "INSERT INTO programme (id, name, max_months, onward) VALUES ('000000000000000a', 'Taal', 24, 'De taalschool')"
    )
    trainer.record(
        "INSERT INTO enrolment (learner, programme, asked_on, started_on)"
        " SELECT ?1, '000000000000000a', '2024-01-01', date(today, '-23 months') FROM clock",
        FATMA,
    )
    visit(page, f"/mapje/{FATMA}")
    expect(page.get_by_text("Daarna: De taalschool")).to_be_visible()
    press(page, "Zet dit in gang")
    referred = page.get_by_role("list", name="Doorverwijzen").get_by_role("listitem")
    expect(referred).to_contain_text("Gaat naar De taalschool")
    expect(page.get_by_role("link", name="Bekijk de doorverwijzing")).to_be_visible()
    press(page, "Aanpassen")
    page.get_by_role("dialog").get_by_role("button", name="Gooi weg").click()
    expect(page.get_by_role("button", name="Zet dit in gang")).to_be_visible()


def test_a_goal_in_the_wrong_folder_is_thrown_away(trainer: Tablet):
    page = trainer.page
    visit(page, f"/mapje/{FATMA}/doel")
    write_goal(page, "Ik wil een brief lezen", "De afzender zoeken")
    page.get_by_role("link", name="Aanpassen").click()
    press(page, "Gooi weg")
    press(page, "Nee, bewaar het")
    press(page, "Gooi weg")
    press(page, "Ja, gooi weg")
    expect(page.get_by_text("Nog geen doel")).to_be_visible()
    assert trainer.read("SELECT count(*) AS left FROM goal_step") == [{"left": 0}]


def test_a_folder_stays_closed_for_who_is_no_trainer(trainer: Tablet):
    page = trainer.sign_in("Bas").page
    visit(page, f"/mapje/{FATMA}")
    expect(page.get_by_text("Dit is voor begeleiders")).to_be_visible()
    expect(page.get_by_role("heading", level=1, name="Het mapje")).to_be_visible()
    trainer.until("leerplein.read('SELECT 1 FROM learner').then((rows) => rows.length > 0)")
    expect(page.get_by_text("Fatma")).to_have_count(0)
    assert trainer.read("SELECT count(*) AS opened FROM folder_opening") == [{"opened": 0}]


@pytest.mark.parametrize("local", [True, False])
def test_the_privacy_notice_is_read_aloud_by_a_voice_of_the_device_only(trainer: Tablet, local: bool):
    trainer.context.add_init_script(VOICE.replace("LOCAL", str(local).lower()))
    page = trainer.open(f"/mapje/{FATMA}/gesprek").sign_in().page
    press(page, "Begin het gesprek")
    question(page, "Dit schrijven wij op")
    voice = page.get_by_role("button", name="Lees voor")
    expect(voice).to_have_count(int(local))
    if local:
        voice.click()
        assert "Daarin staat wat u wilt leren." in page.evaluate("globalThis.said")
