"""``unknot measure``: from a measure before and after to a change, or not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from unknot.cli.exits import WRONG_USAGE
from unknot.errors import InvalidInput

__all__ = ["measure_command"]

_NOTHING_GIVEN = (
    "Give a measure or a case file, for example: unknot measure pain_nrs --before 6 --after 3"
)
_FILE_ENDINGS = (".json", ".jsonl", ".ndjson")


def measure_command(
    measured: Annotated[
        str | None,
        typer.Argument(
            metavar="MEASURE|FILE|-",
            help="What was measured, such as ppt or pain_nrs, or a case file (JSON), or - to "
            "read one.",
            show_default=False,
        ),
    ] = None,
    before: Annotated[
        str | None,
        typer.Option(
            help="Readings before, with commas between; an empty place was not taken.",
            show_default=False,
        ),
    ] = None,
    after: Annotated[
        str | None, typer.Option(help="Readings after, in the same form.", show_default=False)
    ] = None,
    unit: Annotated[
        str | None,
        typer.Option(help="Unit of the readings.", show_default="kPa, N, mm, degrees or points"),
    ] = None,
    tip_cm2: Annotated[
        float | None,
        typer.Option(
            "--tip-cm2",
            help="Area of the tip, for a gauge that reads force. [cm²]",
            show_default=False,
        ),
    ] = None,
    muscle: Annotated[
        str | None, typer.Option(help="Id or name of the muscle.", show_default=False)
    ] = None,
    region: Annotated[
        str | None, typer.Option(help="Id of the region.", show_default=False)
    ] = None,
    movement: Annotated[
        str | None, typer.Option(help="Id of the movement.", show_default=False)
    ] = None,
    sign: Annotated[
        str | None,
        typer.Option(help="Id of the palpation sign; readings are yes or no.", show_default=False),
    ] = None,
    side: Annotated[
        str | None, typer.Option(help="left, right or mid.", show_default=False)
    ] = None,
    population: Annotated[
        str | None,
        typer.Option(help="Whom the person is like, such as neck_pain.", show_default=False),
    ] = None,
    rater: Annotated[
        str | None,
        typer.Option(
            help="Whether the same or a different person measured again.", show_default="same"
        ),
    ] = None,
    age: Annotated[
        float | None, typer.Option(help="Age of the person. [years]", show_default=False)
    ] = None,
    sex: Annotated[
        str | None, typer.Option(help="female, male or other.", show_default=False)
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the whole answer as JSON, for machines.")
    ] = False,
    lines: Annotated[
        bool,
        typer.Option("--lines", help="Read and write JSON Lines: one case, one answer a line."),
    ] = False,
) -> None:
    """Say whether a measure really changed, or only within its measuring error.

    Example: unknot measure ppt --muscle upper_trapezius --before 180,190,185 --after 260,255,262
    """
    told: dict[str, Any] = {
        "unit": unit, "tip_cm2": tip_cm2, "muscle": muscle, "region": region,
        "movement": movement, "sign": sign, "side": side, "population": population,
        "rater": rater, "age": age, "sex": sex, "before": before, "after": after,
    }  # fmt: skip
    given = {name: value for name, value in told.items() if value is not None}
    if measured is None and not lines:
        _refuse(_NOTHING_GIVEN)
    if lines or _is_file(measured or "-"):
        if given:
            _refuse(f"A case file says everything itself; leave out --{next(iter(given))}.")
        if lines:
            raise typer.Exit(_answer_lines(measured or "-"))
        from unknot.cli.json_input import case_from  # noqa: PLC0415

        _answer(case_from(measured or "-"), as_json=as_json)
        return
    _answer(_quick_case(str(measured), given), as_json=as_json)


def _refuse(why: str) -> NoReturn:
    """Say what is wrong with the usage and leave."""
    typer.echo(why, err=True)
    raise typer.Exit(WRONG_USAGE)


def _is_file(measured: str) -> bool:
    """Whether the argument means a file; the name of a measure never does."""
    if measured == "-" or measured.endswith(_FILE_ENDINGS):
        return True
    try:
        return bool({"/", "\\", "."} & set(measured)) and Path(measured).exists()
    except (OSError, ValueError):
        return False


def _quick_case(measure: str, given: dict[str, Any]) -> dict[str, Any]:
    """Return the case that the options describe; the unit is the house's unless told."""
    from unknot.facts.scales import load_scales  # noqa: PLC0415
    from unknot.muscles.naming import muscle_named  # noqa: PLC0415

    case: dict[str, Any] = {"measure": measure, **given}
    scale = load_scales().get(measure)
    if scale is not None and scale.unit is not None:
        case.setdefault("unit", scale.unit)
    if "muscle" in case:
        # A mistyped id never becomes another muscle; a name in words is looked up.
        case["muscle"] = (
            case["muscle"] if "_" in case["muscle"] else muscle_named(case["muscle"]).id
        )
    for name in ("before", "after"):
        if name in case:
            kind = scale.kind if scale else "level"
            case[name] = [_reading(word, kind, name) for word in str(case[name]).split(",")]
    return case


def _reading(word: str, kind: str, name: str) -> float | str | bool | None:
    """Return one reading as typed; an empty word was not taken."""
    word = word.strip()
    if not word:
        return None
    if kind == "grade":
        return word
    if kind == "sign":
        if word not in ("yes", "no"):
            raise InvalidInput(f"A sign is yes or no, not '{word[:20]}' (--{name}).", where=name)
        return word == "yes"
    try:
        return float(word)
    except ValueError as error:
        raise InvalidInput(
            f"'{word[:20]}' is no number (--{name}). Write readings with commas between and a "
            "point in decimals, such as 180,190.5,185.",
            where=name,
            value=word,
        ) from error


def _answer(case: object, *, as_json: bool) -> None:
    """Answer one case on standard output."""
    from unknot.measure.answer import measure  # noqa: PLC0415

    change = measure(case)
    if as_json:
        from unknot.measure.answer_json import change_as_json  # noqa: PLC0415

        typer.echo(json.dumps(change_as_json(change), ensure_ascii=False))
        return
    from unknot.cli.measure_page import change_page  # noqa: PLC0415

    change_page(change).show()


def _answer_lines(source: str) -> int:
    """Answer case by case."""
    from unknot.cli.lines import answer_lines  # noqa: PLC0415
    from unknot.measure.answer import measure  # noqa: PLC0415
    from unknot.measure.answer_json import change_as_json  # noqa: PLC0415

    return answer_lines(source, lambda fields: change_as_json(measure(fields)), done="answered")
