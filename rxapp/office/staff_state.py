"""The people of the tab's site: reading them, and everything that a coordinator does with them."""

import dataclasses
from typing import Any

from rxapp.office.office_state import Office, Sentence, office_event, run
from rxapp.server import pins, sites, staff
from rxapp.server.accounts.account_sessions import Caller
from rxapp.server.imports.batch import writing_as
from rxapp.ui import SYMBOLS, msgid

SAVED = msgid("Bewaard. Elke tablet hoort het bij het volgende contact.")


@dataclasses.dataclass
class Member:
    """Somebody who works here; `hours` are those of this year in words."""

    id: str = ""
    first_name: str = ""
    symbol: str = ""
    duties: str = ""
    has_pin: bool = False
    left_on: str = ""
    is_gone: bool = False
    trainings: str = ""
    hours: str = ""


class StaffState(Office):
    """Everybody of the site, and the one whose card is open."""

    members: list[Member] = []
    chosen: Member = Member()
    is_open: bool = False
    symbol: str = ""
    duties: list[str] = []
    pin: str = ""
    pin_of: str = ""

    @office_event
    async def load(self, caller: Caller) -> None:
        """Read everybody."""
        self.is_open, self.pin, self.pin_of = False, "", ""
        await self._read()

    async def _read(self) -> None:
        self.members = await run(_members, self.site) if self.site else []
        self.chosen = next((member for member in self.members if member.id == self.chosen.id), Member())

    async def _write(self, caller: Caller, function, *arguments) -> Any:
        return await run(_writing, self.site, caller.account, function, *arguments)

    @office_event
    async def open(self, caller: Caller, member: str) -> None:
        """Open somebody's card, or with nobody's id an empty one."""
        await self._read()
        self.chosen = next((found for found in self.members if found.id == member), Member())
        self.symbol = self.chosen.symbol or _free_symbol(self.members)
        self.duties = self.chosen.duties.split() or ["cart"]
        self.is_open, self.pin, self.pin_of = True, "", ""

    @office_event
    async def close(self, caller: Caller) -> None:
        """Close the card."""
        self.is_open, self.pin, self.pin_of = False, "", ""

    @office_event
    async def choose_symbol(self, caller: Caller, symbol: str) -> None:
        """Choose a picture on the card; it counts after `save`."""
        self.symbol = symbol if symbol in SYMBOLS else self.symbol

    @office_event
    async def turn_duty(self, caller: Caller, duty: str) -> None:
        """Switch a duty on or off on the card; it counts after `save`."""
        self.duties = [d for d in self.duties if d != duty] if duty in self.duties else [*self.duties, duty]

    @office_event
    async def save(self, caller: Caller, form: dict[str, Any]) -> None:
        """Keep the card: somebody new gets a PIN at once, which is shown this once."""
        is_new = not self.chosen.id
        name = str(form.get("first_name", ""))
        row = await self._write(caller, staff.save, self.chosen.id, name, self.symbol, self.duties)
        self.chosen = Member(id=row)
        if is_new:
            await self._give_pin(caller, pins.random_pin())
        await self._read()
        self.done = SAVED

    @office_event
    async def reset_pin(self, caller: Caller, form: dict[str, Any]) -> None:
        """Give the PIN that was typed, or a new one; it is shown this once."""
        if not self.chosen.id:
            raise Sentence(msgid("Bewaar deze medewerker eerst."))
        await self._give_pin(caller, staff.checked_pin(str(form.get("pin", "")).strip()))
        await self._read()
        self.done = SAVED

    async def _give_pin(self, caller: Caller, pin: str) -> None:
        verifier = await run(pins.verifier, pin)
        await self._write(caller, staff.set_pin, self.chosen.id, verifier)
        self.pin, self.pin_of = pin, self.chosen.id

    @office_event
    async def leave(self, caller: Caller, form: dict[str, Any]) -> None:
        """Note the last day of who is on the card; an empty day means that they stay."""
        await self._write(caller, staff.leave, self.chosen.id, str(form.get("left_on", "")) or None)
        await self._read()
        self.done = SAVED

    @office_event
    async def add_training(self, caller: Caller, form: dict[str, Any]) -> None:
        """Note a training that was done."""
        name, day = str(form.get("name", "")), str(form.get("done_on", ""))
        await self._write(caller, staff.add_training, self.chosen.id, name, day)
        await self._read()
        self.done = SAVED

    @office_event
    async def add_hours(self, caller: Caller, form: dict[str, Any]) -> None:
        """Note hours of work."""
        try:
            minutes = round(float(str(form.get("hours", "")).replace(",", ".")) * 60)
        except (ValueError, OverflowError):
            raise Sentence(msgid("Vul een aantal uren in, bijvoorbeeld 2,5.")) from None
        await self._write(caller, staff.add_work, self.chosen.id, str(form.get("day", "")), minutes)
        await self._read()
        self.done = SAVED


def _members(site: str) -> list[Member]:
    with sites.using(sites.data_folder(), site) as connection:
        rows = [dict(row) for row in staff.staff_of(connection)]
    for row in rows:
        row |= {"has_pin": bool(row["has_pin"]), "is_gone": bool(row["is_gone"])}
        row["hours"] = f"{row.pop('minutes') / 60:.1f}".removesuffix(".0").replace(".", ",")
    return [Member(**row) for row in rows]


def _writing(site: str, account: str, function, *arguments) -> Any:
    with sites.using(sites.data_folder(), site) as connection, writing_as(connection, account):
        return function(connection, *arguments)


def _free_symbol(members: list[Member]) -> str:
    """The first picture that nobody here has."""
    taken = {member.symbol for member in members}
    return next((symbol for symbol in SYMBOLS if symbol not in taken), next(iter(SYMBOLS)))
