"""What a learner takes part in: groups, modules, and the certificate in counts."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.folders.folder_page import stay_banner
from rxapp.folders.joining import enrol_dialog, leave_dialog, starting_dialog
from rxapp.folders.parts import FOLDERS, folder_frame, folder_tabs, name_title, owner_strip, this_learner
from rxapp.folders.referrals import referrals
from rxapp.folders.rows import Enrolment, Module
from rxapp.ui import badge, button, card, columns, day_in_words, icon, rows, spread, stack, t
from rxapp.ui.certificate import certificate


def taking_part_page() -> rx.Component:
    """Groups and modules on one side, referrals on the other."""
    return folder_frame(
        name_title(),
        owner_strip(),
        folder_tabs("part"),
        stay_banner(),
        columns(stack(_enrolments(), _modules()), referrals()),
        back=routes.LEARNERS,
        wide=True,
    )


def _enrolments() -> rx.Component:
    learner, opened = this_learner(), browser.field("enrolling", False)
    starting, programme, leaving = (browser.field(name) for name in ("starting", "starting_programme", "leaving"))
    mine = browser.live(FOLDERS.enrolments, Enrolment, learner=learner)
    listed = rows(rx.foreach(mine, lambda one: _enrolment(one, starting, programme, leaving)), label=t("Groepen"))
    return card(
        rx.cond(mine.length() > 0, listed, rx.el.p(t("Doet nog nergens aan mee."))),
        rx.el.div(button(t("Aanmelden"), opened.set(True), icon="plus")),
        enrol_dialog(learner, opened),
        starting_dialog(starting, programme),
        leave_dialog(leaving),
        title=t("Groepen en cursussen"),
    )


def _enrolment(one: Any, starting: browser.Field, programme: browser.Field, leaving: browser.Field) -> rx.Component:
    since = rx.match(
        _stage(one),
        ("left", t("Gestopt {dag}", dag=day_in_words(one.left_on))),
        ("waiting", t("Wacht sinds {dag}", dag=day_in_words(one.asked_on))),
        t("Begonnen {dag}", dag=day_in_words(one.started_on)),
    )
    ordered = rx.cond(one.participation == "ordered", badge(t("Moet van een ander"), "clipboard-list"), rx.fragment())
    begin = browser.chain(starting.set(one.id), programme.set(one.programme))
    undo = button(t("Toch niet gestopt"), browser.write(FOLDERS.undo_leaving, enrolment=one.id), icon="undo-2")
    waits_no_more = browser.write(FOLDERS.leave, enrolment=one.id, left_for="")
    not_begun = button(
        t("Toch niet begonnen"), browser.write(FOLDERS.take_back_start, enrolment=one.id), icon="undo-2", kind="quiet"
    )
    waiting = spread(
        button(t("Laat beginnen"), begin, icon="play"),
        button(t("Wacht niet meer"), waits_no_more, icon="log-out", kind="quiet"),
    )
    stop = button(t("Stopt"), leaving.set(one.id), icon="log-out", kind="quiet")
    ways = rx.match(
        _stage(one),
        ("left", rx.cond(one.may_return == 1, undo, rx.fragment())),
        ("waiting", waiting),
        spread(rx.cond(one.is_new == 1, not_begun, rx.fragment()), stop),
    )
    return rx.el.li(
        rx.el.div(
            rx.el.strong(rx.cond(one.group_name != "", one.group_name, one.programme_name)),
            rx.el.span(since, class_name="row-sub"),
            spread(ordered, _certificate(one)),
            class_name="entry-words",
        ),
        ways,
        class_name="row entry",
        key=one.id,
    )


def _stage(one: Any) -> Any:
    return rx.cond(one.left_on != "", "left", rx.cond(one.started_on == "", "waiting", "busy"))


def _certificate(one: Any) -> rx.Component:
    """How far the certificate is, and the buttons to give it or take it back."""
    came = rx.el.span(t("{n} van {alle} keer geweest", n=one.present, alle=one.meetings), class_name="row-sub")
    counted = rx.cond((one.verdict != "") & (one.meetings > 0), came, rx.fragment())
    give = browser.write(FOLDERS.award, enrolment=one.id)
    return rx.fragment(counted, certificate(one, give, browser.write(FOLDERS.take_back_award, enrolment=one.id)))


def _modules() -> rx.Component:
    learner = this_learner()
    mine = browser.live(FOLDERS.modules, Module, learner=learner)
    listed = rx.el.ul(rx.foreach(mine, lambda module: _module(module, learner)), class_name="folder-steps", role="list")
    return rx.cond(mine.length() > 0, card(listed, title=t("Lessen op de computer")), rx.fragment())


def _module(module: Any, learner: Any) -> rx.Component:
    done = module.done_on != ""
    tick = browser.write(FOLDERS.tick_module, module=module.id, learner=learner, done=rx.cond(done, 0, 1))
    state = rx.cond(done, t("Klaar, {dag}", dag=day_in_words(module.done_on)), t("Nog niet"))
    return rx.el.li(
        rx.el.button(
            icon(rx.cond(done, "circle-check", "circle"), "l"),
            rx.el.span(rx.el.strong(module.name), rx.el.span(state, class_name="step-state"), class_name="row-words"),
            type="button",
            on_click=tick,
            aria_pressed=rx.cond(done, "true", "false"),
            class_name=rx.cond(done, "step tone-good", "step tone-neutral"),
        ),
        key=module.id,
    )
