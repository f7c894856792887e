"""A browser and the real server: everything arrives once, whatever the network does."""

import pytest

ADD = "INSERT INTO title (id, name) VALUES (?1, ?2)"
DAY = 86_400_000
MANY = """async (n) => {
  const params = [JSON.stringify(Array.from({ length: n }, (_, index) => `boek ${index}`))];
  await leerplein.record([{ sql: "INSERT INTO title (name) SELECT value FROM json_each(?1)", params }]);
}"""


IMPATIENT = """() => {
  const real = AbortSignal.timeout;
  let left = 3;
  AbortSignal.timeout = (ms) => real.call(AbortSignal, left-- > 0 ? 300 : ms);
}"""
HOLDS = """async (name) => {
  for await (const handle of (await navigator.storage.getDirectory()).values())
    if ((await (await handle.getFile()).text()).includes(name)) return true;
  return false;
}"""


def lose_replies(page, count):
    """Let the server do the work and lose its answer, so many times."""
    left = [count]

    def handle(route):
        left[0] -= 1
        route.fetch()
        route.abort() if left[0] >= 0 else route.continue_()

    page.route("**/api/sync", handle)


def same_titles(*tablets):
    """The titles of the server, after checking that every tablet has the same."""
    titles = tablets[0].server.sql("SELECT id, name FROM title ORDER BY id")
    assert all(tablet.read("SELECT id, name FROM title ORDER BY id") == titles for tablet in tablets)
    return titles


def test_a_write_reaches_the_server_and_another_tablet_by_itself(tablet, server):
    one, other = tablet().enrol("cart").sign_in(), tablet().enrol("cart")
    one.record(ADD, "0000000000000001", "Lichtjes")
    one.until_sent()
    other.sync()
    assert same_titles(one, other) == [{"id": "0000000000000001", "name": "Lichtjes"}]
    assert one.kept() == []
    assert server.sql("SELECT created_by FROM title") == [{"created_by": "00000000000000aa"}]


def test_lost_replies_change_nothing(tablet, server):
    one = tablet().enrol("cart").sign_in()
    lose_replies(one.page, 3)
    for n in range(3):
        one.record(ADD, f"000000000000000{n}", f"boek {n}")
    one.sync()
    assert len(same_titles(one)) == 3
    assert server.sql("SELECT count(*) AS n FROM change WHERE tbl = 'title'") == [{"n": 3}]
    assert one.read("SELECT count(*) AS n FROM change WHERE status <> 'accepted'") == [{"n": 0}]


def test_a_reload_in_the_middle_of_a_sync_loses_nothing(tablet, server):
    one = tablet().enrol("cart").sign_in()
    one.cut()
    one.page.evaluate(MANY, 5000)
    one.mend()
    with one.page.expect_response("**/api/sync"):
        one.page.evaluate("void leerplein.syncNow()")
    one.page.close()
    one.open().sync()
    assert len(same_titles(one)) == 5000
    assert one.kept() == []


def test_several_pages_of_changes_come_and_go(tablet, server):
    one, other = tablet().enrol("cart").sign_in(), tablet().enrol("cart")
    one.page.evaluate(MANY, 4500)
    one.sync()
    other.sync()
    assert len(same_titles(one, other)) == 4500


def test_a_server_that_dies_and_comes_back_gets_everything(tablet, server):
    one = tablet().enrol("cart").sign_in()
    server.kill()
    one.record(ADD, "0000000000000001", "Lichtjes")
    assert one.page.evaluate("leerplein.syncNow()") is False
    server.start()
    one.sync()
    assert len(same_titles(one)) == 1


def test_stamps_of_a_fast_clock_are_given_again_and_the_row_stays_editable(tablet, server):
    one = tablet().enrol("cart").sign_in()
    one.cut()
    one.record("UPDATE me SET clock_offset = ?1", 9 * DAY)
    one.record(ADD, "0000000000000001", "Lichtjes")
    one.record("UPDATE title SET author = 'Iemand' WHERE id = '0000000000000001'")
    one.mend()
    one.sync()
    [refused] = one.read("SELECT count(*) AS n FROM change WHERE status <> 'accepted'")
    assert refused == {"n": 0}
    assert one.read("SELECT abs(clock_offset) < 2000 AS good FROM me") == [{"good": 1}]
    one.record("UPDATE title SET name = 'Lichtje' WHERE id = '0000000000000001'")
    one.sync()
    assert same_titles(one) == [{"id": "0000000000000001", "name": "Lichtje"}]
    assert server.sql("SELECT author FROM title") == [{"author": "Iemand"}]
    assert one.read("SELECT count(*) AS n FROM stale") == [{"n": 0}]


def test_a_refused_change_stays_visible_and_its_row_is_as_the_server_has_it(tablet, server):
    one = tablet().enrol("cart").sign_in()
    one.record(ADD, "0000000000000001", "Lichtjes")
    one.sync()
    one.record("UPDATE title SET level = 'Z9' WHERE id = '0000000000000001'")
    one.sync()
    [refused] = one.read("SELECT status, reason FROM change WHERE status <> 'accepted'")
    assert refused == {"status": "refused", "reason": "not-a-choice"}
    assert one.read("SELECT name, level FROM title") == [{"name": "Lichtjes", "level": None}]
    one.record("UPDATE title SET level = 'A1' WHERE id = '0000000000000001'")
    one.sync()
    assert server.sql("SELECT level FROM title") == [{"level": "A1"}]


