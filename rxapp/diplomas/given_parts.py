"""The diplomas that a group has, the way to print them, and taking one back."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.diplomas.parts import DIPLOMAS, state_badge
from rxapp.diplomas.rows import DiplomaLine
from rxapp.ui import (
    badge,
    banner,
    button,
    card,
    choice_group,
    day_in_words,
    dialog,
    link_button,
    row,
    some_rows,
    stack,
    t,
)
from rxapp.ui.status import status


def on_paper(group: Any) -> rx.Component:
    """The step after giving: waiting for the signature, or printing."""
    waits = banner(
        "notice",
        t("De diploma's worden gemaakt"),
        t("Dat kan alleen met internet. Het gaat vanzelf. Ze zijn al wel gegeven."),
        icon="hourglass",
    )
    paper = link_button(t("Afdrukken"), routes.print_diplomas(group.id), icon="printer", kind="primary")
    return rx.cond(
        group.being_made + group.ready > 0,
        card(
            rx.cond(group.being_made > 0, waits, rx.fragment()),
            rx.cond(group.ready > 0, rx.el.div(paper), rx.fragment()),
            title=t("Op papier"),
        ),
        rx.fragment(),
    )


def given(group: Any, revoking: browser.Field) -> rx.Component:
    """The diplomas of a group with what can be done with each."""
    diplomas = browser.live(DIPLOMAS.group_diplomas, DiplomaLine, learning_group=group.id)
    return rx.cond(
        diplomas.length() > 0,
        card(
            some_rows(diplomas, lambda one: _diploma(one, revoking), t("Gegeven diploma's")),
            title=t("Gegeven diploma's"),
        ),
        rx.fragment(),
    )


def _diploma(diploma: Any, revoking: browser.Field) -> rx.Component:
    revoke = button(t("Intrekken"), revoking.set(diploma.id), icon="ban", kind="quiet")
    restore = button(
        t("Telt toch"), browser.write(DIPLOMAS.restore_diploma, diploma=diploma.id), icon="undo-2", kind="quiet"
    )
    picture = link_button(
        t("Badge"),
        routes.badge_picture(diploma.id),
        icon="download",
        kind="quiet",
        target="_blank",
        custom_attrs={"download": "diploma.png"},
    )
    can_fetch = (diploma.state == "ready") & status().online
    twice = badge(t("Twee keer gegeven"), "triangle-alert", "ask")
    return row(
        diploma.first_name,
        day_in_words(diploma.issued_on),
        trailing=rx.fragment(
            state_badge(diploma.state),
            rx.cond((diploma.is_double == 1) & (diploma.state != "revoked"), twice, rx.fragment()),
            rx.cond(can_fetch, picture, rx.fragment()),
            rx.cond(diploma.state == "revoked", restore, revoke),
        ),
        key=diploma.id,
    )


def revoke_dialog(revoking: browser.Field) -> rx.Component:
    """Asks why a diploma counts no longer."""
    reason = browser.field("revoke_reason", "mistake")
    options = [
        ("mistake", t("Er staat een fout in")),
        ("twice", t("Het is twee keer gegeven")),
        ("other", t("Iets anders")),
    ]
    revoke = browser.write(
        DIPLOMAS.revoke_diploma, then=[revoking.set("")], diploma=revoking.value, reason=reason.value
    )
    return dialog(
        revoking.value != "",
        revoking.set(""),
        t("Dit diploma intrekken?"),
        stack(
            rx.el.p(
                t("Het papier telt dan niet meer. Wie de code scant, ziet dat. U kunt daarna een nieuw diploma geven.")
            ),
            choice_group(t("Waarom?"), options, reason.value, reason.set, name="reason"),
        ),
        actions=(
            button(t("Intrekken"), revoke, icon="ban", kind="primary"),
            button(t("Toch niet"), revoking.set(""), icon="x", kind="quiet"),
        ),
    )
