"""Setting up a site from the office: its file, its name, its rule for forgetting borrowers, and what it still lacks."""

import re
import sqlite3
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from rxapp.server import office, sites
from rxapp.server.imports.batch import writing_as
from rxapp.server.mistakes import Mistake
from rxapp.server.sentences import dutch
from rxapp.server.settling import clashes, kept, refused

LONGEST_NAME = 80
MOST_DAYS = 365
QUIET_DAYS = 14
DAY_MS = 24 * 3_600_000

HAS = """SELECT (SELECT count(*) FROM staff, clock WHERE left_on IS NULL OR left_on >= today) AS staff,
  (SELECT count(*) FROM staff, clock WHERE pin IS NULL AND (left_on IS NULL OR left_on >= today)) AS without_pin,
  (SELECT count(*) FROM title) AS titles,
  (SELECT count(*) FROM loan) AS loans,
  (SELECT count(*) FROM double_loan) AS double_loans,
  (SELECT coalesce(max(borrower_days), 0) FROM site) AS borrower_days"""

TABLETS = """SELECT count(*) AS tablets,
  count(*) FILTER (WHERE last_seen_at < :quiet) AS quiet,
  count(*) FILTER (WHERE iif(json_valid(report), report ->> '$.persistent', 1) = 0) AS unsafe
FROM device WHERE site = :site AND revoked_at IS NULL AND duties <> 'learner'"""


class BadSite(Mistake):
    """What was typed cannot be a site; the message is a Dutch sentence."""


@dataclass(frozen=True)
class Attention:
    """What a site has, and how many things want a person: the office's start page in figures."""

    staff: int
    without_pin: int
    titles: int
    loans: int
    double_loans: int
    borrower_days: int
    tablets: int
    quiet: int
    unsafe: int
    refused: int
    clashes: int
    kept: int


def attention(folder: Path, site: str) -> Attention:
    """What the start page of the office tells of a site."""
    with office.using(folder) as connection:
        values = {"site": site, "quiet": office.now() - QUIET_DAYS * DAY_MS}
        tablets = connection.execute(TABLETS, values).fetchone()
    with sites.using(folder, site) as connection:
        has = connection.execute(HAS).fetchone()
        waiting = len(refused.refused(folder, site, connection)), len(clashes.clashes(folder, site, connection))
    return Attention(*has, *tablets, *waiting, sum(found.count for found in kept.kept(folder, site)))


def short_name(name: str) -> str:
    """The name of a site's file: small letters, digits and '-', from the name that people know it by."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"^[^a-z]+", "", plain)).strip("-")[:40].strip("-")


def set_up(folder: Path, name: str, borrower_days: int) -> str:
    """Make a new site; gives its short name. Raises `BadSite`."""
    name, days = _checked(name, borrower_days)
    site = short_name(name)
    if not site:
        raise BadSite(dutch("Gebruik in de naam ook gewone letters."))
    try:
        sites.add_site(folder, site, name, days)
    except sites.SiteExists:
        raise BadSite(dutch("Er is al een plek met de naam '{naam}'. Kies een andere naam.", naam=site)) from None
    with office.using(folder) as connection:
        office.add_site(connection, site, name)
    return site


def change(folder: Path, site: str, account: str, name: str, borrower_days: int) -> None:
    """Give a site another name, or another number of days until borrowers are forgotten. Raises `BadSite`."""
    name, days = _checked(name, borrower_days)
    with sites.using(folder, site) as connection, writing_as(connection, account):
        connection.execute("UPDATE site SET name = ?, borrower_days = ?", (name, days))
    with office.using(folder) as connection:
        office.add_site(connection, site, name)
        connection.execute("UPDATE site SET name = ? WHERE id = ?", (name, site))


def _checked(name: str, borrower_days: int) -> tuple[str, int]:
    words = " ".join(str(name).split())
    if not 0 < len(words) <= LONGEST_NAME:
        raise BadSite(dutch("Vul een naam in van hoogstens {meest} tekens.", meest=LONGEST_NAME))
    if not 0 <= borrower_days <= MOST_DAYS:
        raise BadSite(dutch("Kies een aantal dagen van 0 tot {meest}.", meest=MOST_DAYS))
    return words, borrower_days


def double_loans(connection: sqlite3.Connection) -> list[sqlite3.Row]:
    """Books that two tablets lent at about the same time, with who has them by each."""
    return connection.execute(DOUBLE).fetchall()


DOUBLE = """SELECT double_loan.loan, double_loan.later_loan, coalesce(copy_now.name, '') AS name,
  coalesce(copy_now.barcode, '') AS barcode, double_loan.lent_at, double_loan.later_lent_at,
  coalesce(earlier.first_name, '') AS first_name, coalesce(later.first_name, '') AS later_first_name,
  coalesce(by_earlier.first_name, '') AS by_name, coalesce(by_later.first_name, '') AS later_by_name
FROM double_loan JOIN copy_now ON copy_now.id = double_loan.copy
LEFT JOIN borrower AS earlier_borrower ON earlier_borrower.loan = double_loan.loan
LEFT JOIN learner AS earlier ON earlier.id = earlier_borrower.learner
LEFT JOIN borrower AS later_borrower ON later_borrower.loan = double_loan.later_loan
LEFT JOIN learner AS later ON later.id = later_borrower.learner
LEFT JOIN staff AS by_earlier ON by_earlier.id = double_loan.created_by
LEFT JOIN staff AS by_later ON by_later.id = double_loan.later_created_by
ORDER BY double_loan.later_lent_at DESC LIMIT 100"""


def settle_double_loan(connection: sqlite3.Connection, loan: str, later_loan: str, is_with_later: bool) -> None:
    """A person knows who has the book. With the later borrower the earlier loan is over; with the earlier one the later
    loan never was. The caller holds a transaction in the coordinator's name.
    """
    known = {(row["loan"], row["later_loan"]) for row in double_loans(connection)}
    if (loan, later_loan) not in known:
        raise Mistake(dutch("Deze melding is er niet meer."))
    if is_with_later:
        sql = """UPDATE loan SET (returned_at, returned_visit) = (SELECT lent_at, visit FROM loan WHERE id = ?2)
          WHERE id = ?1 AND returned_at IS NULL"""
        connection.execute(sql, (loan, later_loan))
    else:
        connection.execute("DELETE FROM borrower WHERE loan = ?", (later_loan,))
        connection.execute("DELETE FROM loan WHERE id = ?", (later_loan,))
    connection.execute("INSERT INTO settlement (loan, note) VALUES (?, NULL)", (loan,))
