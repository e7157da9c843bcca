"""Smooth outlines: where does a field on pixels pass a level, and how is that drawn?

Marching squares gives closed rings with the higher side on the left, so that holes run the other
way round and a plain non-zero fill leaves them open. Rings are smoothed, thinned, and written as
quadratic curves with one decimal.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "area_of",
    "blurred",
    "path_of_lines",
    "path_of_rings",
    "rings_above",
    "smoothed",
    "thinned",
]

FloatArray = NDArray[np.float64]

# Sides of a cell: 0 top, 1 right, 2 bottom, 3 left. For each of the 16 cases (bits: upper left 1,
# upper right 2, lower right 4, lower left 8) the segments as (from side, to side).
_SEGMENTS: Final[tuple[tuple[tuple[int, int], ...], ...]] = (
    (), ((0, 3),), ((1, 0),), ((1, 3),),
    ((2, 1),), ((0, 3), (2, 1)), ((2, 0),), ((2, 3),),
    ((3, 2),), ((0, 2),), ((1, 0), (3, 2)), ((1, 2),),
    ((3, 1),), ((0, 1),), ((3, 0),), (),
)  # fmt: skip
_JOINED: Final[dict[int, tuple[tuple[int, int], ...]]] = {
    5: ((0, 1), (2, 3)),
    10: ((1, 2), (3, 0)),
}
"""The two saddles when their middle lies above the level."""


def rings_above(field: FloatArray, level: float) -> list[FloatArray]:
    """Return closed rings around the places where the field is above a level.

    Parameters
    ----------
    field : (height, width)
        Values at the pixel centres.
    level
        The height of the outline.

    Returns
    -------
    Rings (n, 2) of x, y in pixels, without repeating the first point.
    """
    low = min(float(field.min()), level) - 1.0
    padded = np.pad(field, 1, constant_values=low)
    start, end = _segments(padded, level)
    if not len(start):
        return []
    order = np.argsort(start)
    follow = order[np.searchsorted(start[order], end)]
    places = _crossings(padded, start, level) - 0.5
    return [places[ring] for ring in _cycles(follow)]


def _segments(field: FloatArray, level: float) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the crossed edge on which each segment begins and ends."""
    above = field > level
    case = above[:-1, :-1] + 2 * above[:-1, 1:] + 4 * above[1:, 1:] + 8 * above[1:, :-1]
    row, column = np.nonzero((case > 0) & (case < 15))
    found = case[row, column]
    middle = (
        field[row, column] + field[row, column + 1]
        + field[row + 1, column] + field[row + 1, column + 1]
    ) > 4 * level  # fmt: skip
    height, width = field.shape
    flat = row * width + column
    upright = height * width
    side = np.stack([flat, upright + flat + 1, flat + width, upright + flat])
    start, end = [], []
    for number in range(1, 15):
        for joined in (False, True):
            if joined and number not in _JOINED:
                continue
            mine = found == number
            if number in _JOINED:
                mine &= middle == joined
            for begin, stop in _JOINED[number] if joined else _SEGMENTS[number]:
                start.append(side[begin, mine])
                end.append(side[stop, mine])
    return np.concatenate(start), np.concatenate(end)


def _crossings(field: FloatArray, edges: NDArray[np.int64], level: float) -> FloatArray:
    """Return where the level crosses edges, in padded pixel indices."""
    height, width = field.shape
    upright = edges >= height * width
    row, column = np.divmod(np.where(upright, edges - height * width, edges), width)
    here = field[row, column]
    there = field[row + upright, column + ~upright]
    share = (level - here) / (there - here)
    return np.stack([column + share * ~upright, row + share * upright], axis=1)


def _cycles(follow: NDArray[np.int64]) -> list[list[int]]:
    """Return the cycles of a permutation, in the order of their first members."""
    after = follow.tolist()
    seen = bytearray(len(after))
    cycles = []
    for first in range(len(after)):
        if seen[first]:
            continue
        ring, at = [], first
        while not seen[at]:
            seen[at] = 1
            ring.append(at)
            at = after[at]
        cycles.append(ring)
    return cycles


def area_of(ring: FloatArray) -> float:
    """Return the area inside a ring without its sign. [pixels²]"""
    x, y = ring.T
    return abs(float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))) / 2


def smoothed(line: FloatArray, rounds: int, *, closed: bool) -> FloatArray:
    """Return a line whose points have moved towards the mean of their neighbours."""
    for _ in range(rounds):
        before, after = np.roll(line, 1, axis=0), np.roll(line, -1, axis=0)
        moved = 0.25 * before + 0.5 * line + 0.25 * after
        if not closed:
            moved[0], moved[-1] = line[0], line[-1]
        line = moved
    return line


