"""What every route of the API shares: errors of one shape, blocking work in threads, and whose device calls."""

import random
from collections.abc import Awaitable, Callable
from functools import partial, wraps

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import Response

from rxapp.server import office, sites
from rxapp.server.edge.errors import Refusal, refusal_for
from rxapp.server.office import Device
from rxapp.server.sync import learner_phones

COOKIE = "device"
COOKIE_SECONDS = 400 * 24 * 3600
AT_ONCE = CapacityLimiter(4)
"""Requests that are worked on at the same time: more would only take memory, since a site has one writer."""

MOST_WAITING = 200

Handler = Callable[[Request], Awaitable[Response]]


def answered(handler: Handler) -> Handler:
    """Turn the errors of a route into replies of the one shape."""

    @wraps(handler)
    async def answer(request: Request) -> Response:
        try:
            return await handler(request)
        except Exception as error:
            return refusal_for(error).response()

    return answer


async def work(function: Callable, *arguments):
    """Run blocking work in a thread, a few at a time; a long queue is sent away to come back later."""
    if AT_ONCE.statistics().tasks_waiting > MOST_WAITING:
        raise Refusal(503, "busy", "The server is busy; try again in a moment.", retry_after=random.randint(5, 20))
    return await to_thread.run_sync(partial(function, *arguments), limiter=AT_ONCE)


def with_cookie(request: Request, response: Response, token: str) -> Response:
    """The response with the cookie by which the device is known from now on."""
    secure = "https" in (request.url.scheme, request.headers.get("x-forwarded-proto"))
    response.set_cookie(
        COOKIE, token, max_age=COOKIE_SECONDS, path="/api", httponly=True, samesite="strict", secure=secure
    )
    return response


def calling_device(request: Request) -> Device:
    """The tablet that calls; a revoked one is somebody too, and a learner's own phone is not."""
    device = any_device(request)
    if device.learner:
        raise Refusal(403, "not-allowed", "This is a learner's own phone; it sees its own page only.")
    return device


def any_device(request: Request) -> Device:
    """The tablet or the learner's own phone that calls; such a phone is revoked as soon as its card is."""
    folder = sites.data_folder()
    with office.using(folder) as connection:
        device = office.find_device(connection, request.cookies.get(COOKIE))
    if device is None:
        raise Refusal(401, "unknown-device", "This device is not enrolled; ask for an enrolment code.")
    return learner_phones.with_holder(folder, device) if learner_phones.is_phone(device) else device
