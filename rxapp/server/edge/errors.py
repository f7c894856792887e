"""Every error reply has one shape, `{"error": "<code>", "message": "<one English sentence>"}`, and the right status."""

import logging
import sqlite3

from starlette.responses import JSONResponse

from rxapp.data import SCHEMA_FLOOR
from rxapp.server.edge.bodies import TooLarge, Unreadable
from rxapp.server.paper.labels import UnknownSheet
from rxapp.server.sites import UnknownSite
from rxapp.server.sync.exchange import Malformed, OtherSite, Outdated, ServerBehind, TooMany

logger = logging.getLogger("leerplein")

PASSING = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
"""Trouble that time or a person with a larger disk can solve: the device keeps what it has and comes back."""


class Refusal(Exception):
    """A request that is answered with an error: its status, code, sentence, and what else the reply holds."""

    def __init__(self, status: int, code: str, message: str, *, retry_after: int | None = None, **more):
        super().__init__(message)
        self.status, self.code, self.retry_after, self.more = status, code, retry_after, more

    def response(self) -> JSONResponse:
        """The reply."""
        headers = {"Retry-After": str(self.retry_after)} if self.retry_after else {}
        body = {"error": self.code, "message": str(self), **self.more}
        return JSONResponse(body, self.status, headers=headers)


def refusal_for(error: Exception) -> Refusal:
    """The refusal that an error of the layers below means; a fault of our own is logged and says no more than that."""
    match error:
        case Refusal():
            return error
        case Malformed() | Unreadable() | UnknownSheet():
            return Refusal(400, "malformed", str(error))
        case TooLarge() | TooMany():
            return Refusal(413, "too-large", str(error))
        case OtherSite() | UnknownSite():
            return Refusal(403, "other-site", str(error))
        case Outdated():
            return Refusal(426, "outdated", str(error), floor=SCHEMA_FLOOR)
        case ServerBehind():
            return Refusal(503, "server-behind", str(error), retry_after=600)
        case sqlite3.OperationalError() if error.sqlite_errorcode & 0xFF in PASSING:
            logger.error("The database could not be written: %s.", error)
            return Refusal(503, "busy", "The server cannot write just now; try again in a moment.", retry_after=15)
    logger.error("A request failed.", exc_info=error)
    return Refusal(500, "fault", "The server made a mistake; nothing was lost, and it was written in its log.")
