"""What is kept of people is kept no longer than it says, can be taken along, and can be erased with proof."""

import io
import json
import sqlite3
import subprocess
import sys
import zipfile

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from rxapp.data.queries import load
from rxapp.data.tables import TABLES
from rxapp.server import exports, office, sites, spreadsheets
from rxapp.server.backups import backup
from rxapp.server.privacy import erasure, keeping, passport, processing
from tests import small_site
from tests.small_site import row


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "sites").mkdir()
    sites.add_site(tmp_path, "demo", "Leerplein De Proef")
    with sites.using(tmp_path, "demo") as connection:
        small_site.make(connection)
    yield tmp_path
    office.close_all()
    sites.close_all()


def rows(folder, sql, *values):
    with sites.using(folder, "demo") as connection:
        return [tuple(found) for found in connection.execute(sql, values)]


def enrol(connection, duty):
    code = office.use_code(connection, office.make_code(connection, "demo", [duty]))
    return office.enrol(connection, code)[0]


def test_every_table_has_one_purpose_in_the_processing_record():
    named = [name for purpose in processing.purposes() for name in purpose.tables]
    assert sorted(named) == sorted(TABLES)


def test_the_processing_record_tells_the_terms_of_the_site(folder):
    keeping.choose_months(folder, "demo", "folder", 18)
    months = keeping.months_of(folder, "demo")
    text = processing.record_csv(months).decode("utf-8-sig")
    assert "Tot 18 maanden na het einde van het traject." in text and "{" not in text
    pages = PdfReader(io.BytesIO(processing.record_pdf("De Proef", months))).pages
    words = " ".join("".join(page.extract_text() for page in pages).split())
    assert "De map van de deelnemer" in words and "Tot 18 maanden" in words and "learning_group" not in words
    assert "Voornaam, plaatje, taken" in words and "Hoe het beveiligd is" in words and "e-mailadres" in words
    with pytest.raises(ValueError):
        keeping.choose_months(folder, "demo", "verzonnen", 1)


def test_each_kind_goes_when_its_time_has_come_and_not_before(folder):
    # A's path ended on 1 June 2026 (A left everything), B's did not: one enrolment still runs.
    assert keeping.keep(folder, "demo", "2026-12-31") == {}
    assert keeping.keep(folder, "demo", "2027-05-31") == {"attendance": 1}  # B on 18 December 2025
    removed = keeping.keep(folder, "demo", "2027-06-01")
    assert removed["folder"] == 5  # A: an enrolment, an intake, two goals, a private note
    assert rows(folder, "SELECT DISTINCT learner FROM goal") == [(row("B"),)]
    assert rows(folder, "SELECT count(*) FROM attendance WHERE session = ?", row("s1")) == [(3,)]
    assert keeping.keep(folder, "demo", "2028-01-01") == {"attendance": 8}
    assert rows(folder, "SELECT count(*) FROM learner") == [(4,)], "nobody has left the place itself"
    with sites.using(folder, "demo") as connection:
        connection.execute("UPDATE learner SET left_on = '2027-03-01' WHERE id IN (?, ?)", (row("A"), row("D")))
    assert keeping.keep(folder, "demo", "2028-03-01")["learner"] == 1, "A still has a book, D goes"
    assert rows(folder, "SELECT count(*) FROM diploma") == [(2,)]
    assert keeping.keep(folder, "demo", "2031-06-01")["diploma"] == 2
    assert [set(removed) for _, removed in keeping.runs(folder, "demo")][0] == {"diploma"}


def test_a_site_chooses_its_own_terms(folder):
    keeping.choose_months(folder, "demo", "folder", 0)
    keeping.choose_months(folder, "demo", "folder", 1)
    assert keeping.keep(folder, "demo", "2026-06-30") == {}
    assert keeping.keep(folder, "demo", "2026-07-01")["folder"] == 5


def test_the_countdown_says_what_goes_when(folder):
    with sites.using(folder, "demo") as connection:
        for days in ("-340 days", "-3000 days"):
            connection.execute(
                """INSERT INTO folder_opening (learner, staff, opened_at)
                SELECT ?, ?, date(today, ?) || 'T10:00:00Z' FROM clock""",
                (row("A"), row("X"), days),
            )
    found = [entry for entry in keeping.countdown(folder, "demo") if entry[1] == "opening"]
    today = rows(folder, "SELECT today FROM clock")[0][0]
    assert found[0] == (today, "opening", 1) and found[1][2] == 1 and found[1][0] > today


def test_what_was_deleted_by_hand_is_forgotten_a_month_later(folder):
    with sites.using(folder, "demo") as connection:
        connection.execute("DELETE FROM private_note")
    day = rows(folder, "SELECT date(today, '1 month', '1 day') FROM clock")[0][0]
    assert keeping.keep(folder, "demo", day)["deleted"] == 1
    assert b"mosterdzaadje" not in sites.site_path(folder, "demo").read_bytes()


