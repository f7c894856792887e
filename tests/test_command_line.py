"""`leerplein` as a person types it: every command, its help, and one sentence for each mistake."""

import json
import re
import socket
import subprocess
import sys

import httpx
import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from typer.main import get_command
from typer.testing import CliRunner

from rxapp.data.declare import SITE
from rxapp.server import office, pins, sites
from rxapp.server.cli import app
from rxapp.server.diplomas import diploma_keys
from rxapp.server.diplomas.diploma_logo import logo_of
from rxapp.server.diplomas.diploma_sign import sign_waiting
from rxapp.server.diplomas.diploma_statement import verify
from rxapp.server.paper import cards, print_sheets
from rxapp.server.paper.labels import labels_pdf
from rxapp.server.sites import site_path
from tests.server_fixtures import Client, new_row
from tests.server_process import ServerProcess


def run(*words: str, typed: str = ""):
    return CliRunner().invoke(app, list(words), input=typed, catch_exceptions=False)


def good(*words: str, typed: str = "") -> str:
    done = run(*words, typed=typed)
    assert done.exit_code == 0, done.output
    return done.output


def mistake(*words: str) -> str:
    """What is told about a mistake: one sentence, exit code 1."""
    done = run(*words)
    assert done.exit_code == 1, done.output
    told = done.output.strip()
    assert told.startswith("Error: ") and "\n" not in told and "Traceback" not in told
    return told


def commands(group=None, *before):
    for name, command in (group or get_command(app)).commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, *before, name)
        else:
            yield (*before, name)


@pytest.mark.parametrize("words", list(commands()), ids=" ".join)
def test_every_command_says_what_it_does(words):
    told = good(*words, "--help")
    assert "Usage:" in told
    assert len(told.splitlines()) > 6


def test_the_help_lists_the_commands():
    told = good("--help")
    for word in "serve demo site staff device check backup restore export forget compact".split():
        assert word in told


def test_from_nothing_to_an_enrolled_tablet(data):
    made = good("site", "add", "werkplaats", "De Werkplaats", "--borrower-days", "3")
    assert "leerplein staff add werkplaats" in made
    assert re.search(r"with PIN \d{4}\.", good("staff", "add", "werkplaats", "Ria", "--duties", "cart"))
    printed = good("device", "enrol", "werkplaats", "--address", "https://lp.example", "--name", "kar 1")
    link, code = re.search(r"Link: (https://lp\.example/aanmelden#(\S+))", printed).groups()
    assert f"Code: {code}" in printed
    assert read_terminal_qr(printed) == link
    enrolled = Client().request("POST", "/api/enrol", json={"code": code}).json()
    assert enrolled["site_name"] == "De Werkplaats"
    listed = good("device", "list", "werkplaats")
    assert enrolled["device"] in listed and "kar 1" in listed
    assert "other duties" in good("device", "duties", enrolled["device"], "--duties", "cart,office")
    assert "revoked" in good("device", "revoke", enrolled["device"])
    assert "see `leerplein device list`" in mistake("device", "revoke", enrolled["device"])


