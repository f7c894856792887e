"""The start page after signing in: one clear next step, and a tile for each duty."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.home.rows import CartNow, Notices
from rxapp.home.signing_in import HOME
from rxapp.home.todays_groups import todays_groups, unclosed_hours
from rxapp.ui import banner, button, card, count, counts, link_button, page, stack, t, tile, tiles, tn
from rxapp.ui.staff import sign_out, staff


def home_page() -> rx.Component:
    """What to do now, for who is signed in."""
    person = staff()
    is_trainer = person.duties.contains("training")
    folders = tile(t("Mapjes"), routes.LEARNERS, "folder", t("Wie leert wat, en hoe het gaat"))
    has_cart = person.duties.contains("cart") | person.duties.contains("office")
    has_groups = person.duties.contains("training") | person.duties.contains("office")
    cards = tile(t("Kaarten"), routes.CARDS, "qr-code", t("Een nieuwe kaart, of een geheim plaatje"))
    has_cards = has_groups | person.duties.contains("circle")
    nothing = rx.fragment()
    late = rx.cond(has_groups, unclosed_hours(), nothing)
    everything = tiles(
        rx.cond(is_trainer, folders, rx.fragment()),
        rx.cond(has_cards, _circle_tiles(), rx.fragment()),
        rx.cond(has_cards, cards, rx.fragment()),
        tile(t("Dit apparaat"), routes.SETTINGS, "tablet", t("Taal, kleuren, bewaren en bijwerken")),
        tile(t("Let op"), routes.ATTENTION, "bell", t("Wat iemand moet bekijken")),
    )
    leave = rx.el.div(button(t("Afmelden"), sign_out(), icon="log-out"))
    return page(
        t("Dag {naam}", naam=person.first_name),
        _notices(),
        rx.el.div(
            rx.cond(has_groups, todays_groups(), nothing),
            rx.cond(has_cart, stack(late, _cart()), late),
            everything,
            class_name="home-parts",
        ),
        leave,
        wide=True,
    )


def _circle_tiles() -> rx.Component:
    return rx.fragment(
        tile(t("Leeskring"), routes.CIRCLES, "book-open", t("Zes weken, één boek, een diploma")),
        tile(t("Diploma's"), routes.DIPLOMAS, "graduation-cap", t("Geven, afdrukken, controleren")),
    )


def _cart() -> rx.Component:
    """The cart's card with the one next step."""
    now = browser.live(HOME.cart_now, CartNow)[0]
    resume = link_button(t("Verder met de kar"), routes.DESK, icon="shopping-cart", kind="primary")
    begin = link_button(t("Naar de kar"), routes.DESK, icon="shopping-cart", kind="primary")
    done = t("De kardag van vandaag is afgesloten: {uit} geleend, {terug} terug.", uit=now.lent, terug=now.returned)
    closed = rx.cond(now.is_done == 1, done, t("Er is nu geen kardag open."))
    words = rx.cond(now.is_running == 1, t("De kardag van vandaag is open."), closed)
    return card(
        rx.el.p(words),
        counts(
            count(now.out, t("nog bij lezers thuis"), "book-open"),
            count(now.requests, t("verzoeken"), "message-circle"),
        ),
        rx.el.div(
            rx.cond(now.is_running == 1, resume, begin),
            link_button(t("Verzoeken"), routes.REQUESTS, icon="message-circle"),
            link_button(t("Boeken"), routes.BOOKS, icon="library"),
            class_name="spread",
        ),
        title=t("De kar"),
    )


def _notices() -> rx.Component:
    now: Any = browser.live(HOME.notices, Notices)[0]
    total = now.double_loans + now.refused
    words = tn("Er is {n} ding om te bekijken", "Er zijn {n} dingen om te bekijken", total)
    look = link_button(t("Bekijken"), routes.ATTENTION, icon="eye")
    return rx.cond(total > 0, banner("ask", words, t("Er is niets weg."), look), rx.fragment())
