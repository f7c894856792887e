"""Nobody gets into the office, or into another site, whichever event or address they try."""

import asyncio
import inspect
import typing

import pytest
import reflex as rx
from reflex.istate.data import RouterData
from starlette.applications import Starlette

import rxapp.rxapp  # noqa: F401, every page and with it every state
from rxapp import routes
from rxapp.office.downloads import downloads
from rxapp.office.office_state import Office
from rxapp.server import office, office_files, site_setup, sites
from rxapp.server.accounts import account_links, account_sessions, accounts
from rxapp.server.api import api
from rxapp.server.diplomas import diploma_logo
from tests.server_fixtures import SITE, Client, Place

OTHER = "elders"
ARGUMENTS = {str: "0" * 16, bool: True, int: 1, float: 1.0}
FORM = {"name": "Indringer", "first_name": "Indringer", "why": "zomaar", "words": "anders", "pin": "7391", "code": "1",
        "borrower_days": "3", "isbns": "9789041712345", "old": "x", "new": "y", "again": "y"}  # fmt: skip


def states(cls=Office):
    """Every state of the office, part A and part B alike."""
    yield cls
    for substate in sorted(cls.get_substates(), key=lambda state: state.get_full_name()):
        yield from states(substate)


HANDLERS = [
    (state, name)
    for state in states()
    for name, handler in sorted(state.event_handlers.items())
    if handler.fn.__module__.startswith("rxapp.office")
]


def names(pair):
    return f"{pair[0].__name__}.{pair[1]}"


def arguments_of(function) -> dict:
    """Something that could be meant, for every parameter of an event."""
    hints = typing.get_type_hints(function)
    wanted = list(inspect.signature(function).parameters)[1:]
    given = {name: hints.get(name, str) for name in wanted}
    return {name: ARGUMENTS.get(kind, dict(FORM) if "dict" in str(kind) else []) for name, kind in given.items()}


def cause(state_class, name: str, token: str | None, site: str = SITE, device: str | None = None):
    """Let a browser with these cookies cause one event; gives the state after it, and what the event answered."""
    cookies = "; ".join(f"{key}={value}" for key, value in (("office", token), ("device", device)) if value)

    async def caused():
        root = rx.State(_reflex_internal_init=True)
        root.router = RouterData.from_router_data(
            {"headers": {"cookie": cookies, "origin": "http://test"}, "pathname": routes.OFFICE, "query": {}}
        )
        state = await root.get_state(state_class)
        state.site = site
        handler = state_class.event_handlers[name].fn
        answer = handler(state, **arguments_of(handler))
        if inspect.isasyncgen(answer):
            return state, [step async for step in answer][-1]
        return state, await answer

    return asyncio.run(caused())


@pytest.fixture(autouse=True)
def background_events_run_here(monkeypatch):
    """A background event takes the state's lock; here nobody else wants it."""

    async def enter(self):
        return self

    async def leave(self, *_):
        return None

    monkeypatch.setattr(Office, "__aenter__", enter, raising=False)
    monkeypatch.setattr(Office, "__aexit__", leave, raising=False)


@pytest.fixture
def stranger(place: Place) -> str:
    """The token of a coordinator of another site."""
    site_setup.set_up(place.folder, "Elders", 0)
    return signed_in(place, "elders@leerplein.nl", [OTHER])


def signed_in(place: Place, email: str, own: list[str]) -> str:
    with office.using(place.folder) as connection:
        account = accounts.add_account(connection, email, email.partition("@")[0], own)
        return account_sessions.start(connection, account, "192.0.2.9", "Firefox")


def content(place: Place) -> str:
    """Everything that is stored at the place and in the office, but for when somebody was last seen."""
    with sites.using(place.folder, place.site) as connection:
        stored = "\n".join(connection.iterdump())
    with office.using(place.folder) as connection:
        stored += "\n".join(line for line in connection.iterdump() if "account_session" not in line)
    return stored + diploma_logo.logo_of(place.folder, place.site)


def redirected_to(answer) -> str:
    assert isinstance(answer, rx.event.EventSpec), f"went on and answered {answer!r}"
    (path,) = [value for name, value in answer.args if str(name) == "path"]
    return str(path).strip('"')


