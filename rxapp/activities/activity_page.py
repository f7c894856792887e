"""One activity as a whole: read it, print it, or plan it in an hour."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.activities.parts import ACTIVITIES, boxes_card, measures, part_card, step_words
from rxapp.activities.rows import Activity, ActivityStep, HourToPlan
from rxapp.browser import call
from rxapp.data.queries import load
from rxapp.ui import (
    badge,
    button,
    card,
    columns,
    day_in_words,
    dialog,
    group_face,
    page,
    row,
    rows,
    spread,
    stack,
    t,
    tn,
)

GROUPS = load("rxapp.groups")


def activity_page() -> rx.Component:
    """The goal, what is needed, the steps with what to say, and how to make it easier."""
    activity = browser.first(ACTIVITIES.activity, Activity, activity=browser.route_parameter("id"))
    planning = browser.field("planning_activity", False)
    plan = button(t("Plan in een uur"), planning.set(True), icon="calendar-check", kind="primary")
    print_it = button(t("Afdrukken"), call("forms/print.js", "printPage"), icon="printer")
    about = card(
        rx.el.p(activity.goal), rx.el.p(rx.el.strong(t("Voor wie:"), " "), activity.audience), measures(activity)
    )
    before = stack(about, part_card(activity, "material"), part_card(activity, "easier"))
    shown = rx.el.div(
        columns(before, card(_steps(activity), title=t("Zo gaat het"))),
        boxes_card(activity),
        class_name="stack",
        lang="nl",
    )
    return page(
        rx.cond(activity.name, activity.name, t("Werkvorm")),
        rx.cond(activity.id, rx.fragment(shown, _plan(activity, planning)), rx.fragment()),
        back=routes.ACTIVITIES,
        wide=True,
        actions=(plan, print_it),
    )


def _steps(activity: Any) -> rx.Component:
    steps = browser.live(ACTIVITIES.activity_steps, ActivityStep, activity=activity.id)
    return rx.el.ol(rx.foreach(steps, step_line), role="list")


def step_line(step: Any) -> rx.Component:
    """One step: its number, name and minutes, what to do and what to say."""
    head = spread(rx.el.h3(step.name), badge(tn("{n} minuut", "{n} minuten", step.minutes), "clock"))
    number = rx.el.span(step.position, class_name="stage-number")
    return rx.el.li(number, head, stack(step_words(step)), class_name="stage", key=step.id)


def _plan(activity: Any, planning: browser.Field) -> rx.Component:
    """The hours to come; a tap plans the activity in one."""
    hours = browser.live(ACTIVITIES.hours_to_plan, HourToPlan)

    def line(hour: Any) -> rx.Component:
        save = browser.write(GROUPS.plan_activity, then=[planning.set(False)], session=hour.id, activity=activity.id)
        planned = rx.cond(hour.activity_name != "", badge(hour.activity_name, "list-checks", "notice"), rx.fragment())
        when = rx.el.span(day_in_words(hour.day), ", ", hour.starts)
        return row(hour.name, when, leading=group_face(hour, "s"), trailing=planned, on_click=save, key=hour.id)

    listed = rows(rx.foreach(hours, line), label=t("Uren"))
    nothing = rx.el.p(t("Er zijn geen uren gepland."))
    return dialog(
        planning.value,
        planning.set(False),
        t("In welk uur?"),
        rx.cond(hours.length() > 0, listed, nothing),
    )
