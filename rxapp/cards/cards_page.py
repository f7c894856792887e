"""Cards: a first card, a new one for a lost one that stops at once, and choosing a secret picture together."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.browser.cards import (
    choose_secret,
    make_card,
    new_card,
    offer_pictures,
    offered,
    print_page,
    put_away,
    qr_code,
    stop_offering,
)
from rxapp.cards.rows import Person
from rxapp.data.queries import load
from rxapp.ui import (
    SYMBOLS,
    badge,
    banner,
    button,
    card,
    dialog,
    empty_state,
    page,
    row,
    rows,
    search_field,
    symbol,
    symbol_word,
    t,
)
from rxapp.ui.staff import staff

CARDS = load("rxapp.cards")


def cards_page() -> rx.Component:
    """For who guides learners: find the person, and press once."""
    duties = staff().duties
    may = duties.contains("training") | duties.contains("circle") | duties.contains("office")
    sorry = empty_state("lock", t("Kaarten zijn niet uw taak"), t("Vraag het aan een begeleider."))
    return page(t("Kaarten"), rx.cond(may, _cards(), sorry), back=routes.HOME)


def _cards() -> rx.Component:
    letters = browser.field("card_letters")
    found = browser.live(CARDS.people, Person, letters=letters.value)
    nobody = empty_state("user", t("Niemand gevonden"))
    lost = browser.field("lost_card")
    listed = rows(rx.foreach(found, lambda person: _person(person, lost)), label=t("Deelnemers"))
    return rx.fragment(
        _new_card(),
        _lost(lost),
        _pictures(),
        search_field(t("Letters van de naam"), letters.value, letters.on_change),
        card(rx.cond(found.length() > 0, listed, nobody), title=t("Deelnemers")),
    )


def _person(person: Any, lost: browser.Field) -> rx.Component:
    state = rx.match(
        person.card,
        ("valid", badge(t("Heeft een kaart"), "circle-check", "good")),
        ("revoked", badge(t("Kaart geblokkeerd"), "ban", "ask")),
        badge(t("Nog geen kaart"), "circle", "neutral"),
    )
    make = button(t("Nieuwe kaart"), _make_card(person.id), icon="qr-code")
    ask = button(t("Kaart kwijt of stuk"), lost.set(person.id), icon="circle-question-mark", kind="quiet")
    secret = button(t("Geheim plaatje"), offer_pictures(person.id, list(SYMBOLS)), icon="image", kind="quiet")
    buttons = rx.fragment(rx.cond(person.card == "valid", ask, make), secret)
    return row(person.first_name, state, leading=symbol(person.symbol, "m"), trailing=buttons, key=person.id)


def _make_card(learner: Any) -> browser.Handler:
    return make_card(CARDS.replace_card, learner, routes.MY_PAGE)


def _lost(lost: browser.Field) -> rx.Component:
    """A card that stops never works again, so a finger that slipped may come back; most people want a new one at once."""
    person = browser.live(CARDS.person, Person, learner=lost.value)[0]
    revoke = browser.write(CARDS.revoke_cards, then=[lost.set("")], learner=lost.value)
    return dialog(
        lost.value != "",
        lost.set(""),
        t("Kaart kwijt of stuk?"),
        rx.el.p(symbol(person.symbol, "m"), rx.el.strong(person.first_name), class_name="spread"),
        rx.el.p(
            t("De oude kaart werkt dan nooit meer, ook niet op de telefoon. Met een nieuwe kaart gaat alles verder.")
        ),
        actions=(
            button(
                t("Maak een nieuwe kaart"),
                browser.chain(_make_card(lost.value), lost.set("")),
                icon="qr-code",
                kind="primary",
            ),
            button(t("Alleen blokkeren"), revoke, icon="ban"),
            button(t("Toch niet"), lost.set(""), icon="x"),
        ),
    )


def _new_card() -> rx.Component:
    """The card that was made just now, as it comes out of the printer."""
    made = new_card()
    person = browser.live(CARDS.person, Person, learner=made.learner)[0]
    place = rx.el.span(person.place, class_name="id-card-place")
    face = rx.el.div(symbol(person.symbol, "xl"), rx.el.span(person.first_name), place, class_name="id-card-name")
    paper = rx.el.div(qr_code(made.address), face, class_name="id-card")
    told = banner(
        "good",
        t("De nieuwe kaart van {naam} is klaar", naam=person.first_name),
        t("De oude kaart werkt niet meer. Druk deze kaart nu af: straks is hij niet meer te zien."),
    )
    shown = rx.el.div(
        told,
        paper,
        rx.el.div(
            # With the focus the page comes back to the card from far down a long list.
            button(t("Afdrukken"), print_page(), icon="printer", kind="primary", auto_focus=True),
            button(t("Klaar"), put_away(), icon="check"),
            class_name="spread",
        ),
        class_name="stack new-card",
    )
    return rx.cond(made.address != "", shown, rx.fragment())


def _pictures() -> rx.Component:
    """Turn the tablet to the learner: which of the nine is the secret one?"""
    offer: Any = offered()
    made = rx.foreach(offer.pictures, _picture)
    return dialog(
        offer.learner != "",
        stop_offering(),
        t("Kies een geheim plaatje"),
        rx.el.p(t("Laat de deelnemer kiezen. Kijk zelf even weg. Met dit plaatje opent de eigen pagina zonder kaart.")),
        rx.el.div(made, class_name="nine"),
    )


def _picture(name: Any) -> rx.Component:
    return rx.el.button(
        symbol(name, "l"),
        type="button",
        aria_label=symbol_word(name),
        on_click=choose_secret(CARDS.set_secret_picture, name),
        class_name="button button-secondary",
        key=name,
    )
