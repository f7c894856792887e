"""A page whose connection comes back goes on with what it showed, also at another worker.

Reflex gives a tab whose token is in use a new one, so that two tabs do not share a state. A worker that was stopped,
or a wifi that fell away, leaves such a token behind: the page that comes back would begin anew, and a coordinator would
lose the preview of an import. A second tab is always a page that connects for the first time, and says so.
"""

from typing import Any
from urllib.parse import parse_qs

from reflex.app import EventNamespace
from reflex.constants import CompileVars
from reflex.utils.token_manager import RedisTokenManager, SocketRecord, TokenManager


def keep_tokens(namespace: EventNamespace) -> None:
    """Let every page that connects again to this namespace keep its token."""
    connect = namespace.on_connect

    async def on_connect(sid: str, environ: dict, auth: Any = None) -> None:
        token = parse_qs(environ.get("QUERY_STRING", "")).get("token", [""])[0]
        if token and _is_back(auth):
            await _take_over(namespace._token_manager, token, sid)
        await connect(sid, environ, auth)

    namespace.on_connect = on_connect


def _is_back(auth: Any) -> bool:
    """Whether the page was connected before; only then does it no longer hold what it was built with."""
    event = auth.get(CompileVars.CONNECT_AUTH_EVENT) if isinstance(auth, dict) else None
    payload = event.get("payload") if isinstance(event, dict) else None
    return isinstance(payload, dict) and CompileVars.PAYLOAD_HASHES not in payload


async def _take_over(manager: TokenManager, token: str, sid: str) -> None:
    """Link the token to this socket, whichever had it; the old socket's end then no longer cuts the new one off."""
    if before := manager.token_to_socket.get(token):
        manager.sid_to_token.pop(before.sid, None)
    record = manager.token_to_socket[token] = SocketRecord(instance_id=manager.instance_id, sid=sid)
    manager.sid_to_token[sid] = token
    if isinstance(manager, RedisTokenManager):
        manager._ensure_socket_record_task()
        await manager._store_socket_record(token, record)
