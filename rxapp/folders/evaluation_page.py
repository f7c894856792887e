"""Looking back on a period together: the goals, what changed at work and at home, what next; signed by who wrote it.

What is signed stays. What was not right or was forgotten comes under it, with the day and who wrote it.
"""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.browser.guarded import clear_draft, guarded_text
from rxapp.folders.parts import FOLDERS, folder_frame, next_options, next_words, owner_strip, quote, this_learner
from rxapp.folders.rows import Addition, Evaluation, GoalReview
from rxapp.ui import (
    banner,
    button,
    card,
    choice_group,
    columns,
    day_in_words,
    dialog,
    empty_state,
    field,
    rows,
    some_rows,
    spread,
    stack,
    symbol,
    t,
    text_input,
)
from rxapp.ui.choosing import face_said, faces
from rxapp.ui.saving import saved_field
from rxapp.ui.staff import staff


def evaluation_page() -> rx.Component:
    """One look back; after it is signed it is only read."""
    evaluation_id = browser.route_parameter("evaluation")
    talk = browser.first(FOLDERS.evaluation, Evaluation, evaluation=evaluation_id)
    reviews = browser.live(FOLDERS.goal_reviews, GoalReview, evaluation=evaluation_id)
    nothing = empty_state("history", t("Deze terugblik is er niet"))
    missing = rx.cond(browser.ready(FOLDERS.evaluation, evaluation=evaluation_id), nothing, rx.fragment())
    period = rx.el.p(
        t("Van {begin} tot en met {einde}", begin=day_in_words(talk.first_on), einde=day_in_words(talk.last_on))
    )
    body = rx.cond(talk.signed_on != "", _read(talk, reviews), _write(talk, reviews))
    return folder_frame(t("Terugblik"), owner_strip(), rx.cond(talk.id, stack(period, body), missing), wide=True)


def _write(talk: Any, reviews: Any) -> rx.Component:
    return stack(
        _period(talk),
        columns(
            rx.foreach(reviews, lambda goal: _goal(talk, goal)),
            card(_words(talk, "at_work", t("Wat is er anders op het werk?")), title=t("Op het werk")),
            card(_words(talk, "at_home", t("Wat is er anders thuis?")), title=t("Thuis")),
            _next(talk),
        ),
        _signing(talk),
    )


def _period(talk: Any) -> rx.Component:
    """Other days to look back on, from a form that shows those of now."""

    def day(name: str, label: Any, stored: Any) -> rx.Component:
        box = text_input(type="date", name=name, default_value=stored, required=True, key=stored)
        return rx.el.div(field(label, box), style={"flex": "1 1 10rem"})

    save = browser.write(
        FOLDERS.set_period,
        evaluation=browser.route_parameter("evaluation"),
        first_on=browser.form("first_on"),
        last_on=browser.form("last_on"),
    )
    form = rx.el.form(
        day("first_on", t("Vanaf"), talk.first_on),
        day("last_on", t("Tot en met"), talk.last_on),
        button(t("Bewaren"), type="submit", icon="check"),
        on_submit=save,
        class_name="spread",
        style={"align_items": "end"},
    )
    return rx.el.details(rx.el.summary(t("Over een andere tijd terugkijken")), form)


def _goal(talk: Any, goal: Any) -> rx.Component:
    """One goal: then, and now in own words and a face."""

    def rate(face: Any) -> browser.Handler:
        return browser.write(FOLDERS.review_goal, evaluation=talk.id, goal=goal.id, words=None, face=face)

    now = saved_field(
        t("Hoe gaat het nu?"),
        goal.words,
        f"review:{talk.id}:{goal.id}",
        FOLDERS.review_goal,
        "words",
        lines=3,
        evaluation=talk.id,
        goal=goal.id,
        face=None,
    )
    return card(
        spread(symbol(goal.picture), rx.el.h2(goal.sentence, style={"flex": "1 1 8rem"})),
        quote(goal.then_words, t("Toen")),
        now,
        faces(goal.face, rate, t("Hoe gaat het nu?")),
        key=goal.id,
    )


def _words(talk: Any, name: str, label: Any) -> rx.Component:
    other = {"at_work": "at_home", "at_home": "at_work"}[name]
    stored, draft = getattr(talk, name), f"evaluation:{talk.id}:{name}"
    return saved_field(
        label, stored, draft, FOLDERS.save_evaluation, name, lines=3, evaluation=talk.id, **{other: None}
    )


