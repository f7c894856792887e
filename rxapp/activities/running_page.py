"""The running draaiboek of an hour: the step of now, the time left in it, and the way to the next one."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.activities.parts import ACTIVITIES, boxes_card, part_card, step_words
from rxapp.activities.rows import Activity, ActivityStep, RunningHour
from rxapp.browser import call
from rxapp.browser.countdown import as_clock, elapsed
from rxapp.data.queries import load
from rxapp.ui import (
    badge,
    button,
    columns,
    empty_state,
    link_button,
    page,
    progress,
    result_panel,
    spread,
    stack,
    t,
    tn,
)

GROUPS = load("rxapp.groups")


def running_page() -> rx.Component:
    """Start the activity that is planned in this hour, and follow it; the clock runs without a network."""
    hour = browser.first(ACTIVITIES.running_hour, RunningHour, session=browser.route_parameter("id"))
    activity = browser.first(ACTIVITIES.activity, Activity, activity=hour.activity)
    steps = browser.live(ACTIVITIES.activity_steps, ActivityStep, activity=hour.activity)
    seconds = elapsed(hour.activity_at, hour.clock_offset)
    none = empty_state(
        "list-checks",
        t("Er is geen werkvorm gepland"),
        t("Kies er een bij Werkvormen."),
        link_button(t("Werkvormen"), routes.ACTIVITIES, icon="puzzle", kind="primary"),
    )
    shown = stack(
        rx.el.p(hour.goal, lang="nl"),
        _over(hour, seconds),
        rx.el.ol(rx.foreach(steps, lambda step: _step(hour, step, seconds)), role="list", lang="nl"),
        rx.el.div(
            columns(part_card(activity, "material"), part_card(activity, "easier")),
            boxes_card(activity),
            class_name="stack",
            lang="nl",
        ),
    )
    title = rx.cond(hour.name, hour.name, t("Draaiboek"))
    body = rx.cond(hour.activity != "", shown, none)
    return page(
        title,
        rx.cond(hour.id, body, rx.fragment()),
        back=routes.board(hour.id),
        actions=(_start(hour), _print(hour), _drop(hour)),
    )


def _start(hour: Any) -> rx.Component:
    start = button(
        t("Starten"), browser.write(ACTIVITIES.go_to_minute, session=hour.id, minute=0), icon="play", kind="primary"
    )
    stop = button(t("Stoppen"), browser.write(ACTIVITIES.stop_activity, session=hour.id), icon="x")
    return rx.cond(hour.activity != "", rx.cond(hour.activity_at == "", start, stop), rx.fragment())


def _print(hour: Any) -> rx.Component:
    return rx.cond(
        hour.activity != "", button(t("Afdrukken"), call("forms/print.js", "printPage"), icon="printer"), rx.fragment()
    )


def _drop(hour: Any) -> rx.Component:
    """Before it begins the hour can go on without it; another is chosen in the library."""
    drop = browser.write(GROUPS.plan_activity, session=hour.id, activity="")
    waits = (hour.activity != "") & (hour.activity_at == "")
    return rx.cond(waits, button(t("Toch niet doen"), drop, icon="x", kind="quiet"), rx.fragment())


def _over(hour: Any, seconds: Any) -> rx.Component:
    is_over = (hour.activity_at != "") & (seconds >= hour.minutes * 60)
    return rx.cond(is_over, result_panel("good", t("Klaar!"), t("Alle stappen zijn geweest.")), rx.fragment())


def _step(hour: Any, step: Any, seconds: Any) -> rx.Component:
    """A step that was, is now, or comes later."""
    is_done, is_later = seconds >= step.until_minute * 60, seconds < step.from_minute * 60
    is_now = ~is_done & ~is_later
    left = step.until_minute * 60 - seconds
    clock = rx.el.div(
        rx.el.div(as_clock(left), class_name="time-left", role="timer", aria_label=t("Tijd over in deze stap")),
        progress(seconds - step.from_minute * 60, step.minutes * 60, t("Zo ver is deze stap")),
        rx.el.div(_to_minute(hour, step.until_minute, t("Volgende stap"), "skip-forward")),
        class_name="stack no-print",
        style={"gap": "0.6rem"},
    )
    state = rx.cond(
        is_now,
        badge(t("Nu"), "play", "good"),
        rx.cond(is_done, badge(t("Geweest"), "check"), badge(tn("{n} minuut", "{n} minuten", step.minutes), "clock")),
    )
    back = rx.cond(
        is_done, rx.el.div(_to_minute(hour, step.from_minute, t("Terug naar deze stap"), "undo-2")), rx.fragment()
    )
    return rx.el.li(
        rx.el.span(step.position, class_name="stage-number"),
        spread(rx.el.h2(step.name), state),
        stack(rx.cond(is_now, clock, back), step_words(step)),
        class_name=rx.cond(is_now, "stage stage-now", rx.cond(is_done, "stage stage-done", "stage")),
        custom_attrs={"aria-current": rx.cond(is_now, "step", "false")},
        key=step.id,
    )


def _to_minute(hour: Any, minute: Any, word: Any, drawing: str) -> rx.Component:
    return button(
        word, browser.write(ACTIVITIES.go_to_minute, session=hour.id, minute=minute), icon=drawing, kind="quiet"
    )
