"""The golden corpus gives the same bytes in every engine; the browser's half is `browser/test_golden_corpus.py`."""

import json
import random
from pathlib import Path

import pytest

from rxapp.data.database import connect, create_site
from rxapp.data.tables import cart, people
from tests.oracle import dump, fold, state_of, without_blanks
from tests.test_fold import insert

GOLDEN = Path(__file__).parent / "golden"
TABLES = [*people.TABLES, *cart.TABLES]


def corpus() -> list[dict]:
    return [{**change, "status": "accepted"} for change in json.loads((GOLDEN / "changes.json").read_text())]


def folded(changes):
    connection = connect(":memory:")
    create_site(connection, "golden")
    insert(connection, changes)
    return connection


PLAIN = {
    "Şeyma": "seyma",
    "ÖZLEM": "ozlem",
    "İbrahim": "ibrahim",
    "Işık": "isik",
    "Łukasz": "lukasz",
    "Søren Đorđe": "soren dorde",
    "Weiß & Cœur": "weiss & coeur",
    "Nguyễn": "nguyen",
    "één café": "een cafe",
    "مريم": "مريم",
    "": "",
    None: None,
}
"""What people type, as both engines look for it."""

SETTINGS = {"recursive_triggers": 0, "foreign_keys": 0, "secure_delete": 1}


def test_this_engine_has_the_settings_that_both_share():
    connection = connect(":memory:")
    assert {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in SETTINGS} == SETTINGS


def test_this_engine_looks_for_plain_letters():
    connection = connect(":memory:")
    assert {text: connection.execute("SELECT plain(?)", (text,)).fetchone()[0] for text in PLAIN} == PLAIN


def test_this_engine_gives_the_golden_state():
    assert dump(folded(corpus()), TABLES) == json.loads((GOLDEN / "state.json").read_text())


@pytest.mark.parametrize("seed", range(5))
def test_any_order_gives_the_golden_state(seed):
    changes = corpus()
    random.Random(seed).shuffle(changes)
    assert dump(folded(changes), TABLES) == json.loads((GOLDEN / "state.json").read_text())


def test_the_corpus_agrees_with_the_independent_fold():
    changes = [change for change in corpus() if '"second"' not in change["patch"]]
    assert state_of(folded(changes), TABLES) == without_blanks(fold(changes, TABLES))
