"""Printing diplomas: who, and the full name for on the paper only. This needs the server; the rest does not."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.browser.paper import clear_printing, print_diplomas, printing
from rxapp.diplomas.parts import DIPLOMAS
from rxapp.diplomas.rows import DiplomaLine, GroupRule
from rxapp.ui import (
    banner,
    button,
    card,
    empty_state,
    field,
    link_button,
    page,
    progress,
    spread,
    stack,
    t,
    text_input,
    tn,
)
from rxapp.ui.status import status


def print_page() -> rx.Component:
    """The diplomas of a group that are signed, as one PDF to print."""
    group = browser.first(DIPLOMAS.diploma_group, GroupRule, learning_group=browser.route_parameter("id"))
    diplomas = browser.live(DIPLOMAS.group_diplomas, DiplomaLine, learning_group=group.id)
    none = empty_state(
        "hourglass", t("Er is nog geen diploma klaar"), t("Zet het apparaat op internet. Dan gaat het vanzelf.")
    )
    body = rx.cond(group.ready > 0, _form(group, diplomas), none)
    return page(
        t("Diploma's afdrukken"),
        rx.cond(group.id, body, rx.fragment()),
        back=routes.group_diplomas(group.id),
    )


def _form(group: Any, diplomas: Any) -> rx.Component:
    now = printing()
    make = button(
        t("Maak de PDF"),
        type="submit",
        icon="printer",
        kind="primary",
        disabled=(now.step == "busy") | ~status().online,
    )
    offline = banner("ask", t("Afdrukken kan als er internet is"), t("De diploma's zijn wel gegeven. Er is niets weg."))
    waiting = tn("{n} diploma wordt nog gemaakt.", "{n} diploma's worden nog gemaakt.", group.being_made)
    chosen = rx.el.ul(rx.foreach(diplomas, _line), class_name="rows", role="list", aria_label=t("Diploma's"))
    return stack(
        rx.cond(status().online, rx.fragment(), offline),
        rx.el.form(
            card(
                rx.el.p(t("Vul de hele naam in als die op het papier moet. De app bewaart die naam niet.")),
                rx.cond(group.being_made > 0, rx.el.p(waiting), rx.fragment()),
                chosen,
            ),
            rx.el.div(
                rx.el.div(_progress(now), role="status", class_name="print-now"),
                rx.cond(now.step == "done", rx.fragment(), make),
                class_name="actions",
            ),
            on_submit=print_diplomas(),
            class_name="stack",
        ),
    )


def _line(diploma: Any) -> rx.Component:
    tick = rx.el.label(
        rx.el.input(type="checkbox", name=f"print:{diploma.id}", default_checked=True),
        rx.el.span(diploma.first_name),
        class_name="choice checkbox",
    )
    name = field(
        t("Hele naam, voor op papier"),
        text_input(name=f"name:{diploma.id}", max_length=120, auto_complete="off", placeholder=diploma.first_name),
    )
    line = rx.el.li(tick, name, class_name="stack print-line", key=diploma.id)
    return rx.cond(diploma.state == "ready", line, rx.fragment())


def _progress(now: Any) -> rx.Component:
    busy = progress(now.done, now.of, t("{klaar} van de {aantal} diploma's gemaakt", klaar=now.done, aantal=now.of))
    save = link_button(
        t("Bewaar en druk af"),
        now.url,
        icon="download",
        kind="primary",
        target="_blank",
        custom_attrs={"download": "diplomas.pdf"},
    )
    done = banner("good", t("De PDF is klaar"), t("Druk hem af op A4, liggend, in kleur als dat kan."), icon="printer")
    away = button(t("Klaar"), clear_printing(), icon="check", kind="quiet")
    return rx.match(
        now.step,
        ("busy", card(busy)),
        ("done", stack(done, spread(save, away))),
        ("failed", banner("ask", now.message)),
        rx.fragment(),
    )
