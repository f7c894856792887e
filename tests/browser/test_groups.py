"""The trainer's hour in a real browser with the network cut: who is there, the board, the close, the open hour."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from rxapp.data.database import connect
from rxapp.data.tables import folders, groups
from seed.library import load_activities
from seed.programmes import copy_template
from tests.browser.conftest import Server, Tablet
from tests.training import insert, new_group, today

PEOPLE = ["Aisha", "Bilal", "Carla", "Fatima", "Ibrahim", "Kees", "Mo", "Omar"]
DUTIES = ("cart", "training", "office")


@pytest.fixture
def place(server: Server) -> Iterator[Server]:
    """A site where An and Bas are trainers, with a group of eight that meets today and an open hour without names."""
    connection = connect(server.site_file)
    connection.execute("UPDATE staff SET duties = 'cart training office'")
    group, learners = new_group(connection, 8, copy_template(connection, "z14-leerplein"), symbol="coffee")
    for learner, name in zip(learners, PEOPLE, strict=True):
        connection.execute("UPDATE learner SET first_name = ? WHERE id = ?", (name, learner))
        insert(connection, "goal", learner=learner, sentence=f"Ik wil lezen, zegt {name}", position=1)
    insert(connection, "goal", learner=learners[0], sentence="Ik wil een mail sturen", position=2)
    load_activities(connection)
    hour = {"day": today(connection), "minutes": 60, "state": "planned"}
    before = insert(connection, "session", learning_group=group, day=today(connection, -7), starts="10:00", minutes=60)
    connection.execute("UPDATE session SET opened_at = '2026-01-01T10:00:00Z' WHERE id = ?", (before,))
    insert(connection, "homework", session=before, learner=learners[0], words="Bladzij 12")
    insert(connection, "session", learning_group=group, starts="10:00", **hour)
    nameless = insert(
        connection, "learning_group", programme=copy_template(connection, "z6-openleercentrum"), name="Inloop"
    )
    insert(connection, "session", learning_group=nameless, starts="19:00", **hour)
    connection.close()
    yield server


def trainer(tablet: Callable[..., Tablet], name: str = "An", **options) -> Tablet:
    """A tablet with all duties on which somebody is signed in, at the start page."""
    return tablet(**options).enrol(*DUTIES).visit("/").sign_in(name)


def seat(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name="Wie is er?").get_by_role("button", name=name)


def visit(page: Page, path: str, title: str) -> None:
    """Follow a link of the app, as a tap does."""
    page.evaluate("(path) => window.__reactRouterDataRouter.navigate(path)", path)
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()


def tap_beside(lines: Locator) -> None:
    """Tap at the right edge of a row or card, far from the word that is its link."""
    lines.click(position={"x": lines.bounding_box()["width"] - 9, "y": 24})


def begin(here: Tablet) -> Page:
    """Open the hour of the group with one tap on the start page."""
    here.page.get_by_role("button", name="Ochtend").click()
    expect(here.page.get_by_role("heading", level=1, name="Wie is er?")).to_be_visible()
    expect(here.page.get_by_text("8 / 8")).to_be_visible()
    return here.page


def test_an_hour_with_eight_people_from_start_to_close_with_the_network_cut(place, tablet):
    here = trainer(tablet)
    here.cut()
    page = begin(here)
    seat(page, "Bilal").click()
    expect(seat(page, "Bilal")).to_contain_text("Ziek")
    seat(page, "Mo").click()
    expect(seat(page, "Mo")).to_contain_text("Ziek")
    seat(page, "Mo").click()
    expect(seat(page, "Mo")).to_contain_text("Vrij")
    expect(page.get_by_text("6 / 8")).to_be_visible()
    page.get_by_role("link", name="Verder: aan de slag").click()
    _work(page)
    page.get_by_role("link", name="Verder: afsluiten").click()
    _close(page)
    expect(page.get_by_role("heading", level=1, name="Dag An")).to_be_visible()
    expect(page.get_by_role("button", name="Ochtend")).to_contain_text("Klaar")
    page.get_by_role("button", name="Ochtend").click()
    page.get_by_role("button", name="Uur weer openen").click()
    seat(page, "Bilal").click()
    expect(seat(page, "Bilal")).to_contain_text("Vrij")
    expect(page.get_by_role("heading", level=1, name="Wie is er?")).to_be_visible()
    page.get_by_role("link", name="Afsluiten").click()
    page.get_by_role("button", name="Klaar, uur afsluiten").click()
    expect(page.get_by_role("button", name="Ochtend")).to_contain_text("Klaar")
    here.mend()
    here.sync()
    held = """SELECT face, top_one, tip_one, note, closed_at IS NOT NULL AS closed FROM session
              WHERE closed_at IS NOT NULL"""
    said = {"face": 3, "top_one": "Veel gelachen", "tip_one": "Eerder koffie", "note": "Rustig uur", "closed": 1}
    assert place.sql(held) == [said]
    assert place.sql("SELECT attended.state, count(*) AS n FROM attended JOIN session ON session.id = attended.session "
                     "WHERE closed_at IS NOT NULL GROUP BY 1 ORDER BY 1") == [
        {"state": "holiday", "n": 2}, {"state": "present", "n": 6}
    ]  # fmt: skip
    assert place.sql("SELECT count(*) AS n FROM homework WHERE words = 'Lees de krant'") == [{"n": 5}]
    assert place.sql("SELECT done FROM homework WHERE words = 'Bladzij 12'") == [{"done": 1}]
    assert place.sql("SELECT minutes FROM preparation") == [{"minutes": 30}]
    place.command("check")


def _work(page: Page) -> None:
    """Another goal, homework of last time, homework for one and for all."""
    expect(page.get_by_role("heading", level=1, name="Aan de slag")).to_be_visible()
    first = page.locator("section", has=page.get_by_role("heading", name="Aisha"))
    first.get_by_role("button", name=re.compile("Ik wil lezen")).click()
    page.get_by_role("dialog").get_by_role("button", name="Ik wil een mail sturen").click()
    expect(first.get_by_role("button", name=re.compile("Ik wil een mail sturen"))).to_be_visible()
    first.get_by_role("button", name="Gedaan", exact=True).click()
    first.get_by_label("Huiswerk voor de volgende keer").fill("Schrijf een mail")
    page.get_by_label("Hetzelfde huiswerk voor iedereen").fill("Lees de krant")
    page.get_by_role("button", name="Geef aan iedereen").click()
    second = page.locator("section", has=page.get_by_role("heading", name="Carla"))
    expect(second.get_by_label("Huiswerk voor de volgende keer")).to_have_value("Lees de krant")
    expect(first.get_by_label("Huiswerk voor de volgende keer")).to_have_value("Schrijf een mail")


def _close(page: Page) -> None:
    """A face for one and for the group, words, a tip and a top, a note, and the time to prepare."""
    page.get_by_role("group", name="Hoe was het voor Aisha?").get_by_role("button", name="Gaat wel").click()
    page.get_by_label("Een woord erbij van Aisha").fill("Moeilijk maar leuk")
    page.get_by_role("group", name="Hoe was het voor de groep?").get_by_role("button", name="Goed", exact=True).click()
    page.get_by_label("Eerste top").fill("Veel gelachen")
    page.get_by_label("Eerste tip").fill("Eerder koffie")
    page.get_by_label("Notitie over het uur").fill("Rustig uur")
    page.get_by_role("button", name="30 minuten").click()
    page.get_by_role("button", name="Klaar, uur afsluiten").click()


def test_what_was_typed_is_there_after_the_tablet_closed_half_way(place, tablet):
    here = trainer(tablet)
    page = begin(here)
    path = page.evaluate("location.pathname.replace('/uur/', '/uur/klaar/')")
    visit(page, path, "Afsluiten")
    page.get_by_label("Notitie over het uur").press_sequentially("Half af")
    page.close()
    page = here.open(path).sign_in().page
    expect(page.get_by_label("Notitie over het uur")).to_have_value("Half af")


def test_an_hour_that_nobody_closed_waits_on_the_start_page(place, tablet):
    here = trainer(tablet)
    here.cut()
    page = here.page
    page.get_by_role("list", name="Nog niet afgesloten").get_by_role("link", name="Ochtend").click()
    expect(page.get_by_role("heading", level=1, name="Wie is er?")).to_be_visible()
    page.get_by_role("link", name="Afsluiten").click()
    page.get_by_role("button", name="Klaar, uur afsluiten").click()
    expect(page.get_by_role("heading", level=1, name="Dag An")).to_be_visible()
    expect(page.get_by_text("Nog niet afgesloten")).to_have_count(0)


def test_an_open_hour_counts_taps_and_stores_nothing_else(place, tablet):
    here = trainer(tablet)
    here.cut()
    page = here.page
    hour = here.read("SELECT session.id FROM session JOIN learning_group AS g ON g.id = learning_group "
                     "WHERE g.name = 'Inloop'")[0]["id"]  # fmt: skip
    visit(page, f"/uur/{hour}", "Wie is er?")
    expect(page.get_by_text("Dan tikt u één keer voor elke bezoeker.")).to_be_visible()
    page.get_by_role("button", name="Uur beginnen").click()
    expect(page.get_by_text("Hier noteren we geen namen")).to_be_visible()
    question = page.get_by_role("button", name=re.compile(r"^\d+ cv$"))
    for taps in (1, 2, 3):
        question.click()
        expect(question).to_contain_text(str(taps))
    page.get_by_role("button", name="Eén tik terug: cv").click()
    expect(question).to_contain_text("2")
    page.get_by_role("button", name="Klaar, uur afsluiten").click()
    expect(page.get_by_role("button", name="Inloop")).to_contain_text("Klaar")
    here.mend()
    here.sync()
    assert place.sql("SELECT count(*) AS n FROM tally") == [{"n": 2}]
    assert place.sql("SELECT count(*) AS n FROM nameless_trespass") == [{"n": 0}]


def test_two_tablets_in_the_same_hour_are_equal_after_sync_and_keep_every_word(place, tablet):
    one, two = trainer(tablet), trainer(tablet, "Bas")
    for here in (one, two):
        here.cut()
        begin(here)
    seat(one.page, "Bilal").click()
    expect(seat(one.page, "Bilal")).to_contain_text("Ziek")
    seat(two.page, "Carla").click()
    expect(seat(two.page, "Carla")).to_contain_text("Ziek")
    seat(two.page, "Carla").click()
    expect(seat(two.page, "Carla")).to_contain_text("Vrij")
    _two_boards(one.page, two.page)
    _two_closes(one, two)
    for here in (one, two):
        _tap_twice(here)
    for here in (one, two, one):
        here.mend()
        here.sync()
    for table in (*groups.TABLES, *folders.TABLES):
        read = f"SELECT * FROM {table.state} ORDER BY id"
        assert one.read(read) == two.read(read) == place.sql(read), table.name
    states = "SELECT learner.first_name, attended.state FROM attended JOIN learner ON learner.id = learner ORDER BY 1"
    told = {row["first_name"]: row["state"] for row in place.sql(states) if row["state"] != "present"}
    assert told == {"Bilal": "ill", "Carla": "holiday"}
    given = "SELECT first_name, words FROM homework JOIN learner ON learner.id = learner WHERE words LIKE '%krant'"
    assert {row["first_name"] for row in place.sql(given)} == set(PEOPLE) - {"Aisha", "Carla"}
    assert place.sql("SELECT done FROM homework WHERE words = 'Bladzij 12'") == [{"done": 1}]
    closed = "SELECT face, top_one, tip_one, note FROM session WHERE closed_at IS NOT NULL AND face IS NOT NULL"
    assert place.sql(closed) == [{"face": 3, "top_one": "Gelachen", "tip_one": "Eerder koffie", "note": "Druk uur"}]
    assert place.sql("SELECT count(*) AS n FROM tally") == [{"n": 4}]
    clashes = place.office_sql("SELECT column_name FROM clash ORDER BY column_name")
    assert [clash["column_name"] for clash in clashes] == ["note", "words"]
    for lost in ("Rustig uur", "Schrijf een mail"):
        assert place.sql("SELECT count(*) AS n FROM change WHERE patch LIKE ?", f"%{lost}%") == [{"n": 1}]
    place.command("check")


def _two_boards(one: Page, two: Page) -> None:
    """Another goal and homework for one on the first tablet; last time's homework and the same for all on the second."""
    for page in (one, two):
        page.get_by_role("link", name="Verder: aan de slag").click()
    first, second = (page.locator("section", has=page.get_by_role("heading", name="Aisha")) for page in (one, two))
    first.get_by_role("button", name=re.compile("Ik wil lezen")).click()
    one.get_by_role("dialog").get_by_role("button", name="Ik wil een mail sturen").click()
    expect(first.get_by_role("button", name=re.compile("Ik wil een mail sturen"))).to_be_visible()
    first.get_by_label("Huiswerk voor de volgende keer").fill("Schrijf een mail")
    second.get_by_role("button", name="Gedaan", exact=True).click()
    second.get_by_label("Huiswerk voor de volgende keer").fill("Lees een boek")
    two.get_by_label("Hetzelfde huiswerk voor iedereen").fill("Lees de krant")
    two.get_by_role("button", name="Geef aan iedereen").click()
    omar = two.locator("section", has=two.get_by_role("heading", name="Omar"))
    expect(omar.get_by_label("Huiswerk voor de volgende keer")).to_have_value("Lees de krant")


