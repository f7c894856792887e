"""A learner's card opens the own page on a shared tablet, offline; who has no card chooses the secret picture."""

import hashlib
import io
from datetime import date, timedelta
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from rxapp.data.database import connect
from rxapp.data.queries import load
from rxapp.server.paper import cards
from seed.programmes import copy_template
from tests.browser.conftest import PATIENCE, PIN, hashed_pin
from tests.browser.test_scan import film, filming  # noqa: F401

AISHA, BRAM, TRAINER = "00000000000000a1", "00000000000000b1", "00000000000000dd"
AXE = Path(__file__).parents[2] / ".web" / "node_modules" / "axe-core" / "axe.min.js"
SECRETS = {AISHA: "geheim-van-aisha", BRAM: "geheim-van-bram"}
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
COUNT_KEYS = "window.keys = 0; addEventListener('keydown', () => (window.keys += 1), true);"
BROKEN_WORDS = """() => {
  const broken = [];
  const walker = document.createTreeWalker(document.querySelector(".learner-blocks"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    for (const word of walker.currentNode.nodeValue.matchAll(/[^\\s-]+/g)) {
      const range = document.createRange();
      range.setStart(walker.currentNode, word.index);
      range.setEnd(walker.currentNode, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) broken.push(word[0]);
    }
  }
  return broken;
}"""
"""The words that go on in a next line: no learner reads "Gelui sterd"."""
OUTSIDE = """() => {
  const card = document.querySelector(".id-card");
  const { left, right, top, bottom } = card.getBoundingClientRect();
  const sticksOut = (box) => box.left < left || box.right > right || box.top < top || box.bottom > bottom;
  return [...card.querySelectorAll("*")].filter((part) => sticksOut(part.getBoundingClientRect())).map((part) => part.outerHTML);
}"""
"""What would be cut off with the paper around a card."""
COUNT_LOOKS = """
  window.looks = window.reports = 0;
  const { get } = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, "readyState");
  Object.defineProperty(HTMLMediaElement.prototype, "readyState", { get() { window.looks += 1; return get.call(this); } });
  navigator.vibrate = () => (window.reports += 1);
"""
"""How often the camera's picture was looked at, and how often a code was reported with a small shake."""
VOICE = """Object.defineProperty(window, 'speechSynthesis', { value: {
  getVoices: () => [{ lang: 'nl-NL', localService: LOCAL, name: 'stem' }],
  addEventListener() {}, removeEventListener() {}, cancel() {}, speak: (said) => (window.said = said.text) } });
window.SpeechSynthesisUtterance = function (text) { this.text = text; };"""


@pytest.fixture
def people(server):
    """Aisha and Bram, each with a card, a goal, homework and a meeting to come; and Tom, who trains them."""
    add = "INSERT INTO staff (id, first_name, symbol, duties, pin) VALUES (?, 'Tom', 'sun', 'training circle cart', ?)"
    server.sql(add, TRAINER, hashed_pin(PIN))
    server.sql("INSERT INTO title (id, name, colour) VALUES ('00000000000000c1', 'De laatste trein', '#0b5a5e')")
    server.sql("INSERT INTO learning_group (id, name, symbol) VALUES ('00000000000000e1', 'Leerplein', 'star')")
    server.sql(
        "INSERT INTO session (id, learning_group, day) VALUES ('00000000000000e2', '00000000000000e1', date('now'))"
    )
    for learner, name in ((AISHA, "Aisha"), (BRAM, "Bram")):
        card = hashlib.sha256(SECRETS[learner].encode()).hexdigest()
        server.sql("INSERT INTO learner (id, first_name, symbol) VALUES (?, ?, 'cat')", learner, name)
        server.sql("INSERT INTO card (learner, hash) VALUES (?, ?)", learner, card)
        server.sql("INSERT INTO goal (learner, sentence, position) VALUES (?, ?, 1)", learner, f"Doel van {name}")
        server.sql("INSERT INTO note (learner, words) VALUES (?, ?)", learner, f"Notitie over {name}")
        task = "INSERT INTO homework (session, learner, words) VALUES ('00000000000000e2', ?, 'Lees een bladzijde')"
        server.sql(task, learner)
    return server


