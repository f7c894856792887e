"""Commands for the keys that sign the diplomas of a site."""

import sqlite3
from typing import Annotated

import typer

from rxapp.server import sites
from rxapp.server.commands.terminal import Commands, Site, print_table, say
from rxapp.server.diplomas import diploma_keys
from rxapp.server.diplomas.diploma_sign import sign_waiting
from rxapp.server.mistakes import Mistake

diploma_key_app = typer.Typer(cls=Commands, no_args_is_help=True, help="The keys that sign diplomas.")

Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]
STATE = (
    """CASE WHEN revoked_on IS NOT NULL THEN 'revoked' WHEN valid_until IS NOT NULL THEN 'retired' ELSE 'in use' END"""
)
LIST = f"""SELECT key, {STATE}, valid_from, coalesce(valid_until, ''), coalesce(revoked_on, ''),
  (SELECT count(*) FROM statement_now WHERE statement_now.key = site_key.key)
FROM site_key ORDER BY valid_from, key"""


@diploma_key_app.command("list")
def list_keys(site: Site) -> None:
    """Show every key that the site ever had, and how many diplomas each vouches for."""
    with sites.using(sites.data_folder(), site) as connection:
        rows = connection.execute(LIST).fetchall()
    print_table(("key", "state", "from", "until", "revoked on", "diplomas"), rows)


@diploma_key_app.command("rotate")
def rotate_key(site: Site) -> None:
    """Retire the key in use and make a new one; diplomas that were given stay valid."""
    with sites.using(sites.data_folder(), site) as connection, sites.transaction(connection):
        key = diploma_keys.rotate(connection, sites.data_folder(), site)
    say(f"Key {key} signs from now on. What the former key signed stays valid.")


@diploma_key_app.command("revoke")
def revoke_key(
    site: Site, key: Annotated[str, typer.Argument(help="Its id, as `diploma-key list` shows it.")], yes: Yes = False
) -> None:
    """Take a key's word away because somebody else may have it; its diplomas are signed anew, to be printed again."""
    if not yes:
        typer.confirm("Every paper that this key signed counts no longer and must be printed again. Go on?", abort=True)
    with sites.using(sites.data_folder(), site) as connection, sites.transaction(connection):
        signed = _revoke(connection, site, key)
    say(f"Key {key} counts no longer. {signed} diplomas are signed anew: print them again.")


def _revoke(connection: sqlite3.Connection, site: str, key: str) -> int:
    folder = sites.data_folder()
    if not diploma_keys.revoke_key(connection, folder, site, key):
        raise Mistake(f"Site {site!r} has no key {key!r} that counts; see `leerplein diploma-key list {site}`.")
    return sign_waiting(connection, folder, site)
