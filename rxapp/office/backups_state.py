"""What the backups page shows."""

from datetime import UTC, datetime

from rxapp.office.office_state import Office, office_event, run
from rxapp.server import sites
from rxapp.server.accounts.account_sessions import Caller
from rxapp.server.backups.backup_status import read_status


class BackupsState(Office):
    """The last backup and the last trial restore; moments are ISO, empty when it never happened."""

    made_on: str = ""
    name: str = ""
    megabytes: float = 0
    is_late: bool = False
    tried_on: str = ""
    tried: str = ""
    changes: int = 0
    problems: list[str] = []

    @office_event
    async def open(self, caller: Caller) -> None:
        """What is known now."""
        status = await run(read_status, sites.data_folder())
        self.made_on, self.name, self.is_late = _moment(status.made_at), status.name, status.is_late
        self.megabytes = round(status.size / 1_000_000, 1)
        self.tried_on, self.tried, self.changes = _moment(status.tried_at), status.tried, status.changes
        self.problems = list(status.problems)


def _moment(at: int) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else ""
