"""The program ``unknot``: its commands, its errors, its exit codes.

Exit codes: 0 done, 1 bad data, 2 wrong usage, 3 stopped for safety.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from unknot import __version__
from unknot.cli import (
    audit,
    backup,
    body,
    breaks,
    calendar,
    demo_data,
    evaluate,
    exchange,
    facts,
    find,
    forecast,
    measure,
    muscle,
    plan,
    prevent,
    programme,
    remind,
    serve,
)
from unknot.cli.exits import BAD_DATA
from unknot.errors import UnknotError

__all__ = ["app", "main"]

app = typer.Typer(
    name="unknot",
    help=(
        "Find the muscle behind a pain. Unknot ranks the trigger points worth checking, with "
        "honest probabilities; it does not name a disease and is no substitute for a doctor."
    ),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command(name="find")(find.find_command)
app.command(name="measure")(measure.measure_command)
app.command(name="plan")(plan.plan_command)
app.command(name="forecast")(forecast.forecast_command)
app.command(name="prevent")(prevent.prevent_command)
app.command(name="programme")(programme.programme_command)
app.command(name="breaks")(breaks.breaks_command)
app.command(name="calendar")(calendar.calendar_command)
app.command(name="remind")(remind.remind_command)
app.command(name="muscle")(muscle.muscle_command)
app.command(name="serve")(serve.serve_command)
app.command(name="backup")(backup.backup_command)
app.command(name="restore")(backup.restore_command)
app.command(name="demo-data")(demo_data.demo_data_command)
app.add_typer(audit.app, name="audit")
app.add_typer(body.app, name="body")
app.add_typer(facts.app, name="facts")
app.add_typer(evaluate.app, name="evaluate")
app.add_typer(exchange.app, name="exchange")


def _version(wanted: bool) -> None:
    """Print the version and leave."""
    if wanted:
        typer.echo(f"unknot {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Show the version and exit.", callback=_version, is_eager=True
        ),
    ] = False,
) -> None:
    """Hold the options of the program itself."""


def main() -> None:
    """Run the program; an error of the family becomes one message and exit code 1."""
    try:
        app()
    except UnknotError as error:
        sys.stderr.write(f"unknot: {error}\n")
        sys.exit(BAD_DATA)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        sys.stderr.write(f"unknot: the answer could not be written: {error.strerror}.\n")
        sys.exit(BAD_DATA)
