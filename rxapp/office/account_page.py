"""The coordinator's own account: where it is signed in, another password, and the second factor."""

import dataclasses
from typing import Any

import reflex as rx

from rxapp.browser.account import sign_out
from rxapp.office.codes import qr_picture
from rxapp.office.frame import office_page
from rxapp.office.office_state import Office, Sentence, moment, office_event, run
from rxapp.server import office, sites
from rxapp.server.accounts import account_sessions, accounts, second_factor
from rxapp.server.accounts.account_sessions import Caller
from rxapp.ui import badge, button, card, field, icon, moment_in_words, msgid, row, some_rows, t, text_input

ENDED = msgid("De andere aanmeldingen zijn beëindigd.")
CHANGED = msgid("Uw wachtwoord is veranderd. Andere apparaten zijn afgemeld.")
SWITCHED_ON = msgid("Vanaf nu vraagt het aanmelden ook een code.")
SWITCHED_OFF = msgid("Het aanmelden vraagt geen code meer.")


@dataclasses.dataclass
class Session:
    """One open session."""

    id: str
    browser: str
    made_at: str
    seen_at: str
    is_this: bool


class AccountState(Office):
    """The caller's own account; nothing here is about a site."""

    email: str = ""
    sessions: list[Session] = []
    has_code: bool = False
    picture: str = ""
    secret: str = ""

    @office_event
    async def load(self, caller: Caller) -> None:
        """Read the sessions, and whether a code is asked."""
        await self._read(caller)

    async def _read(self, caller: Caller) -> None:
        self.email = caller.email
        self.sessions, self.has_code = await run(_account, caller)

    @office_event
    async def end_session(self, caller: Caller, session: str) -> None:
        """End one of the caller's sessions."""
        await run(_with_accounts, account_sessions.end, caller.account, session)
        await self._read(caller)

    @office_event
    async def end_others(self, caller: Caller) -> None:
        """End every session but this one."""
        await run(_with_accounts, account_sessions.end_others, caller)
        await self._read(caller)
        self.done = ENDED

    @office_event
    async def change_password(self, caller: Caller, form: dict[str, Any]) -> None:
        """Choose another password; who knows the present one may, and every session ends but a fresh one."""
        old, new, again = (str(form.get(name, "")) for name in ("old", "new", "again"))
        if new != again:
            raise Sentence(msgid("De twee wachtwoorden zijn niet gelijk."))
        await run(accounts.change_password, sites.data_folder(), caller.account, old, new, caller.session)
        await self._read(caller)
        self.done = CHANGED

    @office_event
    async def offer_code(self, caller: Caller) -> None:
        """Show the QR code with which an app learns the secret."""
        address = await run(_with_accounts, second_factor.offer, caller.account)
        self.picture = qr_picture(address)
        self.secret = address.partition("secret=")[2].partition("&")[0]

    @office_event
    async def confirm_code(self, caller: Caller, form: dict[str, Any]) -> None:
        """Switch the second factor on, when the app gives the right code."""
        if not await run(_with_accounts, second_factor.confirm, caller.account, str(form.get("code", ""))):
            raise Sentence(msgid("Deze code klopt niet. Kijk in de app naar de nieuwste code."))
        self.picture = self.secret = ""
        await self._read(caller)
        self.done = SWITCHED_ON

    @office_event
    async def remove_code(self, caller: Caller, form: dict[str, Any]) -> None:
        """Switch the second factor off, for who knows the password."""
        await run(accounts.require_password, sites.data_folder(), caller.account, str(form.get("password", "")))
        await run(_with_accounts, second_factor.remove, caller.account)
        await self._read(caller)
        self.done = SWITCHED_OFF


def _with_accounts(function, *arguments):
    with office.using(sites.data_folder()) as connection:
        return function(connection, *arguments)


