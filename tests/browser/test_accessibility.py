"""No page has a finding of axe-core, or is wider than the screen: phone and tablet, both themes, both languages."""

import pytest
from playwright.sync_api import Page

from rxapp import routes
from rxapp.server import office, sites
from tests.browser.coordinating import AXE, PASSWORD, coordinator

WITH_DEMO = True
HELD = "SELECT session AS id FROM attendance JOIN session ON session.id = session WHERE closed_at IS NOT NULL LIMIT 1"
IDS = {
    routes.BOOK: "SELECT id FROM title LIMIT 1",
    routes.GROUP: "SELECT id FROM learning_group LIMIT 1",
    routes.PLANNING: "SELECT id FROM learning_group LIMIT 1",
    routes.HANDOVER: "SELECT id FROM learning_group LIMIT 1",
    routes.MODULES: "SELECT learning_group.id FROM learning_group JOIN module USING (programme) LIMIT 1",
    routes.SESSION: HELD,
    routes.BOARD: HELD,
    routes.CLOSING: HELD,
    routes.RUNNING: "SELECT id FROM session WHERE activity IS NOT NULL LIMIT 1",
    routes.HOUR_SHEET: HELD,
    routes.PROGRAMME: "SELECT id FROM programme LIMIT 1",
    routes.ACTIVITY: "SELECT id FROM activity LIMIT 1",
    routes.FOLDER: "SELECT learner AS id FROM goal LIMIT 1",
    routes.INTAKE: "SELECT learner AS id FROM intake LIMIT 1",
    routes.GOAL: "SELECT learner AS id, id AS goal FROM goal LIMIT 1",
    routes.EVALUATION: "SELECT learner AS id, id AS evaluation FROM evaluation LIMIT 1",
    routes.NEW_GOAL: "SELECT learner AS id FROM goal LIMIT 1",
    routes.TAKING_PART: "SELECT learner AS id FROM goal LIMIT 1",
    routes.ABOUT: "SELECT learner AS id FROM goal LIMIT 1",
    routes.CIRCLE: "SELECT learning_group AS id FROM circle LIMIT 1",
    routes.WEEK: "SELECT session.id FROM session JOIN circle USING (learning_group) LIMIT 1",
    routes.CIRCLE_END: "SELECT learning_group AS id FROM circle LIMIT 1",
    routes.QUIZ: "SELECT learning_group AS id FROM circle LIMIT 1",
    routes.KIT: "SELECT learning_group AS id FROM circle LIMIT 1",
    routes.GROUP_DIPLOMAS: "SELECT learning_group AS id FROM circle LIMIT 1",
    routes.PRINT_DIPLOMAS: "SELECT learning_group AS id FROM circle LIMIT 1",
}
PLAIN = (
    routes.HOME, routes.SETTINGS, routes.ATTENTION, routes.DESK, routes.REQUESTS, routes.PACK_LIST, routes.COUNT,
    routes.BOOKS, routes.ADD_BOOK, routes.LABELS, routes.CLOSE, routes.GROUPS, routes.WAITING, routes.PROGRAMMES,
    routes.TEMPLATES, routes.HOLIDAYS, routes.ACTIVITIES, routes.LEARNERS, routes.NEW_LEARNER, routes.WATCH,
    routes.CIRCLES, routes.PLAN_CIRCLE, routes.DIPLOMAS, routes.CHECK_DIPLOMA, routes.CARDS, routes.MY_PAGE,
    routes.ENROL, "/nergens",
)  # fmt: skip


