"""Mijn kaart: the way to the own page by card, or by name and secret picture; then the page itself."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.browser.learner import Visit, door, open_by_card, open_by_picture, visit
from rxapp.browser.scan import camera, scanner
from rxapp.learner.parts import LEARNER, press, speaker, trouble
from rxapp.learner.rows import PicturePerson
from rxapp.learner.story import story
from rxapp.ui import icon, learner_count, learner_text, learner_words, people, person_tile, symbol, symbol_word
from rxapp.ui.status import status

CAMERA, PICTURE = "camera", "picture"


def my_card_page() -> rx.Component:
    """The own page of whoever holds the card to it; without a card or picture it shows nothing of anybody."""
    now: Any = visit()
    wait = rx.el.h1(learner_text("Even wachten.", picture="hourglass", size="l"), class_name="my-card")
    body = rx.match(now.step, ("open", story(now)), ("arriving", wait), _ask(now))
    return rx.el.div(
        door(LEARNER.card_holder, browser.go(routes.HOME)),
        rx.el.main(trouble(), body, id="content", tab_index=-1, class_name="content content-wide"),
        class_name="page",
    )


def _ask(now: rx.Var[Visit]) -> rx.Component:
    """Hold the card to the camera, or choose another way; only a tablet of the place has another way."""
    way = browser.field("way", CAMERA)
    is_ill = (status().state == "readonly") & (status().reason != "revoked")
    back = rx.el.a(learner_text("Terug", picture="arrow-left"), href=routes.HOME, class_name="button button-secondary")
    return rx.el.div(
        rx.el.h1(learner_text("Mijn kaart", picture="qr-code", size="l")),
        _answer(now),
        scanner(open_by_card(LEARNER.card_holder)),
        rx.cond(way.value == CAMERA, _by_card(way, now.shared), _by_picture(way)),
        rx.cond(now.shared | is_ill, back, rx.fragment()),
        class_name="my-card",
    )


def _answer(now: Any) -> rx.Component:
    """What came of the card or the picture, in words for everybody."""
    ask = learner_text("Deze kaart werkt niet. Vraag de begeleider.", picture="hand-helping", size="l")
    wait = learner_count("Wacht nog {n} tel.", "Wacht nog {n} tellen.", now.wait, picture="hourglass", size="l")
    said = rx.match(
        now.step,
        ("checking", learner_text("Even wachten.", picture="hourglass", size="l")),
        ("unknown", ask),
        ("revoked", ask),
        ("wrong", learner_text("Dat is een ander plaatje. Probeer het nog een keer.", picture="image", size="l")),
        ("waiting", wait),
        (
            "offline",
            learner_text("Er is nu geen internet. Probeer het later nog een keer.", picture="wifi-off", size="l"),
        ),
        ("slow", learner_text("Het is te druk. Probeer het later nog een keer.", picture="hourglass", size="l")),
        learner_text("Het lukt nu niet. Vraag de begeleider.", picture="hand-helping", size="l"),
    )
    shown = rx.cond(now.step != "closed", rx.el.p(said, class_name="answer", custom_attrs={"data-step": now.step}))
    return rx.el.div(shown, role="status")


def _by_card(way: browser.Field, is_tablet: Any) -> rx.Component:
    """On a tablet the camera is open; a phone that nobody opened yet asks first."""
    opened = browser.field("camera", False)
    sorry = learner_text("De camera doet het niet. Vraag de begeleider.", picture="camera-off", size="l")
    view = rx.el.div(camera(open_by_card(LEARNER.card_holder), sorry), class_name="card-camera")
    drawn = rx.el.div(symbol("sun", "l"), icon("qr-code", "xl"), class_name="card-drawing", aria_hidden="true")
    start = press(learner_text("Open de camera", picture="camera"), opened.set(True), "primary")
    other = press(learner_text("Ik heb geen kaart", picture="image"), way.set(PICTURE))
    return rx.el.section(
        drawn,
        rx.el.p(learner_text("Houd je kaart voor de camera.", picture="camera", size="l"), class_name="large-words"),
        speaker("by-card"),
        rx.cond(is_tablet | opened.value, view, start),
        rx.cond(is_tablet, other, rx.fragment()),
        id="by-card",
        class_name="my-card",
    )


def _by_picture(way: browser.Field) -> rx.Component:
    """First the own name and picture, then the secret one of nine."""
    who = browser.field("who", "")
    everybody = browser.live(LEARNER.people_with_picture, PicturePerson)
    faces = rx.foreach(everybody, lambda person: person_tile(person.first_name, person.symbol, who.set(person.id)))
    nobody = rx.el.p(learner_text("Nog niemand heeft een geheim plaatje. Vraag de begeleider.", picture="hand-helping"))
    asked = rx.el.div(
        rx.el.p(learner_text("Wie ben jij?", picture="user", size="l"), class_name="large-words"),
        speaker("by-picture"),
        people(faces, label=learner_words("Wie ben jij?", picture="user")),
        id="by-picture",
        class_name="my-card",
    )
    nine = rx.foreach(everybody, lambda person: rx.cond(person.id == who.value, _nine(person), rx.fragment()))
    chosen = rx.cond(who.value != "", nine, rx.cond(everybody.length() > 0, asked, nobody))
    again = press(learner_text("Ik heb een kaart", picture="qr-code"), browser.chain(who.set(""), way.set(CAMERA)))
    return rx.el.section(chosen, again, class_name="my-card")


def _nine(person: Any) -> rx.Component:
    pictures = person.pictures.split(" ")
    return rx.el.div(
        rx.el.p(symbol(person.symbol, "l"), rx.el.strong(person.first_name), class_name="spread"),
        rx.el.p(learner_text("Wat is jouw geheime plaatje?", picture="lock", size="l"), class_name="large-words"),
        rx.el.div(rx.foreach(pictures, lambda name: _picture(name, person)), class_name="nine"),
        class_name="my-card",
        key=person.id,
    )


def _picture(name: Any, person: Any) -> rx.Component:
    return rx.el.button(
        symbol(name, "l"),
        type="button",
        aria_label=symbol_word(name),
        on_click=open_by_picture(person.id, person.verifier, name),
        class_name="button button-secondary",
        key=name,
    )
