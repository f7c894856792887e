"""Reflex configuration: the app's name, its plugins, and what may not be left to the defaults."""

import os

import reflex as rx
from reflex.constants import StateManagerMode

from rxapp.offline import OfflinePlugin

config = rx.Config(
    app_name="rxapp",
    plugins=[OfflinePlugin()],
    disable_plugins=[rx.plugins.SitemapPlugin],
    frontend_compression_formats=["brotli", "gzip"],
    telemetry_enabled=False,
    show_built_with_reflex=False,
    frontend_port=3000,
    backend_port=3000,
    # What a coordinator sees has names in it: in memory only, never in files, which erasing somebody would not reach.
    state_manager_mode=StateManagerMode.REDIS if os.environ.get("REFLEX_REDIS_URL") else StateManagerMode.MEMORY,
    # No other origin, instead of every other; `rxapp.server.edge.own_origin` also refuses what writes.
    cors_allowed_origins=(),
)
