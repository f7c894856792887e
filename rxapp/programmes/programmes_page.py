"""The programmes that run here, and the templates to copy one from."""

import json
from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.browser.ids import fresh_id
from rxapp.programmes.facts import facts_of_template
from rxapp.programmes.parts import PROGRAMMES
from rxapp.programmes.rows import ProgrammeLine
from rxapp.ui import button, card, empty_state, link_button, page, row, rows, t, tile, tiles, tn
from rxapp.ui.kinds import kind_badge
from seed.programmes import templates


def programmes_page() -> rx.Component:
    """Every programme on offer, and the way to a new one."""
    found = browser.live(PROGRAMMES.programmes, ProgrammeLine)
    listed = rows(rx.foreach(found, _line), label=t("Programma's"))
    nothing = empty_state("library", t("Er zijn nog geen programma's"), t("Kies een voorbeeld en pas het aan."))
    new = link_button(t("Nieuw programma"), routes.TEMPLATES, icon="plus", kind="primary")
    return page(
        t("Programma's"),
        card(rx.cond(found.length() > 0, listed, nothing)),
        tiles(tile(t("Vakanties"), routes.HOLIDAYS, "luggage", t("Dagen zonder groepen"))),
        back=routes.GROUPS,
        actions=(new,),
    )


def _line(programme: Any) -> rx.Component:
    groups = tn("{n} groep", "{n} groepen", programme.groups)
    return row(
        programme.name,
        groups,
        trailing=kind_badge(programme.kind),
        href=routes.programme(programme.id),
        key=programme.id,
    )


def templates_page() -> rx.Component:
    """Programmes of other places, to copy and then change as it is here; they are part of the app."""
    cards = [_template(key, template) for key, template in templates().items()]
    return page(
        t("Nieuw programma"),
        rx.el.p(t("Zo doen andere plekken het. Kies wat lijkt op wat u wilt. Daarna past u het aan.")),
        rx.el.div(*cards, class_name="taps"),
        back=routes.PROGRAMMES,
        wide=True,
    )


def _template(key: str, template: dict[str, Any]) -> rx.Component:
    """One template; its words are as people wrote them, in Dutch."""
    made = fresh_id("programme")
    copy = browser.write(
        PROGRAMMES.copy_template,
        then=[browser.go(routes.programme(made))],
        programme=made,
        template=json.dumps({**template, "key": key}, ensure_ascii=False),
    )
    return card(
        facts_of_template(template),
        rx.el.p(template.get("about", ""), lang="nl"),
        rx.el.div(button(t("Kies dit"), copy, icon="copy", aria_label=t("Kies dit: {naam}", naam=template["name"]))),
        title=template["name"],
    )