def test_without_a_timer_the_job_runs_once_a_day(folder, monkeypatch):
    keeping.keep_if_due(folder, "demo")
    keeping.keep_if_due(folder, "demo")
    assert len(keeping.runs(folder, "demo")) == 1
    later = office.now() + keeping.DAY_MS
    monkeypatch.setattr(office, "now", lambda: later)
    keeping.keep_if_due(folder, "demo")
    assert len(keeping.runs(folder, "demo")) == 2


def test_a_learner_is_erased_with_proof(folder):
    with office.using(folder) as connection:
        office.add_site(connection, "demo", "Demo")
        device, other = (enrol(connection, duty) for duty in ("training", "cart"))
        office.revoke(connection, other)
        change = {"stamp": "x", "part": row("A"), "patch": '{"words":"Alleen voor trainers: mosterdzaadje"}'}
        office.keep_aside(connection, other, [change])
    proof = erasure.erase_learner(folder, "demo", row("A"))
    assert proof.rows["goal"] == 2 and proof.rows["learner"] == 1 and proof.changes > 8
    assert proof.is_clean and proof.searched >= 4 and proof.devices == [device]
    for path in erasure.files_of(folder, "demo"):
        assert b"mosterdzaadje" not in path.read_bytes() and b"Aisha" not in path.read_bytes(), path
    assert rows(folder, "SELECT count(*) FROM learner WHERE first_name = 'Aisha'") == [(0,)]
    assert erasure.erase_learner(folder, "demo", row("A")).rows == {}
    with office.using(folder) as connection:
        connection.execute("UPDATE device SET last_seen_at = ?", (proof.erased_at + 1,))
    assert erasure.devices_behind(folder, "demo", proof.erased_at) == []


def elsewhere(path, sql: str) -> str:
    """What a process of its own reads from a database; it comes and goes, as a backup does."""
    code = "import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchone()[0])"
    return subprocess.run([sys.executable, "-c", code, path, sql], capture_output=True, text=True, check=True).stdout


def test_after_erasing_another_process_still_knows_that_the_database_is_in_use(folder):
    path = sites.site_path(folder, "demo")
    with sites.using(folder, "demo") as connection:
        erasure.erase_learner(folder, "demo", row("A"))
        elsewhere(path, "SELECT count(*) FROM me")
        connection.execute("INSERT INTO title (name) VALUES ('Na het wissen')")
        assert elsewhere(path, "SELECT count(*) FROM title WHERE name = 'Na het wissen'") == "1\n"


def test_an_erased_learner_stays_erased_after_a_restore(folder, tmp_path):
    with office.using(folder) as connection:
        office.add_site(connection, "demo", "Demo")
    made = backup.back_up(folder, tmp_path / "backups")
    erasure.erase_learner(folder, "demo", row("A"))
    backup.restore(folder, made, "demo")
    assert rows(folder, "SELECT count(*) FROM goal WHERE learner = ?", row("A")) == [(0,)]
    assert b"mosterdzaadje" not in sites.site_path(folder, "demo").read_bytes()


