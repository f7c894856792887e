"""Encrypted backups open with their key only, are tried by a real restore, and forget what was forgotten since."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from rxapp.server import office, sites
from rxapp.server.backups import backup, sealed_backup
from rxapp.server.commands.accounts import account_app
from rxapp.server.commands.keeping import retain
from rxapp.server.commands.sealed import sealed_app
from rxapp.server.diplomas import diploma_keys
from rxapp.server.privacy import erasure, keeping
from tests import small_site
from tests.small_site import row


@pytest.fixture
def folder(tmp_path, monkeypatch):
    data = tmp_path / "data"
    (data / "sites").mkdir(parents=True)
    monkeypatch.setenv("LEERPLEIN_DATA", str(data))
    sites.add_site(data, "demo", "Leerplein De Proef")
    with sites.using(data, "demo") as connection:
        small_site.make(connection)
    with office.using(data) as connection:
        office.add_site(connection, "demo", "Demo")
    yield data
    office.close_all()
    sites.close_all()


def run(app, *words, code=0):
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exit_code == code, result.output
    return result.output


def test_a_backup_is_unreadable_without_its_key_and_restores_with_it(folder, tmp_path):
    key, target = tmp_path / "key.txt", tmp_path / "backups"
    run(sealed_app, "key", key)
    assert key.stat().st_mode & 0o777 == 0o600
    output = run(sealed_app, "backup", target, "--key", key, "--verify")
    assert "This backup can be restored." in output and "demo: restored" in output
    (path,) = target.glob("*.age")
    raw = path.read_bytes()
    assert raw.startswith(b"age-encryption.org/v1") and b"Aisha" not in raw and b"SQLite" not in raw
    assert not list(folder.glob("sealing-*")) and path.stat().st_mode & 0o777 == 0o600
    run(sealed_app, "key", tmp_path / "other.txt")
    assert "does not open with this key" in run(sealed_app, "verify", path, "--key", tmp_path / "other.txt", code=1)
    assert run(sealed_app, "key", key, code=1), "a key is never overwritten"


def test_the_server_needs_only_the_public_key(folder, tmp_path):
    public = sealed_backup.make_key(tmp_path / "key.txt")
    run(sealed_app, "backup", tmp_path / "backups", "--public", public)
    (path,) = (tmp_path / "backups").glob("*.age")
    verified = sealed_backup.verify(path, sealed_backup.read_private(tmp_path / "key.txt"))
    assert verified.problems == [] and set(verified.sites) == {"demo"}
    assert "--key FILE" in run(sealed_app, "backup", tmp_path, "--public", public, "--verify", code=1)
    assert "no public key" in run(sealed_app, "backup", tmp_path, "--public", "age1nonsense", code=1)


def test_a_damaged_backup_is_found_out(folder, tmp_path):
    sealed_backup.make_key(tmp_path / "key.txt")
    private = sealed_backup.read_private(tmp_path / "key.txt")
    path = sealed_backup.seal(folder, tmp_path / "backups", private.to_public())
    raw = path.read_bytes()
    for damaged in (raw[:-100], raw[: len(raw) // 2] + b"x" + raw[len(raw) // 2 + 1 :], b"", b"tar"):
        path.write_bytes(damaged)
        assert sealed_backup.verify(path, private).problems


def test_on_a_new_machine_the_erased_stay_erased(folder, tmp_path, monkeypatch):
    sealed_backup.make_key(tmp_path / "key.txt")
    private = sealed_backup.read_private(tmp_path / "key.txt")
    target = tmp_path / "backups"
    path = sealed_backup.seal(folder, target, private.to_public())
    old = path.rename(target / f"2026-01-01T03-00-00Z{sealed_backup.SUFFIX}")
    erasure.erase_learner(folder, "demo", row("A"))
    sealed_backup.seal(folder, target, private.to_public())
    office.close_all()
    sites.close_all()
    new = tmp_path / "new"
    (new / "sites").mkdir(parents=True)
    monkeypatch.setenv("LEERPLEIN_DATA", str(new))
    run(sealed_app, "open", old, tmp_path / "made", "--key", tmp_path / "key.txt")
    backup.restore(new, tmp_path / "made")
    with sites.using(new, "demo") as connection:
        assert connection.execute("SELECT count(*) FROM goal WHERE learner = ?", (row("A"),)).fetchone()[0] == 0
        assert connection.execute("SELECT count(*) FROM learner").fetchone()[0] == 3


def test_old_backups_go_and_the_newest_stays(tmp_path):
    names = ["2026-01-01T03-00-00Z", "2026-02-01T03-00-00Z", "2026-02-20T03-00-00Z"]
    for name in names:
        (tmp_path / f"{name}{sealed_backup.SUFFIX}").write_bytes(b"")
    (tmp_path / "letter.txt").write_text("kept")
    gone = sealed_backup.prune(tmp_path, 30, datetime(2026, 3, 10, tzinfo=UTC))
    assert [path.name[:10] for path in gone] == ["2026-01-01", "2026-02-01"]
    assert sealed_backup.prune(tmp_path, 1, datetime(2030, 1, 1, tzinfo=UTC)) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{names[2]}{sealed_backup.SUFFIX}", "letter.txt"]


def test_accounts_are_made_and_reset_at_the_terminal(folder):
    output = run(account_app, "setup", "ria@leerplein.nl", "--site", "demo", "--address", "https://leren.example/")
    assert "https://leren.example/kantoor/welkom#" in output
    assert "no password yet" in run(account_app, "list")
    assert "#" in run(account_app, "reset", "ria@leerplein.nl", "--without-code")
    assert "no account" in run(account_app, "reset", "jan@leerplein.nl", code=1)
    assert "no site" in run(account_app, "setup", "jan@leerplein.nl", "--site", "elders", code=1)
    assert "There is an account" in run(account_app, "setup", "Ria@leerplein.nl", code=1)
    run(account_app, "end", "ria@leerplein.nl")
    assert "ended" in run(account_app, "list")


def test_the_nightly_command_tells_what_it_removed(folder):
    app = typer.Typer()
    app.command()(retain)
    with sites.using(folder, "demo") as connection:
        connection.execute("UPDATE learner SET left_on = '2020-01-01' WHERE id = ?", (row("D"),))
    assert "learner 1" in run(app, "--countdown", "10")
    assert "learner 1" in run(app)
    assert "nothing was due" in run(app, "demo")
    assert len(keeping.runs(folder, "demo")) == 2


def test_the_keys_of_diplomas_and_the_logo_come_back_with_their_times(folder, tmp_path):
    diploma_keys.credential_key(folder, "demo")
    (key,) = (folder / "keys" / "demo").glob("*.pem")
    (folder / "logos").mkdir()
    (folder / "logos" / "demo.svg").write_text("<svg/>")
    sealed_backup.make_key(tmp_path / "key.txt")
    private = sealed_backup.read_private(tmp_path / "key.txt")
    path = sealed_backup.seal(folder, tmp_path / "backups", private.to_public())
    opened = sealed_backup.unseal(path, private, tmp_path / "opened")
    assert backup.beside(opened) == [key.relative_to(folder), Path("logos/demo.svg")]
    again = tmp_path / "again"
    (again / "sites").mkdir(parents=True)
    backup.restore(again, opened)
    found = again / key.relative_to(folder)
    assert found.read_bytes() == key.read_bytes() and found.stat().st_mode & 0o777 == 0o600
    assert found.stat().st_mtime == pytest.approx(key.stat().st_mtime, abs=0.01)
