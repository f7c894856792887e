"""The tablets of a site: enrolling one, how each is, changing what it is for, and taking its rights away."""

import dataclasses
import json
import os
from typing import Any

import reflex as rx

from rxapp import routes
from rxapp.data.declare import DUTIES
from rxapp.office.codes import qr_picture
from rxapp.office.duties import duty_badges, duty_choice
from rxapp.office.frame import office_dialog, office_page
from rxapp.office.office_state import Office, Sentence, moment, office_event, run
from rxapp.server import office, sites
from rxapp.server.accounts.account_sessions import Caller
from rxapp.server.sync.learner_phones import DUTY as PHONE
from rxapp.ui import (
    badge,
    button,
    card,
    columns,
    empty_state,
    field,
    icon,
    moment_in_words,
    msgid,
    row,
    rows,
    t,
    text_input,
    tn,
)

LONGEST_NAME = 40
CHANGED = msgid("Bewaard. De tablet haalt bij het volgende contact wat erbij hoort.")
REVOKED = msgid("Ingetrokken. De tablet wist zichzelf bij het volgende contact.")


@dataclasses.dataclass
class Tablet:
    """A tablet and what it last told of itself; `storage` is "safe", "unsafe" or "" when it did not say."""

    id: str
    name: str
    duties: str
    seen_at: str
    unsent: int
    app: str
    storage: str
    revoked_at: str


class TabletsState(Office):
    """The site's tablets, and the code for a new one."""

    tablets: list[Tablet] = []
    duties: list[str] = ["cart"]
    chosen: str = ""
    is_changing: bool = False
    is_revoking: bool = False
    code: str = ""
    link: str = ""
    picture: str = ""

    @office_event
    async def load(self, caller: Caller) -> None:
        """Read how the tablets are."""
        await self._read()
        self.is_changing = self.is_revoking = False
        self.code = self.link = self.picture = ""
        self.duties = ["cart"]

    async def _read(self) -> None:
        self.tablets = await run(_tablets, self.site) if self.site else []

    @office_event
    async def turn_duty(self, caller: Caller, duty: str) -> None:
        """Switch a duty on or off, for the tablet that is being enrolled or changed."""
        self.duties = [d for d in self.duties if d != duty] if duty in self.duties else [*self.duties, duty]

    @office_event
    async def make_code(self, caller: Caller, form: dict[str, Any]) -> None:
        """Make a one-time code for one tablet."""
        name = " ".join(str(form.get("name", "")).split())[:LONGEST_NAME]
        self.code = await run(_make_code, self.site, _known(self.duties), name)
        self.link = f"{self._address()}{routes.ENROL}#{self.code}"
        self.picture = qr_picture(self.link)

    def _address(self) -> str:
        """Where tablets reach this server: as the server was told, or else as this browser does."""
        return (os.environ.get("LEERPLEIN_ADDRESS") or self.router.headers.origin).rstrip("/")

    @office_event
    async def close(self, caller: Caller) -> None:
        """Put the code away, and close what was asked."""
        self.code = self.link = self.picture = ""
        self.is_changing = self.is_revoking = False
        self.duties = ["cart"]
        await self._read()

    @office_event
    async def ask_duties(self, caller: Caller, device: str) -> None:
        """Ask what a tablet is for from now on."""
        found = next((tablet for tablet in self.tablets if tablet.id == device), None)
        self.chosen, self.duties, self.is_changing = device, found.duties.split() if found else [], True

    @office_event
    async def change_duties(self, caller: Caller) -> None:
        """Give the chosen tablet other duties."""
        await run(_change_duties, self.site, self.chosen, _known(self.duties))
        self.is_changing = False
        await self._read()
        self.done = CHANGED

    @office_event
    async def ask_revoke(self, caller: Caller, device: str) -> None:
        """Ask whether a tablet must lose its rights."""
        self.chosen, self.is_revoking = device, True

    @office_event
    async def revoke(self, caller: Caller) -> None:
        """Take the chosen tablet's rights away; what it still sends waits for a judgement."""
        await run(_revoke, self.site, self.chosen)
        self.is_revoking = False
        await self._read()
        self.done = REVOKED


def _known(duties: list[str]) -> list[str]:
    chosen = [duty for duty in DUTIES if duty in duties]
    if not chosen:
        raise Sentence(msgid("Kies minstens één taak."))
    return chosen


def _tablets(site: str) -> list[Tablet]:
    with office.using(sites.data_folder()) as connection:
        found = [_tablet(row) for row in office.devices(connection, site) if PHONE not in row["duties"].split()]
    return sorted(found, key=lambda tablet: tablet.revoked_at != "")


def _tablet(row: Any) -> Tablet:
    told = json.loads(row["report"] or "{}")
    unsent, app, is_safe = told.get("unsent"), told.get("app"), told.get("persistent")
    return Tablet(
        row["id"],
        row["name"] or "",
        row["duties"],
        moment(row["last_seen_at"]),
        unsent if isinstance(unsent, int) else 0,
        str(app or "")[:20],
        "" if is_safe is None else "safe" if is_safe else "unsafe",
        moment(row["revoked_at"]),
    )


