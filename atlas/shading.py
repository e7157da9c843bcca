"""How light falls on the skin: smooth normals, stronger relief, and the folds.

All of it lives on the vertices, so nothing bleeds from an arm onto the trunk behind it. Relief is
made stronger in two ways: a normal is pushed away from the mean normal of its wider surroundings
(which sharpens what the mesh already has), and ridges and grooves of the table of guides tilt it
(which adds what the mesh leaves out, such as the linea alba).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

__all__ = ["Relief", "SkinLight", "light_on", "neighbour_mean", "vertex_normals"]

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

_SURROUNDINGS_MM = 40.0
"""Width over which the mean normal is taken that relief is pushed away from."""
_FOLD_MM = 3.5
"""Width over which folds are gathered, so that single triangles do not show."""


@dataclass(frozen=True, slots=True)
class Relief:
    """A ridge (height above zero) or groove along a line on the skin."""

    distance_mm: FloatArray
    width_mm: float
    height_mm: float


@dataclass(frozen=True, slots=True)
class SkinLight:
    """What shading needs at each vertex.

    ``normals`` are the plain smooth ones, for outlines; ``relief`` the pushed ones, for tone;
    ``fold`` is above zero in furrows [1/mm]; ``open`` is the share of sky seen.
    """

    normals: FloatArray
    relief: FloatArray
    fold: FloatArray
    open: FloatArray


def light_on(
    positions: FloatArray,
    triangles: IntArray,
    *,
    openness: FloatArray,
    reliefs: Iterable[Relief] = (),
    calm: FloatArray | None = None,
    bare: FloatArray | None = None,
    push: FloatArray,
) -> SkinLight:
    """Gather what shading needs on a body in a pose.

    Parameters
    ----------
    positions : (n, 3)
        Vertices. [mm]
    triangles : (m, 3)
        Seen from outside against the clock.
    openness : (n,)
        Share of the sky seen, 0 to 1.
    reliefs
        Ridges and grooves to add.
    calm : (n,)
        Where to leave relief out and even the normals, 0 to 1; None for nowhere.
    bare : (n,)
        Where to leave folds and lines out too, 0 to 1; None for nowhere.
    push : (n,)
        How far a normal is pushed away from the mean of its surroundings.
    """
    mean = neighbour_mean(triangles, len(positions))
    step = _edge_mm(positions, triangles)
    normals = _evened(vertex_normals(positions, triangles), mean, rounds=2)
    # Each round of half a step widens a Gaussian by about 0.7 edges in quadrature.
    rounds = int(np.ceil((_SURROUNDINGS_MM / (0.7 * float(np.median(step)))) ** 2))
    wide = _evened(normals, mean, rounds=min(rounds, 60))
    tilt = np.zeros_like(normals)
    for relief in reliefs:
        height = relief.height_mm * np.exp(-0.5 * (relief.distance_mm / relief.width_mm) ** 2)
        tilt -= _slope(height, positions, triangles)
    quiet = np.zeros(len(positions)) if calm is None else calm
    strength = (push * (1 - quiet))[:, None]
    pushed = _unit(normals + strength * (normals - wide) + (1 - quiet)[:, None] * tilt)
    pushed = _unit((1 - quiet)[:, None] * pushed + quiet[:, None] * wide)
    pushed = _evened(pushed, mean, rounds=1)
    plain = np.zeros(len(positions)) if bare is None else bare
    normals = _unit((1 - plain)[:, None] * normals + plain[:, None] * wide)
    fold = _fold(positions, triangles, normals) * (1 - plain)
    for _ in range(2):
        fold = 0.5 * fold + 0.5 * (mean @ fold)
    return SkinLight(normals=normals, relief=pushed, fold=fold, open=openness)


def vertex_normals(positions: FloatArray, triangles: IntArray) -> FloatArray:
    """Return unit normals at the vertices, weighted by area."""
    a, b, c = (positions[triangles[:, k]] for k in range(3))
    across = np.cross(b - a, c - a)
    normals = np.zeros_like(positions)
    for k in range(3):
        np.add.at(normals, triangles[:, k], across)
    return _unit(normals)


def neighbour_mean(triangles: IntArray, n_vertices: int) -> sp.csr_matrix:
    """Return the matrix that takes a quantity to the mean over the neighbours of each vertex."""
    begin, end = triangles.ravel(), np.roll(triangles, -1, axis=1).ravel()
    joined = sp.csr_matrix((np.ones(len(begin)), (begin, end)), shape=(n_vertices, n_vertices))
    joined = joined.maximum(joined.T)
    return sp.csr_matrix(sp.diags(1 / np.asarray(joined.sum(axis=1)).ravel()) @ joined)


def _evened(normals: FloatArray, mean: sp.csr_matrix, *, rounds: int) -> FloatArray:
    """Even normals out among neighbours."""
    for _ in range(rounds):
        normals = _unit(0.5 * normals + 0.5 * (mean @ normals))
    return normals


def _edge_mm(positions: FloatArray, triangles: IntArray) -> FloatArray:
    """Return the length of the edges."""
    steps = positions[triangles] - positions[np.roll(triangles, -1, axis=1)]
    return np.asarray(np.linalg.norm(steps, axis=2))


def _slope(height: FloatArray, positions: FloatArray, triangles: IntArray) -> FloatArray:
    """Return the slope of a height on the skin at each vertex, in space."""
    a, b, c = (positions[triangles[:, k]] for k in range(3))
    across = np.cross(b - a, c - a)
    twice = (across**2).sum(axis=1, keepdims=True)
    ha, hb, hc = (height[triangles[:, k]][:, None] for k in range(3))
    turned = ha * (c - b) + hb * (a - c) + hc * (b - a)
    slope = np.cross(across, turned) / np.maximum(twice, 1e-9)
    weight = np.sqrt(twice)
    total, share = np.zeros_like(positions), np.zeros((len(positions), 1))
    for k in range(3):
        np.add.at(total, triangles[:, k], slope * weight)
        np.add.at(share, triangles[:, k], weight)
    return total / np.maximum(share, 1e-9)


def _fold(positions: FloatArray, triangles: IntArray, normals: FloatArray) -> FloatArray:
    """Return how sharply the skin turns inwards at each vertex; furrows are above zero. [1/mm]"""
    begin = triangles.ravel()
    end = np.roll(triangles, -1, axis=1).ravel()
    step = positions[end] - positions[begin]
    far = (step**2).sum(axis=1)
    bend = ((normals[end] - normals[begin]) * step).sum(axis=1) / np.maximum(far, 1e-9)
    total, count = np.zeros(len(positions)), np.zeros(len(positions))
    for side in (begin, end):
        np.add.at(total, side, bend)
        np.add.at(count, side, 1.0)
    return -total / np.maximum(count, 1)


def _unit(vectors: FloatArray) -> FloatArray:
    """Scale vectors to length one."""
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-12)
