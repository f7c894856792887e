"""What a person must settle at the tab's site: read, and settled with one event each."""

import dataclasses
from typing import Any

from rxapp.office.office_state import Office, moment, office_event, run
from rxapp.server import site_setup, sites
from rxapp.server.accounts.account_sessions import Caller
from rxapp.server.imports.batch import writing_as
from rxapp.server.mistakes import Mistake
from rxapp.server.sentences import dutch
from rxapp.server.settling import clashes, kept, refused
from rxapp.server.settling.refused import Refused
from rxapp.ui import msgid

TAKEN = msgid("Overgenomen.")
LEFT = msgid("Het blijft zoals het was.")
THROWN = msgid("Weggegooid.")
SETTLED = msgid("Afgehandeld.")


@dataclasses.dataclass
class ClashRow:
    """A sentence with two versions; where the words are for trainers only they stay on the server."""

    tbl: str
    name: str
    day: str
    key: str
    is_unread: bool
    is_gone: bool
    kept_words: str
    kept_by: str
    kept_at: str
    lost_words: str
    lost_by: str
    lost_at: str


@dataclasses.dataclass
class DoubleRow:
    """A book that two tablets lent, to whom and by whom."""

    loan: str
    later_loan: str
    name: str
    barcode: str
    lent_at: str
    later_lent_at: str
    first_name: str
    later_first_name: str
    by_name: str
    later_by_name: str


@dataclasses.dataclass
class KeptRow:
    """What one revoked tablet still sent."""

    device: str
    name: str
    received_at: str
    count: int
    words: list[str]


@dataclasses.dataclass
class JudgementRow:
    """What was decided about a revoked tablet's changes."""

    verdict: str
    device_name: str
    changes: int
    by_name: str
    why: str
    at: str


class ChangesState(Office):
    """Everything to settle, and what was decided about revoked tablets."""

    refused: list[Refused] = []
    clashes: list[ClashRow] = []
    doubles: list[DoubleRow] = []
    kept: list[KeptRow] = []
    judged: list[JudgementRow] = []

    @office_event
    async def load(self, caller: Caller) -> None:
        """Read what there is to settle."""
        await self._read()

    async def _read(self) -> None:
        if self.site:
            self.refused, self.clashes, self.doubles, self.kept, self.judged = await run(_everything, self.site)

    async def _settle(self, caller: Caller, function, *arguments) -> None:
        await run(_writing, self.site, caller.account, function, *arguments)
        await self._read()

    @office_event
    async def take_refused(self, caller: Caller, stamp: str) -> None:
        """Write what a refused change says after all."""
        await self._settle(caller, _take_refused, self.site, stamp, caller.account)
        self.done = TAKEN

    @office_event
    async def leave_refused(self, caller: Caller, stamp: str) -> None:
        """Leave it as it stands."""
        await self._settle(caller, _leave_refused, self.site, stamp, caller.account)
        self.done = LEFT

    @office_event
    async def settle_clash(self, caller: Caller, form: dict[str, Any]) -> None:
        """Choose the words that stand from now on."""
        key, words = str(form.get("key", "")), str(form.get("words", ""))
        await self._settle(caller, _settle_clash, self.site, key, words, caller.account)
        self.done = SETTLED

    @office_event
    async def settle_version(self, caller: Caller, key: str, is_with_lost: bool) -> None:
        """Choose one of the two versions as it is; its words may be for trainers only and stay on the server."""
        await self._settle(caller, _settle_version, self.site, key, is_with_lost, caller.account)
        self.done = SETTLED

    @office_event
    async def settle_double(self, caller: Caller, loan: str, later_loan: str, is_with_later: bool) -> None:
        """Say who has the book."""
        await self._settle(caller, site_setup.settle_double_loan, loan, later_loan, is_with_later)
        self.done = SETTLED

    @office_event
    async def take_kept(self, caller: Caller, form: dict[str, Any]) -> None:
        """Let what a revoked tablet sent in after all, with a reason."""
        arguments = self.site, str(form.get("device", "")), caller.account, str(form.get("why", ""))
        _, waiting = await run(kept.take_over, sites.data_folder(), *arguments)
        await self._read()
        self.done = TAKEN
        if waiting:
            raise Mistake(dutch("Niet overgenomen: {n}. Kijk waarom bij 'Niet aangenomen'.", n=len(waiting)))

    @office_event
    async def throw_kept(self, caller: Caller, form: dict[str, Any]) -> None:
        """Throw away what a revoked tablet sent, with a reason."""
        arguments = self.site, str(form.get("device", "")), caller.account, str(form.get("why", ""))
        await run(kept.throw_away, sites.data_folder(), *arguments)
        await self._read()
        self.done = THROWN


def _everything(site: str) -> tuple:
    folder = sites.data_folder()
    with sites.using(folder, site) as connection:
        refusals = refused.refused(folder, site, connection)
        sentences = [_clash_row(found) for found in clashes.clashes(folder, site, connection)]
        doubles = [DoubleRow(**dict(row)) for row in site_setup.double_loans(connection)]
    waiting = [KeptRow(k.device, k.name, moment(k.received_at), k.count, k.words) for k in kept.kept(folder, site)]
    judged = [
        JudgementRow(j["verdict"], j["device_name"], j["changes"], j["by_name"], j["why"], moment(j["at"]))
        for j in kept.judgements(folder, site)
    ]
    return refusals, sentences, doubles, waiting, judged


def _clash_row(clash: clashes.Clash) -> ClashRow:
    newer, older = clash.kept, clash.lost
    is_unread = clash.tbl in kept.UNREAD
    words = ("", "") if is_unread else (newer.words, older.words)
    told = words[0], newer.first_name, newer.at, words[1], older.first_name, older.at
    return ClashRow(clash.tbl, *clash.about, _key(clash), is_unread, clash.is_gone, *told)


def _key(clash: clashes.Clash) -> str:
    return f"{clash.column}|{clash.stamp}|{clash.other}"


def _writing(site: str, account: str, function, *arguments) -> None:
    with sites.using(sites.data_folder(), site) as connection, writing_as(connection, account):
        function(connection, *arguments)


def _take_refused(connection, site: str, stamp: str, account: str) -> None:
    refused.take_over(sites.data_folder(), site, connection, stamp, account)


def _leave_refused(connection, site: str, stamp: str, account: str) -> None:
    refused.leave(sites.data_folder(), site, connection, stamp, account)


def _settle_clash(connection, site: str, key: str, words: str, account: str) -> None:
    clashes.settle(sites.data_folder(), site, connection, _find_clash(connection, site, key), words, account)


def _settle_version(connection, site: str, key: str, is_with_lost: bool, account: str) -> None:
    found = _find_clash(connection, site, key)
    words = found.lost.words if is_with_lost else found.kept.words
    clashes.settle(sites.data_folder(), site, connection, found, words, account)


def _find_clash(connection, site: str, key: str) -> clashes.Clash:
    for clash in clashes.clashes(sites.data_folder(), site, connection):
        if _key(clash) == key:
            return clash
    raise Mistake(dutch("Deze melding is er niet meer."))
