"""How is the template made fine enough to paint on? Adaptive Catmull-Clark, kept linear.

A face is split when one of its edges is too long; hanging points are triangulated at the end.
Every step is a sparse matrix, so all bodies and poses share one topology.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from atlas.source import FloatArray, IntArray

__all__ = ["Polygons", "mirror_of", "split_long_faces", "triangles_of_left_half"]

Face = tuple[int, ...]
NDArrayBool = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Polygons:
    """Closed polygons over vertices that are a linear function of the template's.

    ``from_template`` is (n_vertices, n_template); ``is_cap`` marks the fans that close the slits
    of lids and lips, which are never split.
    """

    faces: tuple[Face, ...]
    is_cap: tuple[bool, ...]
    from_template: sp.csr_matrix


@dataclass(frozen=True, slots=True)
class _Edges:
    """The edges of polygons: ends (n, 2), the two faces at each (n, 2), and a look-up."""

    ends: IntArray
    faces: IntArray
    of: dict[tuple[int, int], int]

    def around(self, face: Face) -> list[int]:
        """Give the edges of a face, in its order."""
        return [self.of[_key(a, b)] for a, b in _sides(face)]


def _key(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


def _sides(face: Face) -> list[tuple[int, int]]:
    return list(zip(face, (*face[1:], face[0]), strict=True))


def _edges_of(faces: tuple[Face, ...]) -> _Edges:
    """Collect the edges; raises when the surface is not closed."""
    of: dict[tuple[int, int], int] = {}
    at: list[list[int]] = []
    for index, face in enumerate(faces):
        for a, b in _sides(face):
            edge = of.setdefault(_key(a, b), len(of))
            if edge == len(at):
                at.append([])
            at[edge].append(index)
    if any(len(pair) != 2 for pair in at):
        message = "the polygons are not closed: an edge does not have exactly two faces"
        raise ValueError(message)
    return _Edges(np.array(list(of)), np.array(at), of)


def split_long_faces(
    polygons: Polygons, template: FloatArray, *, longest_mm: float, is_first: bool
) -> Polygons:
    """Split every face with an edge longer than allowed, once.

    Parameters
    ----------
    template
        (n_template, 3) Where lengths are measured. [mm]
    longest_mm
        Faces with a longer edge are split.
    is_first
        The first level smooths every vertex; later levels only those of split faces.
    """
    points = polygons.from_template @ template
    edges = _edges_of(polygons.faces)
    split = _faces_to_split(polygons, edges, points, longest_mm=longest_mm)
    cut = np.zeros(len(edges.ends), bool)
    for index in np.flatnonzero(split):
        cut[edges.around(polygons.faces[index])] = True
    step = _catmull_clark(polygons, edges, split=split, cut=cut, is_first=is_first)
    n_old, n_cut = len(points), int(cut.sum())
    point_of_edge = dict(
        zip(np.flatnonzero(cut).tolist(), range(n_old, n_old + n_cut), strict=True)
    )
    faces: list[Face] = []
    caps: list[bool] = []
    centre = n_old + n_cut
    for number, face in enumerate(polygons.faces):
        around = edges.around(face)
        if split[number]:
            for k, corner in enumerate(face):
                faces.append(
                    (corner, point_of_edge[around[k]], centre, point_of_edge[around[k - 1]])
                )
                caps.append(False)
            centre += 1
        else:
            with_points: list[int] = []
            for corner, edge in zip(face, around, strict=True):
                with_points.append(corner)
                if edge in point_of_edge:
                    with_points.append(point_of_edge[edge])
            faces.append(tuple(with_points))
            caps.append(polygons.is_cap[number])
    combined = (step @ polygons.from_template).tocsr()
    combined.sum_duplicates()
    return replace(polygons, faces=tuple(faces), is_cap=tuple(caps), from_template=combined)


def _faces_to_split(
    polygons: Polygons, edges: _Edges, points: FloatArray, *, longest_mm: float
) -> NDArrayBool:
    """Choose the faces: too long, or with three and more cut sides already."""
    length = np.linalg.norm(points[edges.ends[:, 0]] - points[edges.ends[:, 1]], axis=1)
    around = [edges.around(face) for face in polygons.faces]
    # a thousandth of slack: left and right must decide alike
    too_long = np.array([length[e].max() > longest_mm + 1e-3 for e in around])
    may = ~np.array(polygons.is_cap) & np.array([len(f) <= 5 for f in polygons.faces])
    split = too_long & may
    while True:
        cut = np.zeros(len(length), bool)
        for index in np.flatnonzero(split):
            cut[around[index]] = True
        more = [
            index
            for index, e in enumerate(around)
            if not split[index] and not polygons.is_cap[index] and cut[e].sum() >= 3
        ]
        if not more:
            return split
        split[more] = True


def _catmull_clark(
    polygons: Polygons, edges: _Edges, *, split: NDArrayBool, cut: NDArrayBool, is_first: bool
) -> sp.csr_matrix:
    """Give the step from old to new vertices: kept ones, then edge points, then face points."""
    n = polygons.from_template.shape[0]
    n_faces, n_edges = len(polygons.faces), len(edges.ends)
    row = np.repeat(np.arange(n_faces), [len(f) for f in polygons.faces])
    corner = np.concatenate([np.array(f) for f in polygons.faces])
    per_face = np.repeat([1 / len(f) for f in polygons.faces], [len(f) for f in polygons.faces])
    face_point = sp.csr_matrix((per_face, (row, corner)), shape=(n_faces, n))
    edge_row, half = np.repeat(np.arange(n_edges), 2), np.full(2 * n_edges, 0.5)
    middle = sp.csr_matrix((half, (edge_row, edges.ends.ravel())), shape=(n_edges, n))
    faces_of_edge = sp.csr_matrix((half, (edge_row, edges.faces.ravel())), shape=(n_edges, n_faces))
    edge_point = 0.5 * middle + 0.5 * (faces_of_edge @ face_point)
    degree = np.bincount(edges.ends.ravel(), minlength=n)
    at_vertex = sp.csr_matrix((np.ones(len(row)), (corner, row)), shape=(n, n_faces))
    n_at = np.maximum(np.asarray(at_vertex.sum(axis=1)).ravel(), 1)
    mean_face = sp.diags(1 / n_at) @ at_vertex @ face_point
    touching = sp.csr_matrix(
        (np.ones(2 * n_edges), (edges.ends.ravel(), edge_row)), shape=(n, n_edges)
    )
    mean_middle = sp.diags(1 / np.maximum(degree, 1)) @ touching @ middle
    valence = np.maximum(degree, 3)
    kept = (
        sp.diags(1 / valence) @ mean_face
        + sp.diags(2 / valence) @ mean_middle
        + sp.diags((valence - 3) / valence) @ sp.eye(n)
    )
    if not is_first:
        moves = np.zeros(n)
        for index in np.flatnonzero(split):
            moves[list(polygons.faces[index])] = 1.0
        kept = sp.diags(moves) @ kept + sp.diags(1 - moves) @ sp.eye(n)
    return sp.vstack(
        [kept, edge_point[np.flatnonzero(cut)], face_point[np.flatnonzero(split)]]
    ).tocsr()


def mirror_of(points: FloatArray) -> IntArray:
    """Find each vertex's mirror image; raises when the points are not symmetric."""
    from scipy.spatial import cKDTree  # noqa: PLC0415  heavy, needed here only

    distance, mirror = cKDTree(points).query(points * np.array([-1.0, 1.0, 1.0]))
    if distance.max() > 0.05 or not np.array_equal(mirror[mirror], np.arange(len(points))):
        message = f"the points are not mirror-symmetric (worst {distance.max():.3f} mm)"
        raise ValueError(message)
    return mirror


