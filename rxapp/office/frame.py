"""The frame round every office page: which site, the way to the other pages, what went wrong, one title."""

from typing import Any

import reflex as rx
from reflex_components_core.core.banner import has_connection_errors

from rxapp import routes
from rxapp.browser import module
from rxapp.browser.account import sign_out
from rxapp.office.office_state import Office, office_event
from rxapp.server.accounts.account_sessions import Caller
from rxapp.ui import banner, button, dialog, empty_state, icon, link_button, t
from rxapp.ui.staff import language_choice, theme_choice

Text = str | rx.Var[str]


class OfficeTexts(rx.Component):
    """Brings the translations of what only the office says."""

    library = module("words/office_texts.js")
    tag = "OfficeTexts"


class FrameState(Office):
    """The choice of a site, which every office page has at the top."""

    @office_event
    async def look(self, caller: Caller) -> None:
        """Find out who is here, for a page that shows nothing else of its own."""

    @office_event
    async def choose_site(self, caller: Caller, site: str):
        """Show another of the caller's sites, from its start page on."""
        self.site = site
        await self._arrive()
        return rx.redirect(routes.OFFICE)


def office_page(title: Text, *children: Any, back: Text | None = routes.OFFICE, wide: bool = True) -> rx.Component:
    """Make an office page; what is inside shows once the server said who is here.

    Its route needs `on_load`, an event of the page's own state that reads what the page shows.
    """
    waiting = empty_state("refresh-cw", t("Even wachten…"), t("De gegevens worden opgehaald."))
    return rx.el.div(
        OfficeTexts.create(),
        rx.el.A.create(t("Naar de inhoud"), href="#content", class_name="skip-link"),
        rx.el.header(_where(), _settings(), class_name="top"),
        rx.el.main(
            _messages(),
            _heading(title, back),
            rx.cond(Office.person != "", rx.fragment(*children), waiting),
            id="content",
            tab_index=-1,
            class_name="content content-wide" if wide else "content",
        ),
        class_name="page",
    )


def outside_page(title: Text, *children: Any) -> rx.Component:
    """Make a page for somebody who is not signed in yet; it has no state on the server."""
    return rx.el.div(
        OfficeTexts.create(),
        rx.el.A.create(t("Naar de inhoud"), href="#content", class_name="skip-link"),
        rx.el.header(rx.el.strong("Leerplein"), _popover(), class_name="top"),
        rx.el.main(_heading(title, None), *children, id="content", tab_index=-1, class_name="content"),
        class_name="page",
    )


def _where() -> rx.Component:
    """The site; with more than one, a choice."""
    choice = rx.el.select(
        rx.foreach(Office.sites, lambda site: rx.el.option(site.name, value=site.id)),
        value=Office.site,
        on_change=FrameState.choose_site,
        aria_label=t("Plek"),
        class_name="input office-site",
    )
    home = rx.el.A.create(icon("house"), rx.el.span(t("Kantoor")), href=routes.OFFICE, class_name="chip")
    return rx.el.nav(
        home, rx.cond(Office.sites.length() > 1, choice, rx.el.strong(Office.site_name)), class_name="office-where"
    )


def _settings() -> rx.Component:
    own = link_button(t("Mijn account"), routes.MY_ACCOUNT, icon="user-round")
    return _popover(
        Office.person,
        rx.cond(Office.person != "", rx.fragment(own, button(t("Afmelden"), sign_out(), icon="log-out"))),
    )


def _popover(name: Any = "", more: Any = None) -> rx.Component:
    """Language and colours behind one button, with the person's name on it."""
    opener = rx.el.button(
        icon("settings"),
        rx.el.span(rx.cond(name, name, t("Instellingen")), class_name="chip-name"),
        rx.el.span(icon("chevron-down", "s"), class_name="chip-more"),
        type="button",
        class_name="chip",
        custom_attrs={"popoverTarget": "office-menu"},
    )
    menu = rx.el.div(
        language_choice(),
        theme_choice(),
        *([more] if more is not None else []),
        id="office-menu",
        class_name="popover popover-end",
        custom_attrs={"popover": "auto"},
        role="group",
        aria_label=t("Instellingen"),
    )
    return rx.el.div(opener, menu)


def office_dialog(open: Any, on_close: Any, title: Text, *children: Any, actions: tuple[Any, ...] = ()) -> rx.Component:
    """Make a dialog that tells what went wrong inside: the page's own messages are out of reach under it."""
    return dialog(open, on_close, title, _messages(), *children, actions=actions)


def _messages() -> rx.Component:
    """What is wrong and what was done, where a screen reader listens."""
    cut = banner("ask", t("Er is geen verbinding met de server"), t("Wacht even. Wat u typte staat er nog."))
    return rx.el.div(
        rx.cond(has_connection_errors, cut, rx.fragment()),
        rx.cond(Office.problem != "", banner("ask", t(Office.problem)), rx.fragment()),
        rx.cond(Office.done != "", banner("good", t(Office.done)), rx.fragment()),
        role="status",
        class_name="status-banners",
    )


def _heading(title: Text, back: Text | None) -> rx.Component:
    arrow = icon("arrow-left")
    way_back = (
        [] if back is None else [rx.el.a(arrow, href=back, class_name="button button-icon", aria_label=t("Terug"))]
    )
    return rx.el.div(*way_back, rx.el.h1(title), class_name="heading")
