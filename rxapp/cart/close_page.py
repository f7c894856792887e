"""Closing a cart day: the swap shelf, the day in figures, what is still out, and a note."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.cart.parts import CART, loan_row, next_step_home, renew_button, visit_now
from rxapp.cart.rows import Loan, Summary
from rxapp.ui import (
    button,
    card,
    columns,
    count,
    counts,
    empty_state,
    field,
    icon_button,
    link_button,
    page,
    rows,
    stack,
    t,
    tn,
    words_input,
)


def close_page() -> rx.Component:
    """Close the running cart day."""
    body = rx.cond(visit_now().is_running == 1, _closing(), next_step_home())
    return page(
        t("Kardag afsluiten"),
        rx.cond(browser.ready(CART.current_visit), body, rx.fragment()),
        back=routes.DESK,
        wide=True,
    )


def _closing() -> rx.Component:
    day = browser.first(CART.visit_summary, Summary)
    done = day.lent + day.returned + day.asked + day.handed + day.taken + day.brought + day.seen + day.renewed
    return stack(
        counts(
            count(day.lent, t("geleend"), "book-up"),
            count(day.returned, t("terug"), "book-down"),
            count(day.asked, t("gevraagd"), "message-circle"),
            count(day.still_out, t("nog bij lezers thuis"), "book-open"),
        ),
        columns(stack(_swap_shelf(day), _count_first(day), _close(), rx.cond(done == 0, _no_day())), _still_out()),
    )


def _swap_shelf(day: Any) -> rx.Component:
    return card(
        rx.el.p(t("Alleen tellen. Hier schrijven we geen namen op.")),
        _tally(t("Meegenomen"), day.taken, "taken"),
        _tally(t("Gebracht"), day.brought, "brought"),
        title=t("Ruilkast"),
    )


def _tally(word: Any, number: Any, direction: str) -> rx.Component:
    less = browser.write(CART.uncount_swap, direction=direction)
    more = browser.write(CART.count_swap, direction=direction)
    return rx.el.div(
        rx.el.span(word, class_name="field-label"),
        rx.el.div(
            icon_button(t("Een minder"), "minus", less, disabled=number == 0),
            rx.el.output(number, class_name="stepper-number"),
            icon_button(t("Een meer"), "plus", more),
            class_name="stepper-buttons",
        ),
        class_name="stepper",
        role="group",
        aria_label=word,
    )


def _count_first(day: Any) -> rx.Component:
    counted = tn("U hebt {n} boek gezien bij het tellen.", "U hebt {n} boeken gezien bij het tellen.", day.seen)
    words = rx.cond(day.seen > 0, counted, t("Tellen hoeft niet elke keer."))
    return card(
        rx.el.p(words), rx.el.div(link_button(t("Tellen"), routes.COUNT, icon="list-checks")), title=t("De kar tellen")
    )


def _close() -> rx.Component:
    form = rx.el.form(
        field(
            t("Opmerking"),
            words_input(name="note", max_length=2000, lines=4),
            hint=t("Mag leeg blijven. Schrijf geen namen van lezers op."),
        ),
        button(t("Kardag afsluiten"), type="submit", icon="calendar-check", kind="primary"),
        on_submit=browser.write(CART.close_visit, then=[browser.go(routes.HOME)], note=browser.form("note")),
        class_name="stack",
    )
    return card(form, title=t("Klaar voor vandaag"))


def _no_day() -> rx.Component:
    """The day was opened by mistake: it does not count as a visit."""
    forget = browser.write(CART.forget_visit, then=[browser.go(routes.HOME)])
    return rx.el.div(button(t("Er is vandaag geen kardag"), forget, icon="undo-2", kind="quiet"))


def _still_out() -> rx.Component:
    loans = browser.live(CART.loans_out, Loan)
    listed = rows(rx.foreach(loans, lambda loan: loan_row(loan, renew_button(loan))), label=t("Nog bij lezers thuis"))
    nothing = empty_state("book-check", t("Alle boeken zijn terug"))
    return card(rx.cond(loans.length() > 0, listed, nothing), title=t("Nog bij lezers thuis"))