def triangles_of_left_half(polygons: Polygons, points: FloatArray) -> IntArray:
    """Triangulate the polygons of the person's left half, (n, 3)."""
    triangles: list[tuple[int, int, int]] = []
    for face in polygons.faces:
        if points[list(face), 0].mean() > 1e-6:
            triangles.extend(_triangulate(face, points))
    return np.array(triangles)


def _triangulate(face: Face, points: FloatArray) -> list[tuple[int, int, int]]:
    """Cut a polygon into triangles: the shorter diagonal, or the best fan."""
    if len(face) == 3:
        return [(face[0], face[1], face[2])]
    n = len(face)
    fans = (
        [(face[s], face[(s + k) % n], face[(s + k + 1) % n]) for k in range(1, n - 1)]
        for s in range(n if n > 4 else 2)
    )
    return max(fans, key=lambda fan: round(min(_quality(t, points) for t in fan), 6))


def _quality(triangle: tuple[int, int, int], points: FloatArray) -> float:
    """Rate a triangle: one when equilateral, zero when flat."""
    a, b, c = points[list(triangle)]
    doubled = float(np.linalg.norm(np.cross(b - a, c - a)))
    sides = ((a - b) ** 2).sum() + ((b - c) ** 2).sum() + ((c - a) ** 2).sum()
    return float(2 * np.sqrt(3) * doubled / (sides + 1e-12))
