"""Files from Excel, library systems and a public catalogue come in after a preview, all or nothing, and out again."""

import io
import json

import pytest
from pymarc import Field, MARCWriter, Subfield, XMLWriter
from pymarc import Record as MarcRecord

from rxapp.server import office, sites
from rxapp.server.imports import batch, books, isbn, marc, people, preview, tables
from rxapp.server.imports.tables import Record, UnreadableFile
from tests.catalogue_server import catalogue_server

SYMBOLS = {"cat": "kat", "dog": "hond", "sun": "zon"}
BOOKS = "Titel;Auteur;Niveau;ISBN;Etiket\r\nDe reis naar België;Zoë Ámant;A1;9789086961238;K1\r\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "sites").mkdir()
    sites.add_site(tmp_path, "demo", "Demo")
    yield tmp_path
    office.close_all()
    sites.close_all()


def plan_of(folder, text):
    sheet = books.read_books(text if isinstance(text, bytes) else text.encode())
    with sites.using(folder, "demo") as connection:
        return books.plan_books(connection, sheet.records, sheet.ignored), sheet


def bring_in(folder, text, **options):
    plan, sheet = plan_of(folder, text)
    return batch.apply(folder, "demo", lambda c: books.plan_books(c, sheet.records), plan, "ria", **options)


def rows(folder, sql):
    with sites.using(folder, "demo") as connection:
        return [tuple(row) for row in connection.execute(sql)]


@pytest.mark.parametrize(
    "data",
    [
        BOOKS.encode(),
        BOOKS.encode("utf-8-sig"),
        BOOKS.encode("cp1252"),
        BOOKS.encode("utf-16"),
        ("sep=;\r\n" + BOOKS).encode("cp1252"),
        BOOKS.replace(";", ",").encode(),
        BOOKS.replace(";", "\t").encode("utf-16"),
        BOOKS.replace("\r\n", "\n").encode(),
        BOOKS.replace("\r\n", ";;\r\n").encode() + b";;;;;;\r\n",
        BOOKS.replace("9789086961238", '="9789086961238"').replace("K1", "\u00a0K1 ").encode(),
    ],
)
def test_a_table_from_excel_just_works(data):
    (record,) = books.read_books(data).records
    assert record.values == {
        "name": "De reis naar België", "author": "Zoë Ámant", "level": "A1", "isbn": "9789086961238", "barcode": "K1",
    }  # fmt: skip
    assert record.line in (2, 3)


