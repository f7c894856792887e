"""What the service worker keeps on a tablet: everything that the floor loads, and nothing of the office."""

from rxapp.offline import office_scripts, precached

SCRIPTS = {
    "entry.client-1.js": 'import("./shared-1.js")',
    "manifest-1.js": '"/assets/_kantoor_._index-1.js" "/assets/account-1.js" "/assets/_kar_._index-1.js"',
    "_kar_._index-1.js": 'from"./shared-1.js"; import("./camera-1.js")',
    "_kantoor_._index-1.js": 'from"./shared-1.js"; from"./account-1.js"',
    "account-1.js": 'from"./texts-1.js"',
    "texts-1.js": "",
    "shared-1.js": "",
    "camera-1.js": "",
}

SQLITE = "sqlite3_prepare_v3"
WAYS_TO_START_SQLITE = ("database_worker-1.js", "worker-1.js", "dist-1.js", "sqlite3-worker1-1.js")


def test_what_only_the_office_loads_stays_on_the_server(tmp_path):
    (tmp_path / "assets").mkdir()
    for name, content in SCRIPTS.items():
        (tmp_path / "assets" / name).write_text(content)
    (tmp_path / "kar.html").write_text("")
    (tmp_path / "kantoor.html").write_text("")
    assert office_scripts(tmp_path) == {"_kantoor_._index-1.js", "account-1.js", "texts-1.js"}
    kept = {file["url"] for file in precached(tmp_path)}
    floor = SCRIPTS.keys() - office_scripts(tmp_path)
    assert kept == {"/kar.html", *(f"/assets/{name}" for name in floor)}


def test_of_the_ways_to_start_sqlite_a_tablet_keeps_only_its_own(tmp_path):
    (tmp_path / "assets").mkdir()
    for name in WAYS_TO_START_SQLITE:
        (tmp_path / "assets" / name).write_text(SQLITE)
    (tmp_path / "assets" / "sqlite3-opfs-async-proxy-1.js").write_text("")
    (tmp_path / "assets" / "sqlite3-1.wasm").write_text("")
    kept = {file["url"] for file in precached(tmp_path)}
    assert kept == {"/assets/database_worker-1.js", "/assets/sqlite3-1.wasm"}
