"""``unknot audit``: is the trail of writes whole?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from unknot.cli.exits import BAD_DATA

__all__ = ["app"]

app = typer.Typer(help="Check the trail of writes.", no_args_is_help=True)


@app.callback()
def _trail() -> None:
    """Check the trail of writes."""


@app.command()
def verify(
    folder: Annotated[
        Path | None,
        typer.Option(
            "--data",
            metavar="FOLDER",
            envvar="UNKNOT_DATA",
            help="Folder of the database. Left out: the system's place for it.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Say whether the trail of writes is whole, or where it was touched.

    Example: unknot audit verify
    """
    from unknot.web.audit.verifying import verified  # noqa: PLC0415

    found = verified(folder)
    for number, why in found.faults:
        typer.echo(f"Row {number}: {why}.")
    if found.faults:
        raise typer.Exit(BAD_DATA)
    rows = "1 row" if found.n_rows == 1 else f"{found.n_rows} rows"
    typer.echo(f"The trail is whole: {rows}.")
