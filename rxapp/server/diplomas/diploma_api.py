"""The routes of diplomas: the public keys that anybody may check with, and for a leader's tablet the paper and picture.

    GET  /api/diploma-keys              public: keys and revoked diplomas of every site, nobody's name
    GET  /api/issuer/<site>             public: the Open Badges profile of a site, and `/revoked`, its list
    POST /api/diplomas/print            lines of JSON: progress, and then one PDF for the whole set
    GET  /api/diplomas/<id>/badge.png   the picture with the credential inside

Printing is a POST because full names are in it: they are used for the paper and appear in no log and no file.
"""

import base64
import json
import os
import re
import sqlite3
from collections.abc import Iterator

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from rxapp.server import sites
from rxapp.server.diplomas import diploma_keys
from rxapp.server.diplomas.diploma_credential import Baker, issuer_profile, revocation_list
from rxapp.server.diplomas.diploma_logo import logo_of
from rxapp.server.diplomas.diploma_print import (
    Changed,
    NotReady,
    Undrawable,
    badge_picture,
    print_steps,
)
from rxapp.server.edge.answering import answered, calling_device, work
from rxapp.server.edge.bodies import parse, read_body
from rxapp.server.edge.errors import Refusal
from rxapp.server.office import Device

DUTIES = {"circle", "training", "office"}
MOST_DIPLOMAS = 200
LONGEST_NAME = 120
ID = re.compile(r"[0-9a-f]{16}")
NO_STORE = {"Cache-Control": "no-store"}
FOR_ANYBODY = {"Access-Control-Allow-Origin": "*"}
"""A verifier of credentials may run as a page of anybody's."""

SELECT = "SELECT diploma_now.* FROM diploma_now WHERE id IN (SELECT value FROM json_each(?)) ORDER BY first_name, id"


def public_address(request: Request) -> str:
    """The address of this server as the world knows it: LEERPLEIN_ADDRESS, else the one that was called."""
    told = os.environ.get("LEERPLEIN_ADDRESS", "").rstrip("/")
    if told:
        return told
    scheme = request.headers.get("x-forwarded-proto", request.url.scheme)
    return f"{'https' if scheme == 'https' else 'http'}://{request.url.netloc}"


@answered
async def get_keys(request: Request) -> Response:
    """GET /api/diploma-keys."""
    return JSONResponse(await work(_published), headers=NO_STORE | FOR_ANYBODY)


def _published() -> dict:
    folder, keys, revoked = sites.data_folder(), [], []
    for site in sites.site_names(folder):
        with sites.using(folder, site) as connection:
            published = diploma_keys.published(connection)
        keys += published["keys"]
        revoked += published["revoked"]
    return {"keys": keys, "revoked": revoked}


@answered
async def get_issuer(request: Request) -> Response:
    """GET /api/issuer/<site>: the profile with the key that checks credentials."""
    reply = await work(_issuer, request.path_params["site"], public_address(request))
    return JSONResponse(reply, headers=FOR_ANYBODY)


def _issuer(site: str, address: str) -> dict:
    folder = sites.data_folder()
    with _known_site(site) as connection:
        name = _place(connection)
    return issuer_profile(address, site, name, diploma_keys.credential_key(folder, site))


@answered
async def get_revoked(request: Request) -> Response:
    """GET /api/issuer/<site>/revoked: the ids of credentials that count no longer."""
    reply = await work(_revoked, request.path_params["site"], public_address(request))
    return JSONResponse(reply, headers=NO_STORE | FOR_ANYBODY)


def _revoked(site: str, address: str) -> dict:
    with _known_site(site) as connection:
        return revocation_list(connection, address, site)


def _known_site(site: str):
    folder = sites.data_folder()
    if site not in sites.site_names(folder):
        raise Refusal(404, "unknown-site", "There is no site by that name.")
    return sites.using(folder, site)


