"""``unknot prevent``: what feeds the points, and the few things worth changing."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from unknot.cli.exits import STOPPED_FOR_SAFETY, WRONG_USAGE
from unknot.errors import InvalidInput

__all__ = ["prevent_command"]


def prevent_command(
    case: Annotated[
        str,
        typer.Argument(metavar="FILE|-", help="The case (JSON), or - to read standard input."),
    ],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the whole answer as JSON, for machines.")
    ] = False,
    lines: Annotated[
        bool,
        typer.Option("--lines", help="Read and write JSON Lines: one case, one answer a line."),
    ] = False,
    answer: Annotated[
        list[str] | None,
        typer.Option(
            "--answer", metavar="FACTOR=ANSWER", help="Answer a question about a factor, by id."
        ),
    ] = None,
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
    """Ask what feeds the points, and propose at most three changes with what they may be worth.

    Example: unknot prevent docs/examples/prevent.json --none-of-these
    """
    if lines:
        if none_of_these or yes or no or answer:
            typer.echo("--lines takes everything from the cases; give it there.", err=True)
            raise typer.Exit(WRONG_USAGE)
        raise typer.Exit(_answer_lines(case))
    from unknot.cli.json_input import case_from  # noqa: PLC0415
    from unknot.cli.prevent_case import with_answers  # noqa: PLC0415

    fields = with_answers(case_from(case), yes=yes, no=no, none=none_of_these)
    if answer:
        fields["factors"] = {**(fields.get("factors") or {}), **_told(answer)}
    raise typer.Exit(_answer_one(fields, as_json=as_json, country=country))


def _told(answers: list[str]) -> dict[str, str]:
    """Return the answers of the command line by factor."""
    found = {}
    for one in answers:
        factor, equals, value = one.partition("=")
        if not equals:
            raise InvalidInput(
                f"'{one[:60]}' is no answer (--answer). Write factor=answer, such as "
                "desk_breaks=over_2_h.",
                where="--answer",
            )
        found[factor] = value
    return found


def _answer_one(fields: dict[str, Any], *, as_json: bool, country: str | None) -> int:
    """Answer one case and return the exit code."""
    from unknot.prevent.prevention import (  # noqa: PLC0415
        prevention_from,
        prevention_query_from,
    )
    from unknot.prevent.prevention_json import prevention_as_json  # noqa: PLC0415

    found = prevention_from(prevention_query_from(fields))
    told = prevention_as_json(found)
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False))
        return 0
    from unknot.cli.find_page import emergency_number  # noqa: PLC0415
    from unknot.cli.prevent_page import prevent_page  # noqa: PLC0415
    from unknot.plan.gate import asked_by_name  # noqa: PLC0415

    number = emergency_number(country or found.query.plan.country)
    by_name = asked_by_name(found.query.plan)
    prevent_page(told, number=number, may_show=found.may_show, by_name=by_name).show()
    return STOPPED_FOR_SAFETY if found.screening.stops else 0


def _answer_lines(source: str) -> int:
    """Answer case by case."""
    from unknot.cli.lines import answer_lines  # noqa: PLC0415
    from unknot.prevent.prevention import (  # noqa: PLC0415
        prevention_from,
        prevention_query_from,
    )
    from unknot.prevent.prevention_json import prevention_as_json  # noqa: PLC0415

    return answer_lines(
        source,
        lambda fields: prevention_as_json(prevention_from(prevention_query_from(fields))),
        done="answered",
    )
