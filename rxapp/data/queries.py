"""Named SQL: each feature keeps its statements in `queries.sql`, reads named as nouns, writes as verbs.

A query starts with `-- name: open_visit` and one or more comment lines that say what it gives; parameters are
written `:visit`. The same text runs in the browser and, in tests and reports, on the server.
"""

import re
import sqlite3
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rxapp.data.database import statements

TOKEN = re.compile(r"'(?:[^']|'')*'|--[^\n]*|:([a-z_]+)")


@dataclass(frozen=True)
class Statement:
    """SQL with numbered parameters (`?1`), and the names that fill them in order: what both engines can bind."""

    sql: str
    parameters: tuple[str, ...]


@dataclass(frozen=True)
class Query:
    """One named query: a read of one statement, or a write of one or more that succeed or fail together."""

    name: str
    doc: str
    statements: tuple[Statement, ...]

    @property
    def is_write(self) -> bool:
        """Whether it changes data; a read starts with SELECT or WITH."""
        return not self.statements[0].sql.upper().startswith(("SELECT", "WITH"))

    @property
    def parameters(self) -> tuple[str, ...]:
        """Every parameter name, in order of first mention."""
        return tuple(dict.fromkeys(name for statement in self.statements for name in statement.parameters))

    def run(self, connection: sqlite3.Connection, **values) -> list[sqlite3.Row]:
        """Run it in one savepoint and return the rows of the last statement."""
        rows: list[sqlite3.Row] = []
        connection.execute("SAVEPOINT query")
        try:
            for statement in self.statements:
                bound = [values[name] for name in statement.parameters]
                rows = connection.execute(statement.sql, bound).fetchall()
        except BaseException:
            connection.execute("ROLLBACK TO query")
            raise
        finally:
            connection.execute("RELEASE query")
        return rows


class Queries:
    """The named queries of one file, as attributes; a missing name is an AttributeError that lists what there is."""

    def __init__(self, queries: list[Query]):
        self._queries = {query.name: query for query in queries}

    def __getattr__(self, name: str) -> Query:
        try:
            return self._queries[name]
        except KeyError:
            raise AttributeError(f"No query named {name!r}; there are {', '.join(self._queries)}.") from None

    def __iter__(self):
        return iter(self._queries.values())


@cache
def load(package: str) -> Queries:
    """The queries of a feature's package, for instance `load("rxapp.cart")`."""
    root, *folders = package.split(".")
    # Not files(package): that would import the feature's pages, and with them Reflex, on the server.
    text = files(root).joinpath(*folders, "queries.sql").read_text()
    blocks = re.split(r"^-- name: *(\w+) *$", text, flags=re.MULTILINE)
    return Queries([_parse(name, body) for name, body in zip(blocks[1::2], blocks[2::2], strict=True)])


def _parse(name: str, body: str) -> Query:
    lines = body.strip().splitlines()
    doc = [line.removeprefix("--").strip() for line in lines if line.startswith("--")]
    if not doc:
        raise ValueError(f"Query {name!r} has no comment that says what it gives; add a line that starts with '--'.")
    return Query(name, " ".join(doc), tuple(map(_number, statements(_without_comments(body)))))


def _without_comments(sql: str) -> str:
    return re.sub(r"^\s*--[^\n]*\n", "", sql, flags=re.MULTILINE).strip()


def _number(sql: str) -> Statement:
    """Turn `:name` into `?1`, leaving literals alone; a name used twice keeps its number."""
    names: list[str] = []

    def numbered(match: re.Match) -> str:
        if not match[1]:
            return match[0]
        if match[1] not in names:
            names.append(match[1])
        return f"?{names.index(match[1]) + 1}"

    return Statement(TOKEN.sub(numbered, sql).rstrip(";"), tuple(names))
