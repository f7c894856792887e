"""The diploma on paper: what it says, that a screen reader can read it, and that its code proves it."""

import io

import pypdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from rxapp.server.diplomas import diploma_print
from rxapp.server.diplomas.diploma_keys import public_keys, rotate
from rxapp.server.diplomas.diploma_logo import (
    LogoTooLarge,
    UnusableLogo,
    keep_logo,
    logo_mark,
    logo_of,
    remove_logo,
)
from rxapp.server.diplomas.diploma_print import Changed, NotReady, Undrawable, diploma_pdf, period_in_words, qr_drawing
from rxapp.server.diplomas.diploma_sign import sign_waiting
from rxapp.server.diplomas.diploma_statement import verify
from tests.test_diploma_keys import LEARNER, give, site  # noqa: F401
from tests.test_pdf_ua import elements, failures

ADDRESS = "https://leerplein.example"
PLACE = "Leerplein De Werkplaats"


@pytest.fixture
def signed(site, tmp_path):  # noqa: F811
    for diploma in ("d" * 16, "e" * 16):
        give(site, diploma)
    sign_waiting(site, tmp_path, "demo")
    return site


def rows(connection):
    return connection.execute("SELECT * FROM diploma_now ORDER BY id").fetchall()


def read_pdf(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def text(pdf: bytes, page: int = 0) -> str:
    return " ".join(read_pdf(pdf).pages[page].extract_text().split())


def parts(pdf: pypdf.PdfReader) -> list[tuple[str, str | None]]:
    """The kind of each part of the paper, in the order of reading, and its other text."""
    tree = pdf.trailer["/Root"]["/StructTreeRoot"]["/K"]
    return [(part["/S"], part.get("/Alt")) for part in elements(tree)]


def test_the_paper_says_who_what_when_and_by_whom(signed):
    said = text(diploma_pdf(rows(signed)[:1], ADDRESS, PLACE))
    for words in (
        "Diploma",
        "Bewijs van deelname voor",
        "Aisha",
        "de leeskring",
        "Marijke",
        PLACE,
        "leerplein.example/d",
    ):
        assert words in said
    assert "van 8 oktober tot en met 12 november 2026" in said


def test_the_code_on_paper_proves_it(signed):
    page = pypdfium2.PdfDocument(diploma_pdf(rows(signed)[:1], ADDRESS, PLACE))[0]
    codes = zxingcpp.read_barcodes(page.render(scale=150 / 72).to_pil())
    assert [code.text.partition("#")[0] for code in codes] == [f"{ADDRESS}/d"]
    check = verify(codes[0].text, public_keys(signed))
    assert (check.outcome, check.statement.first_name, check.statement.place) == ("valid", "Aisha", PLACE)


def test_a_class_set_is_one_file_with_a_page_each(signed):
    pdf = diploma_pdf(rows(signed), ADDRESS, PLACE)
    assert len(read_pdf(pdf).pages) == 2
    document = pypdfium2.PdfDocument(pdf)
    read = {zxingcpp.read_barcodes(page.render(scale=2).to_pil())[0].text for page in document}
    assert {verify(code, public_keys(signed)).statement.diploma for code in read} == {"d" * 16, "e" * 16}


def test_a_full_name_is_on_paper_and_nowhere_else(signed):
    pdf = diploma_pdf(rows(signed)[:1], ADDRESS, PLACE, {"d" * 16: "Aïsha Łucja van den Bergh"})
    assert "Aïsha Łucja van den Bergh" in text(pdf)
    code = zxingcpp.read_barcodes(pypdfium2.PdfDocument(pdf)[0].render(scale=2).to_pil())[0].text
    assert verify(code, public_keys(signed)).statement.first_name == "Aisha"
    assert "Bergh" not in "\n".join(signed.iterdump())


@pytest.mark.parametrize(
    "name", ["Nguyễn Thị Ánh", "Şükrü Çağdaş", "Ольга Іваненко", "محمد", "Ελένη", "D’Souza – Łódź"]
)
def test_names_of_many_languages_are_printed(signed, name):
    pdf = diploma_pdf(rows(signed)[:1], ADDRESS, PLACE, {"d" * 16: name})
    assert failures(pdf) == []


def test_the_picture_that_the_leader_chose_is_on_the_diploma_and_its_badge(signed):
    signed.execute("UPDATE diploma SET picture = 'train-front' WHERE id = ?", ("d" * 16,))
    pdf = diploma_pdf(rows(signed), ADDRESS, PLACE)
    assert failures(pdf) == []
    chosen, book = (page.render(scale=1).to_pil().crop((350, 50, 490, 160)) for page in pypdfium2.PdfDocument(pdf))
    assert chosen.tobytes() != book.tobytes()
    badges = [badge for _, badge in diploma_print.badge_pictures(rows(signed), PLACE)]
    assert badges == [diploma_print.badge_picture("de leeskring", PLACE, name) for name in ("train-front", "book")]
    assert badges[0] != badges[1]


def test_a_letter_that_cannot_be_printed_is_told(signed):
    with pytest.raises(Undrawable, match="😀"):
        diploma_pdf(rows(signed), ADDRESS, PLACE, {"e" * 16: "Zoë 😀"})


def test_the_paper_is_accessible(signed):
    pdf = read_pdf(diploma_pdf(rows(signed), ADDRESS, PLACE))
    root = pdf.trailer["/Root"]
    assert root["/Lang"].startswith("nl") and root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] and pdf.metadata.title == f"Diploma's {PLACE}"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    found = parts(pdf)
    kinds = [kind for kind, _ in found]
    assert kinds.count("/H1") == 2 and kinds.count("/H2") == 2 and kinds.index("/H1") < kinds.index("/H2")
    assert all(alt for kind, alt in found if kind == "/Figure") and kinds.count("/Figure") == 4
    for page in pdf.pages:
        assert "/StructParents" in page
        assert all("/FontFile2" in str(font) or embedded(font) for font in page["/Resources"]["/Font"].values())