@pytest.mark.parametrize(
    "data, words",
    [
        (b"", "leeg"),
        (b"PK\x03\x04rest", "Excel-bestand"),
        (b"titel\0\0", "geen CSV"),
        (b"schrijver;niveau\nA;B\n", "De kolom 'titel' ontbreekt. De kolommen zijn: schrijver, niveau."),
        (b"\xff\xfea", "niet te lezen"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(data, words):
    with pytest.raises(UnreadableFile, match=words.replace("(", r"\(")):
        books.read_books(data)


def test_line_numbers_stay_right_after_a_cell_with_line_breaks():
    sheet = books.read_books(b'titel;auteur\n"Een\ntitel";A\nTwee;B\n')
    assert [record.line for record in sheet.records] == [2, 4]


def test_the_preview_says_what_will_happen_and_what_is_wrong_with_each_row(folder):
    text = (
        "titel;niveau;isbn;aantal;etiket;BSN\n"
        "Goed boek;a2;;2;;1\n"
        ";A1;;;;\n"
        "Fout niveau;C3;;;;\n"
        "Fout nummer;;9789086961239;;;\n"
        "Afgerond;;9,78909E+12;;;\n"
        "Te veel;;;500;;\n"
        "Eerste;;;;K1;\n"
        "Tweede;;;;k1;\n"
        f"{'x' * 201};;;;;\n"
    )
    plan, _ = plan_of(folder, text)
    assert preview.summary(plan) == ["2 titels erbij", "3 exemplaren erbij", "7 regels met een probleem"]
    assert plan.ignored == ["BSN"]
    sentences = [problem.sentence for problem in plan.problems]
    assert sentences[:5] == [
        "Regel 3: de titel ontbreekt.",
        "Regel 4: niveau 'C3' bestaat niet; kies A1, A2 of B1.",
        "Regel 5: ISBN '9789086961239' klopt niet; er is een cijfer verkeerd of het is te kort.",
        "Regel 6: ISBN '9,78909E+12' is door Excel afgerond; maak de kolom eerst 'Tekst' en vul hem opnieuw.",
        "Regel 7: aantal '500' kan niet; vul een getal in van 1 tot 100.",
    ]
    assert sentences[5] == "Regel 9: etiket 'k1' zit al op het boek 'Eerste'."
    assert "te lang (201 tekens)" in sentences[6]
    assert rows(folder, "SELECT count(*) FROM title") == [(0,)], "a preview writes nothing"


def test_an_import_comes_in_whole_with_labels_that_nobody_has(folder):
    bring_in(folder, "titel;aantal;plaats\nA;2;kar\nB;1;bieb\n")
    bring_in(folder, "titel;etiket\nC;LP007\nD;\n")
    bring_in(folder, "titel;etiket\nE;A30401003B\n")
    found = rows(folder, "SELECT name, barcode, place FROM copy JOIN title ON title.id = copy.title ORDER BY barcode")
    assert found == [
        ("E", "30401003", "cart"),
        ("A", "LP001", "cart"), ("A", "LP002", "cart"), ("B", "LP003", "library"), ("C", "LP007", "cart"),
        ("D", "LP008", "cart"),
    ]  # fmt: skip
    assert rows(folder, "SELECT DISTINCT created_by FROM title") == [("office:ria",)]


def test_importing_the_same_file_again_changes_nothing(folder):
    bring_in(folder, BOOKS + "Los boek;;;;\r\n")
    plan, _ = plan_of(folder, BOOKS + "Los boek;;;;\r\n")
    assert {step.action for step in plan.steps} == {"skip"}


def test_an_import_fills_in_what_is_missing_and_overwrites_nothing(folder):
    bring_in(folder, "titel;auteur;niveau\nA;Jan;A1\n")
    bring_in(folder, "titel;auteur;niveau;reeks\nA;Jan;B1;Licht\n")
    assert rows(folder, "SELECT author, level, series FROM title") == [("Jan", "A1", "Licht")]


def test_rows_with_problems_stop_everything_until_a_person_leaves_them_out(folder):
    text = "titel;niveau\nA;A1\nB;C9\n"
    with pytest.raises(batch.HasProblems):
        bring_in(folder, text)
    bring_in(folder, text, without_bad_rows=True)
    assert rows(folder, "SELECT name FROM title") == [("A",)]


def test_what_changed_since_the_preview_stops_the_import(folder):
    plan, sheet = plan_of(folder, BOOKS)
    bring_in(folder, BOOKS)
    with pytest.raises(batch.Changed) as changed:
        batch.apply(folder, "demo", lambda c: books.plan_books(c, sheet.records), plan, "ria")
    assert {step.action for step in changed.value.plan.steps} == {"skip"}


def test_a_failure_half_way_leaves_nothing_behind(folder):
    def fail(done, total):
        if done:
            raise OSError("no more disk")

    text = "titel\n" + "".join(f"Boek {number}\n" for number in range(300))
    with pytest.raises(OSError):
        bring_in(folder, text, progress=fail)
    assert rows(folder, "SELECT count(*) FROM _title") == [(0,)]
    assert rows(folder, "SELECT staff FROM me") == [(None,)]


def test_five_thousand_titles_with_fifty_bad_rows_come_in_with_progress(folder):
    lines = [f"Titel {n};Auteur {n % 700};{'C9' if n % 100 == 7 else 'A2'};{n % 3 + 1}\r\n" for n in range(5000)]
    data = ("titel;auteur;niveau;aantal\r\n" + "".join(lines)).encode("cp1252")
    seen = []
    plan, _ = plan_of(folder, data)
    bring_in(folder, data, without_bad_rows=True, progress=lambda done, total: seen.append((done, total)))
    assert len(plan.problems) == 50
    assert rows(folder, "SELECT count(*) FROM title") == [(4950,)]
    assert seen[-1][0] == seen[-1][1] and len(seen) > 50


def test_an_import_can_be_taken_back_except_for_what_is_in_use(folder):
    bring_in(folder, "titel;auteur\nOud;Jan\n")
    made = bring_in(folder, "titel;auteur;niveau;etiket\nOud;Jan;A1;\nNieuw;;A2;N1\nGeleend;;A2;G1\n")
    with sites.using(folder, "demo") as connection:
        connection.execute("INSERT INTO loan (copy) SELECT id FROM copy WHERE barcode = 'G1'")
    undone = batch.undo(folder, "demo", made, "ria")
    assert (undone.removed, undone.put_back, undone.kept) == (2, 1, 2)
    assert rows(folder, "SELECT name, level FROM title ORDER BY name") == [("Geleend", "A2"), ("Oud", None)]
    with pytest.raises(ValueError):
        batch.undo(folder, "demo", made, "ria")


def binary_marc(*records):
    target = io.BytesIO()
    writer = MARCWriter(target)
    for record in records:
        writer.write(record)
    return target.getvalue()


def marc_record(title, *fields):
    record = MarcRecord(force_utf8=True)
    record.add_field(Field("245", ["1", "0"], [Subfield("a", f"{title} /"), Subfield("c", "door iemand")]))
    for tag, pairs in fields:
        record.add_field(Field(tag, [" ", " "], [Subfield(code, value) for code, value in pairs]))
    return record


def test_books_come_in_from_marc21_and_marcxml(tmp_path):
    record = marc_record(
        "De sleutel van Mariëlle",
        ("100", [("a", "Verhagen, Wil,")]),
        ("020", [("a", "9789086961238 (paperback)")]),
        ("490", [("a", "Lichtpunt ;"), ("v", "3")]),
        ("952", [("p", "LP500"), ("c", "kar")]),
        ("952", [("p", "LP501")]),
    )
    path = tmp_path / "books.xml"
    with path.open("wb") as file:
        writer = XMLWriter(file)
        writer.write(record)
        writer.close(close_fh=False)
    for data in (binary_marc(record), path.read_bytes()):
        first, second = marc.read_marc(data).records
        assert first.values == {
            "name": "De sleutel van Mariëlle", "author": "Verhagen, Wil", "series": "Lichtpunt",
            "isbn": "9789086961238", "barcode": "LP500", "place": "kar",
        }  # fmt: skip
        assert second.values["barcode"] == "LP501" and "place" not in second.values


def test_a_broken_marc_record_is_a_problem_of_its_own(folder):
    good = binary_marc(marc_record("Goed"))
    broken = good.replace(b"Goed", b"Fout").replace(b"22", b"99", 1)
    with sites.using(folder, "demo") as connection:
        plan = books.plan_books(connection, marc.read_marc(good + broken[:12] + b"xxxxx" + broken[17:] + good).records)
    assert [problem.sentence for problem in plan.problems] == ["Regel 2: de titel ontbreekt."]
    for nonsense in (b"titel;auteur\nA;B\n", b"<books/>", b"<a", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', b""):
        with pytest.raises(UnreadableFile):
            marc.read_marc(nonsense)


@pytest.mark.parametrize(
    "typed, read",
    [
        ("978-90-8696-123-8", "9789086961238"), ("ISBN: 9789086961238", "9789086961238"),
        ("0451526538", "9780451526533"), ("080442957X", "9780804429573"), ("9789086961239", None), ("12", None),
        ("0451526539", None), ("8712345678906", None),
    ],
)  # fmt: skip
def test_numbers_of_books_are_read_and_checked(typed, read):
    assert isbn.read_isbn(typed) == read


@pytest.fixture
def catalogue():
    with catalogue_server() as answer:
        yield answer


def test_books_are_looked_up_by_number_and_come_in(folder, catalogue):
    found = isbn.look_up(["9789048805839", "9780980200447", "9780804429573", "9780980200447"], catalogue["address"])
    assert found.unknown == ["9780804429573"]
    assert [(record.values["name"], record.values["author"]) for record in found.records] == [
        ("Het is weer raak met Kees en Sjaak", "Kees van Nieuwkerk"), ("Slow reading", "John Miedema"),
    ]  # fmt: skip
    ((path, _),) = catalogue["asked"]
    keys = "%2C".join(f"ISBN%3A{number}" for number in ("9789048805839", "9780980200447", "9780804429573"))
    assert path == f"/api/books.json?bibkeys={keys}&jscmd=data", "without .json the catalogue answers 404"
    with sites.using(folder, "demo") as connection:
        plan = books.plan_books(connection, found.records)
    assert preview.summary(plan) == ["2 titels erbij", "2 exemplaren erbij"]


@pytest.mark.parametrize("address, agent", [("https://leren.example.org", "Leerplein (+https://leren.example.org)"),
                                            ("", "python-httpx")])  # fmt: skip
def test_a_look_up_says_who_asks_or_does_not_pretend_to(catalogue, monkeypatch, address, agent):
    monkeypatch.setenv("LEERPLEIN_ADDRESS", address)
    isbn.look_up(["9789048805839"], catalogue["address"])
    assert catalogue["asked"][0][1].startswith(agent), "a name without an address is answered with 403"


@pytest.mark.parametrize(
    "status, body, words",
    [
        (500, b"", "werkt nu niet"), (404, b"", "werkt nu niet"), (403, b"", "laat deze server niet toe"),
        (429, b"{}", "te druk"), (200, b"<html>", "niet te lezen"), (200, b"[]", "niet te lezen"),
        (200, b"\xff", "niet te lezen"),
    ],
)  # fmt: skip
def test_a_failing_catalogue_is_one_sentence(catalogue, status, body, words):
    catalogue |= {"status": status, "body": body}
    with pytest.raises(isbn.CatalogueFailed, match=words):
        isbn.look_up(["9789086961238"], catalogue["address"])


def test_a_catalogue_out_of_reach_or_switched_off_is_one_sentence(monkeypatch):
    with pytest.raises(isbn.CatalogueFailed, match="niet te bereiken"):
        isbn.look_up(["9789086961238"], "http://127.0.0.1:9")
    monkeypatch.setenv("LEERPLEIN_CATALOGUE", "")
    with pytest.raises(isbn.CatalogueFailed, match="staat uit"):
        isbn.look_up(["9789086961238"])


def test_strange_answers_of_the_catalogue_break_nothing(catalogue):
    strange = {"title": 5, "authors": {"name": "x"}}, {"title": " T ", "authors": [3, {"name": "A"}, {"name": "B"}]}
    catalogue["body"] = json.dumps(
        dict(zip(("ISBN:9789086961238", "ISBN:9780451526533"), strange, strict=True))
    ).encode()
    found = isbn.look_up(["9789086961238", "9780451526533"], catalogue["address"])
    assert [record.values for record in found.records] == [
        {"isbn": "9780451526533", "name": "T", "copies": "1", "author": "A, B"}
    ]


def people_plan(folder, records, kind=people.plan_learners):
    with sites.using(folder, "demo") as connection:
        return kind(connection, records, SYMBOLS)


def test_learners_come_in_with_a_first_name_and_a_picture_only(folder):
    data = "Voornaam;Achternaam;Geboortedatum;Plaatje\nFatima;X;1980-01-01;kat\nJan;Y;;\nJan;Z;;\n".encode("cp1252")
    sheet = people.read_learners(data)
    assert sheet.ignored == ["Achternaam", "Geboortedatum"]

    def make(connection):
        return people.plan_learners(connection, sheet.records, SYMBOLS)

    with sites.using(folder, "demo") as connection:
        plan = make(connection)
    made = batch.apply(folder, "demo", make, plan, "ria", file="mensen.csv")
    found = rows(folder, "SELECT first_name, symbol FROM learner ORDER BY first_name")
    assert found[0] == ("Fatima", "cat")
    assert len({symbol for name, symbol in found if name == "Jan"}) == 2, "two rows are two people"
    with sites.using(folder, "demo") as connection:
        assert {step.action for step in make(connection).steps} == {"skip"}
        connection.execute("INSERT INTO enrolment (learner) SELECT id FROM learner WHERE first_name = 'Fatima'")
    undone = batch.undo(folder, "demo", made, "ria")
    assert (undone.removed, undone.kept) == (2, 1)
    assert rows(folder, "SELECT first_name FROM learner") == [("Fatima",)]
    raw = sites.site_path(folder, "demo").read_bytes()
    assert b"Jan" not in raw, "who was imported by mistake is forgotten for good"
    with office.using(folder) as connection:
        (listed,) = batch.batches(connection, "demo")
        assert (listed["file"], listed["added"], listed["undone_at"] is not None) == ("mensen.csv", 3, True)
        assert "Fatima" not in "\n".join(connection.iterdump())


def test_problems_of_people_name_the_row_and_the_value(folder):
    records = [
        Record(2, {"symbol": "kat"}), Record(3, {"first_name": "Jan", "symbol": "draak"}),
        Record(4, {"first_name": "Jan 111222333"}), Record(5, {"first_name": "x" * 41}),
    ]  # fmt: skip
    assert [problem.sentence for problem in people_plan(folder, records).problems] == [
        "Regel 2: de voornaam ontbreekt.",
        "Regel 3: plaatje 'draak' bestaat niet.",
        "Regel 4: in 'voornaam' staat een burgerservicenummer; dat mag niet.",
        f"Regel 5: voornaam '{'x' * 20}…' is te lang (41 tekens); hoogstens 40.",
    ]


def test_staff_come_in_with_duties_in_words(folder):
    records = [Record(2, {"first_name": "Ria", "symbol": "zon", "duties": "Kar, leeskring"}),
               Record(3, {"first_name": "Joop", "duties": "koffie"})]  # fmt: skip
    plan = people_plan(folder, records, people.plan_staff)
    assert [problem.sentence for problem in plan.problems] == [
        "Regel 3: taak 'koffie' bestaat niet; kies kar, leeskring, training of kantoor."
    ]
    make = lambda connection: people.plan_staff(connection, records, SYMBOLS)  # noqa: E731
    made = batch.apply(folder, "demo", make, plan, "ria", without_bad_rows=True)
    assert rows(folder, "SELECT first_name, symbol, duties FROM staff") == [("Ria", "sun", "cart circle")]
    other = [Record(2, {"first_name": "ria", "symbol": "zon", "duties": "kantoor"})]
    changed = people_plan(folder, other, people.plan_staff)
    assert changed.steps[0].action == "change" and changed.steps[0].values == {"duties": "office"}
    assert batch.undo(folder, "demo", made, "ria").removed == 1


def test_a_file_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(tables, "LARGEST_FILE", 10)
    for read in (books.read_books, marc.read_marc):
        with pytest.raises(UnreadableFile, match="groter"):
            read(b"x" * 11)
