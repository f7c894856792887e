"""The tables of office.sqlite3, each declared once; the file gets them when it is opened first.

Tokens, codes, links and addresses are stored as hashes only, passwords as argon2, so that a copy of this file opens
nothing. Moments are milliseconds since 1970. Of the people of a site it knows ids, never names.
"""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlite_utils import Database


@dataclass(frozen=True)
class OfficeTable:
    """A table: its columns with their types, its key, which columns may be empty, and what is looked up."""

    columns: Mapping[str, type]
    key: str | tuple[str, ...] | None
    optional: frozenset[str] = frozenset()
    defaults: Mapping[str, object] = field(default_factory=dict)
    unique: str = ""
    looked_up: str = ""


def _table(key: str | tuple[str, ...] | None, optional: str = "", **columns: type) -> OfficeTable:
    return OfficeTable(columns, key, frozenset(optional.split()))


TABLES = {
    "site": _table("id", "restored_ticks", id=str, name=str, restored_ticks=int),
    "device": OfficeTable(
        {
            "id": str, "site": str, "name": str, "token_hash": str, "duties": str, "enrolled_at": int,
            "last_seen_at": int, "report": str, "revoked_at": int, "scope_version": int,
        },
        key="id", optional=frozenset({"report", "revoked_at"}), unique="token_hash",
    ),
    "replica": OfficeTable({"id": str, "device": str, "issued_at": int}, key="id", looked_up="device"),
    "phone": _table("device", device=str, learner=str, card=str),
    "enrol_code": _table("hash", "used_at", hash=str, site=str, name=str, duties=str, expires_at=int, used_at=int),
    "kept": _table(("device", "stamp"), device=str, stamp=str, received_at=int, change=str),
    "judgement": _table("id", id=int, site=str, device=str, verdict=str, changes=int, account=str, why=str, at=int),
    "settled_refusal": _table(("site", "stamp"), site=str, stamp=str, verdict=str, account=str, at=int),
    "clash": _table(
        ("site", "column_name", "stamp", "other"), "settled_by settled_at",
        site=str, column_name=str, stamp=str, other=str, settled_by=str, settled_at=int,
    ),
    "forgotten": _table(("site", "row", "tbl"), site=str, tbl=str, row=str, forgotten_at=int),
    "keeping": _table(("site", "kind"), site=str, kind=str, months=int),
    "keeping_run": _table(None, site=str, at=int, removed=str),
    "attempt": _table(None, address=str, at=int),
    "secret": _table("name", name=str, value=str),
    "account": OfficeTable(
        {
            "id": str, "email": str, "name": str, "password": str, "totp": str, "totp_offered": str, "totp_used": int,
            "made_at": int, "ended_at": int,
        },
        key="id", optional=frozenset({"password", "totp", "totp_offered", "ended_at"}), defaults={"totp_used": 0},
        unique="email",
    ),
    # `site` '*' is every site of this machine.
    "account_site": _table(("account", "site"), account=str, site=str),
    "account_session": OfficeTable(
        {
            "id": str, "hash": str, "account": str, "browser": str, "address": str, "made_at": int, "seen_at": int,
            "ended_at": int,
        },
        key="id", optional=frozenset({"ended_at"}), unique="hash", looked_up="account",
    ),
    "account_link": _table("hash", "used_at", hash=str, account=str, expires_at=int, used_at=int),
    # Imports that were carried out, so that they can be taken back: ids, and former values of rows that are nobody's.
    "import_batch": _table(
        "id", "undone_at",
        id=str, site=str, kind=str, file=str, account=str, added=int, changed=int, skipped=int, problems=int,
        made_at=int, undone_at=int,
    ),
    "import_row": _table(
        ("batch", "number"), batch=str, number=int, action=str, tbl=str, row=str, before=str, after=str
    ),
}  # fmt: skip


def create_tables(connection: sqlite3.Connection) -> None:
    """Create every table that the file does not have yet."""
    database = Database(connection)
    for name, table in TABLES.items():
        database[name].create(
            table.columns,
            pk=table.key,
            not_null=table.columns.keys() - table.optional,
            defaults=table.defaults,
            if_not_exists=True,
            strict=True,
        )
        if table.unique:
            database[name].create_index([table.unique], unique=True, if_not_exists=True)
        if table.looked_up:
            database[name].create_index([table.looked_up], if_not_exists=True)