def test_rows_too_heavy_for_one_reply_all_become_what_the_server_has(tablet, server):
    cover = "data:" + "x" * 38_000
    server.sql("INSERT INTO title (name, cover) SELECT value, ? FROM json_each(?)", cover, str(list(range(115))))
    one = tablet().enrol("cart").sign_in()
    one.record("UPDATE title SET level = 'Z9'")
    one.sync()
    assert one.read("SELECT count(*) AS n FROM title WHERE level IS NOT NULL") == [{"n": 0}]
    one.cut()
    one.record("UPDATE me SET clock_offset = ?1", 9 * DAY)
    one.record("UPDATE title SET author = 'Iemand'")
    one.mend()
    one.sync()
    one.record("UPDATE title SET author = 'Jan'")
    one.sync()
    assert one.read("SELECT author, count(*) AS n FROM title GROUP BY 1") == [{"author": "Jan", "n": 115}]
    assert server.sql("SELECT author, count(*) AS n FROM title GROUP BY 1") == [{"author": "Jan", "n": 115}]


def test_a_change_larger_than_any_request_is_refused_alone(tablet, server):
    one = tablet().enrol("cart").sign_in()
    one.page.evaluate(
        """leerplein.record([{ sql: "INSERT INTO title (name) VALUES (?1)", params: ["x".repeat(17_000_000)] }])"""
    )
    one.record(ADD, "0000000000000001", "Lichtjes")
    one.sync()
    assert server.sql("SELECT name FROM title") == [{"name": "Lichtjes"}]
    assert one.read("SELECT reason FROM change WHERE status <> 'accepted'") == [{"reason": "too-long"}]


def test_a_server_that_refuses_every_stamp_is_left_alone_for_a_while(tablet, server):
    one = tablet().enrol("cart").sign_in()
    one.cut()
    one.record(ADD, "0000000000000001", "Lichtjes")
    one.mend()

    def refuse(route):
        sent = [change["stamp"] for change in route.request.post_data_json["changes"]]
        verdicts = [{"stamp": stamp, "verdict": "refused", "reason": "clock"} for stamp in sent]
        route.fulfill(json={**route.fetch().json(), "verdicts": verdicts, "changes": [], "refold": []})

    one.page.route("**/api/sync", refuse)
    assert one.page.evaluate("leerplein.syncNow()") is False
    one.page.unroute("**/api/sync")
    one.sync()
    assert [title["name"] for title in same_titles(one)] == ["Lichtjes"]


def test_what_is_too_much_for_a_slow_connection_goes_in_smaller_parts(tablet, server):
    one = tablet().enrol("cart").sign_in()
    one.cut()
    one.page.evaluate(MANY, 2000)
    one.mend()
    one.page.evaluate(IMPATIENT)
    one.page.route("**/api/sync", lambda route: len(route.request.post_data_buffer) < 30_000 and route.continue_())
    one.sync()
    assert len(same_titles(one)) == 2000


def test_a_busy_server_is_asked_again_no_sooner_than_it_said(tablet, server):
    one, asked = tablet().enrol("cart").sign_in(), []
    one.sync()
    one.page.clock.install()

    def busy(route):
        asked.append(route)
        route.fulfill(status=503, headers={"Retry-After": "100"}, json={"error": "busy", "message": "Later."})

    one.page.route("**/api/sync", busy)
    assert one.page.evaluate("leerplein.syncNow()") is False
    one.page.clock.run_for(99_000)
    one.page.evaluate("leerplein.read('SELECT 1')")
    assert len(asked) == 1
    with one.page.expect_request("**/api/sync"):
        one.page.clock.run_for(10_000)


def test_what_is_forgotten_is_nowhere_on_the_tablet_any_more(tablet, server):
    learner, name = "00000000000000ee", "Zwanenhalsje"
    server.sql("INSERT INTO learner (id, first_name) VALUES (?, ?)", learner, name)
    one = tablet().enrol("cart").sign_in()
    assert one.page.evaluate(HOLDS, name)
    one.cut()
    one.page.evaluate(MANY, 2000)
    one.record("UPDATE learner SET first_name = ?1 WHERE id = ?2", name + "X", learner)
    server.command("forget", server.site, learner, "--yes")
    one.mend()
    one.sync()
    assert one.read("SELECT 1 FROM change WHERE part = ?1 AND kind <> 'forget'", learner) == []
    assert one.kept() == []
    assert not one.page.evaluate(HOLDS, name)


def test_two_tabs_send_everything_once(tablet, server):
    one = tablet().enrol("cart").sign_in()
    first = one.page
    one.open().sign_in("Bas")
    for n in range(6):
        one.page, other = first, one.page
        one.record(ADD, f"000000000000000{n}", f"boek {n}")
        one.page, first = other, one.page
    one.sync()
    one.until_sent()
    assert len(same_titles(one)) == 6
    assert server.sql("SELECT count(*) AS n FROM change WHERE tbl = 'title'") == [{"n": 6}]


@pytest.mark.parametrize("value", ["", "é ïß 漢字 🙂", 'quote " and \\ back', "a\nb\tc", "x" * 200])
def test_values_arrive_byte_for_byte(tablet, server, value):
    one = tablet().enrol("cart").sign_in()
    one.record(ADD, "0000000000000001", value)
    one.sync()
    assert same_titles(one)[0]["name"] == value
    [here] = one.read("SELECT patch FROM change WHERE row = '0000000000000001'")
    [there] = server.sql("SELECT patch FROM change WHERE row = '0000000000000001'")
    assert here == there
