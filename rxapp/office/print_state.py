"""What the print page shows: the sessions, groups and learners that paper can be made for."""

import dataclasses
import sqlite3

from rxapp.office.office_state import Office, office_event, run
from rxapp.office.paper import ask, coming_sessions
from rxapp.office.person import Person, people_with
from rxapp.server import sites
from rxapp.server.accounts.account_sessions import Caller


@dataclasses.dataclass
class Choice:
    """Something to choose in a list."""

    id: str
    name: str


class PrintState(Office):
    """Lists to choose from; the paper itself is links."""

    sessions: list[Choice] = []
    groups: list[Choice] = []
    people: list[Person] = []

    @office_event
    async def open(self, caller: Caller) -> None:
        """The sessions and groups to come."""
        self.people = []
        self.sessions, self.groups = await run(_choices, self.site) if self.site else ([], [])

    @office_event
    async def search(self, caller: Caller, form_data: dict) -> None:
        """Learners by the first letters of their name, for one new card."""
        self.people = await run(people_with, self.site, str(form_data.get("letters", "")))


def _choices(site: str) -> tuple[list[Choice], list[Choice]]:
    with sites.using(sites.data_folder(), site) as connection:
        return [Choice(*found) for found in coming_sessions(connection)], _groups(connection)


def _groups(connection: sqlite3.Connection) -> list[Choice]:
    return [Choice(row["id"], row["name"]) for row in ask(connection, "plan_groups")]
