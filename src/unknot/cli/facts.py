"""``unknot facts``: what is known, whether it keeps its rules, and where it comes from."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from unknot.cli.exits import BAD_DATA

__all__ = ["app"]

app = typer.Typer(
    help="Look at the facts: check them, count them, list ids, name the sources.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command()
def check(
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the faults as JSON Lines.")
    ] = False,
) -> None:
    """Hold every fact file against its schema, its references and its sources.

    Example: unknot facts check
    """
    from unknot.exchange.choir.check import check_choir  # noqa: PLC0415
    from unknot.facts.check import check_facts  # noqa: PLC0415
    from unknot.muscles.check import check_muscles  # noqa: PLC0415

    faults = [*check_facts(), *check_muscles(), *check_choir()]
    for fault in faults:
        if as_json:
            typer.echo(json.dumps(fault.__dict__ if hasattr(fault, "__dict__") else _row(fault)))
        else:
            typer.echo(f"{fault.file}:{fault.line}: {fault.message} [{fault.rule}]")
    if faults:
        typer.echo(f"{len(faults)} faults found.", err=True)
        raise typer.Exit(BAD_DATA)
    if not as_json:
        typer.echo("Every fact file keeps its rules.")


def _row(fault: object) -> dict[str, object]:
    """Return a fault as a plain object."""
    return {name: getattr(fault, name) for name in ("file", "line", "rule", "message")}


@app.command()
def stats(
    as_json: Annotated[bool, typer.Option("--json", help="Print the counts as JSON.")] = False,
) -> None:
    """Count what is known, and how well it is grounded.

    Example: unknot facts stats
    """
    from unknot.facts.version import facts_version  # noqa: PLC0415
    from unknot.muscles.statistics import count_facts  # noqa: PLC0415

    counts = count_facts()
    if as_json:
        typer.echo(json.dumps({**counts, "facts_version": facts_version()}))
        return
    widest = max(len(name) for name in counts)
    for name, count in counts.items():
        typer.echo(f"{name.ljust(widest)}  {count:6,}")
    typer.echo(f"{'facts version'.ljust(widest)}  {facts_version()}")


@app.command()
def sources(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
) -> None:
    """List every source with the files that rest on it, the most used first.

    Example: unknot facts sources
    """
    from unknot.muscles.statistics import source_uses  # noqa: PLC0415

    for use in source_uses():
        if as_json:
            typer.echo(json.dumps({"url": use.url, "uses": dict(use.uses)}))
        else:
            where = ", ".join(f"{file} {n}" for file, n in use.uses.items())
            typer.echo(f"{use.url}  ({where})")


@app.command(name="list")
def list_ids(
    kind: Annotated[
        str,
        typer.Argument(
            help="region, movement, symptom, sign, quality, muscle, method, condition, factor, "
            "country or red-flag."
        ),
    ],
) -> None:
    """List the ids of one vocabulary with their labels.

    Example: unknot facts list region
    """
    from unknot.muscles.statistics import vocabulary  # noqa: PLC0415

    for id_, label in vocabulary(kind):
        typer.echo(f"{id_}  {label}")
