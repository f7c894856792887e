"""How far somebody is with a certificate, in counts: "nog 1 keer komen"."""

from typing import Any

import reflex as rx

from rxapp.browser import Handler
from rxapp.ui.buttons import button
from rxapp.ui.panels import badge
from rxapp.ui.words import t, tn


def certificate_badge(one: Any) -> rx.Component:
    """What the programme's rule comes to for one person; nothing where the programme gives no certificate.

    `one` has `verdict`, `meetings_to_go` and `modules_to_go` as the view `certificate_progress` has them.
    """
    return rx.match(
        one.verdict,
        ("awarded", badge(t("Certificaat gegeven"), "badge-check", "good")),
        ("earned", badge(t("Certificaat verdiend"), "star", "good")),
        ("by_hand", badge(t("De begeleider geeft het certificaat"), "hand", "notice")),
        ("out_of_reach", badge(t("Lukt deze keer niet meer"), "circle-alert", "ask")),
        ("on_way", _to_go(one)),
        rx.fragment(),
    )


def certificate(one: Any, give: Handler, take_back: Handler) -> rx.Component:
    """The badge, and what a person may do now: give the certificate, or take it back when it was a mistake."""
    may_give = (one.verdict == "earned") | (one.verdict == "by_hand")
    return rx.fragment(
        certificate_badge(one),
        rx.cond(may_give, button(t("Certificaat geven"), give, icon="badge-check"), rx.fragment()),
        rx.cond(one.may_take_back == 1, button(t("Toch niet"), take_back, icon="undo-2", kind="quiet"), rx.fragment()),
    )


def _to_go(one: Any) -> rx.Component:
    meetings = tn("nog {n} keer komen", "nog {n} keer komen", one.meetings_to_go)
    modules = tn("nog {n} e-learning", "nog {n} e-learnings", one.modules_to_go)
    return rx.fragment(
        rx.cond(one.meetings_to_go > 0, badge(meetings, "footprints", "notice"), rx.fragment()),
        rx.cond(one.modules_to_go > 0, badge(modules, "monitor", "notice"), rx.fragment()),
    )
