"""What a page records is on the disk, twice, with the right name on it, or the person reads why not."""

import pytest
from playwright.sync_api import expect

ADD = "INSERT INTO title (id, name) VALUES (?1, ?2)"
NAMES = "SELECT name FROM title ORDER BY name"
PERFORM = """([channel, code]) => leerplein.perform(channel,
  { sql: "SELECT 'add' AS action, ?1 AS name, ?2 AS level", names: ["code", "card_hash"] },
  { add: [{ sql: "INSERT INTO title (id, name, author) VALUES (?1, ?2, ?3)", names: ["new_id", "name", "level"] }] },
  { code })"""

ENDLESS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
TWO_MINUTES_AGO = """UPDATE change SET stamp = printf('%016d', substr(stamp, 1, 16) - 2 * 60 * 256000) || substr(stamp, 17)
  WHERE status = 'unsent'"""

FILES_WITH = """async (word) => {
  const found = [];
  for await (const [name, handle] of (await navigator.storage.getDirectory()).entries())
    if ((await (await handle.getFile()).text()).includes(word)) found.push(name);
  return found;
}"""


@pytest.fixture
def page(tablet):
    """An enrolled tablet on which An is signed in, cut off from the server."""
    made = tablet().enrol("cart").sign_in()
    made.cut()
    return made


def without_isolation(route):
    """Serve as a server would that forgot the two headers."""
    answer = route.fetch()
    dropped = ("cross-origin-opener-policy", "cross-origin-embedder-policy")
    route.fulfill(response=answer, headers={k: v for k, v in answer.headers.items() if k not in dropped})


def test_a_write_is_on_the_disk_and_kept_a_second_time(page):
    page.record(ADD, "0000000000000001", "Lichtjes")
    [change] = page.read("SELECT stamp, author, patch FROM change WHERE status = 'unsent'")
    assert change["author"] == "00000000000000aa"
    assert [kept["stamp"] for kept in page.kept()] == [change["stamp"]]


def test_statements_of_one_write_succeed_or_fail_together(page):
    with pytest.raises(Exception, match="no such table"):
        page.page.evaluate(
            """leerplein.record([{ sql: "INSERT INTO title (name) VALUES ('half')", params: [] },
                                 { sql: "INSERT INTO nowhere VALUES (1)", params: [] }])"""
        )
    assert page.read(NAMES) == []
    assert page.kept() == []


def test_a_failing_write_shows_a_sentence_and_what_follows_is_not_called(page):
    worked = page.page.evaluate(
        """leerplein.write([{ sql: "INSERT INTO nowhere VALUES (?1)", names: ["new_id"] }], {},
                           [() => (window.followed = true)])"""
    )
    assert worked is False
    assert page.page.evaluate("window.followed") is None
    assert "Er is niets genoteerd" in page.page.evaluate("leerplein.problem()")


def test_nobody_signed_in_means_nothing_recorded(page):
    page.page.evaluate("leerplein.signOut()")
    with pytest.raises(Exception, match="Niemand is aangemeld"):
        page.record(ADD, "0000000000000001", "Lichtjes")
    assert page.read(NAMES) == []


def test_without_storage_on_the_disk_nothing_is_recorded(page, tablet):
    other = tablet()
    other.page.route(lambda url: "/aanmelden" in url, without_isolation)
    other.page.goto(other.server.enrol_link("cart"))
    other.page.wait_for_function("globalThis.leerplein?.state().reason === 'not-opfs'")
    with pytest.raises(Exception, match="Dit apparaat kan niets bewaren"):
        other.record(ADD, "0000000000000001", "Lichtjes")


def test_storage_that_the_browser_may_delete_is_told_once_only_this_device_has_something(page):
    page.cut()
    page.record(ADD, "0000000000000001", "Lichtjes")
    page.until("leerplein.status().state === 'waiting'")
    page.read(TWO_MINUTES_AGO)
    said = page.page.get_by_text("Let op: dit apparaat mag gegevens zelf wissen.").filter(visible=True)
    expect(said).to_have_count(1)


def test_a_worker_that_hangs_is_replaced_and_recording_goes_on(page):
    page.page.clock.install()
    page.page.evaluate(f"() => void leerplein.read(`{ENDLESS}`).catch((error) => (window.failed = error.message))")
    page.page.clock.run_for(31_000)
    page.page.clock.resume()
    page.until("window.failed === 'The database worker does not answer.'")
    page.is_open().record(ADD, "0000000000000001", "Lichtjes")
    assert len(page.kept()) == 1


