"""What a programme says, at a glance: its rhythm, numbers and rules as badges."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import reflex as rx

from rxapp.programmes.rows import Programme
from rxapp.ui import badge, spread, t, tn
from rxapp.ui.kinds import kind_badge
from rxapp.ui.rhythm import RHYTHMS


def facts(programme: Any, *more: rx.Component) -> rx.Component:
    """A badge for each thing that the row of a programme says, and `more`; what it does not say is an empty text."""
    rhythm = t(rx.match(programme.rhythm, *RHYTHMS.items(), ""))
    size = t("{least} tot {most} mensen", least=programme.size_min, most=programme.size_max)
    most = t("Hoogstens {n} mensen", n=programme.size_max)
    least = rx.cond(programme.size_min != "", size, most)
    shown = [
        ((programme.rhythm != "") & (programme.rhythm != "loose"), rhythm, "calendar-days"),
        (programme.meetings != "", t("{n} keer", n=programme.meetings), "hash"),
        (programme.weeks != "", tn("{n} week", "{n} weken", programme.weeks), "hash"),
        (programme.months != "", tn("{n} maand", "{n} maanden", programme.months), "hash"),
        (_minutes(programme) != "", t("{n} minuten", n=_minutes(programme)), "clock"),
        (programme.size_max != "", least, "users"),
        (programme.has_homework == 1, t("Met huiswerk"), "book-open"),
        (programme.target_people != "", t("{n} mensen per jaar", n=programme.target_people), "flag"),
        (programme.participation == "voluntary", t("Vrijwillig"), "heart"),
        (programme.participation == "ordered", t("Verplicht"), "clipboard-list"),
        (programme.keeps_names == 0, t("Zonder namen"), "eye-off"),
        (programme.max_months != "", t("Hoogstens {n} maanden hier", n=programme.max_months), "hourglass"),
        (programme.certificate_name != "", programme.certificate_name, "graduation-cap"),
    ]
    said = (rx.cond(is_said, badge(*made), rx.fragment()) for is_said, *made in shown)
    return spread(kind_badge(programme.kind), *said, *more)


def _minutes(programme: Any) -> Any:
    return rx.cond(programme.minutes_each != "", programme.minutes_each, programme.minutes)


YES_OR_NO = {"keeps_names": 1, "has_homework": 0}
"""What is a number on the screen too, and what it is when a template does not say it."""


def facts_of_template(template: dict[str, Any]) -> rx.Component:
    """The same of a template, whose values are known when the app is built."""
    said = {name: "" for name in Programme.__dataclass_fields__} | YES_OR_NO
    for name in said.keys() & template.keys():
        value = template[name]
        said[name] = ", ".join(map(str, value)) if isinstance(value, list) else value
    said = {name: value if name in YES_OR_NO else str(value) for name, value in said.items()}
    return facts(SimpleNamespace(**{name: rx.Var.create(value) for name, value in said.items()}), *_beside(template))


def _beside(template: dict[str, Any]) -> Iterator[rx.Component]:
    """What a template says outside the row of the programme: e-learnings, prices and who pays, and funding."""
    if "modules" in template:
        yield badge(tn("{n} e-learning", "{n} e-learnings", template["modules"]["count"]), "monitor")
    for cost in template.get("costs", ()):
        if "cents" in cost and cost["per"] == "group":
            yield badge(t("{euros} euro per groep", euros=f"{cost['cents'] // 100},{cost['cents'] % 100:02}"), "tag")
        if "payers" in cost:
            yield badge(t("{naam}: {n} betalen mee", naam=cost["name"], n=len(cost["payers"])), "split")
    for source in template.get("funding", ()):
        yield badge(t("Geld van: {naam}", naam=source), "hand-helping")
