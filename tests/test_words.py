"""The words on the screen: each has its translation, each symbol its word, drawing and colour."""

import re

import pytest
from babel.messages.catalog import Catalog

from rxapp import locales
from rxapp.ui.pictures import ASSETS, drawings
from rxapp.ui.symbols import SYMBOLS


@pytest.mark.parametrize("file", locales.files(), ids=lambda file: file.stem)
def test_every_text_is_translated_and_no_translation_is_left_over(file):
    assert locales.faults(locales.texts(), locales.read(file)) == []


def test_english_goes_to_the_browser():
    english = locales.catalogues()["en"]
    assert english["Alles is bewaard"] == "Everything is saved"
    assert english["{n} wijziging wacht. Niets is weg."] == [
        "{n} change is waiting. Nothing is lost.",
        "{n} changes are waiting. Nothing is lost.",
    ]


@pytest.mark.parametrize(
    ("text", "translation", "fault"),
    [
        ("Terug", "Back", None),
        ("Terug", "", "not translated: 'Terug'"),
        ("Dag {naam}", "Hello {name}", "other placeholders: 'Dag {naam}'"),
        (("{n} boek", "{n} boeken"), ("{n} book", ""), "not translated: '{n} boek'"),
        (("{n} boek", "{n} boeken"), ("one book", "{n} books"), "other placeholders: '{n} boek'"),
    ],
)
def test_a_translation_that_is_not_whole_is_found(text, translation, fault):
    found, translated = Catalog(), Catalog(locale="en")
    found.add(text)
    translated.add(text, translation)
    assert locales.faults(found, translated) == ([fault] if fault else [])


def test_a_text_that_nobody_says_any_more_is_found():
    translated = Catalog(locale="en")
    translated.add("Oud", "Old")
    assert locales.faults(Catalog(), translated) == ["no longer used: 'Oud'"]


def test_every_symbol_has_a_drawing_a_colour_and_a_word_of_its_own():
    coloured = re.findall(r'\[data-symbol="([^"]+)"\]', (ASSETS / "css" / "symbols.css").read_text())
    assert set(SYMBOLS) == drawings("symbols") == set(coloured)
    assert len(set(SYMBOLS.values())) == len(SYMBOLS) == len(coloured)


def test_a_tablet_fetches_no_text_that_only_the_office_says():
    floor, office = locales.for_floor_and_office()
    assert "Reservekopieën" in office["en"] and "Reservekopieën" not in floor["en"]
    assert not floor["en"].keys() & office["en"].keys()
    assert floor["en"] | office["en"] == locales.catalogues()["en"]


def test_a_script_calls_what_translates_by_the_name_that_the_catalogue_looks_for():
    """Under another name its texts would be in no catalogue, and stay Dutch without a word."""
    scripts = (file.read_text() for file in locales.APP.rglob("*.js"))
    named = [found for script in scripts for found in re.findall(r"(\w+) = use(Translate(?:Plural)?)\(\)", script)]
    assert named and [(name, hook) for name, hook in named if name.lower() != hook.lower()] == []
