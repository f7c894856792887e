"""Several workers serve one office: what a coordinator began at one goes on at another, through a real Redis."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from redis import Redis

from tests.browser.conftest import SITE_NAME, Server
from tests.browser.coordinating import coordinator, enter
from tests.redis_process import redis_server
from tests.relay import Relay

BOOKS = "titel;auteur;etiket\r\nPluk van de Petteflet;Annie Schmidt;LP001\r\n"


class Worker(Server):
    """One of several servers; they share what the office shows through a Redis."""

    def __init__(self, data: Path, redis: str):
        super().__init__(data)
        self.redis = redis

    def environment(self) -> dict[str, str]:
        return {**super().environment(), "REFLEX_REDIS_URL": self.redis}


def until_shared(redis: str, text: str) -> None:
    """Wait until a worker has put what it shows where the others can find it."""
    with Redis.from_url(redis) as client:
        while not any(text.encode() in client.get(key) for key in client.keys("*import_state*")):
            time.sleep(0.05)


@pytest.fixture
def workers(tmp_path: Path, prepared: Callable[[bool], Path]) -> Iterator[tuple[Worker, Worker]]:
    """Two server processes over one data folder and one Redis."""
    with ExitStack() as stack:
        redis = stack.enter_context(redis_server(tmp_path))
        first, second = (stack.enter_context(Worker(tmp_path / "data", redis)) for _ in range(2))
        second.site = first.begin(prepared(False)).site
        yield first, second


def test_an_import_that_was_read_by_one_worker_is_carried_out_by_the_other(
    workers: tuple[Worker, Worker], desk: Callable[..., Page]
):
    first, second = workers
    page = desk()
    with Relay(first.port) as relay:
        enter(page, relay.url, coordinator(first, first.site))
        expect(page.get_by_role("heading", level=1, name=SITE_NAME)).to_be_visible()
        page.goto(f"{relay.url}/kantoor/inlezen")
        file = {"name": "boeken.csv", "mimeType": "text/csv", "buffer": BOOKS.encode()}
        page.get_by_label("Bestand").set_input_files(file)
        expect(page.get_by_text("1 titel erbij")).to_be_visible()
        until_shared(first.redis, "Pluk van de Petteflet")
        relay.target = second.port
        with page.expect_websocket():
            first.kill()
        page.get_by_role("button", name="Ja, lees dit in").click()
        expect(page.get_by_text("Klaar. Alles is ingelezen.")).to_be_visible()
    assert second.sql("SELECT name FROM title") == [{"name": "Pluk van de Petteflet"}]
