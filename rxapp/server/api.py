"""The HTTP edge: enrol, sync and replica. Each route reads a request, calls one function, and writes the reply."""

import gzip
import json
from functools import partial

import brotli
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from rxapp.data import SCHEMA
from rxapp.data.tables import in_scope
from rxapp.data.tables.learner import LEARNER_MAY
from rxapp.server import office, office_files, sites
from rxapp.server.accounts import account_api
from rxapp.server.diplomas.diploma_api import diploma_routes
from rxapp.server.diplomas.diploma_sign import sign_pushed
from rxapp.server.edge import limits, monitoring
from rxapp.server.edge.addresses import client_address
from rxapp.server.edge.answering import COOKIE, answered, any_device, calling_device, with_cookie, work
from rxapp.server.edge.bodies import inflate, parse, read_body
from rxapp.server.edge.errors import Refusal
from rxapp.server.office import Device
from rxapp.server.paper import labels
from rxapp.server.privacy import forget, retention
from rxapp.server.settling import clashes
from rxapp.server.sync import learner_phones
from rxapp.server.sync.exchange import read_request, sync
from rxapp.server.sync.replica import replica_file

MOST_LABELS = 1000
DAY_MS = 24 * 3600 * 1000


@answered
async def enrol(request: Request) -> Response:
    """POST /api/enrol {code, replicas}: a one-time code becomes a device with its cookie.

    `replicas`, which may lack, are the names of a tablet that was a device before; see `office.adopt_replicas`.
    """
    body = parse(await read_body(request, 4096))
    code = body.get("code") if isinstance(body, dict) else None
    if not isinstance(code, str):
        raise Refusal(400, "malformed", 'Send the code as {"code": "…"}.')
    enrolled, token = await work(_enrol, body, client_address(request), request.cookies.get(COOKIE))
    return with_cookie(request, JSONResponse(enrolled), token)


def _enrol(asked: dict, address: str, former_token: str | None) -> tuple[dict, str]:
    with office.using(sites.data_folder()) as connection:
        if wait := limits.seconds_to_wait(connection, address):
            raise Refusal(429, "slow-down", "Too many wrong codes; wait before trying again.", retry_after=wait)
        try:
            used = office.use_code(connection, asked["code"])
        except office.BadCode as error:
            limits.note_failure(connection, address)
            raise _bad_code(str(error)) from None
        device, token = office.enrol(connection, used, office.find_device(connection, former_token))
        office.adopt_replicas(connection, device, asked.get("replicas"))
        name = office.site_name(connection, used["site"])
    return {"site": used["site"], "site_name": name, "device": device, "duties": used["duties"].split()}, token


def _bad_code(reason: str) -> Refusal:
    if reason == "unknown":
        return Refusal(404, "unknown-code", "This code is not known; check it, or ask for a new one.")
    return Refusal(410, f"{reason}-code", f"This code is {reason}; ask for a new one.")


@answered
async def post_card(request: Request) -> Response:
    """POST /api/card {secret, replicas}: the phone that a learner's card opens becomes a device of that learner alone.

    `replicas` as for a tablet.
    """
    body = parse(await read_body(request, 4096))
    secret = body.get("secret") if isinstance(body, dict) else None
    if not (isinstance(secret, str) and 0 < len(secret) <= 100):
        raise Refusal(400, "malformed", 'Send the card as {"secret": "…"}.')
    enrolled, token = await work(_open_card, body, client_address(request), request.cookies.get(COOKIE))
    return with_cookie(request, JSONResponse(enrolled), token)


def _open_card(asked: dict, address: str, former_token: str | None) -> tuple[dict, str]:
    folder = sites.data_folder()
    with office.using(folder) as connection:
        if wait := limits.seconds_to_wait(connection, address):
            raise Refusal(429, "slow-down", "Too many wrong cards; wait before trying again.", retry_after=wait)
    holder = learner_phones.find_holder(folder, asked["secret"])
    with office.using(folder) as connection:
        if holder is None:
            limits.note_failure(connection, address)
            raise Refusal(404, "unknown-card", "This card opens nothing; ask for a new one.")
        device, token = learner_phones.enrol(connection, holder, office.find_device(connection, former_token))
        office.adopt_replicas(connection, device, asked.get("replicas"))
        name = office.site_name(connection, holder.site)
    enrolled = {"site": holder.site, "site_name": name, "device": device, "learner": holder.learner}
    return {**enrolled, "duties": [learner_phones.DUTY]}, token


@answered
async def post_sync(request: Request) -> Response:
    """POST /api/sync: push, pull and everything beside it; see `sync`."""
    device = await work(any_device, request)
    body = await read_body(request)
    reply = await work(_sync, device, body, request.headers.get("content-encoding", "").strip().lower())
    response = _json(request, reply)
    if office.now() - device.last_seen_at > DAY_MS:
        with_cookie(request, response, request.cookies[COOKIE])
    response.background = BackgroundTask(work, retention.tidy, sites.data_folder(), device.site)
    return response


