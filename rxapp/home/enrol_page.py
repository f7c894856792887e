"""Enrolling this tablet: the code from the link or typed, the first download with its progress, done."""

import reflex as rx

from rxapp import browser, routes
from rxapp.browser.device import enrol, enrolment
from rxapp.ui import button, card, empty_state, field, link_button, page, progress, t, text_input
from rxapp.ui.status import is_forgotten, status


def enrol_page() -> rx.Component:
    """Make this browser a device of a learning place."""
    now = enrolment(from_address=True)
    asking = progress(0, 100, t("De code wordt bekeken…"))
    downloading = progress(now.progress, 100, t("De gegevens komen binnen: {deel} van de 100", deel=now.progress))
    done = empty_state(
        "circle-check",
        t("Dit apparaat is klaar"),
        t("Het hoort nu bij {plek}. Het werkt ook zonder internet.", plek=now.siteName),
        link_button(t("Beginnen"), routes.HOME, icon="arrow-right", kind="primary"),
    )
    already = empty_state(
        "circle-check",
        t("Dit apparaat is al aangemeld"),
        t("U kunt meteen beginnen."),
        link_button(t("Beginnen"), routes.HOME, icon="arrow-right", kind="primary"),
    )
    device = status()
    enrolled = (device.state != "unenrolled") & (device.state != "starting") & ~is_forgotten()
    body = rx.match(
        now.step,
        ("asking", card(asking)),
        ("downloading", card(downloading)),
        ("done", rx.cond(is_forgotten(), _ask_code(now.message), done)),
        rx.cond(enrolled, already, _ask_code(now.message)),
    )
    return page(t("Apparaat aanmelden"), rx.el.div(body, role="status"), back=routes.HOME)


def _ask_code(message: rx.Var[str]) -> rx.Component:
    form = rx.el.form(
        field(
            t("Code"),
            text_input(name="code", required=True, auto_complete="off", auto_capitalize="characters", max_length=20),
            hint=t("De coördinator geeft u een code. Die werkt één keer."),
            error=message,
        ),
        button(t("Apparaat aanmelden"), type="submit", icon="log-in", kind="primary"),
        on_submit=enrol(browser.form("code")),
        class_name="stack",
    )
    return card(form, title=t("Typ de code van de coördinator"))
