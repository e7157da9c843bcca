"""Connected patches of paint: what a person drew as one piece."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from unknot.body.painting import Paint

__all__ = ["NO_PATCH", "patches_of"]

IndexArray = npt.NDArray[np.intp]

NO_PATCH = -1


def patches_of(paint: Paint) -> tuple[IndexArray, int]:
    """Number the connected patches of paint.

    Two painted vertices belong together when mesh edges join them over painted vertices. A
    vertex in the ramp outside takes the lowest patch beside it.

    Returns
    -------
    Patch of every vertex, -1 where there is no paint; and how many patches there are. They
    are numbered by their lowest painted vertex.
    """
    edges = paint.skin.canvas.edges
    is_painted = np.zeros(paint.skin.canvas.n_vertices, dtype=np.bool_)
    is_painted[paint.painted] = True
    joined = edges[is_painted[edges[:, 0]] & is_painted[edges[:, 1]]]
    root = _lowest_reached(joined, len(is_painted))
    roots, number = np.unique(root[paint.painted], return_inverse=True)
    patch = np.full(len(is_painted), NO_PATCH, dtype=np.intp)
    patch[paint.painted] = number
    return _with_ramp(patch, edges, is_painted, is_wet=paint.share > 0.0), len(roots)


def _lowest_reached(edges: IndexArray, n: int) -> IndexArray:
    """Return for every vertex the lowest one that the edges join it to."""
    lowest = np.arange(n)
    while True:
        before = lowest.copy()
        one, other = lowest[edges[:, 0]], lowest[edges[:, 1]]
        low = np.minimum(one, other)
        np.minimum.at(lowest, one, low)
        np.minimum.at(lowest, other, low)
        lowest = lowest[lowest]
        if np.array_equal(lowest, before):
            return lowest


def _with_ramp(
    patch: IndexArray,
    edges: IndexArray,
    is_painted: npt.NDArray[np.bool_],
    *,
    is_wet: npt.NDArray[np.bool_],
) -> IndexArray:
    """Give each vertex in the ramp the lowest patch beside it."""
    far = len(patch)
    beside = np.full(len(patch), far, dtype=np.intp)
    for inner, outer in ((edges[:, 0], edges[:, 1]), (edges[:, 1], edges[:, 0])):
        touches = is_painted[inner] & ~is_painted[outer] & is_wet[outer]
        np.minimum.at(beside, outer[touches], patch[inner[touches]])
    return np.where(beside < far, beside, patch)
