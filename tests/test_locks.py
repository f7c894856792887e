"""What is installed is what the lock files name, on every day: a new release somewhere else changes nothing here."""

import re
import subprocess
import sys
from pathlib import Path

MAKEFILE = (Path(__file__).parent.parent / "Makefile").read_text()


def test_nothing_is_chosen_anew_when_the_lock_files_are_installed():
    """With a resolver in between, pip 23 prefers a newer granian for `granian[reload]`, and then misses its hash."""
    installs = re.findall(r"pip install (.*) -r requirements", MAKEFILE)
    assert len(installs) == 2
    for options in installs:
        assert {"--no-deps", "--require-hashes"} <= set(options.split())


def test_the_lock_files_leave_no_requirement_out():
    done = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