def embedded(font) -> bool:
    inside = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
    return any(key in inside for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def test_long_names_stay_on_the_page(signed, tmp_path):
    signed.execute("DELETE FROM diploma")
    signed.execute(
        "INSERT INTO diploma (id, learner, first_name, achievement, issued_on, leader_name) VALUES (?, ?, ?, ?, ?, ?)",
        (
            "f" * 16,
            LEARNER,
            "Wilhelmina-Alexandrina Konstantinopel",
            "taal " * 23,
            "2026-11-12",
            "Marijke en Abdelhakim",
        ),
    )
    sign_waiting(signed, tmp_path, "demo")
    pdf = diploma_pdf(rows(signed), ADDRESS, PLACE)
    assert len(read_pdf(pdf).pages) == 1
    assert "Wilhelmina-Alexandrina Konstantinopel" in text(pdf)


def test_a_logo_is_on_the_paper_with_a_word_for_it(signed, tmp_path):
    keep_logo(tmp_path, "demo", diploma_print.badge_picture("leeskring", PLACE))
    pdf = diploma_pdf(rows(signed)[:1], ADDRESS, PLACE, logo=logo_of(tmp_path, "demo"))
    assert ("/Figure", f"Logo van {PLACE}") in parts(read_pdf(pdf))
    assert logo_of(tmp_path, "other") == ""


def test_a_new_logo_takes_the_place_of_the_former_one_unless_it_cannot_be_drawn(tmp_path):
    keep_logo(tmp_path, "demo", diploma_print.badge_picture("leeskring", PLACE))
    keep_logo(tmp_path, "demo", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 10"/>')
    letter = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text y="9">\N{GRINNING FACE}</text></svg>'
    for picture in (b"\xff\xd8\xff\xe0 a photo", photo("JPEG")[:99], photo("WEBP"), b"<svg>", b"", letter.encode()):
        with pytest.raises(UnusableLogo, match="save it as SVG, PNG or JPEG"):
            keep_logo(tmp_path, "demo", picture)
    for picture in (b"\x89PNG\r\n\x1a\n" + bytes(1_000_000), photo("PNG", (5000, 9)), photo("PNG", (30_000, 15_000))):
        with pytest.raises(LogoTooLarge):
            keep_logo(tmp_path, "demo", picture)
    assert 'viewBox="0 0 90 10"' in logo_of(tmp_path, "demo")


def photo(kind: str, size: tuple[int, int] = (3000, 1000), mode: str = "1") -> bytes:
    made = io.BytesIO()
    Image.new(mode, size).convert("RGB" if kind == "WEBP" else mode).save(made, kind)
    return made.getvalue()


def test_a_photo_as_logo_is_as_fine_as_paper_shows_and_goes_when_it_is_taken_away(tmp_path):
    keep_logo(tmp_path, "demo", photo("JPEG", mode="CMYK"))
    first = logo_mark(tmp_path, "demo")
    assert 'viewBox="0 0 1275 425"' in logo_of(tmp_path, "demo")
    keep_logo(tmp_path, "demo", photo("PNG"))
    assert logo_mark(tmp_path, "demo") not in ("", first)
    remove_logo(tmp_path, "demo")
    assert logo_of(tmp_path, "demo") == logo_mark(tmp_path, "demo") == ""


def test_what_is_not_signed_or_revoked_is_not_printed(signed):
    give(signed, "f" * 16)
    with pytest.raises(NotReady):
        diploma_pdf(rows(signed), ADDRESS, PLACE)
    signed.execute("INSERT INTO revoked_diploma (diploma) VALUES (?)", ("d" * 16,))
    with pytest.raises(NotReady):
        diploma_pdf(rows(signed)[:1], ADDRESS, PLACE)


def test_a_diploma_that_says_something_else_than_was_signed_is_not_printed(signed):
    signed.execute("UPDATE diploma SET first_name = 'Kees' WHERE id = ?", ("d" * 16,))
    with pytest.raises(Changed):
        diploma_pdf(rows(signed)[:1], ADDRESS, PLACE)


def test_a_new_name_of_the_place_keeps_old_diplomas_printable(signed, tmp_path):
    rotate(signed, tmp_path, "demo")
    assert "Nieuw Leerplein" in text(diploma_pdf(rows(signed), ADDRESS, "Nieuw Leerplein"))


def test_the_code_is_coarse_enough_for_a_cheap_printer(signed):
    longest = "A" * 349
    modules = int(
        qr_drawing(f"https://leerplein.gemeente-voorbeeld.example/d#{longest}").split('viewBox="0 0 ')[1].split()[0]
    )
    assert 33 / modules > 0.4


def test_a_period_is_said_as_people_say_it():
    assert period_in_words("2026-11-12", "2026-11-12") == "op 12 november 2026"
    assert period_in_words("2025-12-18", "2026-01-29") == "van 18 december 2025 tot en met 29 januari 2026"
    assert period_in_words("", "2026-01-29") == ""
