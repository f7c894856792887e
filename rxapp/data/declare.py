"""What a synced table is: the one place where a feature says what it stores and who may touch it."""

from dataclasses import dataclass
from typing import Literal

Duty = Literal["cart", "circle", "training", "office"]
Kind = Literal["text", "integer", "date", "time", "id"]

DUTIES: tuple[Duty, ...] = ("cart", "circle", "training", "office")
EVERYONE = DUTIES
SITE = "site"


@dataclass(frozen=True)
class Column:
    """One column: its type and limits, checked where a change enters.

    `date` is `YYYY-MM-DD`, `time` is `YYYY-MM-DDTHH:MM:SSZ` (UTC), `id` names a row (16 hexadecimal digits) of another
    table; booleans are the integers 0 and 1, money is integer cents. Columns that share a `group` change together
    and have one clock entry. A column never joins a group that is already published.
    """

    name: str
    kind: Kind = "text"
    length: int = 200
    choices: tuple[str, ...] = ()
    group: str = ""
    doc: str = ""

    @property
    def clock(self) -> str:
        """Name of the clock column that says when this column (or its group) was last written."""
        return f"clock_{self.group or self.name}"


@dataclass(frozen=True)
class Table:
    """One synced table: its columns, its part, and the duties that may read and write it.

    `part` is what its rows are erased with: `"site"`, `"self"` (the row is the person), or the name of an `id` column
    that holds the learner. Devices without a duty in `readers` never receive a row; pushes by others than `writers`
    are refused. Nothing is ever checked by the database itself: a merge must not fail half-way.
    """

    name: str
    columns: tuple[Column, ...]
    readers: tuple[Duty, ...]
    writers: tuple[Duty, ...]
    part: str = SITE
    indexes: tuple[str, ...] = ()
    doc: str = ""

    @property
    def state(self) -> str:
        """Name of the table that keeps the folded state behind the view."""
        return f"_{self.name}"

    @property
    def groups(self) -> dict[str, tuple[Column, ...]]:
        """Clock column to the columns that it dates, in declared order."""
        clocks = dict.fromkeys(column.clock for column in self.columns)
        return {clock: tuple(c for c in self.columns if c.clock == clock) for clock in clocks}
