"""Reflex plugin that makes the built app work without a network: npm packages, texts, and the service worker."""

import gzip
import hashlib
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import brotli
import reflex as rx
from reflex.utils.prerequisites import get_web_dir

from rxapp.check_page import write_check_page
from rxapp.data.guards import health_words
from rxapp.locales import for_floor_and_office

PACKAGES = (
    "sqlocal@0.18.0",
    "@noble/ed25519@2.3.0",
    "@noble/hashes@1.8.0",
    "barcode-detector@3.2.2",
    "zxing-wasm@3.1.3",
    "uqr@0.1.3",
    "workbox-core@7.4.1",
    "workbox-precaching@7.4.1",
    "workbox-routing@7.4.1",
)
BROWSER = Path(__file__).parent / "browser"
NOT_CACHED = re.compile(
    r"external/|css/|worker\.js|LICENSES|fonts/OFL|icons/|favicon\.ico|assets/worker-|kantoor|"
    r"assets/sqlite3-(worker1|opfs)|.*\.(gz|br|map)$"
)
"""What a tablet never asks for without a network: sources bundled elsewhere, the worker itself, licences, pictures for
installing, other ways to start SQLite than ours, and the office."""
SCRIPT = re.compile(r"[\w.$-]+\.js")
FIRST_PAGES = {f"{name}.html" for name in ("index", "kar", "mijn", "d", "__spa-fallback")}
"""The prerendered pages that an app is opened with; every other address begins with the fallback, a kilobyte for all."""


class OfflinePlugin(rx.plugins.Plugin):
    """Adds what the browser needs at build time; nothing of it runs on the server."""

    def get_frontend_development_dependencies(self, **context) -> tuple[str, ...]:
        """The npm packages that the browser's code and its tests import, pinned.

        Not as ordinary dependencies: Reflex would load each of those at every start, for components that it evaluates.
        """
        return (*PACKAGES, "axe-core@4.14.1")

    def pre_compile(self, **context) -> None:
        """Let Vite treat SQLite's worker as a module, and hand the translations and word lists to the browser."""
        context["add_modify_task"]("vite.config.js", add_sqlocal)
        context["add_modify_task"]("utils/state.js", reach_own_server)
        context["add_save_task"](save_lean_sqlite)
        context["add_save_task"](save_texts)
        context["add_save_task"](save_office_texts)
        context["add_save_task"](save_health_words)

    def post_build(self, **context) -> None:
        """Write the check page, the service worker with the list of all files, and compress what the build left."""
        static = Path(context["static_dir"])
        write_check_page(static)
        write_worker(static)
        compress(static)


def add_sqlocal(config: str) -> str:
    """Add SQLocal's plugin and ours to Vite's configuration."""
    imports = 'import sqlocal from "sqlocal/vite";\nimport leanSqlite from "./lean_sqlite.js";\n'
    return imports + config.replace(".concat([])", ".concat([sqlocal(), leanSqlite()])", 1)


def reach_own_server(code: str) -> str:
    """Let office pages connect to the host and port that they came from, instead of the port at build time or 443."""
    changes = {
        "endpoint.hostname = frontend_hostname;": "endpoint.host = window.location.host;",
        'endpoint.port = "";': "endpoint.port = window.location.port;",
    }
    for before, after in changes.items():
        if before not in code and after not in code:
            raise ValueError(f"Reflex's state.js has no {before!r} any more; look how it finds its server now.")
        code = code.replace(before, after)
    return code


def save_lean_sqlite() -> tuple[str, str]:
    """Our plugin for Vite, beside its configuration."""
    return str(get_web_dir() / "lean_sqlite.js"), (BROWSER / "lean_sqlite.js").read_text()


def save_texts() -> tuple[str, str]:
    """The translations of what a tablet may show, as the file that `language.js` imports."""
    return _saved("locales.json", for_floor_and_office()[0])


def save_office_texts() -> tuple[str, str]:
    """The translations of what only the office says, as the file that `office_texts.js` imports."""
    return _saved("office_locales.json", for_floor_and_office()[1])


def save_health_words() -> tuple[str, str]:
    """The words about health, as the file that `guards.js` imports."""
    whole, starts = health_words()
    return _saved("health_words.json", {"whole": sorted(whole), "starts": sorted(starts)})


def _saved(name: str, content: dict) -> tuple[str, str]:
    return str(get_web_dir() / "utils" / name), json.dumps(content, ensure_ascii=False)


def write_worker(static: Path) -> None:
    """Bundle the service worker and tell it every file of the app; its bytes change when any file does."""
    target = static / "worker.js"
    source = get_web_dir() / "worker.js"
    source.write_text((BROWSER / "worker.js").read_text())
    subprocess.run(
        ["node", "node_modules/rolldown/bin/cli.mjs", source.name, "--format", "iife", "--minify"]
        + ["--transform.define", "process.env.NODE_ENV:'production'", "--file", str(target.resolve())],
        cwd=get_web_dir(),
        check=True,
        capture_output=True,
    )
    files = json.dumps(list(precached(static)))
    target.write_text(target.read_text().replace("self.__WB_MANIFEST", files))


def precached(static: Path) -> Iterator[dict]:
    """Every file to cache, with a revision where its name does not change with its content."""
    of_office = office_scripts(static)
    for path in sorted(static.rglob("*")):
        name = path.relative_to(static).as_posix()
        is_later_page = path.suffix == ".html" and name not in FIRST_PAGES
        # SQLite's code is built several times; only that in the worker of the database is ever used.
        has_sqlite = path.suffix == ".js" and "sqlite3_prepare_v3" in path.read_text()
        is_second = has_sqlite and not path.name.startswith("database_worker-")
        if path.is_dir() or NOT_CACHED.match(name) or is_later_page or is_second or path.name in of_office:
            continue
        is_hashed = name.startswith("assets/")
        yield {
            "url": f"/{name}",
            "revision": None if is_hashed else hashlib.sha256(path.read_bytes()).hexdigest()[:16],
        }


def office_scripts(static: Path) -> set[str]:
    """The scripts that no page of the floor loads: the office's pages, and what only those share."""
    scripts = [path for path in static.glob("assets/*.js") if not path.name.startswith("manifest-")]
    loads = {path.name: set(SCRIPT.findall(path.read_text())) - {path.name} for path in scripts}
    shared = set().union(*loads.values())
    found, waiting = set(), {name for name in loads if name not in shared and not name.startswith("_kantoor_")}
    while waiting:
        found |= waiting
        waiting = set().union(*(loads[name] for name in waiting)) & loads.keys() - found
    return loads.keys() - found


def compress(static: Path) -> None:
    """Write a .gz and a .br beside the files that Reflex leaves alone; WebAssembly halves."""
    for path in [*static.rglob("*.wasm"), static / "worker.js", static / "check.js", static / "d.html"]:
        path.with_name(path.name + ".gz").write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))
        path.with_name(path.name + ".br").write_bytes(brotli.compress(path.read_bytes()))
