"""Distances along the skin: a graph of edges and unfolded shortcuts, and Dijkstra on it.

Beside every mesh edge stands one straight shortcut across it: the two triangles at the edge
are laid flat, and where the straight line between their far corners crosses the edge, its
length joins the graph. Distances are never too short for the mesh by more than the straight
start values allow, and 1 to 3 % too long (docs/explanation/body.md; tests/truth/body).

The browser builds the same graph with the same sums, so the order of operations matters:
lengths are ``sqrt(dx*dx + dy*dy + dz*dz)``, the edge runs from its lower to its higher vertex,
and of the two far corners the lower one comes first. Ties cannot change a distance.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from math import inf

import numpy as np
import numpy.typing as npt

from unknot.errors import InvalidInput

__all__ = ["Canvas", "canvas_of", "spread"]

FloatArray = npt.NDArray[np.float64]
IndexArray = npt.NDArray[np.intp]
_Lists = tuple[list[int], list[int], list[float], list[float]]


@dataclass(frozen=True, slots=True, eq=False)
class Canvas:
    """A triangle mesh made ready for painting and measuring.

    Attributes
    ----------
    positions_mm : (n_vertices, 3)
        Where the vertices lie. [mm]
    triangles : (n_triangles, 3)
        Corners, seen from outside against the clock.
    normals : (n_vertices, 3)
        Sum of the cross products of the triangles at a vertex, not of unit length.
    area_mm2 : (n_vertices,)
        A third of the area of the triangles at a vertex.
    local_edge_mm : (n_vertices,)
        Mean length of the mesh edges at a vertex.
    edges : (n_edges, 2)
        Lower and higher vertex of every mesh edge.
    ring_start, ring : (n_vertices + 1,), (2 * n_edges,)
        Neighbours of a vertex along mesh edges, ascending.
    way_start, way, way_mm : (n_vertices + 1,), (n_ways,), (n_ways,)
        The same with the shortcuts, and the length of each.
    """

    positions_mm: FloatArray
    triangles: IndexArray
    normals: FloatArray
    area_mm2: FloatArray
    local_edge_mm: FloatArray
    edges: IndexArray
    ring_start: IndexArray
    ring: IndexArray
    way_start: IndexArray
    way: IndexArray
    way_mm: FloatArray
    _lists: list[_Lists] = field(default_factory=list, repr=False)
    _around: dict[tuple[int, int, float], IndexArray] = field(default_factory=dict, repr=False)

    @property
    def n_vertices(self) -> int:
        """How many vertices the mesh has."""
        return len(self.positions_mm)

    def neighbours(self, vertex: int) -> IndexArray:
        """Return the vertices joined to one by a mesh edge, ascending."""
        return self.ring[self.ring_start[vertex] : self.ring_start[vertex + 1]]

    def around(self, triangle: int, *, rings: int, cosine: float) -> IndexArray:
        """Return the vertices in the rings around a triangle that face the same way."""
        key = (triangle, rings, cosine)
        if key not in self._around:
            self._around[key] = self._facing(triangle, rings, cosine)
        return self._around[key]

    def ways(self) -> _Lists:
        """Return graph and local edges as plain lists, which a loop in Python reads fastest."""
        if not self._lists:
            self._lists.append(
                (
                    self.way_start.tolist(),
                    self.way.tolist(),
                    self.way_mm.tolist(),
                    self.local_edge_mm.tolist(),
                )
            )
        return self._lists[0]

    def _facing(self, triangle: int, rings: int, cosine: float) -> IndexArray:
        """Gather the rings and keep what leans no further than the cosine allows."""
        inside = set(self.triangles[triangle].tolist())
        for _ in range(rings):
            inside.update(*(self.neighbours(vertex).tolist() for vertex in inside.copy()))
        vertices = np.array(sorted(inside), dtype=np.intp)
        x, y, z = _crosses(self.positions_mm, self.triangles[triangle][None, :])[0]
        n = self.normals[vertices]
        along = n[:, 0] * x + n[:, 1] * y + n[:, 2] * z
        length = np.sqrt(
            (n[:, 0] * n[:, 0] + n[:, 1] * n[:, 1] + n[:, 2] * n[:, 2]) * (x * x + y * y + z * z)
        )
        corners = np.isin(vertices, self.triangles[triangle])
        kept: IndexArray = vertices[(along >= cosine * length) | corners]
        return kept


def canvas_of(positions_mm: FloatArray, triangles: IndexArray) -> Canvas:
    """Make a mesh ready for painting and measuring.

    Raises
    ------
    InvalidInput
        An edge belongs to more than two triangles.
    """
    n = len(positions_mm)
    triangles = triangles.astype(np.intp)
    cross = _crosses(positions_mm, triangles)
    corner = triangles.ravel()
    normals = np.stack([_summed(corner, cross[:, k].repeat(3), n) for k in range(3)], axis=1)
    face = 0.5 * _lengths(cross)
    low, high, far = _edges(triangles, n)
    edge_mm = _lengths(positions_mm[high] - positions_mm[low])
    ring_start, ring, ring_mm = _both_ways((low, high, edge_mm), n)
    owner = np.repeat(np.arange(n), np.diff(ring_start))
    shortcuts = _shortcuts(positions_mm, (low, high, edge_mm), far)
    way_start, way, way_mm = _both_ways(
        (
            np.concatenate([low, shortcuts[0]]),
            np.concatenate([high, shortcuts[1]]),
            np.concatenate([edge_mm, shortcuts[2]]),
        ),
        n,
    )
    return Canvas(
        positions_mm=positions_mm,
        triangles=triangles,
        normals=normals,
        area_mm2=_summed(corner, (face / 3.0).repeat(3), n),
        local_edge_mm=_summed(owner, ring_mm, n) / np.maximum(np.diff(ring_start), 1),
        edges=np.stack([low, high], axis=1),
        ring_start=ring_start,
        ring=ring,
        way_start=way_start,
        way=way,
        way_mm=way_mm,
    )


def spread(
    canvas: Canvas,
    vertices: IndexArray,
    start_mm: FloatArray,
    *,
    reach_mm: float = inf,
    further_edges: float = 0.0,
) -> tuple[IndexArray, FloatArray]:
    """Return every vertex within reach of the start, with its distance along the skin.

    Parameters
    ----------
    vertices, start_mm : (n_start,)
        Where to start and with which distance; a vertex may stand several times. [mm]
    reach_mm, further_edges
        A vertex is entered only when its distance is below ``reach_mm`` and so many of its
        local edges more. [mm, 1]

    Returns
    -------
    Vertices, ascending, and their distances. [mm]
    """
    way_start, way, way_mm, edge_mm = canvas.ways()
    best: dict[int, float] = {}
    for vertex, distance in zip(vertices.tolist(), start_mm.tolist(), strict=True):
        if distance < reach_mm + further_edges * edge_mm[vertex] and distance < best.get(
            vertex, inf
        ):
            best[vertex] = distance
    heap = [(distance, vertex) for vertex, distance in best.items()]
    heapify(heap)
    while heap:
        distance, vertex = heappop(heap)
        if distance > best[vertex]:
            continue
        for k in range(way_start[vertex], way_start[vertex + 1]):
            other, further = way[k], distance + way_mm[k]
            if further < reach_mm + further_edges * edge_mm[other] and further < best.get(
                other, inf
            ):
                best[other] = further
                heappush(heap, (further, other))
    reached = sorted(best)
    return np.array(reached, dtype=np.intp), np.array([best[vertex] for vertex in reached])


def _crosses(positions_mm: FloatArray, triangles: IndexArray) -> FloatArray:
    """Return the cross product of two sides of each triangle, twice its area long."""
    a, b, c = (positions_mm[triangles[:, k]] for k in range(3))
    u, w = b - a, c - a
    return np.stack(
        [
            u[:, 1] * w[:, 2] - u[:, 2] * w[:, 1],
            u[:, 2] * w[:, 0] - u[:, 0] * w[:, 2],
            u[:, 0] * w[:, 1] - u[:, 1] * w[:, 0],
        ],
        axis=1,
    )


def _lengths(vectors: FloatArray) -> FloatArray:
    """Return the length of each vector, added in the order x, y, z."""
    x, y, z = vectors[:, 0], vectors[:, 1], vectors[:, 2]
    lengths: FloatArray = np.sqrt(x * x + y * y + z * z)
    return lengths


def _summed(index: IndexArray, values: FloatArray, n: int) -> FloatArray:
    """Add values up by index, one after the other in the order in which they come."""
    return np.asarray(np.bincount(index, weights=values, minlength=n), dtype=np.float64)


def _edges(triangles: IndexArray, n: int) -> tuple[IndexArray, IndexArray, IndexArray]:
    """Return lower and higher vertex of every edge, and its far corners, (n_edges, 2).

    The lower far corner comes first; -1 stands where an edge has only one triangle.
    """
    start = triangles.ravel()
    end = triangles[:, [1, 2, 0]].ravel()
    far = triangles[:, [2, 0, 1]].ravel()
    key = np.minimum(start, end) * n + np.maximum(start, end)
    order = np.argsort(key, kind="stable")
    key, far = key[order], far[order]
    is_first = np.concatenate([[True], key[1:] != key[:-1]])
    first = np.flatnonzero(is_first)
    count = np.diff(np.append(first, len(key)))
    if len(count) and count.max() > 2:
        low, high = divmod(int(key[first[count.argmax()]]), n)
        raise InvalidInput(
            f"The edge between vertices {low} and {high} belongs to {count.max()} triangles; "
            "a skin has at most two at an edge. Build the surface again.",
            where="triangles",
        )
    second = np.where(count == 2, far[np.minimum(first + 1, len(far) - 1)], -1)
    one = far[first]
    both = np.stack([np.minimum(one, second), np.maximum(one, second)], axis=1)
    both[count == 1] = np.stack([one, second], axis=1)[count == 1]
    return key[first] // n, key[first] % n, both


def _shortcuts(
    positions_mm: FloatArray, edges: tuple[IndexArray, IndexArray, FloatArray], far: IndexArray
) -> tuple[IndexArray, IndexArray, FloatArray]:
    """Return the straight ways across edges: their ends and lengths. [mm]"""
    has_two = far[:, 1] >= 0
    low, high, edge_mm = edges[0][has_two], edges[1][has_two], edges[2][has_two]
    p, q = far[has_two, 0], far[has_two, 1]
    axis = (positions_mm[high] - positions_mm[low]) / edge_mm[:, None]
    p_along, p_off = _laid_flat(positions_mm[p] - positions_mm[low], axis)
    q_along, q_off = _laid_flat(positions_mm[q] - positions_mm[low], axis)
    with np.errstate(invalid="ignore", divide="ignore"):
        crossing = p_along + (q_along - p_along) * p_off / (p_off + q_off)
    crosses = (crossing >= 0.0) & (crossing <= edge_mm)
    along, off = p_along - q_along, p_off + q_off
    length: FloatArray = np.sqrt(along * along + off * off)
    return p[crosses], q[crosses], length[crosses]


def _laid_flat(offset: FloatArray, axis: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return how far each point lies along its edge, and off it."""
    x, y, z = offset.T
    along = x * axis[:, 0] + y * axis[:, 1] + z * axis[:, 2]
    squared = (x * x + y * y + z * z) - along * along
    off: FloatArray = np.sqrt(np.maximum(squared, 0.0))
    return along, off


def _both_ways(
    edges: tuple[IndexArray, IndexArray, FloatArray], n: int
) -> tuple[IndexArray, IndexArray, FloatArray]:
    """Return an adjacency in both directions: start of each vertex, neighbours, lengths."""
    low, high, length = edges
    owner, other = np.concatenate([low, high]), np.concatenate([high, low])
    order = np.lexsort((other, owner))
    start = np.concatenate([[0], np.cumsum(np.bincount(owner, minlength=n))])
    return start, other[order], np.concatenate([length, length])[order]
