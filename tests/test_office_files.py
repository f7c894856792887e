"""What a coordinator takes out of the office: each file is right, and nobody gets one that is not theirs."""

import csv
import io
import json
import zipfile
from datetime import date

import pypdfium2
import pytest
from openpyxl import load_workbook
from starlette.testclient import TestClient

from rxapp.office import session_sheet
from rxapp.office.downloads import CHANGING, FILES, downloads
from rxapp.office.paper import Unknown
from rxapp.office.side_by_side import side_by_side
from rxapp.office.sites_file import site_rows
from rxapp.server import office, sites
from rxapp.server.accounts import accounts
from rxapp.server.accounts.account_sessions import Caller, start
from rxapp.server.backups import backup, backup_status
from tests import small_site

YEAR = {"since": "2026-01-01", "until": "2026-12-31"}
NEEDS = {
    "verslag.pdf": YEAR, "verslag.csv": YEAR, "verslag.xlsx": YEAR, "paspoort.pdf": {"learner": small_site.row("A")},
    "paspoort.json": {"learner": small_site.row("A")}, "uurblad.pdf": {"session": small_site.row("s5")},
}  # fmt: skip


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Two sites; Ria has the first, Jan the second, Eva both."""
    (tmp_path / "sites").mkdir()
    monkeypatch.setenv("LEERPLEIN_DATA", str(tmp_path))
    for site in ("een", "twee"):
        sites.add_site(tmp_path, site, site.title())
    with sites.using(tmp_path, "een") as connection:
        small_site.make(connection)
    yield tmp_path
    sites.close_all()
    office.close_all()


def signed_in(folder, name: str, *places: str) -> TestClient:
    client = TestClient(downloads, base_url="https://leren.example")
    with office.using(folder) as connection:
        account = accounts.add_account(connection, f"{name}@x.nl", name.title(), places)
        client.cookies.set("office", start(connection, account, "192.0.2.1", "test"))
    return client


@pytest.fixture
def ria(folder):
    return signed_in(folder, "ria", "een")


def cells(answer) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def words(pdf: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_made(ria, name):
    answer = ria.get(f"/api/office/een/{name}", params=NEEDS.get(name, {}))
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"] == f'attachment; filename="een-{name}"'
    assert answer.headers["cache-control"] == "no-store"
    starts = {"pdf": b"%PDF", "png": b"\x89PNG", "xlsx": b"PK", "zip": b"PK", "json": b"{", "csv": b"\xef\xbb\xbf"}
    assert answer.content.startswith(starts[name.rpartition(".")[2]])


@pytest.mark.parametrize("name", [*FILES, *CHANGING])
def test_nobody_gets_a_file_that_is_not_theirs(folder, name):
    method = "POST" if name in CHANGING else "GET"
    nobody, jan = TestClient(downloads, base_url="https://leren.example"), signed_in(folder, "jan", "twee")
    tablet = TestClient(
        downloads, base_url="https://leren.example", cookies={"device": "x" * 43, "office": "verzonnen"}
    )
    for client, status in ((nobody, 401), (tablet, 403), (jan, 403)):
        answer = client.request(method, f"/api/office/een/{name}", params=NEEDS.get(name, {}))
        assert (answer.status_code, answer.json()["error"]) == (status, "not-allowed"), name
    assert nobody.get("/api/office/sites.csv", params=YEAR).status_code == 401


@pytest.mark.parametrize(
    "path, status",
    [
        ("een/geheim.pdf", 404), ("een/kaarten.pdf", 404), ("een/verslag.pdf", 400), ("sites.pdf", 404),
        ("een/verslag.csv?since=2026-02-01&until=2026-01-01", 400), ("een/verslag.csv?since=1900-01-01&until=2026-01-01", 400),
        ("een/paspoort.json?learner=niemand", 404), ("een/uurblad.pdf?session=nooit", 404), ("een/poster.pdf?week=morgen", 404),
        ("een/etiketten.pdf?sheet=onzin", 400), ("een/etiketten.pdf?skip=999", 400), ("een/jaarplan.pdf?group=geen", 404),
        (f"een/uurblad.pdf?session={small_site.row('s6')}", 404),
    ],
)  # fmt: skip
def test_what_is_not_there_is_told(ria, path, status):
    assert ria.get(f"/api/office/{path}").status_code == status


def test_small_numbers_leave_the_house_in_no_file(ria):
    found = {(row[0], row[1]): row[3] for row in cells(ria.get("/api/office/een/verslag.csv", params=YEAR))}
    assert found["Mensen", "Verschillende mensen"] == "minder dan 5"  # 4 people
    sheet = load_workbook(io.BytesIO(ria.get("/api/office/een/verslag.xlsx", params=YEAR).content))["Verslag"]
    assert ("Mensen", "Verschillende mensen", "Aantal", "minder dan 5") in sheet.values
    assert "minder dan 5" in words(ria.get("/api/office/een/verslag.pdf", params=YEAR).content)


def test_sites_side_by_side_are_the_callers_own(folder, ria):
    eva = signed_in(folder, "eva", "een", "twee")
    assert [row[0] for row in cells(ria.get("/api/office/sites.csv", params=YEAR))] == ["Plek", "Een"]
    assert len(cells(eva.get("/api/office/sites.csv", params=YEAR))) == 3
    everything = Caller("a", "a@x.nl", "A", frozenset("*"), "s")
    lines = side_by_side(folder, everything, date(2026, 1, 1), date(2026, 12, 31))
    rows = {row[0]: row[1:] for row in site_rows(lines)}
    # 4 people, of whom 3 are new: both are hidden, and so is nothing else that counts no people.
    assert rows["Een"][:2] == ("minder dan 5", "niet getoond") and rows["Een"][2:5] == (3, 4, 6)


def test_no_export_has_secrets(folder, ria):
    with sites.using(folder, "een") as connection:
        connection.execute("INSERT INTO staff (first_name, pin) VALUES ('An', 'heimelijke pin')")
        connection.execute("INSERT INTO card (learner, hash) VALUES (?, 'heimelijke kaart')", (small_site.row("A"),))
    archive = zipfile.ZipFile(io.BytesIO(ria.get("/api/office/een/plek.zip").content))
    taken = b"".join(archive.read(name) for name in archive.namelist())
    taken += b"".join(path.read_bytes() for path in backup.export(folder, "een", folder / "out"))
    assert b"Aisha" in taken and b"heimelijk" not in taken


def test_the_passport_for_another_place_has_no_private_notes_and_is_noted_in_the_folder(folder, ria):
    take = lambda purpose: ria.get(  # noqa: E731
        "/api/office/een/paspoort.json", params={"learner": small_site.row("A"), "for": purpose}
    )
    assert "mosterdzaadje" in take("access").text and "mosterdzaadje" not in take("next").text
    with sites.using(folder, "een") as connection:
        noted = connection.execute("SELECT created_by FROM folder_opening").fetchall()
    assert len(noted) == 2 and all(row[0].startswith("office:") for row in noted)


def test_new_cards_stop_the_old_ones(folder, ria):
    for _ in range(2):
        answer = ria.post("/api/office/een/kaarten.pdf", params={"learner": small_site.row("A")})
        assert answer.content.startswith(b"%PDF")
    with sites.using(folder, "een") as connection:
        cards = connection.execute("SELECT revoked_on IS NULL, created_by LIKE 'office:%' FROM card").fetchall()
    assert sorted(map(tuple, cards)) == [(0, 1), (1, 1)]


def test_paper_says_what_the_site_says(folder, ria):
    poster = words(ria.get("/api/office/een/poster.pdf", params={"week": "2026-02-05"}).content)
    assert "Donderdag 5 februari" in poster and "G2" in poster and "G1" not in poster
    assert "Uw baas leest het niet." in words(ria.get("/api/office/een/privacy.pdf").content)
    with sites.using(folder, "een") as connection:
        connection.execute("INSERT INTO title (id, name) VALUES ('00000000000000fe', 'De laatste trein')")
        connection.execute("INSERT INTO request (title, state) VALUES ('00000000000000fe', 'open')")
    assert "De laatste trein" in words(ria.get("/api/office/een/paklijst.pdf").content)
    sizes = pypdfium2.PdfDocument(ria.get("/api/office/een/etiketten.pdf?test=1").content)[0].get_size()
    assert [round(points / 72 * 25.4) for points in sizes] == [210, 297], "labels are in their real size"


def test_a_sheet_needs_people_who_can_be_told_apart():
    head = session_sheet.Head("0" * 16, "Lezen", "woensdag")
    people = [(f"{n:016x}", f"Naam {n}") for n in range(40)]
    assert len(session_sheet.pages(head, people)) == 3
    with pytest.raises(Unknown):
        session_sheet.pages(head, [("a" * 16, "Ans"), ("b" * 10 + "a" * 6, "Bea")])


def test_the_last_backup_is_told(tmp_path, monkeypatch):
    assert backup_status.read_status(tmp_path).is_late
    made = tmp_path / "2026.tar.gz.age"
    made.write_bytes(b"12345")
    backup_status.note_backup(tmp_path, made)
    backup_status.note_trial(tmp_path, made, 7, ["een: stuk"])
    status = backup_status.read_status(tmp_path)
    assert (status.name, status.size, status.changes, status.problems, status.is_late) == (
        made.name, 5, 7, ("een: stuk",), False,
    )  # fmt: skip
    monkeypatch.setattr(office, "now", lambda: status.made_at + backup_status.LATE_MS + 1)
    assert status.is_late
    assert json.loads((tmp_path / backup_status.FILE).read_text())["name"] == made.name
