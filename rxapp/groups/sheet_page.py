"""The ticks of an hour on paper: a photo of the sheet, what was read, and only then into the hour."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.browser.sheet_photo import forget_sheet, photograph_sheet, sheet
from rxapp.groups.parts import GROUPS, begin_hour, now, session_page
from rxapp.groups.rows import SheetTick
from rxapp.ui import badge, banner, button, icon, link_button, row, some_rows, spread, stack, symbol, t

STATES = {"present": "check", "ill": "thermometer", "holiday": "luggage", "work": "briefcase"}


def sheet_page() -> rx.Component:
    """Photo, look, take over."""
    hour, photo = now(), sheet()
    start = banner(
        "notice",
        t("Dit uur is nog niet begonnen"),
        t("Begin het uur. Dan staat iedereen op aanwezig."),
        button(t("Uur beginnen"), begin_hour(hour.id), icon="play", kind="primary"),
    )
    another = banner(
        "ask",
        t("Dit blad is van een ander uur"),
        t("Neem het blad van dit uur, of ga naar dat andere uur."),
        link_button(t("Naar dat uur"), routes.hour_sheet(photo.session), icon="arrow-right"),
    )
    read = rx.cond(photo.session == hour.id, _found(hour, photo), another)
    body = rx.match(
        photo.step, ("reading", rx.el.p(t("De foto wordt gelezen…"), role="status")), ("read", read), _problem(photo)
    )
    return session_page(
        t("Blad lezen"),
        "sheet",
        rx.cond(hour.is_open == 1, stack(_camera(photo), body), start),
    )


def _camera(photo: Any) -> rx.Component:
    """The tablet's own camera app makes the sharpest photo, so a file box asks for it."""
    word = rx.cond(photo.step == "read", t("Nieuwe foto"), t("Maak een foto van het blad"))
    box = rx.el.input(
        type="file",
        accept="image/*",
        on_change=photograph_sheet(),
        class_name="sheet-photo",
        custom_attrs={"capture": "environment"},
    )
    kind = rx.cond(photo.step == "read", "button button-secondary", "button button-primary")
    return rx.el.div(rx.el.label(icon("camera"), rx.el.span(word), box, class_name=kind))


def _problem(photo: Any) -> rx.Component:
    told = rx.match(
        photo.problem,
        ("few-codes", t("Niet alle hoeken zijn goed te zien. Zet het hele blad op de foto.")),
        ("two-sheets", t("Er staan twee bladen op de foto. Maak van elk blad een eigen foto.")),
        ("no-photo", t("Dit bestand is geen foto.")),
        t("Er is geen blad gevonden. Ga er recht boven staan, bij goed licht."),
    )
    hint = rx.el.p(t("Leg het blad plat. Zet alle vier de hoeken op de foto."))
    return rx.cond(photo.step == "problem", banner("ask", t("Dat lukte niet"), told, role="status"), hint)


def _found(hour: Any, photo: Any) -> rx.Component:
    """What was read; nothing is written before a person looked at it."""
    ticks = browser.live(GROUPS.sheet_ticks, SheetTick, session=hour.id, ticks=photo.ticks)
    done = [forget_sheet(), browser.go(routes.session(hour.id))]
    save = browser.write(GROUPS.take_over_sheet, then=done, session=hour.id, ticks=photo.ticks)
    return stack(
        some_rows(ticks, _tick, t("Wat er op het blad staat")),
        rx.el.p(t("Waar ‘Kijk zelf’ staat, verandert niets. Dat vult u straks in met een tik.")),
        spread(
            button(t("Klopt, neem over"), save, icon="check", kind="primary"),
            button(t("Niet overnemen"), forget_sheet(), icon="x"),
        ),
    )


def _tick(tick: Any) -> rx.Component:
    word = rx.match(
        tick.state,
        ("present", t("Is er")),
        ("ill", t("Ziek")),
        ("holiday", t("Vrij")),
        ("work", t("Aan het werk")),
        t("Niets aangekruist"),
    )
    state = badge(
        word, rx.match(tick.state, *STATES.items(), "circle"), rx.cond(tick.state == "present", "good", "neutral")
    )
    face = rx.match(
        tick.face,
        (3, badge(t("Goed"), "smile", "good")),
        (2, badge(t("Gaat wel"), "meh", "ask")),
        (1, badge(t("Niet goed"), "frown", "notice")),
        rx.fragment(),
    )
    unsure = rx.cond(tick.is_unsure == 1, badge(t("Kijk zelf"), "eye", "ask"), rx.fragment())
    badges = rx.el.span(state, face, unsure, class_name="spread")
    return row(tick.first_name, leading=symbol(tick.symbol), trailing=badges, key=tick.learner)
