"""Playing the quiz together on one tablet: a picture, a question that is read aloud, and large answers."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.browser.pictures import shown_picture
from rxapp.browser.speech import read_aloud, speech
from rxapp.circle.parts import CIRCLE, circle_now, when_there
from rxapp.circle.rows import QuizQuestion
from rxapp.ui import (
    button,
    card,
    empty_state,
    icon,
    icon_button,
    link_button,
    page,
    progress,
    result_panel,
    spread,
    stack,
    t,
)


def quiz_page() -> rx.Component:
    """One question at a time; the group talks first, then somebody taps."""
    circle = circle_now()
    number, answer, score = (
        browser.field("quiz_number", 0),
        browser.field("quiz_answer", 0),
        browser.field("quiz_score", 0),
    )
    questions = browser.live(CIRCLE.quiz, QuizQuestion, circle=circle.id)
    question = browser.first(CIRCLE.question_at, QuizQuestion, circle=circle.id, number=number.value)
    play = rx.cond(
        number.value < questions.length(),
        rx.cond(question.id, _question(circle, question, questions.length(), number, answer, score), rx.fragment()),
        _result(circle, questions.length(), number, answer, score),
    )
    make = link_button(t("Naar de afsluiting"), routes.circle_end(circle.id), icon="party-popper", kind="primary")
    none = empty_state("lightbulb", t("Er zijn nog geen vragen"), t("Maak ze bij de afsluiting."), make)
    body = rx.cond(questions.length() > 0, play, none)
    shown = rx.cond(browser.ready(CIRCLE.quiz, circle=circle.id), body, rx.fragment())
    return page(t("Quiz"), when_there(circle, shown), back=routes.circle_end(circle.id))


def _question(
    circle: Any, question: Any, total: Any, number: browser.Field, answer: browser.Field, score: browser.Field
) -> rx.Component:
    answers = [(1, question.answer_one), (2, question.answer_two), (3, question.answer_three)]
    all_words = rx.Var.create(f"{question.words} {question.answer_one}. {question.answer_two}. {question.answer_three}")
    listen = button(t("Lees voor"), read_aloud(all_words), icon="volume-2")
    head = rx.el.div(
        shown_picture(question.picture, "xl"),
        rx.el.h2(question.words, class_name="quiz-words"),
        rx.cond(speech().possible, listen, rx.fragment()),
        class_name="quiz-head",
    )
    buttons = [_answer(place, words, question, answer, score) for place, words in answers]
    is_last = number.value + 1 >= total
    onward = browser.chain(answer.set(0), number.set(number.value + 1))
    note = browser.write(CIRCLE.note_game, then=[onward], circle=circle.id, questions=total, good=score.value)
    following = button(
        rx.cond(is_last, t("Klaar"), t("Volgende vraag")),
        browser.chosen(is_last, note, onward),
        icon="arrow-right",
        kind="primary",
    )
    return stack(
        progress(number.value + 1, total, t("Vraag {nummer} van {aantal}", nummer=number.value + 1, aantal=total)),
        card(head, _outcome(question, answer), rx.el.div(*buttons, class_name="quiz-answers")),
        rx.cond(answer.value > 0, rx.el.div(following, class_name="actions"), rx.fragment()),
    )


def _answer(place: int, words: Any, question: Any, answer: browser.Field, score: browser.Field) -> rx.Component:
    is_good = (question.good == 0) | (question.good == place)
    count = score.set(rx.cond(is_good, score.value + 1, score.value))
    give = browser.chosen(answer.value == 0, browser.chain(count, answer.set(place)))
    chosen = answer.value == place
    look = rx.cond(answer.value == 0, "open", rx.cond(is_good, "good", rx.cond(chosen, "chosen", "other")))
    drawing = rx.cond(answer.value > 0, rx.cond(is_good, "check", rx.cond(chosen, "x", "circle")), "circle")
    say = icon_button(t("Lees dit antwoord voor"), "volume-2", read_aloud(words))
    made = rx.el.div(
        rx.el.button(
            rx.el.span(str(place), class_name="quiz-place"),
            rx.el.span(words, class_name="quiz-answer-words"),
            icon(drawing),
            type="button",
            class_name="quiz-answer",
            custom_attrs={"data-look": look},
            aria_pressed=rx.cond(chosen, "true", "false"),
            on_click=give,
        ),
        rx.cond(speech().possible, say, rx.fragment()),
        class_name="quiz-line",
    )
    return rx.cond(words != "", made, rx.fragment())


def _outcome(question: Any, answer: browser.Field) -> rx.Component:
    is_good = (question.good == 0) | (question.good == answer.value)
    right = rx.match(question.good, (1, question.answer_one), (2, question.answer_two), (3, question.answer_three), "")
    word = rx.cond(answer.value == 0, t("Praat er samen over. Kies dan."), rx.cond(is_good, t("Goed!"), t("Bijna!")))
    sub = rx.cond((answer.value > 0) & ~is_good, t("Het is: {antwoord}", antwoord=right), "")
    tone = rx.cond(answer.value == 0, "neutral", rx.cond(is_good, "good", "notice"))
    drawing = rx.cond(answer.value == 0, "users", rx.cond(is_good, "party-popper", "lightbulb"))
    panel = result_panel(tone, word, sub, drawing)
    return rx.el.div(
        panel, class_name="quiz-outcome", custom_attrs={"data-answered": rx.cond(answer.value > 0, "true", "false")}
    )


def _result(
    circle: Any, total: Any, number: browser.Field, answer: browser.Field, score: browser.Field
) -> rx.Component:
    again = button(t("Nog een keer"), browser.chain(number.set(0), answer.set(0), score.set(0)), icon="rotate-cw")
    back = link_button(t("Naar de afsluiting"), routes.circle_end(circle.id), icon="party-popper", kind="primary")
    word = t("{goed} van de {vragen} goed", goed=score.value, vragen=total)
    return stack(result_panel("good", word, t("Samen gedaan!"), "party-popper"), spread(back, again))
