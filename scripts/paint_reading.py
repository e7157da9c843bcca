"""How well is paint read as places? Measures it and writes the tables of docs/explanation/body.md.

Two questions. Drawings of known places (dabs, lines, filled regions) are read back: which places
are found, and how many are read by mistake? And published cases are drawn with a loose hand and
ranked from what is read: what does drawing cost beside the coded regions? Seeded; a few minutes.
Run it as ``.venv/bin/python scripts/paint_reading.py`` (or ``make proof``).
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from unknot.body.geodesic import spread
from unknot.body.painting import paint_of
from unknot.body.reading import painted_places
from unknot.body.skin import Skin, load_skin
from unknot.body.strokes import BrushStroke, Drawing, SkinPoint
from unknot.errors import UnknotError
from unknot.facts.cases import load_cases
from unknot.facts.vocabularies import load_regions
from unknot.find.drawn import joined_marks
from unknot.find.knowledge import load_knowledge
from unknot.find.marks import PainMark
from unknot.find.query import Query
from unknot.find.ranking import rank_muscles
from unknot.find.scoring import case_query, first_hit, muscles_once, wanted_muscles

PAGE: Final = Path(__file__).parent.parent / "docs" / "explanation" / "body.md"
BEGIN: Final = "<!-- paint reading -->"
END: Final = "<!-- end of paint reading -->"
N_DABS, N_LINES, N_FILLED = 400, 150, 150
DAB_MM, LINE_MM = (8, 12, 18, 28), (8, 12, 18)
SHORTEST_MM, REACH_MM = 120.0, 450.0
MEANT_MM, TOUCHED_MM = 40.0, 12.0
"""A line means a place in which it runs so far; a place it only touches is no mistake."""
N_HANDS: Final = 2
"""Drawings of each case."""
Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing with the places that it means, and those that are no mistake either."""

    kind: str
    stroke: BrushStroke
    meant: frozenset[Place]
    allowed: frozenset[Place]


class Hand:
    """Draws on the reference body."""

    def __init__(self, skin: Skin) -> None:
        self.skin, self.canvas, self.regions = skin, skin.canvas, load_regions()
        whole = [r for r, x in self.regions.items() if x.parent is None and skin.has_skin(r)]
        self.whole = whole
        sharp = skin.surface.region_share.astype(float) ** 4
        rows = [
            [skin.rows[r] for r in (name, *skin.parts.get(name, ())) if r in skin.rows]
            for name in whole
        ]
        self.label = np.stack([sharp[own].sum(axis=0) for own in rows]).argmax(axis=0)
        first: dict[int, int] = {}
        for index, corners in enumerate(self.canvas.triangles.tolist()):
            for corner in corners:
                first.setdefault(corner, index)
        self.triangle_at = first

    def place(self, vertex: int) -> Place:
        """Give the region and side of a vertex."""
        surface = self.skin.surface
        region = self.whole[
            self.label[vertex if vertex < surface.n_half else vertex - surface.n_left]
        ]
        if not self.regions[region].is_sided:
            return region, "mid"
        return region, "left" if vertex < surface.n_half else "right"

    def point(self, vertex: int) -> SkinPoint:
        """Give a vertex as a point of a stroke."""
        triangle = self.triangle_at[vertex]
        second, third = (
            1000 if corner == vertex else 0 for corner in self.canvas.triangles[triangle][1:]
        )
        return SkinPoint(triangle, second, third)

    def dab(self, rng: np.random.Generator) -> Drawn:
        """One dab anywhere."""
        vertex = self._anywhere(rng)
        place = frozenset({self.place(vertex)})
        return Drawn("dab", self._stroke([vertex], float(rng.choice(DAB_MM))), place, place)

    def line(self, rng: np.random.Generator) -> Drawn:
        """One line along the skin, 12 cm at least."""
        start = self._anywhere(rng)
        near, away = spread(self.canvas, np.array([start]), np.array([0.0]), reach_mm=REACH_MM)
        way = self._way(start, int(rng.choice(near[away > SHORTEST_MM])))
        length: dict[Place, float] = {}
        for a, b in itertools.pairwise(way):
            step = float(np.linalg.norm(self.canvas.positions_mm[a] - self.canvas.positions_mm[b]))
            for vertex in (a, b):
                length[self.place(vertex)] = length.get(self.place(vertex), 0.0) + step / 2
        return Drawn(
            "line",
            self._stroke(way, float(rng.choice(LINE_MM))),
            frozenset(place for place, mm in length.items() if mm >= MEANT_MM),
            frozenset(place for place, mm in length.items() if mm >= TOUCHED_MM),
        )

    def filled(self, rng: np.random.Generator) -> Drawn:
        """One region filled."""
        region = str(rng.choice(self.whole))
        side = "left" if self.regions[region].is_sided else "mid"
        place = frozenset({(region, side)})
        return Drawn("filled region", self.loosely(region, side, rng=rng, turns=1.5), place, place)

    def loosely(
        self, region: str, side: str, *, rng: np.random.Generator, turns: float
    ) -> BrushStroke:
        """Fill a place with dabs at random."""
        own = self.skin.sharp_cover_of(self.skin.leaf_places(region, side))  # type: ignore[arg-type]
        area = float(own @ self.canvas.area_mm2)
        radius = float(np.clip(np.sqrt(area) / 6, 6, 20))
        n = int(np.clip(area / (np.pi * radius**2) * turns, 2, 60))
        return self._stroke([int(v) for v in rng.choice(np.flatnonzero(own > 0.5), n)], radius)

    def _stroke(self, vertices: list[int], radius_mm: float) -> BrushStroke:
        return BrushStroke("paint", radius_mm, tuple(self.point(vertex) for vertex in vertices))

    def _anywhere(self, rng: np.random.Generator) -> int:
        area = self.canvas.area_mm2
        return int(rng.choice(self.canvas.n_vertices, p=area / area.sum()))

    def _way(self, start: int, end: int) -> list[int]:
        reached, away = spread(self.canvas, np.array([end]), np.array([0.0]))
        distance = np.full(self.canvas.n_vertices, np.inf)
        distance[reached] = away
        way = [start]
        while way[-1] != end:
            at = slice(*self.canvas.way_start[way[-1] : way[-1] + 2])
            steps = distance[self.canvas.way[at]] + self.canvas.way_mm[at]
            way.append(int(self.canvas.way[at][steps.argmin()]))
        return way


