"""Codes come in from a camera and from a hand scanner that types."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import qrcode
import zxingcpp
from PIL import Image
from playwright.sync_api import BrowserType, Page, Route, expect

from tests.browser.conftest import ARGUMENTS, SITE_NAME, Server, Tablet
from tests.browser.coordinating import coordinator, enter

BUSY_FOR_LONG = """
  const ask = navigator.mediaDevices?.getUserMedia.bind(navigator.mediaDevices);
  window.asked = 0;
  if (ask) navigator.mediaDevices.getUserMedia = (wishes) =>
    window.asked++ < 4 ? Promise.reject(new DOMException("in use", "NotReadableError")) : ask(wishes);
"""
"""The page before this one still lets go of the camera, or the device is slow to start it."""
PICTURES = 30
"""How many pictures of each kind: at 30 a second the camera shows each for a second."""
LINEAR = {
    "9789086961238": zxingcpp.BarcodeFormat.EAN13,
    "BOEK-42": zxingcpp.BarcodeFormat.Code39,
    "Lp008-b": zxingcpp.BarcodeFormat.Code128,
    "A30401003B": zxingcpp.BarcodeFormat.Codabar,
}


def picture(code: str | None, turn: float = 12) -> bytes:
    """One camera picture of 640 × 480, with a QR code, a code of lines or of an empty table."""
    table = Image.new("RGB", (640, 480), (176, 170, 160))
    if code:
        flat = lines(code) if code in LINEAR else qrcode.make(code, box_size=7)
        label = flat.convert("RGB").rotate(turn, expand=True, fillcolor=(176, 170, 160))
        table.paste(label, ((640 - label.width) // 2, (480 - label.height) // 2))
    written = io.BytesIO()
    table.save(written, "JPEG", quality=85)
    return written.getvalue()


def lines(code: str) -> Image.Image:
    """A code of lines as it stands on a book."""
    drawn = zxingcpp.create_barcode(code, LINEAR[code]).to_image(scale=3)
    height, width = drawn.shape
    return Image.frombytes("L", (width, height), bytes(memoryview(drawn).cast("B")))


@pytest.fixture
def film(tmp_path: Path) -> Callable[..., Path]:
    """Write a film that a camera sees: real QR pictures, one after another."""

    def write(*codes: str | None) -> Path:
        path = tmp_path / "camera.mjpeg"
        path.write_bytes(b"".join(picture(code) * PICTURES for code in codes))
        return path

    return write


@pytest.fixture
def filming(
    browser_type: BrowserType, browser_type_launch_args: dict, server: Server
) -> Iterator[Callable[[Path], Tablet]]:
    """Make a tablet whose camera sees a film."""
    browsers = []

    def make(film: Path) -> Tablet:
        camera = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
        arguments = [*ARGUMENTS, *camera, f"--use-file-for-fake-video-capture={film}"]
        browsers.append(browser_type.launch(**{**browser_type_launch_args, "args": arguments}))
        return Tablet(browsers[-1].new_context(service_workers="block", bypass_csp=True), server)

    yield make
    for browser in browsers:
        browser.close()


def lose_once(route: Route, lost: list[str]) -> None:
    """Let the first fetch of the reader fail, as on a bad network."""
    if "reader" in route.request.url and not lost:
        lost.append(route.request.url)
        return route.abort()
    return route.continue_()


def scans(page: Page) -> list[str]:
    return page.evaluate("window.scans")


def test_the_camera_reads_real_pictures_also_after_many_false_starts(filming, film):
    codes = ["boek-1", "boek-2", "https://plein.example/kaart#geheim", *LINEAR]
    one = filming(film(codes[0], None, *codes[1:]))
    one.context.add_init_script(BUSY_FOR_LONG)
    lost = []
    one.context.route("**/*.wasm", lambda route: lose_once(route, lost))
    one.enrol("cart")
    outside = []
    one.page.on("request", lambda request: outside.append(request.url) if one.server.url not in request.url else None)
    one.page.evaluate("window.scans = []; leerplein.openCamera((code) => window.scans.push(code))")
    one.until(f"new Set(window.scans).size === {len(codes)}")
    assert lost and one.page.evaluate("window.asked") == 5
    assert set(scans(one.page)) == set(codes)
    assert [url for url in outside if not url.startswith(("blob:", "data:"))] == []


def type_fast(page: Page, code: str) -> None:
    """Type as a hand scanner does: all keys at once, then Enter."""
    page.keyboard.type(f"{code}\n")


def listening(tablet) -> Tablet:
    one = tablet().enrol("cart")
    one.page.evaluate("window.scans = []; void leerplein.listenToScanner((code) => window.scans.push(code))")
    return one


def test_a_hand_scanner_is_heard_wherever_the_focus_is(tablet):
    one = listening(tablet)
    type_fast(one.page, "9789012345678")
    assert scans(one.page) == ["9789012345678"]


def test_what_a_hand_scanner_types_into_a_field_is_taken_out_again(tablet):
    one = listening(tablet)
    one.page.evaluate(
        """() => { const field = document.createElement("input"); field.id = "proof"; field.value = "";
          document.body.append(field); field.focus(); }"""
    )
    one.page.keyboard.type("Mooi boek", delay=120)
    one.page.keyboard.press("Shift", delay=400)
    type_fast(one.page, "BOEK-00042")
    assert one.page.input_value("#proof") == "Mooi boek"
    assert scans(one.page) == ["BOEK-00042"]


def test_slow_fingers_are_no_scanner(tablet):
    one = listening(tablet)
    one.page.keyboard.type("12345", delay=120)
    one.page.keyboard.press("Enter", delay=120)
    assert scans(one.page) == []


def test_the_office_takes_the_number_of_a_book_from_the_camera(filming, film, server):
    page = filming(film("9789086961238", None)).page
    enter(page, server.url, coordinator(server, server.site))
    page.get_by_role("heading", level=1, name=SITE_NAME).wait_for()
    page.goto(f"{server.url}/kantoor/inlezen")
    page.get_by_role("button", name="Boeken (ISBN)").click()
    page.get_by_role("button", name="Camera").click()
    expect(page.get_by_label("ISBN's")).to_have_value("9789086961238")
    page.get_by_role("button", name="Camera dicht").click()
    page.get_by_label("ISBN's").press_sequentially(" 9780")
    expect(page.get_by_label("ISBN's")).to_have_value("9789086961238 9780")
