"""Which regions lie on the way when a pain runs from one place to another?

Method: the shortest path over touching regions (``neighbours.csv``), where a step onto the
surface that the words speak of costs 1 and any other step costs more. The surface is the
way of ``ways.csv`` that shares most regions with the end, the middle and the start of what
was said; the end counts most, because "down the arm to the thumb" names it. Sides are left
to the caller.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final

from unknot.facts.vocabularies import load_regions
from unknot.facts.words import Way, load_ways
from unknot.muscles.catalogue import load_neighbours

__all__ = ["is_middle_of_trunk", "midline_regions", "regions_on_the_way"]

STEP_OFF_THE_WAY: Final = 2.5
"""Cost of a step onto a region off the way; 1 on it. Chosen so that a detour of one region
is worth less than staying on the surface. [steps]"""


def regions_on_the_way(
    start: Sequence[str], end: Sequence[str], *, along: Sequence[str] = ()
) -> tuple[str, ...]:
    """Return the regions between two places, both ends left out, in order.

    Parameters
    ----------
    start, end
        Region ids at either end; the nearest pair is joined.
    along
        Region ids that the words name in between; they choose the surface.

    Returns
    -------
    Ids of coarse regions on the surface; a region that only leads over to it is left out.
    Empty when the places touch or are the same.
    """
    starts, ends = _coarse(start), _coarse(end)
    if set(starts) & set(ends):
        return ()
    way = _way(starts, ends, _coarse(along))
    if way is None:
        return ()
    goals = _on_this_surface(ends, way) or ends
    path = _shortest(starts, goals, frozenset(way.regions))
    return tuple(
        region
        for region in path
        if region in way.regions and region not in starts and region not in ends
    )


@cache
def midline_regions() -> frozenset[str]:
    """Return the regions that meet their mirror image in the midline of the body."""
    return frozenset(pair.region for pair in load_neighbours() if pair.across_midline)


def is_middle_of_trunk(regions: Iterable[str]) -> bool:
    """Say whether all of these lie in the midline below the neck.

    A side said elsewhere in a text says nothing of them: "low back and left leg" is mostly
    meant of the whole low back. Head and neck do take it: "neck and left arm".
    """
    return all(
        region in midline_regions() and load_regions()[region].area not in ("head", "neck")
        for region in regions
    )


def _coarse(regions: Iterable[str]) -> tuple[str, ...]:
    """Return regions with finer ones replaced by the coarser one that touches others."""
    table = load_regions()
    return tuple(dict.fromkeys(table[region].parent or region for region in regions))


def _way(start: Sequence[str], end: Sequence[str], along: Sequence[str]) -> Way | None:
    """Return the surface the words speak of; the first of equals in file order."""
    areas = {load_regions()[region].area for region in end}
    of_end = 3 if areas & {"hand", "foot"} else 1

    def shared(way: Way) -> int:
        on_way = frozenset(way.regions)
        return (
            4 * len(on_way.intersection(along))
            + of_end * (not on_way.isdisjoint(end))
            + 2 * (not on_way.isdisjoint(start))
        )

    ways = load_ways()
    best = max(ways, key=shared, default=None)
    return best if best and shared(best) else None


def _on_this_surface(ends: Sequence[str], way: Way) -> tuple[str, ...]:
    """Return the same joint on the surface that is spoken of, where the end lies beside it.

    "Down the back of the leg to the knee" passes the hollow of the knee.
    """
    if not set(ends).isdisjoint(way.regions):
        return ()
    joints = {region.partition("_")[0] for region in ends}
    return tuple(region for region in way.regions if region.partition("_")[0] in joints)


def _shortest(start: Sequence[str], end: Sequence[str], way: frozenset[str]) -> list[str]:
    """Return the cheapest path over touching regions, both ends included (Dijkstra)."""
    touching = _touching()
    cost = dict.fromkeys(start, 0.0)
    before: dict[str, str] = {}
    queue = [(0.0, region) for region in start]
    heapq.heapify(queue)
    while queue:
        so_far, region = heapq.heappop(queue)
        if region in end:
            return _path(region, before)
        if so_far > cost[region]:
            continue
        for other in touching.get(region, ()):
            further = so_far + (1.0 if other in way or other in end else STEP_OFF_THE_WAY)
            if further < cost.get(other, float("inf")):
                cost[other] = further
                before[other] = region
                heapq.heappush(queue, (further, other))
    return []


def _path(last: str, before: Mapping[str, str]) -> list[str]:
    """Return the path to a region, first region first."""
    path = [last]
    while path[-1] in before:
        path.append(before[path[-1]])
    return path[::-1]


@cache
def _touching() -> Mapping[str, tuple[str, ...]]:
    """Return for every region those that touch it on the same side of the body."""
    touching: dict[str, list[str]] = {}
    for pair in load_neighbours():
        if not pair.across_midline:
            touching.setdefault(pair.region, []).append(pair.neighbour)
            touching.setdefault(pair.neighbour, []).append(pair.region)
    return {region: tuple(sorted(others)) for region, others in touching.items()}
