"""Reading a request's body within limits, as it streams in and as it is inflated: no small file becomes a huge one."""

import json
import zlib

from starlette.requests import Request

LARGEST_BODY = 16 * 1024 * 1024


class TooLarge(Exception):
    """The body is larger than the server takes."""


class Unreadable(Exception):
    """The body is not JSON, or not compressed as it says."""


async def read_body(request: Request, largest: int = LARGEST_BODY) -> bytes:
    """The body as sent, still compressed; raises `TooLarge` before more than the limit is in memory."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > largest:
            raise TooLarge(f"The body is larger than {largest} bytes; send it in parts.")
    return bytes(body)


def inflate(body: bytes, encoding: str, largest: int = LARGEST_BODY) -> bytes:
    """The body as text; raises `TooLarge` while inflating, before more than the limit is in memory."""
    if encoding in ("", "identity"):
        return body
    if encoding != "gzip":
        raise Unreadable(f"Content-Encoding {encoding!r} is not understood; use gzip.")
    inflater = zlib.decompressobj(wbits=31)
    try:
        text = inflater.decompress(body, largest + 1)
    except zlib.error:
        raise Unreadable("The body is not gzip, although it says so.") from None
    if len(text) > largest:
        raise TooLarge(f"The body is larger than {largest} bytes when unpacked; send it in parts.")
    if not inflater.eof:
        raise Unreadable("The body ends in the middle of its gzip.")
    return text


def parse(text: bytes) -> object:
    """The JSON of a body; raises `Unreadable` for anything that is not JSON in UTF-8."""
    try:
        return json.loads(text.decode("utf-8"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise Unreadable("The body is not JSON in UTF-8.") from None


def _refuse_constant(name: str) -> None:
    """`NaN` and `Infinity` are no JSON, although Python reads them."""
    raise ValueError(name)
