"""What a coordinator does in the office in every test: have an account, sign in, go from page to page."""

from pathlib import Path

from playwright.sync_api import Page, expect

from rxapp.server import office
from rxapp.server.accounts import account_links, accounts
from tests.browser.conftest import Server

AXE = Path(__file__).parents[2] / ".web" / "node_modules" / "axe-core" / "axe.min.js"
PASSWORD = "vier losse woorden samen"


def coordinator(server: Server, *sites: str) -> str:
    """An account with a password; gives its e-mail address."""
    with office.using(server.data) as connection:
        account = accounts.add_account(connection, "ria@leerplein.nl", "Ria", sites)
        account_links.use_link(connection, account_links.make_link(connection, account), PASSWORD, "192.0.2.1")
    return "ria@leerplein.nl"


def enter(page: Page, url: str, email: str, password: str = PASSWORD) -> None:
    page.goto(f"{url}/kantoor/aanmelden")
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_label("Wachtwoord").fill(password)
    page.get_by_role("button", name="Aanmelden").click()


def follow(page: Page, link: str, title: str) -> None:
    page.get_by_role("main").get_by_role("link", name=link).first.click()
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()


def findings(page: Page) -> list[str]:
    """What axe-core finds on the page as it is now, and whether it is wider than the screen."""
    page.evaluate(AXE.read_text())
    run = "() => axe.run(document).then((found) => found.violations.map((one) => `${one.id}: ${one.nodes[0].html}`))"
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [*page.evaluate(run), *(["wider than the screen"] if wide else [])]


def home(page: Page, site: str) -> None:
    page.get_by_role("link", name="Kantoor").click()
    expect(page.get_by_role("heading", level=1, name=site)).to_be_visible()
