"""Scanning a diploma with the tablet; the answer is on the check page, which everybody sees alike."""

import reflex as rx

from rxapp import browser, routes
from rxapp.browser import scanned
from rxapp.browser.paper import check_diploma
from rxapp.browser.scan import camera, scanner
from rxapp.ui import button, card, field, page, stack, t, text_input


def check_page() -> rx.Component:
    """The camera, a hand scanner, or the address pasted."""
    code = browser.field("diploma_code")
    pasted = rx.el.form(
        field(t("Of plak hier het adres uit de code"), text_input(code.value, code.on_change, auto_complete="off")),
        rx.el.div(button(t("Controleren"), type="submit", icon="badge-check", disabled=code.value == "")),
        on_submit=check_diploma(code.value),
        class_name="stack",
    )
    return page(
        t("Diploma controleren"),
        scanner(check_diploma(scanned())),
        stack(
            card(
                rx.el.p(t("Houd de code op het diploma voor de camera. Dit werkt ook zonder internet.")),
                camera(check_diploma(scanned())),
            ),
            card(pasted),
        ),
        back=routes.DIPLOMAS,
    )
