"""What the exports page shows: the learners whose folder can be taken along."""

from rxapp.office.office_state import Office, office_event, run
from rxapp.office.person import Person, people_with
from rxapp.server.accounts.account_sessions import Caller


class ExportsState(Office):
    """A search for one learner; the files themselves are links."""

    people: list[Person] = []
    has_searched: bool = False

    @office_event
    async def open(self, caller: Caller) -> None:
        """An empty search."""
        self.people, self.has_searched = [], False

    @office_event
    async def search(self, caller: Caller, form_data: dict) -> None:
        """Learners by the first letters of their name."""
        self.people = await run(people_with, self.site, str(form_data.get("letters", "")))
        self.has_searched = True
