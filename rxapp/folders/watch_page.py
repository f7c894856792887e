"""Who asks for attention: who waits for a first hour, who was not seen for long, and whose time is nearly over."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.folders.parts import FOLDERS, trainers_page
from rxapp.folders.rows import EndingStay, QuietLearner, WatchCounts
from rxapp.ui import badge, card, columns, day_in_words, link_button, row, rows, stack, symbol, t, tn


def watch_page() -> rx.Component:
    """Who waits, who was long away, whose time is nearly over; empty is good news."""
    return trainers_page(
        t("Wie vraagt aandacht"), columns(_waiting(), stack(_quiet(), _ending())), back=routes.LEARNERS, wide=True
    )


def _listed(title: Any, hint: Any, items: Any, make_row: Any, nothing: Any) -> rx.Component:
    listed = rx.fragment(rx.el.p(hint), rows(rx.foreach(items, make_row), label=title))
    return card(rx.cond(items.length() > 0, listed, rx.el.p(nothing)), title=title)


def _waiting() -> rx.Component:
    """How many wait; the list itself is a page of the groups."""
    now = browser.first(FOLDERS.watch_counts, WatchCounts)
    words = tn("{n} deelnemer wacht op een eerste uur.", "{n} deelnemers wachten op een eerste uur.", now.waiting)
    look = link_button(t("Naar de wachtlijst"), routes.WAITING, icon="hourglass")
    some = rx.fragment(rx.el.p(words), rx.el.div(look))
    return card(rx.cond(now.waiting > 0, some, rx.el.p(t("Niemand wacht. Mooi!"))), title=t("Wachtlijst"))


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
