"""One hour, first step: who is there. Everybody is, until a tap says otherwise."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.groups.open_hour import taps
from rxapp.groups.parts import GROUPS, begin_hour, now, ring, seat, session_page, somebody_new, this_hour
from rxapp.groups.rows import Place, PossibleGuest, SessionSummary, Visitors
from rxapp.ui import (
    banner,
    button,
    card,
    count,
    counts,
    link_button,
    person_search,
    saved_field,
    spread,
    stack,
    t,
)

NEXT = {"present": "ill", "ill": "holiday", "holiday": "work", "work": "unknown"}
ICONS = {"present": "check", "ill": "thermometer", "holiday": "luggage", "work": "briefcase"}


def who_page() -> rx.Component:
    """The ring of people, or the buttons of an hour without names."""
    hour = now()
    onward = link_button(t("Verder: aan de slag"), routes.board(hour.id), icon="arrow-right", kind="primary")
    named = stack(_meeting(hour), _ring(hour), _beside(hour))
    nameless = stack(_meeting(hour), taps(hour), rx.el.div(_not_begun(hour)))
    shown = rx.cond(hour.keeps_names == 1, named, nameless)
    start = banner(
        "notice",
        t("Dit uur is nog niet begonnen"),
        rx.cond(
            hour.keeps_names == 1,
            t("Begin het uur. Dan staat iedereen op aanwezig."),
            t("Begin het uur. Dan tikt u één keer voor elke bezoeker."),
        ),
        button(t("Uur beginnen"), begin_hour(hour.id), icon="play", kind="primary"),
    )
    body = rx.cond(hour.is_open == 1, shown, rx.cond(hour.state == "cancelled", rx.fragment(), start))
    is_on = (hour.keeps_names == 1) & (hour.is_open == 1)
    finish = rx.cond((hour.keeps_names == 0) & (hour.is_open == 1), _end(hour), rx.fragment())
    return session_page(t("Wie is er?"), "who", body, actions=(rx.cond(is_on, onward, finish),))


def _end(hour: Any) -> rx.Component:
    close = browser.write(GROUPS.close_session, then=[browser.go(routes.HOME)], session=hour.id)
    return button(t("Klaar, uur afsluiten"), close, icon="check", kind="primary")


def _ring(hour: Any) -> rx.Component:
    here = browser.live(GROUPS.board, Place, session=this_hour())
    summary = browser.first(GROUPS.session_summary, SessionSummary, session=this_hour())
    middle = rx.fragment(
        rx.el.strong(summary.present, " / ", summary.present + summary.absent, class_name="count-number"),
        rx.el.span(t("zijn er. Tik op wie er niet is.")),
    )
    return ring(here, lambda person: _seat(hour, person), middle, t("Wie is er?"))


def _seat(hour: Any, person: Any) -> rx.Component:
    """A tap goes to the next reason; a guest that was tapped by mistake goes away."""
    word = rx.match(
        person.state,
        ("present", t("Is er")),
        ("ill", t("Ziek")),
        ("holiday", t("Vrij")),
        ("work", t("Aan het werk")),
        t("Niet bekend"),
    )
    following = rx.match(person.state, *NEXT.items(), "present")
    state = rx.cond(person.is_guest == 1, "mistake", following)
    tap = browser.write(GROUPS.mark_attendance, session=hour.id, learner=person.learner, state=state)
    tone = rx.cond(person.is_present, "good", rx.cond(person.state == "unknown", "ask", "neutral"))
    drawing = rx.match(person.state, *ICONS.items(), "circle-question-mark")
    note = rx.cond(person.is_guest == 1, t("Gast. Tik om weg te halen."), "")
    return seat(person, word, tone, tap, drawing, note)


def _beside(hour: Any) -> rx.Component:
    asking = browser.field("asking_guest", False)
    stand_in = button(
        t("Ik val vandaag in"), browser.write(GROUPS.substitute, session=hour.id), icon="repeat", kind="quiet"
    )
    stand_back = button(
        t("Toch niet invallen"), browser.write(GROUPS.stand_back, session=hour.id), icon="undo-2", kind="quiet"
    )
    return rx.fragment(
        spread(
            button(t("Gast erbij"), asking.set(True), icon="plus"),
            rx.cond(hour.led_by == "", stand_in, stand_back),
            link_button(
                t("Kaart voor wie invalt"), routes.handover(hour.learning_group), icon="file-text", kind="quiet"
            ),
            _activity(hour),
            link_button(t("Blad lezen"), routes.hour_sheet(hour.id), icon="camera", kind="quiet"),
            _not_begun(hour),
        ),
        _guests(hour, asking),
    )


def _not_begun(hour: Any) -> rx.Component:
    back = browser.write(GROUPS.take_back_opening, session=hour.id)
    return button(t("Dit uur begon niet"), back, icon="undo-2", kind="quiet")


def _activity(hour: Any) -> rx.Component:
    planned = link_button(t("Draaiboek: {naam}", naam=hour.activity_name), routes.running(hour.id), icon="list-checks")
    choose = link_button(t("Werkvorm kiezen"), routes.ACTIVITIES, icon="list-checks", kind="quiet")
    return rx.cond(hour.activity_name != "", planned, choose)


def _guests(hour: Any, asking: browser.Field) -> rx.Component:
    letters = browser.field("guest_letters")
    found = browser.live(GROUPS.possible_guests, PossibleGuest, session=this_hour(), words=letters.value)

    def add(person: Any, close: list[browser.Handler]) -> browser.Handler:
        return browser.write(GROUPS.add_guest, then=close, session=hour.id, learner=person.id)

    return person_search(t("Wie is er te gast?"), asking, letters, found, add, somebody_new())


def _meeting(hour: Any) -> rx.Component:
    """The topic and the guest speaker of a network meeting, and who came for the first time."""
    visitors = browser.first(GROUPS.visitors, Visitors, session=this_hour())
    held = {"session": hour.id}
    topic = saved_field(t("Onderwerp"), hour.topic, f"topic:{hour.id}", GROUPS.set_topic, "topic", guest=None, **held)
    guest = saved_field(
        t("Gast of spreker"), hour.guest, f"guest:{hour.id}", GROUPS.set_topic, "guest", topic=None, **held
    )
    numbers = counts(
        count(visitors.newcomers, t("nieuw"), "sparkles"), count(visitors.returners, t("al eerder geweest"), "repeat")
    )
    about = card(rx.el.div(topic, guest, class_name="taps"), rx.cond(hour.keeps_names == 1, numbers, rx.fragment()))
    return rx.cond(hour.kind == "network_meeting", about, rx.fragment())
