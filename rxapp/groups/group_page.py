"""One group: who takes part, who leads it, and when it meets."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.groups.parts import FOLDERS, GROUPS, listed, somebody_new
from rxapp.groups.rows import FixedFace, GroupHead, Hours, Member, PossibleGuest, Session, Year
from rxapp.ui import (
    badge,
    button,
    card,
    columns,
    day_in_words,
    group_face,
    icon_button,
    link_button,
    page,
    person_search,
    row,
    some_rows,
    spread,
    stack,
    symbol,
    t,
    tile,
    tiles,
    tn,
)
from rxapp.ui.certificate import certificate
from rxapp.ui.kinds import kind_badge


def group_page() -> rx.Component:
    """The people, the fixed faces, the next hours, and the pages about this group."""
    group = browser.first(GROUPS.group_head, GroupHead, learning_group=browser.route_parameter("id"))
    left = rx.cond(group.keeps_names == 1, _people(group), _nameless())
    right = stack(_hours(group), _faces(group))
    shown = rx.fragment(
        spread(group_face(group), kind_badge(group.kind), rx.el.span(group.place), rx.el.span(group.programme_name)),
        columns(left, right),
        _more(group),
    )
    return page(
        rx.cond(group.name, group.name, t("Groep")),
        rx.cond(group.id, shown, rx.fragment()),
        back=routes.GROUPS,
        wide=True,
    )


def _nameless() -> rx.Component:
    return card(rx.el.p(t("Deze groep houdt geen namen bij. Alleen hoeveel mensen er kwamen.")))


def _people(group: Any) -> rx.Component:
    adding = browser.field("adding_member", False)
    members = browser.live(GROUPS.roster, Member, learning_group=group.id)
    size = rx.cond(
        group.size_max > 0,
        t("{n} van {most} plaatsen bezet", n=members.length(), most=group.size_max),
        tn("{n} deelnemer", "{n} deelnemers", members.length()),
    )
    return card(
        rx.el.p(size),
        listed(members, _member_row, t("Wie doet mee"), t("Er doet nog niemand mee.")),
        rx.el.div(button(t("Iemand erbij"), adding.set(True), icon="plus")),
        _add_member(group, adding),
        title=t("Wie doet mee"),
    )


def _member_row(member: Any) -> rx.Component:
    since = t("sinds {dag}", dag=day_in_words(member.started_on))
    give = browser.write(FOLDERS.award, enrolment=member.enrolment)
    end = certificate(member, give, browser.write(FOLDERS.take_back_award, enrolment=member.enrolment))
    slip = browser.write(GROUPS.undo_member, enrolment=member.enrolment)
    label = t("{naam} doet toch niet mee", naam=member.first_name)
    undo = button(t("Toch niet"), slip, icon="undo-2", kind="quiet", aria_label=label)
    trailing = rx.fragment(end, rx.cond(member.may_undo == 1, undo, rx.fragment()))
    name = rx.el.a(member.first_name, href=routes.folder(member.learner))
    return row(name, since, leading=symbol(member.symbol, "s"), trailing=trailing, key=member.enrolment)


def _add_member(group: Any, adding: browser.Field) -> rx.Component:
    letters = browser.field("member_letters")
    found = browser.live(GROUPS.possible_members, PossibleGuest, learning_group=group.id, words=letters.value)

    def add(person: Any, close: list[browser.Handler]) -> browser.Handler:
        return browser.write(GROUPS.add_member, then=close, learning_group=group.id, learner=person.id)

    return person_search(t("Wie komt erbij?"), adding, letters, found, add, somebody_new())


def _faces(group: Any) -> rx.Component:
    """Who leads the group, and who else could."""
    leading = browser.live(GROUPS.fixed_faces, FixedFace, learning_group=group.id)
    others = browser.live(GROUPS.possible_faces, FixedFace, learning_group=group.id)
    year = browser.first(GROUPS.year, Year)
    worked = browser.live(GROUPS.hours, Hours, learning_group=group.id, from_on="2000-01-01", until_on=year.until_on)

    def face(person: Any) -> rx.Component:
        end = browser.write(GROUPS.end_face, learning_group=group.id, staff=person.id)
        stop = icon_button(t("Leidt de groep niet meer"), "x", end)
        return row(person.first_name, leading=symbol(person.symbol, "s"), trailing=stop, key=person.id)

    def other(person: Any) -> rx.Component:
        add = browser.write(GROUPS.add_face, learning_group=group.id, staff=person.id)
        return button(t("{naam} erbij", naam=person.first_name), add, icon="plus", kind="quiet", key=person.id)

    def time_of(work: Any) -> rx.Component:
        prepared = tn("{n} minuut voorbereid", "{n} minuten voorbereid", work.prepared)
        return row(work.first_name, prepared, key=work.id)

    hours = rx.el.details(
        rx.el.summary(t("Uren voorbereiding")),
        listed(worked, time_of, t("Uren voorbereiding"), t("Nog niets ingevuld.")),
    )
    return card(
        listed(leading, face, t("Vaste gezichten"), t("Nog niemand.")),
        spread(rx.foreach(others, other)),
        hours,
        title=t("Vaste gezichten"),
    )


def _hours(group: Any) -> rx.Component:
    """The next hours, and the last ones: those can still be put right."""
    following = browser.live(GROUPS.next_sessions, Session, learning_group=group.id)
    before = browser.live(GROUPS.last_sessions, Session, learning_group=group.id)

    def hour(one: Any) -> rx.Component:
        return _hour(one, routes.hour_of(group.kind, one.id))

    plan = link_button(t("Planning van het jaar"), routes.planning(group.id), icon="calendar-days")
    earlier = rx.fragment(rx.el.h2(t("Vorige uren")), some_rows(before, hour, t("Vorige uren")))
    return card(
        listed(following, hour, t("Volgende uren"), t("Er is nog niets gepland.")),
        rx.cond(before.length() > 0, earlier, rx.fragment()),
        rx.el.div(plan),
        title=t("Volgende uren"),
    )


def _hour(hour: Any, where: Any) -> rx.Component:
    came = rx.cond(hour.taps > 0, hour.taps, hour.present)
    state = rx.cond(
        hour.state == "cancelled",
        badge(t("Gaat niet door"), "ban", "ask"),
        rx.cond(hour.is_open == 1, badge(tn("{n} was er", "{n} waren er", came), "users"), rx.fragment()),
    )
    return row(day_in_words(hour.day), hour.starts, trailing=state, href=where, key=hour.id)


def _more(group: Any) -> rx.Component:
    cards = tile(t("Kaart voor wie invalt"), routes.handover(group.id), "file-text", t("Afdrukken en meegeven"))
    modules = tile(t("E-learnings"), routes.modules(group.id), "monitor", t("Wie heeft wat gedaan?"))
    programme = tile(group.programme_name, routes.programme(group.programme), "library", t("Het programma"))
    return tiles(
        rx.cond(group.keeps_names == 1, cards, rx.fragment()),
        rx.cond((group.keeps_names == 1) & (group.modules > 0), modules, rx.fragment()),
        programme,
    )
