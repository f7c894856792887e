"""The e-learnings of a group: who did which; a tap ticks one, one more takes it back."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.groups.parts import FOLDERS, GROUPS
from rxapp.groups.rows import GroupHead, Member, ModuleMark, Year
from rxapp.ui import card, checkbox, day_in_words, empty_state, page, spread, symbol, t
from rxapp.ui.certificate import certificate_badge


def modules_page() -> rx.Component:
    """For each who takes part the modules of the programme, and what a certificate still needs."""
    group = browser.first(GROUPS.group_head, GroupHead, learning_group=browser.route_parameter("id"))
    members = browser.live(GROUPS.roster, Member, learning_group=group.id)
    marks = browser.live(GROUPS.module_board, ModuleMark, learning_group=group.id)
    today = browser.first(GROUPS.year, Year).today
    cards = rx.foreach(members, lambda member: _member(member, marks, today))
    nothing = empty_state("monitor", t("Er zijn geen e-learnings"), t("Zet ze bij het programma."))
    return page(
        t("E-learnings"),
        rx.cond(marks.length() > 0, cards, nothing),
        back=routes.group(group.id),
        wide=True,
    )


def _member(member: Any, marks: Any, today: Any) -> rx.Component:
    ticks = rx.foreach(marks, lambda mark: rx.cond(mark.learner == member.learner, _tick(mark, today), rx.fragment()))
    head = spread(symbol(member.symbol, "s"), rx.el.h2(member.first_name), certificate_badge(member))
    return card(head, rx.el.div(ticks, class_name="marks"), key=member.learner)


def _tick(mark: Any, today: Any) -> rx.Component:
    is_done = mark.done_on != ""
    day = rx.cond(is_done, "", today)
    save = browser.write(FOLDERS.set_module_done, learner=mark.learner, module=mark.module, done_on=day)
    return checkbox(mark.name, is_done, save, hint=day_in_words(mark.done_on))
