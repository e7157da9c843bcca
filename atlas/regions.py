"""Which region does each spot of skin belong to? Lays regions.csv over the left half.

Each row says how a region of the vocabulary gets its skin:

``skin``
    Seeds: points and paths of the grammar in :mod:`atlas.paths`, several parted by ``;``. A spot
    goes to the region whose seeds are nearest along the skin, after taking off ``bonus_mm``.
``ring``
    A finger, thumb or toe: everything nearer to the tip (``seeds``) than the point ``through``.
``part``
    A part of a ring, such as the back of a finger: of the parts, the one with the nearest seeds.
``union``
    Owns no skin beyond that of its finer regions.
``inside``
    Lies deep and owns no skin; ``drawn_on`` is the region that stands for it in pictures.

Membership is soft: a share of each vertex, falling over about 6 mm on both sides of a border; the
shares of all regions at a vertex sum to one. A region with finer ones keeps the rest for itself.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.sparse import csgraph
from scipy.sparse.linalg import splu

from atlas.mesh import Mesh
from atlas.paths import PointReader, RecipeError, Skin
from atlas.stages import Ground
from atlas.zones import Shares
from unknot.facts.vocabularies import load_regions

__all__ = ["RegionFields", "RegionRow", "assign", "islands", "read_regions", "shares_on"]

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

_RECIPE: Final = Path(__file__).parent / "recipes" / "regions.csv"
_KINDS: Final = ("skin", "ring", "part", "union", "inside")
_WIDTH_MM: Final = 6.0
"""A region whose distance is this much larger gets a share smaller by the factor e."""
_ROUNDING_MM: Final = 5.0
"""Corners of borders are rounded over about this length."""
_FAR_MM: Final = 250.0
"""Distances are not followed beyond this; no spot of skin is so far from its region's seeds."""
_LEAST_SHARE: Final = 0.02
"""Smaller shares are dropped."""


@dataclass(frozen=True, slots=True)
class RegionRow:
    """One row of regions.csv with its line number."""

    line: int
    region: str
    kind: str
    seeds: tuple[str, ...]
    bonus_mm: float
    through: str
    drawn_on: str


@dataclass(frozen=True)
class RegionFields:
    """The skin of every region that owns some, on the left half.

    Attributes
    ----------
    regions
        Ids in the order of the vocabulary.
    shares
        (R, H) From 0 to 1; the columns sum to one. Vertices of the midline count for both sides.
    inside
        Deep region -> the skin region it is drawn on.
    """

    regions: tuple[str, ...]
    shares: FloatArray
    inside: Mapping[str, str]

    @cached_property
    def of(self) -> dict[str, FloatArray]:
        """Region -> (H,) share."""
        return dict(zip(self.regions, self.shares, strict=True))

    @cached_property
    def labels(self) -> IntArray:
        """(H,) The region with the largest share, as an index."""
        return self.shares.argmax(axis=0)

    def coded(self) -> tuple[IntArray, IntArray, IntArray]:
        """Give region_start (R + 1,), region_vertex and region_share; shares sum to 255."""
        whole = np.floor(self.shares * 255).astype(np.int64)
        lacking = 255 - whole.sum(axis=0)
        whole[self.labels, np.arange(whole.shape[1])] += lacking
        held = [np.flatnonzero(row) for row in whole]
        start = np.concatenate([[0], np.cumsum([len(at) for at in held])])
        return (
            start,
            np.concatenate(held),
            np.concatenate([row[at] for row, at in zip(whole, held, strict=True)]),
        )


