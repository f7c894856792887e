"""Somebody who waits starts in a group: the one dialog for it."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from rxapp.browser import Field, Handler, chain
from rxapp.ui.buttons import people, person_tile
from rxapp.ui.dialogs import dialog
from rxapp.ui.words import t


def start_dialog(
    starting: Field, programme: Field, groups: Any, start: Callable[[Any, list[Handler]], Handler]
) -> rx.Component:
    """Choose the group in which somebody starts today; `starting` is the enrolment, empty while nothing is asked.

    Of `groups` those of the `programme` are on offer; `start` is given the group and the handlers that close.
    """
    close = [starting.set(""), programme.set("")]

    def tile(group: Any) -> rx.Component:
        fits = (programme.value == "") | (group.programme == programme.value)
        return rx.cond(fits, person_tile(group.name, group.symbol, start(group, close)), rx.fragment())

    return dialog(
        starting.value != "",
        chain(*close),
        t("In welke groep?"),
        rx.el.p(t("Wie vandaag begint, staat meteen in de groep.")),
        people(rx.foreach(groups, tile), label=t("In welke groep?")),
        rx.el.p(t("Staat de groep er niet bij? Maak er een bij het programma."), class_name="row-sub"),
    )
