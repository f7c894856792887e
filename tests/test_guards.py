"""Free words are kept clean of citizen numbers, and words about health get a question; as in the browser."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rxapp.data.guards import Words, find_bsn, mentions_health
from rxapp.data.tables import folders, groups
from rxapp.server.validate import rules_of

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


def test_every_text_that_people_type_about_a_learner_is_guarded():
    for table in (*folders.TABLES, *groups.TABLES):
        for column in table.columns:
            if column.kind == "text" and column.length >= 300:
                assert isinstance(column, Words), f"{table.name}.{column.name}"


def test_a_pushed_patch_is_refused_for_a_number_in_free_words_only():
    checks = rules_of("note").checks
    assert checks["words"]("zijn nummer is 123456782") == "bsn"
    assert checks["words"]("goed gewerkt") is None
    assert checks["words"](123456782) == "wrong-type"
    assert checks["session"]("0000000123456782") is None
