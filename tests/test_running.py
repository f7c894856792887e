"""What goes out is strict, what is logged and measured holds nobody's data, and the office's door checks who calls."""

import base64
import hashlib
import json
import logging

import pytest
from reflex.config import get_config
from reflex.constants import StateManagerMode
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from rxapp.server import office, sites
from rxapp.server.accounts import account_api, account_links, account_sessions, accounts
from rxapp.server.api import api
from rxapp.server.edge import access_log, monitoring
from rxapp.server.edge.addresses import client_address
from rxapp.server.edge.content_policy import content_policy, hashes_of_build, policy, script_hashes
from rxapp.server.edge.own_origin import own_origin
from rxapp.server.edge.structured_log import JsonFormatter

PASSWORD = "vier losse woorden samen"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "sites").mkdir()
    monkeypatch.setenv("LEERPLEIN_DATA", str(tmp_path))
    sites.add_site(tmp_path, "demo", "Demo")
    with office.using(tmp_path) as connection:
        accounts.set_password(connection, accounts.add_account(connection, "ria@x.nl", "Ria", ["demo"]), PASSWORD)
    yield tmp_path
    office.close_all()
    sites.close_all()


@pytest.fixture
def client(folder):
    async def fail(request):
        raise ValueError("Aisha was here")

    async def greet(request):
        return PlainTextResponse("Dag!")

    named = [Route("/api/fail", fail), Route("/api/name/{name}/greeting", greet)]
    routes = [*account_api.routes(), *monitoring.routes(), *named]
    app = Starlette(routes=routes, middleware=[Middleware(access_log.access_log)])
    return TestClient(app, base_url="https://leren.example", client=("127.0.0.1", 5000), raise_server_exceptions=False)


def test_the_policy_names_the_hash_of_every_script_in_the_page_and_allows_no_other():
    linked = '<script src="/x.js"></script>'
    html = f'<script>a = 1;</script>{linked}<script type="module" async="">\nimport "/y.js"\n</script>'
    wanted = {base64.b64encode(hashlib.sha256(text).digest()).decode() for text in (b"a = 1;", b'\nimport "/y.js"\n')}
    assert script_hashes(html) == {f"'sha256-{text}'" for text in wanted}
    scripts = next(rule for rule in policy(script_hashes(html)).split("; ") if rule.startswith("script-src"))
    assert "unsafe-inline" not in scripts and "'unsafe-eval'" not in scripts and "'wasm-unsafe-eval'" in scripts
    for rule in policy().split("; "):
        assert "http" not in rule and "*" not in rule, "nothing comes from another host"


def test_pages_carry_the_hashes_and_scripts_do_not(tmp_path):
    (tmp_path / "kar").mkdir()
    (tmp_path / "index.html").write_text("<script>een()</script>")
    (tmp_path / "kar" / "boeken.html").write_text("<script>twee()</script>")
    assert len(hashes_of_build(tmp_path)) == 2

    async def page(request):
        return HTMLResponse("<script>een()</script>")

    async def worker(request):
        return PlainTextResponse("", media_type="text/javascript")

    served = [Route("/", page), Route("/worker.js", worker), Route("/assets/kar-1f.js", worker)]
    app = content_policy(tmp_path)(Starlette(routes=served))
    client = TestClient(app)
    page_policy = client.get("/").headers["content-security-policy"]
    assert all(found in page_policy for found in hashes_of_build(tmp_path))
    script_policy = client.get("/worker.js").headers["content-security-policy"]
    assert "default-src 'self'" in script_policy and "sha256" not in script_policy
    assert "cache-control" not in client.get("/worker.js").headers, "its name stays while its content changes"
    assert "immutable" in client.get("/assets/kar-1f.js").headers["cache-control"]
    assert "immutable" not in client.get("/assets/gone.js").headers.get("cache-control", "")
    assert client.get("/").headers["x-frame-options"] == "DENY"


def test_a_page_of_another_origin_writes_nothing_and_opens_no_connection(folder, monkeypatch):
    monkeypatch.setenv("LEERPLEIN_ADDRESS", "https://leren.example")
    client = TestClient(own_origin(api), base_url="https://binnen.example")
    own = ("https://leren.example", "https://binnen.example")
    for origin, status in {"https://kwaad.example": 403, "null": 403, **dict.fromkeys(own, 400), None: 400}.items():
        told = {"Origin": origin} if origin else {}
        assert client.post("/api/enrol", content=b"{", headers=told).status_code == status, origin
    form = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}
    assert client.post("/api/enrol", content=b"{", headers=form).status_code == 400
    with pytest.raises(WebSocketDisconnect):
        with client.websocket_connect("/_event/", headers={"Origin": "https://kwaad.example"}):
            pass


def test_what_the_office_shows_is_kept_in_no_file(monkeypatch):
    monkeypatch.delenv("REFLEX_REDIS_URL", raising=False)
    assert get_config().state_manager_mode is StateManagerMode.MEMORY


def test_signing_in_gives_a_cookie_that_scripts_and_other_sites_cannot_use(client, folder):
    body = {"email": "ria@x.nl", "password": PASSWORD}
    answer = client.post("/api/account/sign-in", json=body)
    cookie = answer.headers["set-cookie"].lower()
    assert all(word in cookie for word in ("httponly", "samesite=strict", "secure", "path=/"))
    token = account_api.token_of(f"a=b; office={client.cookies['office']}")
    assert account_sessions.require(folder, token, "demo").name == "Ria"
    assert client.post("/api/account/sign-out", json={}).status_code == 200
    with pytest.raises(account_sessions.NotAllowed):
        account_sessions.require(folder, token, "demo")


