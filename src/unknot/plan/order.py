"""In which order the points are worked on, and why.

Active before latent, the one that hurts most first; then the key point: one in whose pain
zone other points lie, because these satellites often ease with it; then from the centre of
the body outwards; ties keep the order in which they were told. The order knows nothing of
left and right and nothing of the person's conditions.

That satellites ease with their key point, and that the centre goes first, is common teaching;
no trial compared orders.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from unknot.facts.planning import load_body_areas
from unknot.muscles.catalogue import load_muscles
from unknot.plan.query import PointMark
from unknot.sides import mirrored

__all__ = ["OrderedPoint", "order_points"]


@dataclass(frozen=True, slots=True)
class OrderedPoint:
    """A point with the reason for its place."""

    point: PointMark
    why: str
    index: int
    """Its place among the points as they were told."""


def order_points(points: Sequence[PointMark]) -> tuple[OrderedPoint, ...]:
    """Return the points in the order in which they are worked on."""
    satellites = {
        n: sum(
            _lies_in_zone(other, point) and not _lies_in_zone(point, other)
            for other in points
            if other is not point
        )
        for n, point in enumerate(points)
    }
    order = sorted(
        range(len(points)),
        key=lambda n: (
            points[n].state != "active",
            -(points[n].pain or 0.0),
            -satellites[n],
            _from_centre(points[n]),
            n,
        ),
    )
    return tuple(OrderedPoint(points[n], _why(points, n, satellites[n]), n) for n in order)


def _why(points: Sequence[PointMark], n: int, n_satellites: int) -> str:
    """Say in one half-sentence why a point stands where it stands."""
    point = points[n]
    if len(points) == 1:
        return "it is the only point"
    if point.state == "latent":
        return "it is latent: it hurts only when pressed, so it waits for the active ones"
    told = [other.pain for other in points if other.pain is not None and other is not point]
    if point.pain is not None and told and point.pain > max(told):
        return f"it hurts most now ({point.pain:g} of 10)"
    if n_satellites:
        others = "another point lies" if n_satellites == 1 else f"{n_satellites} other points lie"
        return f"it may feed the others: {others} where it sends its pain"
    return _why_active(point, [other for other in points if other.state == "active"])


def _why_active(point: PointMark, active: list[PointMark]) -> str:
    """Say where an active point stands among the active ones."""
    centres = [_from_centre(other) for other in active]
    if min(centres) == max(centres):
        return "points of the same kind go in the order in which they were named"
    if _from_centre(point) == min(centres):
        return "it is active and lies nearest to the centre of the body"
    return "it is active and lies farther from the centre of the body than the ones before it"


def _from_centre(point: PointMark) -> int:
    """Return how far out the muscle lies."""
    return load_body_areas()[load_muscles()[point.muscle].area].order_from_centre


def _lies_in_zone(point: PointMark, other: PointMark) -> bool:
    """Say whether a point lies where another one sends its pain."""
    return not _places(point.muscle, point.site, "local", side=point.side).isdisjoint(
        _places(other.muscle, other.site, "sent", side=other.side)
    )


@cache
def _places(muscle: str, site: str | None, kind: str, *, side: str) -> frozenset[tuple[str, str]]:
    """Return the regions of a point with their side: over it, or where it sends its pain."""
    found = set()
    for one in load_muscles()[muscle].sites:
        if site not in (None, one.id):
            continue
        for zone in one.local if kind == "local" else (*one.essential, *one.spillover):
            for where in _sides(zone.side, side):
                found.add((zone.region, where))
    return frozenset(found)


def _sides(relative: str, side: str) -> tuple[str, ...]:
    """Return the sides of a zone for a muscle on one side."""
    other = mirrored(side)  # type: ignore[arg-type]
    return {"same": (side,), "opposite": (other,), "both": (side, other), "mid": ("mid",)}[relative]