def _two_closes(one: Tablet, two: Tablet) -> None:
    """Each tablet says something of its own, and both something about the hour: that is a clash."""
    for here in (one, two):
        here.page.get_by_role("link", name="Verder: afsluiten").click()
    close = one.page.get_by_role("group", name="Hoe was het voor de groep?")
    close.get_by_role("button", name="Goed", exact=True).click()
    one.page.get_by_label("Eerste top").fill("Gelachen")
    one.page.get_by_label("Notitie over het uur").fill("Rustig uur")
    one.page.get_by_role("button", name="Klaar, uur afsluiten").click()
    two.page.get_by_role("group", name="Hoe was het voor Aisha?").get_by_role("button", name="Gaat wel").click()
    two.page.get_by_label("Eerste tip").fill("Eerder koffie")
    two.page.get_by_label("Notitie over het uur").fill("Druk uur")
    two.page.get_by_role("button", name="Klaar, uur afsluiten").click()
    for here in (one, two):
        expect(here.page.get_by_role("button", name="Ochtend")).to_contain_text("Klaar")
        here.until("Object.keys(localStorage).every((key) => !key.startsWith('draft:'))")


def _tap_twice(here: Tablet) -> None:
    """Two visitors of the open hour."""
    here.page.get_by_role("button", name="Inloop").click()
    question = here.page.get_by_role("button", name=re.compile(r"^\d+ cv$"))
    for taps in (1, 2):
        question.click()
        expect(question).to_contain_text(str(taps))