def read_together(server, learner: str) -> None:
    """A reading circle that this learner is in; its first week was held."""
    site = connect(server.site_file)
    circle, began = load("rxapp.circle"), (date.today() - timedelta(7)).isoformat()
    circle.plan_circle.run(
        site, circle="c" * 16, programme=copy_template(site, "z9-leeskring"), name="Leeskring", place="Kantine",
        first_on=began, starts="13:00", meetings=6, title="00000000000000c1", book="De laatste trein", pages=96,
        closing="film", leader=TRAINER,
    )  # fmt: skip
    circle.add_person.run(site, circle="c" * 16, learner=learner)
    (first,) = site.execute("SELECT id FROM circle_stone WHERE learning_group = ? AND number = 1", ("c" * 16,))
    circle.everyone_is_here.run(site, session=first["id"])
    circle.set_reading.run(site, session=first["id"], learner=learner, how="listened", at_home=0)
    circle.close_meeting.run(site, session=first["id"])
    site.close()


def printed(server, learner: str, folder: Path) -> Path:
    """A card as it comes from the printer, as a film of it before the camera."""
    site = connect(server.site_file)
    (made,) = cards.make_cards(site, [learner])
    site.close()
    sheet = pypdfium2.PdfDocument(cards.cards_pdf([made], server.url))[0].render(scale=300 / 72).to_pil()
    left, top, wide, high = (round(mm * 300 / 25.4) for mm in (19.4, 13.5, 85.6, 54))
    seen = (
        sheet.crop((left, top, left + wide, top + high))
        .convert("RGB")
        .resize((560, 353))
        .rotate(4, expand=True, fillcolor="#998")
    )
    table = Image.new("RGB", (640, 480), "#998877")
    table.paste(seen, ((640 - seen.width) // 2, (480 - seen.height) // 2))
    written = io.BytesIO()
    table.save(written, "JPEG", quality=88)
    path = folder / "card.mjpeg"
    path.write_bytes(written.getvalue() * 60)
    return path


def opened(tablet, learner: str = AISHA):
    """A tablet on which a card's address was opened; the database is there already."""
    one = tablet().enrol("cart training circle")
    one.cut()
    return at_card(one, learner)


def at_card(one, learner: str):
    one.open("/mijn")
    one.page.keyboard.type(f"{one.server.url}/mijn#{SECRETS[learner]}\n")
    one.page.wait_for_selector(".learner-blocks")
    return one


def axe(page) -> list:
    page.evaluate(AXE.read_text())
    return page.evaluate("axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))")


def test_a_printed_card_opens_the_right_page_offline(people, filming, tmp_path):  # noqa: F811
    one = filming(printed(people, AISHA, tmp_path)).enrol("cart training")
    one.cut()
    one.open("/mijn")
    expect(one.page.locator(".learner-blocks")).to_be_visible(timeout=PATIENCE)
    words = one.page.inner_text("main")
    assert "Hallo Aisha" in words and "Doel van Aisha" in words and "Bram" not in words


def test_a_revoked_card_opens_nothing(people, filming, tmp_path):  # noqa: F811
    card = printed(people, AISHA, tmp_path)
    people.sql("UPDATE card SET revoked_on = '2026-01-01'")
    one = filming(card).enrol("cart training")
    one.cut()
    one.context.add_init_script(COUNT_LOOKS)
    one.open("/mijn")
    expect(one.page.get_by_text("Deze kaart werkt niet")).to_be_visible(timeout=PATIENCE)
    one.until("window.looks > 30")
    assert one.page.evaluate("window.reports") == 1, "a card that stays in sight is asked about once"
    assert "Aisha" not in one.page.inner_text("main")


def test_a_new_card_is_made_offline_and_the_lost_one_stops(people, tablet):
    for number in range(20):
        people.sql("INSERT INTO learner (first_name, symbol) VALUES (?, 'sun')", f"Aad {number}")
    one = tablet(viewport={"width": 1280, "height": 800}).enrol("cart training")
    one.cut()
    one.open("/kaarten")
    one.page.evaluate("([staff, pin]) => leerplein.signIn(staff, pin)", [TRAINER, PIN])
    lost = one.page.get_by_role("listitem").filter(has_text="Aisha").get_by_role("button", name="Kaart kwijt of stuk")
    lost.click()
    one.page.get_by_role("button", name="Toch niet").click()
    assert one.read("SELECT revoked_on FROM card WHERE learner = ?", AISHA) == [{"revoked_on": None}]
    lost.click()
    assert axe(one.page) == []
    one.page.get_by_role("button", name="Maak een nieuwe kaart").click()
    expect(one.page.locator(".id-card")).to_be_in_viewport(ratio=1)
    shot = one.page.locator(".id-card").screenshot()
    address = zxingcpp.read_barcode(Image.open(io.BytesIO(shot))).text
    assert address.startswith(f"{people.url}/mijn#") and len(address.partition("#")[2]) == 22
    assert one.page.evaluate(OUTSIDE) == []
    assert axe(one.page) == []
    SECRETS["new"] = address.partition("#")[2]
    at_card(one, "new")
    assert "Doel van Aisha" in one.page.inner_text("main")
    one.open("/mijn")
    one.page.keyboard.type(f"{people.url}/mijn#{SECRETS[AISHA]}\n")
    one.page.get_by_text("Deze kaart werkt niet").wait_for()


def comes_again(server, learner: str, days: int) -> str:
    """Expect a learner again in so many days; gives how a calendar and people say that."""
    day = date.today() + timedelta(days)
    weeks = (day - timedelta(day.weekday()) - date.today() + timedelta(date.today().weekday())).days // 7
    group = "00000000000000e1"
    server.sql("INSERT INTO session (learning_group, day) VALUES (?, ?)", group, day.isoformat())
    add = "INSERT INTO enrolment (learner, learning_group, started_on) VALUES (?, ?, '2026-01-01')"
    server.sql(add, learner, group)
    server.sql("UPDATE session SET state = 'cancelled' WHERE day <= date('now')")
    weekday = WEEKDAYS[day.weekday()]
    return f"{day.day}{weekday}{'volgende week' if weeks == 1 else f'over {weeks} weken'}, {weekday}"


def test_a_learner_does_everything_without_a_key(people, tablet):
    again = comes_again(people, AISHA, days=10)
    one = opened(tablet)
    page = one.page
    page.evaluate(COUNT_KEYS)
    expect(page.locator(".next-time")).to_contain_text(again)
    page.get_by_role("button", name="Goed", exact=True).click()
    page.get_by_text("Fijn dat je het zegt").wait_for()
    page.get_by_role("button", name="Is het klaar?").click()
    page.get_by_role("button", name="Klaar!").wait_for()
    page.get_by_role("button", name="Hier wil ik mee verder").click()
    page.get_by_text("Hier ga ik mee verder").wait_for()
    page.get_by_role("button", name="Ik wil een boek").click()
    page.get_by_role("button", name="De laatste trein").click()
    page.get_by_role("status").filter(has_text="Wil je dit boek?").get_by_role("button", name="Toch niet").click()
    assert one.read("SELECT count(*) AS n FROM requester") == [{"n": 0}]
    page.get_by_role("button", name="De laatste trein").click()
    page.get_by_role("button", name="Ja, dit boek").click()
    page.get_by_text("Dit boek heb je gevraagd").wait_for()
    page.get_by_role("button", name="Maak een leeslijst voor mij").click()
    page.get_by_text("Jouw leeslijst blijft").wait_for()
    page.get_by_role("button", name="Gooi mijn leeslijst weg").click()
    page.get_by_role("button", name="Nee, toch niet").click()
    page.get_by_role("button", name="Gooi mijn leeslijst weg").click()
    assert one.read("SELECT keeps_list FROM learner WHERE id = ?", AISHA) == [{"keeps_list": 1}]
    page.get_by_role("button", name="Ja, gooi weg").click()
    page.get_by_role("button", name="Maak een leeslijst voor mij").wait_for()
    assert one.read("SELECT keeps_list FROM learner WHERE id = ?", AISHA) == [{"keeps_list": 0}]
    assert page.evaluate("window.keys") == 0
    one.mend()
    one.sync()
    authors = people.sql("SELECT DISTINCT author FROM change WHERE author LIKE 'learner%' ORDER BY author")
    assert [row["author"] for row in authors] == ["learner", f"learner:{AISHA}"]
    assert people.sql("SELECT count(*) AS n FROM change WHERE status = 'refused'") == [{"n": 0}]
    assert people.sql("SELECT face FROM learner_day") == [{"face": 3}]


def test_the_page_covers_itself_after_a_minute_with_a_warning_before(people, tablet):
    one = tablet().enrol("cart training")
    one.page = one.context.new_page()
    one.page.clock.install()
    one.page.goto(f"{people.url}/mijn")
    one.is_open()
    one.page.keyboard.type(f"{people.url}/mijn#{SECRETS[AISHA]}\n")
    one.page.wait_for_selector(".learner-blocks")
    one.page.clock.run_for(47_000)
    one.page.get_by_role("button", name="Ja, ik ben er nog").click()
    one.page.clock.run_for(47_000)
    one.page.get_by_text("Ben je er nog?").wait_for()
    one.page.clock.run_for(15_000)
    one.page.wait_for_url(f"{people.url}/")
    assert "Aisha" not in one.page.inner_text("body")


def test_klaar_covers_the_page_and_staff_is_signed_out(people, tablet):
    one = tablet().enrol("cart training")
    one.open("/mijn")
    one.page.evaluate("([staff, pin]) => leerplein.signIn(staff, pin)", [TRAINER, PIN])
    one.page.keyboard.type(f"{people.url}/mijn#{SECRETS[AISHA]}\n")
    one.page.locator("header").get_by_role("button", name="Klaar", exact=True).click()
    one.page.get_by_text("Wie bent u?").wait_for()


def test_a_secret_picture_opens_the_page_and_wrong_ones_wait(people, tablet):
    nine = "cat dog sun moon star bus car key fish"
    add = "INSERT INTO secret_picture (id, learner, verifier, pictures) VALUES (?, ?, ?, ?)"
    people.sql(add, AISHA, AISHA, hashed_pin("star"), nine)
    one = tablet().enrol("cart training").visit("/mijn")
    expect(one.page.locator(".camera-problem .icon")).to_be_visible()
    one.page.get_by_role("button", name="Ik heb geen kaart").click()
    one.page.get_by_role("button", name="Aisha").click()
    expect(one.page.locator(".nine button")).to_have_count(9)
    one.page.get_by_role("button", name="kat").click()
    one.page.get_by_text("Dat is een ander plaatje").wait_for()
    one.page.get_by_role("button", name="ster").click()
    one.page.wait_for_selector(".learner-blocks")


@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_is_usable_with_the_largest_letters_and_clean(people, tablet, width):
    read_together(people, AISHA)
    one = tablet(viewport={"width": width, "height": 740}).enrol("cart training circle")
    one.cut()
    at_card(one, AISHA)
    expect(one.page.locator(".story-path > li")).to_have_count(6)
    for theme in ("light", "dark"):
        one.page.emulate_media(color_scheme=theme)
        one.until(f"document.documentElement.classList.contains('dark') === {str(theme == 'dark').lower()}")
        one.until("document.getAnimations().every(({ playState }) => playState !== 'running')")
        assert axe(one.page) == []
    one.page.get_by_role("button", name="Heel grote letters").click()
    one.until("document.documentElement.dataset.textSize === '3'")
    size = one.page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
    assert size >= 2 * 16
    assert one.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert one.page.evaluate(BROKEN_WORDS) == []
    assert axe(one.page) == []
    one.page.get_by_role("button", name="Gaat wel").click()
    one.page.get_by_text("Fijn dat je het zegt").wait_for()


@pytest.mark.parametrize(("width", "columns"), [(360, 1), (800, 2), (1000, 2), (1280, 2)])
def test_every_tablet_has_room_for_two_columns(people, tablet, width, columns):
    read_together(people, AISHA)
    one = at_card(tablet(viewport={"width": width, "height": 800}).enrol("cart training circle"), AISHA)
    lefts = "new Set([...document.querySelectorAll('.block')].map((part) => part.getBoundingClientRect().left)).size"
    assert one.page.evaluate(lefts) == columns
    assert one.page.evaluate(BROKEN_WORDS) == []
    assert one.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    sizes = one.page.get_by_role("group", name="Letters").get_by_role("button").all()
    assert all(min(size.bounding_box()[side] for side in ("width", "height")) >= 56 for size in sizes)


@pytest.mark.parametrize("is_local", ["true", "false"])
def test_a_speaker_stands_at_every_block_where_a_voice_of_the_device_is(people, tablet, is_local):
    one = tablet()
    one.context.add_init_script(VOICE.replace("LOCAL", is_local))
    at_card(one.enrol("cart training"), AISHA)
    blocks, speakers = one.page.locator(".block"), one.page.locator(".block .speaker")
    expect(speakers).to_have_count(blocks.count() if is_local == "true" else 0)
    if is_local == "true":
        speakers.first.click()
        assert one.page.evaluate("window.said").startswith("Hoe was het vandaag? Goed. Gaat wel. Niet goed.")
