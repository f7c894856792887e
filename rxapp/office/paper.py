"""Paper for the wall and the cart: the year plan, the week's groups, the pack list, the privacy notice."""

import sqlite3
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter

from rxapp.data.queries import load
from rxapp.server.paper import documents
from rxapp.server.paper.documents import typeset
from rxapp.server.paper.drawings import drawing

DAYS = "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag".split()
MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()
PLACES = {"cart": "kar", "library": "bibliotheek", "depot": "magazijn"}


class Unknown(Exception):
    """There is no such group, session or week."""


def day_in_words(day: str) -> str:
    """ "donderdag 26 november"."""
    one = date.fromisoformat(day)
    return f"{DAYS[one.weekday()]} {one.day} {MONTHS[one.month - 1]}"


def date_in_words(day: str) -> str:
    """ "26 november 2026"."""
    return f"{int(day[8:])} {month_in_words(day[:7])}"


def month_in_words(month: str) -> str:
    """ "november 2026"."""
    return f"{MONTHS[int(month[5:]) - 1]} {month[:4]}"


def ask(connection: sqlite3.Connection, query: str, **values) -> list[sqlite3.Row]:
    """The rows of a query of this folder."""
    return getattr(load("rxapp.office"), query).run(connection, **values)


def pack_list_pdf(connection: sqlite3.Connection, given: Mapping[str, str]) -> bytes:
    """What to put on the cart for the next visit, with a box to tick on paper."""
    waiting = load("rxapp.cart").pack_list.run(connection)
    rows = [("☐", row["wanted"], row["first_name"], _where(row)) for row in waiting]
    table = documents.table(("Klaar", "Boek", "Voor", "Waar"), rows, widest=1)
    blocks = [table] if rows else [documents.text("Er zijn geen verzoeken. Er hoeft niets extra mee.")]
    return documents.pdf("Paklijst voor de kar", blocks, _place(connection))


def _where(row: sqlite3.Row) -> str:
    if not row["label"]:
        return "uitgeleend" if row["copies_out"] else "zoeken"
    return f"{PLACES.get(row['place'], row['place'])}, {row['label']}"


def year_plan_pdf(connection: sqlite3.Connection, given: Mapping[str, str]) -> bytes:
    """Every meeting of the coming year, of one group or of all, a heading per month; holidays stand in between."""
    lines = ask(connection, "year_plan", learning_group=given.get("group", ""))
    if not lines and given.get("group"):
        raise Unknown("This group has no meetings in the coming year.")
    blocks = []
    for month, days in groupby(lines, lambda row: row["day"][:7]):
        blocks.append(documents.heading(month_in_words(month)))
        rows = [(day_in_words(row["day"]), row["starts"], row["name"], row["about"]) for row in days]
        blocks.append(documents.table(("Dag", "Tijd", "Groep", "Waar of wat"), rows, widest=3))
    blocks = blocks or [documents.text("Er zijn nog geen bijeenkomsten gepland.")]
    title = "Jaarplan" if not given.get("group") else f"Jaarplan: {lines[0]['name']}"
    return documents.pdf(title, blocks, _place(connection))


def poster_pdf(connection: sqlite3.Connection, given: Mapping[str, str]) -> bytes:
    """The groups of one week for on the wall, A3: a block per day, large, with the picture of each group."""
    monday = week_of(connection, given.get("week", ""))
    sunday = monday + timedelta(days=6)
    found = ask(connection, "week_groups", since=monday.isoformat(), until=sunday.isoformat())
    days = [
        {"day": day_in_words(day).capitalize(), "groups": [_group(row) for row in rows]}
        for day, rows in groupby(found, itemgetter("day"))
    ]
    data = {"place": _place(connection), "week": f"Week {monday.isocalendar().week}", "days": days}
    return typeset("poster.typ", data)


def week_of(connection: sqlite3.Connection, day: str) -> date:
    """The Monday of the week with this day; today's when no day is named."""
    try:
        one = date.fromisoformat(day or connection.execute("SELECT today FROM clock").fetchone()[0])
    except ValueError:
        raise Unknown(f"{day!r} is no day; write it as YYYY-MM-DD.") from None
    return one - timedelta(days=one.weekday())


def _group(row: sqlite3.Row) -> dict[str, str]:
    return {
        "name": row["name"],
        "time": f"{row['starts']} – {row['ends']}" if row["starts"] else "",
        "place": row["place"],
        "symbol": drawing("symbols", row["symbol"]) or drawing("icons", "users"),
    }


NOTICE = (
    ("folder", "Wij maken een mapje voor u.", "Daarin staat wat u wilt leren. En wanneer u er was."),
    ("book-open", "Leent u een boek?", "Wij schrijven het op tot u het boek terugbrengt."),
    ("users", "Uw begeleiders lezen het mapje.", "Uw baas leest het niet."),
    ("eye", "U mag het mapje altijd zien.", "Er staat ook in wie het opende."),
    ("pencil", "Klopt er iets niet?", "Dan veranderen wij het."),
    ("trash-2", "Wilt u het mapje niet meer?", "Dan gooien wij het weg."),
    ("calendar", "Bent u klaar met leren?", "Na {folder} maanden gooien wij het mapje weg."),
    ("heart", "Wij schrijven niets op over uw gezondheid.", "Ook geen BSN en geen geboortedatum."),
    ("hand-helping", "Meedoen mag. Het hoeft niet.", "Zegt u nee? Dan verandert er niets voor u."),
    ("message-circle", "Heeft u een vraag?", "Vraag het aan uw begeleider."),
)
"""Icon, what, and more, in A1; the same words as those of the first conversation."""


def notice_pdf(place: str, months: Mapping[str, int]) -> bytes:
    """The privacy notice on one page of A4, in words of A1 with pictures."""
    lines = [
        {"picture": drawing("icons", picture), "words": words, "more": more.format(**months)}
        for picture, words, more in NOTICE
    ]
    return typeset("notice.typ", {"place": place, "lines": lines})


def _place(connection: sqlite3.Connection) -> str:
    return connection.execute("SELECT max(name) FROM site").fetchone()[0] or ""


def coming_sessions(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Id and words of the sessions that a sheet can be printed for: the coming two weeks, where names are kept."""
    for row in ask(connection, "sheet_sessions"):
        yield row["id"], f"{row['name']}, {day_in_words(row['day'])} {row['starts']}".strip()
