"""Referrals: where a learner came from and goes on to, with what came of it."""

from typing import Any

import reflex as rx

from rxapp import browser
from rxapp.browser.guarded import clear_draft, guarded_text
from rxapp.folders.parts import FOLDERS, this_learner
from rxapp.folders.rows import Referral
from rxapp.ui import (
    badge,
    button,
    card,
    choice_group,
    day_in_words,
    dialog,
    field,
    icon,
    saved_field,
    some_rows,
    spread,
    t,
)

STATES = {"asked": "message-circle", "agreed": "handshake", "started": "play", "ended": "flag", "declined": "x"}
AFTER = {"agreed": ("asked",), "started": ("asked", "agreed"), "ended": ("started",), "declined": ("asked", "agreed")}
"""State of a referral to the states that it may follow."""


def referrals() -> rx.Component:
    """Where somebody came from and goes on to, each with its state; a wrong tap or word is put right."""
    mine = browser.live(FOLDERS.referrals, Referral, learner=this_learner())
    edited = browser.field("edited_referral")
    listed = some_rows(mine, lambda one: _referral(one, edited), t("Doorverwijzen"))
    return card(
        rx.cond(mine.length() > 0, listed, rx.el.p(t("Nog niet doorverwezen."))),
        _new_referral(),
        rx.foreach(mine, lambda one: _edit_dialog(one, edited)),
        title=t("Doorverwijzen"),
    )


def _referral(one: Any, edited: browser.Field) -> rx.Component:
    direction = rx.cond(one.direction == "in", t("Komt van"), t("Gaat naar"))
    state = rx.match(
        one.state, *((name, badge(_state_words(name), icon_)) for name, icon_ in STATES.items()), rx.fragment()
    )
    ways = [rx.cond(_may_become(one, name), _become(one, name), rx.fragment()) for name in AFTER]
    edit = button(t("Aanpassen"), edited.set(one.id), icon="pencil", kind="quiet")
    return rx.el.li(
        icon(rx.cond(one.direction == "in", "log-in", "signpost"), "l"),
        rx.el.div(
            rx.el.strong(direction, " ", one.organisation),
            rx.cond(one.about != "", rx.el.p(one.about), rx.fragment()),
            rx.el.span(day_in_words(one.state_on), class_name="row-sub"),
            class_name="entry-words",
        ),
        rx.el.div(state, *ways, edit, class_name="spread"),
        class_name="row entry",
        key=one.id,
    )


def _may_become(one: Any, state: str) -> Any:
    return rx.Var.create(list(AFTER[state])).contains(one.state)


def _become(one: Any, state: str) -> rx.Component:
    change = browser.write(FOLDERS.set_referral_state, referral=one.id, state=state)
    return button(_state_words(state), change, icon=STATES[state], kind="quiet")


def _state_words(state: str) -> Any:
    return {
        "asked": t("Gevraagd"),
        "agreed": t("Afgesproken"),
        "started": t("Begonnen"),
        "ended": t("Afgelopen"),
        "declined": t("Ging niet door"),
    }[state]


def _edit_dialog(one: Any, edited: browser.Field) -> rx.Component:
    """Other words, back to the first state, or away with it."""
    close = edited.set("")

    def words(name: str, label: Any, lines: int) -> rx.Component:
        stored, draft = getattr(one, name), f"referral:{one.id}:{name}"
        others = {other: None for other in ("organisation", "about") if other != name}
        return saved_field(label, stored, draft, FOLDERS.rewrite_referral, name, lines=lines, referral=one.id, **others)

    asked = browser.write(FOLDERS.set_referral_state, then=[close], referral=one.id, state="asked")
    again = button(t("Terug naar: gevraagd"), asked, icon="undo-2", kind="quiet")
    erase = browser.write(FOLDERS.erase_referral, then=[close], referral=one.id)
    return dialog(
        edited.value == one.id,
        close,
        t("Doorverwijzing aanpassen"),
        words("organisation", t("Welke plek?"), 1),
        words("about", t("Waarvoor?"), 2),
        actions=(
            button(t("Klaar"), close, icon="check", kind="primary"),
            rx.cond(one.state != "asked", again, rx.fragment()),
            button(t("Gooi weg"), erase, icon="trash-2", kind="quiet"),
        ),
    )


def _new_referral() -> rx.Component:
    opened = browser.field("referring", False)
    begin = rx.el.div(button(t("Nieuwe doorverwijzing"), opened.set(True), icon="plus"))
    return rx.cond(opened.value, _referral_form(opened), begin)


def _referral_form(opened: browser.Field) -> rx.Component:
    learner, direction = this_learner(), browser.field("referral_direction", "out")
    drafts = {name: f"referral:new:{learner}:{name}" for name in ("organisation", "about")}
    save = browser.write(
        FOLDERS.add_referral,
        then=[*map(clear_draft, drafts.values()), opened.set(False)],
        learner=learner,
        direction=direction.value,
        **{name: browser.form(name) for name in drafts},
    )
    options = [("out", t("Gaat naar een andere plek"), "signpost"), ("in", t("Komt van een andere plek"), "log-in")]
    where = guarded_text(
        drafts["organisation"], name="organisation", single=True, required=True, max_length=120, class_name="input"
    )
    why = guarded_text(drafts["about"], name="about", max_length=500, rows=2, class_name="input")
    return rx.el.form(
        choice_group(t("Welke kant op?"), options, direction.value, direction.set, name="referral_direction"),
        field(t("Welke plek?"), where),
        field(t("Waarvoor?"), why),
        spread(
            button(t("Opschrijven"), type="submit", icon="check", kind="primary"),
            button(t("Terug"), opened.set(False), icon="arrow-left"),
        ),
        on_submit=save,
        class_name="stack",
    )
