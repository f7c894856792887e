"""Free words are kept clean of citizen numbers, and words about health get a question; as in the browser."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rxapp.data.guards import Words, find_bsn, mentions_health
from rxapp.data.tables import TABLES
from rxapp.server.sync.validate import rules_of

CASES = json.loads((Path(__file__).parent / "golden" / "guards.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["bsn"], ids=lambda case: case["text"])
def test_a_citizen_number_is_found(case):
    assert find_bsn(case["text"]) == case["found"]


@pytest.mark.parametrize("case", CASES["health"], ids=lambda case: case["text"])
def test_words_about_health_are_named(case):
    assert mentions_health(case["text"]) == case["words"]


@given(st.integers(1, 99_999_999), st.sampled_from(["", " ", "."]))
def test_every_number_that_passes_the_test_is_found_and_its_neighbours_are_not(number, separator):
    digits = f"{number:08}"
    last = sum(weight * int(digit) for weight, digit in zip(range(9, 1, -1), digits, strict=True)) % 11
    written = separator.join((digits[:3], digits[3:6], digits[6:]))
    for final in range(10):
        assert (find_bsn(f"x {written}{final} y") is not None) == (final == last)


NOT_TYPED = {
    "activity": {"name", "goal", "audience", "materials", "easier", "boxes"},
    "activity_step": {"name", "action", "speech"},
    "card": {"hash"},
    "copy": {"barcode"},
    "diploma": {"picture"},
    "diploma_statement": {"statement", "key", "credential", "subject"},
    "goal": {"picture"},
    "intake": {"times"},
    "kit": {"barcode"},
    "learner": {"symbol"},
    "learning_group": {"symbol", "weekdays", "nths", "starts"},
    "programme": {"template", "weekdays", "nths", "starts", "minutes_each"},
    "question": {"symbol"},
    "quiz_question": {"picture"},
    "secret_picture": {"verifier", "pictures"},
    "session": {"starts"},
    "sighting": {"code"},
    "site_key": {"key", "public"},
    "staff": {"symbol", "duties", "pin"},
    "title": {"isbn", "colour", "cover"},
}
"""Texts that are no free words: codes, lists and pictures that the app makes, scanned labels, and what comes with the app."""


def test_every_free_text_of_every_table_is_guarded():
    for table in TABLES.values():
        texts = {column.name for column in table.columns if column.kind == "text" and not column.choices}
        guarded = {column.name for column in table.columns if isinstance(column, Words)}
        assert texts - guarded == NOT_TYPED.get(table.name, set()), (
            f"{table.name}: is this typed by people? Then declare it with Words, else name it in NOT_TYPED."
        )


@pytest.mark.parametrize(
    "tbl, column", [(t.name, c.name) for t in TABLES.values() for c in t.columns if isinstance(c, Words)]
)
def test_a_citizen_number_in_any_free_text_is_refused(tbl, column):
    assert rules_of(tbl).checks[column]("nummer 123456782") == "bsn"
    assert rules_of(tbl).checks[column]("gewone woorden") is None


def test_a_pushed_patch_is_refused_for_a_number_in_free_words_only():
    checks = rules_of("note").checks
    assert checks["words"]("zijn nummer is 123456782") == "bsn"
    assert checks["words"]("goed gewerkt") is None
    assert checks["words"](123456782) == "wrong-type"
    assert checks["session"]("0000000123456782") is None
