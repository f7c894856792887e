"""A full session talks to its own server and nobody else, and no page breaks the content policy."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from rxapp import routes
from tests.browser.conftest import PEOPLE, PIN, Server, hashed_pin
from tests.browser.test_office_report import coordinator  # noqa: F401

ADDRESSES = sorted({value for name, value in vars(routes).items() if name.isupper() and isinstance(value, str)})
LISTEN = """globalThis.broken = [];
addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
  broken.push(`${effectiveDirective}: ${blockedURI}`));"""


OPEN = """async () => {
  while (globalThis.leerplein?.state().step !== "open") await new Promise((again) => setTimeout(again, 50));
}"""
# Not `wait_for_function`: it evaluates text, which the policy under test forbids.


class Session:
    """A browser that notes whom it talks to and what the policy stopped."""

    def __init__(self, context: BrowserContext, server: Server):
        self.page, self.server, self.hosts, self.broken = context.new_page(), server, set(), []
        context.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))
        self.page.on("websocket", lambda socket: self.hosts.add(urlsplit(socket.url).netloc))
        self.page.on("console", lambda said: "Content Security Policy" in said.text and self.broken.append(said.text))
        context.add_init_script(LISTEN)

    def visit(self, address: str) -> Page:
        self.page.goto(self.server.url + re.sub(r"\[\w+\]", "0" * 16, address))
        expect(self.page.get_by_role("heading", level=1).first).to_be_visible()
        self.broken += self.page.evaluate("globalThis.broken ?? []")
        return self.page

    def is_quiet(self) -> None:
        """Nothing was stopped, and nobody else was called; pictures made by the page itself have no host."""
        assert self.broken == []
        assert self.hosts - {"", urlsplit(self.server.url).netloc} == set()


@pytest.fixture
def session(server: Server, context: BrowserContext) -> Session:
    return Session(context, server)


def test_a_volunteers_session_stays_at_home(session: Session):
    server = session.server
    server.sql(
        "UPDATE staff SET duties = 'cart circle training office', pin = ? WHERE id = ?", hashed_pin(PIN), PEOPLE["An"]
    )
    session.page.goto(server.enrol_link("cart", "circle", "training", "office"))
    session.page.evaluate(OPEN)
    session.page.evaluate("([staff, pin]) => leerplein.signIn(staff, pin)", [PEOPLE["An"], PIN])
    for address in ADDRESSES:
        if not address.startswith(routes.OFFICE):
            session.visit(address)
    session.is_quiet()


def test_a_coordinators_session_stays_at_home(session: Session, coordinator: Page):  # noqa: F811
    for address in ADDRESSES:
        if address.startswith(routes.OFFICE):
            session.visit(address)
    assert session.page.url.startswith(session.server.url)
    session.is_quiet()
