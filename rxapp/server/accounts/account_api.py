"""The HTTP edge of the office: sign in and out, and choose a password by a one-time link.

The session's token is in a cookie that scripts cannot read and other sites cannot send. Office pages find it in the
headers of their websocket.
"""

import sqlite3
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from rxapp.server import office, sites
from rxapp.server.accounts import account_links, account_sessions
from rxapp.server.accounts.account_links import BadLink, SlowDown
from rxapp.server.accounts.accounts import BadAccount
from rxapp.server.accounts.sign_in import CodeNeeded, WrongSignIn, sign_in
from rxapp.server.browsers import browser_name
from rxapp.server.edge.addresses import client_address
from rxapp.server.edge.answering import answered, work
from rxapp.server.edge.bodies import parse, read_body
from rxapp.server.edge.errors import Refusal

COOKIE = "office"
LARGEST = 4096


def token_of(cookies: str) -> str | None:
    """The session's token in a Cookie header, for the websocket of the office pages."""
    pairs = (pair.strip().partition("=") for pair in cookies.split(";"))
    return next((value for name, _, value in pairs if name == COOKIE and value), None)


async def _fields(request: Request, *names: str) -> list[str]:
    """The named texts of a JSON body; a page of another site cannot send one without asking first."""
    if not request.headers.get("content-type", "").startswith("application/json"):
        raise Refusal(415, "malformed", "Send JSON.")
    body = parse(await read_body(request, LARGEST))
    if not isinstance(body, dict) or not all(isinstance(body.get(name, ""), str) for name in names):
        raise Refusal(400, "malformed", f"Send an object with the texts {', '.join(names)}.")
    return [body.get(name, "") for name in names]


@answered
async def post_sign_in(request: Request) -> Response:
    """POST /api/account/sign-in {email, password, code?}: a cookie, or 401 wrong, 401 code-needed, 429 slow-down."""
    email, password, code = await _fields(request, "email", "password", "code")
    browser = browser_name(request.headers.get("user-agent", ""))
    try:
        token = await work(sign_in, sites.data_folder(), email, password, code, client_address(request), browser)
    except SlowDown as error:
        raise Refusal(429, "slow-down", str(error), retry_after=error.seconds) from None
    except CodeNeeded as error:
        raise Refusal(401, "code-needed", str(error)) from None
    except WrongSignIn as error:
        raise Refusal(401, "wrong", str(error)) from None
    response = JSONResponse({"status": "ok"})
    secure = "https" in (request.url.scheme, request.headers.get("x-forwarded-proto"))
    age = account_sessions.LONGEST_MS // 1000
    response.set_cookie(COOKIE, token, max_age=age, path="/", httponly=True, samesite="strict", secure=secure)
    return response


@answered
async def post_sign_out(request: Request) -> Response:
    """POST /api/account/sign-out: the session ends, here and on the server."""
    await work(_end, request.cookies.get(COOKIE))
    response = JSONResponse({"status": "ok"})
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
    return response


def _end(token: str | None) -> None:
    with office.using(sites.data_folder()) as connection:
        caller = account_sessions.find(connection, token)
        if caller:
            account_sessions.end(connection, caller.account, caller.session)


@answered
async def post_link(request: Request) -> Response:
    """POST /api/account/link {link}: {email, name} of who it is for; 404 bad-link, 429 slow-down. It stays usable."""
    (link,) = await _fields(request, "link")
    return JSONResponse(await work(_with_link, account_links.look_at_link, link, client_address(request)))


@answered
async def post_password(request: Request) -> Response:
    """POST /api/account/password {link, password}: 200, or 404 bad-link, 422 bad-password, 429 slow-down.

    The very first coordinator sends email and name as well.
    """
    link, password, email, name = await _fields(request, "link", "password", "email", "name")
    await work(_with_link, _use_link, link, password, client_address(request), email, name)
    return JSONResponse({"status": "ok"})


def _use_link(connection: sqlite3.Connection, *given: str) -> dict:
    account_links.use_link(connection, *given)
    return {}


def _with_link(use: Callable, *given: str) -> dict:
    with office.using(sites.data_folder()) as connection:
        try:
            found = dict(use(connection, *given))
        except SlowDown as error:
            raise Refusal(429, "slow-down", str(error), retry_after=error.seconds) from None
        except BadLink as error:
            raise Refusal(404, "bad-link", str(error)) from None
        except BadAccount as error:
            raise Refusal(422, "bad-password", str(error)) from None
    return {name: found[name] for name in ("email", "name") if name in found}


def routes() -> list[Route]:
    """The routes of this module."""
    return [
        Route("/api/account/sign-in", post_sign_in, methods=["POST"]),
        Route("/api/account/sign-out", post_sign_out, methods=["POST"]),
        Route("/api/account/link", post_link, methods=["POST"]),
        Route("/api/account/password", post_password, methods=["POST"]),
    ]
