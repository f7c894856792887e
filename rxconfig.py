"""Reflex configuration: the app's name and its plugins, nothing else."""

import reflex as rx

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
)
