"""Somebody new: a first name and a picture symbol, and then the conversation."""

import reflex as rx

from rxapp import browser, routes
from rxapp.browser.guarded import clear_draft, guarded_text
from rxapp.browser.ids import fresh_id
from rxapp.folders.parts import FOLDERS, trainers_page
from rxapp.ui import button, card, field, icon, t
from rxapp.ui.choosing import picture_choice

DRAFT = "learner:new:first_name"


def new_learner_page() -> rx.Component:
    """Ask no more than is needed to begin."""
    picture, learner = browser.field("new_picture", "sun"), fresh_id("learner")
    save = browser.write(
        FOLDERS.add_learner,
        then=[clear_draft(DRAFT), browser.go(routes.intake(learner))],
        learner=learner,
        intake=fresh_id("intake"),
        first_name=browser.form("first_name"),
        symbol=picture.value,
    )
    name = guarded_text(DRAFT, name="first_name", single=True, required=True, max_length=40, class_name="input")
    form = rx.el.form(
        rx.el.p(icon("user-plus", "l"), t("Wij schrijven zo weinig mogelijk op."), class_name="notice-line"),
        field(t("Voornaam"), name, hint=t("Alleen een voornaam. Geen achternaam, geen geboortedatum, geen nummer.")),
        picture_choice(t("Kies samen een plaatje"), picture.value, picture.set),
        button(t("Naar het gesprek"), type="submit", icon="arrow-right", kind="primary"),
        on_submit=save,
        class_name="stack",
    )
    return trainers_page(t("Nieuwe deelnemer"), card(form), back=routes.LEARNERS)
