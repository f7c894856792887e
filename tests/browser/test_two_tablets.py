"""Two trainers with the same folder on two tablets, both with the network cut; after sync all three copies are equal."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from rxapp.data.tables import folders, people
from tests.browser.conftest import PEOPLE, Server, Tablet
from tests.browser.test_folders import FATMA, press, question, visit, write_goal

GOAL, STEP, NOTE = "00000000000000c1", "00000000000000c1"[:15] + "1", "00000000000000b0"


@pytest.fixture
def pair(server: Server, tablet: Callable[..., Tablet]) -> Iterator[tuple[Tablet, Tablet]]:
    """Two trainers, An and Bas, who opened the list of folders before the network went."""
    server.sql("UPDATE staff SET duties = 'training'")
    server.sql("INSERT INTO learner (id, first_name, symbol) VALUES (?, 'Fatma', 'star')", FATMA)
    server.sql(
        "INSERT INTO goal (id, learner, sentence, why, position) VALUES (?, ?, 'Ik wil lezen', 'Leuk', 1)", GOAL, FATMA
    )
    server.sql(
        "INSERT INTO goal_step (id, learner, goal, position, words) VALUES (?, ?, ?, 1, 'De datum zoeken')",
        STEP,
        FATMA,
        GOAL,
    )
    server.sql("INSERT INTO note (id, learner, day, words) VALUES (?, ?, '2026-01-05', 'Kwam binnen')", NOTE, FATMA)
    made = tuple(tablet().enrol("training").visit("/mapjes").sign_in(name) for name in ("An", "Bas"))
    for here in made:
        expect(here.page.get_by_role("link", name="Fatma")).to_be_visible()
        here.cut()
    yield made


def store(here: Tablet, label: str, words: str) -> None:
    """Type in a box that saves by itself, and go on when that is stored."""
    here.page.get_by_label(label).first.fill(words)
    here.page.get_by_label(label).first.blur()
    here.until("Object.keys(localStorage).every((key) => !key.startsWith('draft:'))")


def rewrite_note(page: Page, words: str) -> None:
    """Put the first note right."""
    entry = page.get_by_role("list", name="Verloop").get_by_role("listitem").filter(has_text="Kwam binnen")
    entry.get_by_role("button", name="Aanpassen").click()
    page.get_by_role("dialog").get_by_label("Notitie").fill(words)
    press(page, "Opslaan")
    expect(page.get_by_role("list", name="Verloop")).to_contain_text(words)


def new_note(page: Page, words: str) -> None:
    page.get_by_label("Nieuwe notitie").fill(words)
    press(page, "Notitie opslaan")
    expect(page.get_by_role("list", name="Verloop")).to_contain_text(words)


def begin_somebody_new(page: Page) -> None:
    """A whole first conversation, and two goals."""
    page.get_by_role("link", name="Nieuwe deelnemer").click()
    expect(page.get_by_role("heading", level=1, name="Nieuwe deelnemer")).to_be_visible()
    page.get_by_label("Voornaam").fill("Tamara")
    press(page, "raket")
    press(page, "Naar het gesprek")
    press(page, "Verteld. Verder")
    page.get_by_label("Wat wilt u precies leren?").fill("Mijn post lezen")
    press(page, "Verder")
    for asked in ("Wat gaat al goed?", "Hoe ver bent u?", "Wanneer kunt u?", "Hoe komt u hier?"):
        question(page, asked)
        press(page, "Verder")
    press(page, "Klaar. Nu een doel kiezen")
    write_goal(page, "Ik wil een brief lezen", "De afzender zoeken")
    page.get_by_role("link", name="Nieuw doel").click()
    write_goal(page, "Ik wil een formulier invullen")


def look_back(here: Tablet) -> None:
    """An evaluation of a period, signed."""
    page = here.page
    press(page, "Samen terugkijken")
    store(here, "Hoe gaat het nu?", "Ik lees zelf")
    store(here, "Wat is er anders thuis?", "Mijn zoon is trots")
    page.get_by_role("radio", name="Naar de bibliotheek").click()
    expect(page.get_by_role("radio", name="Naar de bibliotheek")).to_be_checked()
    press(page, "Onderteken als An")
    expect(page.get_by_role("list", name="Verloop")).to_contain_text("Terugblik. Naar de bibliotheek")


def all_equal(one: Tablet, two: Tablet, server: Server) -> None:
    """Every row of every folder with its clocks is the same on both tablets and on the server."""
    for table in (*folders.TABLES, people.LEARNER):
        read = f"SELECT * FROM {table.state} ORDER BY id"
        assert one.read(read) == two.read(read) == server.sql(read), table.name


def test_the_same_folder_on_two_tablets_without_network_keeps_everything(pair, server):
    one, two = pair
    begin_somebody_new(one.page)
    visit(one.page, f"/mapje/{FATMA}/doel/{GOAL}")
    store(one, "Waarom is dat belangrijk?", "Dan betaal ik op tijd")
    visit(one.page, f"/mapje/{FATMA}")
    one.page.get_by_role("button", name="De datum zoeken").click()
    expect(one.page.get_by_role("button", name="De datum zoeken")).to_contain_text("Bezig")
    rewrite_note(one.page, "Kwam vrolijk binnen")
    new_note(one.page, "Las de krant")
    look_back(one)
    visit(two.page, f"/mapje/{FATMA}/doel/{GOAL}")
    store(two, "Het doel", "Ik wil een brief lezen")
    visit(two.page, f"/mapje/{FATMA}")
    step = two.page.get_by_role("button", name="De datum zoeken")
    for word in ("Bezig", "Klaar"):
        step.click()
        expect(step).to_contain_text(word)
    rewrite_note(two.page, "Kwam op tijd binnen")
    new_note(two.page, "Schreef een kaart")
    for here in (one, two, one):
        here.mend()
        here.sync()
    all_equal(one, two, server)
    merged = {"sentence": "Ik wil een brief lezen", "why": "Dan betaal ik op tijd"}
    assert server.sql("SELECT sentence, why FROM goal WHERE id = ?", GOAL) == [merged]
    assert server.sql("SELECT state FROM goal_step WHERE id = ?", STEP) == [{"state": "done"}]
    assert server.sql("SELECT count(*) AS n FROM goal") == [{"n": 3}]
    assert server.sql("SELECT count(*) AS n FROM evaluation WHERE signed_by = ?", PEOPLE["An"]) == [{"n": 1}]
    assert one.read("SELECT count(*) AS n FROM change WHERE status <> 'accepted'") == [{"n": 0}]
    for here in pair:
        told = here.page.get_by_role("list", name="Verloop")
        for words in ("Las de krant", "Schreef een kaart", "Kwam op tijd binnen", "Terugblik"):
            expect(told).to_contain_text(words)
        expect(here.page.get_by_role("button", name="De datum zoeken")).to_contain_text("Klaar")
    [clash] = server.office_sql("SELECT column_name, settled_at FROM clash")
    assert clash == {"column_name": "words", "settled_at": None}
    said = "SELECT patch FROM change WHERE row = ? AND tbl = 'note' ORDER BY stamp"
    assert [re.search('Kwam [^"]*', row["patch"])[0] for row in server.sql(said, NOTE)] == [
        "Kwam binnen",
        "Kwam vrolijk binnen",
        "Kwam op tijd binnen",
    ]
    server.command("check")