def _next(talk: Any) -> rx.Component:
    def choose(value: str) -> browser.Handler:
        return browser.write(FOLDERS.choose_next, evaluation=talk.id, next=value, next_words=None)

    more = saved_field(
        t("Afspraak"),
        talk.next_words,
        f"evaluation:{talk.id}:next_words",
        FOLDERS.choose_next,
        "next_words",
        hint=t("Wie doet wat?"),
        lines=2,
        evaluation=talk.id,
        next=None,
    )
    return card(
        choice_group(t("Waar gaat iemand heen?"), next_options(), talk.next, choose, name="next"),
        more,
        title=t("En nu?"),
    )


def _signing(talk: Any) -> rx.Component:
    """Who wrote it signs it; from then on it stays as it is."""
    sign = browser.write(FOLDERS.sign_evaluation, then=[browser.go(routes.folder(this_learner()))], evaluation=talk.id)
    words = t("Alles is bewaard. Ondertekenen kan later ook. Daarna kunt u alleen nog iets aanvullen.")
    asked = browser.field("erasing_evaluation", False)
    return card(
        rx.el.p(words),
        spread(
            button(t("Onderteken als {naam}", naam=staff().first_name), sign, icon="pen-line", kind="primary"),
            button(t("Gooi weg"), asked.set(True), icon="trash-2", kind="quiet"),
        ),
        _erasing(talk, asked),
    )


def _erasing(talk: Any, asked: browser.Field) -> rx.Component:
    """Ask once more: what was said is gone then."""
    keep, away = asked.set(False), browser.go(routes.folder(this_learner()))
    erase = browser.write(FOLDERS.erase_evaluation, then=[keep, away], evaluation=talk.id)
    return dialog(
        asked.value,
        keep,
        t("Deze terugblik weggooien?"),
        rx.el.p(t("Wat hier is opgeschreven, is dan weg. De doelen blijven.")),
        actions=(
            button(t("Nee, bewaar hem"), keep, icon="arrow-left", kind="primary"),
            button(t("Ja, gooi weg"), erase, icon="trash-2"),
        ),
    )


def _read(talk: Any, reviews: Any) -> rx.Component:
    signed = t("Ondertekend door {naam}, {dag}", naam=talk.signed_name, dag=day_in_words(talk.signed_on))
    return stack(
        banner("good", signed, icon="pen-line"),
        card(rows(rx.foreach(reviews, _reviewed), label=t("Doelen")), title=t("Doelen")),
        card(
            quote(talk.at_work, t("Op het werk")),
            quote(talk.at_home, t("Thuis")),
            quote(next_words(talk.next), t("En nu?")),
            quote(talk.next_words, t("Afspraak")),
        ),
        _additions(talk),
    )


def _additions(talk: Any) -> rx.Component:
    """What came later, under the signed words; that stays too, so a second thought is one more."""
    found, draft = browser.live(FOLDERS.additions, Addition, evaluation=talk.id), f"evaluation:{talk.id}:addition"
    add = browser.write(
        FOLDERS.add_to_evaluation, then=[clear_draft(draft)], evaluation=talk.id, words=browser.form("words")
    )
    box = guarded_text(draft, name="words", required=True, max_length=1000, rows=3, class_name="input")
    hint = t("Klopt er iets niet, of mist er iets? Schrijf het hier. Wat ondertekend is, blijft staan.")
    form = rx.el.form(
        field(t("Aanvullen of verbeteren"), box, hint=hint),
        rx.el.div(button(t("Zet eronder als {naam}", naam=staff().first_name), type="submit", icon="plus")),
        on_submit=add,
        class_name="stack",
    )
    return card(some_rows(found, _addition, t("Later aangevuld")), form, title=t("Later aangevuld"))


def _addition(one: Any) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.span(one.first_name, ", ", day_in_words(one.day), class_name="row-sub"),
            rx.el.p(one.words, style={"white_space": "pre-line"}),
            class_name="entry-words",
        ),
        class_name="row entry",
        key=one.id,
    )


def _reviewed(goal: Any) -> rx.Component:
    return rx.el.li(
        symbol(goal.picture),
        rx.el.div(
            rx.el.strong(goal.sentence),
            rx.el.div(
                rx.el.div(quote(goal.then_words, t("Toen"))),
                rx.el.div(quote(goal.words, t("Nu")), face_said(goal.face)),
                class_name="moments",
            ),
            class_name="entry-words",
        ),
        class_name="row entry",
        key=goal.id,
    )
