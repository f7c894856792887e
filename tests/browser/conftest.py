"""A real server and real Chromium tablets for the tests of this folder."""

import hashlib
import secrets
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from rxapp.data.database import connect, create_site, open_site
from rxapp.server import office, sites
from seed.load import load_demo
from tests.server_process import ServerProcess

expect.set_options(timeout=20_000)

PIN = "1234"
PATIENCE = 60_000
SITE_NAME = "Proefplek"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
ADD_STAFF = "INSERT INTO staff (id, first_name, symbol, duties, pin) VALUES (?, ?, 'cat', 'cart', ?)"
PEOPLE = {"An": "00000000000000aa", "Bas": "00000000000000bb"}
FILES = """async () => {
  const names = [];
  for await (const name of (await navigator.storage.getDirectory()).keys()) names.push(name);
  return names.filter((name) => name.endsWith(".sqlite3"));
}"""


class Server(ServerProcess):
    """The app's server with one site, where An and Bas work; one process serves many tests, each with a site of its own."""

    site = ""

    def begin(self, prepared: Path) -> "Server":
        """Go on with an empty office and a fresh site made of the `prepared` file, on a server that runs."""
        if not self.is_up():
            self.start()
        sites.close_all()
        _empty(office.office_path(self.data))
        for file in (self.data / "sites").iterdir():
            file.unlink()
        self.site = f"plek-{secrets.token_hex(4)}"
        shutil.copy(prepared, self.site_file)
        self.sql("UPDATE me SET site = ?, epoch = ?", self.site, secrets.token_hex(8))
        with office.using(self.data) as connection:
            office.add_site(connection, self.site, SITE_NAME)
        return self

    @property
    def site_file(self) -> Path:
        """The site's database."""
        return self.data / "sites" / f"{self.site}.sqlite3"

    def sql(self, statement: str, *parameters) -> list:
        """Read or change the site's database beside the running server."""
        return _run(self.site_file, statement, parameters)

    def office_sql(self, statement: str, *parameters) -> list:
        """Read or change the office's database beside the running server."""
        return _run(office.office_path(self.data), statement, parameters)

    def enrol_link(self, *duties: str) -> str:
        """A fresh one-time link for a tablet with these duties, as `leerplein device enrol` makes it."""
        with office.using(self.data) as connection:
            return f"{self.url}/aanmelden#{office.make_code(connection, self.site, duties or ('cart',))}"


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

    def visit(self, path: str) -> "Tablet":
        """Go to another page of the app that is open, as by a tap on a link; much quicker than to load it again."""
        self.page.evaluate("(path) => window.__reactRouterDataRouter.navigate(path)", path)
        return self

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
        self.until("leerplein.syncNow()")
        self.until("leerplein.state().step === 'open'")

    def until(self, check: str) -> None:
        """Wait until a JavaScript expression, which may be a promise, is true; after a minute it is an error.

        Not with `wait_for_function`, which calls eval in the page: the app's content security policy forbids that.
        """
        self.page.evaluate(
            f"""async () => {{
              const end = performance.now() + {PATIENCE};
              while (!(await ({check}))) {{
                if (performance.now() > end) throw new Error("Still not true after {PATIENCE} ms.");
                await new Promise((again) => setTimeout(again, 50));
              }}
            }}"""
        )

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


def _empty(path: Path) -> None:
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('secret', 'sqlite_sequence')"
    for table in _run(path, tables, ()):
        _run(path, f"DELETE FROM {table['name']}", ())


def prepare(path: Path, with_demo: bool) -> Path:
    """Make the file of a site where An and Bas work, with or without the demo's books and people."""
    connection = open_site(path)
    create_site(connection, "prepared")
    connection.execute("INSERT INTO site (name) VALUES (?)", (SITE_NAME,))
    for name, row in PEOPLE.items():
        connection.execute(ADD_STAFF, (row, name, hashed_pin(PIN)))
    if with_demo:
        load_demo(connection, hashed_pin)
    connection.close()
    return path


def hashed_pin(pin: str) -> str:
    """A PIN as `staff.pin` keeps it."""
    salt = secrets.token_bytes(16)
    hashed = hashlib.pbkdf2_hmac("sha256", pin.encode(), salt, 10_000)
    return f"pbkdf2-sha256$10000${salt.hex()}${hashed.hex()}"


def find_chromium() -> str | None:
    """The system's Chromium where there is one, best without windows; None means Playwright's own."""
    return next(filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser"))), None)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    """How to start the browser."""
    found = find_chromium()
    return {**browser_type_launch_args, "args": ARGUMENTS, **({"executable_path": found} if found else {})}


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server that the tests of this process share."""
    with Server(tmp_path_factory.mktemp("server") / "data") as server:
        yield server


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bool], Path]:
    """Sites to begin with, each made once: with or without the demo."""
    folder = tmp_path_factory.mktemp("prepared")
    return cache(lambda with_demo: prepare(folder / f"demo-{with_demo}.sqlite3", with_demo))


@pytest.fixture
def server(request: pytest.FixtureRequest, running: Server, prepared: Callable[[bool], Path]) -> Server:
    """The running server with a fresh site; in a module with `WITH_DEMO` also with the demo's books and people."""
    return running.begin(prepared(getattr(request.module, "WITH_DEMO", False)))


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


@pytest.fixture
def desk(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Make browsers of a coordinator, each with a profile of its own. Keyword arguments go to the context."""
    contexts: list[BrowserContext] = []

    def make(**options) -> Page:
        contexts.append(browser.new_context(service_workers="block", bypass_csp=True, **options))
        return contexts[-1].new_page()

    yield make
    for context in contexts:
        context.close()
