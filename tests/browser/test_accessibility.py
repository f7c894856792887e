"""No page has a finding of axe-core, or is wider than a phone: both themes, both languages."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from rxapp import routes
from tests.browser import coordinating
from tests.browser.coordinating import PASSWORD, coordinator

WITH_DEMO = True
AXE = Path(__file__).parents[2] / ".web" / "node_modules" / "axe-core" / "axe.min.js"
IDS = {
    routes.BOOK: "SELECT id FROM title LIMIT 1",
    routes.GROUP: "SELECT id FROM learning_group LIMIT 1",
    routes.PLANNING: "SELECT id FROM learning_group LIMIT 1",
    routes.HANDOVER: "SELECT id FROM learning_group LIMIT 1",
    routes.MODULES: "SELECT learning_group.id FROM learning_group JOIN module USING (programme) LIMIT 1",
    routes.SESSION: "SELECT id FROM session LIMIT 1",
    routes.BOARD: "SELECT id FROM session LIMIT 1",
    routes.CLOSING: "SELECT id FROM session LIMIT 1",
    routes.RUNNING: "SELECT id FROM session LIMIT 1",
    routes.PROGRAMME: "SELECT id FROM programme LIMIT 1",
    routes.ACTIVITY: "SELECT id FROM activity LIMIT 1",
    routes.FOLDER: "SELECT learner AS id FROM goal LIMIT 1",
    routes.INTAKE: "SELECT learner AS id FROM intake LIMIT 1",
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


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_the_floor_has_a_finding(tablet, scheme, language):
    here = tablet(color_scheme=scheme, viewport={"width": 360, "height": 740}).enrol("cart", "circle", "training")
    here.page.evaluate("(language) => localStorage.setItem('language', language)", language)
    here.open("/").sign_in()
    here.page.locator("h1", has_text="An").wait_for()
    here.page.evaluate(AXE.read_text())
    filled = [path.replace("[id]", here.read(sql)[0]["id"]) for path, sql in IDS.items()]
    found = {path: findings(here.page, path) for path in [*PLAIN, *filled]}
    assert {path: what for path, what in found.items() if what} == {}


ARRIVED = "document.querySelector('main h1') && !document.querySelector('main .empty-state [href$=refresh-cw]')"
OFFICE = [path for name, path in vars(routes).items() if name.isupper() and str(path).startswith(routes.OFFICE)]


@pytest.mark.parametrize("scheme, language", [("light", "en"), ("dark", "nl")])
def test_no_page_of_the_office_has_a_finding(server, desk, scheme, language):
    page = desk(color_scheme=scheme, viewport={"width": 360, "height": 740})
    page.add_init_script(f"localStorage.setItem('language', '{language}')")
    email, found = coordinator(server, server.site), {}
    for path in [routes.SIGN_IN, routes.SET_UP]:
        page.goto(server.url + path)
        found[path] = coordinating.findings(page)
    page.request.post(f"{server.url}/api/account/sign-in", data={"email": email, "password": PASSWORD})
    for path in set(OFFICE) - found.keys():
        page.goto(server.url + path)
        page.wait_for_function(ARRIVED)
        found[path] = coordinating.findings(page)
    assert len(found) > 12 and {path: what for path, what in found.items() if what} == {}


def findings(page: Page, path: str) -> list[str]:
    """What axe-core finds on a page, and whether it is wider than the screen."""
    page.evaluate("(path) => window.__reactRouterDataRouter.navigate(path)", path)
    arrived = "(path) => location.pathname.startsWith(path) && document.querySelector('h1')?.textContent"
    page.wait_for_function(arrived, arg=path)
    run = "() => axe.run(document).then((result) => result.violations.map((one) => `${one.id}: ${one.nodes[0].html}`))"
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [*page.evaluate(run), *(["wider than the screen"] if wide else [])]
