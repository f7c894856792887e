"""A sheet of an hour that was ticked on paper: its photo, slanted and dim, brings the ticks back."""

import random
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter
from playwright.sync_api import expect

from rxapp.office import session_sheet
from tests.browser.conftest import Server

GROUP, PROGRAMME, HOUR = "00000000000000a1", "00000000000000b1", "00000000000000c1"
PEOPLE = [(f"{0x9A3F51 * n:016x}", name) for n, name in enumerate(("Aisha", "Bram", "Cor", "Dewi", "Els", "Fatma"), 1)]
TICKED = {
    "Aisha": ("Er", "Goed"), "Bram": ("Ziek",), "Cor": ("Vrij",), "Dewi": ("Er", "Niet goed"), "Els": ("Er", "Ziek"),
}  # fmt: skip
PX = 12
"""Pixels of the flat sheet per mm."""
GRAIN = 40
"""By how much of 255 a pixel is lighter or darker than it should be, at most, as with a cheap camera in a dim room."""


def fill(server: Server) -> None:
    server.sql("UPDATE staff SET duties = 'training'")
    server.sql("INSERT INTO programme (id, name, kind, minutes) VALUES (?, 'Lezen', 'lesson_group', 60)", PROGRAMME)
    server.sql(
        "INSERT INTO learning_group (id, programme, name, first_on) VALUES (?, ?, 'Lezen', '2026-01-01')",
        GROUP,
        PROGRAMME,
    )
    server.sql(
        "INSERT INTO session (id, learning_group, day, starts, opened_at) SELECT ?, ?, today, '10:00', now FROM clock",
        HOUR,
        GROUP,
    )
    for learner, name in PEOPLE:
        server.sql("INSERT INTO learner (id, first_name, symbol) VALUES (?, ?, 'cat')", learner, name)
        server.sql("INSERT INTO attendance (session, learner) VALUES (?, ?)", HOUR, learner)


def ticked_sheet() -> Image.Image:
    """The printed page with crosses of a pen, none of them neat."""
    hand = random.Random(7)
    (page,) = session_sheet.pages(session_sheet.Head(HOUR, "Lezen", "vandaag"), PEOPLE)
    page = page.convert("L").resize((210 * PX, 297 * PX), Image.Resampling.LANCZOS)
    pen = ImageDraw.Draw(page)
    for line, (_, name) in enumerate(PEOPLE):
        for word in TICKED.get(name, ()):
            x = session_sheet.COLUMNS[session_sheet.HEADINGS.index(word)] + hand.uniform(-0.6, 0.6)
            y = session_sheet.FIRST_LINE + line * session_sheet.STEP + hand.uniform(-0.6, 0.6)
            for way in (1, -1):
                ends = [(PX * (x - 2.4), PX * (y - way * 2.2)), (PX * (x + 2.4), PX * (y + way * 2.4))]
                pen.line(ends, fill=60, width=round(0.7 * PX))
    return page


def photo(page: Image.Image, corners: list[tuple[int, int]], turn: int, path: Path) -> Path:
    """The sheet on a brown table, seen from aside, in light that falls off, grainy, a little out of focus, as a JPEG."""
    width, height = 1900, 2500
    taken = page.transform(
        (width, height),
        Image.Transform.PERSPECTIVE,
        coefficients(corners, page.size),
        Image.Resampling.BICUBIC,
        fillcolor=95,
    )
    light = Image.linear_gradient("L").resize((width, height)).point(lambda level: 150 + level * 105 // 255)
    grain = Image.frombytes("L", (width, height), random.Random(7).randbytes(width * height))
    grain = grain.point(lambda level: 128 + (level - 128) * GRAIN // 128)
    dim = ImageChops.multiply(taken, light).filter(ImageFilter.GaussianBlur(1.2))
    ImageChops.add(dim, grain, scale=1, offset=-128).rotate(turn, expand=True).convert("RGB").save(path, quality=72)
    return path


def coefficients(corners: list[tuple[int, int]], size: tuple[int, int]) -> list[float]:
    """What Pillow needs to put the sheet's corners (clockwise from the top left) at these places."""
    rows = []
    for (x, y), (u, v) in zip(corners, [(0, 0), (size[0], 0), size, (0, size[1])], strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y, u], [0, 0, 0, x, y, 1, -v * x, -v * y, v]]
    for place in range(8):
        best = max(range(place, 8), key=lambda row: abs(rows[row][place]))
        rows[place], rows[best] = rows[best], rows[place]
        rows[place] = [value / rows[place][place] for value in rows[place]]
        for other in range(8):
            if other != place:
                share = rows[other][place]
                rows[other] = [a - share * b for a, b in zip(rows[other], rows[place], strict=True)]
    return [row[8] for row in rows]


@pytest.mark.parametrize(
    "corners, turn",
    [
        ([(60, 50), (1840, 60), (1850, 2450), (50, 2440)], 0),
        ([(230, 190), (1680, 120), (1850, 2400), (90, 2300)], 0),
        ([(120, 80), (1760, 260), (1640, 2440), (190, 2330)], 90),
        ([(150, 200), (1800, 90), (1750, 2380), (80, 2420)], 184),
    ],
    ids=["straight", "slanted", "on its side", "upside down"],
)
def test_a_photo_brings_the_ticks_back(server: Server, tablet, tmp_path: Path, corners, turn):
    fill(server)
    an = tablet().enrol("training").sign_in()
    an.page.goto(f"{server.url}/uur/blad/{HOUR}")
    an.is_open().sign_in()
    an.cut()
    an.page.locator("input[type=file]").set_input_files(photo(ticked_sheet(), corners, turn, tmp_path / "blad.jpg"))
    expect(an.page.get_by_text("Kijk zelf", exact=True)).to_have_count(1, timeout=30_000)
    an.page.get_by_role("button", name="Klopt, neem over").click()
    an.page.wait_for_url(f"**/uur/{HOUR}")
    found = an.read("""SELECT first_name, coalesce(state, '') AS state, coalesce(face, 0) AS face
      FROM attendance JOIN learner ON learner.id = learner ORDER BY first_name""")
    assert [tuple(row.values()) for row in found] == [
        ("Aisha", "", 3), ("Bram", "ill", 0), ("Cor", "holiday", 0), ("Dewi", "", 1), ("Els", "", 0), ("Fatma", "", 0),
    ]  # fmt: skip


def test_what_is_no_sheet_is_told(server: Server, tablet, tmp_path: Path):
    fill(server)
    an = tablet().enrol("training").sign_in()
    an.page.goto(f"{server.url}/uur/blad/{HOUR}")
    an.is_open().sign_in()
    Image.new("RGB", (600, 800), "white").save(tmp_path / "leeg.png")
    (tmp_path / "tekst.png").write_text("geen foto")
    for name, words in (("leeg.png", "Er is geen blad gevonden"), ("tekst.png", "Dit bestand is geen foto.")):
        an.page.locator("input[type=file]").set_input_files(tmp_path / name)
        expect(an.page.get_by_text(words)).to_be_visible(timeout=20_000)
