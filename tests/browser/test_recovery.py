"""Whatever happens to the database file, the device gets a whole one, and nothing unsent is lost."""

import shutil

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import FILES, Server, Tablet
from tests.server_process import ROOT

ADD = "INSERT INTO title (id, name) VALUES (?1, ?2)"
NAMES = "SELECT name FROM title ORDER BY name"
SPOIL = """async (how) => {
  const folder = await navigator.storage.getDirectory();
  for await (const [name, handle] of folder.entries()) {
    if (!name.endsWith(".sqlite3")) continue;
    if (how === "gone") await folder.removeEntry(name);
    else {
      const file = await handle.createWritable({ keepExistingData: true });
      await file.write({ type: "write", position: 0, data: new Uint8Array(8192).fill(7) });
      await file.close();
    }
  }
}"""


RECORD_DURING_WIPE = """() => {
  const isWiping = async () => (await navigator.locks.query()).held.some(
    ({ name, mode }) => name === "leerplein-database" && mode === "exclusive");
  globalThis.outcome = (async () => {
    while (!(await isWiping()));
    const write = leerplein.record([{ sql: "INSERT INTO title (name) VALUES ('te laat')", params: [] }]);
    const answer = write.then(() => "confirmed", () => "refused");
    return Promise.race([answer, new Promise((resolve) => setTimeout(resolve, 10000, "not answered"))]);
  })();
}"""


def names(rows):
    return [row["name"] for row in rows]


@pytest.fixture
def one(tablet):
    """An enrolled tablet on which An is signed in."""
    return tablet().enrol("cart").sign_in()


@pytest.mark.parametrize("how", ["gone", "spoilt"])
def test_a_broken_file_is_replaced_and_what_was_unsent_comes_back(one, server, how):
    one.record(ADD, "0000000000000001", "verstuurd")
    one.sync()
    one.cut()
    one.record(ADD, "0000000000000002", "wacht nog")
    one.page.route("**/empty", lambda route: route.fulfill(body="", content_type="text/html"))
    one.page.goto(server.url + "/empty")
    one.page.evaluate(SPOIL, how)
    one.mend()
    one.page.goto(server.url)
    one.is_open().sync()
    assert names(one.read(NAMES)) == names(server.sql(NAMES)) == ["verstuurd", "wacht nog"]


@pytest.mark.parametrize("moment", ["asked", "arriving", "written"])
def test_closing_the_page_in_mid_bootstrap_goes_on_at_the_next_start(tablet, server, moment):
    numbers = str(list(range(20000)))
    server.sql("INSERT INTO title (name, author) SELECT value, hex(randomblob(90)) FROM json_each(?)", numbers)
    one = tablet()
    if moment == "asked":
        one.page.route("**/api/replica", lambda route: None)
    with one.page.expect_request("**/api/replica"):
        one.page.goto(server.enrol_link("cart"))
    if moment == "written":
        one.until_files(1)
    one.page.close()
    one.open()
    assert one.read("SELECT count(*) AS n FROM title") == [{"n": 20000}]
    assert one.read("PRAGMA integrity_check") == [{"integrity_check": "ok"}]
    one.until_files(1)


def test_a_restored_server_gets_back_what_it_had_accepted_after_its_backup(one, server, tmp_path):
    one.record(ADD, "0000000000000001", "in de reservekopie")
    one.sync()
    server.sql("VACUUM INTO ?", str(tmp_path / "backup.sqlite3"))
    one.record(ADD, "0000000000000002", "na de reservekopie")
    one.sync()
    for _ in range(2):
        server.office_sql("UPDATE device SET scope_version = scope_version + 1")
        one.sync()  # a fresh copy, in which another log begins
    server.stop()
    for left in server.site_file.parent.glob(f"{server.site}.sqlite3*"):
        left.unlink()
    shutil.copy(tmp_path / "backup.sqlite3", server.site_file)
    server.sql("UPDATE me SET epoch = 'another'")
    server.start()
    one.sync()
    assert names(one.read(NAMES)) == names(server.sql(NAMES)) == ["in de reservekopie", "na de reservekopie"]
    assert one.read("SELECT epoch FROM me") == [{"epoch": "another"}]


def test_a_tablet_enrolled_anew_after_office_and_site_were_restored_sends_again_what_they_lost(one, server, tmp_path):
    one.record(ADD, "0000000000000001", "in de reservekopie")
    one.sync()
    server.sql("VACUUM INTO ?", str(tmp_path / "backup.sqlite3"))
    one.record(ADD, "0000000000000002", "na de reservekopie")
    one.record("UPDATE title SET name = ?1 WHERE id = ?2", "andere naam", "0000000000000001")
    one.sync()
    stamps = "SELECT stamp FROM change WHERE row = '0000000000000002'"
    written = server.sql(stamps)
    server.stop()
    for left in server.site_file.parent.glob(f"{server.site}.sqlite3*"):
        left.unlink()
    shutil.copy(tmp_path / "backup.sqlite3", server.site_file)
    server.sql("UPDATE me SET epoch = 'another'")
    server.office_sql("DELETE FROM device")
    server.office_sql("DELETE FROM replica")
    server.sql("UPDATE title SET name = 'naam van later' WHERE id = '0000000000000001'")
    server.start()
    one.page.evaluate("void leerplein.syncNow()")
    expect(one.page.get_by_label("Code")).to_be_visible()
    one.enrol("cart").until("leerplein.read('SELECT epoch FROM me').then(([me]) => me?.epoch === 'another')")
    one.sign_in().until_sent()
    one.sync()
    assert names(one.read(NAMES)) == names(server.sql(NAMES)) == ["na de reservekopie", "naam van later"]
    assert server.sql(stamps) == written, "what was sent again is not newer than what others wrote since"
    assert one.read("SELECT 1 FROM change WHERE status = 'refused'") == []


