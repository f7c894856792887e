"""For who keeps the server running: `/health` in detail and `/metrics` for Prometheus, both for this machine only.

Counts and times; nothing in them is about a person.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from anyio import to_thread
from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from rxapp.data import SCHEMA
from rxapp.server import office, sites
from rxapp.server.edge.addresses import is_local
from rxapp.server.privacy import keeping

LEAST_FREE_MB = 500
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}

REGISTRY = CollectorRegistry()
REQUESTS = Counter("leerplein_requests", "Requests to the API", ["method", "path", "status"], registry=REGISTRY)
SECONDS = Histogram(
    "leerplein_request_seconds", "Time per request to the API", ["path"], registry=REGISTRY,
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)  # fmt: skip


class SiteCollector:
    """Figures that are read when Prometheus asks."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Per site: tablets, changes that they still have to send, seconds since one called, size, last night's job."""
        folder = sites.data_folder()
        figures = {
            "devices": "Tablets that are enrolled and not revoked",
            "unsent_changes": "Changes that tablets said they still have to send",
            "quiet_seconds": "Seconds since the last contact with any tablet",
            "file_bytes": "Size of the site's database",
            "keeping_seconds": "Seconds since what was due was last forgotten",
        }
        families = {
            name: GaugeMetricFamily(f"leerplein_{name}", text, labels=["site"]) for name, text in figures.items()
        }
        for site in sites.site_names(folder):
            for name, value in site_figures(folder, site).items():
                families[name].add_metric([site], value)
        yield from families.values()
        yield GaugeMetricFamily("leerplein_free_bytes", "Free space for data", shutil.disk_usage(folder).free)


def site_figures(folder: Path, site: str) -> dict[str, float]:
    """The figures of one site; what never happened is left out."""
    with office.using(folder) as connection:
        devices, unsent, seen = connection.execute(
            """SELECT count(*), coalesce(sum(iif(json_valid(report), report ->> '$.unsent', 0)), 0), max(last_seen_at)
            FROM device WHERE site = ? AND revoked_at IS NULL""",
            (site,),
        ).fetchone()
    found = {"devices": devices, "unsent_changes": unsent, "file_bytes": sites.site_path(folder, site).stat().st_size}
    runs = keeping.runs(folder, site, most=1)
    if seen:
        found["quiet_seconds"] = (office.now() - seen) / 1000
    if runs:
        found["keeping_seconds"] = (office.now() - runs[0][0]) / 1000
    return found


def count_request(method: str, route: str, status: int, seconds: float) -> None:
    """Add a request to the figures; methods and routes that do not exist share one name."""
    path = route if status not in (404, 405) else "other"
    REQUESTS.labels(method if method in METHODS else "other", path, status).inc()
    SECONDS.labels(path).observe(seconds)


def health(folder: Path) -> dict[str, object]:
    """Whether the server can do its work: `ok`, or `trouble` with one sentence per thing that is wrong."""
    problems = []
    free_mb = shutil.disk_usage(folder).free // 2**20
    if free_mb < LEAST_FREE_MB:
        problems.append(f"Only {free_mb} MB is free.")
    if not os.access(folder / "sites", os.W_OK):
        problems.append("The data folder cannot be written.")
    names = sites.site_names(folder)
    for site in names:
        try:
            with sites.using(folder, site) as connection:
                connection.execute("SELECT epoch FROM me").fetchone()
        except Exception as error:
            problems.append(f"Site {site} cannot be read ({type(error).__name__}).")
    status = "trouble" if problems else "ok"
    return {"status": status, "problems": problems, "sites": len(names), "schema": SCHEMA, "free_mb": free_mb}


async def get_health(request: Request) -> Response:
    """GET /health: details for this machine, and 503 when something is wrong."""
    if not is_local(request):
        return PlainTextResponse("Not found", 404)
    told = await to_thread.run_sync(health, sites.data_folder())
    return JSONResponse(told, 200 if told["status"] == "ok" else 503)


async def get_metrics(request: Request) -> Response:
    """GET /metrics: for Prometheus on this machine."""
    if not is_local(request):
        return PlainTextResponse("Not found", 404)
    text = await to_thread.run_sync(metrics)
    return Response(text, media_type=CONTENT_TYPE_LATEST)


def metrics() -> bytes:
    """Every figure in Prometheus' own format."""
    now = CollectorRegistry()
    now.register(SiteCollector())
    return generate_latest(REGISTRY) + generate_latest(now)


def routes() -> list[Route]:
    """The routes of this module."""
    return [Route("/health", get_health, methods=["GET"]), Route("/metrics", get_metrics, methods=["GET"])]
