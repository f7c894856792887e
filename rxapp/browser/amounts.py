"""Amounts with their unit, as the chosen language writes them; and a price as people type it."""

from typing import Any

import reflex as rx
from reflex.vars import VarData
from reflex.vars.function import FunctionVar

from rxapp.browser import hook, use


def amount(value: Any, unit: Any = "", hidden: Any = "") -> rx.Var[str]:
    """Say a number with the unit '', 'hours', 'days', 'cents' or 'percent'; where it is `hidden`, that it is."""
    return hook("words/amounts.js", "useAmount", kind=Any).to(FunctionVar).call(value, unit, hidden).to(str)


def cents(typed: rx.vars.StringVar) -> rx.Var[Any]:
    """The cents of a typed price such as "12,50" or "€ 5.625"; null where there is none."""
    data = VarData.merge(typed._get_all_var_data(), use("words/amounts.js", "centsOf"))
    return rx.Var(f"centsOf({typed!s})", _var_data=data)
