"""One line per API request, with nothing in it about a person: no address, no query, no cookie, no body."""

import logging
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rxapp.server.monitoring import route_of

logger = logging.getLogger("leerplein.access")


def access_log(app: ASGIApp) -> ASGIApp:
    """ASGI middleware that logs method, route, status and milliseconds of requests under /api/."""

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
            took = (time.perf_counter() - began) * 1000
            logger.info("%s %s %d %.0f ms", scope["method"], route_of(scope), status, took)

    return with_log
