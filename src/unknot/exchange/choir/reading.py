"""Which regions hurt, when a person marked a CHOIR body map?

Each code stands for a segment, each segment for the regions under it. A segment is coarse:
it also touches regions that the person may not have meant. Those are kept with the fraction
that lies in the marked segments, but do not count as painful.

Limits: no intensity and no quality stand in a map, and what neither view shows (soles,
perineum, the inside of the body) cannot be read from it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from unknot.errors import InvalidInput
from unknot.exchange.choir.segments import MAP_BODIES, MapBody, Part, RegionSide, load_parts

__all__ = [
    "COUNTS_COVER",
    "COUNTS_SHARE",
    "ChoirReading",
    "MarkedRegion",
    "checked_body",
    "checked_codes",
    "counts_alone",
    "read_choir",
]

COUNTS_COVER: Final = 0.4
"""A region counts when so much of it lies in the marked segments."""
COUNTS_SHARE: Final = 0.2
"""A region also counts when it fills so much of one marked segment."""
_LONGEST_SHOWN: Final = 40


@dataclass(frozen=True, slots=True)
class MarkedRegion:
    """One region on one side, and how much of it is marked.

    Attributes
    ----------
    fraction
        Marked part of the region, 0 to 1.
    counts
        Whether the region is taken as painful; False when the marks only touch it.
    """

    region: str
    side: RegionSide
    fraction: float = 1.0
    counts: bool = True


@dataclass(frozen=True, slots=True)
class ChoirReading:
    """What a marked map says in our regions.

    Attributes
    ----------
    codes
        As marked, written as three digits, in the order given.
    regions
        Every region that a marked segment touches; those that count come first, and among
        equals the one with the larger marked fraction.
    """

    body: MapBody
    codes: tuple[str, ...]
    regions: tuple[MarkedRegion, ...]

    @property
    def painful(self) -> tuple[MarkedRegion, ...]:
        """The regions that count as painful."""
        return tuple(mark for mark in self.regions if mark.counts)

    def pain_rows(self) -> list[dict[str, Any]]:
        """Return the painful regions as ``pain`` of a case; strength and quality are not known."""
        return [{"region": mark.region, "side": mark.side} for mark in self.painful]

    def strokes(self) -> list[dict[str, Any]]:
        """Return the painful regions as strokes that mark a whole region each."""
        return [
            {
                "tool": "region",
                "region": mark.region,
                "side": mark.side,
                "intensity": None,
                "quality": None,
            }
            for mark in self.painful
        ]


def read_choir(codes: Iterable[str | int], *, body: str | None) -> ChoirReading:
    """Return the regions under the marked codes of one map.

    Parameters
    ----------
    codes
        Codes as CHOIR writes them (``107``) or as its REDCap form does (``f07``, ``b07``).
    body
        Which map was shown, ``female`` or ``male``. The same code can be another place on
        the other one, so there is no default.

    Raises
    ------
    InvalidInput
        The map is not told, no code is given, a code is not on that map or stands twice.
    """
    shown = checked_body(body)
    marked = checked_codes(codes, body=shown)
    parts = load_parts()[shown]
    fractions: dict[tuple[str, RegionSide], float] = {}
    counting: set[tuple[str, RegionSide]] = set()
    for code in marked:
        for part in parts[code]:
            place = (part.region, part.side)
            fractions[place] = fractions.get(place, 0.0) + part.cover
            if counts_alone(part):
                counting.add(place)
    regions = [
        MarkedRegion(
            region,
            side,
            fraction=min(1.0, round(covered, 4)),
            counts=(region, side) in counting or round(covered, 4) >= COUNTS_COVER,
        )
        for (region, side), covered in fractions.items()
    ]
    regions.sort(key=lambda mark: (not mark.counts, -mark.fraction))
    return ChoirReading(shown, marked, tuple(regions))


def counts_alone(part: Part) -> bool:
    """Whether a region counts as painful when only this segment is marked."""
    return part.cover >= COUNTS_COVER or part.share >= COUNTS_SHARE


def checked_body(body: str | None) -> MapBody:
    """Return which map was shown.

    Raises
    ------
    InvalidInput
        It is not told, or there is no such map.
    """
    told = body.strip().lower() if isinstance(body, str) else body
    for known in MAP_BODIES:
        if told == known:
            return known
    came = "is not told" if not told else f"is '{str(body)[:_LONGEST_SHOWN]}'"
    raise InvalidInput(
        f"Which map was marked {came}; it must be 'female' or 'male' (body). "
        "The same code can be another place on the other map.",
        where="body",
        value=body,
    )


def checked_codes(codes: Iterable[str | int], *, body: MapBody) -> tuple[str, ...]:
    """Return codes as three digits, each known to the map and given once.

    Raises
    ------
    InvalidInput
        No code is given, a code is not on the map or stands twice.
    """
    known = load_parts()[body]
    seen: dict[str, int] = {}
    for n, given in enumerate(codes):
        code = _three_digits(given)
        if code not in known:
            raise InvalidInput(
                f"CHOIR code '{str(given)[:_LONGEST_SHOWN]}' is not on the {body} map "
                f"(codes[{n}]). Its codes are 101 to 136 on the front and 201 to 238 on the back.",
                where=f"codes[{n}]",
                value=given,
            )
        if code in seen:
            raise InvalidInput(
                f"Code {code} stands twice (codes[{seen[code]}] and codes[{n}]). Keep one.",
                where=f"codes[{n}]",
                value=given,
            )
        seen[code] = n
    if not seen:
        raise InvalidInput(
            "The map has no code. Give at least one; leave out people who marked nothing.",
            where="codes",
        )
    return tuple(seen)


def _three_digits(given: object) -> str:
    """Write a code as CHOIR does; the REDCap letters f and b stand for 1 and 2."""
    code = str(given).strip().lower() if isinstance(given, str | int) else ""
    views = {"f": "1", "b": "2"}
    return views[code[0]] + code[1:] if code[:1] in views else code
