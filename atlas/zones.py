"""Where does each site lie, and where does it refer? Compiled from the recipes of sites and zones.

``recipes/sites/*.csv`` puts every site of the catalogue on the left half, in the point grammar of
``atlas/paths.py``. ``recipes/zones/*.csv`` gives its referral zone as rows that are laid over each
other (the strongest counts)::

    site,strength,region,path,size_mm,weight,side,note

``strength`` essential or spillover; ``region`` a region of the vocabulary; ``path`` a point or
``a~b~c``; ``size_mm`` half the width of the band around the path; region and path together mean
the part of the region inside the band; ``weight`` 0 to 1; ``side`` same, other or both. Where a
site and strength has no row, the regions of the catalogue stand in for it, whole.

Borders are softened on the skin by two implicit steps of diffusion (cotangent Laplacian), finer
on head, hands and feet.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.sparse.linalg import splu

from atlas.mesh import PARTS, Mesh
from atlas.paths import Place, PointReader, RecipeError, Skin
from unknot.facts.vocabularies import load_regions
from unknot.muscles.catalogue import Site, load_muscles

__all__ = [
    "STRENGTHS",
    "Shares",
    "ZonePainter",
    "read_site_places",
    "read_sites",
    "read_zone_rows",
    "zone_arrays",
]

FloatArray = NDArray[np.float64]
STRENGTHS: Final = ("essential", "spillover")
_RECIPES: Final = Path(__file__).parent / "recipes"
_SITE_COLUMNS: Final = ["site", "where", "note"]
_ZONE_COLUMNS: Final = [
    "site", "strength", "region", "path", "size_mm", "weight", "side", "note",
]  # fmt: skip
_SIDES: Final = ("same", "other", "both")
_SOFT_MM: Final = 8.0
_SOFT_FINE_MM: Final = 4.0
_FINE_PARTS: Final = ("head", "hand", "foot")
_FAINTEST: Final = 0.08
"""Weaker places are left out of the file."""


@dataclass(frozen=True, slots=True)
class ZoneRow:
    """One row of a zone recipe; see the module's docstring."""

    site: str
    strength: str
    region: str
    path: str
    size_mm: float
    weight: float
    side: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Shares:
    """How far each vertex of the left half belongs to each skin region.

    Attributes
    ----------
    of
        Skin region -> (H,) share in [0, 1].
    inside
        Deep region -> the skin region it is drawn on.
    """

    of: Mapping[str, FloatArray]
    inside: Mapping[str, str]

    def whole(self, region: str) -> FloatArray:
        """(H,) Share of a region with its finer parts."""
        regions = load_regions()
        if region in self.inside:
            return self.whole(self.inside[region])
        total = self.of[region].copy() if region in self.of else np.zeros(0)
        for child, row in regions.items():
            if row.parent == region and child in self.of:
                total = total + self.of[child] if len(total) else self.of[child].copy()
        if not len(total):
            message = f"region '{region}' owns no skin and is drawn on none"
            raise RecipeError(message)
        return np.minimum(total, 1.0)


def read_site_places(reader: PointReader) -> dict[str, Place]:
    """Read the places that the recipes give so far."""
    found: dict[str, Place] = {}
    for path in sorted((_RECIPES / "sites").glob("*.csv")):
        named = PointReader(reader.skin, reader.landmarks, path.name)
        for line, row in _rows(path, _SITE_COLUMNS):
            if row["site"] in found:
                message = f"{path.name}, line {line}: site '{row['site']}' is placed twice"
                raise RecipeError(message)
            found[row["site"]] = named.place(row["where"], line=line)
    return found


def read_sites(reader: PointReader) -> dict[str, Place]:
    """Read the place of every site of the catalogue, in the catalogue's order."""
    found = read_site_places(reader)
    wanted = [site.id for muscle in load_muscles().values() for site in muscle.sites]
    missing, unknown = [s for s in wanted if s not in found], sorted(set(found) - set(wanted))
    if missing or unknown:
        message = (
            f"recipes/sites: {len(missing)} sites have no place ({', '.join(missing[:8])} …); "
            f"not in the catalogue: {', '.join(unknown) or 'none'}"
        )
        raise RecipeError(message)
    return {site: found[site] for site in wanted}


