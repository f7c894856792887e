"""The list of learners: find somebody by first name, picture symbol or group."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.folders.parts import FOLDERS, trainers_page
from rxapp.folders.rows import InUse, Learner, LearningGroup, WatchCounts
from rxapp.ui import (
    badge,
    banner,
    button,
    card,
    checkbox,
    empty_state,
    link_button,
    row,
    rows,
    search_field,
    spread,
    stack,
    symbol,
    symbol_word,
    t,
    tn,
)


def learners_page() -> rx.Component:
    """Everybody who learns here, and the way to a new folder."""
    words, picture, group = (browser.field(name) for name in ("learner_words", "learner_picture", "learner_group"))
    gone = browser.field("learner_gone", False)
    asked = {"words": words.value, "symbol": picture.value, "learning_group": group.value, "gone": gone.value}
    found = browser.live(FOLDERS.learners, Learner, **asked)
    nothing = empty_state("search", t("Niemand gevonden"), t("Zoek met minder letters, of kies een ander plaatje."))
    listed = rows(rx.foreach(found, _learner_row), label=t("Deelnemers"))
    shown = card(
        rx.el.p(tn("{n} deelnemer", "{n} deelnemers", found.length()), role="status", class_name="row-sub"),
        rx.cond(found.length() > 0, listed, nothing),
    )
    return trainers_page(
        t("Mapjes"),
        _watch(),
        search_field(t("Letters van de naam"), words.value, words.on_change),
        spread(_picture_filter(picture), _group_filter(group)),
        _pictures(picture),
        rx.cond(browser.ready(FOLDERS.learners, **asked), shown, rx.fragment()),
        checkbox(t("Wie hier niet meer is"), gone.value, gone.set(~gone.value)),
        actions=(link_button(t("Nieuwe deelnemer"), routes.NEW_LEARNER, icon="user-plus", kind="primary"),),
    )


def _watch() -> rx.Component:
    """A line that says how many people ask for attention."""
    now = browser.first(FOLDERS.watch_counts, WatchCounts)
    total = now.quiet + now.waiting + now.ending
    words = tn("{n} deelnemer vraagt aandacht", "{n} deelnemers vragen aandacht", total)
    look = link_button(t("Bekijken"), routes.WATCH, icon="eye")
    why = t("Wie wacht, wie lang niet kwam, en wie bijna klaar is.")
    return rx.cond(total > 0, banner("notice", words, why, look, icon="bell"), rx.fragment())


def _learner_row(learner: Any) -> rx.Component:
    talking = rx.cond(
        learner.is_intake_open == 1, badge(t("Gesprek nog bezig"), "message-circle", "ask"), rx.fragment()
    )
    goals = badge(tn("{n} doel", "{n} doelen", learner.goals), "target", "neutral")
    return row(
        learner.first_name,
        learner.groups,
        leading=symbol(learner.symbol),
        trailing=rx.fragment(talking, rx.cond(learner.goals > 0, goals, rx.fragment())),
        href=routes.folder(learner.id),
        key=learner.id,
    )


def _picture_filter(picture: browser.Field) -> rx.Component:
    opened = browser.field("learner_pictures", False)
    chosen = button(t("Elk plaatje"), browser.chain(picture.set(""), opened.set(False)), icon="x")
    choose = button(t("Zoek op plaatje"), opened.set(~opened.value), icon="image", aria_expanded=opened.value)
    return rx.cond(picture.value != "", spread(symbol(picture.value, named=True), chosen), choose)


def _pictures(picture: browser.Field) -> rx.Component:
    opened = browser.field("learner_pictures", False)
    used = browser.live(FOLDERS.symbols_in_use, InUse)
    made = rx.foreach(
        used,
        lambda learner: rx.el.button(
            symbol(learner.symbol),
            type="button",
            class_name="button button-icon",
            aria_label=symbol_word(learner.symbol),
            on_click=browser.chain(picture.set(learner.symbol), opened.set(False)),
            key=learner.symbol,
        ),
    )
    grid = rx.el.div(made, class_name="spread", role="group", aria_label=t("Plaatje"))
    return rx.cond(opened.value & (picture.value == ""), stack(grid), rx.fragment())


def _group_filter(group: browser.Field) -> rx.Component:
    groups = browser.live(FOLDERS.learning_groups, LearningGroup)
    options = rx.foreach(groups, lambda one: rx.el.option(one.name, value=one.id, key=one.id))
    return rx.el.select(
        rx.el.option(t("Alle groepen"), value=""),
        options,
        value=group.value,
        on_change=group.on_change,
        aria_label=t("Groep"),
        class_name="input",
        style={"flex": "1 1 12rem", "width": "auto"},
    )
