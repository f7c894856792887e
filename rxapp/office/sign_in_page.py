"""Into the office: signing in, and the page of the one-time link on which a new coordinator chooses a password."""

import reflex as rx

from rxapp import browser, routes
from rxapp.browser.account import choose_password, choosing, entry, sign_in_to_office
from rxapp.office.frame import outside_page
from rxapp.ui import button, card, empty_state, field, link_button, t, text_input


def sign_in_page() -> rx.Component:
    """E-mail address and password, and the code of an app where the account asks one."""
    now = entry()
    code = field(
        t("Code uit uw app"),
        text_input(name="code", input_mode="numeric", auto_complete="one-time-code", max_length=9, auto_focus=True),
        hint=t("Zes cijfers. Open de app op uw telefoon."),
    )
    email = text_input(name="email", type="email", required=True, auto_complete="username", max_length=120)
    password = text_input(
        name="password", type="password", required=True, auto_complete="current-password", max_length=200
    )
    form = rx.el.form(
        field(t("E-mailadres"), email),
        field(t("Wachtwoord"), password, error=now.message),
        rx.cond(now.asksCode, code, rx.el.input(type="hidden", name="code", value="")),
        button(t("Aanmelden"), type="submit", icon="log-in", kind="primary", disabled=now.step == "busy"),
        on_submit=sign_in_to_office(browser.form("email"), browser.form("password"), browser.form("code")),
        class_name="stack",
    )
    forgotten = rx.el.p(
        t("Wachtwoord vergeten? Vraag een nieuwe link aan wie de server beheert."), class_name="row-sub"
    )
    return outside_page(t("Aanmelden bij het kantoor"), card(form, forgotten))


def set_up_page() -> rx.Component:
    """Choose a password, the first time or again; the link is used up by it."""
    now = choosing()
    limits = {"type": "password", "required": True, "auto_complete": "new-password", "max_length": 200}
    names = [browser.form(name) for name in ("password", "again", "email", "name")]
    form = rx.el.form(
        rx.cond(now.asksName, _who(), rx.fragment()),
        field(
            t("Nieuw wachtwoord"),
            text_input(name="password", **limits),
            hint=t("Minstens 12 tekens. Vier losse woorden zijn makkelijk te onthouden."),
        ),
        field(t("Nog een keer hetzelfde wachtwoord"), text_input(name="again", **limits), error=now.message),
        button(t("Wachtwoord bewaren"), type="submit", icon="check", kind="primary", disabled=now.step == "busy"),
        on_submit=choose_password(*names),
        class_name="stack",
    )
    done = empty_state(
        "circle-check",
        t("Uw wachtwoord is bewaard"),
        t("Meld u nu aan met uw e-mailadres en dit wachtwoord."),
        link_button(t("Aanmelden"), routes.SIGN_IN, icon="log-in", kind="primary"),
    )
    return outside_page(t("Welkom bij Leerplein"), rx.cond(now.step == "done", done, card(form)))


def _who() -> rx.Component:
    """Asked of the very first coordinator only."""
    email = text_input(name="email", type="email", required=True, auto_complete="username", max_length=120)
    name = text_input(name="name", required=True, auto_complete="name", max_length=80)
    return rx.fragment(field(t("Uw naam"), name), field(t("E-mailadres"), email))
