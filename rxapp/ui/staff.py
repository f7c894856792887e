"""Who is signed in on this device, and the menu behind their name: language, light or dark, sign out."""

import dataclasses

import reflex as rx
from reflex.vars import VarData
from reflex.vars.function import FunctionStringVar

from rxapp.browser import Handler, call, hook
from rxapp.ui.buttons import button
from rxapp.ui.pictures import icon, symbol
from rxapp.ui.words import LANGUAGES, choose_language, language, t

THEME = "$/utils/react-theme"


@dataclasses.dataclass
class Staff:
    """What `useStaff` of `browser/people/staff.js` returns while somebody is signed in."""

    id: str
    first_name: str
    symbol: str
    duties: list[str]


def staff() -> rx.Var[Staff]:
    """Give the signed-in person, or null; it changes by itself."""
    return hook("people/staff.js", "useStaff", kind=Staff)


def sign_out() -> Handler:
    """Give the handler that signs the person out; what waits stays safe on the device."""
    return call("people/staff.js", "signOut")


def staff_menu() -> rx.Component:
    """Show who is signed in as a button that opens the choices of language and theme, and signing out."""
    person = staff()
    face = rx.cond(
        person,
        rx.fragment(symbol(person.symbol, "s"), rx.el.span(person.first_name, class_name="chip-name")),
        rx.fragment(icon("settings"), rx.el.span(t("Instellingen"), class_name="visually-hidden")),
    )
    opener = rx.el.button(
        face,
        rx.el.span(icon("chevron-down", "s"), class_name="chip-more"),
        type="button",
        class_name="chip",
        custom_attrs={"popoverTarget": "staff-menu"},
    )
    menu = rx.el.div(
        language_choice(),
        theme_choice(),
        rx.cond(person, button(t("Afmelden"), sign_out(), icon="log-out")),
        id="staff-menu",
        class_name="popover popover-end",
        custom_attrs={"popover": "auto"},
        role="group",
        aria_label=t("Instellingen"),
    )
    return rx.el.div(opener, menu)


def language_choice() -> rx.Component:
    """Let a person choose the language; each language is named in itself."""
    now = language()
    made = [_segment(name, choose_language(code), now == code, lang=code) for code, name in LANGUAGES.items()]
    return _segments(t("Taal"), *made)


def theme_choice() -> rx.Component:
    """Let a person choose light, dark, or as the device does; Reflex remembers it and applies it before painting."""
    data = VarData(imports={THEME: [rx.ImportVar(tag="useTheme")]}, hooks=["const theme = useTheme()"])
    now = rx.Var("theme.theme", _var_type=str, _var_data=data).guess_type()
    words = {"light": t("Licht"), "dark": t("Donker"), "system": t("Automatisch")}
    made = [_segment(word, _choose_theme(key, data), now == key) for key, word in words.items()]
    return _segments(t("Licht of donker"), *made)


def _choose_theme(key: str, data: VarData) -> Handler:
    return FunctionStringVar.create(f'(() => theme.setTheme("{key}"))', _var_data=data)


def _segments(label: rx.Var[str], *made: rx.Component) -> rx.Component:
    return rx.el.div(
        rx.el.span(label, class_name="field-label"),
        rx.el.div(*made, class_name="segments"),
        role="group",
        aria_label=label,
    )


def _segment(word: str | rx.Var[str], on_click: rx.Var, is_chosen: rx.Var[bool], **props: str) -> rx.Component:
    return rx.el.button(
        word,
        type="button",
        on_click=on_click,
        class_name="segment",
        aria_pressed=rx.cond(is_chosen, "true", "false"),
        **props,
    )
