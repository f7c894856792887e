"""The people who work here: their picture, duties, PIN, training, hours, and leaving."""

from typing import Any

import reflex as rx

from rxapp.office.duties import duty_badges, duty_choice
from rxapp.office.frame import office_dialog, office_page
from rxapp.office.staff_state import StaffState
from rxapp.ui import (
    badge,
    banner,
    button,
    card,
    empty_state,
    field,
    picture_choice,
    row,
    rows,
    symbol,
    t,
    text_input,
)


def staff_page() -> rx.Component:
    """The list; somebody's card opens over it."""
    add = button(t("Medewerker toevoegen"), StaffState.open(""), icon="user-plus", kind="primary")
    nobody = empty_state("users", t("Er is nog niemand"), t("Voeg de mensen toe die met een tablet werken."))
    listed = rows(rx.foreach(StaffState.members, _row), label=t("Medewerkers"))
    return office_page(
        t("Medewerkers"),
        rx.el.div(add),
        rx.cond(StaffState.members.length() > 0, card(listed), nobody),
        _card(),
    )


def _row(member: Any) -> rx.Component:
    pin = rx.cond(member.has_pin, rx.fragment(), badge(t("Nog geen pincode"), "key-round", "ask"))
    left = rx.cond(member.is_gone, badge(t("Weg"), "log-out"), rx.fragment())
    trained = rx.cond(member.trainings != "", badge(t("Training gedaan"), "graduation-cap", "good"), rx.fragment())
    told = rx.el.span(
        duty_badges(member.duties), pin, trained, left, t("{uren} uur dit jaar", uren=member.hours), class_name="spread"
    )
    change = button(
        t("Openen"), StaffState.open(member.id), icon="pencil", aria_label=t("Openen: {naam}", naam=member.first_name)
    )
    return row(member.first_name, told, leading=symbol(member.symbol), trailing=change, key=member.id)


def _card() -> rx.Component:
    who = StaffState.chosen
    more = rx.fragment(_pin(), _training(), _hours(), _leaving())
    return office_dialog(
        StaffState.is_open,
        StaffState.close,
        rx.cond(who.id != "", who.first_name, t("Nieuwe medewerker")),
        _shown_pin(),
        rx.el.form(
            field(
                t("Voornaam"),
                text_input(name="first_name", default_value=who.first_name, required=True, max_length=40),
            ),
            picture_choice(t("Plaatje"), StaffState.symbol, StaffState.choose_symbol),
            duty_choice(t("Taken"), StaffState.duties, StaffState.turn_duty),
            button(t("Bewaren"), type="submit", icon="check", kind="primary"),
            on_submit=StaffState.save,
            class_name="stack",
            key=who.id + who.first_name,
        ),
        rx.cond(who.id != "", more, rx.fragment()),
    )


def _shown_pin() -> rx.Component:
    words = t("De pincode is {pin}", pin=StaffState.pin)
    told = banner("good", words, t("Schrijf de pincode op en geef hem door. U ziet hem alleen nu."), icon="key-round")
    return rx.el.div(rx.cond(StaffState.pin != "", told, rx.fragment()), role="status")


def _pin() -> rx.Component:
    box = text_input(name="pin", input_mode="numeric", auto_complete="off", max_length=8)
    return _part(
        t("Pincode"),
        field(t("Nieuwe pincode"), box, hint=t("4 tot 8 cijfers. Laat leeg, dan kiezen wij er een.")),
        t("Nieuwe pincode geven"),
        StaffState.reset_pin,
        "key-round",
    )


def _training() -> rx.Component:
    done = rx.cond(StaffState.chosen.trainings != "", rx.el.p(StaffState.chosen.trainings), rx.fragment())
    return _part(
        t("Training"),
        rx.fragment(
            done,
            field(t("Welke training is gedaan?"), text_input(name="name", required=True, max_length=100)),
            field(t("Op welke dag?"), text_input(name="done_on", type="date", required=True)),
        ),
        t("Training opschrijven"),
        StaffState.add_training,
        "graduation-cap",
    )


def _hours() -> rx.Component:
    return _part(
        t("Uren"),
        rx.fragment(
            rx.el.p(t("{uren} uur dit jaar", uren=StaffState.chosen.hours)),
            rx.el.p(t("Bijeenkomsten en de voorbereiding tellen vanzelf mee."), class_name="row-sub"),
            field(t("Op welke dag?"), text_input(name="day", type="date", required=True)),
            field(t("Hoeveel uur?"), text_input(name="hours", input_mode="decimal", required=True, max_length=5)),
        ),
        t("Uren opschrijven"),
        StaffState.add_hours,
        "clock",
    )


def _leaving() -> rx.Component:
    box = text_input(name="left_on", type="date", default_value=StaffState.chosen.left_on)
    hint = t("Daarna kan deze persoon zich niet meer aanmelden. Leeg: blijft.")
    return _part(
        t("Weggaan"), field(t("Laatste dag"), box, hint=hint), t("Laatste dag bewaren"), StaffState.leave, "log-out"
    )


def _part(title: Any, inside: Any, label: Any, event: Any, icon: str) -> rx.Component:
    """A part of the card that opens when it is needed."""
    form = rx.el.form(
        inside,
        rx.el.div(button(label, type="submit", icon=icon)),
        on_submit=event,
        reset_on_submit=True,
        class_name="stack",
    )
    return rx.el.details(rx.el.summary(title), form, class_name="part", key=StaffState.chosen.id)
