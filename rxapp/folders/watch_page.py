"""Who asks for attention: who waits for a first hour, who was not seen for long, and whose time is nearly over."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.folders.joining import start_dialog
from rxapp.folders.parts import FOLDERS, trainers_page
from rxapp.folders.rows import EndingStay, QuietLearner, Waiting
from rxapp.ui import badge, button, card, columns, day_in_words, row, rows, spread, stack, symbol, t, tn


def watch_page() -> rx.Component:
    """Three short lists; empty is good news."""
    return trainers_page(
        t("Wie vraagt aandacht"), columns(_waiting(), stack(_quiet(), _ending())), back=routes.LEARNERS, wide=True
    )


def _listed(title: Any, hint: Any, items: Any, make_row: Any, nothing: Any) -> rx.Component:
    listed = rx.fragment(rx.el.p(hint), rows(rx.foreach(items, make_row), label=title))
    return card(rx.cond(items.length() > 0, listed, rx.el.p(nothing)), title=title)


def _waiting() -> rx.Component:
    waiting = browser.live(FOLDERS.waiting_list, Waiting)
    starting, programme = browser.field("starting"), browser.field("starting_programme")
    listed = _listed(
        t("Wachtlijst"),
        t("Liefst wacht niemand. Wie het langst wacht, staat bovenaan."),
        waiting,
        lambda one: _waiting_row(one, starting, programme),
        t("Niemand wacht. Mooi!"),
    )
    return rx.fragment(listed, start_dialog(starting, programme))


def _waiting_row(one: Any, starting: browser.Field, programme: browser.Field) -> rx.Component:
    begin = browser.chain(starting.set(one.enrolment), programme.set(one.programme))
    return row(
        rx.el.a(one.first_name, href=routes.folder(one.learner), style={"text_decoration": "underline"}),
        one.programme_name,
        leading=symbol(one.symbol, "s"),
        trailing=spread(
            badge(tn("Wacht {n} dag", "Wacht {n} dagen", one.days), "hourglass", "ask"),
            button(t("Laat beginnen"), begin, icon="play"),
        ),
        key=one.enrolment,
    )


def _quiet() -> rx.Component:
    quiet = browser.live(FOLDERS.quiet_learners, QuietLearner)
    return _listed(
        t("Lang niet gezien"),
        t("Een belletje of een praatje helpt vaak."),
        quiet,
        _quiet_row,
        t("Iedereen is de laatste vier weken gezien."),
    )


def _quiet_row(one: Any) -> rx.Component:
    return row(
        one.first_name,
        day_in_words(one.last_on),
        leading=symbol(one.symbol, "s"),
        trailing=badge(tn("{n} dag geleden", "{n} dagen geleden", one.days), "clock", "ask"),
        href=routes.folder(one.id),
        key=one.id,
    )


def _ending() -> rx.Component:
    ending = browser.live(FOLDERS.ending_stays, EndingStay)
    return _listed(
        t("Tijd loopt af"),
        t("Praat op tijd over wat er daarna kan."),
        ending,
        _ending_row,
        t("Van niemand loopt de tijd bijna af."),
    )


def _ending_row(one: Any) -> rx.Component:
    left = badge(tn("Nog {n} dag", "Nog {n} dagen", one.days_left), "hourglass", "notice")
    over = badge(t("Tijd is om"), "hourglass", "ask")
    return row(
        one.first_name,
        rx.cond(one.onward != "", one.onward, day_in_words(one.ends_on)),
        leading=symbol(one.symbol, "s"),
        trailing=rx.cond(one.state == "over", over, left),
        href=routes.taking_part(one.id),
        key=one.id,
    )