def test_who_joins_during_the_hour_is_in_the_ring_and_somebody_new_is_one_tap_away(place, tablet):
    place.sql("INSERT INTO learner (id, first_name, symbol) VALUES ('00000000000000fa', 'Zora', 'star')")
    here = trainer(tablet)
    here.cut()
    page = begin(here)
    hour = page.evaluate("location.pathname")
    group = here.read("SELECT id FROM learning_group WHERE name = 'Ochtend'")[0]["id"]
    visit(page, f"/groepen/groep/{group}", "Ochtend")
    page.get_by_role("button", name="Iemand erbij").click()
    page.get_by_role("dialog").get_by_role("button", name="Zora").click()
    members = page.get_by_role("list", name="Wie doet mee")
    expect(members.get_by_text("Zora")).to_be_visible()
    page.get_by_role("button", name="Zora doet toch niet mee").click()
    expect(members.get_by_text("Zora")).to_have_count(0)
    page.get_by_role("button", name="Iemand erbij").click()
    page.get_by_role("dialog").get_by_role("button", name="Zora").click()
    expect(members.get_by_text("Zora")).to_be_visible()
    visit(page, hour, "Wie is er?")
    expect(seat(page, "Zora")).to_contain_text("Niet bekend")
    seat(page, "Zora").click()
    expect(seat(page, "Zora")).to_contain_text("Is er")
    expect(page.get_by_text("9 / 9")).to_be_visible()
    page.get_by_role("button", name="Gast erbij").click()
    page.get_by_role("dialog").get_by_role("link", name="Iemand nieuw? Maak een mapje").click()
    expect(page.get_by_role("heading", level=1, name="Nieuwe deelnemer")).to_be_visible()


