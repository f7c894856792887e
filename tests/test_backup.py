"""A back-up brings a site back, everybody finds each other again, and what was forgotten stays forgotten."""

import shutil

import pytest

from rxapp.server import office, sites
from rxapp.server.backups import backup
from rxapp.server.backups.backup import NoBackup, back_up, export, restore
from rxapp.server.diplomas import diploma_keys
from rxapp.server.diplomas.diploma_sign import sign_waiting
from rxapp.server.privacy.forget import forget_for_good, remembered
from rxapp.server.sync.check import check_file
from tests.server_fixtures import close_all, new_row, stamp


def test_a_restored_site_is_as_it_was_with_a_new_epoch(place, tmp_path):
    device = place.device()
    device.sync(device.change(patch={"name": "voor"}))
    made = back_up(place.folder, tmp_path / "backups")
    device.sync(device.change(patch={"name": "na"}))
    epoch = place.query("SELECT epoch FROM me")
    restore(place.folder, made)
    assert place.query("SELECT name FROM title") == [("voor",)]
    assert place.query("SELECT epoch FROM me") != epoch
    assert check_file(sites.site_path(place.folder, place.site)) is None


def test_a_device_sends_again_what_the_backup_missed(place, tmp_path):
    device = place.device()
    made = back_up(place.folder, tmp_path)
    change = device.change(patch={"name": "na"})
    device.sync(change)
    restore(place.folder, made)
    assert device.sync()["recover"] == "epoch"
    assert device.outcome(change) == "accepted"
    device.download()
    assert device.sync()["recover"] is None
    assert place.query("SELECT name FROM title") == [("na",)]


def test_an_edit_of_a_row_that_a_restore_took_away_waits_for_its_creation(place, tmp_path):
    one, other = place.device(), place.device()
    made = back_up(place.folder, tmp_path)
    born = one.change(patch={"name": "eerst"})
    one.sync(born)
    edit = other.change(patch={"author": "Jan"}, row=born["row"], kind="edit")
    other.sync(edit)
    restore(place.folder, made)
    assert other.outcome(edit) == "accepted"
    assert place.query("SELECT count(*) FROM title") == [(0,)]
    assert one.outcome(born) == "accepted"
    assert place.query("SELECT name, author FROM title") == [("eerst", "Jan")]
    after = other.change(patch={"author": "Jan"}, kind="edit", stamp=stamp(other.me["replica"], 60_000))
    assert other.outcome(after) == "unknown-row"


def test_what_was_forgotten_after_the_backup_is_forgotten_again(place, tmp_path):
    device = place.device()
    learner = new_row()
    device.sync(device.change("learner", {"first_name": "Zwanenhalsje"}, row=learner))
    made = back_up(place.folder, tmp_path)
    forget_for_good(place.folder, place.site, [("*", learner)])
    assert restore(place.folder, made) == 1
    assert place.query("SELECT count(*) FROM _learner WHERE id = ?", learner) == [(0,)]
    files = [path.read_bytes() for path in (place.folder / "sites").iterdir()]
    assert not any(b"Zwanenhalsje" in content for content in files)


def test_what_is_forgotten_in_the_middle_of_a_restore_is_forgotten_too(place, tmp_path, monkeypatch):
    learner = place.insert("learner", first_name="Zwanenhalsje")
    made = back_up(place.folder, tmp_path)
    replace = backup._replace

    def forget_and_replace(path, prepared):
        forget_for_good(place.folder, place.site, [("*", learner)])
        replace(path, prepared)

    monkeypatch.setattr(backup, "_replace", forget_and_replace)
    restore(place.folder, made)
    assert place.query("SELECT count(*) FROM _learner WHERE id = ?", learner) == [(0,)]
    assert check_file(sites.site_path(place.folder, place.site)) is None


def test_the_list_of_the_forgotten_outlives_the_office(place, tmp_path):
    learner = place.insert("learner", first_name="Sam")
    forget_for_good(place.folder, place.site, [("*", learner)])
    close_all()
    for path in place.folder.glob("office.sqlite3*"):
        path.unlink()
    assert remembered(place.folder, place.site) == {("*", learner)}


def test_a_whole_lost_disk_comes_back_with_its_devices(place, tmp_path):
    device = place.device()
    device.sync(device.change())
    made = back_up(place.folder, tmp_path / "backups")
    close_all()
    for path in [*place.folder.glob("*.sqlite3*"), *(place.folder / "sites").iterdir()]:
        path.unlink()
    restore(place.folder, made)
    assert device.sync(device.change())["verdicts"][0]["verdict"] == "accepted"
    assert place.query("SELECT count(*) FROM title") == [(2,)]


