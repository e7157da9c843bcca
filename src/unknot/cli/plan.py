"""``unknot plan``: from found points to a dosed release plan, warnings first."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from unknot.cli.exits import STOPPED_FOR_SAFETY, WRONG_USAGE
from unknot.errors import InvalidInput

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
    if output is not None:
        _check_output(output, is_for_machines=as_json or lines)
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
    raise typer.Exit(
        _plan_one(fields, as_json=as_json, none=none_of_these, country=country, output=output)
    )


def _check_output(output: Path, *, is_for_machines: bool) -> None:
    """Refuse, before anything is planned, a file that is no PDF or JSON on paper."""
    if is_for_machines:
        typer.echo("-o writes for people, --json and --lines for machines; drop one.", err=True)
        raise typer.Exit(WRONG_USAGE)
    if output.suffix.lower() != ".pdf":
        raise InvalidInput(
            f"'{output.name}' does not end in .pdf. Name it, for example, plan.pdf.",
            where="--output",
        )


def _plan_one(
    fields: dict[str, Any], *, as_json: bool, none: bool, country: str | None, output: Path | None
) -> int:
    """Plan one case and return the exit code."""
    from unknot.plan.plan import plan_as_json, plan_from, plan_query_from  # noqa: PLC0415

    query = plan_query_from(fields)
    if none:
        query = _none_of_the_first(query)
    plan = plan_from(query)
    if as_json:
        typer.echo(json.dumps(plan_as_json(plan), ensure_ascii=False))
        return 0
    from unknot.cli.find_page import emergency_number  # noqa: PLC0415
    from unknot.cli.plan_page import plan_page  # noqa: PLC0415

    number = emergency_number(country or query.country)
    if output is None:
        plan_page(plan, number=number).show()
    else:
        _write_paper(plan, output, number=number)
    is_stopped = plan.screening.stops or (plan.may_show and plan.is_blocked)
    return STOPPED_FOR_SAFETY if is_stopped else 0


def _write_paper(plan: Plan, output: Path, *, number: str) -> None:
    """Write a plan as PDF, with the date of today, and say what stands in it."""
    from unknot.exchange.papers.plan_paper import plan_paper  # noqa: PLC0415

    paper = plan_paper(plan, made_on=date.today(), number=number)
    try:
        output.write_bytes(paper)
    except OSError as error:
        raise InvalidInput(
            f"'{output}' cannot be written: {error.strerror}. Name another file or folder.",
            where="--output",
        ) from error
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
    typer.echo(f"{output}: {said}.", err=True)


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
