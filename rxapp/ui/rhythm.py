"""When a group meets: how often, on which days, at what time."""

from collections.abc import Mapping
from typing import Any

import reflex as rx

from rxapp import browser
from rxapp.browser import Handler
from rxapp.browser.numbers import has_number, toggled
from rxapp.data.queries import Query
from rxapp.ui.buttons import button
from rxapp.ui.forms import choice_group, field, text_input
from rxapp.ui.words import msgid, t

RHYTHMS = {
    "weekly": msgid("Elke week"),
    "twice_weekly": msgid("Twee keer per week"),
    "pair": msgid("Elke week twee achter elkaar"),
    "monthly": msgid("Elke maand"),
    "twice_monthly": msgid("Twee keer per maand"),
    "four_weekly": msgid("Om de vier weken"),
    "twice_yearly": msgid("Twee keer per jaar"),
    "loose": msgid("Losse dagen"),
}
"""How often a group meets, in words."""


def rhythm_fields(rule: Any, query: Query, row: Mapping[str, Any]) -> rx.Component:
    """The rhythm of a group or programme; `query` saves one `column` as `value` in the `row` that it names."""

    def save(column: str, value: Any) -> Handler:
        return browser.write(query, column=column, value=value, **row)

    return rx.fragment(
        _rhythm(rule, save),
        rx.cond((rule.rhythm != "four_weekly") & (rule.rhythm != "loose"), _weekdays(rule, save), rx.fragment()),
        rx.cond(_is_monthly(rule), _nths(rule, save), rx.fragment()),
        _starts(rule, save),
    )


def _is_monthly(rule: Any) -> Any:
    return (rule.rhythm == "monthly") | (rule.rhythm == "twice_monthly") | (rule.rhythm == "twice_yearly")


def _rhythm(rule: Any, save: Any) -> rx.Component:
    options = [(rhythm, t(word)) for rhythm, word in RHYTHMS.items()]

    def choose(value: str) -> Handler:
        return save("rhythm", value)

    return choice_group(t("Hoe vaak?"), options, rule.rhythm, choose, name="rhythm", columns=True)


def _weekdays(rule: Any, save: Any) -> rx.Component:
    """Seven buttons; each adds its day to the list or takes it away."""
    names = [t("ma"), t("di"), t("wo"), t("do"), t("vr"), t("za"), t("zo")]
    made = [_toggle(name, rule.weekdays, number, "weekdays", save) for number, name in enumerate(names, 1)]
    return _segments(t("Op welke dag? Niets gekozen: de dag van de eerste keer."), made)


def _nths(rule: Any, save: Any) -> rx.Component:
    names = {1: t("eerste"), 2: t("tweede"), 3: t("derde"), 4: t("vierde"), -1: t("laatste")}
    made = [_toggle(name, rule.nths, number, "nths", save) for number, name in names.items()]
    return _segments(t("De hoeveelste van de maand?"), made)


def _segments(label: Any, made: list[rx.Component]) -> rx.Component:
    return rx.el.div(
        rx.el.span(label, class_name="field-label"),
        rx.el.div(*made, class_name="segments"),
        role="group",
        aria_label=label,
    )


def _toggle(name: Any, chosen: Any, number: int, column: str, save: Any) -> rx.Component:
    return rx.el.button(
        name,
        type="button",
        class_name="segment",
        aria_pressed=rx.cond(has_number(chosen, number), "true", "false"),
        on_click=save(column, toggled(chosen, number)),
    )


def _starts(rule: Any, save: Any) -> rx.Component:
    box = text_input(type="time", name="starts", step="900", default_value=rule.starts, key=rule.starts)
    return rx.el.form(
        rx.el.div(field(t("Hoe laat?"), box), style={"flex": "1 1 10rem"}),
        button(t("Bewaren"), type="submit", icon="check"),
        on_submit=save("starts", browser.form("starts")),
        class_name="spread",
        style={"align_items": "end"},
    )