def read_terminal_qr(printed: str) -> str:
    """What a camera reads from the half blocks that `device enrol` draws (light on dark)."""
    lines = [line for line in printed.replace("\xa0", " ").splitlines() if line and set(line) <= set(" ▀▄█")]
    dots = [row for line in lines for row in ([c in "▀█" for c in line], [c in "▄█" for c in line])]
    picture = Image.new("L", (max(map(len, dots)), len(dots)), 0)
    picture.putdata([255 if dot else 0 for row in dots for dot in (row + [False] * picture.width)[: picture.width]])
    (found,) = zxingcpp.read_barcodes(picture.resize((picture.width * 8, picture.height * 8), Image.Resampling.NEAREST))
    return found.text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("site", "add", "Werk Plaats", "x"), "small letters"),
        (("site", "add", "../weg", "x"), "small letters"),
        (("site", "add", "werkplaats", "x"), "is taken"),
        (("site", "add", "office", "x"), "is taken"),
        (("staff", "add", "nergens", "Bo"), "leerplein site add nergens"),
        (("staff", "add", "werkplaats", "Bo", "--duties", "boss"), "choose from cart, circle, training, office"),
        (("staff", "add", "werkplaats", "Bo", "--pin", "0000"), "others guess first"),
        (("staff", "add", "werkplaats", "Bo", "--pin", "1234"), "others guess first"),
        (("staff", "add", "werkplaats", "Bo", "--pin", "12"), "4 to 8 figures"),
        (("device", "enrol", "nergens"), "leerplein site add nergens"),
        (("device", "revoke", "d00"), "leerplein device list"),
        (("check", "nergens"), "leerplein site list"),
        (("site", "add", "leeg", "  "), "type at least one letter"),
        (("staff", "add", "werkplaats", "b" * 41), "at most 40 fit"),
        (("staff", "add", "werkplaats", "Bo", "--symbol", "eenhoorn"), "no picture symbol 'eenhoorn'"),
        (("device", "enrol", "werkplaats", "--address", "leren.nl"), "write it as https://"),
        (("device", "list", "nergens"), "leerplein site list"),
        (("account", "setup", "ria"), "write it as ria@example.org"),
        (("cards", "werkplaats", "--address", "", "--yes"), "write it as https://"),
        (("restore", "/nowhere"), "holds no back-up"),
        (("export", "nergens", "out"), "leerplein site add nergens"),
        (("labels", "werkplaats", "--sheet", "A9"), "choose from L7160"),
        (("labels", "werkplaats"), "no books with a barcode"),
        (("cards", "werkplaats", "--yes"), "no such learners"),
        (("forget", "werkplaats", "x", "--table", "nope", "--yes"), "no table 'nope'"),
        (("compact", "nergens"), "leerplein site add nergens"),
    ],
)
def test_each_mistake_is_one_sentence_with_what_to_do(place, tmp_path, monkeypatch, words, told):
    monkeypatch.chdir(tmp_path)
    assert told in mistake(*words)


def test_a_pin_can_be_asked_for_and_is_stored_as_a_verifier(place):
    assert "PIN" in good("staff", "add", "werkplaats", "Bo", "--pin", "-", typed="7391\n7391\n")
    ((stored,),) = place.query("SELECT pin FROM staff WHERE first_name = 'Bo'")
    assert re.fullmatch(r"pbkdf2-sha256\$600000\$[0-9a-f]{32}\$[0-9a-f]{64}", stored)
    assert "7391" not in good("staff", "list", "werkplaats")


@pytest.mark.parametrize("pin", ["0000", "1234", "4321", "9012", "1212", "1999", "2026", "55555555", "12121212"])
def test_weak_pins_are_refused(pin):
    with pytest.raises(pins.WeakPin):
        pins.check_pin(pin)


def test_the_demo_has_random_pins_in_a_private_file(data):
    told = good("demo")
    path = data / "demo-pins.txt"
    assert path.stat().st_mode & 0o777 == 0o600
    assert all(line in told for line in path.read_text().splitlines())
    assert "there already" in mistake("demo")
    assert "demo: sound" in good("check")


def test_check_names_a_file_that_cannot_be_read_and_looks_at_the_others_too(place, data):
    (data / "sites" / "stuk.sqlite3").write_text("This was a database once.")
    done = run("check")
    assert done.exit_code == 1
    assert "stuk: file is not a database" in done.output and "werkplaats: sound" in done.output


def test_a_port_that_is_taken_is_a_mistake_and_not_a_traceback(data):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert "choose another with --port" in mistake("serve", "--port", str(taken.getsockname()[1]))


def test_check_says_so_when_there_is_nothing_to_check(data):
    assert "leerplein site add" in good("check")


def test_check_gives_exit_code_1_and_the_row(place):
    title = place.insert("title", name="Goed")
    assert good("check").strip() == "werkplaats: sound"
    place.query("UPDATE _title SET name = 'Anders'")
    done = run("check")
    assert done.exit_code == 1
    assert title in done.output


def test_backup_restore_and_export(place, tmp_path):
    place.insert("title", name="Voor")
    made = re.search(r"Backed up in (\S+)", good("backup", str(tmp_path / "backups")))[1]
    place.insert("title", name="Na")
    assert f"the newest whole one is {made}" in " ".join(mistake("restore", str(tmp_path / "backups")).split())
    assert "0 forgotten again" in good("restore", made, "--site", "werkplaats")
    assert place.query("SELECT name FROM title") == [("Voor",)]
    good("export", "werkplaats", str(tmp_path / "csv"))
    assert "Voor" in (tmp_path / "csv" / "title.csv").read_text(encoding="utf-8-sig")


def test_forget_asks_first(place):
    learner = place.insert("learner", first_name="Sam")
    assert run("forget", "werkplaats", learner, typed="n\n").exit_code == 1
    assert place.query("SELECT count(*) FROM learner") == [(1,)]
    good("forget", "werkplaats", learner, typed="y\n")
    assert place.query("SELECT count(*) FROM _learner") == [(0,)]


