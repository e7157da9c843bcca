"""``unknot exchange``: body maps of other systems in and out."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from unknot.cli.exits import BAD_DATA, WRONG_USAGE
from unknot.errors import InvalidInput

if TYPE_CHECKING:
    from unknot.exchange.choir.reading import ChoirReading, MarkedRegion
    from unknot.exchange.choir.segments import RegionSide
    from unknot.exchange.choir.writing import ChoirWriting

__all__ = ["app"]

app = typer.Typer(
    help="Read body maps of other systems, and write them.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

_Body = Annotated[
    str | None,
    typer.Option(
        "--body", help="Which map was shown: female or male. There is no default.",
        show_default=False,
    ),
]  # fmt: skip


@app.command(name="read-choir")
def read_choir_command(
    codes: Annotated[
        list[str],
        typer.Argument(
            metavar="CODE...|FILE|-",
            help="The marked codes, such as 107 218; with --lines a table of maps (CSV), or -.",
        ),
    ],
    body: _Body = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print a case for 'unknot find', as JSON.")
    ] = False,
    lines: Annotated[
        bool,
        typer.Option("--lines", help="Read a table, write one case a line for 'find --lines'."),
    ] = False,
) -> None:
    """Read a marked CHOIR body map as regions of ours.

    Example: unknot exchange read-choir 107 218 --body female
    """
    from unknot.exchange.choir.reading import read_choir  # noqa: PLC0415

    if lines:
        if len(codes) != 1:
            _refuse("--lines takes one table: a CSV file, or - for standard input.")
        raise typer.Exit(_read_table(codes[0], body))
    reading = read_choir([code for told in codes for code in told.split(",") if code], body=body)
    if as_json:
        case = {"pain": reading.pain_rows(), "asked_anywhere_else": True}
        typer.echo(json.dumps(case, ensure_ascii=False))
        return
    _show_reading(reading)


@app.command(name="write-choir")
def write_choir_command(
    marks: Annotated[
        list[str],
        typer.Argument(
            metavar="SIDE:REGION...|FILE|-",
            help="The painful regions, such as right:calf_upper; or a case file (JSON), or -.",
        ),
    ],
    body: _Body = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
) -> None:
    """Write painful regions as codes of a CHOIR body map.

    Example: unknot exchange write-choir right:shoulder_front left:calf_upper --body male
    """
    from unknot.exchange.choir.writing import write_choir  # noqa: PLC0415

    writing = write_choir(_marks(marks), body=body)
    if as_json:
        typer.echo(json.dumps(_writing_as_json(writing), ensure_ascii=False))
        return
    _show_writing(writing)


def _refuse(why: str) -> NoReturn:
    """Say what is wrong with the usage and leave."""
    typer.echo(why, err=True)
    raise typer.Exit(WRONG_USAGE)


def _read_table(source: str, body: str | None) -> int:
    """Write one case a row; a bad row is named on standard error and keeps its place."""
    from unknot.cli.json_input import lines_from  # noqa: PLC0415
    from unknot.exchange.choir.maps import (  # noqa: PLC0415
        case_from_map,
        ignored_columns,
        map_rows,
    )

    n_bad = n_read = 0
    rows = map_rows(lines_from(source))
    for row in rows:
        n_read += 1
        if n_read == 1 and ignored_columns(row):
            sys.stderr.write(f"unknot: columns not read: {', '.join(ignored_columns(row))}.\n")
        case, error = case_from_map(row, body=body)
        if error is not None:
            n_bad += 1
            sys.stderr.write(f"unknot: {case['error']['message']}\n")
        sys.stdout.write(json.dumps(case, ensure_ascii=False) + "\n")
    if n_bad:
        sys.stderr.write(f"unknot: {n_bad} of {n_read} maps could not be read.\n")
    return BAD_DATA if n_bad else 0


def _marks(told: list[str]) -> list[MarkedRegion]:
    """Return the regions that the arguments or a case name."""
    if len(told) == 1 and (told[0] == "-" or told[0].endswith(".json")):
        return _marks_of_case(told[0])
    from unknot.exchange.choir.reading import MarkedRegion  # noqa: PLC0415

    marks: list[MarkedRegion] = []
    for n, mark in enumerate(told):
        side, colon, region = mark.partition(":")
        if not colon or side not in ("left", "right", "mid", "both"):
            raise InvalidInput(
                f"A painful region is written SIDE:REGION, such as right:calf_upper, not "
                f"'{mark[:60]}' (marks[{n}]). A side is left, right, mid or both.",
                where=f"marks[{n}]",
                value=mark,
            )
        marks += (MarkedRegion(region, one) for one in _sides(side))
    return marks


def _marks_of_case(source: str) -> list[MarkedRegion]:
    """Return the regions that hurt in a case; of a painted one, how much of it is painted."""
    from unknot.cli.json_input import json_from, text_from  # noqa: PLC0415
    from unknot.exchange.choir.reading import MarkedRegion  # noqa: PLC0415
    from unknot.find.query import query_from  # noqa: PLC0415

    place = "Standard input" if source == "-" else f"'{source}'"
    query = query_from(json_from(text_from(source), place=place))
    places = query.drawn.places if query.drawn else ()
    painted = {(place.region, place.side): place.fraction for place in places}
    return [
        MarkedRegion(mark.region, side, painted.get((mark.region, mark.side), 1.0))
        for mark in query.felt
        for side in _sides(mark.side)
    ]


def _sides(side: str) -> tuple[RegionSide, ...]:
    """Return both sides as two."""
    sides: dict[str, tuple[RegionSide, ...]] = {"left": ("left",), "right": ("right",)}
    return ("left", "right") if side == "both" else sides.get(side, ("mid",))


def _show_reading(reading: ChoirReading) -> None:
    """Print the regions of a map for a person."""
    from unknot.facts.vocabularies import load_regions  # noqa: PLC0415

    widest = max(len(mark.region) for mark in reading.regions)
    for title, counts in (("Painful:", True), ("Only touched, not counted:", False)):
        marks = [mark for mark in reading.regions if mark.counts == counts]
        if marks:
            typer.echo(title)
        for mark in marks:
            label = load_regions()[mark.region].label
            place = f"{mark.side.ljust(5)}  {mark.region.ljust(widest)}"
            typer.echo(f"  {place}  {mark.fraction:4.0%}  {label}")


def _show_writing(writing: ChoirWriting) -> None:
    """Print the codes for a person, with what they add and what they cannot say."""
    from unknot.exchange.choir.segments import load_segments  # noqa: PLC0415

    for code in writing.codes:
        segment = load_segments()[writing.body][code]
        typer.echo(f"{code}  {segment.side} {segment.label}")
        if code in writing.wider:
            added = ", ".join(mark.region for mark in writing.wider[code])
            typer.echo(f"     says more than was marked: {added}")
    for mark in writing.not_expressed:
        typer.echo(f"No code says {mark.side} {mark.region}: {mark.why}.")


def _writing_as_json(writing: ChoirWriting) -> dict[str, object]:
    """Return everything that was written as one JSON object."""
    return {
        "body": writing.body,
        "codes": list(writing.codes),
        "wider": {
            code: [{"region": mark.region, "side": mark.side} for mark in marks]
            for code, marks in writing.wider.items()
        },
        "not_expressed": [
            {"region": mark.region, "side": mark.side, "why": mark.why}
            for mark in writing.not_expressed
        ],
    }
