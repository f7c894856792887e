"""One learner as the privacy rules see it: on what ground, who looked in the folder, and erasing it with the proof."""

import dataclasses
import sqlite3
from pathlib import Path

from rxapp.office.office_state import Office, Sentence, office_event, run
from rxapp.office.paper import ask
from rxapp.office.person import Person, people_with, person_named
from rxapp.server import office, sites
from rxapp.server.accounts.account_sessions import Caller
from rxapp.server.imports.batch import writing_as
from rxapp.server.privacy import erasure
from rxapp.ui import msgid

PURPOSES = {
    "lending": msgid("Boeken lenen"),
    "folder": msgid("Het mapje"),
    "diploma": msgid("Diploma's"),
    "handover": msgid("Overdragen aan een andere plek"),
    "photo": msgid("Een foto"),
}
GROUNDS = {
    "consent": msgid("Toestemming"),
    "contract": msgid("Overeenkomst"),
    "task": msgid("Publieke taak"),
    "interest": msgid("Gerechtvaardigd belang"),
    "law": msgid("Wet"),
}
NOBODY = msgid("Deze deelnemer is er niet meer.")


@dataclasses.dataclass
class Basis:
    """On which ground something is kept of a learner, since when, and until when."""

    id: str
    purpose: str
    ground: str
    ground_on: str
    withdrawn_on: str


@dataclasses.dataclass
class Opening:
    """Who opened the folder and when; `who` is empty when nobody knows any more."""

    at: str
    who: str
    is_office: bool


@dataclasses.dataclass
class Erased:
    """The proof of an erasure, in numbers."""

    moment: str
    rows: int
    changes: int
    searched: int
    found_in: str
    devices: list[str]


class FolderState(Office):
    """The learner that was chosen."""

    people: list[Person] = []
    has_searched: bool = False
    learner: str = ""
    first_name: str = ""
    bases: list[Basis] = []
    openings: list[Opening] = []
    erased: list[Erased] = []

    @office_event
    async def search(self, caller: Caller, form_data: dict) -> None:
        """Learners by the first letters of their name."""
        self.people = await run(people_with, self.site, str(form_data.get("letters", "")))
        self.has_searched, self.learner, self.erased = True, "", []

    @office_event
    async def choose(self, caller: Caller, learner: str) -> None:
        """Show one learner."""
        await self._read(str(learner))

    @office_event
    async def note_basis(self, caller: Caller, form_data: dict) -> None:
        """From today something is kept on this ground."""
        purpose, ground = str(form_data.get("purpose", "")), str(form_data.get("ground", ""))
        if purpose not in PURPOSES or ground not in GROUNDS:
            raise Sentence(msgid("Kies waarvoor het is, en de grondslag."))
        given = {"purpose": purpose, "ground": ground}
        await run(write, self.site, caller.account, self.learner, "note_basis", **given)
        await self._read(self.learner)

    @office_event
    async def withdraw(self, caller: Caller, basis: str) -> None:
        """Consent was taken back, or the ground ended, today."""
        if str(basis) not in {one.id for one in self.bases}:
            raise Sentence(NOBODY)
        await run(write, self.site, caller.account, self.learner, "withdraw_basis", basis=str(basis))
        await self._read(self.learner)

    @office_event
    async def erase(self, caller: Caller, form_data: dict) -> None:
        """Erase everything of the learner, once the name was typed as a check."""
        typed = str(form_data.get("first_name", "")).strip()
        if typed.casefold() != self.first_name.strip().casefold():
            raise Sentence(msgid("De naam klopt niet. Er is niets gewist."))
        self.erased = [await run(erase_learner, sites.data_folder(), self.site, self.learner)]
        self.learner, self.first_name, self.bases, self.openings = "", "", [], []
        self.people, self.has_searched = [], False

    async def _read(self, learner: str) -> None:
        self.first_name, self.bases, self.openings = await run(read, self.site, learner)
        self.learner, self.erased = learner, []


def read(site: str, learner: str) -> tuple[str, list[Basis], list[Opening]]:
    """Name, grounds and openings of a learner; raises `Sentence` when there is none."""
    folder = sites.data_folder()
    with sites.using(folder, site) as connection:
        first_name = person_named(connection, learner)
        if first_name is None:
            raise Sentence(NOBODY)
        bases = [Basis(*row) for row in ask(connection, "bases", learner=learner)]
        found = ask(connection, "folder_openings", learner=learner)
    named = [Basis(b.id, PURPOSES[b.purpose], GROUNDS[b.ground], b.ground_on, b.withdrawn_on) for b in bases]
    return first_name, named, [_opening(folder, row) for row in found[:100]]


def _opening(folder: Path, row: sqlite3.Row) -> Opening:
    author = row["created_by"] or ""
    if not author.startswith("office:"):
        return Opening(row["opened_at"], row["first_name"], False)
    with office.using(folder) as connection:
        account = connection.execute("SELECT name FROM account WHERE id = ?", (author.partition(":")[2],)).fetchone()
    return Opening(row["opened_at"], account["name"] if account else "", True)


def write(site: str, account: str, learner: str, query: str, **values) -> None:
    """Run a write of this folder in the name of an account, for a learner who is still there."""
    with sites.using(sites.data_folder(), site) as connection, writing_as(connection, account):
        if person_named(connection, learner) is None:
            raise Sentence(NOBODY)
        ask(connection, query, learner=learner, **values)


def erase_learner(folder: Path, site: str, learner: str) -> Erased:
    """Erase, and give the proof as the page shows it; raises `Sentence` when there is nobody to erase."""
    with sites.using(folder, site) as connection:
        if person_named(connection, learner) is None:
            raise Sentence(NOBODY)
    proof = erasure.erase_learner(folder, site, learner)
    with sites.using(folder, site) as connection:
        sql = "SELECT strftime('%Y-%m-%dT%H:%M:%SZ', ? / 1000, 'unixepoch')"
        moment = connection.execute(sql, (proof.erased_at,)).fetchone()[0]
    rows = sum(proof.rows.values())
    return Erased(moment, rows, proof.changes, proof.searched, ", ".join(proof.found_in), proof.devices)
