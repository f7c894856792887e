"""The real server as its own process on a free port, with a data folder of its own; it can be killed and restarted."""

import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parent.parent


class ServerProcess:
    """`leerplein serve` as a person starts it; use it as a context manager."""

    def __init__(self, data: Path, web: Path = ROOT / ".web"):
        self.data, self.web = data, web
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://localhost:{self.port}"
        self.process: subprocess.Popen | None = None

    def __enter__(self) -> "ServerProcess":
        return self.start()

    def __exit__(self, *_) -> None:
        self.stop()

    def environment(self) -> dict[str, str]:
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        return {**os.environ, "LEERPLEIN_DATA": str(self.data), "REFLEX_WEB_WORKDIR": str(self.web), "PATH": path}

    def command(self, *words: str) -> str:
        """Run `leerplein …` on this server's data and give what it prints."""
        done = subprocess.run(
            ["leerplein", *words], env=self.environment(), cwd=ROOT, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def start(self) -> "ServerProcess":
        """Start and wait until it answers."""
        self.data.mkdir(parents=True, exist_ok=True)
        self.log = (self.data / "server.log").open("ab")
        self.process = subprocess.Popen(
            ["leerplein", "serve", "--port", str(self.port)],
            env=self.environment(),
            cwd=ROOT,
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
        )
        while not self.is_up():
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(0.05)
                raise AssertionError((self.data / "server.log").read_text())
        return self

    def is_up(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/api/health", timeout=1) as answer:
                return answer.status == 200
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    def kill(self) -> None:
        """Take the power away: no goodbye, no flush."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(30)
        self.log.close()

    def stop(self) -> None:
        """Stop as a service manager does."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.kill()
        self.log.close()

    def enrol_link(self, site: str, *duties: str) -> str:
        """A fresh one-time link for a tablet with these duties."""
        printed = self.command(
            "device", "enrol", site, "--duties", " ".join(duties) or "cart", "--name", secrets.token_hex(2)
        )
        code = re.search(r"/aanmelden#(\S+)", printed)[1]
        return f"{self.url}/aanmelden#{code}"
