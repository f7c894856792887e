"""Finding one learner by the first letters of the name: what exports and privacy begin with."""

import dataclasses
import sqlite3
from typing import Any

import reflex as rx

from rxapp.data.queries import load
from rxapp.server import sites
from rxapp.ui import badge, button, row, some_rows, symbol, t


@dataclasses.dataclass
class Person:
    """A learner in a list."""

    id: str
    first_name: str
    symbol: str
    left_on: str


def people_with(site: str, letters: str) -> list[Person]:
    """The first fifty learners of a site whose name begins with these letters."""
    with sites.using(sites.data_folder(), site) as connection:
        found = load("rxapp.office").folder_people.run(connection, letters=letters.strip())
    return [Person(*row) for row in found]


def person_named(connection: sqlite3.Connection, learner: str) -> str | None:
    """The first name of a learner, or nothing when there is none by that id."""
    found = connection.execute("SELECT coalesce(first_name, '') FROM learner WHERE id = ?", (learner,)).fetchone()
    return found[0] if found else None


def search_form(search: Any) -> rx.Component:
    """The box for the letters; `search` is the event that gets them as the form's `letters`."""
    box = rx.el.input(
        name="letters", type="search", class_name="input", auto_complete="off",
        aria_label=t("Eerste letters van de naam"), placeholder=t("Eerste letters van de naam"),
    )  # fmt: skip
    look = button(t("Zoeken"), icon="search", type="submit")
    return rx.el.form(box, look, on_submit=search, role="search", class_name="spread")


def people_rows(people: Any, actions: Any) -> rx.Component:
    """The people that were found, each with the buttons that `actions` gives for the person."""

    def line(person: Person) -> rx.Component:
        gone = rx.cond(person.left_on != "", badge(t("Niet meer hier"), icon="log-out"), rx.fragment())
        return row(
            person.first_name,
            leading=symbol(person.symbol, named=True),
            trailing=rx.el.span(gone, *actions(person), class_name="spread"),
            key=person.id,
        )

    return some_rows(people, line, t("Deelnemers"))