def test_the_hour_of_a_reading_circle_opens_on_the_page_of_its_week(place, tablet):
    connection = connect(place.site_file)
    circle, _ = new_group(connection, 3, copy_template(connection, "z9-leeskring"), symbol="book")
    connection.execute("UPDATE learning_group SET name = 'Leeskring' WHERE id = ?", (circle,))
    insert(connection, "session", learning_group=circle, day=today(connection), starts="13:00", state="planned")
    connection.close()
    page = trainer(tablet).page
    page.get_by_role("button", name="Leeskring").click()
    expect(page.get_by_role("heading", level=1, name="Week 1 van 1")).to_be_visible()
    people = page.get_by_role("list", name="Wie is er?")
    expect(people.get_by_role("button", name="Is er", exact=True)).to_have_count(3)
    visit(page, f"/groepen/groep/{circle}", "Leeskring")
    page.get_by_role("list", name="Vorige uren").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1, name="Week 1 van 1")).to_be_visible()


def test_a_guest_joins_and_goes_and_a_substitute_is_named(place, tablet):
    place.sql("INSERT INTO learner (first_name, symbol) VALUES ('Gerda', 'star')")
    page = begin(here := trainer(tablet))
    page.get_by_role("button", name="Gast erbij").click()
    page.get_by_role("dialog").get_by_role("button", name="Gerda").click()
    expect(page.get_by_text("9 / 9")).to_be_visible()
    seat(page, "Gerda").click()
    expect(page.get_by_text("8 / 8")).to_be_visible()
    page.get_by_role("button", name="Ik val vandaag in").click()
    expect(page.get_by_text("An valt in")).to_be_visible()
    assert here.read("SELECT count(*) AS n FROM session WHERE led_by IS NOT NULL") == [{"n": 1}]
    page.get_by_role("button", name="Toch niet invallen").click()
    expect(page.get_by_text("An valt in")).to_have_count(0)


