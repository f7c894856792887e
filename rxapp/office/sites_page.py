"""The coordinator's sites: their names and rules, and making a new one."""

import dataclasses
from typing import Any

import reflex as rx

from rxapp import routes
from rxapp.browser.file_choice import file_choice
from rxapp.office.frame import office_dialog, office_page
from rxapp.office.office_state import Office, Sentence, office_event, run
from rxapp.server import office_files, site_setup, sites
from rxapp.server.accounts.account_sessions import Caller, NotAllowed
from rxapp.server.diplomas import diploma_logo
from rxapp.ui import badge, button, card, columns, field, icon, msgid, row, some_rows, stack, t, text_input

DONE = msgid("Bewaard.")
ACCEPT = ".svg,.png,.jpg,.jpeg,image/svg+xml,image/png,image/jpeg"
TOO_LARGE = msgid(
    "Dit plaatje is te groot. Een logo is hoogstens 1 MB, en 4000 pixels breed en hoog. "
    "Sla het kleiner op en kies het opnieuw."
)
LOGO_KEPT = msgid("Bewaard. Het logo staat op elk diploma dat u nu afdrukt.")
LOGO_GONE = msgid("Het logo is weg. Diploma's worden nu zonder logo afgedrukt.")
UNUSABLE = msgid("Dit bestand kan niet op een diploma. Sla het logo op als SVG, PNG of JPEG en kies het opnieuw.")


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
    logo: str = ""
    is_removing: bool = False

    @office_event
    async def load(self, caller: Caller) -> None:
        """Read the sites."""
        self.is_removing = False
        await self._read()

    async def _read(self) -> None:
        self.rows = [await run(_site_row, site.id, site.name) for site in self.sites]
        self.borrower_days = next((found.borrower_days for found in self.rows if found.id == self.site), 0)
        self.logo = await run(diploma_logo.logo_mark, sites.data_folder(), self.site) if self.site else ""

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
    async def bring_logo(self, caller: Caller, file: str, name: str) -> None:
        """Put the picture that the browser brought on the diplomas of the tab's site."""
        picture = await run(office_files.take, sites.data_folder(), caller.account, file)
        try:
            await run(_keep_logo, self.site, picture)
        except diploma_logo.LogoTooLarge:
            raise Sentence(TOO_LARGE) from None
        except diploma_logo.UnusableLogo:
            raise Sentence(UNUSABLE) from None
        await self._read()
        self.done = LOGO_KEPT

    @office_event
    async def ask_remove(self, caller: Caller) -> None:
        """Ask whether the logo goes."""
        self.is_removing = True

    @office_event
    async def close(self, caller: Caller) -> None:
        """Close the question."""
        self.is_removing = False

    @office_event
    async def remove_logo(self, caller: Caller) -> None:
        """Print the diplomas of the tab's site without a logo."""
        await run(_remove_logo, self.site)
        self.is_removing = False
        await self._read()
        self.done = LOGO_GONE

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


def _keep_logo(site: str, picture: bytes) -> None:
    folder = sites.data_folder()
    sites.existing_path(folder, site)
    diploma_logo.keep_logo(folder, site, picture)


def _remove_logo(site: str) -> None:
    folder = sites.data_folder()
    sites.existing_path(folder, site)
    diploma_logo.remove_logo(folder, site)


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
            rx.cond(Office.site != "", stack(_rules(), _logo()), rx.fragment()),
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


def _logo() -> rx.Component:
    """The logo as it comes on a diploma, and a file box for another one."""
    has_logo = SitesState.logo != ""
    sample = routes.office_file(Office.site, "voorbeeld.png", f"?logo={SitesState.logo}")
    shown = rx.el.img(src=sample, alt=t("Een diploma met het logo linksboven"), class_name="sample")
    label = rx.cond(has_logo, t("Ander logo kiezen"), t("Logo kiezen"))
    box = file_choice(label, ACCEPT, SitesState.bring_logo, t(TOO_LARGE))
    return card(
        rx.el.p(t("Het logo komt linksboven op elk diploma dat u afdrukt.")),
        rx.cond(has_logo, shown, rx.fragment()),
        field(label, box, hint=t("SVG is het scherpst, PNG of JPEG kan ook. Hoogstens 1 MB.")),
        rx.cond(has_logo, _logo_gone(), rx.fragment()),
        title=t("Logo op het diploma"),
    )


def _logo_gone() -> rx.Component:
    yes = button(t("Weghalen"), SitesState.remove_logo, icon="trash-2", kind="primary")
    ask = office_dialog(
        SitesState.is_removing,
        SitesState.close,
        t("Het logo weghalen?"),
        rx.el.p(
            t("Diploma's worden dan zonder logo afgedrukt. Wilt u het later terug, dan kiest u het bestand opnieuw.")
        ),
        actions=(yes, button(t("Toch niet"), SitesState.close, icon="x")),
    )
    return rx.fragment(rx.el.div(button(t("Logo weghalen"), SitesState.ask_remove, icon="trash-2")), ask)


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
