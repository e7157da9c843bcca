"""``unknot backup`` and ``unknot restore``: copies of the database."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["backup_command", "restore_command"]

_Folder = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="FOLDER",
        envvar="UNKNOT_DATA",
        help="Folder of the database. Left out: the system's place for it.",
        show_default=False,
    ),
]


def backup_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="New file for the copy.")],
    folder: _Folder = None,
) -> None:
    """Copy the database while it is in use; a checksum is written beside the copy.

    The copy is not encrypted: keep it where only you can read it.

    Example: unknot backup unknot-2026-11-25.sqlite3
    """
    from unknot.web.backup import backed_up, needs_the_file  # noqa: PLC0415

    needs_the_file("unknot backup")
    made = backed_up(_folder(folder), file, now=datetime.now(tz=UTC))
    typer.echo(f"{made.path}: the database, {_rows(made.n_traces)} of the trail.")


def restore_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A copy made by unknot backup.")],
    folder: _Folder = None,
    check_only: Annotated[
        bool, typer.Option("--check", help="Only check the copy; nothing is written.")
    ] = False,
) -> None:
    """Put a copy back into a folder that has no database yet.

    Example: unknot restore unknot-2026-11-25.sqlite3 --data new-folder
    """
    from unknot.web.backup import checked, needs_the_file, restored  # noqa: PLC0415

    if check_only:
        found = checked(file)
        typer.echo(f"{file}: sound, made at {found.made_at}, {_rows(found.n_traces)} of the trail.")
        return
    needs_the_file("unknot restore")
    into = _folder(folder)
    found = restored(file, into)
    typer.echo(f"Restored into {into}: {_rows(found.n_traces)} of the trail.")
    typer.echo("Now check the trail: unknot audit verify")


def _folder(told: Path | None) -> Path:
    """Return the data folder."""
    from unknot.web.data_folder import data_folder  # noqa: PLC0415

    return told or data_folder()


def _rows(number: int) -> str:
    """Return a number of rows in words."""
    return "1 row" if number == 1 else f"{number} rows"
