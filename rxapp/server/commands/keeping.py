"""The command that forgets what has been kept long enough; run it every night."""

from typing import Annotated

import typer

from rxapp.server import sites
from rxapp.server.commands.terminal import say
from rxapp.server.privacy import keeping


def retain(
    site: Annotated[str | None, typer.Argument(help="Only this site.")] = None,
    days: Annotated[int, typer.Option("--countdown", min=0, help="Only tell what goes within so many days.")] = 0,
) -> None:
    """Forget what was kept long enough, at one site or all, and tell what went."""
    folder = sites.data_folder()
    for name in [site] if site else sites.site_names(folder):
        if days:
            for day, kind, count in keeping.countdown(folder, name, days):
                say(f"{name}: {day} {kind} {count}")
            continue
        removed = keeping.keep(folder, name)
        told = ", ".join(f"{kind} {count}" for kind, count in sorted(removed.items()))
        say(f"{name}: {told or 'nothing was due'}")
