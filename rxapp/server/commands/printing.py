"""Commands that make sheets to print: book labels and learners' cards."""

from pathlib import Path
from typing import Annotated

import typer

from rxapp.server import sites
from rxapp.server.commands.terminal import Site, Target, progress, read_address, write_file
from rxapp.server.mistakes import Mistake
from rxapp.server.paper import cards as card_sheets
from rxapp.server.paper import labels as label_sheets
from rxapp.server.paper.print_sheets import SHEETS


def labels(
    site: Site,
    target: Target = Path("labels.pdf"),
    sheet: Annotated[str, typer.Option(help=f"Kind of label sheet: {', '.join(SHEETS)}.")] = "L7160",
    skip: Annotated[int, typer.Option(min=0, help="Labels of the first sheet that are already used.")] = 0,
    test: Annotated[bool, typer.Option("--test", help="Only a page to hold against the sheet.")] = False,
) -> None:
    """Make a PDF with a label for every book in use."""
    chosen = label_sheets.find_sheet(sheet)
    with sites.using(sites.data_folder(), site) as connection:
        copies = label_sheets.copies_to_label(connection)
    if not copies and not test:
        raise Mistake(f"Site {site!r} has no books with a barcode; add them first.")
    with progress("Drawing labels"):
        pdf = label_sheets.test_pdf(chosen) if test else label_sheets.labels_pdf(chosen, copies, skip)
    write_file(target, pdf)


def cards(
    site: Site,
    target: Target = Path("cards.pdf"),
    address: Annotated[str, typer.Option(help="Public address of this server.")] = "http://localhost:3000",
    learner: Annotated[list[str] | None, typer.Option(help="Only this learner's id; may be repeated.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Make a PDF with a new card for every learner; their former cards stop working."""
    start = read_address(address)
    if not yes:
        typer.confirm("The former cards stop working. Go on?", abort=True)
    with sites.using(sites.data_folder(), site) as connection, sites.transaction(connection):
        made = card_sheets.make_cards(connection, learner or None)
        if not made:
            raise Mistake(f"Site {site!r} has no such learners; add them on a tablet first.")
        place = connection.execute("SELECT max(name) FROM site").fetchone()[0] or ""
        with progress("Drawing cards"):
            pdf = card_sheets.cards_pdf(made, start, place)
        write_file(target, pdf)
