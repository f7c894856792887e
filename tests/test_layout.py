"""The layout keeps its promises: where code runs, what may import what, and how large things may grow."""

import ast
import hashlib
import re
from pathlib import Path

import pytest

from rxapp.data import SCHEMA, queries
from rxapp.data.database import connect, create_site

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "rxapp"
FEATURES = sorted(path.parent.name for path in PACKAGE.glob("*/queries.sql"))
MAY_IMPORT = {
    "data": {"data"},
    "browser": {"browser", "data"},
    "ui": {"ui", "browser", "data"},
    "server": {"server", "data"},
    **{feature: {feature, "ui", "browser", "data", "routes"} for feature in FEATURES},
    "office": {"office", "server", "ui", "browser", "data", "routes"},
}
SCHEMA_PINS = {1: "04feead9265e87ff", 2: "2521b1e2949278e3", 3: "019f4ea1b5503398", 4: "67fe97ddda0990d0"}


def modules():
    return [path for path in PACKAGE.rglob("*.py")]


def imported(path: Path) -> set[str]:
    """First folder under `rxapp` of everything that a module imports."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return {name.split(".")[1] for name in names if name.startswith("rxapp.")}


@pytest.mark.parametrize("folder", sorted(MAY_IMPORT))
def test_imports_point_one_way(folder):
    for path in (PACKAGE / folder).rglob("*.py"):
        assert imported(path) <= MAY_IMPORT[folder], f"{path.relative_to(ROOT)} imports {imported(path)}"


def test_javascript_lives_in_the_browser_folder_only():
    found = [*PACKAGE.rglob("*.js"), *PACKAGE.rglob("*.jsx")]
    assert {path.relative_to(PACKAGE).parts[0] for path in found} == {"browser"}


def test_floor_pages_have_no_server_state():
    for path in modules():
        if path.relative_to(PACKAGE).parts[0] not in ("office", "rxapp.py"):
            assert "rx.State" not in path.read_text().replace("`rx.State`", ""), path


@pytest.mark.parametrize("feature", FEATURES)
def test_every_named_query_runs_against_the_real_schema(feature):
    connection = connect(":memory:")
    create_site(connection, "demo")
    for query in queries.load(f"rxapp.{feature}"):
        for statement in query.statements:
            connection.execute(f"EXPLAIN {statement.sql}", [None] * len(statement.parameters))


def test_compiled_floor_pages_queue_no_events():
    components, routes = ROOT / ".web" / "app_components" / "rxapp", ROOT / ".web" / "app" / "routes"
    compiled = [*components.rglob("*.jsx"), *routes.glob("*.jsx")]
    floor = [path for path in compiled if "office" not in path.relative_to(ROOT).parts]
    assert len(floor) > 5, "build the frontend first: make build"
    for path in floor:
        assert "addEvents(" not in path.read_text(), path.name


def test_no_form_of_a_list_asks_for_its_row_where_the_row_is_not_known():
    """Reflex makes the handler of a form outside the list; a row in it is an error when somebody presses the button."""
    for path in (ROOT / ".web" / "app_components" / "rxapp").rglob("*.jsx"):
        for handler in re.findall(r"const handleSubmit_\w+ = useCallback\(.*?\n    \}\)", path.read_text(), re.DOTALL):
            assert not re.search(r"(?<![\w.])[a-z]\w*_rx_state_\?\.", handler), path.name


def test_modules_and_functions_stay_small():
    for path in modules():
        text = path.read_text()
        assert len(text.splitlines()) <= 300, f"{path.relative_to(ROOT)} is too long: which concept is missing?"
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = node.end_lineno - node.lineno + 1
                assert lines <= 40, f"{path.relative_to(ROOT)}:{node.name} has {lines} lines"


def test_every_public_module_and_function_says_what_it_does():
    for path in modules():
        tree = ast.parse(path.read_text())
        assert not tree.body or ast.get_docstring(tree), f"{path.relative_to(ROOT)} has no docstring"
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                assert ast.get_docstring(node), f"{path.relative_to(ROOT)}:{node.name} has no docstring"


def test_the_log_is_written_with_on_conflict_do_nothing_only():
    forbidden = re.compile(r"INSERT\s+OR\s+\w+\s+INTO\s+change\b|REPLACE\s+INTO\s+change\b", re.IGNORECASE)
    for path in [*modules(), *PACKAGE.rglob("*.js"), *PACKAGE.rglob("*.sql")]:
        assert not forbidden.search(path.read_text()), path


def test_the_schema_number_rises_with_the_schema():
    connection = connect(":memory:")
    create_site(connection, "demo")
    schema = "\n".join(
        row[0] for row in connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
    )
    pin = hashlib.sha256(schema.encode()).hexdigest()[:16]
    assert SCHEMA_PINS[SCHEMA] == pin, f"The schema changed: raise SCHEMA in rxapp/data and pin it here as {pin!r}."


def test_no_two_features_look_alike_by_accident():
    """All sheets are on every page: a class that two features define would change the look of both."""
    owners: dict[str, set[str]] = {}
    for name in ("circle", "folders", "groups", "learner", "office", "report"):
        text = re.sub(r"/\*.*?\*/", "", (ROOT / "assets" / "css" / f"{name}.css").read_text(), flags=re.DOTALL)
        for found in re.finditer(r"(?:^|[,}])\s*\.([a-z][\w-]*)\s*(?=[,{])", text):
            owners.setdefault(found[1], set()).add(name)
    assert {one: names for one, names in owners.items() if len(names) > 1} == {}
