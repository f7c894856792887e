"""What a programme says, at a glance: its rhythm, numbers and rules as badges."""

from types import SimpleNamespace
from typing import Any

import reflex as rx

from rxapp.programmes.rows import Programme
from rxapp.ui import badge, spread, t, tn
from rxapp.ui.kinds import kind_badge
from rxapp.ui.rhythm import RHYTHMS


def facts(programme: Any) -> rx.Component:
    """A badge for each thing that the row of a programme says; what it does not say is an empty text there."""
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
        (programme.participation == "voluntary", t("Vrijwillig"), "heart"),
        (programme.participation == "ordered", t("Verplicht"), "clipboard-list"),
        (programme.keeps_names == 0, t("Zonder namen"), "eye-off"),
        (programme.max_months != "", t("Hoogstens {n} maanden hier", n=programme.max_months), "hourglass"),
        (programme.certificate_name != "", programme.certificate_name, "graduation-cap"),
    ]
    return spread(kind_badge(programme.kind), *(rx.cond(said, badge(*made), rx.fragment()) for said, *made in shown))


def _minutes(programme: Any) -> Any:
    return rx.cond(programme.minutes_each != "", programme.minutes_each, programme.minutes)


def facts_of_template(template: dict[str, Any]) -> rx.Component:
    """The same of a template, whose values are known when the app is built."""
    said = {name: "" for name in Programme.__dataclass_fields__} | {"keeps_names": 1}
    for name in said.keys() & template.keys():
        value = template[name]
        said[name] = ", ".join(map(str, value)) if isinstance(value, list) else value
    said = {name: str(value) if name != "keeps_names" else value for name, value in said.items()}
    return facts(SimpleNamespace(**{name: rx.Var.create(value) for name, value in said.items()}))
