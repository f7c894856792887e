"""One reading circle: the path of stones, the next step, its people, its bag of books and its diplomas."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.circle.parts import CIRCLE, circle_now, path, state_badge, when_there
from rxapp.circle.rows import Face, Person, Stone
from rxapp.ui import (
    badge,
    button,
    card,
    columns,
    cover,
    dialog,
    face,
    icon_button,
    link_button,
    page,
    person_tile,
    row,
    search_field,
    some_rows,
    spread,
    stack,
    t,
    tn,
)
from rxapp.ui import people as people_grid


def circle_page() -> rx.Component:
    """A circle from its first stone to its diplomas."""
    circle, adding = circle_now(), browser.field("adding_person", False)
    stones = browser.live(CIRCLE.path, Stone, circle=circle.id)
    body = stack(
        _head(circle),
        card(path(stones), title=t("De weg")),
        columns(_people(circle, adding), stack(_kit(circle), _end(circle))),
        _add(circle, adding),
    )
    return page(circle.name, when_there(circle, body), back=routes.CIRCLES, wide=True, actions=(_next(circle, adding),))


def _head(circle: Any) -> rx.Component:
    words = rx.el.div(
        rx.el.strong(circle.book, class_name="tile-label"),
        rx.el.span(rx.cond(circle.place != "", circle.place, "")),
        rx.el.span(rx.cond(circle.leader_name != "", t("Vast gezicht: {naam}", naam=circle.leader_name), "")),
        state_badge(circle.state),
        class_name="circle-words",
    )
    return rx.el.div(cover(circle.book, circle.colour, circle.cover, "m"), words, class_name="circle-book")


def _next(circle: Any, adding: browser.Field) -> rx.Component:
    """The one next step."""
    add = button(t("Mensen erbij zetten"), adding.set(True), icon="user-plus", kind="primary")
    meeting = link_button(
        t("Naar week {nummer}", nummer=circle.next_number),
        routes.week(circle.next_session),
        icon="arrow-right",
        kind="primary",
    )
    end = link_button(t("Naar de afsluiting"), routes.circle_end(circle.id), icon="party-popper", kind="primary")
    diplomas = link_button(
        t("Naar de diploma's"), routes.group_diplomas(circle.id), icon="graduation-cap", kind="primary"
    )
    hour = rx.cond(circle.people == 0, add, meeting)
    before = rx.cond(circle.next_session != "", hour, end)
    return rx.cond(circle.id, rx.cond(circle.closed_on != "", diplomas, before), rx.fragment())


def _people(circle: Any, adding: browser.Field) -> rx.Component:
    people = browser.live(CIRCLE.people, Person, circle=circle.id)
    add = button(t("Iemand erbij"), adding.set(True), icon="user-plus")
    return card(
        rx.el.p(tn("{n} mens doet mee.", "{n} mensen doen mee.", people.length()), " ", t("Zes tot acht is fijn.")),
        some_rows(people, lambda person: _person(circle, person), t("Wie doen mee?")),
        rx.el.div(add),
        title=t("Wie doen mee?"),
    )


def _person(circle: Any, person: Any) -> rx.Component:
    leave = icon_button(
        t("{naam} stopt", naam=person.first_name),
        "user-round-x",
        browser.write(CIRCLE.remove_person, circle=circle.id, learner=person.learner),
    )
    gone = badge(t("Gestopt"), "user-round-x")
    came = tn("{n} keer geweest", "{n} keer geweest", person.present)
    read = tn("{n} keer gelezen", "{n} keer gelezen", person.read)
    listened = tn("{n} keer geluisterd", "{n} keer geluisterd", person.listened)
    facts = rx.el.span(
        came,
        rx.cond(person.read > 0, rx.fragment(" · ", rx.el.span(read, class_name="whole")), rx.fragment()),
        rx.cond(person.listened > 0, rx.fragment(" · ", rx.el.span(listened, class_name="whole")), rx.fragment()),
    )
    return row(
        person.first_name,
        facts,
        leading=face(person),
        trailing=rx.cond(person.is_gone == 1, gone, leave),
        key=person.learner,
    )


def _add(circle: Any, adding: browser.Field) -> rx.Component:
    letters = browser.field("person_letters")
    found = browser.live(CIRCLE.people_to_add, Face, circle=circle.id, letters=letters.value)

    def tile(person: Any) -> rx.Component:
        add = browser.write(CIRCLE.add_person, then=[letters.set("")], circle=circle.id, learner=person.id)
        return person_tile(person.first_name, person.symbol, add)

    return dialog(
        adding.value,
        adding.set(False),
        t("Wie doet mee?"),
        search_field(t("Letters van de naam"), letters.value, letters.on_change),
        people_grid(rx.foreach(found, tile), label=t("Mensen")),
        actions=(button(t("Klaar"), adding.set(False), icon="check", kind="primary"),),
    )


def _kit(circle: Any) -> rx.Component:
    out = badge(tn("{n} boek is mee", "{n} boeken zijn mee", circle.kit_copies), "package-open", "notice")
    none = badge(t("Nog geen tas mee"), "package", "neutral")
    open_kit = link_button(
        rx.cond(circle.kit != "", t("Tas terug"), t("Tas meegeven")), routes.kit(circle.id), icon="package"
    )
    return card(spread(rx.cond(circle.kit != "", out, none), open_kit), title=t("Tas met boeken"))


def _end(circle: Any) -> rx.Component:
    plan = rx.match(
        circle.closing,
        ("film", rx.cond(circle.film != "", t("Film: {naam}", naam=circle.film), t("Film van het boek"))),
        ("quiz", t("Quiz over het boek")),
        t("Nog niet gekozen"),
    )
    done = rx.cond(circle.closed_on != "", badge(t("Gedaan"), "check", "good"), rx.fragment())
    return card(
        spread(rx.el.span(plan), done),
        spread(
            link_button(t("Afsluiting"), routes.circle_end(circle.id), icon="party-popper"),
            link_button(t("Diploma's"), routes.group_diplomas(circle.id), icon="graduation-cap"),
        ),
        title=t("Afsluiting en diploma's"),
    )