def test_the_whole_row_of_a_name_or_day_leads_to_it_and_its_buttons_stay_buttons(place, tablet):
    here = trainer(tablet, viewport={"width": 360, "height": 740})
    page = here.page
    group = here.read("SELECT id FROM learning_group WHERE name = 'Ochtend'")[0]["id"]
    visit(page, f"/groepen/groep/{group}", "Ochtend")
    tap_beside(page.get_by_role("list", name="Wie doet mee").get_by_role("listitem").filter(has_text="Mo"))
    expect(page.get_by_role("heading", level=1, name="Mapje van Mo")).to_be_visible()
    visit(page, f"/groepen/planning/{group}", "Planning van Ochtend")
    page.get_by_role("button", name="Gaat niet door").click()
    expect(page.get_by_role("button", name="Toch wel")).to_be_visible()
    tap_beside(page.get_by_role("list", name="Uren").get_by_role("listitem").filter(has_text="vandaag"))
    expect(page.get_by_role("heading", level=1, name="Wie is er?")).to_be_visible()


def test_a_template_becomes_a_programme_with_a_group_that_is_planned_offline(place, tablet):
    here = trainer(tablet)
    here.cut()
    page = here.page
    visit(page, "/programmas/voorbeelden", "Nieuw programma")
    template = page.locator("section", has=page.get_by_role("heading", name="Taalgroep op het werk"))
    for said in (
        "Elke week twee achter elkaar",
        "90 minuten",
        "Hoogstens 24 maanden hier",
        "Bibliotheekpas: 3 betalen mee",
    ):
        expect(template).to_contain_text(said)
    page.get_by_role("button", name="Kies dit: Taalgroep op het werk").click()
    expect(page.get_by_role("heading", level=1, name="Taalgroep op het werk")).to_be_visible()
    for part in ("Eén keer", "Hoe lang mag iemand blijven?", "E-learnings", "Wat kost het?"):
        page.get_by_role("heading", name=part, exact=True).click()
    page.get_by_label("Minuten per keer").fill("60")
    page.get_by_label("Om de hoeveel keer een gast?").fill("2")
    page.get_by_label("Minuten, als elke keer anders is").fill("60, 75")
    page.get_by_label("Langste tijd in maanden").fill("12")
    page.get_by_label("Langste tijd in maanden").blur()
    page.get_by_text("Nieuwe e-learning").click()
    page.get_by_label("Hoe heet de e-learning?").fill("Veilig werken")
    page.get_by_label("Hoeveel minuten?").fill("45")
    page.get_by_role("button", name="Erbij").first.click()
    expect(page.get_by_role("list", name="E-learnings")).to_contain_text("45 minuten")
    card = page.locator("section", has=page.get_by_role("heading", name="Wat kost het?"))
    card.get_by_label("Prijs in euro's").first.fill("€ 5.625")
    card.get_by_role("button", name="Bewaren").click()
    expect(card.get_by_text("betaalt 1875,00 euro")).to_have_count(3)
    page.get_by_text("Nieuwe groep").click()
    page.get_by_label("Naam van de groep").fill("Middag")
    page.get_by_label("Eerste dag").fill(here.read("SELECT today FROM clock")[0]["today"])
    page.get_by_role("button", name="Groep maken").click()
    expect(page.get_by_role("heading", level=1, name="Planning van Middag")).to_be_visible()
    page.get_by_role("button", name="Plan het jaar").click()
    expect(page.get_by_role("button", name="Gaat niet door").first).to_be_visible()
    page.get_by_role("button", name="Gaat niet door").first.click()
    expect(page.get_by_role("button", name="Toch wel")).to_be_visible()
    planned = here.read("SELECT count(*) AS n, min(session.minutes) AS minutes FROM session JOIN learning_group AS g "
                        "ON g.id = learning_group WHERE g.name = 'Middag'")  # fmt: skip
    assert planned[0]["n"] > 90 and planned[0]["minutes"] == 60
    says = here.read("SELECT guest_every, minutes_each, max_months FROM programme WHERE template = 'z13-taalgroep'")
    assert says == [{"guest_every": 2, "minutes_each": "[60,75]", "max_months": 12}]


