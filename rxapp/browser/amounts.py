"""Amounts with their unit, as the chosen language writes them."""

from typing import Any

import reflex as rx
from reflex.vars.function import FunctionVar

from rxapp.browser import hook


def amount(value: Any, unit: Any = "", hidden: Any = "") -> rx.Var[str]:
    """Say a number with the unit '', 'hours', 'days', 'cents' or 'percent'; where it is `hidden`, that it is."""
    return hook("amounts.js", "useAmount", kind=Any).to(FunctionVar).call(value, unit, hidden).to(str)
