"""The year of one group: its rhythm, its hours, and what does not go through or moves."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.groups.parts import GROUPS, listed
from rxapp.groups.rows import GroupHead, OutOfRhythm, Session, Year
from rxapp.ui import (
    badge,
    banner,
    button,
    card,
    checkbox,
    columns,
    day_in_words,
    field,
    folded_card,
    group_face,
    link_button,
    page,
    picture_choice,
    row,
    saved_field,
    spread,
    stack,
    t,
    text_input,
    tn,
)
from rxapp.ui.hours import move_dialog
from rxapp.ui.rhythm import rhythm_fields


def planning_page() -> rx.Component:
    """Set the rhythm, plan a year, and change single hours."""
    group = browser.first(GROUPS.group_head, GroupHead, learning_group=browser.route_parameter("id"))
    moving = browser.field("moving_session")
    shown = rx.fragment(
        columns(stack(_hours(group, moving)), stack(_rhythm(group), _about(group), _extra(group))), _move(moving)
    )
    year = browser.write(GROUPS.plan_year, learning_group=browser.route_parameter("id"))
    plan = button(t("Plan het jaar"), year, icon="calendar-check", kind="primary")
    return page(
        t("Planning van {naam}", naam=group.name),
        rx.cond(group.id, shown, rx.fragment()),
        back=routes.group(group.id),
        wide=True,
        actions=(plan,),
    )


def _hours(group: Any, moving: browser.Field) -> rx.Component:
    year = browser.first(GROUPS.year, Year)
    hours = browser.live(
        GROUPS.sessions, Session, learning_group=group.id, from_on=year.from_on, until_on=year.until_on
    )
    nothing = t("Er is nog niets gepland. Kies een ritme en druk op 'Plan het jaar'.")
    count = rx.el.p(tn("{n} uur in deze lijst", "{n} uren in deze lijst", hours.length()))
    return card(
        rx.cond(hours.length() > 0, count, rx.fragment()),
        listed(hours, lambda hour: _hour(hour, moving), t("Uren"), nothing),
        title=t("Uren"),
    )


def _hour(hour: Any, moving: browser.Field) -> rx.Component:
    cancel = browser.write(GROUPS.cancel_session, session=hour.id)
    restore = browser.write(GROUPS.restore_session, session=hour.id)
    is_off = hour.state == "cancelled"
    state = rx.cond(
        is_off,
        badge(t("Gaat niet door"), "ban", "ask"),
        rx.cond(hour.is_open == 1, badge(t("Geweest"), "check", "good"), rx.fragment()),
    )
    change = rx.cond(
        is_off,
        button(t("Toch wel"), restore, icon="undo-2"),
        rx.fragment(
            button(t("Verplaatsen"), moving.set(hour.id), icon="calendar", kind="quiet"),
            button(t("Gaat niet door"), cancel, icon="ban", kind="quiet"),
        ),
    )
    day = rx.el.a(day_in_words(hour.day), href=routes.session(hour.id))
    trailing = rx.fragment(state, rx.cond(hour.is_open == 1, rx.fragment(), change))
    return row(day, rx.el.span(hour.starts, " ", hour.topic), trailing=trailing, key=hour.id)


def _move(moving: browser.Field) -> rx.Component:
    """Another day or time for one hour; it stays the same hour."""
    close = moving.set("")

    def move(**moment: Any) -> browser.Handler:
        return browser.write(GROUPS.move_session, then=[close], session=moving.value, **moment)

    return move_dialog(moving.value != "", close, move)


def _rhythm(group: Any) -> rx.Component:
    late = browser.first(GROUPS.out_of_rhythm, OutOfRhythm, learning_group=group.id)
    cancel = button(
        t("Zeg die uren af"), browser.write(GROUPS.cancel_out_of_rhythm, learning_group=group.id), icon="ban"
    )
    words = tn("{n} gepland uur past niet bij dit ritme", "{n} geplande uren passen niet bij dit ritme", late.hours)
    skip = checkbox(
        t("Niet in vakanties"),
        group.skips_holidays == 1,
        browser.write(
            GROUPS.edit_group,
            learning_group=group.id,
            column="skips_holidays",
            value=rx.cond(group.skips_holidays == 1, "0", "1"),
        ),
    )
    return card(
        rhythm_fields(group, GROUPS.edit_group, {"learning_group": group.id}),
        _date(group, "first_on", t("Eerste dag"), group.first_on),
        _date(group, "last_on", t("Laatste dag"), group.last_on),
        skip,
        rx.el.div(link_button(t("Vakanties"), routes.HOLIDAYS, icon="luggage", kind="quiet")),
        rx.cond(late.hours > 0, banner("ask", words, t("U kunt ze later terugzetten."), cancel), rx.fragment()),
        title=t("Ritme"),
    )


def _date(group: Any, column: str, label: Any, stored: Any) -> rx.Component:
    """A day that is saved when the person is done with it."""
    save = browser.write(GROUPS.edit_group, learning_group=group.id, column=column, value=browser.form(column))
    box = text_input(type="date", name=column, default_value=stored, key=stored)
    return rx.el.form(
        rx.el.div(field(label, box), style={"flex": "1 1 10rem"}),
        button(t("Bewaren"), type="submit", icon="check"),
        on_submit=save,
        class_name="spread",
        style={"align_items": "end"},
    )


def _about(group: Any) -> rx.Component:
    """The name, the picture and the size; a number that stays empty is as the programme says."""

    def box(column: str, label: Any, stored: Any, **props: Any) -> rx.Component:
        draft = f"group_{column}:{group.id}"
        edit = {"column": column, "learning_group": group.id}
        return saved_field(label, stored, draft, GROUPS.edit_group, "value", **edit, **props)

    def number(column: str, label: Any, stored: Any) -> rx.Component:
        return box(column, label, rx.cond(stored > 0, stored.to_string(), ""), input_mode="numeric")

    def choose(name: str) -> browser.Handler:
        return browser.write(GROUPS.edit_group, learning_group=group.id, column="symbol", value=name)

    picture = rx.el.details(
        rx.el.summary(t("Plaatje van de groep kiezen")),
        picture_choice(t("Plaatje van de groep"), group.symbol, choose),
    )
    return folded_card(
        t("De groep"),
        t("Naam, plaatje en grootte"),
        spread(group_face(group), rx.el.strong(group.name)),
        box("name", t("Naam van de groep"), group.name),
        box("place", t("Plek"), group.place),
        rx.el.div(
            number("meetings", t("Hoeveel keer?"), group.meetings),
            number("minutes", t("Minuten per keer"), group.minutes),
            number("size_max", t("Meeste mensen"), group.size_max),
            class_name="numbers",
        ),
        picture,
    )


def _extra(group: Any) -> rx.Component:
    """One more hour outside the rhythm."""
    add = browser.write(
        GROUPS.add_session, learning_group=group.id, day=browser.form("day"), starts=browser.form("starts")
    )
    return folded_card(
        t("Een extra uur"),
        t("Buiten het ritme"),
        rx.el.form(
            field(t("Dag"), text_input(type="date", name="day", required=True)),
            field(t("Tijd"), text_input(type="time", name="starts", step="900", required=True)),
            rx.el.div(button(t("Voeg dit uur toe"), type="submit", icon="plus")),
            on_submit=add,
            reset_on_submit=True,
            class_name="stack",
        ),
    )