def test_an_activity_is_planned_and_its_draaiboek_runs_offline(place, tablet):
    here = trainer(tablet)
    page = begin(here)
    hour = page.evaluate("location.pathname.split('/').pop()")
    here.cut()
    visit(page, "/werkvormen", "Werkvormen")
    page.get_by_text("Spel", exact=True).first.click()
    tap_beside(page.locator("section", has=page.get_by_role("link", name="Mijn droombaan")))
    expect(page.get_by_role("heading", level=1, name="Mijn droombaan")).to_be_visible()
    page.get_by_role("button", name="Plan in een uur").click()
    page.get_by_role("dialog").get_by_role("button", name="Ochtend").click()
    visit(page, f"/uur/draaiboek/{hour}", "Mijn droombaan")
    expect(page.get_by_text("Buiten of binnen?")).to_be_visible()
    expect(page.get_by_role("heading", name="Zo maakt u het makkelijker")).to_be_visible()
    page.get_by_role("button", name="Starten").click()
    expect(page.get_by_role("timer")).to_contain_text(re.compile("^[45]:"))
    expect(page.locator("[aria-current=step]")).to_contain_text("Welkom")
    page.get_by_role("button", name="Volgende stap").click()
    expect(page.locator("[aria-current=step]")).to_contain_text("Kiezen")
    page.close()
    page = here.open(f"/uur/draaiboek/{hour}").sign_in().page
    expect(page.locator("[aria-current=step]")).to_contain_text("Kiezen")
    expect(page.get_by_role("timer")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("timer")).to_be_hidden()
    expect(page.get_by_text("Zeg:").first).to_be_visible()
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Stoppen").click()
    page.get_by_role("button", name="Toch niet doen").click()
    expect(page.get_by_text("Er is geen werkvorm gepland")).to_be_visible()
