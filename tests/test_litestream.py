"""The guide's way to copy every change with Litestream, and back: its configuration and its commands, run for real."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from rxapp.server import office, sites
from rxapp.server.privacy import erasure

GUIDE = (Path(__file__).parent.parent / "docs" / "backup.md").read_text()
CONFIG = re.search(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)[1]
RESTORE = re.search(r"<!-- restore -->\n```sh\n(.*?)```", GUIDE, re.DOTALL)[1]
BIN = Path(sys.executable).parent
PATIENCE = 60


def configuration(data: Path, replica: Path) -> str:
    """The guide's configuration, on other folders and with a folder on this machine in place of another machine."""
    before, kind, _ = CONFIG.partition("      type: sftp\n")
    assert kind and "/var/lib/leerplein" in before
    return before.replace("/var/lib/leerplein", str(data)) + f"      type: file\n      path: {replica}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "data" / "sites").mkdir(parents=True)
    sites.add_site(tmp_path / "data", "werkplaats", "De Werkplaats")
    with office.using(tmp_path / "data"):
        yield tmp_path
    office.close_all()
    sites.close_all()


@contextmanager
def litestream(folder: Path) -> Iterator[Path]:
    """The folder where Litestream puts its copies, while it runs."""
    (folder / "litestream.yml").write_text(configuration(folder / "data", folder / "copies"))
    with (folder / "litestream.log").open("wb") as log:
        command = [BIN / "litestream", "replicate", "-config", folder / "litestream.yml"]
        process = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            yield folder / "copies"
        finally:
            process.terminate()
            process.wait(PATIENCE)


def run(command: str, folder: Path, data: Path) -> subprocess.CompletedProcess:
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "LEERPLEIN_DATA": str(data)}
    return subprocess.run(["sh", "-ec", command], cwd=folder, env=environment, capture_output=True, text=True)


def names(data: Path, site: str, table: str = "title", column: str = "name") -> list[str]:
    with sites.using(data, site) as connection:
        return [row[0] for row in connection.execute(f"SELECT {column} FROM {table} ORDER BY 1")]


def until_copied(copies: Path, site: str, text: str, is_there: bool = True) -> None:
    """Wait until what Litestream has of a site holds, or no longer holds, this text."""
    target = copies.parent / "looking.sqlite3"
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        for path in copies.parent.glob("looking.sqlite3*"):
            path.unlink()
        done = run(f"litestream restore -o {target} file://{copies}/sites/{site}.sqlite3", copies.parent, copies)
        if done.returncode == 0 and (text.encode() in target.read_bytes()) == is_there:
            return
        time.sleep(0.2)
    raise AssertionError(done.stderr + (copies.parent / "litestream.log").read_text())


def test_every_change_is_copied_and_the_guides_commands_bring_it_back(folder: Path):
    data, back = folder / "data", folder / "back"
    with litestream(folder) as copies:
        until_copied(copies, "werkplaats", "De Werkplaats")
        with sites.using(data, "werkplaats") as connection:
            connection.execute("INSERT INTO title (name) VALUES ('Het huis aan zee')")
            connection.execute("INSERT INTO learner (id, first_name) VALUES ('a1', 'Marijke uit Sloten')")
        sites.add_site(data, "later", "Een nieuwe plek")
        until_copied(copies, "later", "Een nieuwe plek")
        until_copied(copies, "werkplaats", "Marijke uit Sloten")
        erasure.erase_learner(data, "werkplaats", "a1")
        until_copied(copies, "werkplaats", "Marijke uit Sloten", is_there=False)
    (back / "sites").mkdir(parents=True)
    done = run(RESTORE, folder, back)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "werkplaats: sound" in done.stdout and "later: sound" in done.stdout
    assert names(back, "werkplaats") == ["Het huis aan zee"]
    assert names(back, "werkplaats", "learner", "first_name") == []
    assert names(back, "later", "site") == ["Een nieuwe plek"]
    assert office.office_path(back).exists() and not copies.exists()
