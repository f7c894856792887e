"""Making a question of the quiz: words, a picture, and two or three answers, one of which is good or all are."""

from typing import Any

import reflex as rx

from rxapp import browser
from rxapp.browser.pictures import photo_button, shown_picture
from rxapp.circle.parts import CIRCLE
from rxapp.ui import (
    button,
    choice_group,
    dialog,
    field,
    icon_button,
    picture_choice,
    row,
    spread,
    stack,
    t,
    words_input,
)

NEW = "new"
PARTS = ("words", "answer_one", "answer_two", "answer_three")


def question_row(question: Any, editing: browser.Field) -> rx.Component:
    """One question in the list, to change or leave out."""
    drafts = {
        name: browser.call("forms/fields.js", "setField", f"question_{name}", question[name], True) for name in PARTS
    }
    picture = browser.call("forms/fields.js", "setField", "question_picture", question.picture, True)
    good = browser.call("forms/fields.js", "setField", "question_good", question.good.to(str), True)
    change = icon_button(
        t("Vraag veranderen"), "pencil", browser.chain(*drafts.values(), picture, good, editing.set(question.id))
    )
    remove = icon_button(t("Vraag weghalen"), "trash-2", browser.write(CIRCLE.remove_question, question=question.id))
    answers = rx.el.span(question.answer_one, " · ", question.answer_two)
    return row(
        question.words,
        answers,
        leading=shown_picture(question.picture, "s"),
        trailing=rx.fragment(change, remove),
        key=question.id,
    )


def question_form(circle: Any, editing: browser.Field) -> rx.Component:
    """The dialog in which a question is made or changed; what was typed stays when the tablet closes."""
    fields = {name: browser.field(f"question_{name}", keep=True) for name in PARTS}
    picture, good = browser.field("question_picture", keep=True), browser.field("question_good", "1", keep=True)
    values = {name: kept.value for name, kept in fields.items()} | {"picture": picture.value, "good": _good(good)}
    empty = [kept.set("") for kept in fields.values()] + [picture.set(""), good.set("1"), editing.set("")]
    add = browser.write(CIRCLE.add_question, then=empty, circle=circle.id, **values)
    change = browser.write(CIRCLE.change_question, then=empty, question=editing.value, **values)
    is_whole = (fields["words"].value != "") & (fields["answer_one"].value != "") & (fields["answer_two"].value != "")
    save = button(
        t("Vraag opslaan"),
        browser.chosen(editing.value == NEW, add, change),
        icon="check",
        kind="primary",
        disabled=~is_whole,
    )
    stop = button(t("Toch niet"), browser.chain(*empty), icon="x", kind="quiet")

    def box(name: str, label: Any) -> rx.Component:
        kept = fields[name]
        length = 200 if name == "words" else 80
        return field(label, words_input(kept.value, kept.on_change, max_length=length, auto_complete="off"))

    options = [("1", t("Antwoord 1")), ("2", t("Antwoord 2")), ("3", t("Antwoord 3")), ("0", t("Alles is goed"))]
    return dialog(
        editing.value != "",
        editing.set(""),
        rx.cond(editing.value == NEW, t("Nieuwe vraag"), t("Vraag veranderen")),
        stack(
            box("words", t("De vraag")),
            box("answer_one", t("Antwoord 1")),
            box("answer_two", t("Antwoord 2")),
            box("answer_three", t("Antwoord 3 (mag leeg)")),
            choice_group(t("Welk antwoord is goed?"), options, good.value, good.set, name="good", columns=True),
            _picture(picture),
        ),
        actions=(save, stop),
    )


def _good(good: browser.Field) -> Any:
    """The number of the good answer; empty when all are."""
    return rx.match(good.value, ("1", 1), ("2", 2), ("3", 3), rx.Var("null"))


def _picture(picture: browser.Field) -> rx.Component:
    """A drawing or a photo of the book; never of people."""
    none = button(t("Geen plaatje"), picture.set(""), icon="x", kind="quiet")
    return stack(
        rx.cond(picture.value != "", spread(shown_picture(picture.value, "l"), none), rx.fragment()),
        spread(photo_button(t("Foto maken"), picture), rx.el.span(t("Een bladzijde of een ding. Geen mensen."))),
        picture_choice(t("Of kies een plaatje"), picture.value, picture.set),
    )
