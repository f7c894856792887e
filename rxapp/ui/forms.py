"""Asking something: inputs with a label, a hint, and an error in one sentence.

Values and handlers come from `rxapp.browser.field`:

    name = browser.field("borrower_name")
    field(t("Voornaam"), text_input(name.value, name.on_change), hint=t("Zoals op de kaart"))
    choice_group(t("Niveau"), [("A1", "A1"), ("A2", "A2")], level.value, level.set, name="level")
"""

from collections.abc import Callable
from typing import Any

import reflex as rx

from rxapp.browser import Field, Handler
from rxapp.browser.guarded import GuardedInput
from rxapp.ui.buttons import button, icon_button
from rxapp.ui.pictures import icon as draw_icon
from rxapp.ui.words import t

Choose = Callable[[Any], Handler]
"""Gives the handler that sets a value, such as `Field.set`."""

Text = str | rx.Var[str]


LONGEST_PIN = 8


def field(label: Text, control: rx.Component, hint: Text = "", error: Text = "") -> rx.Component:
    """Put a label, a hint and an error round one control; all are said when the control gets the focus."""
    return rx.el.label(
        rx.el.span(label, class_name="field-label"),
        rx.el.span(hint, class_name="field-hint"),
        control,
        rx.el.span(
            rx.cond(error, draw_icon("circle-alert", "s"), rx.fragment()),
            error,
            class_name="field-error",
            # A live region by its attribute: what has the role `status` is no part of the label's words.
            aria_live="polite",
        ),
        class_name="field",
    )


def which(row: Any) -> rx.Component:
    """Name the row that a form is about; its handler reads it with `form("id")`.

    A form in a list needs this: Reflex makes the handler outside the list, where the row is not known.
    """
    return rx.el.input(type="hidden", name="id", value=row)


def text_input(value: Any = None, on_change: Any = None, **props: Any) -> rx.Component:
    """Make a text box for in a `field`; HTML attributes such as `name`, `type`, `placeholder` pass through."""
    return rx.el.input(class_name="input", **_bound(value, on_change), **{"type": "text", **props})


def text_area(value: Any = None, on_change: Any = None, **props: Any) -> rx.Component:
    """Make a box for a few lines for in a `field`."""
    return rx.el.textarea(class_name="input", rows="4", **_bound(value, on_change), **props)


def words_input(value: Any = None, on_change: Any = None, lines: int = 0, **props: Any) -> rx.Component:
    """Make a box for free words for in a `field`: it stops a BSN and asks about words on health.

    With `lines` it is a box for a few sentences; with `asks_health=False`, for the title of a book, it only stops.
    """
    shape = {"lines": lines} if lines else {}
    return GuardedInput.create(class_name="input", **_bound(value, on_change), **shape, **props)


def search_field(
    label: Text, value: Any = None, on_change: Any = None, on_submit: Handler | None = None, **props: Any
) -> rx.Component:
    """Make a search box with its icon; the label is said, and shown inside the empty box.

    `on_submit` is the handler of Enter; a hand scanner that types ends with Enter as well.
    """
    box = rx.el.input(
        class_name="input search-input",
        aria_label=label,
        placeholder=label,
        **_bound(value, on_change),
        **{"type": "search", "auto_complete": "off", "spell_check": False, "enter_key_hint": "search", **props},
    )
    parts = {"class_name": "search", "role": "search"}
    if on_submit is None:
        return rx.el.div(draw_icon("search"), box, **parts)
    return rx.el.form(draw_icon("search"), box, on_submit=on_submit, **parts)


def choice_group(
    label: Text, options: list[tuple], value: Any, choose: Choose, name: str, columns: bool = False, short: bool = False
) -> rx.Component:
    """Let a person choose one of a few with large radio buttons.

    `options` are `(value, word)` or `(value, word, icon)`; `name` is unique on the page. `columns` lays them beside
    each other where there is room, `short` also on a narrow screen, for words of a few letters.
    """
    made = [_choice(name, value, choose, *option) for option in options]
    return rx.el.fieldset(
        rx.el.legend(label, class_name="field-label"),
        rx.el.div(*made, class_name="choices choices-short" if short else f"choices{' choices-columns' * columns}"),
        class_name="choice-group",
    )


def _choice(name: str, chosen: Any, choose: Choose, value: Any, word: Text, icon: Text = "") -> rx.Component:
    lead = [draw_icon(icon)] if isinstance(icon, rx.Var) or icon else []
    radio = rx.el.input(type="radio", name=name, value=value, checked=chosen == value, on_change=choose(value))
    return rx.el.label(radio, *lead, rx.el.span(word), class_name="choice")


def checkbox(label: Text, checked: Any, on_change: Handler, hint: Text = "", **props: Any) -> rx.Component:
    """Make a large tick box; `on_change` gets the new truth value, as `Field.on_change` takes it."""
    box = rx.el.input(type="checkbox", checked=checked, on_change=on_change, **props)
    words = rx.el.span(rx.el.span(label), rx.el.span(hint, class_name="field-hint"))
    return rx.el.label(box, words, class_name="choice checkbox")


def stepper(label: Text, value: rx.Var[int], choose: Choose, least: int = 0, most: int = 999) -> rx.Component:
    """Let a person count up and down with large buttons; the number is said when it changes."""
    return rx.el.div(
        rx.el.span(label, class_name="field-label"),
        rx.el.div(
            icon_button(t("Een minder"), "minus", choose(value - 1), disabled=value <= least),
            rx.el.output(value, class_name="stepper-number"),
            icon_button(t("Een meer"), "plus", choose(value + 1), disabled=value >= most),
            class_name="stepper-buttons",
        ),
        class_name="stepper",
        role="group",
        aria_label=label,
    )


def number_pad(label: Text, pin: Field, on_done: Handler, said: Text = "", length: int = LONGEST_PIN) -> rx.Component:
    """Ask a PIN with large digits; typing on a keyboard and Enter work as well.

    The digits stay hidden; they are in the field `pin`.  `on_done` is the handler of OK and of Enter; `said` is what
    came of the last try, above the digits, where no thumb or edge of the screen hides it.
    """
    box = rx.el.input(
        # No password box: the browser of a shared tablet would offer to remember the PIN.
        type="text",
        # The digits below are the keyboard, so the tablet's own stays away.
        input_mode="none",
        auto_complete="off",
        auto_focus=True,
        class_name="input pin-input",
        max_length=length,
        value=pin.value,
        on_change=pin.on_change,
        aria_label=label,
    )
    digits = [_digit(key, pin, length) for key in "1234567890"]
    erase = icon_button(t("Laatste cijfer wissen"), "delete", pin.set(pin.value[:-1]))
    ready = button(t("OK"), icon="check", kind="primary", type="submit")
    keys = rx.el.div(*digits[:9], erase, digits[9], ready, class_name="pad-keys")
    told = rx.el.p(said, role="status", class_name="field-error pad-said")
    return rx.el.form(rx.el.span(label, class_name="field-label"), box, told, keys, class_name="pad", on_submit=on_done)


def _digit(key: str, pin: Field, length: int) -> rx.Component:
    return button(key, pin.set(pin.value + key), disabled=pin.value.length() >= length)


def _bound(value: Any, on_change: Any) -> dict[str, Any]:
    return {name: given for name, given in (("value", value), ("on_change", on_change)) if given is not None}
