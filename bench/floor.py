"""A real server and real Chromium tablets for the benchmarks of the floor's screens."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, sync_playwright

from tests.browser.conftest import ARGUMENTS, PEOPLE, PIN, Server, prepare
from tests.browser.conftest import find_chromium as chromium


@contextmanager
def server() -> Iterator[Server]:
    """A running server with the demo's books and people, and An and Bas."""
    with tempfile.TemporaryDirectory() as folder:
        with Server(Path(folder) / "data") as running:
            yield running.begin(prepare(Path(folder) / "prepared.sqlite3", with_demo=True))


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