def test_compact_drops_what_was_superseded(place):
    title = place.insert("title", name="a")
    for name in "bcd":
        place.query("UPDATE title SET name = ? WHERE id = ?", name, title)
    assert good("compact", "werkplaats", "--keep", "0").startswith("2 changes dropped")
    assert "sound" in good("check")


def test_labels_can_be_read_back_from_the_paper(place, tmp_path):
    title = place.insert("title", name="De wind in de wilgen, een lang verhaal met Şöför Łukasz")
    for number in range(30):
        place.insert("copy", title=title, barcode=f"LP{number:03}")
    good("labels", "werkplaats", str(tmp_path / "labels.pdf"), "--sheet", "L7160", "--skip", "2")
    pdf = (tmp_path / "labels.pdf").read_bytes()
    assert pdf.startswith(b"%PDF") and re.findall(rb"/Count (\d+)", pdf)[-1] == b"2"
    sheet = print_sheets.SHEETS["L7160"]
    drawn = print_sheets.draw_pages(sheet, [lambda pen, box: print_sheets.draw_qr(pen, box[:2], "LP001", 700)], skip=2)
    assert [found.text for page in drawn for found in zxingcpp.read_barcodes(page.convert("L"))] == ["LP001"]
    assert len(labels_pdf(sheet, [("Een boek", "LP001")])) > 1000
    good("labels", "werkplaats", str(tmp_path / "test.pdf"), "--test")


@pytest.mark.parametrize("sheet", list(print_sheets.SHEETS.values()), ids=lambda sheet: sheet.name)
def test_no_label_leaves_the_paper_or_touches_another(sheet):
    cells = [sheet.cell(number) for number in range(sheet.count)]
    width, height = (print_sheets.dots(mm) for mm in print_sheets.PAGE_MM)
    assert all(0 <= x < right <= width and 0 <= y < bottom <= height + 1 for x, y, right, bottom in cells)
    assert all(a[2] <= b[0] + 1 for a, b in zip(cells, cells[1:], strict=False) if a[1] == b[1])


def test_a_device_prints_labels_over_the_network(place):
    copy = place.insert("copy", title=place.insert("title", name="Boek"), barcode="LP001")
    place.insert("copy", title=new_row(), barcode="LP002")
    device = place.device("cart")
    answer = device.request("GET", "/api/labels", params={"sheet": "L7651", "copies": json.dumps([copy])})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    for wrong in ({"sheet": "A9"}, {"copies": "x"}, {"copies": "[3]"}, {"skip": "-1"}, {"skip": "999"}):
        assert device.request("GET", "/api/labels", params=wrong).status_code == 400
    assert place.device("circle").request("GET", "/api/labels").status_code == 403


def test_new_cards_revoke_the_former_and_only_a_hash_is_stored(place, tmp_path):
    for name in ("Zoë", "Şeyma"):
        place.insert("learner", first_name=name, symbol="cat")
    for _ in range(2):
        good("cards", "werkplaats", str(tmp_path / "cards.pdf"), "--address", "https://lp.example", "--yes")
    assert place.query("SELECT count(*) FILTER (WHERE revoked_on IS NULL), count(*) FROM card") == [(2, 4)]
    assert all(re.fullmatch(r"[0-9a-f]{64}", row[0]) for row in place.query("SELECT hash FROM card"))
    assert {row[0] for row in place.query("SELECT part FROM change WHERE tbl = 'card'")} != {SITE}


def test_a_card_has_the_size_of_a_bank_card_a_code_the_name_and_the_picture_itself():
    made = [cards.Card(name, symbol, f"geheim-{name}") for name, symbol in (("Zoë", "cat"), ("Şeyma", "sun"))]
    page = pypdfium2.PdfDocument(cards.cards_pdf(made, "https://lp.example", "De Werkplaats"))[0]
    words = page.get_textpage().get_text_range()
    assert all(word in words for word in ("Zoë", "Şeyma", "De Werkplaats")) and "cat" not in words
    dots = 150 / 25.4
    picture = page.render(scale=150 / 72).to_pil()
    codes = zxingcpp.read_barcodes(picture)
    assert [code.text for code in codes] == [f"https://lp.example/mijn#geheim-{name}" for name in ("Zoë", "Şeyma")]
    apart = codes[1].position.top_left.x - codes[0].position.top_left.x
    assert apart == pytest.approx(85.6 * dots, abs=2)
    faces = [
        picture.crop([round(mm * dots) for mm in (76 + right, 24, 96 + right, 43)]).getcolors(99_999)
        for right in (0, 85.6)
    ]
    orange, yellow = (max(colours)[1] for colours in faces)
    assert len({orange, yellow, (255, 255, 255)}) == 3


