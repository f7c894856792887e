"""The trainer's hour: a long folder and a full hour painted in a browser, and a year planned for many groups."""

import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench import Figure, at_least, at_most, benchmark
from rxapp.data.database import connect
from rxapp.data.queries import load
from rxapp.server import office, sites
from tests.browser.conftest import ARGUMENTS, PIN, find_chromium, hashed_pin
from tests.server_process import ServerProcess
from tests.training import insert, new_group, new_site, today

SITE = "bench"
WEEKS, LEARNERS, ATTENDANCE = 260, 300, 30_000
GROUPS = 21
ROUNDS = 5
RESTED = """async () => {
  while (!(await leerplein.syncNow()));
  await new Promise((after) => requestIdleCallback(after));
}"""
PAINTED = """async ([path, ready]) => {
  const started = performance.now();
  window.__reactRouterDataRouter.navigate(path);
  while (location.pathname !== path || !document.querySelector(ready)) await new Promise(requestAnimationFrame);
  await new Promise((after) => requestAnimationFrame(() => setTimeout(after)));
  return performance.now() - started;
}"""


@benchmark("trainer.plan")
def plan() -> Iterator[Figure]:
    """A year of weekly hours for every group of a large site."""
    site = new_site()
    programme = insert(site, "programme", name="Leerplein", kind="lesson_group", rhythm="weekly", minutes=60)
    for number in range(GROUPS):
        insert(site, "learning_group", programme=programme, first_on=today(site, number % 5), starts="10:00")
    insert(site, "holiday", name="Vakantie", first_on=today(site, 30), last_on=today(site, 44))
    begin = time.perf_counter()
    load("rxapp.groups").plan_sessions.run(site, learning_group=None, from_on=today(site), until_on=today(site, 365))
    seconds = time.perf_counter() - begin
    yield at_most("trainer.plan.year_of_21_groups", seconds, "s", 1)
    planned = site.execute("SELECT count(*) FROM session").fetchone()[0]
    yield at_least("trainer.plan.hours", planned, "hours", GROUPS * 49)


@benchmark("trainer.screen")
def screens() -> Iterator[Figure]:
    """From the tap to the painted page, in Chromium with a database of five years."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        (data / "sites").mkdir()
        sites.add_site(data, SITE, "Meetplek")
        with office.using(data) as connection:
            office.add_site(connection, SITE, "Meetplek")
        staff, learners, hours = _fill(data / "sites" / f"{SITE}.sqlite3")
        with ServerProcess(data) as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(args=ARGUMENTS, executable_path=find_chromium())
            page = browser.new_context(service_workers="block", bypass_csp=True).new_page()
            _enter(page, server, staff)
            folders = [f"/mapje/{learner}" for learner in learners]
            yield _painted(page, "trainer.screen.folder", folders, ".rows[aria-label=Verloop] li")
            yield _painted(page, "trainer.screen.hour", [f"/uur/{hour}" for hour in hours], ".seat")
            browser.close()


def _fill(path: Path) -> tuple[str, list[str], list[str]]:
    """A trainer, 300 learners, 30,000 attendances, and folders with a note for each week; gives the ids to open."""
    site = connect(path)
    site.execute("BEGIN")
    pin = hashed_pin(PIN)
    staff = insert(site, "staff", first_name="Bo", symbol="sun", duties="cart training office", pin=pin)
    site.execute("UPDATE me SET staff = ?", (staff,))
    group, learners = new_group(site, 10)
    _, others = new_group(site, LEARNERS - 10)
    weeks = [_week(site, group, week, learners[:ROUNDS]) for week in range(WEEKS)]
    people = [*learners, *others]
    rows = [(weeks[n % WEEKS], people[n // WEEKS % len(people)]) for n in range(ATTENDANCE)]
    ids = [(week[:8] + person[8:], week, person) for week, person in rows]
    site.executemany("INSERT INTO attendance (id, session, learner) VALUES (?, ?, ?)", ids)
    for person in learners:
        insert(site, "goal", learner=person, sentence="Ik wil lezen")
    hours = [_hour(site, group, number, learners) for number in range(ROUNDS)]
    site.execute("COMMIT")
    site.close()
    return staff, learners[:ROUNDS], hours


def _hour(site: sqlite3.Connection, group: str, number: int, learners: list[str]) -> str:
    """One of today's hours, opened, with ten people."""
    hour = insert(site, "session", learning_group=group, day=today(site), starts=f"{10 + number}:30", minutes=60)
    load("rxapp.groups").open_session.run(site, session=hour)
    return hour


def _week(site: sqlite3.Connection, group: str, week: int, learners: list[str]) -> str:
    """An hour in the past, with a note in each of these folders."""
    day = today(site, -7 * week - 1)
    for learner in learners:
        insert(site, "note", learner=learner, day=day, words=f"Week {week}: het ging goed.")
    return insert(
        site, "session", learning_group=group, day=day, starts="10:00", minutes=60, opened_at=f"{day}T10:00:00Z"
    )


def _enter(page: Page, server: ServerProcess, staff: str) -> None:
    page.goto(server.enrol_link(SITE, "cart", "training", "office"))
    is_open = "globalThis.leerplein?.state().step === 'open'"
    page.wait_for_function(is_open, timeout=120_000)
    page.goto(server.url + "/")
    page.wait_for_function(is_open)
    page.evaluate("([staff, pin]) => leerplein.signIn(staff, pin)", [staff, PIN])
    page.wait_for_selector("h1:has-text('Dag Bo')")


def _painted(page: Page, name: str, paths: list[str], ready: str) -> Figure:
    """The median over pages that were not opened before; each time from the same other page, with nothing left to send:
    nobody opens five folders in one second."""
    times = []
    for path in paths:
        page.evaluate("() => window.__reactRouterDataRouter.navigate('/tablet')")
        page.wait_for_selector("h1:has-text('Dit apparaat')")
        page.evaluate(RESTED)
        times.append(page.evaluate(PAINTED, [path, ready]))
    return at_most(name, statistics.median(times), "ms", 150)
