"""A whole day with the cart: two tablets without a network, a server that is killed, and everybody equal in the end."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserType, Page, expect

from rxapp.data.database import connect
from rxapp.data.tables import in_scope
from tests.browser.conftest import ARGUMENTS, PIN, Server, Tablet
from tests.browser.test_cart import answer, choose, scan, visit
from tests.browser.test_scan import picture
from tests.oracle import dump

WITH_DEMO = True
BY_CAMERA = 10
PICTURES_A_CODE = 25
BLANK = 5


class Profile:
    """A tablet with a profile on disk, so that its browser can be closed and opened again."""

    def __init__(self, browser_type: BrowserType, launch: dict, folder: Path, server: Server, film: Path):
        camera = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
        arguments = [*ARGUMENTS, *camera, f"--use-file-for-fake-video-capture={film}"]
        self.server = server
        self.open_browser = lambda: browser_type.launch_persistent_context(
            folder,
            **{**launch, "args": arguments},
            bypass_csp=True,
            viewport={"width": 1280, "height": 800},
            locale="nl-NL",
        )
        self.context = self.open_browser()

    def enrol(self) -> None:
        """Open the link, see the download come to its end, and wait until the whole app is in the cache."""
        page = self.context.new_page()
        page.goto(self.server.enrol_link("cart"))
        expect(page.get_by_text("Dit apparaat is klaar")).to_be_visible()
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")

    def restart_without_network(self) -> Tablet:
        """Close the browser, cut the network, and start the app cold."""
        self.context.close()
        self.context = self.open_browser()
        self.context.set_offline(True)
        tablet = Tablet(self.context, self.server)
        tablet.page.goto(f"{self.server.url}/")
        tablet.page.get_by_role("button", name="An", exact=True).click()
        tablet.page.get_by_label("Uw pincode").fill(PIN)
        tablet.page.keyboard.press("Enter")
        expect(tablet.page.get_by_role("heading", level=1, name="Dag An")).to_be_visible()
        tablet.page.get_by_role("link", name="Naar de kar").click()
        tablet.page.get_by_role("button", name="Kardag openen").click()
        expect(answer(tablet.page)).to_contain_text("Scan een boek of een kaart")
        return tablet


@pytest.fixture
def demo(server: Server) -> dict[str, list[str]]:
    """The demo site on the server; gives the labels of the books that are in and out."""
    connection = connect(server.site_file)
    codes = {state: [row[0] for row in connection.execute(LABELS, (state,))] for state in ("in", "out")}
    connection.close()
    return codes


LABELS = "SELECT barcode FROM copy_now WHERE state = ? AND condition = 'good' ORDER BY barcode"


@pytest.fixture
def film(tmp_path: Path, demo: dict[str, list[str]]) -> Path:
    """What the camera sees: ten labels one after another, and an empty table in between."""
    path = tmp_path / "camera.mjpeg"
    shown = [picture(code) * PICTURES_A_CODE + picture(None) * BLANK for code in demo["in"][:BY_CAMERA]]
    path.write_bytes(b"".join(shown))
    return path


def lend_by_camera(page: Page, tablet: Tablet, codes: list[str]) -> None:
    """Hold ten books before the camera, one after another."""
    page.get_by_role("button", name="Camera", exact=True).click()
    labels = ", ".join(f"'{code}'" for code in codes)
    out = f"SELECT count(*) AS n FROM copy_now WHERE state = 'out' AND barcode IN ({labels})"
    tablet.until(f"leerplein.read(`{out}`).then(([row]) => row.n === {len(codes)})")
    page.get_by_role("button", name="Camera dicht").click()


def note_requests(page: Page) -> None:
    visit(page, "/kar/verzoeken", "Verzoeken")
    page.get_by_text("Iets anders").click()
    for wish in ("een boek over treinen", "iets van Kader", "een kookboek"):
        page.get_by_label("Wat?").fill(wish)
        page.get_by_role("button", name="Opschrijven").click()
        expect(page.get_by_role("list", name="Dit is gevraagd").get_by_text(wish, exact=True)).to_be_visible()


def count_cart(page: Page, codes: list[str]) -> None:
    visit(page, "/kar/tellen", "Tellen")
    for code in codes:
        expect(scan(page, code)).to_contain_text("Gezien")


def state(tablet: Tablet) -> list[str]:
    """Every row that the tablet holds, in the shape of `oracle.dump`."""
    lines = []
    for table in in_scope({"cart"}):
        names = [row["name"] for row in tablet.read(f"SELECT name FROM pragma_table_info('{table.state}')")]
        quoted = " || ',' || ".join(f'quote("{name}")' for name in names)
        rows = tablet.read(f"SELECT {quoted} AS line FROM {table.state} ORDER BY id")
        lines += [f"{table.name}: {row['line']}" for row in rows]
    return lines


def test_a_whole_day(browser_type, browser_type_launch_args, tmp_path, server, demo, film):
    at_home = {key: value for key, value in browser_type_launch_args.items() if key != "args"}
    one, two = (Profile(browser_type, at_home, tmp_path / name, server, film) for name in ("one", "two"))
    for profile in (one, two):
        profile.enrol()
    first, second = one.restart_without_network(), two.restart_without_network()

    page, here, out = first.page, demo["in"], demo["out"]
    choose(page, "Hanna")
    lend_by_camera(page, first, here[:BY_CAMERA])
    for code in here[BY_CAMERA:20]:
        expect(scan(page, code)).to_contain_text("Geleend aan Hanna")
    for code in out[:10]:
        expect(scan(page, code)).to_contain_text("Is terug")
    note_requests(page)
    count_cart(page, here[20:26])
    assert first.read("SELECT count(*) AS n FROM change WHERE status = 'unsent'")[0]["n"] > 40

    page = second.page
    choose(page, "Omar")
    for code in here[15:18]:
        expect(scan(page, code)).to_contain_text("Geleend aan Omar")
    expect(scan(page, out[0])).to_contain_text("Is terug")

    one.context.set_offline(False)
    server.kill()
    two.context.set_offline(False)
    server.start()
    for tablet in (first, second, first, second):
        tablet.until_sent()
        tablet.sync()
    third = Profile(browser_type, at_home, tmp_path / "three", server, film)
    third.enrol()
    fresh = Tablet(third.context, server).open("/")

    connection = connect(server.site_file)
    truth = dump(connection, in_scope({"cart"}))
    assert state(first) == state(second) == state(fresh) == truth
    doubles = connection.execute("SELECT count(*) FROM double_loan").fetchone()[0]
    lent = connection.execute("SELECT count(*) FROM loan WHERE visit IN (SELECT id FROM open_visit)").fetchone()[0]
    asked = connection.execute("SELECT count(*) FROM request WHERE words <> ''").fetchone()[0]
    connection.close()
    assert (doubles, asked >= 3, lent >= 1) == (3, True, True)
    server.command("check")
    for profile in (one, two, third):
        profile.context.close()