def test_a_restore_gives_no_revoked_device_its_rights_back(place, tmp_path):
    device = place.device()
    made = back_up(place.folder, tmp_path)
    with office.using(place.folder) as connection:
        office.revoke(connection, device.enrolled["device"])
    restore(place.folder, made)
    assert device.post().status_code == 403


def test_a_folder_that_is_no_backup_and_a_site_that_is_not_in_it(place, tmp_path):
    with pytest.raises(NoBackup, match="holds no back-up"):
        restore(place.folder, tmp_path)
    with pytest.raises(NoBackup, match="holds no site 'elders'"):
        restore(place.folder, back_up(place.folder, tmp_path), "elders")


def test_a_backup_that_was_cut_short_is_not_named_as_the_newest(place, tmp_path):
    made = back_up(place.folder, tmp_path)
    for name, left in (("2999-01-01T00-00-00.0Z", backup.OFFICE), ("2999-01-02T00-00-00.0Z", "werkplaats.sqlite3")):
        (tmp_path / name).mkdir()
        shutil.copy(made / backup.OFFICE, tmp_path / name / left)
    with pytest.raises(NoBackup, match=f"the newest whole one is {made}"):
        restore(place.folder, tmp_path)
    with pytest.raises(NoBackup, match="no whole back-up: it holds the office and not one site"):
        restore(place.folder, tmp_path / "2999-01-01T00-00-00.0Z")


def test_a_backup_that_is_not_sound_is_not_put_back(place, tmp_path):
    title = place.insert("title", name="Goed")
    made = back_up(place.folder, tmp_path)
    backed_up = sites.open_site(made / f"{place.site}.sqlite3")
    backed_up.execute("UPDATE _title SET name = 'Anders'")
    backed_up.close()
    with pytest.raises(NoBackup, match=f"not sound.*row {title}: column 'name'"):
        restore(place.folder, made)
    assert place.query("SELECT name FROM title") == [("Goed",)]


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("UPDATE _title SET name = 'Anders'", "column 'name' differs"),
        ("DELETE FROM _title", "misses row"),
        ("INSERT INTO _title (id, born) VALUES ('ffffffffffffffff', 'x')", "the log does not hold it"),
        ("DELETE FROM change WHERE tbl = 'title'", "the log does not hold it"),
    ],
)
def test_check_names_the_first_row_that_differs(place, damage, told):
    place.insert("title", name="Goed")
    path = sites.site_path(place.folder, place.site)
    assert check_file(path) is None
    place.query(damage)
    assert told in check_file(path)


def test_an_export_is_for_spreadsheets_and_runs_nothing_there(place, tmp_path):
    place.insert("title", name='=HYPERLINK("x")', author="Ëen")
    written = list(export(place.folder, place.site, tmp_path))
    text = (tmp_path / "title.csv").read_text(encoding="utf-8-sig")
    assert tmp_path / "title.csv" in written
    assert "'=HYPERLINK" in text
    assert "Ëen" in text


def test_a_backup_holds_the_keys_and_a_restore_takes_back_no_revocation(place, tmp_path):
    def in_site(do, *more):
        with sites.using(place.folder, place.site) as connection, sites.transaction(connection):
            return do(connection, place.folder, place.site, *more)

    place.insert("diploma", learner=new_row(), first_name="Aisha", achievement="Lezen", issued_on="2026-11-12")
    in_site(sign_waiting)
    stolen = place.query("SELECT key FROM site_key")[0][0]
    made = back_up(place.folder, tmp_path)
    files = [path for path in (made / "keys").rglob("*.pem")]
    assert [path.stat().st_mode & 0o777 for path in files] == [0o600] and stolen in files[0].name
    in_site(diploma_keys.revoke_key, stolen)
    in_site(sign_waiting)
    restore(place.folder, made)
    in_site(sign_waiting)
    state = "SELECT key <> ?, revoked_on IS NULL, (SELECT state FROM diploma_now) FROM site_key ORDER BY revoked_on"
    assert place.query(state, stolen) == [(1, 1, "ready"), (0, 0, "ready")]
    shutil.rmtree(place.folder / "keys")
    restore(place.folder, made)
    assert len(list((place.folder / "keys").rglob("*.pem"))) == 1
