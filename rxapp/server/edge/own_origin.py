"""Only the app's own pages may write or open a connection; a page of any other origin is turned away.

Cookies are same-site, but a neighbour on another port or subdomain is the same site; its `Origin` tells it apart.
"""

import os
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

READING = {"GET", "HEAD", "OPTIONS"}


def is_foreign(scope: Scope) -> bool:
    """Whether a page of another origin asks; programs without a browser send no origin."""
    headers = HTTPConnection({**scope, "type": "http"}).headers
    origin = headers.get("origin")
    if origin is None:
        return False
    if origin == "null":
        return headers.get("sec-fetch-site") != "same-origin"
    own = {headers.get("host", ""), urlsplit(os.environ.get("LEERPLEIN_ADDRESS", "")).netloc}
    return urlsplit(origin).netloc not in own - {""}


def own_origin(app: ASGIApp) -> ASGIApp:
    """ASGI middleware that refuses sockets and writing requests that another origin's page makes."""

    async def guard(scope: Scope, receive: Receive, send: Send) -> None:
        writes = scope["type"] == "http" and scope["method"] not in READING
        if (writes or scope["type"] == "websocket") and is_foreign(scope):
            if writes:
                return await PlainTextResponse("Not from another page.", 403)(scope, receive, send)
            return await send({"type": "websocket.close", "code": 1008})
        await app(scope, receive, send)

    return guard
