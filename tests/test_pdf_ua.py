"""Every accessible PDF is PDF/UA-1, judged by another program than the one that wrote it.

The judge is `page-validation`: the 104 rules of ISO 14289-1 that a machine can check, among them that all content is
tagged or an artifact, that figures have another text, that fonts are embedded and lead to Unicode, and that title and
language are there. It passes the test files of veraPDF. What it cannot judge is whether the words are right: whether an
alternative text says what is seen, and whether the order of reading makes sense. `test_diploma_print.py` and
`test_office_files.py` look at the words.
"""

import page
import pytest

from rxapp.server.diplomas.diploma_print import badge_picture, diploma_pdf, logo_of
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


def test_diplomas_with_a_logo_and_full_names_are_accessible(site, tmp_path):  # noqa: F811
    for diploma in ("d" * 16, "e" * 16):
        give(site, diploma)
    sign_waiting(site, tmp_path, "demo")
    (tmp_path / "logos").mkdir()
    (tmp_path / "logos" / "demo.png").write_bytes(badge_picture("leeskring", PLACE))
    rows = site.execute("SELECT * FROM diploma_now").fetchall()
    logo = logo_of(tmp_path, "demo")
    pdf = diploma_pdf(rows, "https://lp.example", PLACE, {"d" * 16: "Aïsha Łucja van den Bergh"}, logo)
    assert failures(pdf) == []


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


def test_a_pdf_that_only_says_that_it_is_accessible_is_found():
    pdf = documents.pdf("Verslag", [documents.heading("Kop"), documents.text("Tekst.")])
    assert failures(pdf.replace(b"/Marked true", b"/Marked null"))
