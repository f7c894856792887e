"""One meeting: who is there in one gesture, how each read, the pages, and a note."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.circle.parts import CIRCLE, toggle
from rxapp.circle.rows import Week, WeekPerson
from rxapp.data.queries import load
from rxapp.ui import (
    badge,
    banner,
    button,
    card,
    columns,
    day_in_words,
    empty_state,
    face,
    field,
    page,
    rows,
    saved_field,
    spread,
    stack,
    t,
    text_input,
)
from rxapp.ui.hours import move_dialog, note_field

GROUPS = load("rxapp.groups")


def week_page() -> rx.Component:
    """A week of a circle, before, during and after the hour."""
    session = browser.route_parameter("id")
    week = browser.first(CIRCLE.week, Week, session=session)
    moving = browser.field("moving_meeting", False)
    gone = empty_state("calendar-days", t("Deze bijeenkomst is er niet"))
    shown = rx.cond(
        week.id, _week(week, moving), rx.cond(browser.ready(CIRCLE.week, session=session), gone, rx.fragment())
    )
    return page(
        t("Week {nummer} van {aantal}", nummer=week.number, aantal=week.stones),
        shown,
        back=routes.circle(week.circle),
        wide=True,
    )


def _week(week: Any, moving: browser.Field) -> rx.Component:
    return stack(
        _head(week, moving),
        columns(stack(_people(week)), stack(_pages(week), _leader(week), _note(week))),
        _end(week),
        _move(week, moving),
    )


def _head(week: Any, moving: browser.Field) -> rx.Component:
    started = (week.is_held == 1) & (week.is_closed == 0)
    state = rx.cond(week.is_closed == 1, badge(t("Is geweest"), "check", "good"), rx.fragment())
    now = rx.cond(started, badge(t("Is bezig"), "footprints", "notice"), rx.fragment())
    move = button(t("Verzetten"), moving.set(True), icon="calendar-days", kind="quiet")
    return spread(
        rx.el.strong(week.circle_name),
        rx.el.span(day_in_words(week.day), ", ", week.starts),
        state,
        now,
        rx.cond(week.is_held == 0, move, rx.fragment()),
    )


def _people(week: Any) -> rx.Component:
    people = browser.live(CIRCLE.week_people, WeekPerson, session=week.id)
    everyone = button(
        t("Iedereen is er"), browser.write(CIRCLE.everyone_is_here, session=week.id), icon="users", kind="primary"
    )
    begin = stack(rx.el.p(t("Tik één keer. Wie er niet is, tikt u daarna uit.")), rx.el.div(everyone))
    nobody = empty_state("users", t("Er doet nog niemand mee"), t("Zet eerst mensen in de leeskring."))
    listed = rows(rx.foreach(people, lambda person: _person(week, person)), label=t("Wie is er?"))
    body = rx.cond(week.is_held == 1, rx.fragment(), begin)
    return card(rx.cond(people.length() > 0, stack(body, listed), nobody), title=t("Wie is er?"))


def _person(week: Any, person: Any) -> rx.Component:
    who = {"session": week.id, "learner": person.learner}
    there = toggle(
        rx.cond(person.is_present == 1, t("Is er"), t("Is er niet")),
        rx.cond(person.is_present == 1, "check", "x"),
        person.is_present == 1,
        browser.write(CIRCLE.set_present, present=rx.cond(person.is_present == 1, 0, 1), **who),
    )
    name = rx.el.span(face(person), rx.el.strong(person.first_name), class_name="spread circle-name")
    open_now = week.is_held == 1
    reading = rx.cond(person.is_present == 1, _reading(person, who), rx.fragment())
    return rx.el.li(
        rx.el.div(name, rx.cond(open_now, there, rx.fragment()), class_name="circle-head"),
        rx.cond(open_now, reading, rx.fragment()),
        class_name="circle-person",
        key=person.learner,
    )


def _reading(person: Any, who: dict[str, Any]) -> rx.Component:
    """Three buttons; pressed once more, one is taken back."""

    def how(word: Any, drawing: str, value: str) -> rx.Component:
        chosen = person.how == value
        set_how = browser.write(CIRCLE.set_reading, how=rx.cond(chosen, "", value), at_home=None, **who)
        return toggle(word, drawing, chosen, set_how)

    home = toggle(
        t("Thuis verder"),
        "house",
        person.at_home == 1,
        browser.write(CIRCLE.set_reading, how=None, at_home=rx.cond(person.at_home == 1, 0, 1), **who),
    )
    return rx.el.div(
        how(t("Gelezen"), "book-open", "read"),
        how(t("Geluisterd"), "volume-2", "listened"),
        home,
        class_name="segments circle-reading",
        role="group",
        aria_label=t("Hoe las {naam}?", naam=person.first_name),
    )


def _pages(week: Any) -> rx.Component:
    save = browser.write(
        CIRCLE.set_pages, session=week.id, first_page=browser.form("first_page"), last_page=browser.form("last_page")
    )
    first_page = rx.cond(week.first_page > 0, week.first_page, week.read_to + 1)

    def box(name: str, label: Any, value: Any) -> rx.Component:
        number = {"input_mode": "numeric", "type": "number", "min": "0", "max": "9999"}
        return field(label, text_input(name=name, default_value=value, key=f"{name}", **number))

    form = rx.el.form(
        rx.el.div(
            box("first_page", t("Van bladzijde"), first_page),
            box("last_page", t("Tot en met"), rx.cond(week.last_page > 0, week.last_page, "")),
            class_name="circle-pages",
        ),
        rx.el.div(button(t("Bladzijden opslaan"), type="submit", icon="check")),
        on_submit=save,
        class_name="stack",
        key=week.id + "-" + week.last_page.to(str),
    )
    talk = saved_field(
        t("Waar praten we over?"),
        week.talk_about,
        f"talk:{week.id}",
        CIRCLE.set_talk,
        "words",
        hint=t("Over het boek, niet over een persoon."),
        lines=2,
        session=week.id,
    )
    return card(form, talk, title=t("Deze week"))


def _leader(week: Any) -> rx.Component:
    take = button(t("Ik val vandaag in"), browser.write(CIRCLE.stand_in, session=week.id), icon="user-plus")
    back = button(t("Toch niet"), browser.write(CIRCLE.stand_back, session=week.id), icon="undo-2", kind="quiet")
    stands_in = banner("notice", t("{naam} valt in", naam=week.substitute), action=back, icon="user-plus")
    offer = rx.cond(week.is_mine == 1, rx.fragment(), rx.el.div(take))
    fixed = rx.el.p(t("Vast gezicht: {naam}", naam=week.leader_name))
    return card(fixed, rx.cond(week.substitute != "", stands_in, offer), title=t("Wie leidt het uur?"))


def _note(week: Any) -> rx.Component:
    return card(note_field(t("Notitie"), week, CIRCLE.note_meeting, "words"), title=t("Hoe was het uur?"))


def _end(week: Any) -> rx.Component:
    last = week.number == week.stones
    onward = rx.cond(last, routes.circle_end(week.circle), routes.circle(week.circle))
    close = button(
        rx.cond(last, t("Uur klaar, naar de afsluiting"), t("Uur klaar")),
        browser.write(CIRCLE.close_meeting, then=[browser.go(onward)], session=week.id),
        icon="check",
        kind="primary",
    )
    again = button(
        t("Toch nog niet klaar"), browser.write(CIRCLE.reopen_meeting, session=week.id), icon="undo-2", kind="quiet"
    )
    not_begun = button(
        t("Dit uur begon niet"),
        browser.write(GROUPS.take_back_opening, session=week.id),
        icon="undo-2",
        kind="quiet",
    )
    ends = rx.fragment(rx.el.div(not_begun), rx.el.div(close, class_name="actions"))
    return rx.cond(week.is_closed == 1, rx.el.div(again), rx.cond(week.is_held == 1, ends, rx.fragment()))


def _move(week: Any, moving: browser.Field) -> rx.Component:
    close = moving.set(False)

    def move(**moment: Any) -> browser.Handler:
        return browser.write(CIRCLE.move_meeting, then=[close], session=week.id, **moment)

    return move_dialog(moving.value, close, move, week.day, week.starts)
