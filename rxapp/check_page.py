"""Builds the check page `/d`: one small page with a script of its own, apart from the app."""

import hashlib
import json
import shutil
import subprocess
from pathlib import Path

from babel.messages.extract import extract_from_file
from reflex.utils.prerequisites import get_web_dir

from rxapp.locales import KEYWORDS, catalogues

BROWSER = Path(__file__).parent / "browser" / "diplomas"
LOOK = Path(__file__).parent.parent / "assets" / "css" / "look.css"
SOURCES = ("check_page.js", "check_words.js", "pins.js", "statement.js")
SCRIPT = "check.js"
TARGET = "es2020"
"""Browsers since 2020: the oldest that can count with the large numbers of a signature."""


def write_check_page(static: Path) -> None:
    """Write the page and its script into the built frontend, at both places where a page is looked for."""
    script = static / SCRIPT
    _bundle(script)
    revision = hashlib.sha256(script.read_bytes()).hexdigest()[:16]
    page = (BROWSER / "check_page.html").read_text()
    page = page.replace("{look}", LOOK.read_text()).replace("{script}", f"/{SCRIPT}?{revision}")
    (static / "d").mkdir(exist_ok=True)
    for place in ("d.html", "d/index.html"):
        (static / place).write_text(page)


def _bundle(script: Path) -> None:
    web = get_web_dir()
    work = web / "check"
    work.mkdir(exist_ok=True)
    for name in SOURCES:
        shutil.copy(BROWSER / name, work / name)
    (work / "check_words.json").write_text(json.dumps(english_words(), ensure_ascii=False))
    done = subprocess.run(
        ["node", "node_modules/rolldown/bin/cli.mjs", f"check/{SOURCES[0]}", "--format", "iife", "--minify"]
        + ["--transform.target", TARGET, "--file", str(script.resolve())],
        cwd=web,
        check=True,
        capture_output=True,
        text=True,
    )
    # The bundler only warns of a package that is not there, and leaves a script that cannot start.
    if "UNRESOLVED_IMPORT" in done.stdout + done.stderr:
        raise RuntimeError(done.stdout + done.stderr)


def english_words() -> dict[str, str]:
    """The English of every text that the check page says."""
    said = {
        text for name in SOURCES for _, text, _, _ in extract_from_file("javascript", BROWSER / name, keywords=KEYWORDS)
    }
    return {text: english for text, english in catalogues()["en"].items() if text in said}
