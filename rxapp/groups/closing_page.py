"""One hour, last step: how was it? Everything here may stay empty, and everything is saved as it is said."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.groups.parts import GROUPS, listed, now, session_page, this_hour
from rxapp.groups.rows import Place, SessionSummary
from rxapp.ui import badge, button, card, columns, count, counts, faces, saved_field, spread, stack, symbol, t, tn
from rxapp.ui.hours import note_field

PREPARED = (15, 30, 45, 60, 90, 120)
"""Minutes of preparation to choose from."""


def closing_page() -> rx.Component:
    """One round of faces, tips and tops, a note, and the time it took to prepare."""
    hour = now()
    close = browser.write(GROUPS.close_session, then=[browser.go(routes.HOME)], session=hour.id)
    return session_page(
        t("Afsluiten"),
        "closing",
        _summary(hour),
        rx.el.p(t("Hoe was het? Alles mag leeg blijven. Wat u invult, is meteen bewaard.")),
        columns(stack(_round(hour)), stack(_group(hour), _tips(hour), _note(hour))),
        actions=(button(t("Klaar, uur afsluiten"), close, icon="check", kind="primary"),),
    )


def _summary(hour: Any) -> rx.Component:
    summary = browser.first(GROUPS.session_summary, SessionSummary, session=this_hour())
    return counts(
        count(summary.present, t("waren er"), "users"),
        count(summary.absent, t("waren er niet"), "user-round-x"),
        count(summary.homework, t("keer huiswerk mee"), "book-open"),
    )


def _round(hour: Any) -> rx.Component:
    here = browser.live(GROUPS.board, Place, session=this_hour())
    return card(
        listed(here, lambda person: _person(hour, person), t("Hoe was het voor wie er was?"), t("Er was niemand.")),
        title=t("Hoe was het voor wie er was?"),
    )


def _person(hour: Any, person: Any) -> rx.Component:
    rate = {"session": hour.id, "learner": person.learner}

    def choose(face: Any) -> Any:
        return browser.write(GROUPS.rate_session, face=face, words=None, **rate)

    words = saved_field(
        t("Een woord erbij van {naam}", naam=person.first_name),
        person.words,
        f"words:{hour.id}:{person.learner}",
        GROUPS.rate_session,
        "words",
        face=None,
        **rate,
    )
    said = rx.cond((person.face > 0) | (person.words != ""), words, rx.fragment())
    line = rx.el.li(
        rx.el.div(symbol(person.symbol, "s"), rx.el.strong(person.first_name), class_name="spread"),
        faces(person.face, choose, t("Hoe was het voor {naam}?", naam=person.first_name)),
        said,
        class_name="stack",
        style={"gap": "0.6rem", "padding_block": "0.8rem"},
        key=person.learner,
    )
    return rx.cond(person.is_present, line, rx.fragment())


def _group(hour: Any) -> rx.Component:
    def choose(face: Any) -> Any:
        return browser.write(GROUPS.rate_group, session=hour.id, face=face)

    return card(faces(hour.face, choose, t("Hoe was het voor de groep?")), title=t("Hoe was het voor de groep?"))


def _tips(hour: Any) -> rx.Component:
    """What was good, and what can be better: two of each, in the group's own words."""
    fields = [
        ("top_one", t("Eerste top"), hour.top_one),
        ("top_two", t("Tweede top"), hour.top_two),
        ("tip_one", t("Eerste tip"), hour.tip_one),
        ("tip_two", t("Tweede tip"), hour.tip_two),
    ]
    names = [name for name, _, _ in fields]

    def box(name: str, label: Any, stored: Any) -> rx.Component:
        others = {other: None for other in names if other != name}
        return saved_field(label, stored, f"{name}:{hour.id}", GROUPS.save_tips, name, session=hour.id, **others)

    made = [box(*one) for one in fields]
    return card(
        rx.el.h3(spread(badge(t("Tops: wat ging goed?"), "thumbs-up", "good"))),
        *made[:2],
        rx.el.h3(spread(badge(t("Tips: wat kan beter?"), "lightbulb", "ask"))),
        *made[2:],
    )


def _note(hour: Any) -> rx.Component:
    note = note_field(t("Notitie over het uur"), hour, GROUPS.save_session_note, "note")
    minutes = [_minutes(hour, number) for number in PREPARED]
    prepared = rx.el.div(
        rx.el.span(t("Hoe lang hebt u voorbereid?"), class_name="field-label"),
        rx.el.div(*minutes, class_name="segments"),
        role="group",
        aria_label=t("Hoe lang hebt u voorbereid?"),
    )
    return card(note, prepared)


def _minutes(hour: Any, number: int) -> rx.Component:
    """The chosen one once more takes it back."""
    minutes = rx.cond(hour.prepared == number, 0, number)
    return rx.el.button(
        tn("{n} minuut", "{n} minuten", number),
        type="button",
        class_name="segment",
        aria_pressed=rx.cond(hour.prepared == number, "true", "false"),
        on_click=browser.write(GROUPS.log_preparation, session=hour.id, minutes=minutes),
    )
