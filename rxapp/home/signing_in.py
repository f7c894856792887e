"""Signing in on a shared tablet: choose your face, type your PIN. Every page for staff stands behind it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.browser.device import sign_in, signing_in
from rxapp.data.queries import load
from rxapp.home.rows import Face, SiteNow
from rxapp.ui import (
    button,
    card,
    empty_state,
    learner_text,
    link_button,
    number_pad,
    page,
    people,
    person_tile,
    stack,
    symbol,
    t,
    tn,
)
from rxapp.ui.staff import staff
from rxapp.ui.status import status

HOME = load("rxapp.home")
NOBODY = "nobody"
"""Chosen instead of a face by who wants to see all faces."""


def for_staff(staff_page: Callable[[], rx.Component]) -> Callable[[], rx.Component]:
    """A page that shows its content only while somebody is signed in, and else asks who is there.

    What was typed on the page stays for the same person, so a locked tablet loses nothing.
    """

    @wraps(staff_page)  # Reflex writes a page's parts to the file of the module that it names
    def guarded() -> rx.Component:
        return rx.cond(staff(), staff_page(), welcome())

    return guarded


def welcome() -> rx.Component:
    """Who are you? Or, on a tablet that belongs nowhere yet: enrol it first."""
    site = browser.live(HOME.site_now, SiteNow)[0]
    where = status().state
    enrol = empty_state(
        "tablet",
        t("Dit apparaat is nog nieuw"),
        t("Meld het aan met de code of de link van uw coördinator."),
        link_button(t("Apparaat aanmelden"), routes.ENROL, icon="log-in", kind="primary"),
    )
    waiting = empty_state("refresh-cw", t("Even wachten…"), t("De gegevens worden geopend."))
    body = rx.match(where, ("unenrolled", enrol), ("starting", waiting), _choose_face())
    return page(rx.cond(site.name, site.name, t("Leerplein")), body)


def _choose_face() -> rx.Component:
    """First a face, then that person's PIN; after the lock the face of who was there is chosen already."""
    chosen, pin = browser.field("face"), browser.field("pin")
    locked = rx.cond(signing_in().staff, signing_in().staff, NOBODY)
    who = rx.cond(chosen.value != "", chosen.value, locked)
    faces = browser.live(HOME.staff_faces, Face)
    grid = people(rx.foreach(faces, lambda face: _face(face, chosen, pin)), label=t("Wie bent u?"))
    person = browser.live(HOME.staff_face, Face, staff=who)[0]
    my_card = rx.el.a(
        learner_text("Mijn kaart", picture="qr-code", size="l"), href=routes.MY_PAGE, class_name="button button-primary"
    )
    asked = stack(rx.el.div(my_card, class_name="my-card"), card(grid, title=t("Wie bent u?")))
    return rx.cond(person.id, _ask_pin(person, chosen, pin), asked)


def _face(face: Any, chosen: browser.Field, pin: browser.Field) -> rx.Component:
    return person_tile(face.first_name, face.symbol, browser.chain(pin.set(""), chosen.set(face.id)))


def _ask_pin(face: Any, chosen: browser.Field, pin: browser.Field) -> rx.Component:
    now = signing_in()
    wait = tn("Wacht nog {n} seconde.", "Wacht nog {n} seconden.", now.wait)
    said = rx.match(
        now.step,
        ("wrong", t("Deze code klopt niet. Probeer het nog eens.")),
        ("waiting", wait),
        ("checking", t("Even kijken…")),
        "",
    )
    done = browser.chain(sign_in(face.id, pin.value), pin.set(""))
    return card(
        rx.el.div(
            symbol(face.symbol, "l"),
            rx.el.strong(face.first_name, class_name="tile-label"),
            class_name="spread pad-who",
        ),
        number_pad(t("Uw pincode"), pin, done, rx.cond(now.staff == face.id, said, "")),
        rx.el.div(
            button(t("Iemand anders"), chosen.set(NOBODY), icon="users", kind="quiet"), class_name="spread pad-who"
        ),
    )
