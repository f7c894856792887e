"""The money of a programme, for who has the duty of the office: costs, who pays which part, and funding."""

from typing import Any

import reflex as rx

from rxapp import browser
from rxapp.programmes.parts import PROGRAMMES, droppable
from rxapp.programmes.rows import Cost, Funding, Payer
from rxapp.ui import button, card, choice_group, field, icon_button, row, spread, stack, t, text_input


def money(programme: Any) -> rx.Component:
    """Costs with their payers, and funding."""
    return stack(_costs(programme), _funding(programme))


def _costs(programme: Any) -> rx.Component:
    costs = browser.live(PROGRAMMES.costs, Cost, programme=programme.id)
    payers = browser.live(PROGRAMMES.payers, Payer, programme=programme.id)
    listed = rx.foreach(costs, lambda cost: _cost(cost, payers))
    return card(listed, _new_cost(programme), title=t("Wat kost het?"))


def _cost(cost: Any, payers: Any) -> rx.Component:
    """A price, and equal parts to the cent for who pays."""
    per = rx.match(
        cost.per, ("person", t("per persoon")), ("meeting", t("per keer")), t("per groep, hoe groot die ook is")
    )
    parts = rx.foreach(payers, lambda payer: rx.cond(payer.cost == cost.id, _payer(payer), rx.fragment()))
    price = rx.el.form(
        rx.el.div(
            field(t("Prijs in euro's"), text_input(name="euros", default_value=cost.euros, input_mode="decimal")),
            style={"flex": "1 1 9rem"},
        ),
        button(t("Bewaren"), type="submit", icon="check"),
        on_submit=browser.write(PROGRAMMES.set_price, cost=cost.id, euros=browser.form("euros")),
        class_name="spread",
        style={"align_items": "end"},
    )
    pays = rx.el.form(
        rx.el.div(field(t("Wie betaalt mee?"), text_input(name="name", required=True)), style={"flex": "1 1 9rem"}),
        button(t("Erbij"), type="submit", icon="plus"),
        on_submit=browser.write(PROGRAMMES.add_payer, cost=cost.id, name=browser.form("name")),
        reset_on_submit=True,
        class_name="spread",
        style={"align_items": "end"},
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
        euros=browser.form("euros"),
        per=per.value,
    )
    form = rx.el.form(
        field(t("Wat?"), text_input(name="name", required=True, max_length=120)),
        field(t("Prijs in euro's"), text_input(name="euros", input_mode="decimal"), hint=t("Zoals 12 of 12,50")),
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
        PROGRAMMES.add_funding, programme=programme.id, source=browser.form("source"), euros=browser.form("euros")
    )

    def drop(source: Any) -> browser.Handler:
        return browser.write(PROGRAMMES.drop_funding, funding=source.id)

    def amount(source: Any) -> Any:
        known = t("{bedrag} euro", bedrag=source.euros)
        return rx.cond(source.euros != "", known, t("bedrag nog niet bekend"))

    form = rx.el.form(
        field(t("Van wie?"), text_input(name="source", required=True, max_length=120)),
        field(t("Bedrag in euro's"), text_input(name="euros", input_mode="decimal"), hint=t("Mag leeg blijven")),
        rx.el.div(button(t("Erbij"), type="submit", icon="plus")),
        on_submit=add,
        reset_on_submit=True,
        class_name="stack",
    )
    return card(
        droppable(sources, lambda source: source.source, drop, t("Waar komt geld vandaan?"), amount),
        rx.el.details(rx.el.summary(t("Nieuw geld")), form),
        title=t("Waar komt geld vandaan?"),
    )
