"""Whether there is a backup of last night, and whether it was tried."""

import reflex as rx

from rxapp.browser.amounts import amount
from rxapp.office.backups_state import BackupsState
from rxapp.office.folder_page import row_of_facts
from rxapp.office.frame import office_page
from rxapp.ui import banner, card, moment_in_words, row, some_rows, t


def backups_page() -> rx.Component:
    """The last backup, and its trial restore."""
    return office_page(t("Reservekopieën"), _state(), _backup(), _trial())


def _state() -> rx.Component:
    never = banner(
        "ask",
        t("Er is nog geen reservekopie gemaakt"),
        t("Vraag de beheerder van de server om het elke nacht te laten doen."),
    )
    late = banner("ask", t("De laatste reservekopie is te oud"), t("Vraag de beheerder van de server om te kijken."))
    broken = banner("ask", t("De laatste proef ging niet goed"), t("Vraag de beheerder van de server om te kijken."))
    good = banner("good", t("De reservekopie is in orde"))
    told = rx.cond(BackupsState.is_late, late, rx.cond(BackupsState.problems.length() > 0, broken, good))
    return rx.cond(BackupsState.made_on == "", never, told)


def _backup() -> rx.Component:
    facts = row_of_facts(
        (t("Wanneer"), moment_in_words(BackupsState.made_on)),
        (t("Bestand"), BackupsState.name),
        (t("Grootte"), rx.fragment(amount(BackupsState.megabytes), " MB")),
    )
    about = rx.el.p(t("De kopie is versleuteld. Zonder de sleutel kan niemand haar lezen."), class_name="row-sub")
    return rx.cond(BackupsState.made_on != "", card(facts, about, title=t("Laatste kopie")), rx.fragment())


def _trial() -> rx.Component:
    facts = row_of_facts(
        (t("Wanneer"), moment_in_words(BackupsState.tried_on)),
        (t("Bestand"), BackupsState.tried),
        (t("Teruggezette wijzigingen"), amount(BackupsState.changes)),
    )
    problems = some_rows(BackupsState.problems, lambda problem: row(problem), t("Wat er mis was"))
    never = rx.el.p(t("De kopie is nog niet op proef teruggezet."))
    return card(
        rx.cond(BackupsState.tried_on != "", rx.fragment(facts, problems), never), title=t("Op proef teruggezet")
    )
