"""The golden corpus gives the same bytes in the browser's engine as in Python's."""

import json
import random

import pytest

from tests.test_golden_corpus import GOLDEN, PLAIN, SETTINGS, TABLES, corpus

PUT = """INSERT INTO change (stamp, author, part, tbl, row, kind, schema, patch, status)
  SELECT value ->> 'stamp', value ->> 'author', value ->> 'part', value ->> 'tbl', value ->> 'row', value ->> 'kind',
    value ->> 'schema', value ->> 'patch', 'accepted'
  FROM json_each(?1) WHERE true ON CONFLICT (stamp) DO NOTHING"""
FOLD = "INSERT INTO fold (upto) SELECT max(seq) FROM change"


@pytest.mark.parametrize("seed", [None, 1])
def test_the_browser_gives_the_golden_state(server, tablet, seed):
    one = tablet().enrol("cart").sign_in()
    one.cut()
    assert {name: one.read(f"PRAGMA {name}")[0][name] for name in SETTINGS} == SETTINGS
    assert {text: one.read("SELECT plain(?) AS found", text)[0]["found"] for text in PLAIN} == PLAIN
    clear = [{"sql": f"DELETE FROM {table.state}", "params": []} for table in TABLES]
    changes = corpus()
    if seed is not None:
        random.Random(seed).shuffle(changes)
    put = [{"sql": PUT, "params": [json.dumps(changes)]}, {"sql": FOLD, "params": []}]
    one.page.evaluate("(statements) => leerplein.record(statements)", [*clear, *put])
    assert [line for table in TABLES for line in dump(one, table)] == json.loads((GOLDEN / "state.json").read_text())


def dump(tablet, table) -> list[str]:
    names = [row["name"] for row in tablet.read(f"SELECT name FROM pragma_table_info('{table.state}')")]
    quoted = " || ',' || ".join(f'quote("{name}")' for name in names)
    rows = tablet.read(f"SELECT {quoted} AS line FROM {table.state} ORDER BY id")
    return [f"{table.name}: {row['line']}" for row in rows]