def test_changed_duties_bring_another_copy_and_keep_what_waits(one, server):
    one.cut()
    one.record(ADD, "0000000000000001", "wacht nog")
    server.office_sql("UPDATE device SET duties = 'cart office', scope_version = scope_version + 1")
    one.mend()
    one.sync()
    assert one.read("SELECT duties FROM me") == [{"duties": "cart office"}]
    assert names(one.read(NAMES)) == names(server.sql(NAMES)) == ["wacht nog"]
    assert len({row["replica"] for row in one.read("SELECT replica FROM me")}) == 1


def test_fewer_duties_leave_nothing_of_what_was_written_with_them(tablet, server):
    server.sql("UPDATE staff SET duties = 'cart training'")
    one = tablet().enrol("cart", "training").sign_in()
    one.record(ADD, "0000000000000001", "Lichtjes")
    one.record("INSERT INTO goal (learner, sentence) VALUES ('00000000000000ee', 'Ik wil lezen')")
    one.sync()
    server.office_sql("UPDATE device SET duties = 'cart', scope_version = scope_version + 1")
    one.sync()
    assert one.read("SELECT tbl, status FROM change") == [{"tbl": "title", "status": "accepted"}]
    assert one.read("SELECT 1 FROM _goal") == []


def test_a_tab_that_writes_while_another_replaces_the_file_loses_nothing(one, server):
    server.sql("INSERT INTO title (author) SELECT value FROM json_each(?)", str(list(range(90))))
    one.sync()
    writer = one.page
    one.open()
    writer.evaluate(
        """() => void (window.done = (async () => { for (let n = 0; n < 40; n++)
          await leerplein.record([{ sql: "INSERT INTO title (name) VALUES (?1)", params: [`boek ${n}`] }]); })())"""
    )
    for _ in range(2):
        server.office_sql("UPDATE device SET scope_version = scope_version + 1")
        one.sync()
    writer.evaluate("window.done")
    writer.evaluate("async () => { while (!(await leerplein.syncNow())); }")
    assert server.sql("SELECT count(DISTINCT name) AS n, count(name) AS rows FROM title") == [{"n": 40, "rows": 40}]
    one.cut()
    one.page = writer
    one.record(ADD, "0000000000000001", "in het nieuwe bestand")
    assert [kept["row"] for kept in one.kept()] == ["0000000000000001"]


def test_a_tab_that_opens_while_another_replaces_the_file_opens_the_new_one(one, server):
    held, first, opening = [], one.page, one.context.new_page()
    opening.route("**/assets/*worker-*.js*", lambda route: held.append(route))
    with opening.expect_request("**/assets/*worker-*.js*"):
        opening.goto(server.url)
    one.page = first
    server.office_sql("UPDATE device SET scope_version = scope_version + 1")
    one.sync()
    for route in held:
        route.continue_()
    opening.unroute("**/assets/*worker-*.js*")
    one.page = opening
    one.is_open().sync()
    assert server.office_sql("SELECT count(*) AS n FROM replica") == [{"n": 2}], "no third copy was needed"


HOLD = """() => navigator.locks.request("leerplein-database", () => {
  globalThis.held = true;
  return new Promise((release) => (globalThis.release = release));
})"""
WAITING = """async (count) => (await navigator.locks.query()).pending
  .filter(({ name }) => name === "leerplein-database").length === count"""
FREE = """async () => {
  const { held, pending } = await navigator.locks.query();
  return [...held, ...pending].every(({ name }) => name !== "leerplein-database");
}"""


def test_a_tab_that_starts_in_the_old_file_goes_on_in_the_new_one(one, server):
    first, errors = one.page, []
    one.context.on("console", lambda message: message.type == "error" and errors.append(message.text))
    first.evaluate("BroadcastChannel.prototype.postMessage = () => {}")
    first.evaluate(f"void ({HOLD})()")
    one.until("globalThis.held")
    server.office_sql("UPDATE device SET scope_version = scope_version + 1")
    first.evaluate("void leerplein.syncNow()")
    first.wait_for_function(WAITING, arg=1)
    one.open()
    first.wait_for_function(WAITING, arg=2)
    first.evaluate("release()")
    first.wait_for_function(FREE)
    one.until("leerplein.read('SELECT 1 FROM me').then((rows) => rows.length === 1)")
    assert errors == []


