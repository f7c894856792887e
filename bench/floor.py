"""A real server and real Chromium tablets for the benchmarks of the floor's screens."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, sync_playwright

from rxapp.data.database import connect
from rxapp.server import office, sites
from seed.load import load_demo
from tests.browser.conftest import ADD_STAFF, ARGUMENTS, PEOPLE, PIN, SITE, Server, hashed_pin
from tests.browser.conftest import find_chromium as chromium


@contextmanager
def server() -> Iterator[Server]:
    """A running server with the demo's books and people, and An and Bas."""
    with tempfile.TemporaryDirectory() as folder:
        running = Server(Path(folder) / "data")
        (running.data / "sites").mkdir(parents=True)
        sites.add_site(running.data, SITE, "Proefplek")
        with office.using(running.data) as connection:
            office.add_site(connection, SITE, "Proefplek")
        for name, row in PEOPLE.items():
            running.sql(ADD_STAFF, row, name, hashed_pin(PIN))
        database = connect(running.data / "sites" / f"{SITE}.sqlite3")
        load_demo(database, hashed_pin)
        database.close()
        with running:
            yield running


@contextmanager
def profiles() -> Iterator:
    """A function that opens a browser with a profile of its own, by name; the same name opens it again."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        opened: list[BrowserContext] = []

        def open_profile(name: str) -> BrowserContext:
            options = {"executable_path": found} if (found := chromium()) else {}
            opened.append(
                playwright.chromium.launch_persistent_context(
                    Path(folder) / name,
                    args=ARGUMENTS,
                    bypass_csp=True,
                    viewport={"width": 1280, "height": 800},
                    **options,
                )
            )
            return opened[-1]

        yield open_profile
        for context in opened:
            context.close()


def enrol(context: BrowserContext, running: Server, *duties: str) -> Page:
    """Make a browser a tablet, and wait until its database is open."""
    page = context.new_page()
    page.goto(running.enrol_link(*duties))
    page.wait_for_function("globalThis.leerplein?.state().step === 'open'", timeout=120_000)
    return page


def sign_in(page: Page, name: str = "An") -> None:
    """Sign somebody in without the number pad."""
    page.evaluate("([staff, pin]) => leerplein.signIn(staff, pin)", [PEOPLE[name], PIN])


def percentile(values: list[float], share: float) -> float:
    """The value that so large a share of the values does not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]
