"""``unknot demo-data``: simulated people to look around with."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["demo_data_command"]


def demo_data_command(
    people: Annotated[
        int, typer.Option("--people", min=1, max=100_000, help="How many people.")
    ] = 6,
    days: Annotated[
        int, typer.Option("--days", min=14, max=1_000, help="Length of each diary. [days]")
    ] = 120,
    seed: Annotated[
        int, typer.Option("--seed", min=0, help="The same seed gives the same people.")
    ] = 1,
    until: Annotated[
        datetime | None,
        typer.Option(
            "--until",
            formats=["%Y-%m-%d"],
            metavar="DATE",
            help="Last day of every diary. Left out: today.",
            show_default=False,
        ),
    ] = None,
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
    into_new: Annotated[
        Path | None,
        typer.Option(
            "--into-new",
            metavar="FOLDER",
            help="Make a new folder for them; needed where real people are recorded.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Fill a database with simulated people: drawings, points, treatments, diaries with gaps.

    Nobody is meant by them. They are never mixed with people who are recorded.

    Example: unknot demo-data --into-new demo
    """
    from unknot.web.demo.writing import write_demo  # noqa: PLC0415

    now = datetime.now(tz=UTC)
    made = write_demo(
        into_new or folder,
        n_people=people,
        n_days=days,
        seed=seed,
        until=now if until is None else until.replace(hour=23, tzinfo=UTC),
        now=now,
        is_new=into_new is not None,
    )
    typer.echo(
        f"{_counted(made.n_people, 'simulated person', 'simulated people')}, "
        f"{_counted(made.n_entries, 'entry', 'entries')} of their diaries, "
        f"{_counted(made.n_rows, 'row', 'rows')} of the trail."
    )
    where = f" --data {into_new or folder}" if into_new or folder else ""
    typer.echo(f"Look at them: unknot serve{where}")


def _counted(number: int, one: str, many: str) -> str:
    """Return a number with its noun."""
    return f"{number:,} {one if number == 1 else many}"