@pytest.mark.parametrize(
    "body, headers, status, code",
    [
        (b'{"email": "ria@x.nl", "password": "x"}', {}, 415, "malformed"),
        (b"{", {"content-type": "application/json"}, 400, "malformed"),
        (b"[]", {"content-type": "application/json"}, 400, "malformed"),
        (b'{"email": 5}', {"content-type": "application/json"}, 400, "malformed"),
        (b'{"email": "ria@x.nl", "password": "x"}', {"content-type": "application/json"}, 401, "wrong"),
        (b'{"email": "jan@x.nl", "password": "x"}', {"content-type": "application/json"}, 401, "wrong"),
        (b"x" * 5000, {"content-type": "application/json"}, 413, "too-large"),
    ],
)
def test_a_wrong_sign_in_is_refused(client, body, headers, status, code):
    answer = client.post("/api/account/sign-in", content=body, headers=headers)
    assert (answer.status_code, answer.json()["error"]) == (status, code)
    assert "set-cookie" not in answer.headers


def test_a_password_is_chosen_by_a_link(client, folder):
    with office.using(folder) as connection:
        link = account_links.make_link(connection, accounts.add_account(connection, "jan@x.nl", "Jan", ["demo"]))
    ask = lambda **body: client.post("/api/account/password", json=body)  # noqa: E731
    assert ask(link="verzonnen", password=PASSWORD).json()["error"] == "bad-link"
    assert ask(link=link, password="kort").json() == {
        "error": "bad-password",
        "message": "Kies een wachtwoord van minstens 12 tekens, zoals vier losse woorden.",
    }
    assert ask(link=link, password=PASSWORD).status_code == 200
    assert client.post("/api/account/sign-in", json={"email": "jan@x.nl", "password": PASSWORD}).status_code == 200


def test_guessing_at_the_door_is_slowed_down(client):
    answers = [client.post("/api/account/sign-in", json={"email": "ria@x.nl", "password": str(n)}) for n in range(12)]
    assert answers[-1].status_code == 429 and int(answers[-1].headers["retry-after"]) > 0


def test_health_and_metrics_are_for_this_machine_only(client, folder):
    assert client.get("/health").json()["status"] == "ok"
    assert client.get("/metrics").status_code == 200
    for path in ("/health", "/metrics"):
        assert client.get(path, headers={"x-forwarded-for": "10.0.0.1"}).status_code == 404
    elsewhere = TestClient(client.app, client=("10.0.0.5", 5000))
    assert elsewhere.get("/health").status_code == 404 and elsewhere.get("/metrics").status_code == 404


def test_health_tells_which_site_cannot_be_read(client, folder):
    (folder / "sites" / "stuk.sqlite3").write_bytes(b"no database at all, but long enough to be read as one" * 100)
    answer = client.get("/health")
    assert answer.status_code == 503 and answer.json()["problems"] == ["Site stuk cannot be read (DatabaseError)."]


def test_metrics_count_requests_and_sites_and_name_nobody(client, folder):
    client.post("/api/account/sign-in", json={"email": "ria@x.nl", "password": "x"})
    client.get("/api/niets/Aisha")
    client.get("/api/fail")
    client.get("/api/name/Aisha/greeting")
    client.request("AISHA", "/api/name/Aisha/greeting")
    text = client.get("/metrics").text
    assert 'leerplein_requests_total{method="POST",path="/api/account/sign-in",status="401"}' in text
    assert 'method="GET",path="/api/name/{name}/greeting",status="200"' in text and 'method="other"' in text
    assert 'path="other",status="404"' in text and 'path="/api/fail",status="500"' in text
    assert 'leerplein_devices{site="demo"} 0.0' in text and "leerplein_free_bytes" in text
    assert "Aisha" not in text and "ria" not in text


def test_a_caller_behind_the_own_proxy_has_an_own_address():
    def address(host, forwarded):
        headers = [(b"x-forwarded-for", forwarded.encode())] if forwarded else []
        scope = {"type": "http", "client": (host, 1), "headers": headers}
        return client_address(account_api.Request(scope))

    assert address("127.0.0.1", "10.9.9.9, 10.0.0.1") == "10.0.0.1"
    assert address("10.0.0.7", "10.0.0.1") == "10.0.0.7", "a stranger's word is not believed"
    assert address("::1", "") == "::1"


def test_a_log_line_is_json_and_an_error_is_told_without_its_words():
    try:
        raise ValueError("Aisha heeft 111222333")
    except ValueError as error:
        trouble = (type(error), error, error.__traceback__)
    record = logging.LogRecord("leerplein", logging.ERROR, __file__, 1, "Sync of %s failed", ("demo",), trouble)
    line = json.loads(JsonFormatter().format(record))
    assert line["message"] == "Sync of demo failed" and line["error"] == "ValueError" and line["where"]
    assert "Aisha" not in json.dumps(line)
    other = logging.LogRecord("uvicorn", logging.INFO, __file__, 1, "Got %s", ("Aisha",), None)
    assert json.loads(JsonFormatter().format(other))["message"] == "Got %s"
