"""A real server and real Chromium tablets for the tests of this folder."""

import hashlib
import secrets
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from rxapp.data.database import connect
from rxapp.server import office, sites
from seed.load import load_demo
from tests.server_process import ServerProcess

expect.set_options(timeout=20_000)

SITE = "demo"
PIN = "1234"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
ADD_STAFF = "INSERT INTO staff (id, first_name, symbol, duties, pin) VALUES (?, ?, 'cat', 'cart', ?)"
PEOPLE = {"An": "00000000000000aa", "Bas": "00000000000000bb"}
FILES = """async () => {
  const names = [];
  for await (const name of (await navigator.storage.getDirectory()).keys()) names.push(name);
  return names.filter((name) => name.endsWith(".sqlite3"));
}"""


class Server(ServerProcess):
    """The app's server with one site, where An and Bas work."""

    def sql(self, statement: str, *parameters) -> list:
        """Read or change the site's database beside the running server."""
        return _run(self.data / "sites" / f"{SITE}.sqlite3", statement, parameters)

    def office_sql(self, statement: str, *parameters) -> list:
        """Read or change the office's database beside the running server."""
        return _run(self.data / "office.sqlite3", statement, parameters)

    def enrol_link(self, *duties: str) -> str:
        """A fresh one-time link for a tablet with these duties, as `leerplein device enrol` makes it."""
        with office.using(self.data) as connection:
            return f"{self.url}/aanmelden#{office.make_code(connection, SITE, duties or ('cart',))}"


class Tablet:
    """A browser with a profile of its own; `page` is the tab that was opened last."""

    def __init__(self, context: BrowserContext, server: Server):
        self.context, self.server = context, server
        self.page = context.new_page()

    def enrol(self, *duties: str) -> "Tablet":
        """Open an enrolment link and wait for the first copy of the database."""
        self.page.goto(self.server.enrol_link(*duties))
        return self.is_open()

    def open(self, path: str = "/") -> "Tablet":
        """Open the app in a new tab, as after a restart."""
        self.page = self.context.new_page()
        self.page.goto(self.server.url + path)
        return self.is_open()

    def is_open(self) -> "Tablet":
        """Wait until the database of the current tab is open."""
        self.until("globalThis.leerplein?.state().step === 'open'")
        return self

    def sign_in(self, name: str = "An") -> "Tablet":
        """Sign a person in on the current tab."""
        self.page.evaluate("([staff, pin]) => leerplein.signIn(staff, pin)", [PEOPLE[name], PIN])
        return self

    def read(self, sql: str, *parameters) -> list[dict]:
        """Rows of the tablet's own database."""
        return self.page.evaluate("([sql, params]) => leerplein.read(sql, params)", [sql, list(parameters)])

    def record(self, sql: str, *parameters) -> None:
        """Record one statement, as a page does, and wait until it is on the disk twice."""
        self.page.evaluate("([sql, params]) => leerplein.record([{ sql, params }])", [sql, list(parameters)])

    def cut(self) -> None:
        """Take the server out of reach; pages still open."""
        self.context.route("**/api/**", lambda route: route.abort())

    def mend(self) -> None:
        """Let the server be reached again."""
        self.context.unroute("**/api/**")

    def sync(self) -> None:
        """Sync until nothing waits."""
        self.page.evaluate("async () => { while (!(await leerplein.syncNow())); }")
        self.until("leerplein.state().step === 'open'")

    def until(self, check: str) -> None:
        """Wait until a JavaScript expression, which may be a promise, is true.

        Not with `wait_for_function`, which calls eval in the page: the app's content security policy forbids that.
        """
        wait = f"async () => {{ while (!(await ({check}))) await new Promise((again) => setTimeout(again, 50)); }}"
        self.page.evaluate(wait)

    def until_sent(self) -> None:
        """Wait until the app has sent everything by itself."""
        self.until("""leerplein.read("SELECT 1 FROM change WHERE status = 'unsent'").then((rows) => !rows.length)""")

    def until_files(self, count: int) -> None:
        """Wait until the browser's private file system holds so many databases."""
        self.until(f"({FILES})().then((names) => names.length === {count})")

    def kept(self) -> list[dict]:
        """The second copy of unsent changes, in IndexedDB."""
        return self.page.evaluate(
            """() => new Promise((resolve, reject) => {
              const request = indexedDB.open("leerplein");
              request.onerror = reject;
              request.onsuccess = () => {
                const all = request.result.transaction("outbox").objectStore("outbox").getAll();
                all.onsuccess = () => { request.result.close(); resolve(all.result); };
              };
            })"""
        )


def _run(path: Path, statement: str, parameters: tuple) -> list:
    connection = connect(path)
    try:
        return [dict(row) for row in connection.execute(statement, parameters).fetchall()]
    finally:
        connection.close()


def hashed_pin(pin: str) -> str:
    """A PIN as `staff.pin` keeps it."""
    salt = secrets.token_bytes(16)
    hashed = hashlib.pbkdf2_hmac("sha256", pin.encode(), salt, 10_000)
    return f"pbkdf2-sha256$10000${salt.hex()}${hashed.hex()}"


def find_chromium() -> str | None:
    """The system's Chromium where there is one; None means Playwright's own."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    """How to start the browser."""
    found = find_chromium()
    return {**browser_type_launch_args, "args": ARGUMENTS, **({"executable_path": found} if found else {})}


@pytest.fixture
def server(request: pytest.FixtureRequest, tmp_path: Path, prepared: Callable[[bool], Path]) -> Iterator[Server]:
    """A running app with a data folder of its own; in a module with `WITH_DEMO` also with the demo's books and people."""
    server = Server(tmp_path / "data")
    shutil.copytree(prepared(getattr(request.module, "WITH_DEMO", False)), server.data)
    with server:
        yield server


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bool], Path]:
    """Data folders to begin with, each made once: one site with An and Bas, with or without the demo."""

    @cache
    def prepare(with_demo: bool) -> Path:
        server = Server(tmp_path_factory.mktemp("prepared") / "data")
        (server.data / "sites").mkdir(parents=True)
        sites.add_site(server.data, SITE, "Proefplek")
        with office.using(server.data) as connection:
            office.add_site(connection, SITE, "Proefplek")
        for name, row in PEOPLE.items():
            server.sql(ADD_STAFF, row, name, hashed_pin(PIN))
        if with_demo:
            connection = connect(server.data / "sites" / f"{SITE}.sqlite3")
            load_demo(connection, hashed_pin)
            connection.close()
        office.close_all()
        return server.data

    return prepare


@pytest.fixture
def tablet(browser: Browser, server: Server) -> Iterator[Callable[..., Tablet]]:
    """Make tablets; each has a profile of its own. Keyword arguments go to the browser context.

    The content policy is off, since it forbids what Playwright waits with; `test_no_other_host.py` keeps it on.
    """
    contexts = []

    def make(**options) -> Tablet:
        # The tests' own waiting evaluates text, which the content policy forbids; `test_no_other_host` keeps it on.
        contexts.append(browser.new_context(**{"service_workers": "block", "bypass_csp": True, **options}))
        contexts[-1].add_cookies([{"name": "backend-enabled", "value": "false", "url": server.url}])
        return Tablet(contexts[-1], server)

    yield make
    for context in contexts:
        context.close()