def read_regions(path: Path = _RECIPE) -> tuple[RegionRow, ...]:
    """Read the recipe; every region of the vocabulary has one row, in its order."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = tuple(
            RegionRow(
                line=line,
                region=row["region"],
                kind=row["kind"],
                seeds=tuple(s.strip() for s in row["seeds"].split(";") if s.strip()),
                bonus_mm=float(row["bonus_mm"] or 0),
                through=row["through"],
                drawn_on=row["drawn_on"],
            )
            for line, row in enumerate(csv.DictReader(file), start=2)
        )
    known = load_regions()
    for row in rows:
        if row.kind not in _KINDS:
            raise _wrong(row, f"kind is one of {', '.join(_KINDS)}, not '{row.kind}'")
        if row.region not in known:
            raise _wrong(row, "no such region in the vocabulary")
        if (row.kind in {"skin", "ring", "part"}) != bool(row.seeds):
            raise _wrong(row, f"a row of kind '{row.kind}' has seeds just when it owns skin")
    missing = set(known) - {row.region for row in rows}
    if missing:
        message = f"regions.csv: no row for {', '.join(sorted(missing))}"
        raise RecipeError(message)
    return rows


def assign(
    mesh: Mesh, landmarks: Mapping[str, int], rows: tuple[RegionRow, ...] | None = None
) -> RegionFields:
    """Share the skin of the left half out among the regions.

    Parameters
    ----------
    landmarks
        Name -> vertex on the left half or the midline.
    rows
        The recipe; regions.csv when left out.
    """
    rows = read_regions() if rows is None else rows
    layer = _Layer(mesh, PointReader(Skin.of(mesh), landmarks, file="regions.csv"), rows)
    regions, costs = layer.costs()
    costs = layer.rounded(costs)
    likely = np.exp(-(costs - costs.min(axis=0)) / _WIDTH_MM)
    likely /= likely.sum(axis=0)
    likely[likely < _LEAST_SHARE] = 0.0
    shares = likely / likely.sum(axis=0)
    inside = {row.region: row.drawn_on for row in rows if row.kind == "inside"}
    fields = RegionFields(regions, shares, inside)
    _check(fields, mesh)
    return fields


def shares_on(ground: Ground) -> Shares:
    """Give the shares in the form that zones are painted with."""
    fields = assign(ground.mesh, ground.landmarks)
    return Shares(fields.of, fields.inside)


def islands(fields: RegionFields, mesh: Mesh) -> dict[str, int]:
    """Count the pieces of each region on the left half."""
    edges = Skin.of(mesh).edges[: mesh.n_half, : mesh.n_half]
    pieces = {}
    for index, region in enumerate(fields.regions):
        own = np.flatnonzero(fields.labels == index)
        pieces[region] = int(csgraph.connected_components(edges[own][:, own], directed=False)[0])
    return pieces


@dataclass
class _Layer:
    """Measures the distance of every vertex of the left half to every region."""

    mesh: Mesh
    reader: PointReader
    rows: tuple[RegionRow, ...]

    def costs(self) -> tuple[tuple[str, ...], FloatArray]:
        """Give the regions that own skin, and (R, H): the smaller, the more it belongs. [mm]"""
        plain = {
            row.region: self._distance(row) - row.bonus_mm
            for row in self.rows
            if row.kind == "skin"
        }
        lowest = np.min(list(plain.values()), axis=0)
        parents = {row.id: row.parent for row in load_regions().values()}
        rings = {
            row.region: lowest - 2.0 * self._inside_ring(row)
            for row in self.rows
            if row.kind == "ring"
        }
        parts: dict[str, FloatArray] = {}
        for ring, cost in rings.items():
            rows = [r for r in self.rows if r.kind == "part" and parents[r.region] == ring]
            if rows:
                near = np.stack([self._distance(row) for row in rows])
                parts |= {
                    row.region: cost + 2.0 * (own - near.min(axis=0))
                    for row, own in zip(rows, near, strict=True)
                }
        divided = {parents[region] for region in parts}
        whole = {ring: cost for ring, cost in rings.items() if ring not in divided}
        every = plain | whole | parts
        regions = tuple(row.region for row in self.rows if row.region in every)
        return regions, np.stack([every[region] for region in regions])

    def rounded(self, costs: FloatArray) -> FloatArray:
        """Smooth the distances a little, as heat would spread, so that borders have no corners."""
        points = self.mesh.reference[: self.mesh.n_half]
        left = self.mesh.triangles[: len(self.mesh.triangles) // 2]
        stiffness, areas = _heat_operators(points, left)
        solve = splu((sp.diags(areas) + _ROUNDING_MM**2 * stiffness).tocsc())
        return np.ascontiguousarray(solve.solve(areas[:, None] * costs.T).T)

    def _distance(self, row: RegionRow) -> FloatArray:
        """(H,) Distance to the nearest seed, from either side. [mm]"""
        ways = [self.reader.path_vertices(seed, line=row.line) for seed in row.seeds]
        sources = np.concatenate(ways)
        sources = np.concatenate([sources, self.mesh.mirror[sources]])
        away = self.reader.skin.distances(sources, limit_mm=_FAR_MM)
        return np.minimum(away[: self.mesh.n_half], _FAR_MM)

    def _inside_ring(self, row: RegionRow) -> FloatArray:
        """(H,) How far inside the ring around a tip; negative outside. [mm]"""
        tip = np.array([self.reader.vertex(row.seeds[0], line=row.line)])
        away = np.minimum(self.reader.skin.distances(tip, limit_mm=_FAR_MM), _FAR_MM)
        border = self.reader.place(row.through, line=row.line)
        corners = self.mesh.triangles[border.triangle]
        reach = float(away[corners] @ border.weights)
        return reach - away[: self.mesh.n_half]


def _heat_operators(points: FloatArray, triangles: IntArray) -> tuple[sp.csr_matrix, FloatArray]:
    """Give the cotangent stiffness matrix and the area of each vertex."""
    n = len(points)
    rows, columns, values = [], [], []
    areas = np.zeros(n)
    for k in range(3):
        a, b, c = triangles[:, k], triangles[:, (k + 1) % 3], triangles[:, (k + 2) % 3]
        to_b, to_c = points[b] - points[a], points[c] - points[a]
        double = np.linalg.norm(np.cross(to_b, to_c), axis=1)
        half_cotangent = np.clip((to_b * to_c).sum(axis=1) / np.maximum(double, 1e-9), 0.02, 20) / 2
        rows += [b, c]
        columns += [c, b]
        values += [half_cotangent, half_cotangent]
        np.add.at(areas, a, double / 6)
    weights = sp.csr_matrix(
        (np.concatenate(values), (np.concatenate(rows), np.concatenate(columns))), shape=(n, n)
    )
    return sp.diags(np.asarray(weights.sum(axis=1)).ravel()) - weights, areas


def _check(fields: RegionFields, mesh: Mesh) -> None:
    """Raise unless every region is one piece on each side and every deep one has a stand-in."""
    torn = {region: n for region, n in islands(fields, mesh).items() if n != 1}
    if torn:
        named = ", ".join(f"{region} ({n})" for region, n in torn.items())
        message = f"regions.csv: not in one piece on the left half: {named}; move or join seeds"
        raise RecipeError(message)
    known = load_regions()
    for region, stand_in in fields.inside.items():
        if not any(stand_in in {own, known[own].parent} for own in fields.regions):
            message = f"regions.csv: '{region}' is drawn on '{stand_in}', which owns no skin"
            raise RecipeError(message)


def _wrong(row: RegionRow, message: str) -> RecipeError:
    """Make an error that names the place."""
    return RecipeError(f"regions.csv, line {row.line} ({row.region}): {message}")