def thinned(
    line: FloatArray, tolerance: float, *, closed: bool, matters: FloatArray | None = None
) -> FloatArray:
    """Drop points that lie within a tolerance of the line without them (Douglas-Peucker).

    Parameters
    ----------
    line : (n, 2)
        Points in order.
    tolerance
        How far the thinned line may stray. [pixels]
    closed
        Whether the last point joins the first.
    matters : (n,)
        Factor on how far each point is off; below one where the line will not be seen.
    """
    if closed and len(line) > 3:
        far = int(np.argmax(((line - line[0]) ** 2).sum(axis=1)))
        line = np.vstack([line, line[:1]])
        if matters is not None:
            matters = np.append(matters, matters[0])
        corners = [0, far, len(line) - 1]
    else:
        corners = [0, len(line) - 1]
    kept = np.zeros(len(line), dtype=bool)
    kept[corners] = True
    waiting = list(itertools.pairwise(corners))
    while waiting:
        first, last = waiting.pop()
        if last - first < 2:
            continue
        between = line[first + 1 : last]
        along = line[last] - line[first]
        length = float(np.hypot(*along)) or 1.0
        away = between - line[first]
        off = np.abs(along[0] * away[:, 1] - along[1] * away[:, 0]) / length
        if matters is not None:
            off = off * matters[first + 1 : last]
        worst = int(np.argmax(off))
        if off[worst] > tolerance:
            middle = first + 1 + worst
            kept[middle] = True
            waiting += [(first, middle), (middle, last)]
    return line[kept][:-1] if len(corners) == 3 else line[kept]


def path_of_rings(rings: Iterable[FloatArray], *, fine: bool = True) -> str:
    """Write closed rings as one path of smooth curves through the middles of their sides.

    ``fine`` keeps tenths of a pixel; soft tones do without.
    """
    return "".join(_ring_path(ring, 1 if fine else 10) for ring in rings if len(ring) >= 3)


def _ring_path(ring: FloatArray, step: int) -> str:
    """Write one ring: its points are control points, the middles lie on the curve."""
    grid = 10 / step
    middles = np.round((ring + np.roll(ring, -1, axis=0)) / 2 * grid).astype(np.int64) * step
    controls = np.round(np.roll(ring, -1, axis=0) * grid).astype(np.int64) * step
    ends = np.roll(middles, -1, axis=0)
    parts = [f"M{_pair(middles[0])}q"]
    steps = np.concatenate([controls - middles, ends - middles], axis=1)
    parts.append(_numbers(steps.ravel().tolist()))
    return "".join(parts) + "z"


def path_of_lines(lines: Iterable[FloatArray]) -> str:
    """Write open lines as one path of smooth curves."""
    return "".join(_line_path(line) for line in lines if len(line) >= 2)


def _line_path(line: FloatArray) -> str:
    """Write one open line; it begins and ends at its own points."""
    if len(line) == 2:
        points = np.round(line * 10).astype(np.int64)
        return f"M{_pair(points[0])}l{_numbers((points[1] - points[0]).tolist())}"
    ends = (line[1:-1] + line[2:]) / 2
    ends[-1] = line[-1]
    stations = np.round(np.vstack([line[:1], ends]) * 10).astype(np.int64)
    controls = np.round(line[1:-1] * 10).astype(np.int64)
    steps = np.concatenate([controls - stations[:-1], stations[1:] - stations[:-1]], axis=1)
    return f"M{_pair(stations[0])}q{_numbers(steps.ravel().tolist())}"


def _pair(tenths: NDArray[np.int64]) -> str:
    """Write a point given in tenths."""
    return _numbers(tenths.tolist())


def _numbers(tenths: list[int]) -> str:
    """Write numbers given in tenths, as short as a path allows."""
    parts: list[str] = []
    for value in tenths:
        whole, tenth = divmod(abs(value), 10)
        text = f"{whole or ''}.{tenth}" if tenth else str(whole)
        sign = "-" if value < 0 else ""
        first = not parts
        parts.append(sign + text if first or sign else f" {text}")
    return "".join(parts)


def blurred(image: FloatArray, sigma: float) -> FloatArray:
    """Return an image under a Gaussian blur; beyond its border it counts as zero."""
    reach = max(1, int(np.ceil(3 * sigma)))
    taps = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    taps /= taps.sum()
    for axis in (0, 1):
        turned = np.moveaxis(image, axis, 0)
        padded = np.pad(turned, [(reach, reach), (0, 0)])
        mixed = sum(tap * padded[at : at + len(turned)] for at, tap in enumerate(taps))
        image = np.moveaxis(np.asarray(mixed), 0, axis)
    return image
