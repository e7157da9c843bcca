"""Lines of a chart: where the skin turns out of sight, and the bony guide lines.

The skin turns out of sight where the smooth normal is square to the view; that zero line is
followed across the triangles and kept where the z-buffer says it can be seen.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unknot.body.contours import path_of_lines, smoothed, thinned
from unknot.body.projecting import Raster

__all__ = ["drawn_lines", "visible_runs", "without_corners", "zero_lines"]

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

_BEHIND_MM: Final = 6.0
"""A line this far behind the nearest skin is still at the surface."""
_IN_FRONT_MM: Final = 9.0
"""A smoothed line may lie this far above the skin."""
_SHARPEST_COSINE: Final = 0.45
"""A line turning more sharply than this is cut."""
_THIN_PX: Final = 0.3
"""How far a drawn line may stray from the measured one."""


def zero_lines(values: FloatArray, pixels: FloatArray, triangles: IntArray) -> list[FloatArray]:
    """Return the lines (n, 3) along which a vertex quantity passes zero on a projected mesh."""
    corner = values[triangles]
    mixed = triangles[(corner.max(axis=1) > 0) & (corner.min(axis=1) <= 0)]
    if not len(mixed):
        return []
    begin = mixed
    end = np.roll(mixed, -1, axis=1)
    crossed = (values[begin] > 0) != (values[end] > 0)
    low, high = np.minimum(begin, end)[crossed], np.maximum(begin, end)[crossed]
    keys, node = np.unique(low * len(values) + high, return_inverse=True)
    low, high = np.divmod(keys, len(values))
    share = values[low] / (values[low] - values[high])
    places = pixels[low] + (pixels[high] - pixels[low]) * share[:, None]
    return [places[chain] for chain in _chains(node.reshape(-1, 2), len(keys))]


def _chains(pairs: NDArray[np.int64], n_nodes: int) -> list[list[int]]:
    """Join pairs of nodes, each in at most two pairs, into chains; open ones first."""
    beside: list[list[int]] = [[] for _ in range(n_nodes)]
    for one, other in pairs.tolist():
        beside[one].append(other)
        beside[other].append(one)
    seen = [False] * n_nodes
    chains = []
    ends = [node for node in range(n_nodes) if len(beside[node]) == 1]
    for first in [*ends, *range(n_nodes)]:
        if seen[first]:
            continue
        chain, at = [first], first
        seen[first] = True
        while True:
            fresh = [node for node in beside[at] if not seen[node]]
            if not fresh:
                break
            at = fresh[0]
            seen[at] = True
            chain.append(at)
        if len(chain) > 2 and first in beside[at]:
            chain.append(first)
        chains.append(chain)
    return chains


def visible_runs(
    line: FloatArray, raster: Raster, *, edge_px: float, slack_mm: float = _BEHIND_MM
) -> list[FloatArray]:
    """Cut a projected line (n, 3) into the runs that are in sight and off the outer edge."""
    seen = _in_sight(line, raster, edge_px=edge_px, slack_mm=slack_mm)
    # A single hidden point between two seen ones is noise of the z-buffer.
    seen[1:-1] |= seen[:-2] & seen[2:]
    borders = np.flatnonzero(np.diff(np.concatenate([[False], seen, [False]]).astype(np.int8)))
    return [
        line[begin:end, :2]
        for begin, end in zip(borders[::2], borders[1::2], strict=True)
        if end - begin > 1
    ]


def _in_sight(
    line: FloatArray, raster: Raster, *, edge_px: float, slack_mm: float
) -> NDArray[np.bool_]:
    """Say for each point whether no skin lies in front of it."""
    height, width = raster.triangle.shape
    column, row = line[:, 0].astype(np.int64), line[:, 1].astype(np.int64)
    inside = (column >= 1) & (row >= 1) & (column < width - 1) & (row < height - 1)
    column, row = column.clip(1, width - 2), row.clip(1, height - 2)
    around = np.stack(
        [raster.depth_mm[row + i, column + j] for i in (-1, 0, 1) for j in (-1, 0, 1)]
    )
    # Just inside an edge the skin is steep, so a line on the edge is held against what is seen
    # beside it, not against the nearest skin.
    near = np.sort(around, axis=0)[2]
    # What floats in front belongs to a part of the body that this view does not show.
    seen = inside & (line[:, 2] > near - slack_mm)
    seen &= line[:, 2] < around.max(axis=0) + _IN_FRONT_MM
    reach = int(np.ceil(edge_px))
    for across, down in ((reach, 0), (-reach, 0), (0, reach), (0, -reach)):
        x, y = (column + across).clip(0, width - 1), (row + down).clip(0, height - 1)
        seen &= raster.triangle[y, x] >= 0
    return seen


def without_corners(run: FloatArray) -> list[FloatArray]:
    """Cut a run where it turns sharply, so that no hooks and scribbles are drawn."""
    even = smoothed(run, 2, closed=False)
    reach = 2
    if len(even) <= 2 * reach + 1:
        return [even]
    before = even[reach:-reach] - even[: -2 * reach]
    after = even[2 * reach :] - even[reach:-reach]
    along = (before * after).sum(axis=1)
    long = np.linalg.norm(before, axis=1) * np.linalg.norm(after, axis=1)
    sharp = np.flatnonzero(along < _SHARPEST_COSINE * long) + reach
    pieces = np.split(even, sharp)
    return [piece for piece in pieces if len(piece) > 1]


def drawn_lines(runs: Iterable[FloatArray], *, shortest_px: float, rounds: int = 3) -> str:
    """Write runs as one smooth path; what is shorter than a length is left out."""
    kept = []
    for run in runs:
        if float(np.hypot(*np.diff(run, axis=0).T).sum()) >= shortest_px:
            kept.append(thinned(smoothed(run, rounds, closed=False), _THIN_PX, closed=False))
    return path_of_lines(kept)
