"""Time that runs on the screen."""

from typing import Any

import reflex as rx
from reflex.vars import VarData

from rxapp.browser import hook, use


def elapsed(moment: Any, offset: Any) -> rx.vars.NumberVar:
    """Whole seconds since an ISO moment, every second anew; -1 while there is no moment.

    `offset` (ms) is `me.clock_offset`, so that tablets whose clocks differ show the same time.
    """
    return hook("words/countdown.js", "useElapsed", moment, offset, kind=int)


def as_clock(seconds: rx.vars.NumberVar) -> rx.vars.StringVar:
    """Seconds as a clock shows them: "4:05", and "0:00" when the time is over."""
    data = VarData.merge(seconds._get_all_var_data(), use("words/countdown.js", "asClock"))
    return rx.Var(f"asClock({seconds!s})", _var_type=str, _var_data=data).guess_type()
