"""The last evening: a film or a quiz, made on the tablet; then the bag back and the diplomas."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.circle.parts import CIRCLE, circle_now, when_there
from rxapp.circle.quiz_parts import question_form, question_row
from rxapp.circle.rows import EarlierQuiz, QuizGame, QuizQuestion
from rxapp.ui import (
    badge,
    banner,
    button,
    card,
    choice_group,
    columns,
    empty_state,
    field,
    link_button,
    moment_in_words,
    page,
    row,
    rows,
    some_rows,
    spread,
    stack,
    t,
    words_input,
)


def end_page() -> rx.Component:
    """How a circle ends, and what is left to do."""
    circle = circle_now()
    body = stack(_choose(circle), rx.cond(circle.closing == "quiz", _quiz(circle), rx.fragment()), _after(circle))
    return page(t("Afsluiting"), when_there(circle, body), back=routes.circle(circle.id), wide=True)


def _choose(circle: Any) -> rx.Component:
    def choose(closing: Any) -> Any:
        return browser.write(CIRCLE.choose_closing, circle=circle.id, closing=closing, film=circle.film)

    options = [("quiz", t("Quiz"), "lightbulb"), ("film", t("Film van het boek"), "play")]
    name_film = browser.write(CIRCLE.choose_closing, circle=circle.id, closing="film", film=browser.form("film"))
    film = rx.el.form(
        field(
            t("Welke film?"),
            words_input(name="film", asks_health=False, default_value=circle.film, max_length=120, key=circle.film),
        ),
        rx.el.div(button(t("Film opslaan"), type="submit", icon="check")),
        on_submit=name_film,
        class_name="stack",
    )
    return card(
        choice_group(t("Hoe sluit u af?"), options, circle.closing, choose, name="closing", columns=True),
        rx.cond(circle.closing == "film", film, rx.fragment()),
    )


def _quiz(circle: Any) -> rx.Component:
    questions = browser.live(CIRCLE.quiz, QuizQuestion, circle=circle.id)
    editing = browser.field("editing_question")
    nothing = empty_state("lightbulb", t("Er zijn nog geen vragen"), t("Vijf vragen is genoeg."))
    listed = rows(rx.foreach(questions, lambda one: question_row(one, editing)), label=t("Vragen"))
    add = button(t("Nieuwe vraag"), editing.set("new"), icon="plus")
    play = link_button(t("Quiz spelen"), routes.quiz(circle.id), icon="play", kind="primary")
    return card(
        rx.cond(questions.length() > 0, listed, nothing),
        spread(rx.cond(questions.length() > 0, play, rx.fragment()), add),
        rx.cond(questions.length() > 0, rx.fragment(), _earlier(circle)),
        _games(circle),
        question_form(circle, editing),
        title=t("De quiz"),
    )


def _earlier(circle: Any) -> rx.Component:
    quizzes = browser.live(CIRCLE.earlier_quizzes, EarlierQuiz, circle=circle.id)

    def take(quiz: Any) -> rx.Component:
        copy = browser.write(CIRCLE.copy_quiz, circle=circle.id, from_circle=quiz.id)
        return row(quiz.name, t("Deze vragen overnemen"), on_click=copy, key=quiz.id)

    return some_rows(quizzes, take, t("Vragen van een andere leeskring"))


def _games(circle: Any) -> rx.Component:
    games = browser.live(CIRCLE.quiz_games, QuizGame, circle=circle.id)

    def line(game: Any) -> rx.Component:
        score = t("{goed} van de {vragen} goed", goed=game.good, vragen=game.questions)
        return row(score, moment_in_words(game.played_at), key=game.id)

    return some_rows(games, line, t("Gespeeld"))


def _after(circle: Any) -> rx.Component:
    finish = button(
        t("De afsluiting is geweest"),
        browser.write(CIRCLE.finish_circle, circle=circle.id),
        icon="party-popper",
        kind="primary",
    )
    not_yet = button(
        t("Toch nog niet"), browser.write(CIRCLE.unfinish_circle, circle=circle.id), icon="undo-2", kind="quiet"
    )
    done = spread(badge(t("De afsluiting is geweest"), "check", "good"), not_yet)
    bag = banner(
        "ask",
        t("De tas met boeken is nog mee"),
        t("Scan de tas, dan is alles terug."),
        link_button(t("Tas terug"), routes.kit(circle.id), icon="package-check"),
    )
    back = rx.cond(circle.kit != "", bag, rx.fragment())
    diplomas = link_button(
        t("Naar de diploma's"), routes.group_diplomas(circle.id), icon="graduation-cap", kind="primary"
    )
    steps = rx.cond(circle.closed_on != "", stack(done, back, rx.el.div(diplomas)), stack(rx.el.div(finish)))
    return columns(card(steps, title=t("En dan")))
