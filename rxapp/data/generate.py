"""From a declared `Table` to its SQL: the state table, how the log is folded into it, and the writable view.

For `loan` this gives

- `_loan`: the state; per column (or group) a clock, the stamp of the change that it holds the value of;
- `fold_loan`: the door through which changes of the log get into the state. A column takes the value whose stamp is
  highest, so order, repetition and batching do not matter;
- `loan`: the rows that were created and not deleted, with triggers that turn INSERT, UPDATE and DELETE into a change
  that holds only what differs, and fold that one.

And over all tables: `fold` for what was put into the log by others, `refold` for a row again, `forget` for good.
The folds are no triggers on the log itself, since SQLite compiles every trigger of a table for every statement that
writes to it: with sixty tables a single lending would spend more time on that than on the lending.
"""

from collections.abc import Iterable, Iterator

from rxapp.data.declare import SITE, Table

TICK = """UPDATE me SET ticks = max(ticks + 1,
    CAST(((julianday('now') - 2440587.5) * 86400000 + clock_offset) * 256 AS INTEGER))"""


def state_columns(table: Table) -> list[tuple[str, str]]:
    """Name and SQL type of every column of the state table, in order; what is added later goes to the end."""
    fixed = [("id", "TEXT PRIMARY KEY"), ("part", "TEXT"), ("born", "TEXT DEFAULT ''"), ("created_by", "TEXT")]
    deleted = [("deleted", "INTEGER"), ("clock_deleted", "TEXT DEFAULT ''")]
    values = [(column.name, "ANY") for column in table.columns]
    clocks = [(clock, "TEXT DEFAULT ''") for clock in table.groups]
    return fixed + deleted + values + clocks


def create_state(table: Table) -> str:
    """A plain rowid table without any constraint: live queries need the rowid, merges need the freedom."""
    columns = ", ".join(f'"{name}" {kind}' for name, kind in state_columns(table))
    return f"CREATE TABLE {table.state} ({columns}) STRICT"


def create_indexes(table: Table) -> Iterator[str]:
    """The indexes over the state that the table's declaration asks for."""
    for column in table.indexes:
        yield f"CREATE INDEX IF NOT EXISTS {table.name}_{column} ON {table.state} ({column})"


def create_fold(table: Table) -> Iterator[str]:
    """`INSERT INTO fold_loan (after, upto)` folds those changes of the log into the state that are this table's, not
    refused and not about what was forgotten. `INSERT INTO refold (tbl, row)` drops the row's state and folds its log again.
    """
    groups = {**table.groups, "clock_deleted": ()}
    columns, values, updates = [], [], []
    for clock, members in groups.items():
        names = [member.name for member in members] or ["deleted"]
        columns += [*(f'"{name}"' for name in names), clock]
        values += [f"patch ->> '$.{name}'" for name in names]
        values += [f"iif(json_type(patch, '$.{names[0]}') IS NULL, '', stamp)"]
        updates += [f'"{name}" = iif(excluded.{clock} > {clock}, excluded."{name}", "{name}")' for name in names]
        updates += [f"{clock} = max({clock}, excluded.{clock})"]
    yield f"CREATE VIEW fold_{table.name} AS SELECT 0 AS after, 0 AS upto"
    yield f"""CREATE TRIGGER fold_{table.name}_change INSTEAD OF INSERT ON fold_{table.name} BEGIN
  INSERT INTO {table.state} (id, part, born, created_by, {", ".join(columns)})
  SELECT row, part, iif(kind = 'create', stamp, ''), iif(kind = 'create', change.author, NULL),
    {", ".join(values)}
  FROM change WHERE seq > new.after AND seq <= new.upto AND tbl = '{table.name}' AND kind <> 'forget'
    AND status <> 'refused'
    AND NOT EXISTS (SELECT 1 FROM forgotten
      WHERE (row = change.row AND tbl = change.tbl) OR (row = change.part AND tbl = '*'))
  ON CONFLICT (id) DO UPDATE SET
    created_by = iif(excluded.born <> '' AND (born = '' OR excluded.born < born), excluded.created_by, created_by),
    born = CASE WHEN excluded.born = '' THEN born WHEN born = '' THEN excluded.born ELSE min(born, excluded.born) END,
    {", ".join(updates)};
END"""
    yield f"""CREATE TRIGGER refold_{table.name} INSTEAD OF INSERT ON refold WHEN new.tbl = '{table.name}' BEGIN
  DELETE FROM {table.state} WHERE id = new.row;
  INSERT INTO fold_{table.name} (after, upto) SELECT seq - 1, seq FROM change WHERE row = new.row AND tbl = new.tbl;
END"""


