"""The money of a programme, for who has the duty of the office: costs, who pays which part, and funding."""

from typing import Any

import reflex as rx

from rxapp import browser
from rxapp.browser.amounts import cents
from rxapp.programmes.parts import PROGRAMMES
from rxapp.programmes.rows import Cost, Funding, Payer
from rxapp.ui import (
    button,
    choice_group,
    field,
    folded_card,
    icon_button,
    row,
    spread,
    stack,
    t,
    text_input,
    which,
    words_input,
)

BOTTOM = {"align_items": "end"}


def _euros(stored: Any = "") -> rx.Component:
    """A box for a price; it shows what is stored, also after somebody else changed it."""
    return text_input(name="euros", default_value=stored, key=stored, input_mode="decimal")


def _wide(control: rx.Component) -> rx.Component:
    return rx.el.div(control, style={"flex": "1 1 9rem"})


def money(programme: Any) -> rx.Component:
    """Costs with their payers, and funding."""
    return stack(_costs(programme), _funding(programme))


def _costs(programme: Any) -> rx.Component:
    costs = browser.live(PROGRAMMES.costs, Cost, programme=programme.id)
    payers = browser.live(PROGRAMMES.payers, Payer, programme=programme.id)
    listed = rx.foreach(costs, lambda cost: _cost(cost, payers))
    return folded_card(t("Wat kost het?"), t("De prijs en wie betaalt"), listed, _new_cost(programme))


def _cost(cost: Any, payers: Any) -> rx.Component:
    """A price, and equal parts to the cent for who pays."""
    per = rx.match(
        cost.per, ("person", t("per persoon")), ("meeting", t("per keer")), t("per groep, hoe groot die ook is")
    )
    parts = rx.foreach(payers, lambda payer: rx.cond(payer.cost == cost.id, _payer(payer), rx.fragment()))
    price = rx.el.form(
        which(cost.id),
        _wide(field(t("Prijs in euro's"), _euros(cost.euros))),
        button(t("Bewaren"), type="submit", icon="check"),
        on_submit=browser.write(PROGRAMMES.set_price, cost=browser.form("id"), cents=cents(browser.form("euros"))),
        class_name="spread",
        style=BOTTOM,
    )
    pays = rx.el.form(
        which(cost.id),
        _wide(field(t("Wie betaalt mee?"), words_input(name="name", required=True, max_length=120))),
        button(t("Erbij"), type="submit", icon="plus"),
        on_submit=browser.write(PROGRAMMES.add_payer, cost=browser.form("id"), name=browser.form("name")),
        reset_on_submit=True,
        class_name="spread",
        style=BOTTOM,
    )
    drop = icon_button(t("Weghalen"), "trash-2", browser.write(PROGRAMMES.drop_cost, cost=cost.id))
    head = spread(rx.el.h3(cost.name), rx.el.span(per, class_name="row-sub"), drop)
    return rx.el.div(
        head, price, rx.el.ul(parts, class_name="rows", role="list"), pays, class_name="stack", key=cost.id
    )


def _payer(payer: Any) -> rx.Component:
    drop = icon_button(t("Weghalen"), "trash-2", browser.write(PROGRAMMES.drop_payer, payer=payer.id))
    part = rx.cond(payer.euros != "", t("betaalt {bedrag} euro", bedrag=payer.euros), t("betaalt een gelijk deel"))
    return row(payer.name, part, trailing=drop, key=payer.id)


def _new_cost(programme: Any) -> rx.Component:
    per = browser.field("cost_per", "group")
    options = [("group", t("per groep")), ("person", t("per persoon")), ("meeting", t("per keer"))]
    add = browser.write(
        PROGRAMMES.add_cost,
        programme=programme.id,
        name=browser.form("name"),
        cents=cents(browser.form("euros")),
        per=per.value,
    )
    form = rx.el.form(
        field(t("Wat?"), words_input(name="name", required=True, max_length=120)),
        field(t("Prijs in euro's"), _euros(), hint=t("Zoals 12 of 12,50")),
        choice_group(t("De prijs is"), options, per.value, per.set, name="cost_per", columns=True),
        rx.el.div(button(t("Erbij"), type="submit", icon="plus")),
        on_submit=add,
        reset_on_submit=True,
        class_name="stack",
    )
    return rx.el.details(rx.el.summary(t("Nieuwe kosten")), form)


def _funding(programme: Any) -> rx.Component:
    sources = browser.live(PROGRAMMES.funding, Funding, programme=programme.id)
    add = browser.write(
        PROGRAMMES.add_funding,
        programme=programme.id,
        source=browser.form("source"),
        cents=cents(browser.form("euros")),
    )
    form = rx.el.form(
        field(t("Van wie?"), words_input(name="source", required=True, max_length=120)),
        field(t("Bedrag in euro's"), _euros(), hint=t("Mag leeg blijven")),
        rx.el.div(button(t("Erbij"), type="submit", icon="plus")),
        on_submit=add,
        reset_on_submit=True,
        class_name="stack",
    )
    return folded_card(
        t("Waar komt geld vandaan?"),
        t("Subsidie en ander geld"),
        rx.foreach(sources, _source),
        rx.el.details(rx.el.summary(t("Nieuw geld")), form),
    )


def _source(source: Any) -> rx.Component:
    """Who gives how much, and since when it is there; both may come later."""
    save = browser.write(
        PROGRAMMES.set_funding,
        funding=browser.form("id"),
        cents=cents(browser.form("euros")),
        received_on=browser.form("received_on"),
    )
    drop = icon_button(t("Weghalen"), "trash-2", browser.write(PROGRAMMES.drop_funding, funding=source.id))
    day = text_input(type="date", name="received_on", default_value=source.received_on, key=source.received_on)
    form = rx.el.form(
        which(source.id),
        _wide(field(t("Bedrag in euro's"), _euros(source.euros))),
        _wide(field(t("Ontvangen op"), day)),
        button(t("Bewaren"), type="submit", icon="check"),
        on_submit=save,
        class_name="spread",
        style=BOTTOM,
    )
    return rx.el.div(spread(rx.el.h3(source.source), drop), form, class_name="stack", key=source.id)
