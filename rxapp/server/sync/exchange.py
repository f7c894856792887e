"""One idempotent call brings a device and its site together.

    device                                        server
    unsent changes ──── changes ────────────────► push: judge each ─► log ─► state
    status per change ◄── verdicts ───────────────┘                    │
    log ─► state ◄─────── changes after `since` ───────────────────────┤
    cursor ◄───────────── cursor, more ────────────────────────────────┤
    rows folded again ◄── refold ──────────────────────────────────────┘
    a fresh replica file ◄── recover: epoch, scope, horizon, schema or clone

1. Same changes, same state: whatever their order, repetition or batches, all who hold them have equal rows and clocks.
2. State is the fold of the log, for every row, always.
3. Each pushed change gets one verdict, in its place; one bad change never blocks another.
4. Repeating a request adds nothing: a known stamp is a `duplicate`, or gets the refusal that it got before.
5. A device at cursor s holds every accepted change in its scope up to s. The cursor is a position in this log, never
   a stamp, and writers take turns, so nothing appears behind it.
6. Nothing outside a device's duties leaves the server, and nothing that its duties or its people may not write enters.
7. `recover` never stands in the way of pushing: first what is unsent comes in, then the device fetches a new replica.
8. What is forgotten stays away, whatever arrives later.
9. Nothing is accepted with a stamp more than two minutes ahead of this server: no bad clock pushes another forward.
   Should the server's own clock go back, that limit stays where it was, or nobody could go on from what was accepted.
"""

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rxapp.data import SCHEMA, SCHEMA_FLOOR
from rxapp.server.office import Device
from rxapp.server.sync import learner_scope, pull
from rxapp.server.sync.push import Verdict, ground_for, push

MOST_CHANGES = 5000
MOST_REFOLDS = 5000


class Malformed(Exception):
    """The request is not shaped like one; the message says where."""


class TooMany(Exception):
    """More changes than one request may hold."""


class OtherSite(Exception):
    """The device belongs to another site than the one it names."""


class Outdated(Exception):
    """The device's schema is older than what may still push."""


class ServerBehind(Exception):
    """The device's schema is newer than this server's."""


@dataclass(frozen=True)
class Request:
    """A sync request, checked for shape; the changes inside are judged one by one later."""

    site: str
    epoch: str
    schema: int
    scope_version: int
    since: int
    changes: list
    refold: list[tuple[str, str]]
    report: object


def read_request(body: object) -> Request:
    """A request from parsed JSON; raises `Malformed` or `TooMany`."""
    if not isinstance(body, Mapping):
        raise Malformed("The body must be a JSON object.")
    for name, kind in {"site": str, "epoch": str, "schema": int, "scope_version": int, "since": int}.items():
        if type(body.get(name)) is not kind or (kind is int and not 0 <= body[name] < 2**53):
            raise Malformed(f"{name!r} must be {'a text' if kind is str else 'a whole number'}.")
    changes, refold = body.get("changes", []), body.get("refold", [])
    if type(changes) is not list or type(refold) is not list:
        raise Malformed("'changes' and 'refold' must be lists.")
    if len(changes) > MOST_CHANGES or len(refold) > MOST_REFOLDS:
        raise TooMany(f"Send at most {MOST_CHANGES} changes at a time.")
    if not all(type(pair) is list and len(pair) == 2 and all(_is_word(word) for word in pair) for pair in refold):
        raise Malformed("'refold' must be a list of [table, row].")
    rows = [(tbl, row) for tbl, row in refold]
    fields = (body[name] for name in ("site", "epoch", "schema", "scope_version", "since"))
    return Request(*fields, changes, rows, body.get("report"))


def _is_word(value: object) -> bool:
    return type(value) is str and len(value) <= 60 and value.isascii()


def check_admission(device: Device, request: Request) -> None:
    """Raise what keeps this device from pushing at all."""
    if request.site != device.site:
        raise OtherSite(f"This device belongs to another site than {request.site!r}.")
    if request.schema < SCHEMA_FLOOR:
        raise Outdated("This version of the app is too old to send anything; renew the app first.")
    if request.schema > SCHEMA:
        raise ServerBehind("The server is older than this app; try again after the server was updated.")


def sync(
    connection: sqlite3.Connection,
    device: Device,
    replicas: frozenset[str],
    request: Request,
    now_ms: int,
    orphans_before: int = 0,
    after_push: Callable[[sqlite3.Connection], None] = lambda connection: None,
) -> dict:
    """Apply what the device pushes and answer with what it misses; the caller holds the site's connection.

    `after_push` may add what the server makes of it, such as signatures, to the same reply.
    """
    check_admission(device, request)
    ground = ground_for(connection, device.duties, replicas, now_ms, orphans_before, device.learner)
    verdicts = push(connection, request.changes, ground)
    after_push(connection)
    me = connection.execute("SELECT * FROM me").fetchone()
    recover = _recover(connection, me, device, request, verdicts)
    changes, cursor, more = [], request.since, False
    if device.learner and not recover:
        is_behind = request.refold or any(verdict["verdict"] == "refused" for verdict in verdicts)
        has_news = is_behind or learner_scope.has_news(connection, device.learner, request.since, replicas)
        recover, cursor = ("scope", cursor) if has_news else (None, pull.last_seq(connection))
    elif not recover:
        pushed = {verdict["stamp"] for verdict in verdicts}
        changes, cursor, more = pull.page(connection, device.duties, request.since, pushed)
    rows = [] if device.learner else [*_refused_rows(request.changes, verdicts), *request.refold]
    return {
        "verdicts": verdicts,
        "changes": changes,
        "cursor": cursor,
        "more": more,
        "epoch": me["epoch"],
        "scope_version": device.scope_version,
        "schema": SCHEMA,
        "server_time": now_ms,
        "refold": pull.logs(connection, device.duties, rows),
        "recover": recover,
    }


def _recover(
    connection: sqlite3.Connection, me: sqlite3.Row, device: Device, request: Request, verdicts: list[Verdict]
) -> str | None:
    """Why the device must fetch a new replica, or None."""
    if request.epoch != me["epoch"] or request.since > pull.last_seq(connection):
        return "epoch"
    if any(verdict.get("reason") == "clone" for verdict in verdicts):
        return "clone"
    if request.schema != SCHEMA:
        return "schema"
    if request.scope_version != device.scope_version:
        return "scope"
    return "horizon" if request.since < me["horizon"] else None


def _refused_rows(changes: list, verdicts: list[Verdict]) -> list[tuple[str, str]]:
    """The rows of refused changes, as far as they can be read."""
    refused = [change for change, verdict in zip(changes, verdicts, strict=True) if verdict["verdict"] == "refused"]
    pairs = [(change.get("tbl"), change.get("row")) for change in refused if isinstance(change, Mapping)]
    return [(tbl, row) for tbl, row in pairs if _is_word(tbl) and _is_word(row)]
