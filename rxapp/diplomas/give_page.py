"""Who of a group gets a diploma: the leader decides, or the rule does and the page says why not (yet)."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.browser.pictures import shown_picture
from rxapp.diplomas.given_parts import given, on_paper, revoke_dialog
from rxapp.diplomas.parts import DIPLOMAS
from rxapp.diplomas.rows import Candidate, DiplomaDraft, GroupRule
from rxapp.ui import (
    badge,
    banner,
    button,
    card,
    columns,
    empty_state,
    face,
    field,
    page,
    picture_choice,
    row,
    rows,
    spread,
    stack,
    t,
    text_input,
    tn,
    words_input,
)

PARTS = ("achievement", "first_on", "last_on", "leader_name", "picture")


def give_page() -> rx.Component:
    """The people of one group, what the diploma will say, and the diplomas that were given."""
    group = browser.first(DIPLOMAS.diploma_group, GroupRule, learning_group=browser.route_parameter("id"))
    draft = browser.first(DIPLOMAS.diploma_draft, DiplomaDraft, learning_group=group.id)
    typed = {name: browser.field(f"diploma_{name}", keep=True) for name in PARTS}
    says = {name: rx.cond(typed[name].value != "", typed[name].value, getattr(draft, name)) for name in PARTS}
    revoking = browser.field("revoking_diploma")
    back = rx.cond(group.kind == "reading_circle", routes.circle(group.id), routes.DIPLOMAS)
    body = stack(
        rx.el.strong(group.name),
        columns(
            _candidates(group, says),
            stack(rx.cond(group.waiting > 0, _draft(typed, says), rx.fragment()), on_paper(group)),
        ),
        given(group, revoking),
        revoke_dialog(revoking),
    )
    return page(t("Diploma's"), rx.cond(group.id, body, rx.fragment()), back=back, wide=True)


def _candidates(group: Any, says: dict[str, Any]) -> rx.Component:
    people = browser.live(DIPLOMAS.candidates, Candidate, learning_group=group.id)
    everyone = button(
        t("Geef iedereen een diploma"),
        browser.write(DIPLOMAS.give_diplomas, learning_group=group.id, **says),
        icon="graduation-cap",
        kind="primary",
    )
    listed = rows(
        rx.foreach(people, lambda person: _candidate(group, person, says)), label=t("Wie krijgt een diploma?")
    )
    nobody = empty_state("users", t("Er doet nog niemand mee"))
    return card(
        rx.el.p(_rule(group)),
        rx.cond(people.length() > 0, listed, nobody),
        rx.cond(group.waiting > 0, rx.el.div(everyone), rx.fragment()),
        title=t("Wie krijgt een diploma?"),
    )


def _rule(group: Any) -> rx.Var:
    modules = rx.cond(
        group.share > 0,
        t("Wie vaak genoeg kwam en alle e-learnings deed, krijgt een diploma. Hieronder staat wat er nog mist."),
        t("Wie alle e-learnings deed, krijgt een diploma. Hieronder staat wat er nog mist."),
    )
    meetings = t("Wie vaak genoeg kwam, krijgt een diploma. Hieronder staat wat er nog mist.")
    decides = t("U beslist wie een diploma krijgt. Er is geen toets en geen aantal keren dat moet.")
    return rx.cond(group.needs_modules == 1, modules, rx.cond(group.share > 0, meetings, decides))


def _candidate(group: Any, person: Any, says: dict[str, Any]) -> rx.Component:
    give = button(
        t("Geef diploma"),
        browser.write(DIPLOMAS.give_diploma, learning_group=group.id, learner=person.learner, **says),
        icon="graduation-cap",
    )
    has = badge(t("Heeft een diploma"), "badge-check", "good")
    meetings = tn("nog {n} keer komen", "nog {n} keer komen", person.meetings_to_go)
    modules = tn("nog {n} e-learning", "nog {n} e-learnings", person.modules_to_go)
    missing = rx.el.span(
        rx.cond(person.meetings_to_go > 0, meetings, ""),
        rx.cond((person.meetings_to_go > 0) & (person.modules_to_go > 0), ", ", ""),
        rx.cond(person.modules_to_go > 0, modules, ""),
    )
    came = tn("{n} keer geweest", "{n} keer geweest", person.present)
    why = rx.match(
        person.verdict,
        ("given", rx.el.span()),
        ("earned", rx.el.span(came, " · ", t("heeft alles gedaan"))),
        ("by_hand", rx.cond(person.held > 0, rx.el.span(came), rx.fragment())),
        ("out_of_reach", rx.el.span(t("Kan niet meer dit keer"), ": ", missing)),
        missing,
    )
    action = rx.match(
        person.verdict,
        ("given", has),
        ("earned", give),
        ("by_hand", give),
        ("out_of_reach", badge(t("Niet gehaald"), "circle-x")),
        badge(t("Nog niet"), "hourglass"),
    )
    why = rx.el.span(rx.cond(person.has_stopped == 1, rx.fragment(t("Gestopt"), " · "), rx.fragment()), why)
    return row(person.first_name, why, leading=face(person), trailing=action, key=person.learner)


def _picture(chosen: browser.Field) -> rx.Component:
    """The book with the sun, or a symbol that says more about what was done."""
    book = button(t("Toch het boek"), chosen.set(""), icon="book-open", kind="quiet")
    usual = rx.el.p(t("Er staat een boek op. U kunt er een ander plaatje voor kiezen."))
    return stack(
        rx.cond(chosen.value != "", spread(shown_picture(chosen.value, "l"), book), usual),
        picture_choice(t("Plaatje op het diploma"), chosen.value, chosen.set),
    )


def _draft(typed: dict[str, browser.Field], says: dict[str, Any]) -> rx.Component:
    """What the diploma will say; empty again means as the app proposes."""

    def box(name: str, label: Any, **props: Any) -> rx.Component:
        make = text_input if "type" in props else words_input
        return field(label, make(says[name], typed[name].on_change, **props))

    return card(
        box("achievement", t("Heeft meegedaan aan"), max_length=120, auto_complete="off"),
        rx.el.div(
            box("first_on", t("Van"), type="date"),
            box("last_on", t("Tot en met"), type="date"),
            class_name="circle-pages",
        ),
        box("leader_name", t("Naam van de begeleider"), max_length=80, auto_complete="off"),
        _picture(typed["picture"]),
        banner(
            "notice",
            t("Een diploma is een bewijs van deelname"),
            t("Kijk dit goed na. Een gegeven diploma verandert niet meer."),
        ),
        title=t("Dit komt erop"),
    )
