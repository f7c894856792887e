"""This tablet: language, light or dark, text size, what is saved and sent, who is signed in."""

import reflex as rx

from rxapp import browser, routes
from rxapp.home.rows import SiteNow
from rxapp.home.signing_in import HOME
from rxapp.ui import button, card, count, counts, moment_in_words, page, t
from rxapp.ui.staff import language_choice, sign_out, staff, theme_choice
from rxapp.ui.status import save_unsent, status, status_sentence, sync_now


def settings_page() -> rx.Component:
    """Everything about this device that a volunteer may see or change."""
    return page(
        t("Dit apparaat"),
        card(language_choice(), theme_choice(), _text_size(), title=t("Zo ziet het eruit")),
        _saving(),
        _about(),
        back=routes.HOME,
    )


def _text_size() -> rx.Component:
    """The browser zooms by itself; a tablet that shows only this app needs to hear how."""
    return rx.el.p(t("Grotere letters: zet twee vingers op het scherm en trek ze uit elkaar."))


def _saving() -> rx.Component:
    now = status()
    last = rx.cond(
        now.lastSync,
        t("Laatst bijgewerkt: {wanneer}", wanneer=moment_in_words(now.lastSync)),
        t("Nog niet bijgewerkt"),
    )
    busy = rx.cond(now.syncing, t("Bezig met bijwerken…"), t("Nu bijwerken"))
    return card(
        rx.el.p(rx.el.strong(status_sentence())),
        rx.el.p(last),
        rx.cond(now.online, rx.fragment(), rx.el.p(t("Er is nu geen internet. U kunt gewoon doorwerken."))),
        counts(count(now.unsent, t("wacht op verzenden"), "upload"), count(now.refused, t("niet aangenomen"), "bell")),
        rx.el.div(
            button(busy, sync_now(), icon="refresh-cw", kind="primary", disabled=now.syncing),
            button(t("Bewaar in een bestand"), save_unsent(), icon="download"),
            class_name="spread",
        ),
        title=t("Bewaren en bijwerken"),
    )


def _about() -> rx.Component:
    site = browser.live(HOME.site_now, SiteNow)[0]
    return card(
        rx.el.p(t("Dit apparaat hoort bij {plek}.", plek=site.name)),
        rx.el.p(t("Kenmerk: {kenmerk}", kenmerk=site.replica), class_name="row-sub"),
        rx.el.p(t("Aangemeld: {naam}", naam=staff().first_name)),
        rx.el.div(button(t("Afmelden"), sign_out(), icon="log-out")),
        title=t("Van wie"),
    )
