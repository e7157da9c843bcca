"""Where on the skin is this? The graph of the surface, paths along it, and the point grammar.

Recipes (landmarks, regions, sites, zones) name places on the LEFT half in one small grammar::

    point  = start step*
    start  = name                          a landmark: acromion
           | name@other                    the same landmark on the other (right) side
           | start>start:0.35              35 % of the way along the skin from the first
           | start>start:40mm              40 mm along the skin from the first
           | (point)                       brackets, where a start is itself a point
    step   = + 12mm up|down|front|back|in|out
                                           walk straight on along the skin; ``out`` is away from
                                           the midline, ``front`` the way the person faces
    path   = point~point~...               along the skin from one to the next

Examples: ``C7>acromion:0.5``, ``mastoid + 20mm down``, ``(asis>pubic_tubercle:0.5)>patella:60mm``,
``C7~T3@other``, ``trochanter~knee_lat``. All distances are those of the reference body.

Paths are found by Dijkstra over the edges and one straight shortcut across every inner edge, then
pulled smooth on the surface; the error against the exact shortest path is about one per cent.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from itertools import pairwise
from typing import Final

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.sparse import csgraph

from atlas.mesh import Mesh

__all__ = ["DIRECTIONS", "Place", "PointReader", "RecipeError", "Skin"]

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

DIRECTIONS: Final[Mapping[str, tuple[float, float, float]]] = {
    "up": (0.0, 0.0, 1.0),
    "down": (0.0, 0.0, -1.0),
    "front": (0.0, -1.0, 0.0),
    "back": (0.0, 1.0, 0.0),
    "out": (1.0, 0.0, 0.0),
    "in": (-1.0, 0.0, 0.0),
}
_SMOOTHING_ROUNDS: Final = 12
_HEAD_ON: Final = 0.15
"""Skin that faces this close to the direction (sine of 9 degrees) stops a walk."""
_TOKEN: Final = re.compile(r"\s*(?:(\d*\.?\d+)(mm)?|([A-Za-z][A-Za-z0-9_]*)|([@>:()+~]))")


class RecipeError(ValueError):
    """A recipe cannot be carried out; names its file, its line and the nearest known name."""


@dataclass(frozen=True, slots=True)
class Place:
    """A point on the skin: triangle, weights of its corners (3,), and position. [mm]"""

    triangle: int
    weights: FloatArray
    position_mm: FloatArray


@dataclass(frozen=True)
class Skin:
    """The reference surface as a metric space.

    Parameters
    ----------
    points
        (V, 3) [mm]
    triangles
        (2 T, 3) Left half, then its mirror image.
    mirror
        (V,)
    """

    points: FloatArray
    triangles: IntArray
    mirror: IntArray

    @classmethod
    def of(cls, mesh: Mesh) -> Skin:
        """Take the reference body of a mesh."""
        return cls(mesh.reference, mesh.triangles, mesh.mirror)

    @cached_property
    def edges(self) -> sp.csr_matrix:
        """(V, V) Lengths of the edges. [mm]"""
        ends = np.concatenate([self.triangles[:, [k, (k + 1) % 3]] for k in range(3)])
        lengths = np.linalg.norm(self.points[ends[:, 0]] - self.points[ends[:, 1]], axis=1)
        n = len(self.points)
        once = sp.csr_matrix((lengths, (ends[:, 0], ends[:, 1])), shape=(n, n))
        return once.maximum(once.T).tocsr()

    @cached_property
    def graph(self) -> sp.csr_matrix:
        """(V, V) Edges, and straight shortcuts across them where they stay inside. [mm]"""
        n = len(self.points)
        start, end, left, right = _across_edges(self.triangles)
        base = self.points[end] - self.points[start]
        length = np.linalg.norm(base, axis=1)
        base /= length[:, None]
        along, height = [], []
        for apex in (left, right):
            leg = self.points[apex] - self.points[start]
            along.append((leg * base).sum(axis=1))
            height.append(np.linalg.norm(leg - along[-1][:, None] * base, axis=1))
        crossing = along[0] + (along[1] - along[0]) * height[0] / (height[0] + height[1])
        inside = (crossing >= 0) & (crossing <= length)
        straight = np.hypot(along[0] - along[1], height[0] + height[1])[inside]
        across = sp.csr_matrix((straight, (left[inside], right[inside])), shape=(n, n))
        return self.edges.maximum(across).maximum(across.T).tocsr()

    @cached_property
    def normals(self) -> FloatArray:
        """(2 T, 3) Outward unit normals of the triangles."""
        a, b, c = (self.points[self.triangles[:, k]] for k in range(3))
        normals = np.cross(b - a, c - a)
        return normals / (np.linalg.norm(normals, axis=1, keepdims=True) + 1e-12)

    @cached_property
    def vertex_areas(self) -> FloatArray:
        """(V,) A third of the triangles around each vertex. [mm2]"""
        a, b, c = (self.points[self.triangles[:, k]] for k in range(3))
        third = np.linalg.norm(np.cross(b - a, c - a), axis=1) / 6
        areas = np.zeros(len(self.points))
        for k in range(3):
            np.add.at(areas, self.triangles[:, k], third)
        return areas

    @cached_property
    def triangles_at(self) -> sp.csr_matrix:
        """(V, 2 T) Which triangles touch a vertex."""
        n = len(self.triangles)
        rows, columns = self.triangles.ravel(), np.repeat(np.arange(n), 3)
        shape = (len(self.points), n)
        return sp.csr_matrix((np.ones(3 * n), (rows, columns)), shape=shape)

    def distances(self, sources: IntArray, *, limit_mm: float = np.inf) -> FloatArray:
        """(V,) Distance along the skin to the nearest source; inf beyond the limit. [mm]"""
        found = csgraph.dijkstra(
            self.graph, directed=False, indices=np.unique(sources), min_only=True, limit=limit_mm
        )
        return np.asarray(found)

    def vertex_path(self, start: int, end: int) -> IntArray:
        """Give the vertices of the shortest way from start to end."""
        kept: dict[tuple[int, int], IntArray] = self.__dict__.setdefault("_kept_ways", {})
        if (start, end) not in kept:
            straight = float(np.linalg.norm(self.points[start] - self.points[end]))
            before = self._steps_from(end, limit_mm=1.6 * straight + 60)
            if before[start] < 0 and start != end:
                before = self._steps_from(end, limit_mm=np.inf)
            way = [start]
            while before[way[-1]] >= 0:
                way.append(int(before[way[-1]]))
            kept[start, end] = np.array(way)
        return kept[start, end]

    def line(self, start: Place, end: Place) -> FloatArray:
        """(n, 3) The way between two places, pulled smooth on the surface. [mm]"""
        way = self.vertex_path(self.nearest_vertex(start), self.nearest_vertex(end))
        line = np.concatenate([[start.position_mm], self.points[way], [end.position_mm]])
        near = self.triangles_near(way)
        for _ in range(_SMOOTHING_ROUNDS):
            line[1:-1] = 0.25 * line[:-2] + 0.5 * line[1:-1] + 0.25 * line[2:]
        line[1:-1] = [self.settle(p, near).position_mm for p in line[1:-1]]
        return line

    def triangles_near(self, vertices: IntArray) -> IntArray:
        """Triangles that touch a vertex or one of its neighbours."""
        ring = np.unique(np.concatenate([vertices, self.edges[vertices].indices]))
        return np.unique(self.triangles_at[ring].indices)

    def nearest_vertex(self, place: Place) -> int:
        """Give the corner with the largest weight."""
        return int(self.triangles[place.triangle][place.weights.argmax()])

    def at_vertex(self, vertex: int) -> Place:
        """Give a vertex as a place."""
        triangle = int(self.triangles_at[[vertex]].indices.min())
        weights = (self.triangles[triangle] == vertex).astype(float)
        return Place(triangle, weights, self.points[vertex])

    def settle(self, point: FloatArray, candidates: IntArray) -> Place:
        """Give the place nearest to a point in space, among some triangles."""
        corners = self.points[self.triangles[candidates]]
        weights = _closest_weights(corners, point)
        positions = (corners * weights[..., None]).sum(axis=1)
        best = int(((positions - point) ** 2).sum(axis=1).argmin())
        return Place(int(candidates[best]), weights[best], positions[best])

    def walk(self, place: Place, *, direction: FloatArray, distance_mm: float) -> Place:
        """Walk along the skin, always as nearly in the direction as the skin allows."""
        left_mm, step_mm = distance_mm, 2.0
        while left_mm > 1e-9:
            step = min(step_mm, left_mm)
            normal = self.normals[place.triangle]
            along = direction - normal * (normal @ direction)
            if np.linalg.norm(along) < _HEAD_ON:
                message = "the skin faces straight in this direction, so the walk has no way on"
                raise RecipeError(message)
            goal = place.position_mm + along / np.linalg.norm(along) * step
            near = self.triangles_near(self.triangles[place.triangle])
            place = self.settle(goal, near)
            left_mm -= step
        return place

    def _steps_from(self, end: int, *, limit_mm: float) -> IntArray:
        """(V,) The next vertex on the way to ``end``; negative at the end and out of reach."""
        _, before = csgraph.dijkstra(
            self.graph, directed=False, indices=end, return_predecessors=True, limit=limit_mm
        )
        return np.asarray(before)


@dataclass(frozen=True)
class PointReader:
    """Reads the point grammar.

    Parameters
    ----------
    skin
        The reference surface.
    landmarks
        Name -> vertex on the left half or the midline.
    file
        Name of the recipe, for messages.
    """

    skin: Skin
    landmarks: Mapping[str, int]
    file: str = "recipe"
    _cursor: list[int] = field(default_factory=lambda: [0], repr=False)

    def place(self, text: str, *, line: int = 0) -> Place:
        """Read one point."""
        tokens = self._tokens(text, line)
        self._cursor[0] = 0
        place = self._point(tokens, text, line)
        if self._cursor[0] != len(tokens):
            raise self._error(f"'{text}' goes on after the point", line)
        return place

    def vertex(self, text: str, *, line: int = 0) -> int:
        """Read one point; gives the nearest vertex."""
        return self.skin.nearest_vertex(self.place(text, line=line))

    def path(self, text: str, *, line: int = 0) -> FloatArray:
        """Read ``a~b~c``; gives its line on the skin. (n, 3) [mm]"""
        stops = [self.place(part, line=line) for part in text.split("~")]
        if len(stops) == 1:
            return stops[0].position_mm[None]
        return np.concatenate([self.skin.line(a, b) for a, b in pairwise(stops)])

    def path_vertices(self, text: str, *, line: int = 0) -> IntArray:
        """Read a point or ``a~b~c``; gives the vertices on the way, sorted."""
        stops = [self.vertex(part, line=line) for part in text.split("~")]
        ways = [self.skin.vertex_path(a, b) for a, b in pairwise(stops)]
        return np.unique(np.concatenate([np.array(stops), *ways]))

    def _point(self, tokens: list[str], text: str, line: int) -> Place:
        place = self._start(tokens, text, line)
        while self._next(tokens) == "+":
            self._take(tokens)
            distance = self._take(tokens)
            direction = self._take(tokens)
            if not distance.endswith("mm") or direction not in DIRECTIONS:
                message = (
                    f"'{text}': a step is '+ 12mm up', with one of {', '.join(DIRECTIONS)}; "
                    f"this one is '+ {distance} {direction}'"
                )
                raise self._error(message, line)
            way = np.array(DIRECTIONS[direction])
            place = self.skin.walk(place, direction=way, distance_mm=float(distance[:-2]))
        return place

    def _start(self, tokens: list[str], text: str, line: int) -> Place:
        place = self._single(tokens, text, line)
        while self._next(tokens) == ">":
            self._take(tokens)
            goal = self._single(tokens, text, line)
            if self._take(tokens) != ":":
                raise self._error(f"'{text}': write how far, as in a>b:0.35 or a>b:40mm", line)
            place = self._between(place, goal, amount=self._take(tokens), text=text, line=line)
        return place

    def _between(self, start: Place, goal: Place, *, amount: str, text: str, line: int) -> Place:
        way = self.skin.line(start, goal)
        reached = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(way, axis=0), axis=1))])
        wanted = float(amount[:-2]) if amount.endswith("mm") else float(amount) * reached[-1]
        if wanted > reached[-1] + 1e-6:
            message = f"'{text}': {amount} is more than the whole way, {reached[-1]:.0f} mm"
            raise self._error(message, line)
        goal_point = np.array([np.interp(wanted, reached, way[:, k]) for k in range(3)])
        vertices = self.skin.vertex_path(
            self.skin.nearest_vertex(start), self.skin.nearest_vertex(goal)
        )
        return self.skin.settle(goal_point, self.skin.triangles_near(vertices))

    def _single(self, tokens: list[str], text: str, line: int) -> Place:
        word = self._take(tokens)
        if word == "(":
            place = self._point(tokens, text, line)
            if self._take(tokens) != ")":
                raise self._error(f"'{text}': a bracket is not closed", line)
            return place
        if word not in self.landmarks:
            close = get_close_matches(word, self.landmarks, n=1, cutoff=0.4)
            hint = f"; did you mean '{close[0]}'?" if close else ""
            raise self._error(f"'{text}': no landmark '{word}'{hint}", line)
        vertex = self.landmarks[word]
        if self._next(tokens) == "@":
            self._take(tokens)
            if self._take(tokens) != "other":
                raise self._error(f"'{text}': after @ only 'other' can stand", line)
            vertex = int(self.skin.mirror[vertex])
        return self.skin.at_vertex(vertex)

    def _tokens(self, text: str, line: int) -> list[str]:
        tokens, at = [], 0
        text = text.strip()
        while at < len(text):
            match = _TOKEN.match(text, at)
            if match is None or match.group(4) == "~":
                raise self._error(f"'{text}' cannot be read from '{text[at:]}' on", line)
            tokens.append(match.group(0).strip())
            at = match.end()
        return tokens

    def _next(self, tokens: list[str]) -> str:
        return tokens[self._cursor[0]] if self._cursor[0] < len(tokens) else ""

    def _take(self, tokens: list[str]) -> str:
        token = self._next(tokens)
        self._cursor[0] += 1
        return token

    def _error(self, message: str, line: int) -> RecipeError:
        return RecipeError(f"{self.file}, line {line}: {message}")


def _across_edges(triangles: IntArray) -> tuple[IntArray, IntArray, IntArray, IntArray]:
    """Give every edge's ends and the two corners opposite to it."""
    ends = np.concatenate([triangles[:, [k, (k + 1) % 3]] for k in range(3)])
    opposite = np.concatenate([triangles[:, (k + 2) % 3] for k in range(3)])
    key = np.sort(ends, axis=1)
    order = np.lexsort((opposite, key[:, 1], key[:, 0]))
    key, opposite = key[order], opposite[order]
    return key[0::2, 0], key[0::2, 1], opposite[0::2], opposite[1::2]