@answered
async def post_print(request: Request) -> Response:
    """POST /api/diplomas/print {diplomas: [ids], full_names: {id: name}}: lines {"done", "of"}, then {"pdf"} or {"error"}."""
    device = _allowed(await work(calling_device, request))
    body = parse(await read_body(request, 100_000))
    ids, full_names = _wanted(body)
    rows, place, logo = await work(_to_print, device, ids)
    lines = _lines(rows, public_address(request), place, full_names, logo)
    return StreamingResponse(lines, media_type="application/x-ndjson", headers=NO_STORE)


def _allowed(device: Device) -> Device:
    if device.is_revoked or not device.duties & DUTIES:
        raise Refusal(
            403, "not-allowed", "This device may not print diplomas; it lacks the duty 'circle' or 'training'."
        )
    return device


def _wanted(body: object) -> tuple[list[str], dict[str, str]]:
    ids = body.get("diplomas") if isinstance(body, dict) else None
    names = body.get("full_names", {}) if isinstance(body, dict) else None
    if not (isinstance(ids, list) and ids and all(isinstance(one, str) and ID.fullmatch(one) for one in ids)):
        raise Refusal(400, "malformed", "'diplomas' must be a list of ids.")
    if not (isinstance(names, dict) and all(isinstance(name, str) for name in names.values())):
        raise Refusal(400, "malformed", "'full_names' must be names by id.")
    if len(ids) > MOST_DIPLOMAS:
        raise Refusal(413, "too-large", f"Print at most {MOST_DIPLOMAS} diplomas at a time.")
    return ids, {diploma: " ".join(name.split())[:LONGEST_NAME] for diploma, name in names.items()}


def _to_print(device: Device, ids: list[str]) -> tuple[list[sqlite3.Row], str, str]:
    """The rows, all ready to print, and the name and logo of the place."""
    folder = sites.data_folder()
    with sites.using(folder, device.site) as connection:
        rows = connection.execute(SELECT, (json.dumps(ids),)).fetchall()
        place = _place(connection)
    if len(rows) < len(set(ids)):
        raise Refusal(404, "unknown-diploma", "The server does not have one of these diplomas; sync first.")
    if any(row["state"] != "ready" for row in rows):
        raise Refusal(409, "not-ready", "One of these diplomas is not signed yet, or counts no longer.")
    return rows, place, logo_of(folder, device.site)


def _lines(rows: list[sqlite3.Row], address: str, place: str, names: dict[str, str], logo: str) -> Iterator[str]:
    """The reply line by line, as the work goes on."""
    try:
        for done, pdf in print_steps(rows, address, place, names, logo):
            yield _line({"pdf": base64.b64encode(pdf).decode()} if pdf else {"done": done, "of": len(rows)})
    except (NotReady, Changed) as error:
        yield _line({"error": "changed", "message": str(error)})
    except Undrawable as error:
        yield _line({"error": "undrawable", "letter": str(error)})


def _line(value: dict) -> str:
    return json.dumps(value) + "\n"


@answered
async def get_badge(request: Request) -> Response:
    """GET /api/diplomas/<id>/badge.png: the Open Badge of a diploma."""
    device = _allowed(await work(calling_device, request))
    png = await work(_badge, device, request.path_params["diploma"], public_address(request))
    headers = {"Content-Disposition": 'attachment; filename="diploma.png"', **NO_STORE}
    return Response(png, media_type="image/png", headers=headers)


def _badge(device: Device, diploma: str, address: str) -> bytes:
    (row,), place, _ = _to_print(device, [diploma])
    private = diploma_keys.credential_key(sites.data_folder(), device.site)
    return Baker(private, address, device.site, place).bake(
        row, badge_picture(row["achievement"], place, row["picture"])
    )


def _place(connection: sqlite3.Connection) -> str:
    row = connection.execute("SELECT name FROM site").fetchone()
    return row["name"] if row else ""


def diploma_routes() -> list[Route]:
    """Every route of this module."""
    return [
        Route("/api/diploma-keys", get_keys, methods=["GET"]),
        Route("/api/issuer/{site}", get_issuer, methods=["GET"]),
        Route("/api/issuer/{site}/revoked", get_revoked, methods=["GET"]),
        Route("/api/diplomas/print", post_print, methods=["POST"]),
        Route("/api/diplomas/{diploma}/badge.png", get_badge, methods=["GET"]),
    ]
