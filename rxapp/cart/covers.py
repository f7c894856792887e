"""What a book looks like in the lists: a photo of its cover, or the colour that its drawn cover gets."""

from typing import Any

import reflex as rx

from rxapp import browser
from rxapp.browser.pictures import photo_button
from rxapp.ui import button, cover, spread, stack, t

COLOURS = ("#2f6f8f", "#8f5a2f", "#b5482a", "#3c7a4e", "#5b4a8a", "#7a3c5c", "#94713a", "#444f63")


def cover_choice(
    colour: Any, picture: Any, choose_colour: browser.Field, choose_picture: browser.Field
) -> rx.Component:
    """Choose a colour, or take a photo; `colour` and `picture` are what holds now, shown as the book will look."""
    made = [_colour(number + 1, value, colour, choose_colour) for number, value in enumerate(COLOURS)]
    no_photo = button(t("Geen foto"), choose_picture.set(""), icon="x", kind="quiet")
    choices = stack(
        rx.el.div(*made, class_name="spread"),
        spread(photo_button(t("Foto van de kaft"), choose_picture), rx.cond(picture != "", no_photo, rx.fragment())),
    )
    return rx.el.div(
        rx.el.span(t("Kaft"), class_name="field-label"),
        rx.el.div(cover("", colour, picture), choices, class_name="cover-choice"),
        role="group",
        aria_label=t("Kaft"),
    )


def _colour(number: int, value: str, colour: Any, choose: browser.Field) -> rx.Component:
    is_chosen = colour == value
    return rx.el.button(
        type="button",
        class_name="button button-icon",
        aria_label=t("Kleur {nummer}", nummer=number),
        aria_pressed=rx.cond(is_chosen, "true", "false"),
        on_click=choose.set(value),
        style={"background": value, "outline": rx.cond(is_chosen, "4px solid var(--accent)", "none")},
    )
