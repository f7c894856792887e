"""`leerplein serve`: the whole app on one port, from the frontend as it was built."""

import multiprocessing
import os
import socket
from pathlib import Path
from typing import Annotated

import typer

from rxapp.server import office, sites
from rxapp.server.commands.accounts import print_set_up
from rxapp.server.commands.demo import DEMO_SITE, load, print_welcome
from rxapp.server.commands.terminal import read_address, say
from rxapp.server.edge import structured_log
from rxapp.server.mistakes import Mistake

PROJECT = Path(__file__).parents[3]


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 is every network.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=1, max=65535)] = 3000,
    demo_if_empty: Annotated[bool, typer.Option(help="Load the demo when there is no site yet.")] = False,
    workers: Annotated[int, typer.Option(help="Processes that share the work; more than one needs Redis.", min=1)] = 1,
    public: Annotated[
        str, typer.Option("--address", envvar="LEERPLEIN_ADDRESS", help="Public address, for links and QR codes.")
    ] = "",
) -> None:
    """Serve the app until Ctrl-C."""
    if workers > 1 and not os.environ.get("REFLEX_REDIS_URL"):
        raise Mistake(f"{workers} workers need a Redis to share what the office shows: set REFLEX_REDIS_URL.")
    _try_port(host, port)
    folder = sites.data_folder()
    address = read_address(public or f"http://localhost:{port}")
    if demo_if_empty and not sites.site_names(folder):
        load(folder)
    if DEMO_SITE in sites.site_names(folder):
        print_welcome(folder, address)
    else:
        say(f"Serving on {address}")
    print_set_up(folder, address)
    sites.close_all()
    office.close_all()
    os.environ["LEERPLEIN_DATA"] = str(folder)
    if public:
        os.environ["LEERPLEIN_ADDRESS"] = public
    os.chdir(PROJECT)
    run(host, port, workers)


def _try_port(host: str, port: int) -> None:
    """Raise `Mistake` where the port cannot be listened on: taken already, or not of this machine."""
    try:
        socket.create_server((host, port)).close()
    except OSError:
        where = f"Port {port} of {host} is in use, or not of this machine"
        raise Mistake(f"{where}; choose another with --port or --host.") from None


def run(host: str, port: int, workers: int = 1) -> None:
    """Start the server processes; they mount the built frontend and compile nothing."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from reflex.constants import Env
    from reflex.environment import environment
    from reflex.utils.prerequisites import get_web_dir

    if not (get_web_dir() / "build" / "client" / "index.html").exists():
        raise Mistake("The frontend was not built yet; run `make build` first.")
    environment.REFLEX_ENV_MODE.set(Env.PROD)
    environment.REFLEX_SKIP_COMPILE.set(True)
    environment.REFLEX_MOUNT_FRONTEND_COMPILED_APP.set(True)
    multiprocessing.set_start_method("fork", force=True)
    structured_log.configure()
    Granian(
        "rxapp.rxapp:app",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        workers=workers,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
    ).serve()
