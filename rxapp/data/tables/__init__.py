"""Every synced table, collected from the modules of this folder: adding a module is all a feature does."""

import importlib
import pkgutil

from rxapp.data.declare import Duty, Table


def _collect() -> dict[str, Table]:
    modules = sorted(info.name for info in pkgutil.iter_modules(__path__))
    tables = [table for name in modules for table in importlib.import_module(f"{__name__}.{name}").TABLES]
    return {table.name: table for table in tables}


TABLES: dict[str, Table] = _collect()


def in_scope(duties: set[Duty] | frozenset[Duty]) -> list[Table]:
    """Tables that a device with these duties holds; a table outside the list never leaves the server."""
    return [table for table in TABLES.values() if duties & set(table.readers)]