def test_every_event_of_the_app_is_tried():
    ours = [
        (state, name)
        for state in states(rx.State)
        for name, handler in state.event_handlers.items()
        if handler.fn.__module__.partition(".")[0] in ("rxapp", "seed") and not issubclass(state, Office)
    ]
    assert ours == [] and len(HANDLERS) > 30


def sent_away(place: Place, path: str, token: str | None = None, device: str | None = None) -> None:
    """Whoever has these cookies causes every event once: each answers with `path`, and none changes a thing."""
    diploma_logo.keep_logo(place.folder, place.site, b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')
    before = content(place)
    for state_class, name in HANDLERS:
        state, answer = cause(state_class, name, token, device=device)
        assert redirected_to(answer) == path, names((state_class, name))
        assert (state.person, state.site, state.sites) == ("", "", []), names((state_class, name))
    assert content(place) == before


def test_nobody_causes_no_event(place: Place):
    sent_away(place, routes.SIGN_IN)


def test_a_volunteers_tablet_causes_no_event(place: Place):
    tablet = place.device("cart office")
    token = next(cookie.value for cookie in tablet.cookies)
    sent_away(place, routes.SIGN_IN, device=token)
    sent_away(place, routes.SIGN_IN, token=token, device=token)


def test_a_coordinator_of_another_site_causes_no_event_here(place: Place, stranger: str):
    sent_away(place, routes.OFFICE, stranger)


def test_who_was_signed_out_causes_no_event(place: Place):
    token = signed_in(place, "ria@leerplein.nl", [SITE])
    with office.using(place.folder) as connection:
        accounts.end_account(connection, accounts.find_account(connection, "ria@leerplein.nl")["id"])
    sent_away(place, routes.SIGN_IN, token)


def test_a_coordinator_sees_only_the_own_sites(place: Place, stranger: str):
    state, _ = cause(next(s for s, name in HANDLERS if s.__name__ == "SitesState"), "load", stranger, site="")
    assert [site.id for site in state.sites] == [OTHER] and [row.id for row in state.rows] == [OTHER]
    assert state.site == OTHER and not state.may_add_sites


def test_only_who_has_every_site_makes_a_new_one(place: Place, stranger: str):
    sites_state = next(s for s, name in HANDLERS if s.__name__ == "SitesState")
    state, answer = cause(sites_state, "make", stranger, site=OTHER)
    assert answer is None and "alle plekken" in state.problem
    assert sorted(sites.site_names(place.folder)) == [OTHER, SITE]
    everywhere = signed_in(place, "allen@leerplein.nl", [accounts.EVERY_SITE])
    cause(sites_state, "make", everywhere, site=OTHER)
    assert sorted(sites.site_names(place.folder)) == [OTHER, "indringer", SITE]


def test_what_a_browser_claims_about_itself_gives_no_rights(place: Place, stranger: str):
    """The browser may send any event, also Reflex's own that set a variable: who somebody is comes from the cookie."""
    sites_state = next(s for s, name in HANDLERS if s.__name__ == "SitesState")

    async def claimed():
        root = rx.State(_reflex_internal_init=True)
        root.router = RouterData.from_router_data({"headers": {"cookie": f"office={stranger}"}})
        state = await root.get_state(sites_state)
        state.person, state.account, state.may_add_sites, state.site = "Baas", "x", True, OTHER
        await sites_state.event_handlers["make"].fn(state, form=dict(FORM))
        return state

    state = asyncio.run(claimed())
    assert state.person == "elders" and not state.may_add_sites
    assert "indringer" not in sites.site_names(place.folder)


OPEN = {
    *(
        "/api/enrol",
        "/api/card",
        "/api/health",
        "/api/diploma-keys",
        "/api/issuer/{site}",
        "/api/issuer/{site}/revoked",
    ),
    *("/api/account/sign-in", "/api/account/sign-out", "/api/account/password", "/api/account/link"),
    "/api/{rest:path}",
}
ENDPOINTS = [
    (route.path, method)
    for route in [*api.routes, *downloads.routes]
    if hasattr(route, "methods") and route.path.startswith("/")
    for method in sorted(route.methods - {"HEAD"})
]


class Everything(Client):
    """Asks the app as a whole: the files of the office, and the API behind them."""

    app = Starlette(routes=[*downloads.routes, *api.routes])


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda endpoint: f"{endpoint[1]} {endpoint[0]}")
def test_endpoints_answer_nobody(place: Place, stranger: str, endpoint):
    """Addresses that are not for everybody answer nobody, those of the office no tablet, and no stranger at a site."""
    path, method = endpoint
    if path in OPEN:
        return
    filled = {name: "0" * 16 for name in ("id", "diploma", "rest", "learner")} | {"file": "plek.zip", "kind": "csv"}
    address = path.format(site=SITE, **filled) + "?since=2026-01-01&until=2026-12-31"
    before = content(place)
    answer = Everything().request(method, address, headers={"Content-Type": "application/octet-stream"}, content=b"x")
    assert answer.status_code in (401, 403, 404), answer.text
    told = {"Content-Type": "application/octet-stream"}
    if "{site}" in path:
        told["Cookie"] = f"office={stranger}"
        assert Everything().request(method, address, headers=told, content=b"x").status_code == 403
    if path.startswith("/api/office"):
        tablet = place.device("cart circle training office")
        before, token = content(place), next(cookie.value for cookie in tablet.cookies)
        told["Cookie"] = f"device={token}; office={token}"
        assert Everything().request(method, address, headers=told, content=b"x").status_code in (401, 403, 404)
    assert content(place) == before


