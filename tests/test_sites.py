"""The files of sites: how many of them one process keeps open."""

import sqlite3

import pytest

from rxapp.server import sites


def name_of(connection: sqlite3.Connection) -> str:
    return connection.execute("SELECT name FROM site").fetchone()[0]


def test_a_process_keeps_the_latest_sites_open_and_closes_none_that_is_in_use(tmp_path, monkeypatch):
    monkeypatch.setattr(sites, "MOST_OPEN", 2)
    (tmp_path / "sites").mkdir()
    for name in ("een", "twee", "drie"):
        sites.add_site(tmp_path, name, name)
    with sites.using(tmp_path, "een") as held:
        with sites.using(tmp_path, "twee") as idle:
            assert name_of(idle) == "twee"
        with sites.using(tmp_path, "drie") as latest:
            assert name_of(latest) == "drie" and name_of(held) == "een"
        with pytest.raises(sqlite3.ProgrammingError):
            name_of(idle)
        with sites.using(tmp_path, "een") as again:
            assert again is held
    with sites.using(tmp_path, "drie") as again:
        assert again is latest
    with sites.using(tmp_path, "twee") as anew:
        assert name_of(anew) == "twee"
    with pytest.raises(sqlite3.ProgrammingError):
        name_of(held)
    sites.close_all()
