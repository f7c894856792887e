"""A whole site as tables: a zip of CSV files or one XLSX file, with a first sheet that explains every column."""

import io
import sqlite3
import zipfile
from collections.abc import Iterator

from rxapp.data.tables import TABLES
from rxapp.server.spreadsheets import Sheet, csv_bytes, xlsx_bytes

SECRETS = {("staff", "pin"), ("card", "hash"), ("secret_picture", "verifier"), ("secret_picture", "pictures")}
"""Columns that only a tablet needs; they leave the house in no export."""


def site_sheets(connection: sqlite3.Connection) -> Iterator[Sheet]:
    """The explanation, and then a sheet for each table that holds anything."""
    yield "uitleg", ("tabel", "kolom", "soort", "uitleg"), _explanation()
    for table in TABLES.values():
        columns = columns_of(table.name)
        names = ", ".join(f'"{name}"' for name in columns)
        rows = connection.execute(f"SELECT {names} FROM {table.name} ORDER BY created_at, id").fetchall()
        if rows:
            yield table.name, columns, rows


def columns_of(tbl: str) -> list[str]:
    """The columns of a table that an export shows."""
    names = ["id", *(column.name for column in TABLES[tbl].columns), "created_at", "created_by"]
    return [name for name in names if (tbl, name) not in SECRETS]


def _explanation() -> Iterator[tuple[str, str, str, str]]:
    for table in TABLES.values():
        yield table.name, "", "", table.doc
        for column in table.columns:
            yield table.name, column.name, column.kind, column.doc or ", ".join(filter(None, column.choices))


def site_xlsx(connection: sqlite3.Connection) -> bytes:
    """The site as one XLSX file."""
    return xlsx_bytes(site_sheets(connection))


def site_csv_zip(connection: sqlite3.Connection) -> bytes:
    """The site as a zip with a CSV file per table."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, headings, rows in site_sheets(connection):
            archive.writestr(f"{name}.csv", csv_bytes(headings, rows))
    return target.getvalue()
