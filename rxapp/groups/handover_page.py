"""The card for a substitute: who is in the group, what they work on, and what helps. Nothing from private notes."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.browser import call
from rxapp.groups.parts import GROUPS, listed
from rxapp.groups.rows import FixedFace, GroupHead, HandoverPerson
from rxapp.ui import button, card, group_face, icon, page, row, spread, symbol, t


def handover_page() -> rx.Component:
    """One sheet to read, or to print and hand over."""
    group = browser.first(GROUPS.group_head, GroupHead, learning_group=browser.route_parameter("id"))
    people = browser.live(GROUPS.handover, HandoverPerson, learning_group=group.id)
    leading = browser.live(GROUPS.fixed_faces, FixedFace, learning_group=group.id)
    faces = spread(rx.el.span(t("Vaste gezichten:")), rx.foreach(leading, lambda face: rx.el.strong(face.first_name)))
    steps = [
        t("Open op de tablet het uur van vandaag. Tik op wie er niet is."),
        t("Ieder werkt aan het eigen doel. Dat staat hieronder."),
        t("Vraag aan het eind hoe het was. Meer hoeft niet."),
    ]
    how = rx.el.ol(*(rx.el.li(step) for step in steps), class_name="stack", style={"gap": "0.3rem"})
    print_card = button(t("Afdrukken"), call("forms/print.js", "printPage"), icon="printer", kind="primary")
    shown = rx.fragment(
        spread(group_face(group), rx.el.strong(group.name), rx.el.span(group.starts, " · ", group.place)),
        card(rx.el.p(t("Fijn dat u invalt!")), how, faces),
        card(listed(people, _person, t("Wie er komen"), t("Er doet nog niemand mee.")), title=t("Wie er komen")),
    )
    return page(
        t("Kaart voor wie invalt"),
        rx.cond(group.id, shown, rx.fragment()),
        back=routes.group(group.id),
        actions=(print_card,),
    )


def _person(person: Any) -> rx.Component:
    lines = rx.el.span(
        _line("flag", person.sentence),
        _line("footprints", person.step),
        _line("heart", person.helps),
        class_name="stack",
        style={"gap": "0.2rem"},
    )
    return row(person.first_name, lines, leading=symbol(person.symbol), key=person.learner)


def _line(drawing: str, words: Any) -> rx.Component:
    said = {
        "flag": t("Doel: {woorden}", woorden=words),
        "footprints": t("Volgende stap: {woorden}", woorden=words),
        "heart": t("Wat helpt: {woorden}", woorden=words),
    }[drawing]
    line = rx.el.span(icon(drawing, "s"), rx.el.span(said), style={"display": "flex", "gap": "0.5rem"})
    return rx.cond(words != "", line, rx.fragment())
