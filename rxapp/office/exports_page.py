"""Taking data along: a whole site, the folder of one learner, and the record of what is stored and why."""

import reflex as rx

from rxapp.office.exports_state import ExportsState
from rxapp.office.frame import office_page
from rxapp.office.links import file_link
from rxapp.office.person import Person, people_rows, search_form
from rxapp.ui import card, columns, spread, stack, t


def exports_page() -> rx.Component:
    """The three kinds of files."""
    return office_page(t("Gegevens meenemen"), columns(_folder(), stack(_site(), _record())))


def _site() -> rx.Component:
    return card(
        rx.el.p(t("Alles van deze plek, als tabellen. Er staan namen in. Bewaar het bestand veilig.")),
        spread(file_link(t("CSV in een zip"), "plek.zip"), file_link(t("XLSX"), "plek.xlsx")),
        title=t("De hele plek"),
    )


def _record() -> rx.Component:
    return card(
        rx.el.p(t("Wat hier wordt bewaard, waarom, en hoe lang. Voor de functionaris gegevensbescherming.")),
        spread(file_link(t("PDF"), "register.pdf", "file-text"), file_link(t("CSV"), "register.csv")),
        title=t("Register van verwerkingen"),
    )


def _folder() -> rx.Component:
    def actions(person: Person) -> list[rx.Component]:
        query = f"?learner={person.id}"
        return [
            file_link(t("Mapje als PDF"), "paspoort.pdf", "file-text", query),
            file_link(t("Voor een andere plek"), "paspoort.json", query=f"{query}&for=next"),
            file_link(t("Alles (inzage)"), "paspoort.json", query=query),
        ]

    nobody = rx.cond(ExportsState.has_searched, rx.el.p(t("Niemand gevonden.")), rx.fragment())
    return card(
        rx.el.p(
            t("Het mapje is van de deelnemer. Geef het alleen mee als die dat wil. Wij noteren dat u het ophaalde.")
        ),
        search_form(ExportsState.search),
        rx.cond(ExportsState.people.length() > 0, people_rows(ExportsState.people, actions), nobody),
        title=t("Het mapje van een deelnemer"),
    )
