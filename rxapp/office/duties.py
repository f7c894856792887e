"""What a person or a tablet is for, in words, with an icon and what it sees."""

from typing import Any

import reflex as rx

from rxapp.ui import badge, checkbox, msgid, t

DUTIES = {
    "cart": (msgid("Kar"), "shopping-cart", msgid("Boeken lenen en terugbrengen")),
    "circle": (msgid("Leeskring"), "book-open", msgid("Samen een boek lezen, diploma's")),
    "training": (msgid("Training"), "graduation-cap", msgid("Groepen en mapjes van deelnemers")),
    "office": (msgid("Kantoor"), "briefcase", msgid("Alles van deze plek")),
}


def duty_badges(duties: Any) -> rx.Component:
    """The duties in a text with spaces, as badges."""
    made = [
        rx.cond(duties.contains(duty), badge(t(word), icon), rx.fragment()) for duty, (word, icon, _) in DUTIES.items()
    ]
    return rx.el.span(*made, class_name="spread")


def duty_choice(label: Any, chosen: Any, turn: Any) -> rx.Component:
    """Tick boxes for the duties; `turn` is the event that switches one."""
    made = [
        checkbox(t(word), chosen.contains(duty), turn(duty), hint=t(told)) for duty, (word, _, told) in DUTIES.items()
    ]
    return rx.el.fieldset(
        rx.el.legend(label, class_name="field-label"), rx.el.div(*made, class_name="choices"), class_name="choice-group"
    )
