"""Who borrowed or asked is forgotten once the site's days have passed, unless the learner keeps a reading list.

Loans and requests themselves stay: what happened to the book, with nobody's name.
"""

import asyncio
import logging
import sqlite3
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from rxapp.server import sites
from rxapp.server.privacy.forget import Pair, forget_for_good

GRACE_MINUTES = 10
"""Even with 0 days a return can be undone for a while, on the tablet, with the borrower's name."""

SECONDS_BETWEEN = 60
HOUR = 3600

# A loan has ended when it was returned or settled, or when a later loan of the same copy was returned.
DUE_BORROWERS = """
WITH settings AS (
  SELECT strftime('%Y-%m-%dT%H:%M:%SZ',
    :now - 60 * max(:grace, coalesce(max(borrower_days), 0) * 1440), 'unixepoch') AS before FROM site),
ended AS (
  SELECT loan.id, coalesce(loan.returned_at,
    (SELECT min(created_at) FROM settlement WHERE settlement.loan = loan.id),
    (SELECT min(later.returned_at) FROM loan AS later
      WHERE later.copy = loan.copy AND later.lent_at > loan.lent_at)) AS at
  FROM loan)
SELECT borrower.id FROM borrower JOIN ended ON ended.id = borrower.loan
WHERE ended.at <= (SELECT before FROM settings)
  AND NOT EXISTS (SELECT 1 FROM learner WHERE learner.id = borrower.learner AND learner.keeps_list = 1)
UNION
SELECT id FROM _borrower WHERE deleted IS NOT NULL OR loan IN (SELECT id FROM _loan WHERE deleted IS NOT NULL)"""

DUE_REQUESTERS = """
WITH settings AS (
  SELECT (:now - 60 * max(:grace, coalesce(max(borrower_days), 0) * 1440)) * 256000 AS before FROM site)
SELECT requester.id FROM requester JOIN _request ON _request.id = requester.request
WHERE _request.state IN ('handed', 'dropped')
  AND CAST(substr(_request.clock_state, 1, 16) AS INTEGER) <= (SELECT before FROM settings)
  AND NOT EXISTS (SELECT 1 FROM learner WHERE learner.id = requester.learner AND learner.keeps_list = 1)
UNION
SELECT id FROM _requester WHERE deleted IS NOT NULL OR request IN (SELECT id FROM _request WHERE deleted IS NOT NULL)"""

_tidied: dict[tuple[Path, str], float] = {}


def due(connection: sqlite3.Connection, now: float) -> list[Pair]:
    """What must be forgotten at `now` (seconds since 1970)."""
    values = {"now": int(now), "grace": GRACE_MINUTES}
    borrowers = [("borrower", row[0]) for row in connection.execute(DUE_BORROWERS, values)]
    return borrowers + [("requester", row[0]) for row in connection.execute(DUE_REQUESTERS, values)]


def retain(folder: Path, site: str, now: float | None = None) -> Counter:
    """Forget what is due at a site; gives the count per table."""
    with sites.using(folder, site) as connection:
        pairs = due(connection, time.time() if now is None else now)
    forget_for_good(folder, site, pairs)
    return Counter(tbl for tbl, _ in pairs)


def tidy(folder: Path, site: str) -> None:
    """After a sync: the same, at most once a minute."""
    moment = time.monotonic()
    if moment - _tidied.get((folder, site), -SECONDS_BETWEEN) >= SECONDS_BETWEEN:
        _tidied[folder, site] = moment
        retain(folder, site)


async def upkeep(every_day: Callable[[Path, str], None] = lambda folder, site: None) -> None:
    """For as long as the server runs: every hour, every site, also when no tablet calls; then what is due every day."""
    while True:
        folder = sites.data_folder()
        for site in sites.site_names(folder):
            try:
                await asyncio.to_thread(retain, folder, site)
                await asyncio.to_thread(every_day, folder, site)
            except Exception:
                logging.getLogger("leerplein").exception("Could not forget what is due at site %s.", site)
        await asyncio.sleep(HOUR)
