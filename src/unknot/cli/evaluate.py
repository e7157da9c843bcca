"""``unknot evaluate``: how right the ranking and the warning signs are."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Final, TypeVar

import typer

from unknot.errors import InvalidInput

if TYPE_CHECKING:
    from unknot.facts.cases import Case, Negative
    from unknot.facts.reading import Line

__all__ = ["app"]

_Record = TypeVar("_Record")
_SEED: Final = 1
"""Seed of the intervals, so that a run repeats."""

app = typer.Typer(
    help="Measure the ranking and the warning signs on published cases.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

_File = Annotated[
    str | None,
    typer.Argument(
        metavar="FILE",
        help="JSON Lines in the form of the package's own file, or - for standard input; "
        "the package's own when left out.",
        show_default=False,
    ),
]
_AsJson = Annotated[bool, typer.Option("--json", help="Print everything as JSON, for machines.")]
_AsMarkdown = Annotated[bool, typer.Option("--markdown", help="Print tables in Markdown.")]


@app.command()
def cases(
    file: _File = None,
    words: Annotated[
        bool, typer.Option("--words", help="Give only the words of each case, not its codes.")
    ] = False,
    fit: Annotated[
        bool,
        typer.Option(
            "--fit-calibration",
            help="Print only the two calibration numbers that these cases teach.",
        ),
    ] = False,
    as_json: _AsJson = False,
    as_markdown: _AsMarkdown = False,
) -> None:
    """Say how often the right muscle is among the first, and whether probabilities hold.

    Example: unknot evaluate cases --words
    """
    _check_form(as_json, as_markdown)
    import numpy as np  # noqa: PLC0415

    from unknot.cli.evaluate_page import calibration_page, cases_page, plain  # noqa: PLC0415
    from unknot.find.evaluating import evaluate_cases  # noqa: PLC0415

    given = _cases(file)
    found = evaluate_cases(given.values(), rng=np.random.default_rng(_SEED), from_words=words)
    if as_json:
        typer.echo(json.dumps(plain(found.calibration if fit else found), ensure_ascii=False))
    elif fit:
        calibration_page(found.calibration).show()
    else:
        cases_page(found, as_markdown=as_markdown).show()


@app.command()
def negatives(
    file: _File = None,
    trigger_points: Annotated[
        str | None,
        typer.Option(
            "--cases",
            metavar="FILE",
            help="Cases of trigger points that should raise no alarm; the package's own when "
            "left out.",
            show_default=False,
        ),
    ] = None,
    as_json: _AsJson = False,
    as_markdown: _AsMarkdown = False,
) -> None:
    """Say how often warning signs catch cases that were not a trigger point.

    Example: unknot evaluate negatives
    """
    _check_form(as_json, as_markdown)
    from unknot.cli.evaluate_page import negatives_page, plain  # noqa: PLC0415
    from unknot.find.evaluating_safety import evaluate_negatives  # noqa: PLC0415

    given = _negatives(file)
    people = [case for case in _cases(trigger_points).values() if case.kind == "case"]
    found = evaluate_negatives(given.values(), trigger_points=people)
    if as_json:
        typer.echo(json.dumps(plain(found), ensure_ascii=False))
    else:
        negatives_page(found, as_markdown=as_markdown).show()


def _check_form(as_json: bool, as_markdown: bool) -> None:
    """Refuse two forms at once."""
    if as_json and as_markdown:
        raise typer.BadParameter("give one of --json and --markdown, not both.")


def _cases(file: str | None) -> Mapping[str, Case]:
    """Return the cases of a file, every one of which can be asked."""
    from unknot.facts.cases import load_cases, read_cases  # noqa: PLC0415
    from unknot.find.scoring import case_query  # noqa: PLC0415

    if file is None:
        return load_cases()
    lines = _lines(file)
    given = read_cases(lines)
    _check_each(lines, given, case_query)
    return given


def _negatives(file: str | None) -> Mapping[str, Negative]:
    """Return the negatives of a file, every one of which can be screened."""
    from unknot.facts.cases import load_negatives, read_negatives  # noqa: PLC0415
    from unknot.find.evaluating_safety import input_of_case  # noqa: PLC0415
    from unknot.find.red_flags import screen  # noqa: PLC0415

    def ask(case: Negative) -> object:
        answers = MappingProxyType(dict.fromkeys(case.flags, "yes"))
        return screen(replace(input_of_case(case), answers=answers))  # type: ignore[arg-type]

    if file is None:
        return load_negatives()
    lines = _lines(file)
    given = read_negatives(lines)
    _check_each(lines, given, ask)
    return given


def _lines(file: str) -> tuple[Line, ...]:
    """Return the lines of a file, or of standard input for ``-``."""
    from unknot.cli.json_input import json_from, lines_from  # noqa: PLC0415
    from unknot.facts.reading import Line  # noqa: PLC0415

    name = "standard input" if file == "-" else Path(file).name
    lines = []
    for number, line in lines_from(file):
        if isinstance(line, InvalidInput):
            raise line
        place = f"{name}:{number}"
        fields = json_from(line, place=place)
        if not isinstance(fields, dict):
            raise InvalidInput(f"{place} holds {type(fields).__name__}, expected an object {{…}}.")
        lines.append(Line(place, fields))
    return tuple(lines)


def _check_each(
    lines: tuple[Line, ...], records: Mapping[str, _Record], ask: Callable[[_Record], object]
) -> None:
    """Ask every record once, and name its line when it cannot be asked."""
    for line, (id_, record) in zip(lines, records.items(), strict=True):
        try:
            ask(record)
        except InvalidInput as error:
            raise InvalidInput(f"{line.place} (id '{id_}'): {error}", where=error.where) from error
