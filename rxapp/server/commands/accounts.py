"""Commands for coordinators' accounts: the first one, new ones, and a way back in."""

from pathlib import Path
from typing import Annotated

import typer

from rxapp.server import office, sites
from rxapp.server.accounts import account_links, accounts
from rxapp.server.accounts.accounts import EVERY_SITE, BadAccount
from rxapp.server.commands.terminal import Commands, Mistake, print_table, read_address, say

account_app = typer.Typer(cls=Commands, no_args_is_help=True, help="Coordinators, who sign in to the office.")

Email = Annotated[str, typer.Argument(help="E-mail address.")]
Sites = Annotated[list[str] | None, typer.Option("--site", help="A site that is theirs; repeat for more.")]
Address = Annotated[str, typer.Option(help="Public address of this server.")]

LOCAL = "http://localhost:3000"
SET_UP = "/kantoor/welkom"


def print_set_up(folder: Path, address: str) -> None:
    """As long as nobody can sign in to the office: a one-time link for the first coordinator, and no password."""
    with office.using(folder) as connection:
        first = accounts.first_account(connection)
        if first:
            say("Nobody can sign in to the office yet. This link is for the first coordinator.")
            _print_link(address, account_links.make_link(connection, first))


@account_app.command()
def setup(email: Email, name: str = "", site: Sites = None, address: Address = LOCAL) -> None:
    """Make an account and print a one-time link by which its owner chooses a password; without --site for all sites."""
    folder, start = sites.data_folder(), read_address(address)
    unknown = set(site or []) - set(sites.site_names(folder))
    if unknown:
        raise Mistake(f"There is no site {min(unknown)!r}; make it first with `leerplein site add`.")
    with office.using(folder) as connection:
        if accounts.find_account(connection, email):
            raise Mistake(f"There is an account {email!r} already; `leerplein account reset` gives a new link.")
        try:
            account = accounts.add_account(connection, email, name or email.partition("@")[0], site or [EVERY_SITE])
        except BadAccount:
            raise Mistake(f"{email!r} is not an e-mail address; write it as ria@example.org.") from None
        _print_link(start, account_links.make_link(connection, account))


@account_app.command()
def reset(
    email: Email,
    address: Address = LOCAL,
    without_code: Annotated[bool, typer.Option("--without-code", help="Also switch the second factor off.")] = False,
) -> None:
    """Sign somebody out everywhere and print a one-time link for a new password."""
    start = read_address(address)
    with office.using(sites.data_folder()) as connection:
        account = _account(connection, email)
        _print_link(start, account_links.reset(connection, account, keeps_second_factor=not without_code))


@account_app.command("list")
def list_accounts() -> None:
    """List the accounts."""
    with office.using(sites.data_folder()) as connection:
        found = accounts.accounts(connection)
    states = [("ended" if row["ended_at"] else "open" if row["has_password"] else "no password yet") for row in found]
    rows = [(row["email"], row["name"], row["sites"], state) for row, state in zip(found, states, strict=True)]
    print_table(("E-mail", "Name", "Sites", "State"), rows)


@account_app.command()
def end(email: Email) -> None:
    """End an account: it is signed out everywhere and opens nothing any more."""
    with office.using(sites.data_folder()) as connection:
        accounts.end_account(connection, _account(connection, email))
    say(f"Ended: {email}")


def _account(connection, email: str) -> str:
    found = accounts.find_account(connection, email)
    if found is None:
        raise Mistake(f"There is no account {email!r}; `leerplein account list` shows those there are.")
    return found["id"]


def _print_link(address: str, secret: str) -> None:
    # Behind the # a secret reaches no server's log.
    say(f"Open this link within {account_links.LINK_HOURS} hours; it works once:")
    say(f"{address.rstrip('/')}{SET_UP}#{secret}")