def _change(table: Table, part: str, row: str, kind: str, patch: str, where: str = "", join: str = "") -> str:
    # A learner's own write names the learner only in the learner's part, or who asked would outlive forgetting.
    author = "iif(me.staff GLOB 'learner:*', 'learner', me.staff)" if table.part == SITE else "me.staff"
    return f"""{TICK}{where};
  INSERT INTO change (stamp, author, part, tbl, row, kind, schema, patch, status)
  SELECT printf('%016d-%s', me.ticks, me.replica), {author}, {part}, '{table.name}', {row}, '{kind}', me.schema,
    {patch}, me.status
  FROM me{join}{where};
  INSERT INTO fold_{table.name} (after, upto) SELECT max(seq) - 1, max(seq) FROM change;
  UPDATE me SET folded = folded + 1 WHERE folded + 1 = (SELECT max(seq) FROM change);"""


def _differs(members: Iterable) -> str:
    return " OR ".join(f'new."{member.name}" IS NOT old."{member.name}"' for member in members)


def _given(members: Iterable) -> str:
    return " OR ".join(f'new."{member.name}" IS NOT NULL' for member in members)


def _patch(table: Table, condition, more: str = "") -> str:
    """A JSON object with the columns of every group for which `condition` holds, and `more` names and values."""
    rows = [
        f"SELECT '{member.name}' AS k, new.\"{member.name}\" AS v WHERE {condition(members)}"
        for members in table.groups.values()
        for member in members
    ]
    return f"(SELECT json_group_object(k, v) FROM ({' UNION ALL '.join(rows)}{more}))"


def create_view(table: Table) -> Iterator[str]:
    """The view that features read and write with plain SQL, without a thought of sync.

    To insert the id of a row that was deleted brings it back as it was, with the values that are given.
    """
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    created = "strftime('%Y-%m-%dT%H:%M:%SZ', CAST(substr(born, 1, 16) AS INTEGER) / 256000, 'unixepoch')"
    yield f"""CREATE VIEW {table.name} AS
  SELECT id, {names}, {created} AS created_at, created_by
  FROM {table.state} WHERE born <> '' AND deleted IS NULL"""
    part = {SITE: "'site'", "self": "fresh.id"}.get(table.part, f"coalesce(new.{table.part}, 'site')")
    # LIMIT keeps SQLite from evaluating randomblob() once per mention of fresh.id.
    fresh = "\n    JOIN (SELECT coalesce(new.id, lower(hex(randomblob(8)))) AS id LIMIT 1) AS fresh"
    back = f" UNION ALL SELECT 'deleted', NULL FROM {table.state} WHERE id = fresh.id AND deleted IS NOT NULL"
    yield f"""CREATE TRIGGER insert_{table.name} INSTEAD OF INSERT ON {table.name} BEGIN
  {_change(table, part, "fresh.id", "create", _patch(table, _given, back), join=fresh)}
END"""
    changed = _differs(table.columns)
    old_part = f"(SELECT part FROM {table.state} WHERE id = old.id)"
    yield f"""CREATE TRIGGER update_{table.name} INSTEAD OF UPDATE ON {table.name} BEGIN
  {_change(table, old_part, "old.id", "edit", _patch(table, _differs), f" WHERE {changed}")}
END"""
    yield f"""CREATE TRIGGER delete_{table.name} INSTEAD OF DELETE ON {table.name} BEGIN
  {_change(table, old_part, "old.id", "edit", "json_object('deleted', 1)")}
END"""


def fold_trigger(tables: Iterable[Table]) -> str:
    """`INSERT INTO fold (upto)`: forget and fold what entered the log since the last time; to be run in the transaction
    that put it there.
    """
    news = "\n".join(
        f"  INSERT INTO fold_{table.name} (after, upto) SELECT folded, new.upto FROM me;" for table in tables
    )
    return f"""CREATE TRIGGER fold_changes INSTEAD OF INSERT ON fold BEGIN
  INSERT INTO forget (tbl, row) SELECT tbl, row FROM change
    WHERE seq > (SELECT folded FROM me) AND seq <= new.upto AND kind = 'forget';
{news}
  UPDATE me SET folded = max(folded, new.upto);
END"""


def forget_trigger(tables: Iterable[Table]) -> str:
    """`INSERT INTO forget (tbl, row)` removes a row, or with `tbl = '*'` a whole part, from state and log, for good."""
    states = "\n".join(
        f"""  DELETE FROM {table.state} WHERE new.tbl = '{table.name}' AND id = new.row;
  DELETE FROM {table.state} WHERE new.tbl = '*' AND part = new.row;"""
        for table in tables
    )
    return f"""CREATE TRIGGER forget_for_good INSTEAD OF INSERT ON forget BEGIN
  INSERT INTO forgotten (tbl, row) VALUES (new.tbl, new.row) ON CONFLICT DO NOTHING;
{states}
  DELETE FROM change WHERE kind <> 'forget' AND new.tbl <> '*' AND tbl = new.tbl AND row = new.row;
  DELETE FROM change WHERE kind <> 'forget' AND new.tbl = '*' AND part = new.row;
END"""
