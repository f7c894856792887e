"""The office's report and privacy pages, as a coordinator uses them in a browser."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from rxapp.server import office, sites
from rxapp.server.accounts import accounts
from tests import small_site
from tests.browser.conftest import Server

PASSWORD = "vier losse woorden samen"


@pytest.fixture
def coordinator(server: Server, context: BrowserContext) -> Page:
    """A page of a coordinator who is signed in, at a site that is worked out by hand."""
    with sites.using(server.data, server.site) as connection:
        small_site.make(connection)
        connection.execute("UPDATE me SET clock_offset = 0")
    with office.using(server.data) as connection:
        accounts.set_password(connection, accounts.add_account(connection, "ria@x.nl", "Ria", [server.site]), PASSWORD)
    sites.close_all()
    office.close_all()
    body = {"email": "ria@x.nl", "password": PASSWORD}
    answer = context.request.post(f"{server.url}/api/account/sign-in", data=body)
    assert answer.ok, answer.text()
    return context.new_page()


def opened(page: Page, server: Server, name: str) -> Page:
    page.goto(f"{server.url}/kantoor/{name}")
    expect(page.locator("main .card").first).to_be_visible(timeout=20_000)
    return page


def cells(page: Page, label: str) -> list[str]:
    """The figures behind a label."""
    return (
        page.locator(".figures tr")
        .filter(has=page.get_by_role("rowheader", name=label, exact=True))
        .locator("td")
        .all_inner_texts()
    )


def test_the_report_shows_exact_figures_and_files_hide_small_ones(server: Server, coordinator: Page):
    page = opened(coordinator, server, "verslag")
    page.get_by_label("Van", exact=True).fill("2026-01-01")
    page.get_by_label("Tot en met").fill("2026-12-31")
    page.get_by_role("button", name="Laat zien").click()
    expect(page.get_by_role("rowheader", name="Verschillende mensen")).to_be_visible()
    assert cells(page, "Verschillende mensen") == ["4"]
    assert cells(page, "Uren voorbereiding") == ["1,5 uur"]
    assert cells(page, "Lezen") == ["3", "30"]
    page.get_by_text("Laat ook hier zien hoe het in een bestand staat").click()
    expect(page.locator(".figures").first).to_contain_text("minder dan 5")
    with page.expect_download() as download:
        page.get_by_role("link", name="Als CSV").first.click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert re.search(r"Mensen;Verschillende mensen;Aantal;minder dan 5", text)


def test_every_table_of_the_report_fits_on_a_phone(server: Server, coordinator: Page):
    page = opened(coordinator, server, "verslag")
    page.set_viewport_size({"width": 360, "height": 740})
    expect(page.get_by_role("columnheader", name="Keren aanwezig")).to_be_visible()
    frames = page.locator(".figures-frame")
    assert frames.evaluate_all("all => all.filter((one) => one.scrollWidth > one.clientWidth).length") == 0


def test_sites_are_set_beside_each_other(server: Server, coordinator: Page):
    sites.add_site(server.data, "tweede", "Tweede plek")
    server.office_sql("INSERT INTO account_site SELECT id, 'tweede' FROM account")
    with office.using(server.data) as connection:
        office.add_site(connection, "tweede", "Tweede plek")
    office.close_all()
    page = opened(coordinator, server, "verslag")
    page.get_by_role("button", name="Zet plekken naast elkaar").click()
    beside = page.get_by_role("region", name="Plekken naast elkaar")
    expect(beside.get_by_role("row")).to_have_count(3)
    expect(beside.get_by_role("row", name="Tweede plek")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Als CSV").last.click()
    assert "minder dan 5" in Path(download.value.path()).read_text(encoding="utf-8-sig")


def test_a_wrong_period_is_told_in_words(server: Server, coordinator: Page):
    page = opened(coordinator, server, "verslag")
    page.get_by_label("Van", exact=True).fill("2026-12-31")
    page.get_by_label("Tot en met").fill("2026-01-01")
    page.get_by_role("button", name="Laat zien").click()
    expect(page.get_by_role("status").first).to_contain_text("De laatste dag is na de eerste")


def test_a_learner_is_erased_with_the_proof(server: Server, coordinator: Page):
    page = opened(coordinator, server, "privacy")
    page.get_by_label("Eerste letters van de naam").fill("ais")
    page.get_by_role("button", name="Zoeken").click()
    page.get_by_role("button", name="Bekijken").click()
    page.get_by_role("button", name="Leg vast vanaf vandaag").click()
    expect(page.get_by_role("button", name="Stopt vandaag")).to_be_visible()
    page.get_by_role("button", name="Alles wissen").click()
    page.get_by_label("Typ de voornaam om het zeker te weten").fill("Bram")
    page.get_by_role("button", name="Wis alles van deze deelnemer").click()
    asked = page.get_by_role("dialog")
    expect(asked.get_by_text("De naam klopt niet. Er is niets gewist.")).to_be_visible()
    assert server.sql("SELECT 1 FROM learner WHERE first_name = 'Aisha'")
    page.get_by_label("Typ de voornaam om het zeker te weten").fill("aisha")
    page.get_by_role("button", name="Wis alles van deze deelnemer").click()
    expect(page.get_by_role("heading", name="Bewijs van wissen")).to_be_visible(timeout=20_000)
    expect(page.get_by_text("Er staat niets meer van deze deelnemer op de server.")).to_be_visible()
    assert not server.sql("SELECT 1 FROM change WHERE instr(patch, 'Aisha')")


def test_a_term_is_kept_when_its_box_is_left(server: Server, coordinator: Page):
    page = opened(coordinator, server, "privacy")
    box = page.get_by_label("Mapjes: maanden")
    box.fill("6")
    box.blur()
    expect(page.get_by_text("Bewaard. De nachtelijke opruiming houdt zich hieraan.")).to_be_visible()
    assert server.office_sql("SELECT months FROM keeping WHERE kind = 'folder'") == [{"months": 6}]


def test_new_cards_are_asked_for_and_come_as_a_file(server: Server, coordinator: Page):
    page = opened(coordinator, server, "afdrukken")
    page.get_by_role("button", name="Nieuwe kaarten voor iedereen").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Ja, maak nieuwe kaarten").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
