"""The cart in a real browser: sync of thousands of changes, a scan among thousands of books, and a cold start."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page

from bench import Figure, at_most, benchmark, percentile
from bench.floor import enrol, profiles, server, sign_in
from tests.browser.conftest import PIN, Server

CHANGES = 10_000
SCANS = 100
NEXT_BOOK = 400
"""Milliseconds in which a quick person puts one book away and takes the next; nothing is waited for."""
MANY = """WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"""
BOOKS = f"""{MANY} INSERT INTO copy (id, title, barcode, condition)
  SELECT printf('%016x', i), (SELECT id FROM (SELECT id, row_number() OVER () AS nr FROM title) WHERE nr = 1 + i % 40),
    'BM' || i, 'good' FROM n"""
LOANS = f"""{MANY} INSERT INTO loan (id, copy, visit, lent_at, returned_at, returned_visit)
  SELECT printf('1%015x', i), printf('%016x', 1 + i % 10000), printf('%016x', i % 120),
    strftime('%Y-%m-%dT%H:%M:%SZ', '2016-01-01', (i / 30) || ' hours'),
    strftime('%Y-%m-%dT%H:%M:%SZ', '2016-01-01', (i / 30) || ' hours', '+30 days'), printf('%016x', i % 120) FROM n"""
TIMED = """async (act) => { const begin = performance.now(); await eval(act); return performance.now() - begin; }"""


@benchmark("cart.sync")
def sync() -> Iterator[Figure]:
    """Ten thousand changes pushed from one browser and pulled by another."""
    with server() as running, profiles() as profile:
        one, two = enrol(profile("one"), running, "cart"), enrol(profile("two"), running, "cart")
        sign_in(one)
        for page in (one, two):
            page.evaluate("leerplein.syncNow()")
        two.context.set_offline(True)
        one.context.set_offline(True)
        record(one, CHANGES)
        one.context.set_offline(False)
        push = one.evaluate(TIMED, until_sent())
        two.context.set_offline(False)
        pull = two.evaluate(TIMED, until_here(CHANGES))
        yield at_most("cart.sync.pushed_10000_changes", push / 1000, "s", 3)
        yield at_most("cart.sync.pulled_10000_changes", pull / 1000, "s", 3)


def record(page: Page, count: int) -> None:
    """Write that many rows on the tablet, a thousand at a time."""
    for start in range(0, count, 1000):
        numbers = ", ".join(f"('{start + n:016x}', 'taken')" for n in range(1000))
        sql = f"INSERT INTO swap (visit, direction) VALUES {numbers}"
        page.evaluate("(sql) => leerplein.record([{ sql, params: [] }])", sql)


def until_sent() -> str:
    """JavaScript that syncs until nothing waits."""
    return "(async () => { while (!(await leerplein.syncNow())); })()"


def until_here(count: int) -> str:
    """JavaScript that syncs until so many rows are on this tablet."""
    read = "(await leerplein.read('SELECT count(*) AS n FROM swap'))[0].n"
    return f"(async () => {{ while ({read} < {count}) await leerplein.syncNow(); }})()"


@benchmark("cart.scan")
def scan() -> Iterator[Figure]:
    """A code is typed and Enter pressed, until the answer is painted; with years of books and loans on the tablet.

    As in the canteen: without a network, and each next book comes when a person has put the one before away.
    """
    with server() as running, profiles() as profile:
        fill(running)
        context = profile("one")
        page = context.new_page()
        page.goto(running.enrol_link("cart"))
        page.wait_for_function("globalThis.leerplein?.state().step === 'open'", timeout=120_000)
        open_desk(page)
        context.set_offline(True)
        times = [one_scan(page, f"BM{n}") for n in range(1, SCANS + 1)]
        yield at_most("cart.scan.painted_p95", percentile(times, 0.95), "ms", 100)
        yield at_most("cart.scan.painted_median", percentile(times, 0.5), "ms", 100)


def fill(running: Server) -> None:
    """Ten thousand copies and a hundred thousand past loans."""
    running.sql(BOOKS, 10_000)
    running.sql(LOANS, 100_000)


def open_desk(page: Page) -> None:
    """Sign in, open the cart day, and come to the desk."""
    page.evaluate("window.__reactRouterDataRouter.navigate('/kar')")
    sign_in(page)
    page.get_by_role("button", name="Kardag openen").click()
    page.locator(".result").wait_for()


def one_scan(page: Page, code: str) -> float:
    """Milliseconds from Enter to the painted answer, as the page itself measures them."""
    page.evaluate("performance.clearMeasures()")
    page.get_by_role("textbox", name="Scan of typ een paar letters").fill(code)
    page.keyboard.press("Enter")
    page.wait_for_function("performance.getEntriesByName('perform:desk').length > 0")
    page.wait_for_timeout(NEXT_BOOK)
    return page.evaluate("performance.getEntriesByName('perform:desk')[0].duration")


@benchmark("cart.replica")
def replica() -> Iterator[Figure]:
    """A database of twenty thousand rows, from the request until the browser reads from it.

    The first tablet after a change waits until the server has made the file; the next ones get the same.  The tablet
    has the app already, or what the service worker still fetches would be timed along.
    """
    with server() as running, profiles() as profile:
        running.sql(LOANS, 20_000)
        page = enrol(profile("one"), running, "cart")
        page.evaluate("navigator.serviceWorker.ready.then(() => leerplein.syncNow())")
        running.sql("INSERT INTO title (name) VALUES ('Een nieuw boek')")
        for name in ("made_and_ready", "ready"):
            running.office_sql("UPDATE device SET scope_version = scope_version + 1")
            seconds = page.evaluate(TIMED, renewed()) / 1000
            yield at_most(f"cart.replica.20000_rows_{name}", seconds, "s", 1)


def renewed() -> str:
    """JavaScript that syncs until a new database copy has taken the old one's place."""
    # Between the two copies there is no row to read.
    me = "(await leerplein.read('SELECT replica FROM me'))[0]?.replica"
    return f"(async () => {{ const old = {me}; do await leerplein.syncNow(); while ([old, undefined].includes({me})); }})()"


