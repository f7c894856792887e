"""A page of the office whose connection comes back keeps what it showed; a second tab begins with its own."""

import asyncio

import pytest
from reflex.utils.token_manager import LocalTokenManager

from rxapp.office.reconnecting import keep_tokens

ASKED = {"QUERY_STRING": "token=tab-1&EIO=4"}
FIRST = {"event": {"name": "hydrate_and_load", "payload": {"vars": {}, "hashes": ["a", "b"]}}}
AGAIN = {"event": {"name": "hydrate_and_load", "payload": {"vars": {}}}}


class Connections:
    """What Reflex does when a socket comes: find out under which token it goes on."""

    def __init__(self):
        self._token_manager = LocalTokenManager()
        keep_tokens(self)

    async def on_connect(self, sid: str, environ: dict, auth: object = None) -> None:
        await self._token_manager.link_token_to_sid("tab-1", sid)

    def token_after(self, *connects: tuple[str, object]) -> str:
        for sid, auth in connects:
            asyncio.run(self.on_connect(sid, ASKED, auth))
        return self._token_manager.sid_to_token[connects[-1][0]]


def test_a_page_that_comes_back_before_its_old_connection_was_missed_keeps_its_token():
    connections = Connections()
    assert connections.token_after(("old", FIRST), ("new", AGAIN)) == "tab-1"
    assert "old" not in connections._token_manager.sid_to_token, "its end must not cut the new one off"
    assert connections._token_manager.token_to_socket["tab-1"].sid == "new"


@pytest.mark.parametrize("auth", [FIRST, None, {}, {"event": None}, {"event": {"payload": None}}, "nonsense"])
def test_a_second_tab_gets_a_token_of_its_own_and_nonsense_breaks_nothing(auth):
    assert Connections().token_after(("old", FIRST), ("other", auth)) != "tab-1"