OFFICE = [path for name, path in vars(routes).items() if name.isupper() and str(path).startswith(routes.OFFICE)]
BY_LAYOUT = ("color-contrast", "target-size", "scrollable-region-focusable", "heading-order", "label", "link-name")
"""What can differ on a wider screen, where other parts of the same page are shown."""
DOORS = [routes.SIGN_IN, routes.SET_UP]
LONG_NAME = "Werkbedrijf Noord-Oost Gelderland, locatie Doetinchem"
ARRIVED = """(path) => location.pathname.replace(/(.)\\/$/, "$1") === path && document.querySelector("main h1")?.textContent
  && !document.querySelector("main .empty-state [href$=refresh-cw], main h1 [href$=hourglass]")"""


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_page_of_the_floor_has_a_finding(tablet, language):
    here = tablet(color_scheme="light").enrol("cart", "circle", "training")
    here.page.evaluate("(language) => localStorage.setItem('language', language)", language)
    here.open("/").sign_in()
    here.page.locator("h1", has_text="An").wait_for()
    nameless = here.read("SELECT session.id FROM session JOIN learning_group AS g ON g.id = learning_group "
                         "JOIN programme ON programme.id = programme WHERE keeps_names = 0 LIMIT 1")[0]["id"]  # fmt: skip
    filled = [fill(path, here.read(sql)[0]) for path, sql in IDS.items()]
    found = findings(here.page, [*PLAIN, *filled, fill(routes.SESSION, {"id": nameless})])
    assert {path: what for path, what in found.items() if what} == {}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_page_of_the_office_has_a_finding(server, desk, language):
    page = desk(color_scheme="light")
    page.add_init_script(f"localStorage.setItem('language', '{language}')")
    sites.add_site(server.data, "tweede", LONG_NAME)
    with office.using(server.data) as connection:
        office.add_site(connection, "tweede", LONG_NAME)
    email = coordinator(server, server.site, "tweede")
    page.goto(server.url + routes.SIGN_IN)
    found = findings(page, DOORS)
    page.request.post(f"{server.url}/api/account/sign-in", data={"email": email, "password": PASSWORD})
    page.goto(server.url + routes.OFFICE)
    found |= findings(page, [path for path in OFFICE if path not in DOORS])
    assert len(found) > 12 and {path: what for path, what in found.items() if what} == {}


def fill(path: str, row: dict) -> str:
    """The address of one thing."""
    for name, value in row.items():
        path = path.replace(f"[{name}]", value)
    return path


def findings(page: Page, paths: list[str]) -> dict[str, list[str]]:
    """What axe-core finds per page on a phone, on a tablet, and by the colours of the dark theme; the app stays loaded."""
    page.evaluate(AXE.read_text())
    # So that axe sees no colour half-way when the theme changes or something comes into sight.
    page.add_style_tag(content="* { transition: none !important; animation: none !important; }")
    return {path: found_at(page, path) for path in paths}


def found_at(page: Page, path: str) -> list[str]:
    """What axe-core finds on one page."""
    page.set_viewport_size({"width": 360, "height": 740})
    page.evaluate("(path) => window.__reactRouterDataRouter.navigate(path)", path)
    page.wait_for_function(ARRIVED, arg=path)
    found = seen(page, "phone")
    page.set_viewport_size({"width": 1280, "height": 800})
    found += seen(page, "tablet", *BY_LAYOUT)
    choose_theme(page, "dark")
    found += seen(page, "dark", "color-contrast")
    choose_theme(page, "light")
    return found


def choose_theme(page: Page, theme: str) -> None:
    """Switch the theme in place."""
    page.emulate_media(color_scheme=theme)
    page.locator(f"html.{theme}").wait_for()


def seen(page: Page, where: str, *rules: str) -> list[str]:
    """What axe-core finds as the page is now, by these rules or all."""
    run = """(rules) => axe.run(document, rules.length ? { runOnly: rules } : {}).then(
      (result) => result.violations.map((one) => `${one.id}: ${one.nodes[0].html}`))"""
    return [*(f"{where}: {what}" for what in page.evaluate(run, list(rules))), *wider(page, where)]


def wider(page: Page, where: str) -> list[str]:
    """Whether the page is wider than the screen."""
    return [f"{where}: wider than the screen"] * page.evaluate("document.documentElement.scrollWidth > innerWidth")