def test_erasing_goes_on_while_somebody_keeps_reading_and_says_where_bytes_are_left(folder):
    reader = sqlite3.connect(sites.site_path(folder, "demo"), isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM me").fetchall()
    assert erasure.erase_learner(folder, "demo", row("A")).found_in == ["demo.sqlite3-wal"]
    reader.close()
    assert rows(folder, "PRAGMA busy_timeout") == [(30_000,)], "who writes waits as long as before"
    assert erasure.erase_learner(folder, "demo", row("A")).is_clean


def test_words_that_somebody_else_also_has_are_no_trace(folder):
    with sites.using(folder, "demo") as connection:
        connection.execute("INSERT INTO goal (learner, sentence) VALUES (?, 'Ik wil voorlezen')", (row("B"),))
    assert erasure.erase_learner(folder, "demo", row("A")).is_clean
    assert rows(folder, "SELECT count(*) FROM goal WHERE sentence = 'Ik wil voorlezen'") == [(1,)]


def test_the_passport_for_a_next_provider_leaves_private_things_out(folder):
    with sites.using(folder, "demo") as connection:
        connection.execute("INSERT INTO card (learner, hash) VALUES (?, 'geheim')", (row("A"),))
        following = json.loads(passport.passport_json(connection, row("A"), "next"))
        everything = json.loads(passport.passport_json(connection, row("A"), "access"))
    assert following["first_name"] == "Aisha" and following["site"] == "Leerplein De Proef"
    assert "private_note" not in following["tables"] and "mosterdzaadje" in json.dumps(everything)
    assert {"goal", "attendance", "enrolment", "borrower", "card"} <= set(everything["tables"])
    assert "geheim" not in json.dumps(everything)
    assert everything["names"][row("P")] == "Lezen"
    assert row("B") not in json.dumps(everything)
    with sites.using(folder, "demo") as connection, pytest.raises(passport.UnknownLearner):
        passport.passport(connection, row("Z"), "next")


def test_the_right_of_access_covers_the_whole_part(folder):
    with sites.using(folder, "demo") as connection:
        told = passport.passport(connection, row("A"), "access")
        for table in TABLES.values():
            sql = f"SELECT count(*) FROM {table.state} WHERE part = ? AND deleted IS NULL"
            held = connection.execute(sql, (row("A"),)).fetchone()[0]
            assert held == len(told["tables"].get(table.name, {"rows": []})["rows"]), table.name


def test_the_passport_as_pdf_is_plain_and_can_be_read_aloud(folder):
    with sites.using(folder, "demo") as connection:
        reader = PdfReader(io.BytesIO(passport.passport_pdf(connection, row("A"))))
    text = " ".join("\n".join(page.extract_text() for page in reader.pages).split())
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"] and reader.trailer["/Root"]["/Lang"] == "nl"
    assert reader.metadata.title == "Mijn map: Aisha"
    for words in ("Ik wil voorlezen. Toen: Ik las niet. Dat is gelukt!", "Rustig praten.", "ik was er 2 keer"):
        assert words in text
    assert "mosterdzaadje" not in text and "Ik wil pinnen" not in text
    # Plain words (A2) have short sentences.
    for sentence in text.replace("!", ".").split("."):
        assert len(sentence.split()) <= 22, sentence


def test_grounds_have_a_date_and_consent_can_be_taken_back(folder):
    queries = load("rxapp.office")
    with sites.using(folder, "demo") as connection:
        queries.note_basis.run(connection, learner=row("A"), purpose="photo", ground="consent")
        queries.note_basis.run(connection, learner=row("A"), purpose="photo", ground="consent")
        current, former = queries.bases.run(connection, learner=row("A"))
        assert current["ground_on"] and not current["withdrawn_on"] and former["withdrawn_on"]
        queries.withdraw_basis.run(connection, basis=current["id"])
        assert all(found["withdrawn_on"] for found in queries.bases.run(connection, learner=row("A")))
        names = [found["first_name"] for found in queries.without_notice.run(connection)]
    assert names == ["Aisha", "Bram", "Cor", "Dewi"]


def test_who_looked_in_a_folder_can_be_seen(folder):
    with sites.using(folder, "demo") as connection:
        connection.execute("INSERT INTO staff (id, first_name) VALUES (?, 'Ria')", (row("X"),))
        for hour in ("10", "12"):
            values = row("A"), row("X"), f"2026-02-01T{hour}:00:00Z"
            connection.execute("INSERT INTO folder_opening (learner, staff, opened_at) VALUES (?, ?, ?)", values)
        found = [tuple(opening) for opening in load("rxapp.office").folder_openings.run(connection, learner=row("A"))]
    assert [opening[:2] for opening in found] == [("2026-02-01T12:00:00Z", "Ria"), ("2026-02-01T10:00:00Z", "Ria")]


def test_a_site_is_exported_without_secrets_and_nothing_runs_in_a_spreadsheet(folder):
    with sites.using(folder, "demo") as connection:
        connection.execute("INSERT INTO staff (first_name, pin) VALUES ('=1+1', 'pbkdf2-geheim')")
        book = load_workbook(io.BytesIO(exports.site_xlsx(connection)))
        archive = zipfile.ZipFile(io.BytesIO(exports.site_csv_zip(connection)))
    assert {"uitleg", "learner", "title", "staff"} <= set(book.sheetnames)
    assert [cell.value for cell in book["staff"][2]][1] == "'=1+1"
    texts = {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    assert "geheim" not in "".join(texts.values()) and "pin" not in texts["staff.csv"].splitlines()[0].split(";")
    assert texts["title.csv"].splitlines()[0].startswith("id;name;author")


@pytest.mark.parametrize("value, safe", [("=A1", "'=A1"), ("-5", "'-5"), ("a\x01b", "ab"), (5, 5), ("woord", "woord")])
def test_cells_are_made_harmless(value, safe):
    assert spreadsheets.harmless(value) == safe


def test_a_sheet_is_as_wide_as_what_is_in_it():
    made = spreadsheets.xlsx_bytes([("Blad", ("Wat", "Aantal"), [("Uren van de bijeenkomsten", 5), ("x" * 200, None)])])
    widths = {
        letter: column.width for letter, column in load_workbook(io.BytesIO(made))["Blad"].column_dimensions.items()
    }
    assert widths == {"A": 62, "B": 8}


def test_old_sessions_of_coordinators_are_dropped_at_night(folder):
    with office.using(folder) as connection:
        connection.execute("INSERT INTO account_session VALUES ('s', 'h', 'a', '', '', 0, 0, NULL)")
    keeping.keep(folder, "demo")
    with office.using(folder) as connection:
        assert connection.execute("SELECT count(*) FROM account_session").fetchone()[0] == 0
