"""``unknot programme``: from points, person and time to a week at home, and to the next week."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from unknot.cli.exits import STOPPED_FOR_SAFETY, WRONG_USAGE
from unknot.cli.paper_file import LARGE_PRINT, check_paper_file, write_paper

if TYPE_CHECKING:
    from unknot.prevent.programme import Programme

__all__ = ["programme_command"]


def programme_command(
    case: Annotated[
        str,
        typer.Argument(metavar="FILE|-", help="The case (JSON), or - to read standard input."),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", show_default=False,
            help="File ending in .pdf: the week on paper, with pictures and boxes to tick.",
        ),
    ] = None,
    large_print: Annotated[bool, typer.Option("--large-print", help=LARGE_PRINT)] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the whole programme as JSON, for machines.")
    ] = False,
    lines: Annotated[
        bool,
        typer.Option("--lines", help="Read and write JSON Lines: one case, one programme a line."),
    ] = False,
    minutes: Annotated[
        float | None,
        typer.Option(help="Time a day, instead of that of the case. [min]", show_default=False),
    ] = None,
    log: Annotated[
        Path | None,
        typer.Option(
            "--done", metavar="FILE", show_default=False,
            help="What was done, JSON lines as unknot breaks writes them; added to the case.",
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
    """Build a week of self-release, stretches and exercises; move it on by what was done.

    Example: unknot programme docs/examples/programme.json --none-of-these
    """
    check_paper_file(output, large=large_print, is_for_machines=as_json or lines)
    if lines:
        if none_of_these or yes or no or minutes is not None or log is not None:
            typer.echo("--lines takes everything from the cases; give it there.", err=True)
            raise typer.Exit(WRONG_USAGE)
        raise typer.Exit(_answer_lines(case))
    from unknot.cli.json_input import case_from  # noqa: PLC0415
    from unknot.cli.prevent_case import with_answers  # noqa: PLC0415

    fields = with_answers(case_from(case), yes=yes, no=no, none=none_of_these)
    if minutes is not None:
        fields["minutes_a_day"] = minutes
    if log is not None:
        fields = _with_log(fields, log)
    if as_json:
        raise typer.Exit(_answer_as_json(fields))
    raise typer.Exit(_answer_one(fields, country=country, output=output, large=large_print))


def _with_log(fields: dict[str, Any], log: Path) -> dict[str, Any]:
    """Return the case with what a file of answers tells."""
    from unknot.cli.json_input import text_from  # noqa: PLC0415
    from unknot.reminders.answers import answers_from, with_answers_told  # noqa: PLC0415

    answers = answers_from(text_from(str(log)), place=f"'{log}'")
    return with_answers_told(fields, answers)


def _programme_of(fields: dict[str, Any]) -> Programme:
    """Return the programme of a case."""
    from unknot.prevent.programme import programme_from  # noqa: PLC0415
    from unknot.prevent.told import programme_query_from  # noqa: PLC0415

    return programme_from(programme_query_from(fields))


def _answer_as_json(fields: dict[str, Any]) -> int:
    """Print one programme for machines and return the exit code."""
    from unknot.prevent.programme_json import programme_as_json  # noqa: PLC0415

    typer.echo(json.dumps(programme_as_json(_programme_of(fields)), ensure_ascii=False))
    return 0


def _answer_one(
    fields: dict[str, Any], *, country: str | None, output: Path | None, large: bool
) -> int:
    """Answer one case for people and return the exit code."""
    from unknot.cli.find_page import emergency_number  # noqa: PLC0415

    found = _programme_of(fields)
    number = emergency_number(country or found.query.plan.country)
    if output is not None and _is_written(found, output, number=number, large=large):
        return 0
    _show(found, number=number)
    if output is not None:
        before = " The file of that name is from before." if output.exists() else ""
        typer.echo(f"{output}: not written; above stands why.{before}", err=True)
    is_stopped = found.screening.stops or (found.may_show and not found.things)
    return STOPPED_FOR_SAFETY if is_stopped else 0


def _show(found: Programme, *, number: str) -> None:
    """Print a programme, or what comes before it."""
    from unknot.cli.programme_page import programme_page  # noqa: PLC0415
    from unknot.plan.gate import asked_by_name  # noqa: PLC0415
    from unknot.prevent.programme_json import programme_as_json  # noqa: PLC0415

    told, by_name = programme_as_json(found), asked_by_name(found.query.plan)
    programme_page(told, number=number, may_show=found.may_show, by_name=by_name).show()


def _is_written(found: Programme, output: Path, *, number: str, large: bool) -> bool:
    """Write a programme as PDF, with the date of today, and say whether there was one."""
    from unknot.exchange.papers.programme_paper import (  # noqa: PLC0415
        may_be_printed,
        programme_paper,
    )

    if not may_be_printed(found):
        return False
    paper = programme_paper(found, made_on=date.today(), number=number, large=large)
    write_paper(paper, output, said="the week at home, and two weeks to tick")
    return True


def _answer_lines(source: str) -> int:
    """Answer case by case."""
    from unknot.cli.lines import answer_lines  # noqa: PLC0415
    from unknot.prevent.programme_json import programme_as_json  # noqa: PLC0415

    return answer_lines(
        source, lambda fields: programme_as_json(_programme_of(fields)), done="answered"
    )
