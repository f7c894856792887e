"""The content security policy: only our own files, and of scripts in the page only those that the build wrote.

No `unsafe-inline` for scripts: the hash of every script inside the built HTML is named instead. WebAssembly needs
`wasm-unsafe-eval`. Styles may be inline, because the framework puts lengths and colours in the page.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)

PAGE_HEADERS = {
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()",
    "X-Permitted-Cross-Domain-Policies": "none",
}


def script_hashes(html: str) -> set[str]:
    """The hash of every script inside a page, as a policy names it."""
    found = (match[1] for match in INLINE_SCRIPT.finditer(html))
    return {f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in found}


def hashes_of_build(static: Path) -> list[str]:
    """The hashes of all scripts inside all pages of a built frontend."""
    found = (script_hashes(path.read_text(encoding="utf-8")) for path in static.rglob("*.html"))
    return sorted(set().union(*found))


def policy(hashes: Iterable[str] = ()) -> str:
    """The policy as the header has it."""
    rules = {
        "default-src": "'self'",
        "script-src": " ".join(["'self'", "'wasm-unsafe-eval'", *hashes]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "media-src": "'self' data: blob:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "worker-src": "'self'",
        "manifest-src": "'self'",
        "object-src": "'none'",
        "frame-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return _joined(rules)


FILE_POLICY = {
    "default-src": "'self'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self' 'unsafe-inline'",
    "object-src": "'none'",
    "frame-ancestors": "'none'",
}
"""For what is no page: a worker obeys its own file's policy, and a drawing or paper may be opened by itself."""

FOR_GOOD = "public, max-age=31536000, immutable"
"""How long a file is good whose name changes with its content: the service worker then fetches nothing twice."""


def _joined(rules: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def content_policy(static: Path):
    """ASGI middleware with the policy for the frontend built in `static`: pages get the hashes, files a short one."""
    for_page = {"Content-Security-Policy": policy(hashes_of_build(static)), **PAGE_HEADERS}
    for_file = {"Content-Security-Policy": _joined(FILE_POLICY)}

    def wrap(app: ASGIApp) -> ASGIApp:
        async def with_policy(scope: Scope, receive: Receive, send: Send) -> None:
            async def send_with_policy(message: Message) -> None:
                if message["type"] == "http.response.start":
                    headers = MutableHeaders(scope=message)
                    is_page = headers.get("content-type", "").startswith("text/html")
                    headers.update(for_page if is_page else for_file)
                    if scope["path"].startswith("/assets/") and message["status"] in (200, 206, 304):
                        headers["Cache-Control"] = FOR_GOOD
                await send(message)

            await app(scope, receive, send_with_policy if scope["type"] == "http" else send)

        return with_policy

    return wrap