def test_a_tab_that_was_not_told_finds_the_new_file_at_its_next_sync(one, server):
    first, other = one.page, one.open().page
    first.evaluate("BroadcastChannel.prototype.postMessage = () => {}")
    server.office_sql("UPDATE device SET scope_version = scope_version + 1")
    one.page = first
    one.sync()
    [current] = one.read("SELECT replica FROM me")
    one.page = other
    one.sync()
    assert one.read("SELECT replica FROM me") == [current]


def test_files_that_were_replaced_go_while_the_app_stays_open(one, server):
    for _ in range(4):
        server.office_sql("UPDATE device SET scope_version = scope_version + 1")
        one.sync()
    assert len(one.page.evaluate(FILES)) <= 2


def test_a_copied_profile_gets_fresh_stamps_and_both_changes_stay(one, server):
    one.cut()
    one.record(ADD, "0000000000000001", "van hier")
    [mine] = one.read("SELECT * FROM change WHERE status = 'unsent'")
    server.sql(
        """INSERT INTO change (stamp, part, tbl, row, kind, schema, patch, status)
        VALUES (?, 'site', 'title', '0000000000000002', 'create', 1, '{"name":"van de kopie"}', 'accepted')""",
        mine["stamp"],
    )
    server.sql("INSERT INTO fold (upto) SELECT max(seq) FROM change")
    one.mend()
    one.sync()
    assert names(one.read(NAMES)) == names(server.sql(NAMES)) == ["van de kopie", "van hier"]
    assert one.read("SELECT count(*) AS n FROM change WHERE status <> 'accepted'") == [{"n": 0}]


def test_a_revoked_device_hands_over_what_it_had_and_wipes_itself(one, server):
    other = one.page
    one.open().sign_in("Bas")
    one.cut()
    one.record(ADD, "0000000000000001", "wacht nog")
    other.evaluate(RECORD_DURING_WIPE)
    server.office_sql("UPDATE device SET revoked_at = 1")
    one.mend()
    one.page.evaluate("void leerplein.syncNow()")
    one.until("leerplein.state().reason === 'revoked'")
    one.until_files(0)
    assert len(server.office_sql("SELECT * FROM kept")) == 1
    assert server.sql(NAMES) == []
    assert other.evaluate("outcome") == "refused", "what was confirmed in another tab would be lost"
    other.close()
    with pytest.raises(Exception, match="niets genoteerd"):
        one.record(ADD, "0000000000000002", "te laat")
    one.page.reload()
    one.until("globalThis.leerplein?.state().step === 'unenrolled'")
    assert one.kept() == []


def test_without_a_network_the_whole_app_starts_from_the_device(tablet, server):
    one = tablet(service_workers="allow").enrol("cart").sign_in()
    one.record(ADD, "0000000000000001", "Lichtjes")
    one.page.evaluate("navigator.serviceWorker.ready")
    one.until("navigator.serviceWorker.controller")
    server.stop()
    one.context.set_offline(True)
    one.page.close()
    one.open().sign_in()
    assert one.page.evaluate("crossOriginIsolated")
    one.record(ADD, "0000000000000002", "Zonder internet")
    assert names(one.read(NAMES)) == ["Lichtjes", "Zonder internet"]


@pytest.fixture
def renewed(tmp_path, prepared, browser):
    """A tablet that has the whole app, and the worker's file of its server, which a test may renew."""
    built, web = ROOT / ".web" / "build" / "client", tmp_path / "web"
    shutil.copytree(built, web / "build" / "client", ignore=shutil.ignore_patterns("worker.js.*"))
    with Server(tmp_path / "data", web) as server:
        context = browser.new_context(bypass_csp=True)
        one = Tablet(context, server.begin(prepared(False))).enrol("cart").sign_in()
        one.until("navigator.serviceWorker.ready.then(() => Boolean(navigator.serviceWorker.controller))")
        yield one, web / "build" / "client" / "worker.js"
        context.close()


def test_a_new_version_waits_until_a_person_says_so(renewed):
    one, worker = renewed
    other, page = one.page, one.open().sign_in().page
    worker.write_text(worker.read_text() + "\n// A newer build.")
    for tab in (page, other):
        tab.evaluate("globalThis.isSameWork = true")
    page.evaluate("navigator.serviceWorker.getRegistration().then((registration) => registration.update())")
    renew = page.get_by_role("button", name="Vernieuwen", exact=True)
    expect(renew).to_be_visible()
    one.record(ADD, "0000000000000001", "Lichtjes")
    one.sync()
    assert page.evaluate("isSameWork")
    with page.expect_event("load"):
        renew.click()
    one.is_open()
    expect(renew).to_have_count(0)
    expect(other.get_by_role("button", name="Vernieuwen", exact=True)).to_be_visible()
    assert other.evaluate("isSameWork")
    assert names(one.read(NAMES)) == ["Lichtjes"]
