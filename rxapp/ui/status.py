"""The sync status in plain words: always in sight, never in the way.

The browser's side is `browser/status.js`; this module only chooses words, icons and colours for it.
"""

import dataclasses

import reflex as rx

from rxapp.browser import Handler, call, hook
from rxapp.ui.buttons import button
from rxapp.ui.panels import banner
from rxapp.ui.pictures import icon
from rxapp.ui.words import moment_in_words, msgid, t, tn

TONES = {"saved": "good", "waiting": "notice", "attention": "ask", "readonly": "ask", "unenrolled": "ask"}
ICONS = {"saved": "circle-check", "waiting": "clock", "starting": "refresh-cw"}
REASONS = {
    "not-opfs": msgid("Let op: dit apparaat kan niets bewaren. Er wordt nu niets genoteerd."),
    "damaged": msgid(
        "Let op: de gegevens zijn beschadigd. Zet dit apparaat op internet, dan komt er een nieuwe kopie."
    ),
    "revoked": msgid("Let op: dit apparaat is afgemeld. Er wordt nu niets genoteerd."),
    "not-persistent": msgid("Let op: dit apparaat mag gegevens zelf wissen. Zet de app op het beginscherm."),
    "unknown-device": msgid("Let op: de bibliotheek kent dit apparaat niet meer. Meld het opnieuw aan."),
    "other-site": msgid("Let op: dit apparaat hoort bij een andere plek. Meld het opnieuw aan."),
    "outdated": msgid("Let op: deze app is te oud. Zet dit apparaat op internet en vernieuw de app."),
}
ATTENTION = msgid("Let op: er is iets dat aandacht vraagt. Kijk bij de meldingen.")
READONLY = msgid("Let op: er wordt nu niets genoteerd. Vraag hulp aan de bibliotheek.")


@dataclasses.dataclass
class Status:
    """What `useStatus` of `browser/status.js` returns, under its own names; the moments are ISO texts or None."""

    state: str
    unsent: int
    oldest: str
    refused: int
    notices: int
    lastSync: str
    online: bool
    syncing: bool
    reason: str
    problem: str
    updateReady: bool


def status() -> rx.Var[Status]:
    """Give the sync status of this device; it changes by itself."""
    return hook("status.js", "useStatus", kind=Status)


def is_forgotten() -> rx.Var[bool]:
    """Whether the server does not know this device any more: it was set up anew, or put back as it was long ago."""
    now = status()
    return (now.reason == "unknown-device") | (now.reason == "other-site")


def sync_now() -> Handler:
    """Give the handler that sends and fetches right away."""
    return call("status.js", "syncNow")


def save_unsent() -> Handler:
    """Give the handler that saves what waits to a file of this device."""
    return call("status.js", "saveUnsent")


def apply_update() -> Handler:
    """Give the handler that starts the new version of the app."""
    return call("status.js", "applyUpdate")


def clear_problem() -> Handler:
    """Give the handler that takes away what went wrong just now."""
    return call("status.js", "clearProblem")


def status_sentence() -> rx.Var[str]:
    """Say the status in one sentence."""
    now = status()
    waiting = tn("{n} wijziging wacht. Niets is weg.", "{n} wijzigingen wachten. Niets is weg.", now.unsent)
    refused = tn(
        "Let op: {n} wijziging is niet aangenomen. Kijk bij de meldingen.",
        "Let op: {n} wijzigingen zijn niet aangenomen. Kijk bij de meldingen.",
        now.refused,
    )
    return rx.match(
        now.state,
        ("saved", t("Alles is bewaard")),
        ("waiting", waiting),
        ("attention", rx.cond(now.reason == "refused", refused, t(_reason(now, ATTENTION)))),
        ("readonly", t(_reason(now, READONLY))),
        ("unenrolled", t("Dit apparaat is nog niet aangemeld")),
        t("Even wachten…"),
    )


def sync_status() -> rx.Component:
    """Show the status as a button that opens its details; the words are said when they change."""
    now = status()
    short = rx.cond(_needs_a_person(now), t("Let op"), status_sentence())
    # A live region by its attribute: with the role `status` the words would not name the button.
    shown = rx.el.span(short, aria_live="polite", class_name="status-words")
    opener = rx.el.button(
        icon(_choose(ICONS, now.state, "triangle-alert")),
        shown,
        icon("chevron-down", "s"),
        type="button",
        class_name=f"chip status tone-{_choose(TONES, now.state, 'neutral')}",
        custom_attrs={"popoverTarget": "status-details"},
    )
    return rx.el.div(opener, _details(now), class_name="status-slot")


def problem_banner() -> rx.Component:
    """Say what went wrong just now, in sight wherever the page is scrolled, until the person has read it."""
    problem = status().problem
    read = button(t("Begrepen"), clear_problem(), icon="check")
    return rx.el.div(
        rx.cond(problem, banner("ask", problem, action=read, icon="triangle-alert")),
        role="status",
        class_name="problem",
    )


def status_banners() -> rx.Component:
    """Say above the page what needs a person, and offer a new version; nothing reloads until the person asks for it."""
    now = status()
    attention = banner("ask", status_sentence(), icon="triangle-alert")
    renew = button(t("Vernieuwen"), apply_update(), icon="refresh-cw", kind="primary")
    ready = banner("notice", t("Nieuwe versie klaar – vernieuwen"), action=renew, icon="sparkles")
    return rx.el.div(
        rx.cond(_needs_a_person(now), attention),
        rx.cond(now.updateReady, ready),
        role="status",
        class_name="status-banners",
    )


def _details(now: rx.Var[Status]) -> rx.Component:
    last = rx.cond(
        now.lastSync,
        t("Laatst bijgewerkt: {wanneer}", wanneer=moment_in_words(now.lastSync)),
        t("Nog niet bijgewerkt"),
    )
    return rx.el.div(
        rx.el.p(rx.el.strong(status_sentence())),
        rx.el.p(last),
        rx.cond(now.oldest, rx.el.p(t("Oudste die wacht: {wanneer}", wanneer=moment_in_words(now.oldest)))),
        rx.cond(now.online, rx.fragment(), rx.el.p(t("Er is nu geen internet. U kunt gewoon doorwerken."))),
        rx.cond(
            now.notices > 0, rx.el.p(tn("{n} melding om te bekijken", "{n} meldingen om te bekijken", now.notices))
        ),
        button(
            rx.cond(now.syncing, t("Bezig met bijwerken…"), t("Nu bijwerken")),
            sync_now(),
            icon="refresh-cw",
            kind="primary",
            disabled=now.syncing,
        ),
        rx.cond(now.unsent > 0, button(t("Bewaar in een bestand"), save_unsent(), icon="download")),
        id="status-details",
        class_name="popover",
        custom_attrs={"popover": "auto"},
        role="group",
        aria_label=t("Bewaren en bijwerken"),
    )


def _needs_a_person(now: rx.Var[Status]) -> rx.Var[bool]:
    return (now.state == "attention") | (now.state == "readonly")


def _reason(now: rx.Var[Status], otherwise: str) -> rx.Var[str]:
    return _choose(REASONS, now.reason, otherwise)


def _choose(words: dict[str, str], key: rx.Var[str], otherwise: str) -> rx.Var[str]:
    return rx.match(key, *words.items(), otherwise)
