"""Short lists of numbers as the database keeps them, such as the weekdays "[1,3]"."""

import reflex as rx
from reflex.vars import VarData

from rxapp.browser import use


def has_number(numbers: rx.vars.StringVar, number: int) -> rx.Var[bool]:
    """Whether the number is in the list."""
    return numbers.contains(f"[{number}") | numbers.contains(f",{number}")


def toggled(numbers: rx.vars.StringVar, number: int) -> rx.vars.StringVar:
    """The list with the number added, or without it where it was there."""
    data = VarData.merge(numbers._get_all_var_data(), use("forms/numbers.js", "toggleNumber"))
    return rx.Var(f"toggleNumber({numbers!s}, {number})", _var_type=str, _var_data=data).guess_type()
