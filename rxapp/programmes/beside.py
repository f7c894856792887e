"""What a programme has beside its meetings: e-learnings, and the buttons of an open hour."""

from typing import Any

import reflex as rx

from rxapp import browser
from rxapp.programmes.parts import PROGRAMMES, droppable
from rxapp.programmes.rows import Module, Question
from rxapp.ui import button, dialog, field, folded_card, icon_button, row, rows, t, text_input, tn, which, words_input


def modules(now: Any) -> rx.Component:
    """The e-learnings in order, each with how long it takes."""
    changing = browser.field("changing_module")
    found = browser.live(PROGRAMMES.modules, Module, programme=now.id)
    add = browser.write(
        PROGRAMMES.add_module, programme=now.id, name=browser.form("name"), minutes=browser.form("minutes")
    )
    listed = rows(rx.foreach(found, lambda module: _module(module, changing)), label=t("E-learnings"))
    return folded_card(
        t("E-learnings"),
        t("Lessen op de computer"),
        rx.cond(found.length() > 0, listed, rx.el.p(t("Er zijn geen e-learnings."))),
        rx.el.details(rx.el.summary(t("Nieuwe e-learning")), _module_form(add, t("Erbij"))),
        rx.foreach(found, lambda module: _change(module, changing)),
    )


def _module(module: Any, changing: browser.Field) -> rx.Component:
    takes = rx.cond(module.minutes > 0, tn("{n} minuut", "{n} minuten", module.minutes), "")
    ways = rx.fragment(
        icon_button(t("Aanpassen"), "pencil", changing.set(module.id)),
        icon_button(t("Weghalen"), "trash-2", browser.write(PROGRAMMES.drop_module, module=module.id)),
    )
    return row(module.name, takes, trailing=ways, key=module.id)


def _change(module: Any, changing: browser.Field) -> rx.Component:
    save = browser.write(
        PROGRAMMES.edit_module,
        then=[changing.set("")],
        module=browser.form("id"),
        name=browser.form("name"),
        minutes=browser.form("minutes"),
    )
    minutes = rx.cond(module.minutes > 0, module.minutes.to_string(), "")
    form = _module_form(save, t("Bewaren"), which(module.id), name=module.name, minutes=minutes)
    asked = dialog(changing.value == module.id, changing.set(""), t("E-learning aanpassen"), form)
    return rx.cond(changing.value == module.id, asked, rx.fragment())


def _module_form(save: browser.Handler, word: Any, *about: Any, name: Any = "", minutes: Any = "") -> rx.Component:
    takes = text_input(name="minutes", type="number", min=1, default_value=minutes)
    return rx.el.form(
        *about,
        field(
            t("Hoe heet de e-learning?"), words_input(name="name", required=True, max_length=120, default_value=name)
        ),
        field(t("Hoeveel minuten?"), takes, hint=t("Mag leeg blijven")),
        rx.el.div(button(word, type="submit", icon="check")),
        on_submit=save,
        reset_on_submit=True,
        class_name="stack",
    )


def questions(now: Any) -> rx.Component:
    """The kinds of questions of an open hour; each is one button."""
    found = browser.live(PROGRAMMES.questions, Question, programme=now.id)
    add = browser.write(PROGRAMMES.add_question, programme=now.id, words=browser.form("words"))

    def drop(question: Any) -> browser.Handler:
        return browser.write(PROGRAMMES.drop_question, question=question.id)

    form = rx.el.form(
        rx.el.div(
            field(
                t("Nieuwe soort vraag"), words_input(name="words", required=True, max_length=60, auto_complete="off")
            ),
            style={"flex": "1 1 12rem"},
        ),
        button(t("Erbij"), type="submit", icon="plus"),
        on_submit=add,
        reset_on_submit=True,
        class_name="spread",
        style={"align_items": "end"},
    )
    listed = droppable(found, lambda question: question.words, drop, t("Soorten vragen"))
    return rx.cond(
        now.kind == "open_hour",
        folded_card(t("Soorten vragen"), t("Eén knop per soort vraag"), listed, form),
        rx.fragment(),
    )
