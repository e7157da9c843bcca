"""What real drawings do wrong, done on purpose to a query.

A marked region lands in a neighbour, left becomes right, a painful place is not marked, a
place is marked that has nothing to do with it. The measured rates are those of studies in
which people drew their pain twice or helpers coded the same drawing; a region counts once,
whatever its size.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Final

import numpy as np

from unknot.facts.vocabularies import load_regions
from unknot.find.query import PainMark, Query
from unknot.muscles.catalogue import load_neighbours
from unknot.sides import LEFT_RIGHT, mirrored

__all__ = ["NOISES", "Noise", "with_noise"]

WRONG_REGION_BACK: Final = 0.17
"""Share of marks in a neighbouring region at back and shoulders: 15 to 19% in studies."""
WRONG_REGION: Final = 0.085
"""The same elsewhere: half of it, a judgement."""
_BACK_AND_SHOULDERS: Final = frozenset(("back", "upper_back", "shoulder"))


@dataclass(frozen=True, slots=True)
class Noise:
    """How often each thing goes wrong.

    Attributes
    ----------
    wrong_region
        How many times the measured rates.
    wrong_side, unmarked
        Share of the marks. The last mark is never lost.
    stray
        Share of the people who mark one place more, anywhere.
    """

    name: str
    wrong_region: float = 0.0
    wrong_side: float = 0.0
    unmarked: float = 0.0
    stray: float = 0.0


NOISES: Final = (
    Noise("as told"),
    Noise("wrong region as measured (17% back and shoulders, 8.5% elsewhere)", wrong_region=1),
    Noise("wrong region twice as often", wrong_region=2),
    Noise("wrong region three times as often", wrong_region=3),
    Noise("wrong side 2%", wrong_side=0.02),
    Noise("wrong side 10%", wrong_side=0.10),
    Noise("a fifth of the regions unmarked", unmarked=0.2),
    Noise("half of the regions unmarked", unmarked=0.5),
    Noise("a stray region in 3% of people", stray=0.03),
    Noise("a stray region in 30% of people", stray=0.3),
    Noise("all as measured", wrong_region=1, wrong_side=0.02, unmarked=0.2, stray=0.03),
    Noise("all of the worst", wrong_region=3, wrong_side=0.10, unmarked=0.5, stray=0.3),
)
"""From nothing to everything; "as measured" joins the rates that studies give."""


def with_noise(query: Query, noise: Noise, *, rng: np.random.Generator) -> Query:
    """Return the query as it would have been drawn with this noise."""
    kept = [mark for mark in query.pain if rng.random() >= noise.unmarked]
    if not kept and query.pain:
        kept = [query.pain[int(rng.integers(len(query.pain)))]]
    marks = [_slipped(mark, noise, rng) for mark in kept]
    if rng.random() < noise.stray:
        everywhere = tuple(id_ for id_, region in load_regions().items() if not region.parent)
        marks.append(_marked(everywhere[int(rng.integers(len(everywhere)))], "mid", rng))
    return replace(query, pain=tuple(dict.fromkeys(marks)))


def _slipped(mark: PainMark, noise: Noise, rng: np.random.Generator) -> PainMark:
    """Return a mark moved to a neighbour or to the other side, or as it is."""
    area = load_regions()[mark.region].area
    rate = WRONG_REGION_BACK if area in _BACK_AND_SHOULDERS else WRONG_REGION
    near = _neighbours().get(mark.region, ())
    if near and rng.random() < rate * noise.wrong_region:
        mark = _marked(near[int(rng.integers(len(near)))], mark.side, rng)
    if mark.side in LEFT_RIGHT and rng.random() < noise.wrong_side:
        mark = replace(mark, side=mirrored(mark.side))
    return mark


def _marked(region: str, side: str, rng: np.random.Generator) -> PainMark:
    """Return a mark of a region, with a side by chance where it needs one and has none."""
    if not load_regions()[region].is_sided:
        return PainMark(region, "mid")
    if side == "both":
        return PainMark(region, "both")
    own = LEFT_RIGHT.index("left" if side == "left" else "right")
    if side not in LEFT_RIGHT:
        own = int(rng.integers(2))
    return PainMark(region, LEFT_RIGHT[own])


@cache
def _neighbours() -> Mapping[str, tuple[str, ...]]:
    """Return the regions that touch each region; a finer part touches what its whole does."""
    near: dict[str, list[str]] = {}
    for pair in load_neighbours():
        if not pair.across_midline:
            near.setdefault(pair.region, []).append(pair.neighbour)
            near.setdefault(pair.neighbour, []).append(pair.region)
    for region in load_regions().values():
        if region.parent and region.parent in near:
            near.setdefault(region.id, list(near[region.parent]))
    return MappingProxyType({region: tuple(others) for region, others in near.items()})