def test_decisions_on_one_channel_wait_for_each_other(page):
    page.page.evaluate(f"Promise.all([1, 2, 3].map((n) => ({PERFORM})(['desk', `boek ${{n}}`])))")
    rows = page.read("SELECT name FROM title ORDER BY created_at, id")
    assert sorted(row["name"] for row in rows) == ["boek 1", "boek 2", "boek 3"]


def test_a_card_gives_its_hash_and_keeps_its_secret(page):
    page.page.evaluate(PERFORM, ["desk", "https://plein.example/kaart#geheim"])
    [title] = page.read("SELECT name, author FROM title")
    assert title["name"] == "https://plein.example/kaart"
    assert title["author"] == "addb0f5e7826c857d7376d1bd9bc33c0c544790a2eac96144a8af22b1298c940"
    assert page.read("SELECT 1 FROM change WHERE patch LIKE '%geheim%'") == []


def test_two_tabs_write_each_with_their_own_person(page):
    first = page.page
    page.open().sign_in("Bas")
    second = page.page
    script = f"""async (name) => {{
      for (let n = 0; n < 15; n++) await leerplein.record([{{ sql: "{ADD}", params: [null, name] }}]); }}"""
    first.evaluate("(script) => void (window.done = eval(script)('An'))", script)
    second.evaluate("(script) => eval(script)('Bas')", script)
    first.evaluate("window.done")
    rows = page.read("SELECT created_by, name, count(*) AS n FROM title GROUP BY 1, 2 ORDER BY 1")
    assert [(row["created_by"][-2:], row["name"], row["n"]) for row in rows] == [("aa", "An", 15), ("bb", "Bas", 15)]
    assert len(page.kept()) == 30


def test_closing_the_page_in_mid_write_leaves_whole_writes_and_loses_none_that_was_confirmed(page):
    confirmed = []
    for round_ in range(4):
        page.page.on("console", lambda message: confirmed.append(message.text))
        page.page.evaluate(
            """(round) => { (async () => { for (let n = 0; ; n++) {
              const name = `done ${round} ${n}`;
              await leerplein.record([{ sql: "INSERT INTO title (name) VALUES (?1)", params: [name] },
                                      { sql: "INSERT INTO copy (title, barcode) VALUES ('x', ?1)", params: [name] }]);
              console.log(name); } })(); }""",
            round_,
        )
        page.page.wait_for_event("console", lambda message, last=f"done {round_} {round_ + 2}": message.text == last)
        page.page.close()
        page.open().sign_in()
    names = {row["name"] for row in page.read("SELECT name FROM title")}
    assert names == {row["barcode"] for row in page.read("SELECT barcode FROM copy")}
    assert {text for text in confirmed if text.startswith("done")} <= names
    assert page.read("PRAGMA integrity_check") == [{"integrity_check": "ok"}]


def test_of_what_is_forgotten_no_byte_stays_in_any_file(page):
    page.cut()
    page.record(ADD, "0000000000000001", "Onuitwisbaar")
    page.record(ADD, "0000000000000002", "Blijft")
    assert page.page.evaluate(FILES_WITH, "Onuitwisbaar") != []
    page.record("INSERT INTO forget (tbl, row) VALUES ('title', ?1)", "0000000000000001")
    assert page.page.evaluate(FILES_WITH, "Onuitwisbaar") == []
    assert page.page.evaluate(FILES_WITH, "Blijft") != []


def test_wrong_pins_make_that_person_wait_also_after_a_restart(page):
    page.page.evaluate("leerplein.signOut()")
    for _ in range(3):
        page.page.evaluate("leerplein.signIn('00000000000000aa', '9999')")
    assert page.page.evaluate("leerplein.signing().step") == "waiting"
    page.open().sign_in("An")
    assert page.page.evaluate("leerplein.signing().step") == "waiting"
    assert page.page.evaluate("leerplein.signing().wait") > 1
    page.sign_in("Bas")
    assert page.read("SELECT staff FROM me") == [{"staff": "00000000000000bb"}]


def test_after_a_restart_nobody_is_signed_in(page):
    page.open()
    with pytest.raises(Exception, match="Niemand is aangemeld"):
        page.record(ADD, "0000000000000001", "Lichtjes")
