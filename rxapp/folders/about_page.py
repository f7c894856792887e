"""What a learner told in the first conversation, and who looked in the folder."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.folders.parts import (
    FOLDERS,
    folder_frame,
    folder_tabs,
    name_title,
    owner_strip,
    quote,
    this_intake,
    this_learner,
)
from rxapp.folders.rows import Opening
from rxapp.ui import badge, card, columns, day_in_words, link_button, moment_in_words, row, some_rows, spread, symbol, t


def about_page() -> rx.Component:
    """The answers on one side, who looked on the other."""
    return folder_frame(
        name_title(),
        owner_strip(),
        folder_tabs("about"),
        columns(_told(), _looked()),
        back=routes.LEARNERS,
        wide=True,
    )


def _told() -> rx.Component:
    talk = this_intake()
    change = link_button(t("Gesprek bekijken of aanvullen"), routes.intake(this_learner()), icon="pencil")
    return card(
        quote(talk.what, t("Wat wil iemand leren")),
        quote(talk.why, t("Waarom")),
        quote(talk.goes_well, t("Wat gaat al goed")),
        quote(talk.helps, t("Wat helpt")),
        spread(*_levels(talk)),
        rx.cond(
            talk.times.length() > 2, spread(rx.el.span(t("Kan op"), class_name="row-sub"), *_times(talk)), rx.fragment()
        ),
        quote(talk.referred_by, t("Verwezen door")),
        quote(talk.recruited_by, t("Gevraagd door")),
        quote(day_in_words(talk.notice_on), t("Privacy verteld op")),
        rx.el.div(change),
        title=t("Eerste gesprek"),
    )


def _levels(talk: Any) -> list[rx.Component]:
    """What is known of level and participation, as badges."""
    some = [("start", t("begin")), ("some", t("een beetje")), ("well", t("goed"))]
    sums, digital = rx.match(talk.sums, *some, ""), rx.match(talk.digital, *some, "")
    come = rx.match(talk.participation, ("voluntary", t("Uit eigen wil")), ("ordered", t("Moet van een ander")), "")
    return [
        rx.cond(talk.level, badge(talk.level, "graduation-cap"), rx.fragment()),
        rx.cond(talk.sums, badge(t("Rekenen: {hoe}", hoe=sums), "hash"), rx.fragment()),
        rx.cond(talk.digital, badge(t("Computer: {hoe}", hoe=digital), "tablet"), rx.fragment()),
        rx.cond(talk.participation, badge(come, "handshake"), rx.fragment()),
    ]


def _times(talk: Any) -> list[rx.Component]:
    """The half days that suit, as badges."""
    days = [t("maandag"), t("dinsdag"), t("woensdag"), t("donderdag"), t("vrijdag"), t("zaterdag")]
    parts = {"am": t("ochtend"), "pm": t("middag"), "ev": t("avond")}
    return [
        rx.cond(talk.times.contains(f'"{number}{part}"'), badge(day + " " + word, "calendar"), rx.fragment())
        for number, day in enumerate(days, 1)
        for part, word in parts.items()
    ]


def _looked() -> rx.Component:
    openings = browser.live(FOLDERS.openings, Opening, learner=this_learner())
    return card(
        rx.el.p(t("Dit mapje is van de deelnemer. Die mag altijd zien wie erin keek.")),
        some_rows(openings, _opening, t("Wie keek in dit mapje")),
        title=t("Wie keek in dit mapje"),
    )


def _opening(one: Any) -> rx.Component:
    return row(one.first_name, moment_in_words(one.opened_at), leading=symbol(one.symbol, "s"), key=one.opened_at)
