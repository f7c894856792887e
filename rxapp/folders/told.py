"""What was told in the first conversation beside the four sentences: to read once more at its end, and in the folder."""

from typing import Any

import reflex as rx

from rxapp.folders.parts import quote
from rxapp.ui import badge, spread, t


def told_facts(talk: Any) -> rx.Component:
    """Level and participation, the half days that suit, and who brought somebody here; nothing that was not told."""
    when = spread(rx.el.span(t("Kan op"), class_name="row-sub"), *_times(talk))
    return rx.fragment(
        spread(*_levels(talk)),
        rx.cond(talk.times.length() > 2, when, rx.fragment()),
        quote(talk.referred_by, t("Verwezen door")),
        quote(talk.recruited_by, t("Gevraagd door")),
    )


def _levels(talk: Any) -> list[rx.Component]:
    """What is known of level, language and participation, as badges."""
    home = rx.match(talk.first_language, ("nt1", t("Nederlands")), ("nt2", t("een andere taal")), "")
    some = [("start", t("begin")), ("some", t("een beetje")), ("well", t("goed"))]
    sums, digital = rx.match(talk.sums, *some, ""), rx.match(talk.digital, *some, "")
    come = rx.match(talk.participation, ("voluntary", t("Uit eigen wil")), ("ordered", t("Moet van een ander")), "")
    return [
        rx.cond(talk.level, badge(talk.level, "graduation-cap"), rx.fragment()),
        rx.cond(talk.sums, badge(t("Rekenen: {hoe}", hoe=sums), "hash"), rx.fragment()),
        rx.cond(talk.digital, badge(t("Computer: {hoe}", hoe=digital), "tablet"), rx.fragment()),
        rx.cond(talk.first_language, badge(t("Opgegroeid met: {taal}", taal=home), "message-circle"), rx.fragment()),
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
