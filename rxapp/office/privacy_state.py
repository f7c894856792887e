"""What the privacy page shows: how long things are kept, what goes when, and what the nightly job removed."""

import dataclasses
from datetime import UTC, datetime

from rxapp.office.office_state import Office, Sentence, office_event, run
from rxapp.office.paper import ask
from rxapp.server import sites
from rxapp.server.accounts.account_sessions import Caller
from rxapp.server.privacy import keeping
from rxapp.ui import msgid

KINDS = {
    "attendance": msgid("Wie er was"),
    "folder": msgid("Mapjes"),
    "learner": msgid("Deelnemers zelf"),
    "diploma": msgid("Diploma's"),
    "staff": msgid("Medewerkers"),
    "opening": msgid("Wie een mapje opende"),
    "lending": msgid("Wie welk boek leende"),
    "deleted": msgid("Wat iemand weggooide"),
}
AFTER = {
    "attendance": msgid("maanden na het einde van het kalenderjaar"),
    "folder": msgid("maanden na het einde van de lessen"),
    "learner": msgid("maanden na de laatste dag"),
    "diploma": msgid("maanden na de dag op het diploma"),
    "staff": msgid("maanden na de laatste dag"),
    "opening": msgid("maanden na het openen"),
}
COUNTDOWN_DAYS = 90


@dataclasses.dataclass
class Term:
    """How many months a kind is kept, and after what."""

    kind: str
    name: str
    months: int
    after: str


@dataclasses.dataclass
class Going:
    """How many of a kind will be forgotten on a day."""

    day: str
    name: str
    count: int


@dataclasses.dataclass
class Removed:
    """What one run of the nightly job removed of a kind; an empty name when nothing was due."""

    at: str
    name: str
    count: int


@dataclasses.dataclass
class Untold:
    """A learner who was not told about privacy yet."""

    id: str
    first_name: str
    symbol: str


class PrivacyState(Office):
    """The terms of one site and what follows from them."""

    terms: list[Term] = []
    going: list[Going] = []
    removed: list[Removed] = []
    untold: list[Untold] = []

    @office_event
    async def open(self, caller: Caller) -> None:
        """Everything of this site."""
        if self.site:
            await self._read()

    @office_event
    async def keep_for(self, caller: Caller, kind: str, months: int) -> None:
        """Keep a kind for another number of months at this site; the countdown follows at once."""
        try:
            await run(keeping.choose_months, sites.data_folder(), self.site, str(kind), int(months))
        except ValueError:
            raise Sentence(msgid("Kies een aantal maanden van 0 tot 240.")) from None
        await self._read()
        self.done = msgid("Bewaard. De nachtelijke opruiming houdt zich hieraan.")

    @office_event
    async def tidy_now(self, caller: Caller) -> None:
        """Do the nightly job now."""
        await run(keeping.keep, sites.data_folder(), self.site)
        await self._read()
        self.done = msgid("Opgeruimd. Hieronder staat wat er weg is.")

    async def _read(self) -> None:
        self.terms, self.going, self.removed, self.untold = await run(_read, self.site)


def _read(site: str) -> tuple[list[Term], list[Going], list[Removed], list[Untold]]:
    folder = sites.data_folder()
    months = keeping.months_of(folder, site)
    terms = [Term(kind, KINDS[kind], months[kind], AFTER[kind]) for kind in AFTER]
    going = [Going(day, KINDS[kind], count) for day, kind, count in keeping.countdown(folder, site, COUNTDOWN_DAYS)]
    removed = []
    for at, counts in keeping.runs(folder, site, most=14):
        moment = datetime.fromtimestamp(at / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        removed += [Removed(moment, KINDS[kind], count) for kind, count in counts.items()] or [Removed(moment, "", 0)]
    with sites.using(folder, site) as connection:
        untold = [Untold(*row) for row in ask(connection, "without_notice")]
    return terms, going, removed, untold
