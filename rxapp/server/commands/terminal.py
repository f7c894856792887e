"""What commands share at the terminal: lines, tables, progress, errors in one sentence, and QR codes."""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from qrcode import QRCode
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table
from typer.core import TyperGroup

from rxapp.data.declare import DUTIES
from rxapp.data.declare import Table as SyncedTable
from rxapp.server import sites
from rxapp.server.mistakes import Mistake

console = Console(highlight=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False, soft_wrap=True)

Site = Annotated[str, typer.Argument(help="The site's short name, as `site add` was given it.")]
Target = Annotated[Path, typer.Argument(help="Where to write.")]


class Commands(TyperGroup):
    """A group of commands whose errors are one sentence and exit code 1."""

    def invoke(self, context):
        """Run the command; what can be expected to go wrong is told without a traceback."""
        try:
            return super().invoke(context)
        except (Mistake, OSError, sqlite3.DatabaseError) as error:
            errors.print(f"[red]Error:[/] {sentence(error)}")
            raise typer.Exit(1) from None


def sentence(error: Exception) -> str:
    """The error as one sentence."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}: {error.filename}." if error.filename else f"{error.strerror}."
    return str(error)


def say(text: str) -> None:
    """Print one line as it is."""
    console.print(text, markup=False)


def print_table(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """Print rows under headings."""
    table = Table(*columns, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*(str(cell) for cell in row))
    console.print(table)


def print_qr(content: str) -> None:
    """Print a QR code in the terminal's own characters."""
    code = QRCode(border=2)
    code.add_data(content)
    code.print_ascii(out=console.file, invert=True)


@contextmanager
def progress(title: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on the error output, for what may last longer than a second; call it with done and total."""
    columns = TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn()
    with Progress(*columns, console=errors, transient=True, disable=not errors.is_terminal) as bars:
        task = bars.add_task(title, total=None)
        yield lambda done, total: bars.update(task, completed=done, total=total)


def read_duties(text: str) -> list[str]:
    """Duties from what was typed, with spaces or commas; an unknown one is a mistake."""
    duties = text.replace(",", " ").split()
    unknown = [duty for duty in duties if duty not in DUTIES]
    if unknown or not duties:
        raise Mistake(f"There is no duty {' '.join(unknown)!r}; choose from {', '.join(DUTIES)}.")
    return duties


def read_words(text: str, table: SyncedTable, name: str) -> str:
    """What was typed for a column of a synced table, without spaces round it; nothing, or too much, is a mistake."""
    words = " ".join(text.split())
    most = next(column.length for column in table.columns if column.name == name)
    what = name.replace("_", " ")
    if not words:
        raise Mistake(f"The {what} is empty; type at least one letter.")
    if len(words) > most:
        raise Mistake(f"The {what} has {len(words)} letters; at most {most} fit.")
    return words


def read_address(text: str) -> str:
    """The public address of a server as links begin with it; without http:// or https:// it is a mistake."""
    if not re.fullmatch(r"https?://[^\s/#?]+(/[^\s#?]*)?", text):
        raise Mistake(f"{text!r} is not an address; write it as https://leren.example.org.")
    return text.rstrip("/")


def write_file(path: Path, content: bytes) -> None:
    """Write a file that only its owner may read."""
    sites.make_private(path).write_bytes(content)
    say(f"Written: {path}")
