"""The Caddy files of the guides, run for real in front of a server of this machine: what they pass on and what not."""

import os
import re
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import httpx
import pytest

DOCS = Path(__file__).parent.parent / "docs"
CADDY = Path(sys.executable).parent / "caddy"
ANSWER = "van het leerplein"


def caddy_files(guide: str) -> list[str]:
    return re.findall(r"```caddy\n(.*?)```", (DOCS / guide).read_text(), re.DOTALL)


def free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        return listener.getsockname()[1]


@pytest.fixture
def behind() -> Iterator[int]:
    """The port of a server that answers every request, and reads what is sent to it."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            # Of what is too large Caddy passes on a part, and then hangs up.
            with suppress(ConnectionError):
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                self.send_response(200)
                self.end_headers()
                self.wfile.write(ANSWER.encode())

        do_POST = do_GET

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


@pytest.fixture
def laptop(tmp_path: Path, behind: int) -> Iterator[tuple[str, str]]:
    """The two addresses of the guide's laptop, with ports that anybody may use and the data of Caddy in a new folder."""
    secure, plain = free_port(), free_port()
    (text,) = caddy_files("laptop.md")
    changes = {
        "leren.home.arpa": f"localhost:{secure}", "http://10.42.0.1": f"http://127.0.0.1:{plain}",
        "127.0.0.1:3000": f"127.0.0.1:{behind}", "/var/lib/caddy/.local/share": str(tmp_path / "share"),
    }  # fmt: skip
    for guide, here in changes.items():
        assert guide in text
        text = text.replace(guide, here)
    alone = "{\n\tadmin off\n\tskip_install_trust\n\tauto_https disable_redirects\n}\n"
    (tmp_path / "Caddyfile").write_text(alone + text)
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "share")}
    with (tmp_path / "caddy.log").open("wb") as log:
        process = subprocess.Popen([CADDY, "run"], cwd=tmp_path, env=environment, stdout=log, stderr=log)
        until_it_has_a_certificate(process, secure, tmp_path / "caddy.log")
        yield f"https://localhost:{secure}", f"http://127.0.0.1:{plain}"
        process.terminate()
        process.wait(30)


def until_it_has_a_certificate(process: subprocess.Popen, port: int, log: Path) -> None:
    """Wait for a handshake that succeeds: Caddy listens before its first certificate is made."""
    anybody = ssl.create_default_context()
    anybody.check_hostname, anybody.verify_mode = False, ssl.CERT_NONE
    while process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port)) as plain:
                return anybody.wrap_socket(plain, server_hostname="localhost").close()
        except (ConnectionError, ssl.SSLError):
            time.sleep(0.05)
    raise AssertionError(log.read_text())


def test_a_tablet_that_took_the_laptops_certificate_trusts_it_and_gets_no_more_than_that(laptop):
    secure, plain = laptop
    taken = httpx.get(plain)
    assert taken.headers["content-type"] == "application/x-x509-ca-cert" and "BEGIN CERTIFICATE" in taken.text
    assert httpx.get(f"{plain}/root.key").text == taken.text, "the private key beside it is never handed out"
    with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
        httpx.get(secure)
    with httpx.Client(base_url=secure, verify=ssl.create_default_context(cadata=taken.text)) as tablet:
        assert tablet.get("/api/health").text == ANSWER
        assert [tablet.get(path).status_code for path in ("/metrics", "/health")] == [404, 404]
        assert tablet.post("/api/sync", content=b"x" * 1_000_000).text == ANSWER
        assert tablet.post("/api/sync", content=b"x" * 26_000_000).status_code == 413


@pytest.mark.parametrize("guide", ["install.md", "machines.md"])
def test_the_caddy_files_of_the_other_guides_are_what_caddy_takes(guide, tmp_path):
    for text in caddy_files(guide):
        (tmp_path / "Caddyfile").write_text(text)
        done = subprocess.run(
            [CADDY, "adapt", "--validate"], cwd=tmp_path, env={**os.environ, "HOME": str(tmp_path)}, capture_output=True
        )
        assert done.returncode == 0, done.stderr.decode()