def test_a_file_is_read_once_and_by_its_owner_only(place: Place, stranger: str):
    token = signed_in(place, "ria@leerplein.nl", [SITE])
    ria = Client()
    told = {"Content-Type": "application/octet-stream", "Cookie": f"office={token}"}
    file = ria.request("POST", "/api/office/file", headers=told, content=b"titel\nPluk\n").json()["file"]
    with office.using(place.folder) as connection:
        owner, other = (account_sessions.find(connection, t).account for t in (token, stranger))
    for account, name in ((other, file), (owner, f"../{file}"), (owner, "*")):
        with pytest.raises(office_files.NoFile):
            office_files.take(place.folder, account, name)
    assert office_files.take(place.folder, owner, file) == b"titel\nPluk\n"
    with pytest.raises(office_files.NoFile):
        office_files.take(place.folder, owner, file)


def test_a_page_of_another_site_cannot_send_a_file_or_a_sign_in(place: Place):
    token = signed_in(place, "ria@leerplein.nl", [SITE])
    for kind in ("text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"):
        told = {"Content-Type": kind, "Cookie": f"office={token}"}
        assert Client().request("POST", "/api/office/file", headers=told, content=b"x").status_code == 415
        assert Client().request("POST", "/api/account/sign-in", headers=told, content=b"{}").status_code == 415


def test_the_first_coordinator_tells_who_they_are_by_the_link_and_a_second_link_is_not_made(place: Place):
    with office.using(place.folder) as connection:
        first = accounts.first_account(connection)
        assert accounts.first_account(connection) == first
        link = account_links.make_link(connection, first)
    browser, told = Client(), {"Content-Type": "application/json"}
    assert browser.request("POST", "/api/account/link", json={"link": link}).json() == {"email": "", "name": ""}
    chosen = {"link": link, "password": "vier losse woorden samen", "name": "Ria"}
    assert browser.request("POST", "/api/account/password", json=chosen).status_code == 422
    assert (
        browser.request("POST", "/api/account/password", json={**chosen, "email": "ria@leerplein.nl"}).status_code
        == 200
    )
    typed = {"email": "ria@leerplein.nl", "password": chosen["password"]}
    assert browser.request("POST", "/api/account/sign-in", json=typed, headers=told).status_code == 200
    with office.using(place.folder) as connection:
        assert accounts.first_account(connection) is None
    assert browser.request("POST", "/api/account/link", json={"link": link}).status_code == 404
    assert office.office_path(place.folder).exists()
