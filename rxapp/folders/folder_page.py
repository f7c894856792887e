"""The front of a folder: one clear next step, the goals, and what happened."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.browser.ids import fresh_id
from rxapp.folders.goals import goals
from rxapp.folders.parts import (
    FOLDERS,
    folder_frame,
    folder_tabs,
    name_title,
    owner_strip,
    this_folder,
    this_intake,
    this_learner,
)
from rxapp.folders.rows import Unsigned
from rxapp.folders.timeline import timeline
from rxapp.ui import badge, banner, button, columns, day_in_words, link_button, spread, stack, t, tn


def folder_page() -> rx.Component:
    """A learner's folder."""
    folder, learner = this_folder(), this_learner()
    reached = badge(tn("{n} doel gehaald", "{n} doelen gehaald", folder.goals_reached), "star", "good")
    seen = rx.el.span(t("Laatst gezien: {dag}", dag=day_in_words(folder.last_on)), class_name="row-sub")
    return folder_frame(
        name_title(),
        owner_strip(
            rx.cond(folder.goals_reached > 0, reached, rx.fragment()),
            rx.cond(folder.last_on != "", seen, rx.fragment()),
        ),
        folder_tabs("goals"),
        _next_step(),
        stay_banner(),
        columns(
            stack(
                goals(),
                spread(
                    link_button(t("Nieuw doel"), routes.new_goal(learner), icon="plus"),
                    look_back_button(),
                ),
            ),
            timeline(),
        ),
        back=routes.LEARNERS,
        wide=True,
    )


def _next_step() -> rx.Component:
    """What is not finished comes first."""
    talk, folder = this_intake(), this_folder()
    on = link_button(t("Verder"), routes.intake(this_learner()), icon="arrow-right", kind="primary")
    busy = banner("ask", t("Het eerste gesprek is nog niet klaar"), action=on, icon="message-circle")
    none = banner("ask", t("Er is nog geen eerste gesprek geweest"), action=on, icon="message-circle")
    unknown = rx.cond(
        browser.ready(FOLDERS.intake, learner=this_learner()) & (folder.goals_open == 0), none, rx.fragment()
    )
    return rx.cond(talk.id, rx.cond(talk.done_on == "", busy, rx.fragment()), unknown)


def stay_banner() -> rx.Component:
    """The clock of the longest stay: said early, with the route that follows."""
    folder = this_folder()
    soon = tn("Nog {n} dag hier", "Nog {n} dagen hier", folder.stay_days_left)
    title = rx.cond(folder.stay_state == "over", t("De tijd hier is om"), soon)
    plan = t("Praat nu over wat daarna kan.")
    route = rx.cond(folder.onward != "", t("Daarna: {route}", route=folder.onward), plan)
    shown = (folder.stay_state == "soon") | (folder.stay_state == "over")
    return rx.cond(shown, banner("ask", title, route, _onward(folder), icon="hourglass"), rx.fragment())


def _onward(folder: Any) -> rx.Component:
    """Start the route that follows in one tap, or look how far it is; words and state are put right there."""
    there = routes.taking_part(this_learner())
    refer = browser.write(FOLDERS.refer_onward, then=[browser.go(there)], learner=this_learner())
    start = button(t("Zet dit in gang"), refer, icon="signpost")
    look = link_button(t("Bekijk de doorverwijzing"), there, icon="signpost")
    return rx.cond(folder.is_going_on == 1, look, rx.cond(folder.onward != "", start, rx.fragment()))


def look_back_button() -> rx.Component:
    """Begin a look back on the time since the last one, or go on with the one that nobody signed yet."""
    learner, evaluation = this_learner(), fresh_id("evaluation")
    unsigned = browser.first(FOLDERS.unsigned_evaluation, Unsigned, learner=learner)
    begin = browser.write(
        FOLDERS.start_evaluation,
        then=[browser.go(routes.evaluation(learner, evaluation))],
        evaluation=evaluation,
        learner=learner,
    )
    on = link_button(t("Verder met terugkijken"), routes.evaluation(learner, unsigned.id), icon="history")
    return rx.cond(unsigned.id, on, button(t("Samen terugkijken"), begin, icon="history"))
