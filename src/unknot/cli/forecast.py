"""``unknot forecast``: from a diary to a relief curve, and what would change it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from unknot.cli.exits import STOPPED_FOR_SAFETY, WRONG_USAGE

__all__ = ["forecast_command"]


def forecast_command(
    case: Annotated[
        str, typer.Argument(metavar="FILE|-", help="Case file (JSON), or - to read one.")
    ],
    group: Annotated[
        bool,
        typer.Option(
            "--group",
            help=(
                "The case is an arm of a trial: forecast its mean. Its outcome is one of "
                "pain_nrs, pain_vas, pain_mcgill, ppt_kg_cm2, ppt_kpa, rom_deg, rom_mm, "
                "disability_pct, pain_pct_change, disability_pct_change, "
                "headache_episodes_per_week; its chronicity acute, subacute, chronic, "
                "latent, or left out."
            ),
        ),
    ] = False,
    what_if: Annotated[
        bool, typer.Option("--what-if", help="Also print what each change would bring.")
    ] = False,
    none_of_these: Annotated[
        bool,
        typer.Option("--none-of-these", help="None of the first warning signs applies."),
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the whole answer as JSON, for machines.")
    ] = False,
    lines: Annotated[
        bool,
        typer.Option("--lines", help="Read and write JSON Lines: one case, one answer a line."),
    ] = False,
    country: Annotated[
        str | None,
        typer.Option(help="Country for the emergency number, such as gb.", show_default=False),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="Write the fan chart: .svg, .png or .html.", show_default=False
        ),
    ] = None,
) -> None:
    """Say how pain will go on, how long relief lasts and what would change it.

    Example: unknot forecast docs/examples/forecast.json --none-of-these --what-if
    """
    if output is not None and (as_json or lines):
        typer.echo("Leave out --output with --json or --lines: it writes a picture.", err=True)
        raise typer.Exit(WRONG_USAGE)
    if lines:
        raise typer.Exit(_answer_lines(case, group=group))
    from unknot.cli.json_input import case_from  # noqa: PLC0415

    fields = case_from(case)
    if group:
        _answer_group(fields, as_json=as_json, output=output)
        return
    if none_of_these:
        fields = _none_of_the_first(fields)
    raise typer.Exit(
        _answer_one(fields, as_json=as_json, what_if=what_if, country=country, output=output)
    )


def _answer_one(
    fields: dict[str, Any],
    *,
    as_json: bool,
    what_if: bool,
    country: str | None,
    output: Path | None,
) -> int:
    """Answer one person's case and return the exit code."""
    from unknot.forecast.answer import forecast  # noqa: PLC0415

    found = forecast(fields)
    if as_json:
        from unknot.forecast.answer_json import forecast_as_json  # noqa: PLC0415

        typer.echo(json.dumps(forecast_as_json(found), ensure_ascii=False))
        return 0
    from unknot.cli.find_page import emergency_number  # noqa: PLC0415
    from unknot.cli.forecast_page import forecast_page  # noqa: PLC0415

    forecast_page(found, number=emergency_number(country), what_if=what_if).show()
    if output is not None and found.may_show:
        from unknot.forecast.pictures import write_fan  # noqa: PLC0415

        write_fan(found, output)
        typer.echo(f"{output}: the curve.", err=True)
    stops = found.screening is not None and found.screening.stops
    return STOPPED_FOR_SAFETY if stops else 0


def _answer_group(fields: dict[str, Any], *, as_json: bool, output: Path | None) -> None:
    """Answer one case about a group."""
    if output is not None:
        typer.echo("Leave out --output with --group.", err=True)
        raise typer.Exit(WRONG_USAGE)
    from unknot.forecast.evidence.answer_json import answer_group  # noqa: PLC0415

    answered = answer_group(fields)
    if as_json:
        typer.echo(json.dumps(answered, ensure_ascii=False))
        return
    from unknot.cli.forecast_group import group_page  # noqa: PLC0415

    group_page(answered).show()


def _answer_lines(source: str, *, group: bool) -> int:
    """Answer case by case."""
    from unknot.cli.lines import answer_lines  # noqa: PLC0415

    if group:
        from unknot.forecast.evidence.answer_json import answer_group  # noqa: PLC0415

        return answer_lines(source, answer_group, done="answered")
    from unknot.forecast.answer import forecast  # noqa: PLC0415
    from unknot.forecast.answer_json import forecast_as_json  # noqa: PLC0415

    return answer_lines(source, lambda fields: forecast_as_json(forecast(fields)), done="answered")


def _none_of_the_first(fields: dict[str, Any]) -> dict[str, Any]:
    """Answer no to every open first question at the point, but none that symptoms speak of."""
    from unknot.forecast.answer import point_query  # noqa: PLC0415
    from unknot.forecast.told import told_from  # noqa: PLC0415
    from unknot.plan.gate import blanket_no  # noqa: PLC0415

    query = point_query(told_from(fields))
    if query is None:
        return fields
    return {**fields, "answers": {**blanket_no(query), **(fields.get("answers") or {})}}
