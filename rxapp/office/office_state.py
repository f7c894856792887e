"""Who is signed in to the office in this tab, at which site, and the check that every office event begins with.

    class TabletsState(Office):
        @office_event
        async def revoke(self, caller: Caller, device: str) -> None:
            await run(tablets.revoke, sites.data_folder(), caller, self.site, device)

The browser sends `device`; `caller` is found on the server, from the cookie that came with the tab's connection, at
every event anew. Somebody who is not signed in is sent to the sign-in page, and what the tab held is dropped.
"""

import dataclasses
import inspect
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from functools import partial, wraps

import reflex as rx
from anyio import to_thread

from rxapp import routes
from rxapp.server import office, sites
from rxapp.server.accounts import account_sessions, accounts
from rxapp.server.accounts.account_api import token_of
from rxapp.server.accounts.account_sessions import Caller, NotAllowed
from rxapp.server.mistakes import Mistake
from rxapp.server.sentences import told
from rxapp.ui import msgid

TROUBLE = msgid("Dat lukte niet, door een fout in het programma. Probeer het nog eens.")


class Sentence(Mistake):
    """Something that a person can put right; the message is a Dutch sentence for on the page."""


class Elsewhere(NotAllowed):
    """The site that this tab shows is not (or no longer) the caller's."""


@dataclasses.dataclass
class SiteName:
    """A site in the list to choose from."""

    id: str
    name: str


class Office(rx.State):
    """What every office page shows; a page's own state inherits from it."""

    site: str = rx.SessionStorage("", name="office-site")
    site_name: str = ""
    sites: list[SiteName] = []
    person: str = ""
    account: str = ""
    may_add_sites: bool = False
    problem: str = ""
    done: str = ""

    async def _arrive(self) -> Caller:
        """Find out who is here and at which site; raises `NotAllowed` or `Elsewhere`."""
        token = token_of(self.router.headers.cookie)
        caller = await run(account_sessions.require, sites.data_folder(), token)
        found = await run(sites_of, caller)
        self.account, self.person, self.may_add_sites = caller.account, caller.name, accounts.EVERY_SITE in caller.sites
        self.sites = found
        chosen = [site for site in found if site.id == self.site] or ([] if self.site else found)
        if self.site and not chosen:
            raise Elsewhere
        self.site, self.site_name = (chosen[0].id, chosen[0].name) if chosen else ("", "")
        return caller

    async def _turn_away(self, error: NotAllowed) -> rx.event.EventSpec:
        """Drop what this tab held, and send whoever it is to where they may be."""
        (await self.get_state(Office)).reset()
        return rx.redirect(routes.OFFICE if isinstance(error, Elsewhere) else routes.SIGN_IN)


def office_event(handler: Callable[..., Awaitable]) -> rx.EventHandler:
    """An event that only a signed-in coordinator of the tab's site can cause; the handler gets the `Caller`.

    A `Mistake` becomes the sentence in `problem`; any other error is logged, and told without details.
    """

    @wraps(handler)
    async def checked(self: Office, *arguments, **named):
        self.problem = self.done = ""
        try:
            caller = await self._arrive()
            return await handler(self, caller, *arguments, **named)
        except NotAllowed as error:
            return await self._turn_away(error)
        except Mistake as error:
            self.problem = told(error)
        except Exception:
            logging.getLogger("leerplein").exception("An office event failed: %s.", handler.__qualname__)
            self.problem = TROUBLE

    signature = inspect.signature(handler)
    kept = [given for name, given in signature.parameters.items() if name != "caller"]
    checked.__signature__ = signature.replace(parameters=kept)
    checked.__annotations__ = {name: kind for name, kind in handler.__annotations__.items() if name != "caller"}
    return rx.event(checked)


async def run(function: Callable, *arguments, **named):
    """Run blocking work in a thread, so that tablets can sync meanwhile."""
    return await to_thread.run_sync(partial(function, *arguments, **named))


def sites_of(caller: Caller) -> list[SiteName]:
    """The caller's sites by name, and nobody else's."""
    folder = sites.data_folder()
    with office.using(folder) as connection:
        found = [
            SiteName(site, office.site_name(connection, site)) for site in sites.site_names(folder) if caller.may(site)
        ]
    return sorted(found, key=lambda site: site.name.casefold())


def moment(ms: int | None) -> str:
    """Milliseconds since 1970 as `moment_in_words` takes it; empty for never."""
    return datetime.fromtimestamp(ms / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if ms else ""
