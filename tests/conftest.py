"""Fixtures for every test: a data folder of its own, and devices that reach the real server."""

from collections import Counter
from pathlib import Path

import pytest

pytest_plugins = ["tests.server_fixtures"]

BROWSER_TESTS = Path(__file__).parent / "browser"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last, the largest module first so that both cores end together.

    Playwright keeps an event loop running in its process, in which `asyncio.run` of a later test fails.
    """
    sizes = Counter(item.path for item in items)
    items.sort(key=lambda item: (BROWSER_TESTS in item.path.parents, -sizes[item.path], str(item.path)))
