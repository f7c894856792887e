"""From records of learners or staff to a plan; of a learner only a first name and a picture symbol are kept."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping

from rxapp.data.declare import DUTIES
from rxapp.data.guards import find_bsn
from rxapp.server.imports.preview import New, Plan, Step, column_problem, problem_at
from rxapp.server.imports.tables import Record, Sheet, plain, read_table
from rxapp.server.sentences import dutch

LEARNER_COLUMNS = {
    "first_name": ("voornaam", "roepnaam", "first name", "naam"),
    "symbol": ("plaatje", "symbool", "symbol"),
}
STAFF_COLUMNS = LEARNER_COLUMNS | {"duties": ("taken", "taak", "duties", "rol")}
DUTY_WORDS = {"kar": "cart", "leeskring": "circle", "training": "training", "kantoor": "office"} | dict(
    zip(DUTIES, DUTIES, strict=True)
)


def read_learners(data: bytes) -> Sheet:
    """The records of a CSV file of learners; every other column is left alone. Raises `UnreadableFile`."""
    return read_table(data, LEARNER_COLUMNS, "first_name")


def read_staff(data: bytes) -> Sheet:
    """The records of a CSV file of staff. Raises `UnreadableFile`."""
    return read_table(data, STAFF_COLUMNS, "first_name")


def plan_learners(
    connection: sqlite3.Connection, records: Iterable[Record], symbols: Mapping[str, str], ignored: Iterable[str] = ()
) -> Plan:
    """What importing these learners would do; `symbols` maps a symbol's name to its Dutch word.

    Who has the same name and symbol is known already. Without a symbol the next one is chosen that nobody with that
    first name has.
    """
    return _plan(connection, records, symbols, ignored, "learner")


def plan_staff(
    connection: sqlite3.Connection, records: Iterable[Record], symbols: Mapping[str, str], ignored: Iterable[str] = ()
) -> Plan:
    """What importing these members of staff would do; who is known already may get other duties."""
    return _plan(connection, records, symbols, ignored, "staff")


def _plan(connection, records, symbols: Mapping[str, str], ignored: Iterable[str], tbl: str) -> Plan:
    known = {
        (plain(row["first_name"] or ""), row["symbol"]): dict(row)
        for row in connection.execute(f"SELECT * FROM {tbl} WHERE left_on IS NULL ORDER BY id")
    }
    words = {plain(word): name for name, word in symbols.items()} | {plain(name): name for name in symbols}
    steps, problems, turns = [], [], Counter()
    for record in records:
        values, wrong = _checked(record.values, words, tbl)
        if not wrong and "symbol" not in values:
            name = plain(values["first_name"])
            symbol = _symbol_for(known, name, turns[name], tuple(symbols))
            turns[name] += 1
            wrong = [] if symbol else [dutch("voor '{naam}' is er geen plaatje meer vrij.", naam=values["first_name"])]
            values["symbol"] = symbol
        problems += [problem_at(record.line, sentence) for sentence in wrong]
        if not wrong:
            steps.append(_step(known, record.line, values, tbl, symbols))
    return Plan("learners" if tbl == "learner" else "staff", steps, problems, list(ignored))


def _checked(given: dict[str, str], words: Mapping[str, str], tbl: str) -> tuple[dict, list[str]]:
    values, wrong = dict(given), []
    if "first_name" not in values:
        wrong.append(dutch("de voornaam ontbreekt."))
    for word, value in values.items():
        if find_bsn(value):
            column = LEARNER_COLUMNS.get(word, (word,))[0]
            wrong.append(dutch("in '{kolom}' staat een burgerservicenummer; dat mag niet.", kolom=column))
    if problem := column_problem(tbl, "first_name", "voornaam", values.get("first_name", "")):
        wrong.append(problem)
    if "symbol" in values:
        symbol = words.get(plain(values["symbol"]))
        if symbol is None:
            wrong.append(dutch("plaatje '{plaatje}' bestaat niet.", plaatje=values["symbol"]))
        values["symbol"] = symbol
    if tbl == "staff":
        values["duties"], problem = _duties(values.get("duties", ""))
        wrong += [problem] if problem else []
    return values, wrong


def _duties(typed: str) -> tuple[str, str | None]:
    """Duties in their stored form, from Dutch words with spaces, commas or plus signs between them."""
    words = typed.replace(",", " ").replace("+", " ").replace("/", " ").split()
    unknown = [word for word in words if plain(word) not in DUTY_WORDS]
    if unknown or not words:
        value = unknown[0] if unknown else ""
        return "", dutch("taak '{taak}' bestaat niet; kies kar, leeskring, training of kantoor.", taak=value)
    chosen = {DUTY_WORDS[plain(word)] for word in words}
    return " ".join(duty for duty in DUTIES if duty in chosen), None


def _symbol_for(known: Mapping, name: str, turn: int, symbols: tuple[str, ...]) -> str | None:
    """For somebody without a symbol: that of the turn-th person of this name who is there, or else one that is free.

    Two rows with the same name are two people, and importing the file again finds the same two.
    """
    taken = [symbol for other, symbol in known if other == name]
    if turn < len(taken):
        return taken[turn]
    start = sum(map(ord, name)) % len(symbols) if symbols else 0
    return next((symbol for symbol in symbols[start:] + symbols[:start] if symbol not in taken), None)


def _step(known: dict, line: int, values: dict, tbl: str, symbols: Mapping[str, str]) -> Step:
    name = f"{values['first_name']} ({symbols.get(values['symbol'], values['symbol'])})"
    present = known.get((plain(values["first_name"]), values["symbol"]))
    if present is None:
        key = New(f"{tbl}-{line}")
        known[plain(values["first_name"]), values["symbol"]] = values | {"id": key}
        return Step("add", line, tbl, dutch("{naam} komt erbij.", naam=name), key=key, values=values)
    duties = values.get("duties")
    if duties and duties != present.get("duties") and not isinstance(present["id"], New):
        changes, before = {"duties": duties}, {"duties": present["duties"]}
        sentence = dutch("{naam} krijgt andere taken.", naam=name)
        return Step("change", line, tbl, sentence, present["id"], values=changes, before=before)
    return Step("skip", line, tbl, dutch("{naam} is al bekend.", naam=name), row=present["id"])
