"""The coordinator's sites: their names and rules, and making a new one."""

import dataclasses
from typing import Any

import reflex as rx

from rxapp import routes
from rxapp.office.frame import office_page
from rxapp.office.office_state import Office, Sentence, office_event, run
from rxapp.server import site_setup, sites
from rxapp.server.accounts.account_sessions import Caller, NotAllowed
from rxapp.ui import badge, button, card, columns, field, icon, msgid, row, some_rows, stack, t, text_input

DONE = msgid("Bewaard.")


@dataclasses.dataclass
class SiteRow:
    """One of the caller's sites."""

    id: str
    name: str
    borrower_days: int


class SitesState(Office):
    """The caller's sites, and no others."""

    rows: list[SiteRow] = []
    borrower_days: int = 0

    @office_event
    async def load(self, caller: Caller) -> None:
        """Read the sites."""
        await self._read()

    async def _read(self) -> None:
        self.rows = [await run(_site_row, site.id, site.name) for site in self.sites]
        self.borrower_days = next((found.borrower_days for found in self.rows if found.id == self.site), 0)

    @office_event
    async def make(self, caller: Caller, form: dict[str, Any]):
        """Make a new site; for who may see every site."""
        if not self.may_add_sites:
            raise Sentence(msgid("Een nieuwe plek maken kan alleen wie alle plekken beheert."))
        folder, days = sites.data_folder(), _whole(form.get("borrower_days"))
        self.site = await run(site_setup.set_up, folder, str(form.get("name", "")), days)
        await self._arrive()
        return rx.redirect(routes.OFFICE)

    @office_event
    async def change(self, caller: Caller, form: dict[str, Any]) -> None:
        """Change the name and the rule of the tab's site."""
        days = _whole(form.get("borrower_days"))
        arguments = self.site, caller.account, str(form.get("name", "")), days
        await run(site_setup.change, sites.data_folder(), *arguments)
        await self._arrive()
        await self._read()
        self.done = DONE

    @office_event
    async def open(self, caller: Caller, site: str):
        """Go to one of the caller's sites."""
        if not caller.may(site):
            raise NotAllowed(site)
        self.site = site
        await self._arrive()
        return rx.redirect(routes.OFFICE)


def _whole(text: object) -> int:
    try:
        return int(str(text))
    except ValueError:
        raise Sentence(msgid("Vul een heel getal in.")) from None


def _site_row(site: str, name: str) -> SiteRow:
    with sites.using(sites.data_folder(), site) as connection:
        days = connection.execute("SELECT coalesce(max(borrower_days), 0) FROM site").fetchone()[0]
    return SiteRow(site, name, days)


def sites_page() -> rx.Component:
    """The list and a new one beside the rules of this one."""
    listed = card(some_rows(SitesState.rows, _row, t("Uw plekken")), title=t("Uw plekken"))
    return office_page(
        t("Plekken"),
        columns(
            stack(listed, rx.cond(Office.may_add_sites, _new(), rx.fragment())),
            rx.cond(Office.site != "", _rules(), rx.fragment()),
        ),
    )


def _row(site: Any) -> rx.Component:
    here = badge(t("Nu open"), "check", "good")
    go = button(t("Openen"), SitesState.open(site.id), icon="arrow-right")
    return row(
        site.name, site.id, leading=icon("map-pin"), trailing=rx.cond(site.id == Office.site, here, go), key=site.id
    )


def _rules() -> rx.Component:
    form = rx.el.form(
        field(t("Naam"), text_input(name="name", default_value=Office.site_name, required=True, max_length=80)),
        _days(SitesState.borrower_days),
        button(t("Bewaren"), type="submit", icon="check", kind="primary"),
        on_submit=SitesState.change,
        class_name="stack",
        key=Office.site_name + SitesState.borrower_days.to(str),
    )
    return card(form, title=t("Naam en afspraken van deze plek"))


def _new() -> rx.Component:
    form = rx.el.form(
        field(
            t("Naam van de nieuwe plek"),
            text_input(name="name", required=True, max_length=80),
            hint=t("Zoals mensen het noemen, bijvoorbeeld: Kar Ateliers."),
        ),
        _days(0),
        button(t("Plek maken"), type="submit", icon="plus", kind="primary"),
        on_submit=SitesState.make,
        class_name="stack",
    )
    return card(form, title=t("Nieuwe plek"))


def _days(value: Any) -> rx.Component:
    box = text_input(name="borrower_days", type="number", min=0, max=365, default_value=value, required=True)
    hint = t("Hoeveel dagen na het terugbrengen mag bekend zijn wie het boek had? 0 is meteen vergeten.")
    return field(t("Dagen bewaren wie leende"), box, hint=hint)