@benchmark("cart.start")
def start() -> Iterator[Figure]:
    """The app's first visit over the wire, and its start with the network cut."""
    with server() as running, profiles() as profile:
        context = profile("one")
        yield at_most("cart.first_visit", first_visit(context, running) / 1e6, "MB", 1.5)
        for slower, limit in ((1, 1.5), (4, 4)):
            context.close()
            context = profile("one")
            context.set_offline(True)
            shown, usable = cold_start(context, running, slower)
            yield at_most(f"cart.start.people_shown_{slower}x_slower", shown / 1000, "s", limit)
            yield at_most(f"cart.start.cart_usable_{slower}x_slower", usable / 1000, "s", limit)


def first_visit(context: BrowserContext, running: Server) -> float:
    """Bytes over the wire until the app and its database are on the tablet."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    paths: dict[str, str] = {}
    received: dict[str, float] = {}
    session.on("Network.responseReceived", lambda event: paths.update({event["requestId"]: event["response"]["url"]}))
    session.on(
        "Network.loadingFinished", lambda event: received.update({event["requestId"]: event["encodedDataLength"]})
    )
    page.goto(running.enrol_link("cart"))
    page.wait_for_function("globalThis.leerplein?.state().step === 'open'", timeout=120_000)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    seen = [urlsplit(paths[request]).path for request in received if request in paths]
    cached = page.evaluate(CACHED, seen)
    return sum(received.values()) + cached


CACHED = """async (seen) => {
  let bytes = 0;
  for (const name of await caches.keys()) for (const request of await (await caches.open(name)).keys()) {
    const path = new URL(request.url).pathname;
    if (seen.includes(path)) continue;
    bytes += Number((await fetch(path, { method: "HEAD", cache: "no-store" })).headers.get("content-length"));
  }
  return bytes;
}"""
"""Bytes, as compressed on the wire, of what the service worker and the database's worker fetched beside what the page
itself had."""


def cold_start(context: BrowserContext, running: Server, slower: int) -> tuple[float, float]:
    """Milliseconds from the start of the navigation to the people's faces, and to the cart after a typed PIN."""
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.goto(f"{running.url}/kar")
    page.get_by_role("button", name="An", exact=True).wait_for()
    shown = page.evaluate("performance.now()")
    page.get_by_role("button", name="An", exact=True).click()
    page.get_by_label("Uw pincode").fill(PIN)
    begin = page.evaluate("performance.now()")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Kardag openen").wait_for()
    return shown, shown + page.evaluate("performance.now()") - begin
