"""`leerplein demo`: a site with invented books and people, to try everything on."""

from pathlib import Path

from rxapp.server import office, sites
from rxapp.server.commands.terminal import progress, say
from rxapp.server.mistakes import Mistake
from rxapp.server.pins import verifier
from seed.load import SITE_NAME, load_demo

DEMO_SITE = "demo"
PINS = "demo-pins.txt"
DUTIES = ("cart", "circle", "office", "training")


def demo() -> None:
    """Make the demo site and print the PINs of its people, which are random."""
    folder = sites.data_folder()
    if DEMO_SITE in sites.site_names(folder):
        raise Mistake(f"The demo site is there already; the PINs are in {folder / PINS}.")
    load(folder)
    print_pins(folder)


def load(folder: Path) -> None:
    """Make the demo site; its PINs are written to a file that only its owner may read."""
    with progress("Loading the demo"):
        sites.add_site(folder, DEMO_SITE, SITE_NAME)
        with office.using(folder) as connection:
            office.add_site(connection, DEMO_SITE, SITE_NAME)
        with sites.using(folder, DEMO_SITE) as connection:
            pins = load_demo(connection, verifier)
    lines = [f"{name}: {pin}\n" for name, pin in pins.items()]
    sites.make_private(folder / PINS).write_text("".join(lines), encoding="utf-8")


def print_pins(folder: Path) -> None:
    """The demo people's PINs, as far as the file is still there."""
    path = folder / PINS
    if path.exists():
        say("PINs of the demo people:")
        say("".join(f"  {line}" for line in path.read_text(encoding="utf-8").splitlines(keepends=True)).rstrip())


def print_welcome(folder: Path, address: str) -> None:
    """Where the demo is, how a browser becomes one of its tablets, and the PINs."""
    with office.using(folder) as connection:
        code = office.make_code(connection, DEMO_SITE, DUTIES)
    say(f"Leerplein is at {address}")
    say(f"Make this browser a tablet of the demo (once, within 24 hours): {address}/aanmelden#{code}")
    print_pins(folder)
