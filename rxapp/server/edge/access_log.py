"""What every API request leaves behind: a line in the log and a place in the figures, neither about a person."""

import logging
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rxapp.server.edge.monitoring import count_request

logger = logging.getLogger("leerplein.access")


def access_log(app: ASGIApp) -> ASGIApp:
    """ASGI middleware that logs and counts requests under /api/: method, route, status and time.

    No address, no query, no cookie, no body.
    """

    async def with_log(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith("/api/"):
            return await app(scope, receive, send)
        began, status = time.perf_counter(), 500

        async def send_and_note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await app(scope, receive, send_and_note)
        finally:
            seconds, route = time.perf_counter() - began, route_of(scope)
            logger.info("%s %s %d %.0f ms", scope["method"], route, status, seconds * 1000)
            count_request(scope["method"], route, status, seconds)

    return with_log


def route_of(scope: Scope) -> str:
    """The route that answered, such as `/api/office/{site}/{file}`: what was filled in may name somebody."""
    path = scope["path"] if "endpoint" in scope else "other"
    for name, value in reversed(scope.get("path_params", {}).items()):
        before, _, after = path.rpartition(str(value))
        path = f"{before}{{{name}}}{after}"
    return path