def test_a_key_of_diplomas_is_replaced_and_a_stolen_one_counts_no_longer(place):
    place.insert("diploma", learner=new_row(), first_name="Aisha", achievement="Lezen", issued_on="2026-11-12")
    first = good("diploma-key", "rotate", "werkplaats").split()[1]
    with sites.using(place.folder, place.site) as connection:
        sign_waiting(connection, place.folder, place.site)
    code = place.query("SELECT statement FROM diploma_now")[0][0]
    good("diploma-key", "rotate", "werkplaats")
    with sites.using(place.folder, place.site) as connection:
        assert verify(code, diploma_keys.public_keys(connection)).outcome == "valid"
    assert "1 diplomas are signed anew" in good("diploma-key", "revoke", "werkplaats", first, "--yes")
    with sites.using(place.folder, place.site) as connection:
        assert verify(code, diploma_keys.public_keys(connection)).outcome == "revoked_key"
    assert "no key" in mistake("diploma-key", "revoke", "werkplaats", first, "--yes")
    listed = good("diploma-key", "list", "werkplaats")
    assert re.search(rf"{first} +revoked", listed) and "in use" in listed


def test_the_logo_of_a_site_comes_on_its_diplomas(place, tmp_path):
    logo = tmp_path / "logo.svg"
    logo.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 10"/>')
    assert "diplomas" in good("site", "logo", "werkplaats", str(logo))
    logo.write_text("a letter")
    assert "SVG, PNG or JPEG" in mistake("site", "logo", "werkplaats", str(logo))
    assert "viewBox" in logo_of(sites.data_folder(), "werkplaats")


def test_several_workers_without_a_redis_are_refused(data, monkeypatch):
    monkeypatch.delenv("REFLEX_REDIS_URL", raising=False)
    assert "REFLEX_REDIS_URL" in mistake("serve", "--workers", "2")


def test_serve_answers_with_pages_api_and_headers_and_survives_a_kill(tmp_path):
    with ServerProcess(tmp_path / "data") as server:
        printed = server.command("demo")
        assert "Ria" in printed
        code = server.enrol_link("demo", "cart").split("#")[1]
        with httpx.Client(base_url=server.url) as client:
            page = client.get("/")
            assert page.status_code == 200 and "<html" in page.text
            assert page.headers["cross-origin-embedder-policy"] == "require-corp"
            stranger = {"Origin": "https://kwaad.example"}
            assert "access-control-allow-origin" not in client.get("/api/health", headers=stranger).headers
            assert client.post("/api/enrol", json={"code": code}, headers=stranger).status_code == 403
            assert client.post("/api/enrol", json={"code": code}).status_code == 200
            me = json.loads(client.get("/api/replica").headers["leerplein-me"])
            body = {name: me[name] for name in ("site", "replica", "epoch", "schema", "scope_version")}
            sent = body | {"since": me["cursor"], "changes": [], "refold": []}
            assert client.post("/api/sync", json=sent).json()["recover"] is None
            server.kill()
            server.start()
            assert client.post("/api/sync", json=sent).json()["cursor"] >= me["cursor"]
        assert "demo: sound" in server.command("check")
        assert site_path(server.data, "demo").stat().st_mode & 0o077 == 0


def test_serve_with_an_empty_folder_loads_the_demo_and_prints_how_to_begin(tmp_path, monkeypatch):
    monkeypatch.setenv("LEERPLEIN_DATA", str(tmp_path / "data"))
    monkeypatch.setattr("rxapp.server.commands.serve.run", lambda host, port, workers: None)
    told = good("serve", "--demo-if-empty", "--port", "3999")
    code = re.search(r"http://localhost:3999/aanmelden#(\S+)", told)[1]
    assert "PINs of the demo people" in told
    assert Client().request("POST", "/api/enrol", json={"code": code}).json()["site"] == "demo"
    again = good("serve", "--demo-if-empty", "--port", "3999")
    assert re.search(r"#(\S+)", again)[1] != code
    office.close_all()


def test_the_module_runs_as_a_command():
    words = [sys.executable, "-m", "rxapp.server.cli", "--help"]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0 and "Usage: leerplein" in done.stdout
