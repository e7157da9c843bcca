"""``unknot plan``: from found points to a dosed release plan, warnings first."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from unknot.cli.exits import STOPPED_FOR_SAFETY, WRONG_USAGE
from unknot.cli.paper_file import LARGE_PRINT, check_paper_file, write_paper

if TYPE_CHECKING:
    from unknot.plan.plan import Plan
    from unknot.plan.query import PlanQuery

__all__ = ["plan_command"]


def plan_command(
    case: Annotated[
        str,
        typer.Argument(metavar="FILE|-", help="The case (JSON), or - to read standard input."),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", show_default=False,
            help="File ending in .pdf: the plan on paper, with pictures, instead of on the screen.",
        ),
    ] = None,
    large_print: Annotated[bool, typer.Option("--large-print", help=LARGE_PRINT)] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the whole plan as JSON, for machines.")
    ] = False,
    lines: Annotated[
        bool,
        typer.Option("--lines", help="Read and write JSON Lines: one case, one plan a line."),
    ] = False,
    none_of_these: Annotated[
        bool,
        typer.Option(
            "--none-of-these",
            help="Answer no to every first warning-sign question that is still open.",
        ),
    ] = False,
    yes: Annotated[
        list[str] | None,
        typer.Option("--yes", metavar="ID", help="Answer yes to a warning-sign question, by id."),
    ] = None,
    no: Annotated[
        list[str] | None,
        typer.Option("--no", metavar="ID", help="Answer no to a warning-sign question, by id."),
    ] = None,
    country: Annotated[
        str | None,
        typer.Option(
            help="Two letters, for the emergency number, such as DE.",
            envvar="UNKNOT_COUNTRY",
            show_default=False,
        ),
    ] = None,
) -> None:  # fmt: skip
    """Plan the release of trigger points: what, how much, in which order, and what rather not.

    Example: unknot plan docs/examples/plan_home.json --none-of-these
    """
    check_paper_file(output, large=large_print, is_for_machines=as_json or lines)
    if lines:
        if none_of_these or yes or no:
            typer.echo("--lines takes everything from the cases; give answers there.", err=True)
            raise typer.Exit(WRONG_USAGE)
        raise typer.Exit(_plan_lines(case))
    from unknot.cli.json_input import case_from  # noqa: PLC0415

    fields = case_from(case)
    given = {**dict.fromkeys(no or (), "no"), **dict.fromkeys(yes or (), "yes")}
    if given:
        before = fields.get("answers") or {}
        fields["answers"] = {**before, **given} if isinstance(before, dict) else before
    query = _query_of(fields, none=none_of_these)
    if as_json:
        raise typer.Exit(_plan_as_json(query))
    raise typer.Exit(_plan_one(query, country=country, output=output, large=large_print))


def _query_of(fields: dict[str, Any], *, none: bool) -> PlanQuery:
    """Return the checked case, first questions answered with no where that is wanted."""
    from unknot.plan.plan import plan_query_from  # noqa: PLC0415

    query = plan_query_from(fields)
    return _none_of_the_first(query) if none else query


def _plan_as_json(query: PlanQuery) -> int:
    """Print one plan for machines and return the exit code."""
    from unknot.plan.plan import plan_as_json, plan_from  # noqa: PLC0415

    typer.echo(json.dumps(plan_as_json(plan_from(query)), ensure_ascii=False))
    return 0


def _plan_one(query: PlanQuery, *, country: str | None, output: Path | None, large: bool) -> int:
    """Plan one case for people and return the exit code."""
    from unknot.cli.find_page import emergency_number  # noqa: PLC0415
    from unknot.cli.plan_page import plan_page  # noqa: PLC0415
    from unknot.plan.plan import plan_from  # noqa: PLC0415

    plan, number = plan_from(query), emergency_number(country or query.country)
    if output is None:
        plan_page(plan, number=number).show()
    else:
        _write_paper(plan, output, number=number, large=large)
    is_stopped = plan.screening.stops or (plan.may_show and plan.is_blocked)
    return STOPPED_FOR_SAFETY if is_stopped else 0


def _write_paper(plan: Plan, output: Path, *, number: str, large: bool) -> None:
    """Write a plan as PDF, with the date of today, and say what stands in it."""
    from unknot.exchange.papers.plan_paper import plan_paper  # noqa: PLC0415

    paper = plan_paper(plan, made_on=date.today(), number=number, large=large)
    said = "the plan"
    if plan.screening.stops:
        said = "what to do now; no plan"
    elif not plan.may_show:
        said = (
            "the warning-sign questions; no plan before they are answered. "
            "If none applies, add --none-of-these"
        )
    elif plan.is_blocked:
        said = "why nothing is to be released now, and what to do"
    write_paper(paper, output, said=said)


def _none_of_the_first(query: PlanQuery) -> PlanQuery:
    """Answer no to every first-priority question that is open, but none that symptoms speak of."""
    from dataclasses import replace  # noqa: PLC0415
    from types import MappingProxyType  # noqa: PLC0415

    from unknot.plan.gate import blanket_no  # noqa: PLC0415

    return replace(query, answers=MappingProxyType({**blanket_no(query), **query.answers}))


def _plan_lines(source: str) -> int:
    """Plan case by case."""
    from unknot.cli.lines import answer_lines  # noqa: PLC0415
    from unknot.plan.plan import plan_as_json, plan_from, plan_query_from  # noqa: PLC0415

    return answer_lines(
        source, lambda fields: plan_as_json(plan_from(plan_query_from(fields))), done="planned"
    )
