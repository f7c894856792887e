"""Every accessible PDF is PDF/UA-1, judged by another program than the one that wrote it.

The judge is `page-validation`: the 104 rules of ISO 14289-1 that a machine can check, among them that all content is
tagged or an artifact, that figures have another text, that fonts are embedded and lead to Unicode, and that title and
language are there. It passes the test files of veraPDF. What it cannot judge is whether the words are right: whether an
alternative text says what is seen, and whether the order of reading makes sense. `test_diploma_print.py` and
`test_office_files.py` look at the words.
"""

import io
import re
from collections.abc import Iterator

import page
import pypdf
import pytest
from pypdf.generic import NameObject

from rxapp.server.diplomas.diploma_logo import logo_of
from rxapp.server.diplomas.diploma_print import badge_picture, diploma_pdf
from rxapp.server.diplomas.diploma_sign import sign_waiting
from rxapp.server.paper import documents
from rxapp.server.paper.cards import Card, cards_pdf
from rxapp.server.paper.documents import typeset
from rxapp.server.paper.drawings import drawing
from tests.test_diploma_keys import give, site  # noqa: F401

PLACE = "Leerplein De Werkplaats"


def failures(pdf: bytes) -> list[tuple[str, str]]:
    report = page.validate_pdf_bytes(pdf)
    return [(failure.rule_id, failure.message) for failure in report.failures]


@pytest.fixture
def diploma(site, tmp_path) -> bytes:  # noqa: F811
    for diploma in ("d" * 16, "e" * 16):
        give(site, diploma)
    sign_waiting(site, tmp_path, "demo")
    (tmp_path / "logos").mkdir()
    (tmp_path / "logos" / "demo.png").write_bytes(badge_picture("leeskring", PLACE))
    rows = site.execute("SELECT * FROM diploma_now").fetchall()
    logo = logo_of(tmp_path, "demo")
    return diploma_pdf(rows, "https://lp.example", PLACE, {"d" * 16: "Aïsha Łucja van den Bergh"}, logo)


def test_diplomas_with_a_logo_and_full_names_are_accessible(diploma):
    assert failures(diploma) == []


def test_cards_are_accessible():
    made = [Card(f"Naam {number}", "cat", f"geheim-{number}") for number in range(11)]
    assert failures(cards_pdf(made, "https://lp.example", PLACE)) == []


def test_documents_are_accessible():
    blocks = [
        documents.heading("Wie kwam er"),
        documents.text("Dit is het verslag."),
        documents.bullets(["een", "twee"]),
        documents.table(("Groep", "Aantal"), [("Leerplein", "12")]),
        documents.bars([("Leerplein", 12, "12")]),
    ]
    assert failures(documents.pdf("Verslag", blocks)) == []


@pytest.mark.parametrize(
    ("template", "data"),
    [
        ("notice.typ", {"lines": [{"picture": drawing("icons", "eye"), "words": "Kijk maar.", "more": "Het mag."}]}),
        (
            "poster.typ",
            {
                "week": "Week 47",
                "days": [
                    {
                        "day": "Maandag",
                        "groups": [
                            {"name": "Taal", "time": "10:00", "place": "Kantine", "symbol": drawing("symbols", "sun")}
                        ],
                    }
                ],
            },
        ),
    ],
)
def test_paper_for_the_wall_is_accessible(template, data):
    assert failures(typeset(template, {"place": PLACE, **data})) == []


def elements(node) -> Iterator[dict]:
    """Structure elements of a tagged PDF, depth first."""
    node = node.get_object()
    for kid in node if isinstance(node, list) else [node]:
        kid = kid.get_object()
        if isinstance(kid, dict):
            if "/S" in kid:
                yield kid
            if "/K" in kid:
                yield from elements(kid["/K"])


def element(pdf: pypdf.PdfWriter, kind: str) -> dict:
    return next(found for found in elements(pdf.root_object["/StructTreeRoot"]["/K"]) if found["/S"] == kind)


def font(pdf: pypdf.PdfWriter) -> dict:
    return next(iter(pdf.pages[0]["/Resources"]["/Font"].values())).get_object()


def untag(pdf: pypdf.PdfWriter) -> None:
    """Draw the same, but say of nothing what it is."""
    drawn = pypdf.generic.StreamObject()
    drawn.set_data(re.sub(rb"/\w+\s*<<[^>]*>>\s*BDC|/Artifact BMC|EMC", b"", pdf.pages[0].get_contents().get_data()))
    pdf.pages[0][NameObject("/Contents")] = pdf._add_object(drawn)


FAULTS = {
    "a picture without words": lambda pdf: element(pdf, "/Figure").pop("/Alt"),
    "no language": lambda pdf: pdf.root_object.pop("/Lang"),
    "the file name instead of a title": lambda pdf: pdf.root_object.pop("/ViewerPreferences"),
    "a structure that does not count": lambda pdf: pdf.root_object.pop("/MarkInfo"),
    "no structure": lambda pdf: pdf.root_object.pop("/StructTreeRoot"),
    "a part of an unknown kind": lambda pdf: element(pdf, "/Figure").update({NameObject("/S"): NameObject("/Onzin")}),
    "a heading level left out": lambda pdf: element(pdf, "/H2").update({NameObject("/S"): NameObject("/H4")}),
    "letters that cannot be copied": lambda pdf: font(pdf).pop("/ToUnicode"),
    "a font that is not in the file": lambda pdf: (
        font(pdf)["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object().pop("/FontFile2")
    ),
    "drawings that are nothing": untag,
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_pdf_that_only_says_that_it_is_accessible_is_found(diploma, fault):
    pdf = pypdf.PdfWriter(clone_from=io.BytesIO(diploma))
    written = io.BytesIO()
    FAULTS[fault](pdf)
    pdf.write(written)
    assert failures(written.getvalue())


def test_a_copy_without_a_fault_is_accessible(diploma):
    written = io.BytesIO()
    pypdf.PdfWriter(clone_from=io.BytesIO(diploma)).write(written)
    assert failures(written.getvalue()) == []
