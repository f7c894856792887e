"""Looks for texts in the raw bytes of database files, in a process of its own.

A process that closes a database file drops every lock that SQLite holds on it for that process; another process then
takes itself for the last one and throws away the write-ahead log that is still in use, with what was just written.
Source: https://www.sqlite.org/howtocorrupt.html, section 2.2.
"""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

CHUNK = 1 << 20


def search_apart(paths: Iterable[Path], texts: set[str]) -> dict[str, set[str]]:
    """Those of the texts that are among the raw bytes of each file, by the file's name; safe while SQLite has it open."""
    asked = json.dumps({"paths": [str(path) for path in paths], "texts": sorted(texts)})
    done = subprocess.run([sys.executable, "-m", __name__], input=asked, capture_output=True, text=True, check=True)
    return {name: set(found) for name, found in json.loads(done.stdout).items()}


def texts_in(path: Path, texts: Iterable[str]) -> list[str]:
    """Those of the texts that are among the raw bytes of a file, in order."""
    wanted = {text: text.encode() for text in texts}
    overlap = max(map(len, wanted.values()), default=0)
    present: set[str] = set()
    rest = b""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            window = rest + chunk
            present |= {text for text, value in wanted.items() if value in window}
            rest = window[-overlap:] if overlap else b""
    return sorted(present)


def main() -> None:
    """Answer one question on standard input: the files, and the texts to look for."""
    asked = json.load(sys.stdin)
    json.dump({Path(path).name: texts_in(Path(path), asked["texts"]) for path in asked["paths"]}, sys.stdout)


if __name__ == "__main__":
    main()
