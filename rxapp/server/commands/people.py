"""Commands for sites, staff and devices."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from rxapp.data.declare import DUTIES
from rxapp.data.tables.people import SITE, STAFF
from rxapp.server import office, pins, sites
from rxapp.server.commands.terminal import (
    Commands,
    Site,
    print_qr,
    print_table,
    read_address,
    read_duties,
    read_words,
    say,
)
from rxapp.server.diplomas.diploma_logo import keep_logo
from rxapp.server.mistakes import Mistake
from rxapp.server.paper.drawings import drawing

site_app = typer.Typer(cls=Commands, no_args_is_help=True, help="Learning places.")
staff_app = typer.Typer(cls=Commands, no_args_is_help=True, help="The people who work with a tablet.")
device_app = typer.Typer(cls=Commands, no_args_is_help=True, help="Tablets.")

DEVICE = ("id", "site", "name", "duties", "report")
Device = Annotated[str, typer.Argument(help="Its id, as `device list` shows it.")]
Duties = Annotated[str, typer.Option(help=f"Duties, separated by spaces: {', '.join(DUTIES)}.")]


@site_app.command("add")
def add_site(
    site: Annotated[str, typer.Argument(help="Short name: small letters, digits and '-'.")],
    name: Annotated[str, typer.Argument(help="The name that people know it by.")],
    borrower_days: Annotated[int, typer.Option(min=0, help="Days from return until who borrowed is forgotten.")] = 0,
) -> None:
    """Make a new site."""
    folder, shown = sites.data_folder(), read_words(name, SITE, "name")
    sites.add_site(folder, site, shown, borrower_days)
    with office.using(folder) as connection:
        office.add_site(connection, site, shown)
    say(f"Site {site} is there. Next: leerplein staff add {site} <first name> --duties office")


@site_app.command("list")
def list_sites() -> None:
    """Show every site."""
    folder = sites.data_folder()
    with office.using(folder) as connection:
        print_table(("site", "name"), [(site, office.site_name(connection, site)) for site in sites.site_names(folder)])


@site_app.command("logo")
def set_logo(
    site: Site, picture: Annotated[Path, typer.Argument(help="An SVG, PNG or JPEG.", exists=True, dir_okay=False)]
) -> None:
    """Put the site's logo on the diplomas that are printed from now on."""
    folder = sites.data_folder()
    with sites.using(folder, site):
        keep_logo(folder, site, picture.read_bytes())
    say(f"The logo of {site} is on its diplomas from now on.")


@staff_app.command("add")
def add_staff(
    site: Site,
    first_name: Annotated[str, typer.Argument(help="First name, as it is shown on the tablet.")],
    duties: Duties = "cart",
    symbol: Annotated[str, typer.Option(help="Picture symbol beside the name, for instance tree-pine.")] = "",
    pin: Annotated[str | None, typer.Option(help="4 to 8 figures; '-' asks. Without, a PIN is made.")] = None,
) -> None:
    """Add somebody who may sign in on a tablet."""
    given, name = read_duties(duties), read_words(first_name, STAFF, "first_name")
    if symbol and not drawing("symbols", symbol, "black"):
        raise Mistake(f"There is no picture symbol {symbol!r}; try sun, anchor or tree-pine, or leave it out.")
    if pin == "-":
        pin = typer.prompt("PIN", hide_input=True, confirmation_prompt=True)
    chosen = pins.check_pin(pin) if pin is not None else pins.random_pin()
    with sites.using(sites.data_folder(), site) as connection:
        connection.execute(
            "INSERT INTO staff (first_name, symbol, duties, pin) VALUES (?, ?, ?, ?)",
            (name, symbol or None, " ".join(given), pins.verifier(chosen)),
        )
    say(f"{name} is added." if pin else f"{name} is added, with PIN {chosen}. It is shown only this once.")


@staff_app.command("list")
def list_staff(site: Site) -> None:
    """Show who works at a site."""
    with sites.using(sites.data_folder(), site) as connection:
        rows = connection.execute("SELECT first_name, duties, coalesce(left_on, '') FROM staff ORDER BY first_name, id")
        print_table(("first name", "duties", "left on"), rows.fetchall())


@device_app.command("enrol")
def enrol_device(
    site: Site,
    duties: Duties = "cart",
    address: Annotated[str, typer.Option(help="Public address of this server.")] = "http://localhost:3000",
    name: Annotated[str, typer.Option(help="A name for the tablet, as it is written on it.")] = "",
    hours: Annotated[float, typer.Option(min=0.01, help="How long the code can be used.")] = office.CODE_HOURS,
) -> None:
    """Print a code, with which one tablet can enrol once."""
    folder = sites.data_folder()
    given, start = read_duties(duties), read_address(address)
    sites.existing_path(folder, site)
    with office.using(folder) as connection:
        code = office.make_code(connection, site, given, hours, name)
    link = f"{start}/aanmelden#{code}"
    say(f"Code: {code}")
    say(f"Link: {link}")
    say(f"For one tablet, within {hours:g} hours. Open the link on it, or scan:")
    print_qr(link)


@device_app.command("list")
def list_devices(site: Annotated[str | None, typer.Argument(help="Only those of this site.")] = None) -> None:
    """Show the tablets, when they last called, and what they said of themselves."""
    folder = sites.data_folder()
    if site:
        sites.existing_path(folder, site)
    with office.using(folder) as connection:
        rows = [
            (*(row[column] or "" for column in DEVICE), _day(row["last_seen_at"]), _day(row["revoked_at"]))
            for row in office.devices(connection, site)
        ]
    print_table((*DEVICE, "last seen", "revoked"), rows)


def _day(ms: int | None) -> str:
    return datetime.fromtimestamp(ms / 1000, UTC).strftime("%Y-%m-%d %H:%M") if ms else ""


@device_app.command("duties")
def change_duties(device: Device, duties: Duties) -> None:
    """Give a tablet other duties; at its next sync it fetches what belongs to them."""
    with office.using(sites.data_folder()) as connection:
        if not office.change_duties(connection, device, read_duties(duties)):
            raise Mistake(f"There is no device {device!r}; see `leerplein device list`.")
    say(f"Device {device} has other duties from its next sync on.")


@device_app.command("revoke")
def revoke_device(device: Device) -> None:
    """Take a tablet's rights away: what it still had is kept aside, and it wipes itself."""
    with office.using(sites.data_folder()) as connection:
        if not office.revoke(connection, device):
            raise Mistake(f"There is no device {device!r} with rights; see `leerplein device list`.")
    say(f"Device {device} is revoked.")