def _account(caller: Caller) -> tuple[list[Session], bool]:
    with office.using(sites.data_folder()) as connection:
        found = account_sessions.open_sessions(connection, caller.account)
        row = connection.execute("SELECT totp IS NOT NULL FROM account WHERE id = ?", (caller.account,)).fetchone()
    made = [
        Session(s["id"], s["browser"], moment(s["made_at"]), moment(s["seen_at"]), s["id"] == caller.session)
        for s in found
    ]
    return made, bool(row[0])


def account_page() -> rx.Component:
    """Sessions, password, second factor."""
    return office_page(
        t("Mijn account"), rx.el.p(AccountState.email), _sessions(), _password(), _second_factor(), wide=False
    )


def _sessions() -> rx.Component:
    others = button(t("Alle andere beëindigen"), AccountState.end_others, icon="log-out")
    return card(
        some_rows(AccountState.sessions, _session_row, t("Waar u bent aangemeld")),
        rx.el.div(rx.cond(AccountState.sessions.length() > 1, others, rx.fragment())),
        title=t("Waar u bent aangemeld"),
    )


def _session_row(session: Any) -> rx.Component:
    end = button(t("Beëindigen"), AccountState.end_session(session.id), icon="x")
    seen = t("Laatst gezien: {wanneer}", wanneer=moment_in_words(session.seen_at))
    mark = rx.cond(session.is_this, badge(t("Dit apparaat"), "check", "good"), end)
    browser = rx.cond(session.browser != "", session.browser, t("Onbekende browser"))
    return row(browser, seen, leading=icon("monitor"), trailing=mark, key=session.id)


def _password() -> rx.Component:
    limits = {"type": "password", "required": True, "max_length": 200}
    form = rx.el.form(
        field(t("Wachtwoord van nu"), text_input(name="old", auto_complete="current-password", **limits)),
        field(
            t("Nieuw wachtwoord"),
            text_input(name="new", auto_complete="new-password", **limits),
            hint=t("Minstens 12 tekens. Vier losse woorden zijn makkelijk te onthouden."),
        ),
        field(t("Nog een keer hetzelfde wachtwoord"), text_input(name="again", auto_complete="new-password", **limits)),
        button(t("Wachtwoord veranderen"), type="submit", icon="key-round"),
        on_submit=AccountState.change_password,
        reset_on_submit=True,
        class_name="stack",
    )
    return card(form, rx.el.div(button(t("Afmelden"), sign_out(), icon="log-out")), title=t("Wachtwoord"))


def _second_factor() -> rx.Component:
    why = rx.el.p(t("Dan vraagt het aanmelden ook een code uit een app op uw telefoon. Dat is veiliger."))
    begin = rx.fragment(why, rx.el.div(button(t("Code instellen"), AccountState.offer_code, icon="smartphone")))
    off = rx.el.form(
        rx.el.p(t("Het aanmelden vraagt een code.")),
        field(t("Wachtwoord van nu"), text_input(name="password", type="password", required=True, max_length=200)),
        button(t("Code uitzetten"), type="submit", icon="x"),
        on_submit=AccountState.remove_code,
        class_name="stack",
    )
    ready = rx.cond(AccountState.picture != "", _confirm(), begin)
    return card(rx.cond(AccountState.has_code, off, ready), title=t("Extra code bij het aanmelden"))


def _confirm() -> rx.Component:
    box = text_input(name="code", input_mode="numeric", auto_complete="one-time-code", required=True, max_length=9)
    return rx.el.form(
        rx.el.p(t("Scan dit met een app voor codes, zoals Aegis of Google Authenticator.")),
        rx.el.img(src=AccountState.picture, alt=t("QR-code"), class_name="qr"),
        rx.el.p(t("Of typ dit over: {geheim}", geheim=AccountState.secret), class_name="row-sub enrol-link"),
        field(t("Code uit uw app"), box, hint=t("Zes cijfers. Open de app op uw telefoon.")),
        button(t("Klaar"), type="submit", icon="check", kind="primary"),
        on_submit=AccountState.confirm_code,
        class_name="stack",
    )
