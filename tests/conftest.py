"""Fixtures for every test: a data folder of its own, and devices that reach the real server."""

pytest_plugins = ["tests.server_fixtures"]