def main() -> int:
    """Measure, and write the tables between the marks of the page."""
    skin = load_skin()
    hand = Hand(skin)
    rng = np.random.default_rng(3)
    drawings = [
        *(hand.dab(rng) for _ in range(N_DABS)),
        *(hand.line(rng) for _ in range(N_LINES)),
        *(hand.filled(rng) for _ in range(N_FILLED)),
    ]
    text = "\n".join([*_read_back(drawings, skin), "", *_cost_of_drawing(hand)])
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", "utf-8")
    print(text)
    return 0


def _read_back(drawings: list[Drawn], skin: Skin) -> Iterator[str]:
    """Count what is found and what is mistaken."""
    regions = load_regions()
    kinds = list(dict.fromkeys(drawn.kind for drawn in drawings))
    found, meant, wrong, n = (dict.fromkeys(kinds, 0) for _ in range(4))
    for drawn in drawings:
        read = {
            (regions[one.region].parent or one.region, one.side)
            for one in painted_places(paint_of(Drawing((drawn.stroke,)), skin))
        }
        found[drawn.kind] += len(read & drawn.meant)
        meant[drawn.kind] += len(drawn.meant)
        wrong[drawn.kind] += len(read - drawn.meant - drawn.allowed)
        n[drawn.kind] += 1
    yield f"| share of drawings | {' | '.join(kinds)} |"
    yield f"| --- |{' ---: |' * len(kinds)}"
    yield "| places that were meant and are read | " + _cells(found, meant)
    yield "| places read by mistake, for each drawing | " + _cells(wrong, n)


def _cells(part: dict[str, int], whole: dict[str, int]) -> str:
    return " | ".join(f"{part[kind] / whole[kind]:.2f}" for kind in part) + " |"


def _cost_of_drawing(hand: Hand) -> Iterator[str]:
    """Rank published cases from their coded regions, and from drawings of them."""
    knowledge = load_knowledge()
    coded: list[float] = []
    drawn: list[float] = []
    for case in load_cases().values():
        wanted = wanted_muscles(case)
        try:
            query = case_query(case)
        except UnknotError:
            continue  # a source without pain in the vocabulary
        if not query.pain or not wanted:
            continue
        coded.append(_worth(query, wanted, knowledge))
        for seed in range(N_HANDS):
            marks = _drawn_marks(query, hand, np.random.default_rng(seed))
            drawn.append(_worth(replace(query, pain=marks), wanted, knowledge))
    yield (
        f"Drawing the regions of {len(coded)} published cases and studies with a loose hand and "
        f"reading them back: MRR {np.mean(drawn):.2f} against {np.mean(coded):.2f} from the coded "
        f"regions, top-3 {_top_three(drawn):.2f} against {_top_three(coded):.2f}."
    )


def _drawn_marks(query: Query, hand: Hand, rng: np.random.Generator) -> tuple[PainMark, ...]:
    """Draw every place with skin and a told side; the others stay as they are."""
    strokes, rest = [], []
    for mark in query.pain:
        untold = hand.regions[mark.region].is_sided and mark.side == "mid"
        if untold or not hand.skin.has_skin(mark.region):
            rest.append(mark)
        else:
            strokes.append(hand.loosely(mark.region, mark.side, rng=rng, turns=1.2))
    if not strokes:
        return tuple(rest)
    return joined_marks(rest, painted_places(paint_of(Drawing(tuple(strokes)), hand.skin)))


def _worth(query: Query, wanted: frozenset[str], knowledge: object) -> float:
    """Give 1 / the place of the first wanted muscle, 0 when it is nowhere."""
    ranking = rank_muscles(query, knowledge)  # type: ignore[arg-type]
    place = first_hit(muscles_once(row.muscle for row in ranking.candidates), wanted)
    return 0.0 if place is None else 1 / place


def _top_three(worths: list[float]) -> float:
    return float(np.mean([worth >= 1 / 3 for worth in worths]))


if __name__ == "__main__":
    sys.exit(main())
