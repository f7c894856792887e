"""One hour, second step: the goal of today of everybody who is there, and the homework of last time and next time."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.browser.guarded import clear_draft, guarded_text
from rxapp.groups.parts import GROUPS, now, session_page, this_hour
from rxapp.groups.rows import OpenGoal, Place
from rxapp.ui import (
    badge,
    button,
    card,
    dialog,
    empty_state,
    field,
    icon,
    link_button,
    row,
    saved_field,
    spread,
    stack,
    symbol,
    t,
)


def board_page() -> rx.Component:
    """A card for each who is there, and one box to give everybody the same homework."""
    hour = now()
    here = browser.live(GROUPS.board, Place, session=this_hour())
    choosing = browser.field("choosing_goal")
    cards = rx.foreach(here, lambda person: rx.cond(person.is_present, _person(hour, person, choosing), rx.fragment()))
    absent = rx.foreach(here, lambda person: rx.cond(person.is_present, rx.fragment(), _absent(person)))
    nobody = empty_state("users", t("Er is nog niemand"), t("Kijk eerst wie er is."))
    grid = {"display": "grid", "gap": "var(--gap)", "align_items": "start"}
    wide = {**grid, "grid_template_columns": "repeat(auto-fill, minmax(min(100%, 24rem), 1fr))"}
    onward = link_button(t("Verder: afsluiten"), routes.closing(hour.id), icon="arrow-right", kind="primary")
    return session_page(
        t("Aan de slag"),
        "board",
        _activity(hour),
        rx.cond(here.length() > 0, rx.el.div(cards, style=wide), nobody),
        spread(absent),
        _for_all(hour),
        _goals(hour, choosing),
        actions=(onward,),
    )


def _activity(hour: Any) -> rx.Component:
    link = link_button(t("Draaiboek: {naam}", naam=hour.activity_name), routes.running(hour.id), icon="list-checks")
    return rx.cond(hour.activity_name != "", rx.el.div(link), rx.fragment())


def _person(hour: Any, person: Any, choosing: browser.Field) -> rx.Component:
    return card(
        rx.el.div(symbol(person.symbol, "s"), rx.el.h2(person.first_name), class_name="spread"),
        _goal(person, choosing),
        rx.cond(person.homework != "", _homework(person), rx.fragment()),
        saved_field(
            t("Huiswerk voor de volgende keer"),
            person.homework_next,
            f"homework:{hour.id}:{person.learner}",
            GROUPS.give_homework,
            "words",
            session=hour.id,
            learner=person.learner,
        ),
        key=person.learner,
    )


def _goal(person: Any, choosing: browser.Field) -> rx.Component:
    drawing = rx.cond(person.picture != "", symbol(person.picture, "s"), icon("flag"))
    words = rx.cond(person.goal != "", person.sentence, t("Nog geen doel. Maak er een in het mapje."))
    change = rx.el.span(t("Ander doel kiezen"), class_name="visually-hidden")
    return rx.el.button(
        drawing,
        rx.el.span(words, style={"flex": "1"}),
        change,
        icon("chevron-down"),
        type="button",
        class_name="goal-today",
        on_click=choosing.set(person.learner),
    )


def _homework(person: Any) -> rx.Component:
    def answer(word: Any, drawing: str, done: int) -> rx.Component:
        return rx.el.button(
            icon(drawing),
            rx.el.span(word),
            type="button",
            class_name="segment",
            style={"gap": "0.5rem"},
            aria_pressed=rx.cond(person.homework_done == done, "true", "false"),
            on_click=browser.write(GROUPS.check_homework, homework=person.homework, done=done),
        )

    return rx.el.div(
        rx.el.span(t("Huiswerk van de vorige keer"), class_name="field-label"),
        rx.el.p(person.homework_words),
        rx.el.div(answer(t("Gedaan"), "check", 1), answer(t("Niet gedaan"), "x", 0), class_name="segments"),
        role="group",
        aria_label=t("Huiswerk van de vorige keer"),
    )


def _absent(person: Any) -> rx.Component:
    return badge(t("{naam} is er niet", naam=person.first_name), "user-round-x")


def _for_all(hour: Any) -> rx.Component:
    draft, words = f"homework:all:{hour.id}", browser.form("words")
    give = browser.write(GROUPS.give_homework_to_all, then=[clear_draft(draft)], session=hour.id, words=words)
    box = guarded_text(draft, name="words", single=True, required=True, max_length=300, class_name="input")
    send = button(t("Geef aan iedereen"), type="submit", icon="users")
    hint = t("Voor wie er is en nog geen huiswerk heeft.")
    asked = field(t("Hetzelfde huiswerk voor iedereen"), box, hint=hint)
    return card(rx.el.form(asked, rx.el.div(send), on_submit=give, class_name="stack"))


def _goals(hour: Any, choosing: browser.Field) -> rx.Component:
    """The open goals of one person, to choose the goal of today from."""
    goals = browser.live(GROUPS.open_goals, OpenGoal, session=this_hour())

    def choice(goal: Any) -> rx.Component:
        choose = browser.write(
            GROUPS.choose_goal, then=[choosing.set("")], session=hour.id, learner=goal.learner, goal=goal.id
        )
        picture = rx.cond(goal.picture != "", symbol(goal.picture, "s"), icon("flag"))
        line = row(goal.sentence, leading=picture, on_click=choose, key=goal.id)
        return rx.cond(goal.learner == choosing.value, line, rx.fragment())

    folder = link_button(t("Naar het mapje"), routes.folder(choosing.value), icon="folder-open", kind="quiet")
    return dialog(
        choosing.value != "",
        choosing.set(""),
        t("Waar werken we aan vandaag?"),
        stack(rx.el.ul(rx.foreach(goals, choice), class_name="rows", role="list"), rx.el.div(folder)),
    )
