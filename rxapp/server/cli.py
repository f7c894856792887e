"""The command line `leerplein`: a table of contents."""

import typer

from rxapp.server.commands import accounts, demo, diploma_keys, keeping, people, printing, sealed, serve, upkeep
from rxapp.server.commands.terminal import Commands

app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Leerplein: offline-first tablets for learning places. Data is in ./data, or where LEERPLEIN_DATA says.",
)
app.command()(serve.serve)
app.command()(demo.demo)
app.add_typer(people.site_app, name="site")
app.add_typer(people.staff_app, name="staff")
app.add_typer(people.device_app, name="device")
app.add_typer(accounts.account_app, name="account")
app.add_typer(diploma_keys.diploma_key_app, name="diploma-key")
app.add_typer(sealed.sealed_app, name="sealed")
app.command()(upkeep.check)
app.command()(upkeep.backup)
app.command()(upkeep.restore)
app.command()(upkeep.export)
app.command()(upkeep.forget)
app.command()(upkeep.compact)
app.command()(keeping.retain)
app.command()(printing.labels)
app.command()(printing.cards)


if __name__ == "__main__":
    app(prog_name="leerplein")
