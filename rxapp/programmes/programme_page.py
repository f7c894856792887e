"""One programme: what it is, when it meets, for whom, its rules, and the groups that run it."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.browser.ids import fresh_id
from rxapp.data.queries import load
from rxapp.programmes.money import money
from rxapp.programmes.parts import PROGRAMMES, droppable, first, kind_badge, number_field, tick, words_field
from rxapp.programmes.rows import GroupLine, Module, Programme, Question, ReachedNow
from rxapp.ui import (
    banner,
    button,
    card,
    checkbox,
    choice_group,
    columns,
    count,
    counts,
    field,
    page,
    row,
    some_rows,
    spread,
    stack,
    symbol,
    t,
    text_input,
)
from rxapp.ui.rhythm import rhythm_fields
from rxapp.ui.staff import staff


def programme_page() -> rx.Component:
    """Everything that a programme says; each answer is saved at once, and an empty one says nothing."""
    now = first(PROGRAMMES.programme, Programme, programme=browser.route_parameter("id"))
    money_part = rx.cond(staff().duties.contains("office"), money(now), rx.fragment())
    shown = rx.fragment(
        rx.cond(now.is_ended == 1, banner("ask", t("Dit programma is gestopt"), icon="archive"), rx.fragment()),
        spread(kind_badge(now.kind)),
        columns(
            stack(_groups(now), _reached(now), _about(now), _modules(now), _questions(now), _certificate(now)),
            stack(_rhythm(now), _size(now), _stay(now), money_part),
        ),
        _stop(now),
    )
    title = rx.cond(now.name, now.name, t("Programma"))
    return page(title, rx.cond(now.id, shown, rx.fragment()), back=routes.PROGRAMMES, wide=True)


def _groups(now: Any) -> rx.Component:
    groups = browser.live(PROGRAMMES.groups_of, GroupLine, programme=now.id)

    def line(group: Any) -> rx.Component:
        face = rx.cond(group.symbol != "", symbol(group.symbol, "s"), rx.fragment())
        return row(group.name, group.place, leading=face, href=routes.group(group.id), key=group.id)

    return card(some_rows(groups, line, t("Groepen")), _new_group(now), title=t("Groepen"))


def _new_group(now: Any) -> rx.Component:
    made = fresh_id("group")
    add = browser.write(
        load("rxapp.groups").add_group,
        then=[browser.go(routes.planning(made))],
        learning_group=made,
        programme=now.id,
        name=browser.form("name"),
        symbol="house",
        place=browser.form("place"),
        first_on=browser.form("first_on"),
        last_on="",
    )
    form = rx.el.form(
        field(t("Naam van de groep"), text_input(name="name", required=True, max_length=80)),
        field(t("Plek"), text_input(name="place", max_length=80)),
        field(t("Eerste dag"), text_input(type="date", name="first_on", required=True)),
        rx.el.div(button(t("Groep maken"), type="submit", icon="plus", kind="primary")),
        on_submit=add,
        class_name="stack",
    )
    return rx.el.details(rx.el.summary(t("Nieuwe groep")), form)


def _reached(now: Any) -> rx.Component:
    reached = first(PROGRAMMES.reached_now, ReachedNow, programme=now.id)
    goal = rx.cond(
        reached.target_people > 0,
        count(reached.target_people, t("is het doel"), "flag"),
        rx.fragment(),
    )
    numbers = counts(count(reached.people, t("mensen dit jaar"), "users"), goal)
    return rx.cond(reached.people > 0, card(numbers, title=t("Bereikt")), rx.fragment())


def _about(now: Any) -> rx.Component:
    def join(value: str) -> browser.Handler:
        return browser.write(PROGRAMMES.edit_programme, programme=now.id, column="participation", value=value)

    choices = [("voluntary", t("Vrijwillig")), ("ordered", t("Verplicht")), ("", t("Niet gezegd"))]
    names = checkbox(
        t("Namen bijhouden"),
        now.keeps_names == 1,
        tick(now, "keeps_names", now.keeps_names == 1),
        hint=t("Zonder namen telt de app alleen hoeveel mensen er kwamen."),
    )
    return card(
        words_field(now, "name", t("Naam"), now.name),
        words_field(now, "about", t("Wat is het?"), now.about, lines=4),
        choice_group(t("Meedoen is"), choices, now.participation, join, name="participation", columns=True),
        names,
        title=t("Over het programma"),
    )


def _rhythm(now: Any) -> rx.Component:
    return card(
        rhythm_fields(now, PROGRAMMES.edit_programme, {"programme": now.id}),
        number_field(now, "meetings", t("Hoeveel keer in het geheel?"), now.meetings),
        number_field(now, "minutes", t("Minuten per keer"), now.minutes),
        number_field(now, "weeks", t("Hoeveel weken?"), now.weeks),
        number_field(now, "months", t("Hoeveel maanden?"), now.months),
        title=t("Ritme"),
    )


def _size(now: Any) -> rx.Component:
    homework = now.has_homework == 1
    fixed = now.is_fixed == 1
    return card(
        number_field(now, "size_min", t("Minste mensen"), now.size_min),
        number_field(now, "size_best", t("Beste aantal"), now.size_best),
        number_field(now, "size_max", t("Meeste mensen"), now.size_max),
        number_field(now, "target_people", t("Doel: mensen per jaar"), now.target_people),
        checkbox(t("Vaste groep, vaste gezichten"), fixed, tick(now, "is_fixed", fixed)),
        checkbox(t("Met huiswerk"), homework, tick(now, "has_homework", homework)),
        title=t("De groep"),
    )


def _certificate(now: Any) -> rx.Component:
    modules, by_hand = now.certificate_modules == 1, now.certificate_by_hand == 1
    return card(
        words_field(now, "certificate_name", t("Hoe heet het?"), now.certificate_name),
        number_field(
            now,
            "certificate_share",
            t("Deel van de keren"),
            now.certificate_share,
            hint=t("Van elke 100 keer minstens zo vaak. Leeg: daar kijken we niet naar."),
        ),
        checkbox(t("Alle e-learnings gedaan"), modules, tick(now, "certificate_modules", modules)),
        checkbox(t("De begeleider beslist"), by_hand, tick(now, "certificate_by_hand", by_hand)),
        title=t("Certificaat"),
    )


def _stay(now: Any) -> rx.Component:
    return card(
        number_field(now, "max_months", t("Langste tijd in maanden"), now.max_months),
        words_field(now, "onward", t("Wat komt daarna?"), now.onward),
        title=t("Hoe lang mag iemand blijven?"),
    )


def _modules(now: Any) -> rx.Component:
    modules = browser.live(PROGRAMMES.modules, Module, programme=now.id)
    add = browser.write(PROGRAMMES.add_module, programme=now.id, name=browser.form("name"))

    def drop(module: Any) -> browser.Handler:
        return browser.write(PROGRAMMES.drop_module, module=module.id)

    listed = droppable(modules, lambda module: module.name, drop, t("E-learnings"))
    return card(listed, add_form(add, t("Nieuwe e-learning"), "name"), title=t("E-learnings"))


def _questions(now: Any) -> rx.Component:
    questions = browser.live(PROGRAMMES.questions, Question, programme=now.id)
    add = browser.write(PROGRAMMES.add_question, programme=now.id, words=browser.form("words"))

    def drop(question: Any) -> browser.Handler:
        return browser.write(PROGRAMMES.drop_question, question=question.id)

    listed = droppable(questions, lambda question: question.words, drop, t("Soorten vragen"))
    part = card(listed, add_form(add, t("Nieuwe soort vraag"), "words"), title=t("Soorten vragen"))
    return rx.cond(now.kind == "open_hour", part, rx.fragment())


def add_form(add: browser.Handler, label: Any, name: str) -> rx.Component:
    """One box and a button that adds what was typed."""
    return rx.el.form(
        rx.el.div(
            field(label, text_input(name=name, required=True, max_length=60, auto_complete="off")),
            style={"flex": "1 1 12rem"},
        ),
        button(t("Erbij"), type="submit", icon="plus"),
        on_submit=add,
        reset_on_submit=True,
        class_name="spread",
        style={"align_items": "end"},
    )


def _stop(now: Any) -> rx.Component:
    end = browser.write(PROGRAMMES.end_programme, then=[browser.go(routes.PROGRAMMES)], programme=now.id)
    return rx.cond(
        now.is_ended == 1,
        rx.fragment(),
        rx.el.div(button(t("Dit programma stopt"), end, icon="archive", kind="quiet")),
    )
