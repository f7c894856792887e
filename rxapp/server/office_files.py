"""Files that a coordinator brings to the office: taken in within limits, kept shortly, read once by their owner.

browser ── POST /api/office/file ──► data/incoming/<account>-<random> ── take ──► the page's own event, and gone
"""

import secrets
import time
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from rxapp.server import sites
from rxapp.server.accounts import account_sessions
from rxapp.server.accounts.account_sessions import NotAllowed
from rxapp.server.edge.answering import answered, work
from rxapp.server.edge.bodies import read_body
from rxapp.server.edge.errors import Refusal
from rxapp.server.imports.tables import LARGEST_FILE
from rxapp.server.mistakes import Mistake
from rxapp.server.sentences import dutch

COOKIE = "office"
SECONDS_KEPT = 3600
MOST_WAITING = 20


class NoFile(Mistake):
    """The file is not there: it was read before, is too old, or is somebody else's."""


@answered
async def post_file(request: Request) -> Response:
    """POST /api/office/file with the bytes of a file: {file}, the name by which its owner's next event reads it."""
    # A page of another site cannot send this type without asking first.
    if request.headers.get("content-type") != "application/octet-stream":
        raise Refusal(415, "malformed", "Send the file as application/octet-stream.")
    try:
        caller = await work(account_sessions.require, sites.data_folder(), request.cookies.get(COOKIE))
    except NotAllowed:
        raise Refusal(401, "not-allowed", "Sign in first.") from None
    data = await read_body(request, LARGEST_FILE)
    return JSONResponse({"file": await work(keep, sites.data_folder(), caller.account, data)})


def keep(folder: Path, account: str, data: bytes) -> str:
    """Keep a file for its owner's next event; older ones are removed."""
    incoming = folder / "incoming"
    incoming.mkdir(mode=0o700, exist_ok=True)
    drop_old(folder)
    if len(list(incoming.glob(f"{account}-*"))) >= MOST_WAITING:
        raise Refusal(429, "slow-down", "Too many files at once.", retry_after=60)
    name = secrets.token_hex(16)
    sites.make_private(incoming / f"{account}-{name}").write_bytes(data)
    return name


def take(folder: Path, account: str, name: str) -> bytes:
    """The bytes of a file, once; raises `NoFile`."""
    path = folder / "incoming" / f"{account}-{name}"
    if not (isinstance(name, str) and name.isalnum() and path.is_file()):
        raise NoFile(dutch("Dit bestand is er niet meer. Kies het opnieuw."))
    data = path.read_bytes()
    path.unlink()
    return data


def drop_old(folder: Path) -> None:
    """Remove files that nobody came for."""
    for path in (folder / "incoming").glob("*"):
        if time.time() - path.stat().st_mtime > SECONDS_KEPT:
            path.unlink(missing_ok=True)


def routes() -> list[Route]:
    """The routes of this module."""
    return [Route("/api/office/file", post_file, methods=["POST"])]
