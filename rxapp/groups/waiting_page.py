"""The waiting list: who signed up and has not started, and for how long; the aim is nobody."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.groups.parts import FOLDERS, GROUPS
from rxapp.groups.rows import RunningGroup, Waiting
from rxapp.ui import badge, button, card, empty_state, page, row, rows, symbol, t, tn
from rxapp.ui.staff import staff
from rxapp.ui.starting import start_dialog


def waiting_page() -> rx.Component:
    """Everybody who waits, the longest first, and the start in a group with two taps."""
    starting, programme = browser.field("starting_enrolment"), browser.field("starting_programme")
    waiting = browser.live(GROUPS.waiting_people, Waiting, programme="")
    listed = rows(rx.foreach(waiting, lambda person: _person(person, starting, programme)), label=t("Wie wacht"))
    nobody = empty_state("circle-check", t("Niemand wacht"), t("Zo hoort het: het doel is nul."))
    return page(
        t("Wachtlijst"),
        rx.el.p(t("Hoe korter iemand wacht, hoe beter. Het doel is nul.")),
        card(rx.cond(waiting.length() > 0, listed, nobody)),
        _start(starting, programme),
        back=routes.GROUPS,
    )


def _person(person: Any, starting: browser.Field, programme: browser.Field) -> rx.Component:
    wait = rx.cond(person.days == 0, t("sinds vandaag"), tn("wacht {n} dag", "wacht {n} dagen", person.days))
    choose = browser.chain(programme.set(person.programme), starting.set(person.enrolment))
    end = rx.fragment(
        badge(wait, "hourglass", rx.cond(person.days > 7, "ask", "notice")),
        button(t("Kan beginnen"), choose, icon="play"),
    )
    folder = rx.el.a(person.first_name, href=routes.taking_part(person.learner))
    name = rx.cond(staff().duties.contains("training"), folder, person.first_name)
    return row(name, person.programme_name, leading=symbol(person.symbol, "s"), trailing=end, key=person.enrolment)


def _start(starting: browser.Field, programme: browser.Field) -> rx.Component:
    """The groups of the programme that somebody waits for."""
    groups = browser.live(GROUPS.running_groups, RunningGroup)

    def start(group: Any, close: list[browser.Handler]) -> browser.Handler:
        return browser.write(
            FOLDERS.start_enrolment, then=close, enrolment=starting.value, learning_group=group.id, started_on=""
        )

    return start_dialog(starting, programme, groups, start)