def _closest_weights(corners: FloatArray, point: FloatArray) -> FloatArray:
    """(n, 3) Barycentric weights of the point of each triangle (n, 3, 3) nearest to a point."""
    a, b, c = corners[:, 0], corners[:, 1], corners[:, 2]
    ab, ac, ap = b - a, c - a, point - a
    d00, d01, d11 = (ab * ab).sum(1), (ab * ac).sum(1), (ac * ac).sum(1)
    d20, d21 = (ap * ab).sum(1), (ap * ac).sum(1)
    area = d00 * d11 - d01 * d01 + 1e-15
    v, w = (d11 * d20 - d01 * d21) / area, (d00 * d21 - d01 * d20) / area
    weights = np.stack([1 - v - w, v, w], axis=1)
    outside = weights.min(axis=1) < 0
    best = weights.copy()
    nearest = np.where(outside, np.inf, 0.0)
    for i, j in ((0, 1), (1, 2), (2, 0)):
        side = corners[:, j] - corners[:, i]
        t = ((point - corners[:, i]) * side).sum(1) / ((side * side).sum(1) + 1e-15)
        t = np.clip(t, 0, 1)
        gap = ((corners[:, i] + t[:, None] * side - point) ** 2).sum(1)
        better = outside & (gap < nearest)
        on_side = np.zeros_like(weights)
        on_side[:, i], on_side[:, j] = 1 - t, t
        best[better] = on_side[better]
        nearest[better] = gap[better]
    return best
