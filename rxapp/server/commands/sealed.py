"""Commands for encrypted backups: make a key, make a backup, try whether it can be restored, open it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from rxapp.server import sites
from rxapp.server.backups import backup_status, sealed_backup
from rxapp.server.commands.terminal import Commands, Mistake, Target, progress, say

sealed_app = typer.Typer(cls=Commands, no_args_is_help=True, help="Encrypted backups (in the age format).")

KeyFile = Annotated[Path, typer.Option("--key", help="The file with the private key.")]
Sealed = Annotated[Path, typer.Argument(help="A backup that `leerplein sealed backup` made.")]


@sealed_app.command()
def key(target: Target) -> None:
    """Make a private key in a new file and print its public key. Only that file opens backups: keep copies."""
    public = sealed_backup.make_key(target)
    say(f"Written: {target}")
    say(f"Public key: {public}")


@sealed_app.command()
def backup(
    target: Target,
    public: Annotated[str, typer.Option(help="The public key, 'age1…'; or give --key.")] = "",
    key: Annotated[Path | None, typer.Option(help="The key file; needed for --verify.")] = None,
    verify: Annotated[bool, typer.Option("--verify", help="Try at once whether it can be restored.")] = False,
    keep_days: Annotated[int, typer.Option(min=1, help="Remove backups that are older.")] = 30,
) -> None:
    """Back up every site and the office into one encrypted file, also while serving."""
    if verify and key is None:
        raise Mistake("Trying a restore needs the private key: add --key FILE.")
    if not public and key is None:
        raise Mistake("Name a public key with --public, or a key file with --key.")
    with _key_mistakes():
        recipient = sealed_backup.read_public(public or key.read_text(encoding="ascii"))
    with progress("Backing up"):
        path = sealed_backup.seal(sites.data_folder(), target, recipient)
    backup_status.note_backup(sites.data_folder(), path)
    say(f"Written: {path}")
    if verify:
        _verify(path, key)
    for old in sealed_backup.prune(target, keep_days):
        say(f"Removed: {old}")


@sealed_app.command("verify")
def verify_backup(path: Sealed, key: KeyFile) -> None:
    """Restore a backup in a temporary place and check every site; exit code 1 when anything is wrong."""
    _verify(path, key)


@sealed_app.command("open")
def open_backup(path: Sealed, target: Target, key: KeyFile) -> None:
    """Decrypt a backup into a new folder, from which `leerplein restore` puts sites back."""
    folder = sites.data_folder()
    with _key_mistakes():
        made = sealed_backup.unseal(path, sealed_backup.read_private(key), target)
    sealed_backup.take_memory(folder, path.parent)
    say(f"Opened in {made}; go on with `leerplein restore {made}` and remove the folder after that.")


@contextmanager
def _key_mistakes() -> Iterator[None]:
    try:
        yield
    except sealed_backup.BadKey as error:
        raise Mistake(str(error)) from None


def _verify(path: Path, key: Path) -> None:
    with progress("Trying to restore"), _key_mistakes():
        verified = sealed_backup.verify(path, sealed_backup.read_private(key))
    changes = sum(verified.sites.values())
    backup_status.note_trial(sites.data_folder(), path, changes, verified.problems)
    for site, changes in verified.sites.items():
        say(f"{site}: restored, {changes} changes")
    if verified.problems:
        raise Mistake(" ".join(verified.problems))
    say("This backup can be restored.")
