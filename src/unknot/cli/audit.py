"""``unknot audit``: is the trail of writes whole?"""

from __future__ import annotations

import os
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
    if folder is not None:
        os.environ["UNKNOT_DATA"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unknot.web.settings")
    import django  # noqa: PLC0415
    from django.db import OperationalError  # noqa: PLC0415

    django.setup()
    from unknot.web.audit.models import Trace  # noqa: PLC0415
    from unknot.web.audit.trail import trail_faults  # noqa: PLC0415

    try:
        faults, n_rows = list(trail_faults()), Trace.objects.count()
    except OperationalError as error:
        typer.echo(
            "unknot: there is no database here yet. Start 'unknot serve' once, or name the "
            "folder with --data.",
            err=True,
        )
        raise typer.Exit(BAD_DATA) from error
    for fault in faults:
        typer.echo(f"Row {fault.number}: {fault.why}.")
    if faults:
        raise typer.Exit(BAD_DATA)
    typer.echo(
        f"The trail is whole: {n_rows} rows." if n_rows != 1 else "The trail is whole: 1 row."
    )