def _sync(device: Device, body: bytes, encoding: str) -> bytes:
    folder = sites.data_folder()
    sent = parse(inflate(body, encoding))
    if device.is_revoked:
        raise _kept_aside(device, sent)
    request = read_request(sent)
    with office.using(folder) as connection:
        office.note_seen(connection, device.id, request.report)
        replicas = office.replicas(connection, device.id)
        orphans_before = office.restored_ticks(connection, device.site)
    with sites.using(folder, device.site) as connection:
        sign = partial(sign_pushed, folder, device.site)
        reply = sync(connection, device, replicas, request, office.now(), orphans_before, sign)
        # Duplicates too: the server may have died between taking them and noting.
        taken = [verdict["stamp"] for verdict in reply["verdicts"] if verdict["verdict"] != "refused"]
        clashes.note(folder, device.site, connection, taken, request.since)
    return json.dumps(reply, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _kept_aside(device: Device, sent: object) -> Refusal:
    """The reply to a revoked device, after what it sent was put aside for a person to judge."""
    found = sent.get("changes") if isinstance(sent, dict) else None
    changes = [change for change in found if isinstance(change, dict)] if isinstance(found, list) else []
    folder = sites.data_folder()
    with sites.using(folder, device.site) as connection:
        is_erased = device.learner and learner_phones.is_forgotten(connection, device)
        to_judge = [] if is_erased else forget.without_the_forgotten(connection, changes)
    with office.using(folder) as connection:
        # What is forgotten is done with, too: only then does the device let go of it.
        kept = len(changes) - len(to_judge) + office.keep_aside(connection, device.id, to_judge)
    sentence = "This device was revoked; what it still had is kept for a person to judge."
    return Refusal(403, "revoked", sentence, kept=kept)


def _json(request: Request, text: bytes) -> Response:
    headers = {"Vary": "Accept-Encoding", "Cache-Control": "no-store"}
    if "gzip" in request.headers.get("accept-encoding", "") and len(text) > 500:
        text, headers["Content-Encoding"] = gzip.compress(text, 5), "gzip"
    return Response(text, media_type="application/json", headers=headers)


@answered
async def get_replica(request: Request) -> Response:
    """GET /api/replica: a whole database cut to the device's duties, and in `Leerplein-Me` who it is from now on."""
    device = await work(any_device, request)
    if device.is_revoked:
        raise Refusal(403, "revoked", "This device was revoked; ask for a new enrolment code.")
    built, me = await work(_replica, device)
    headers = {
        "Leerplein-Size": str(built.size),
        "Leerplein-Me": json.dumps(me),
        "Vary": "Accept-Encoding",
        "Cache-Control": "no-store",
    }
    body = built.packed
    if "br" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "br"
    else:
        body = await work(brotli.decompress, body)
    return Response(body, media_type="application/vnd.sqlite3", headers=headers)


def _replica(device: Device) -> tuple:
    folder = sites.data_folder()
    with sites.using(folder, device.site):
        pass  # brings an older file up to the declared schema before it is copied
    built = replica_file(folder, device.site, device.duties, device.learner)
    with office.using(folder) as connection:
        replica = office.issue_replica(connection, device.id)
    me = {
        "site": device.site,
        "replica": replica,
        "epoch": built.epoch,
        "schema": SCHEMA,
        "duties": " ".join(sorted(device.duties)),
        "tables": sorted(LEARNER_MAY) if device.learner else [table.name for table in in_scope(device.duties)],
        "scope_version": device.scope_version,
        "cursor": built.cursor,
        "server_time": office.now(),
    }
    return built, me


@answered
async def get_health(request: Request) -> Response:
    """GET /api/health: whether the server answers."""
    return JSONResponse({"status": "ok"})


@answered
async def get_labels(request: Request) -> Response:
    """GET /api/labels?sheet=L7160&skip=0&copies=[<ids>]: a PDF of labels, or with `test` the page to try a sheet."""
    device = await work(calling_device, request)
    if device.is_revoked or not device.duties & {"cart", "office"}:
        raise Refusal(403, "not-allowed", "This device may not print labels; it lacks the duty 'cart'.")
    given = request.query_params
    sheet = labels.find_sheet(given.get("sheet", "L7160"))
    skip = given.get("skip", "0")
    if not (skip.isascii() and skip.isdigit() and int(skip[:4]) < sheet.count):
        raise Refusal(400, "malformed", f"'skip' must be a whole number below {sheet.count}.")
    pdf = await work(_labels, device, sheet, int(skip[:4]), _ids(given.get("copies", "")), "test" in given)
    headers = {"Content-Disposition": 'inline; filename="labels.pdf"', "Cache-Control": "no-store"}
    return Response(pdf, media_type="application/pdf", headers=headers)


def _ids(text: str) -> list[str]:
    """Ids from a JSON list in the address; nothing stands for all."""
    ids = parse(text.encode()) if text else []
    if not (isinstance(ids, list) and all(isinstance(one, str) for one in ids)):
        raise Refusal(400, "malformed", "'copies' must be a JSON list of ids.")
    return ids


def _labels(device: Device, sheet: labels.Sheet, skip: int, ids: list[str], is_test: bool) -> bytes:
    if is_test:
        return labels.test_pdf(sheet)
    with sites.using(sites.data_folder(), device.site) as connection:
        copies = labels.copies_to_label(connection, ids)
    if len(copies) > MOST_LABELS:
        raise Refusal(413, "too-large", f"Print at most {MOST_LABELS} labels at a time.")
    return labels.labels_pdf(sheet, copies, skip)


@answered
async def unknown(request: Request) -> Response:
    """Any other address under /api/."""
    raise Refusal(404, "unknown-address", f"There is no {request.method} {request.url.path}.")


def routes() -> list[Route]:
    """Every route of the API."""
    return [
        Route("/api/enrol", enrol, methods=["POST"]),
        Route("/api/card", post_card, methods=["POST"]),
        Route("/api/sync", post_sync, methods=["POST"]),
        Route("/api/replica", get_replica, methods=["GET"]),
        Route("/api/labels", get_labels, methods=["GET"]),
        Route("/api/health", get_health, methods=["GET"]),
        *diploma_routes(),
        *account_api.routes(),
        *office_files.routes(),
        Route("/api/{rest:path}", unknown, methods=["GET", "POST", "PUT", "PATCH", "DELETE"]),
        *monitoring.routes(),
    ]


api = Starlette(routes=routes())
"""For `rx.App(api_transformer=[api, headers])`."""
