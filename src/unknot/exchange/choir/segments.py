"""Where each CHOIR code lies: its segment on the drawn map, and our regions under it.

Two files, one loader each. ``choir_segments.csv`` says where a segment is drawn,
``choir_regions.csv`` which regions lie under it. Both hold the male and the female map apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal, cast

from unknot.errors import FactsError
from unknot.facts.fields import choice, fraction, text
from unknot.facts.reading import Line, read_csv
from unknot.sides import LeftRight

__all__ = [
    "CHOIR_FILES",
    "MAP_BODIES",
    "MapBody",
    "Part",
    "RegionSide",
    "Segment",
    "load_parts",
    "load_segments",
]

CHOIR_FILES: Final = Path(__file__).parent / "files"

MapBody = Literal["female", "male"]
"""Which of the two maps was shown; it says nothing about the person."""
RegionSide = Literal["left", "right", "mid"]

MAP_BODIES: Final[tuple[MapBody, ...]] = ("female", "male")


@dataclass(frozen=True, slots=True)
class Segment:
    """One outline of a map: what it shows, and where it is drawn.

    Centre and extent are fractions of the figure's width (from the left, as drawn) and height
    (from the top).
    """

    map: MapBody
    code: str
    view: Literal["front", "back"]
    side: LeftRight
    label: str
    x_centre: float
    y_centre: float
    x_min: float
    x_max: float
    y_min: float
    y_max: float


@dataclass(frozen=True, slots=True)
class Part:
    """One region under a segment.

    Attributes
    ----------
    share
        How much of the segment lies in the region, 0 to 1.
    cover
        How much of the region lies in the segment, 0 to 1; of a region without sides, how
        much of the whole.
    """

    region: str
    side: RegionSide
    share: float
    cover: float


@cache
def load_segments() -> Mapping[MapBody, Mapping[str, Segment]]:
    """Return the segments of each map by code, in file order."""
    return _by_map(
        (_map_of(line), text(line, "code"), line, _segment(line))
        for line in read_csv(CHOIR_FILES / "choir_segments.csv")
    )


@cache
def load_parts() -> Mapping[MapBody, Mapping[str, tuple[Part, ...]]]:
    """Return the regions under each code of each map, the largest share first as in the file."""
    listed: dict[tuple[MapBody, str], list[Part]] = {}
    for line in read_csv(CHOIR_FILES / "choir_regions.csv"):
        listed.setdefault((_map_of(line), text(line, "code")), []).append(_part(line))
    maps: dict[MapBody, dict[str, tuple[Part, ...]]] = {body: {} for body in MAP_BODIES}
    for (body, code), parts in listed.items():
        maps[body][code] = tuple(parts)
    return MappingProxyType({body: MappingProxyType(codes) for body, codes in maps.items()})


def _by_map(
    entries: Iterable[tuple[MapBody, str, Line, Segment]],
) -> Mapping[MapBody, Mapping[str, Segment]]:
    """Key segments by map and code and refuse a code that stands twice on a map."""
    maps: dict[MapBody, dict[str, Segment]] = {body: {} for body in MAP_BODIES}
    for body, code, line, segment in entries:
        if code in maps[body]:
            raise FactsError(f"{line.place}: code '{code}' stands twice on the {body} map.")
        maps[body][code] = segment
    return MappingProxyType({body: MappingProxyType(codes) for body, codes in maps.items()})


def _map_of(line: Line) -> MapBody:
    """Return which map a line is about."""
    return cast(MapBody, choice(line, "map", MAP_BODIES))


def _segment(line: Line) -> Segment:
    """Build a segment from its line."""
    return Segment(
        map=_map_of(line),
        code=text(line, "code"),
        view=cast(Literal["front", "back"], choice(line, "view", ("front", "back"))),
        side=cast(LeftRight, choice(line, "side", ("left", "right"))),
        label=text(line, "label"),
        x_centre=fraction(line, "x_centre"),
        y_centre=fraction(line, "y_centre"),
        x_min=fraction(line, "x_min"),
        x_max=fraction(line, "x_max"),
        y_min=fraction(line, "y_min"),
        y_max=fraction(line, "y_max"),
    )


def _part(line: Line) -> Part:
    """Build a part from its line."""
    return Part(
        region=text(line, "region"),
        side=cast(RegionSide, choice(line, "side", ("left", "right", "mid"))),
        share=fraction(line, "share"),
        cover=fraction(line, "cover"),
    )