def read_zone_rows() -> dict[tuple[str, str], list[ZoneRow]]:
    """Read the rows of every site and strength that has some."""
    rows: dict[tuple[str, str], list[ZoneRow]] = defaultdict(list)
    for path in sorted((_RECIPES / "zones").glob("*.csv")):
        for line, row in _rows(path, _ZONE_COLUMNS):
            read = _zone_row(row, path.name, line)
            rows[read.site, read.strength].append(read)
    return dict(rows)


def _rows(path: Path, columns: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        if reader.fieldnames != columns:
            message = f"{path.name}, line 1: the columns are {','.join(columns)}"
            raise RecipeError(message)
        for row in reader:
            yield reader.line_num, row


def _zone_row(row: Mapping[str, str], file: str, line: int) -> ZoneRow:
    """Check one row."""
    where = f"{file}, line {line}"
    try:
        weight = float(row["weight"] or 1)
        size_mm = float(row["size_mm"] or 0)
    except ValueError as error:
        message = f"{where}: size_mm and weight are numbers"
        raise RecipeError(message) from error
    side = row["side"] or "same"
    faults = [
        (row["strength"] not in STRENGTHS, f"strength is one of {', '.join(STRENGTHS)}"),
        (side not in _SIDES, f"side is one of {', '.join(_SIDES)}"),
        (not 0 < weight <= 1, "weight lies above 0 and up to 1"),
        (not row["region"] and not row["path"], "a row needs a region, a path or both"),
        (bool(row["path"]) and size_mm <= 0, "a path needs size_mm, half the width of its band"),
        (bool(row["region"]) and row["region"] not in load_regions(), "no such region"),
    ]
    for wrong, told in faults:
        if wrong:
            message = f"{where}: {told}"
            raise RecipeError(message)
    return ZoneRow(
        row["site"], row["strength"], row["region"], row["path"], size_mm, weight, side, file, line
    )


@dataclass(frozen=True)
class ZonePainter:
    """Turns rows into strengths at every vertex."""

    mesh: Mesh
    skin: Skin
    reader: PointReader
    shares: Shares

    def zone(self, site: Site, strength: str, rows: list[ZoneRow]) -> FloatArray:
        """(V,) Strength of a left site's zone, 0 to 1."""
        rows = rows or _rows_of_catalogue(site, strength)
        drawn = np.zeros(len(self.skin.points))
        for row in rows:
            drawn = np.maximum(drawn, row.weight * self._shape(row))
        peak = drawn.max()
        if peak <= 0:
            return drawn
        soft = self._soften(self._soften(drawn))
        soft *= peak / soft.max()
        return np.where(soft < _FAINTEST, 0.0, np.minimum(soft, 1.0))

    def _shape(self, row: ZoneRow) -> FloatArray:
        shape = np.ones(len(self.skin.points))
        if row.region:
            shape *= self._region(row.region, row.side)
        if row.path:
            shape *= self._band(row)
        return shape

    def _region(self, region: str, side: str) -> FloatArray:
        half = self.shares.whole(region)
        n_middle, n_half = self.mesh.n_midline, self.mesh.n_half
        left, right = np.zeros(len(self.skin.points)), np.zeros(len(self.skin.points))
        left[:n_half] = half
        right[:n_middle] = half[:n_middle]
        right[n_half:] = half[n_middle:]
        both = side == "both" or not load_regions()[region].is_sided
        return np.maximum(left, right) if both else (right if side == "other" else left)

    def _band(self, row: ZoneRow) -> FloatArray:
        reader = PointReader(self.skin, self.reader.landmarks, row.file)
        away = self.skin.distances(reader.path_vertices(row.path, line=row.line))
        half = row.size_mm / 2
        band = np.exp(-0.5 * (np.maximum(away - half, 0) / half) ** 2)
        mirrored = band[self.mesh.mirror]
        if row.side == "other":
            return np.asarray(mirrored)
        return np.maximum(band, mirrored) if row.side == "both" else np.asarray(band)

    def _soften(self, drawn: FloatArray) -> FloatArray:
        return np.asarray(self._step.solve(self.skin.vertex_areas * drawn))

    @cached_property
    def _step(self) -> Any:
        """One implicit step of diffusion, (M + C) x = M b, factorised once."""
        fine = np.isin(self.mesh.part, [PARTS.index(p) for p in _FINE_PARTS])
        reach = np.where(fine, _SOFT_FINE_MM, _SOFT_MM)
        spread = 0.5 * reach**2
        cotangents = _cotangents(self.skin.points, self.skin.triangles)
        mean_spread = sp.diags(np.sqrt(spread))
        stiff = mean_spread @ cotangents @ mean_spread
        stiff = sp.diags(np.asarray(stiff.sum(axis=1)).ravel()) - stiff
        return splu((sp.diags(self.skin.vertex_areas) + stiff).tocsc())


def _rows_of_catalogue(site: Site, strength: str) -> list[ZoneRow]:
    """Give the catalogue's regions of a site as rows."""
    marks = site.essential if strength == "essential" else site.spillover
    sides = {"same": "same", "other": "other", "opposite": "other"}
    return [
        ZoneRow(
            site.id,
            strength,
            region=mark.region,
            path="",
            size_mm=0.0,
            weight=1.0,
            side=sides.get(mark.side, "both"),
            file="muscles.jsonl",
            line=0,
        )
        for mark in marks
    ]


def _cotangents(points: FloatArray, triangles: NDArray[np.int64]) -> sp.csr_matrix:
    """(V, V) Half the sum of the cotangents opposite to each edge, never negative."""
    n = len(points)
    weights = sp.csr_matrix((n, n))
    for k in range(3):
        tip, a, b = (triangles[:, (k + j) % 3] for j in range(3))
        first, second = points[a] - points[tip], points[b] - points[tip]
        area = np.linalg.norm(np.cross(first, second), axis=1)
        cotangent = np.clip((first * second).sum(axis=1) / (area + 1e-9), 0.0, 10.0)
        weights += sp.csr_matrix((0.5 * cotangent, (a, b)), shape=(n, n))
    return (weights + weights.T).tocsr()


def zone_arrays(
    painter: ZonePainter, places: Mapping[str, Place]
) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """Give the description and the arrays of all sites and zones (left sites)."""
    rows = read_zone_rows()
    catalogue = {s.id: s for muscle in load_muscles().values() for s in muscle.sites}
    n_triangles_left = len(painter.mesh.triangles) // 2
    start, vertices, strengths = [0], [], []
    for site in places:
        for strength in STRENGTHS:
            zone = painter.zone(catalogue[site], strength, rows.get((site, strength), []))
            at = np.flatnonzero(zone)
            vertices.append(at.astype("<u2"))
            strengths.append(np.rint(zone[at] * 255).astype("u1"))
            start.append(start[-1] + len(at))
    triangle = np.array([place.triangle for place in places.values()])
    if (triangle >= n_triangles_left).any():
        wrong = list(places)[int(np.argmax(triangle >= n_triangles_left))]
        message = f"site '{wrong}' lies on the right half; recipes place left sites"
        raise RecipeError(message)
    arrays = {
        "site_triangle": triangle.astype("<u2"),
        "site_barycentric": np.array([p.weights[1:] for p in places.values()]).astype("<f4"),
        "zone_start": np.array(start).astype("<u4"),
        "zone_vertex": np.concatenate(vertices),
        "zone_strength": np.concatenate(strengths),
    }
    return {"sites": list(places)}, arrays
