"""Keys of a site and what they sign: made once, private, rotated without losing a diploma, replaced when stolen."""

import os
import stat
from functools import cache

import pytest

from rxapp.data.database import connect, create_site, fold_log
from rxapp.data.tables import TABLES
from rxapp.server.diplomas import diploma_keys
from rxapp.server.diplomas.diploma_keys import NoKey, public_keys, published, revoke_key, rotate
from rxapp.server.diplomas.diploma_sign import sign_waiting
from rxapp.server.diplomas.diploma_statement import verify

LEARNER, GROUP = "a" * 16, "b" * 16


@cache
def made_once():
    connection = connect(":memory:")
    create_site(connection, "demo")
    connection.execute("INSERT INTO site (name) VALUES ('Leerplein De Werkplaats')")
    connection.execute("INSERT INTO learner (id, first_name) VALUES (?, 'Aisha')", (LEARNER,))
    return connection


@pytest.fixture
def site():
    connection = connect(":memory:")
    made_once().backup(connection)
    return connection


def give(site, diploma: str, issued_on: str | None = None) -> None:
    site.execute(
        """INSERT INTO diploma (id, learner, learning_group, first_name, achievement, first_on, last_on, issued_on,
           leader_name)
           SELECT ?, ?, ?, 'Aisha', 'de leeskring', '2026-10-08', '2026-11-12', coalesce(?, today), 'Marijke'
           FROM clock""",
        (diploma, LEARNER, GROUP, issued_on),
    )


def check(site, diploma: str) -> str:
    row = site.execute("SELECT statement FROM diploma_now WHERE id = ?", (diploma,)).fetchone()
    return verify(row["statement"], public_keys(site), published(site)["revoked"]).outcome


def state(site, diploma: str) -> str:
    return site.execute("SELECT state FROM diploma_now WHERE id = ?", (diploma,)).fetchone()["state"]


def test_a_diploma_is_being_made_until_the_server_signed_it(site, tmp_path):
    give(site, "d" * 16)
    assert state(site, "d" * 16) == "being_made"
    assert sign_waiting(site, tmp_path, "demo") == 1
    assert state(site, "d" * 16) == "ready"
    assert check(site, "d" * 16) == "valid"
    assert sign_waiting(site, tmp_path, "demo") == 0


def test_without_diplomas_no_key_is_made(site, tmp_path):
    assert sign_waiting(site, tmp_path, "demo") == 0
    assert list(tmp_path.iterdir()) == []


def test_private_keys_are_readable_by_their_owner_alone(site, tmp_path):
    os.umask(0)
    give(site, "d" * 16)
    sign_waiting(site, tmp_path, "demo")
    diploma_keys.credential_key(tmp_path, "demo")
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "keys").rglob("*")}
    assert sorted(modes.values()) == [0o600, 0o600, 0o700]
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700


def test_no_private_key_is_in_the_database(site, tmp_path):
    give(site, "d" * 16)
    sign_waiting(site, tmp_path, "demo")
    private = diploma_keys.signing_key(site, tmp_path, "demo").private_bytes_raw()
    dump = "\n".join(site.iterdump())
    assert private.hex() not in dump and "PRIVATE" not in dump


def test_only_the_server_writes_keys_and_statements():
    assert TABLES["site_key"].writers == () == TABLES["diploma_statement"].writers


def test_after_a_rotation_old_diplomas_stay_valid_and_late_ones_too(site, tmp_path):
    give(site, "d" * 16)
    sign_waiting(site, tmp_path, "demo")
    first = set(public_keys(site))
    new = rotate(site, tmp_path, "demo")
    give(site, "e" * 16, issued_on="2026-01-05")
    sign_waiting(site, tmp_path, "demo")
    assert new not in first and set(public_keys(site)) == first | {new}
    assert (check(site, "d" * 16), check(site, "e" * 16)) == ("valid", "valid")


def test_after_a_theft_everything_is_signed_anew_and_what_the_thief_signs_counts_no_longer(site, tmp_path):
    give(site, "d" * 16)
    sign_waiting(site, tmp_path, "demo")
    before = dict(site.execute("SELECT * FROM diploma_now").fetchone())
    rotate(site, tmp_path, "demo", is_compromised=True)
    assert state(site, "d" * 16) == "being_made"
    assert verify(before["statement"], public_keys(site)).outcome == "revoked_key"
    assert sign_waiting(site, tmp_path, "demo") == 1
    after = dict(site.execute("SELECT * FROM diploma_now").fetchone())
    assert check(site, "d" * 16) == "valid"
    assert (after["credential"], after["subject"]) == (before["credential"], before["subject"])


def test_a_retired_key_can_still_be_revoked(site, tmp_path):
    give(site, "d" * 16)
    sign_waiting(site, tmp_path, "demo")
    old = site.execute("SELECT key FROM site_key").fetchone()["key"]
    rotate(site, tmp_path, "demo")
    assert revoke_key(site, tmp_path, "demo", old)
    assert not revoke_key(site, tmp_path, "demo", old)
    sign_waiting(site, tmp_path, "demo")
    assert check(site, "d" * 16) == "valid"


def test_a_missing_key_file_is_said_and_no_second_key_is_made(site, tmp_path):
    give(site, "d" * 16)
    sign_waiting(site, tmp_path, "demo")
    next((tmp_path / "keys" / "demo").glob("statement-*")).unlink()
    give(site, "e" * 16)
    with pytest.raises(NoKey, match="rotate"):
        sign_waiting(site, tmp_path, "demo")
    assert len(public_keys(site)) == 1


def test_what_is_public_says_nothing_about_anybody(site, tmp_path):
    give(site, "d" * 16)
    sign_waiting(site, tmp_path, "demo")
    site.execute("INSERT INTO revoked_diploma (diploma, reason) VALUES (?, 'mistake')", ("d" * 16,))
    assert check(site, "d" * 16) == "revoked"
    told = str(published(site))
    assert "d" * 16 in told and LEARNER not in told and "Aisha" not in told
    assert published(site).keys() == {"keys", "revoked"}


def test_forgetting_a_learner_takes_the_diploma_and_leaves_the_revocation(site, tmp_path):
    give(site, "d" * 16)
    sign_waiting(site, tmp_path, "demo")
    site.execute("INSERT INTO revoked_diploma (diploma, reason) VALUES (?, 'other')", ("d" * 16,))
    site.execute(
        """INSERT INTO change (stamp, part, tbl, row, kind, schema, patch, status)
           VALUES ('9000000000000000-server', ?1, '*', ?1, 'forget', 1, '{}', 'accepted')""",
        (LEARNER,),
    )
    fold_log(site)
    assert site.execute("SELECT count(*) FROM diploma_now").fetchone()[0] == 0
    assert site.execute("SELECT count(*) FROM diploma_statement").fetchone()[0] == 0
    assert published(site)["revoked"] == ["d" * 16]
