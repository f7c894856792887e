"""The holidays of the site: groups that skip holidays do not meet on these days."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.programmes.parts import PROGRAMMES, droppable
from rxapp.programmes.rows import Holiday
from rxapp.ui import button, card, columns, day_in_words, empty_state, field, page, t, text_input, words_input


def holidays_page() -> rx.Component:
    """The days without groups, and a form for more."""
    holidays = browser.live(PROGRAMMES.holidays, Holiday)

    def drop(holiday: Any) -> browser.Handler:
        return browser.write(PROGRAMMES.drop_holiday, holiday=holiday.id)

    def days(holiday: Any) -> Any:
        until = rx.el.span(day_in_words(holiday.first_on), " – ", day_in_words(holiday.last_on))
        return rx.cond(holiday.first_on == holiday.last_on, rx.el.span(day_in_words(holiday.first_on)), until)

    nothing = empty_state("luggage", t("Er zijn nog geen vakanties"), t("Groepen komen dan elke week."))
    listed = droppable(holidays, lambda holiday: holiday.name, drop, t("Vakanties"), days)
    return page(
        t("Vakanties"),
        rx.el.p(t("Zet ze hier vóór u een jaar plant. Uren die al gepland zijn, zegt u af bij de groep.")),
        columns(card(rx.cond(holidays.length() > 0, listed, nothing)), _new()),
        back=routes.PROGRAMMES,
        wide=True,
    )


def _new() -> rx.Component:
    add = browser.write(
        PROGRAMMES.add_holiday,
        name=browser.form("name"),
        first_on=browser.form("first_on"),
        last_on=browser.form("last_on"),
    )
    form = rx.el.form(
        field(t("Naam"), words_input(name="name", required=True, max_length=80), hint=t("Zoals: kerstvakantie")),
        field(t("Eerste dag"), text_input(type="date", name="first_on", required=True)),
        field(t("Laatste dag"), text_input(type="date", name="last_on"), hint=t("Leeg: het is één dag.")),
        rx.el.div(button(t("Erbij"), type="submit", icon="plus", kind="primary")),
        on_submit=add,
        reset_on_submit=True,
        class_name="stack",
    )
    return card(form, title=t("Nieuwe vakantie"))
