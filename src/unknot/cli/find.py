"""``unknot find``: from a described pain to the muscles worth checking first."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from unknot.cli.exits import STOPPED_FOR_SAFETY, WRONG_USAGE

if TYPE_CHECKING:
    from unknot.find.query import Query

__all__ = ["find_command"]

_LONGEST_PATH = 1000
_NOTHING_DESCRIBED = (
    'Say where it hurts, for example: unknot find "left side of the neck" '
    "(or: unknot find --interview)"
)


def find_command(
    described: Annotated[
        str | None,
        typer.Argument(
            metavar="WORDS|FILE|-",
            help="The pain in your own words in quotes, or a case file (JSON), or - to read one.",
            show_default=False,
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the whole answer as JSON, for machines.")
    ] = False,
    lines: Annotated[
        bool,
        typer.Option("--lines", help="Read and write JSON Lines: one case, one answer a line."),
    ] = False,
    interview: Annotated[
        bool,
        typer.Option(
            "--interview",
            help="Ask the warning signs, then the most telling questions, one by one.",
        ),
    ] = False,
    none_of_these: Annotated[
        bool,
        typer.Option(
            "--none-of-these",
            help="Answer no to every first warning-sign question that is still open, except "
            "those that the described pain itself speaks of.",
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
    age: Annotated[
        float | None, typer.Option(help="Age of the person. [years]", show_default=False)
    ] = None,
    sex: Annotated[
        str | None, typer.Option(help="female, male or other.", show_default=False)
    ] = None,
    asked: Annotated[
        bool,
        typer.Option("--asked", help="The person was asked whether it hurts anywhere else."),
    ] = False,
    country: Annotated[
        str | None,
        typer.Option(
            help="Two letters, for the emergency number, such as DE.",
            envvar="UNKNOT_COUNTRY",
            show_default=False,
        ),
    ] = None,
    top: Annotated[int, typer.Option(min=1, max=50, help="Muscles shown.")] = 5,
) -> None:
    """Rank the muscles worth checking for a described pain.

    Example: unknot find "ache from the right shoulder blade down the arm to the thumb"
    """
    from_options = {
        "age": age,
        "sex": _sex(sex),
        "asked_anywhere_else": asked or None,
        "answers": {**dict.fromkeys(no or (), "no"), **dict.fromkeys(yes or (), "yes")} or None,
    }
    if lines:
        if interview or none_of_these or any(value is not None for value in from_options.values()):
            _refuse("--lines takes everything from the cases; give answers, age and sex there.")
        raise typer.Exit(_answer_lines(described or "-"))
    if interview and as_json:
        _refuse("--interview talks to a person; it has no --json.")
    if described is None and not interview:
        _refuse(_NOTHING_DESCRIBED)
    fields = _joined(_fields(described) if described is not None else {}, from_options)
    if interview:
        from unknot.cli.interview import interview_person  # noqa: PLC0415

        raise typer.Exit(interview_person(fields, country=country, top=top))
    raise typer.Exit(
        _answer_one(fields, as_json=as_json, none=none_of_these, country=country, top=top)
    )


def _refuse(why: str) -> NoReturn:
    """Say what is wrong with the usage and leave."""
    typer.echo(why, err=True)
    raise typer.Exit(WRONG_USAGE)


def _joined(fields: dict[str, Any], from_options: dict[str, Any]) -> dict[str, Any]:
    """Put what the options say over what the case says; answers are joined one by one."""
    given = {name: value for name, value in from_options.items() if value is not None}
    before = fields.get("answers") or {}
    if "answers" in given:
        given["answers"] = {**before, **given["answers"]} if isinstance(before, dict) else before
    return {**fields, **given}


def _fields(described: str) -> dict[str, Any]:
    """Return the case that an argument gives: words, a file, or standard input."""
    from unknot.cli.json_input import (  # noqa: PLC0415
        checked_case,
        json_from,
        place_of,
        text_from,
    )

    is_file = described == "-" or described.endswith(".json") or _exists(described)
    if not is_file:
        return {"text": described}
    text = text_from(described)
    place = place_of(described)
    if described == "-" and text.strip() and text.lstrip()[0] not in '{["':
        return {"text": text}
    return checked_case(json_from(text, place=place), place=place)


def _exists(name: str) -> bool:
    """Whether the argument is the path of a file that is there; one bare word never is."""
    if len(name) >= _LONGEST_PATH or not ({"/", "\\", "."} & set(name)):
        return False
    try:
        return Path(name).exists()
    except (OSError, ValueError):
        return False


def _sex(told: str | None) -> str | None:
    """Return the sex as the contract writes it; one letter and capitals will do."""
    if told is None:
        return None
    short = {"f": "female", "m": "male", "o": "other"}
    return short.get(told.strip().lower(), told.strip().lower())


def _answer_one(
    fields: dict[str, Any], *, as_json: bool, none: bool, country: str | None, top: int
) -> int:
    """Answer one case and return the exit code."""
    from unknot.cli.find_page import answer_page, emergency_number  # noqa: PLC0415
    from unknot.find.answer import answer_as_json, find  # noqa: PLC0415
    from unknot.find.query import query_from  # noqa: PLC0415

    number = emergency_number(country)
    query = query_from(fields)
    if none:
        query = _none_of_the_first(query)
    answer = find(query)
    if as_json:
        typer.echo(json.dumps(answer_as_json(answer), ensure_ascii=False))
        return 0
    answer_page(answer, number=number, top=top).show()
    return STOPPED_FOR_SAFETY if answer.screening.stops else 0


def _none_of_the_first(query: Query) -> Query:
    """Answer no to every first-priority question that is open for the places named."""
    from dataclasses import replace  # noqa: PLC0415
    from types import MappingProxyType  # noqa: PLC0415

    from unknot.find.answer import (  # noqa: PLC0415
        screening_input,
        told_warnings,
        with_words_read,
    )
    from unknot.find.red_flags import screen  # noqa: PLC0415

    used, _ = with_words_read(query)
    screening = screen(screening_input(used))
    told = told_warnings(used, screening)
    waived = [flag for flag in screening.first_priority_open if flag not in told]
    no = dict.fromkeys(waived, "no")
    return replace(query, answers=MappingProxyType({**no, **query.answers}))


def _answer_lines(source: str) -> int:
    """Answer case by case."""
    from unknot.cli.lines import answer_lines  # noqa: PLC0415
    from unknot.find.answer import answer_as_json, find  # noqa: PLC0415
    from unknot.find.query import query_from  # noqa: PLC0415

    return answer_lines(
        source, lambda fields: answer_as_json(find(query_from(fields))), done="answered"
    )