def _make_code(site: str, duties: list[str], name: str) -> str:
    with sites.using(sites.data_folder(), site), office.using(sites.data_folder()) as connection:
        return office.make_code(connection, site, duties, name=name)


def _own(connection: Any, site: str, device: str) -> None:
    if not any(row["id"] == device for row in office.devices(connection, site)):
        raise Sentence(msgid("Deze tablet is niet van deze plek."))


def _change_duties(site: str, device: str, duties: list[str]) -> None:
    with office.using(sites.data_folder()) as connection:
        _own(connection, site, device)
        office.change_duties(connection, device, duties)


def _revoke(site: str, device: str) -> None:
    with office.using(sites.data_folder()) as connection:
        _own(connection, site, device)
        office.revoke(connection, device)


def tablets_page() -> rx.Component:
    """A new tablet first, then how the others are."""
    nothing = empty_state("tablet", t("Er is nog geen tablet"), t("Maak een code en scan die met de tablet."))
    listed = rows(rx.foreach(TabletsState.tablets, _row), label=t("Tablets"))
    return office_page(
        t("Tablets"),
        columns(
            rx.cond(TabletsState.code != "", _shown_code(), _new()),
            rx.cond(TabletsState.tablets.length() > 0, card(listed, title=t("Aangemelde tablets")), nothing),
        ),
        _changing(),
        _revoking(),
    )


def _new() -> rx.Component:
    form = rx.el.form(
        field(
            t("Naam van de tablet"),
            text_input(name="name", max_length=LONGEST_NAME),
            hint=t("Zoals het erop staat, bijvoorbeeld: kar 1."),
        ),
        duty_choice(t("Waarvoor is deze tablet?"), TabletsState.duties, TabletsState.turn_duty),
        button(t("Code maken"), type="submit", icon="qr-code", kind="primary"),
        on_submit=TabletsState.make_code,
        class_name="stack",
    )
    return card(form, title=t("Nieuwe tablet"))


def _shown_code() -> rx.Component:
    return card(
        rx.el.p(t("Scan dit met de camera van de tablet. De code werkt één keer, 24 uur lang.")),
        rx.el.img(src=TabletsState.picture, alt=t("QR-code"), class_name="qr"),
        rx.el.p(t("Of open op de tablet: {link}", link=TabletsState.link), class_name="enrol-link"),
        rx.el.div(button(t("Klaar"), TabletsState.close, icon="check", kind="primary")),
        title=t("Code voor één tablet"),
    )


def _row(tablet: Any) -> rx.Component:
    name = rx.cond(tablet.name != "", tablet.name, t("Tablet zonder naam"))
    unsent = tn("{n} wijziging wacht nog op de tablet", "{n} wijzigingen wachten nog op de tablet", tablet.unsent)
    sent = rx.cond(tablet.unsent > 0, badge(unsent, "upload", "notice"), badge(t("Alles verzonden"), "check", "good"))
    told = rx.el.span(
        duty_badges(tablet.duties),
        t("Laatste contact: {wanneer}", wanneer=moment_in_words(tablet.seen_at)),
        rx.cond(tablet.revoked_at != "", rx.fragment(), sent),
        rx.cond(
            tablet.storage == "unsafe", badge(t("Kan gegevens kwijtraken"), "triangle-alert", "ask"), rx.fragment()
        ),
        rx.cond(tablet.app != "", t("Versie {versie}", versie=tablet.app), ""),
        class_name="spread",
    )
    revoked = badge(t("Ingetrokken"), "ban")
    duties = button(t("Taken"), TabletsState.ask_duties(tablet.id), icon="pencil")
    revoke = button(t("Intrekken"), TabletsState.ask_revoke(tablet.id), icon="ban")
    ways = rx.el.span(duties, revoke, class_name="spread")
    return row(
        name, told, leading=icon("tablet"), trailing=rx.cond(tablet.revoked_at != "", revoked, ways), key=tablet.id
    )


def _changing() -> rx.Component:
    save = button(t("Bewaren"), TabletsState.change_duties, icon="check", kind="primary")
    return office_dialog(
        TabletsState.is_changing,
        TabletsState.close,
        t("Waarvoor is deze tablet?"),
        duty_choice(t("Taken"), TabletsState.duties, TabletsState.turn_duty),
        actions=(save,),
    )


def _revoking() -> rx.Component:
    why = t("De tablet wist zichzelf bij het volgende contact. Wat er nog op stond komt bij Nakijken.")
    yes = button(t("Intrekken"), TabletsState.revoke, icon="ban", kind="primary")
    no = button(t("Toch niet"), TabletsState.close, icon="x")
    return office_dialog(
        TabletsState.is_revoking, TabletsState.close, t("Deze tablet intrekken?"), rx.el.p(why), actions=(yes, no)
    )
