"""How many characters fit where the words of a query go, as the tables declare it: so that a box stops in time."""

import re

from rxapp.data.queries import Query, Statement
from rxapp.data.tables import TABLES


def room(query: Query, parameter: str, column: str = "") -> int | None:
    """Characters that fit in the column that an UPDATE of `query` gives `parameter` to; None for a number.

    `column` names it for a query that changes the column that it is told. Raises `LookupError` when there is none.
    """
    for statement in query.statements:
        table = re.match(r"UPDATE (\w+) SET", statement.sql)
        name = column or _column(statement, parameter)
        found = [one for one in TABLES[table[1]].columns if one.name == name] if table else []
        if found:
            return found[0].length if found[0].kind == "text" else None
    raise LookupError(f"{query.name} gives {parameter!r} to no column of a table; is it an UPDATE?")


def _column(statement: Statement, parameter: str) -> str:
    if parameter not in statement.parameters:
        return ""
    number = statement.parameters.index(parameter) + 1
    given = re.search(rf"(\w+) = [^,=]*\?{number}\b", statement.sql)
    return given[1] if given else ""
