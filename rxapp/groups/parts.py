"""Pieces that the pages of groups and sessions share: the ring of people, the three faces, the way through an hour."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.browser import Handler
from rxapp.data.queries import load
from rxapp.groups.rows import SessionHead
from rxapp.ui import (
    badge,
    banner,
    button,
    day_in_words,
    group_face,
    link_button,
    page,
    rows,
    spread,
    symbol,
    t,
    tabs,
)
from rxapp.ui.staff import staff

GROUPS, FOLDERS = load("rxapp.groups"), load("rxapp.folders")
ROUND = 12
"""So many people fit in a ring; more sit in rows."""


def now() -> Any:
    """The session that this page's address names."""
    return browser.first(GROUPS.session_head, SessionHead, session=this_hour())


def this_hour() -> rx.Var[str]:
    """The id in this page's address: queries that take it need not wait for one another."""
    return browser.route_parameter("id")


def session_page(title: Any, current: str, *children: Any, actions: tuple[Any, ...] = ()) -> rx.Component:
    """A page of one hour: where and when, the steps, and below them what the page is about."""
    hour = now()
    steps = [
        (t("Wie is er"), routes.session(hour.id), current == "who"),
        (t("Aan de slag"), routes.board(hour.id), current == "board"),
        (t("Afsluiten"), routes.closing(hour.id), current == "closing"),
    ]
    named = rx.cond(hour.keeps_names == 1, tabs(t("Stappen van het uur"), *steps), rx.fragment())
    head = rx.el.div(_head(hour), named, class_name="hour-head")
    shown = rx.cond(hour.id, rx.fragment(head, _cancelled(hour), *children), rx.fragment())
    return page(title, shown, back=routes.HOME, wide=True, actions=actions)


def _head(hour: Any) -> rx.Component:
    words = rx.el.span(
        rx.el.strong(hour.name),
        rx.el.br(),
        rx.el.span(when(hour), "\u00a0· ", rx.el.span(hour.place, class_name="whole"), class_name="row-sub"),
        class_name="hour-words",
    )
    states = rx.cond(
        hour.is_closed == 1,
        badge(t("Klaar. Aanpassen kan nog."), "circle-check", "good"),
        rx.cond(hour.is_open == 1, badge(t("Bezig"), "clock", "notice"), badge(t("Nog niet begonnen"), "calendar")),
    )
    led = rx.cond(
        hour.led_name != "", badge(t("{naam} valt in", naam=hour.led_name), "repeat", "notice"), rx.fragment()
    )
    reopen = button(
        t("Uur weer openen"), browser.write(GROUPS.reopen_session, session=hour.id), icon="undo-2", kind="quiet"
    )
    again = rx.cond((hour.is_closed == 1) & (hour.state != "cancelled"), reopen, rx.fragment())
    return spread(group_face(hour), words, states, led, again)


def _cancelled(hour: Any) -> rx.Component:
    restore = button(t("Het gaat toch door"), browser.write(GROUPS.restore_session, session=hour.id), icon="undo-2")
    return rx.cond(
        hour.state == "cancelled", banner("ask", t("Dit uur gaat niet door"), action=restore, icon="ban"), rx.fragment()
    )


def when(session: Any) -> Any:
    """The day and the time of a session in words."""
    return rx.el.span(day_in_words(session.day), ", ", session.starts)


def begin_hour(session: Any, then: tuple[Handler, ...] = ()) -> Handler:
    """A handler that opens an hour: everybody is present until a tap says otherwise."""
    return browser.write(GROUPS.open_session, then=then, session=session)


def ring(people: Any, seat: Callable[[Any], rx.Component], middle: rx.Component, label: Any) -> rx.Component:
    """Seat people in a ring, with something in its middle; on a phone, and when there are many, in a grid."""
    seats = rx.foreach(people, lambda person, place: _placed(seat(person), place, people.length()))
    shape = rx.cond(people.length() <= ROUND, "ring ring-round", "ring")
    middle = rx.el.div(middle, class_name="ring-middle")
    return rx.el.div(middle, seats, class_name=shape, role="group", aria_label=label)


def _placed(seat: rx.Component, place: Any, of: Any) -> rx.Component:
    return rx.el.div(seat, class_name="ring-place", style={"--place": place, "--of": of})


def seat(person: Any, state: Any, tone: Any, on_click: Handler, drawing: Any, note: Any = "") -> rx.Component:
    """A person as a large button: symbol, name and how it is, in a word with its icon and colour."""
    return rx.el.button(
        symbol(person.symbol),
        rx.el.strong(person.first_name, class_name="seat-name"),
        badge(state, drawing, tone),
        rx.el.span(note, class_name="row-sub"),
        type="button",
        on_click=on_click,
        class_name=rx.match(tone, ("good", "seat"), "seat seat-away"),
    )


def somebody_new() -> rx.Component:
    """The way to a new folder, for who may make one: somebody came who is in no list yet."""
    way = link_button(t("Iemand nieuw? Maak een mapje"), routes.NEW_LEARNER, icon="user-plus", kind="quiet")
    return rx.cond(staff().duties.contains("training"), rx.el.div(way), rx.fragment())


def listed(items: Any, make_row: Callable[[Any], rx.Component], label: Any, nothing: Any) -> rx.Component:
    """A list of rows, or a sentence where there are none."""
    return rx.cond(items.length() > 0, rows(rx.foreach(items, make_row), label=label), rx.el.p(nothing))
