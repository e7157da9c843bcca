"""Which regions of skin touch, and along how much of a border.

The skin is cut where one whole region (with its finer parts) gives way to another. Inside a
triangle the cut runs between the middles of its sides, and where three regions meet, to its
middle. The length of these cuts is the border. A region with sides also touches its own
mirror image where it reaches the midline.

Measured on the reference body; left and right are equal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from unknot.body.skin import Skin
from unknot.facts.vocabularies import load_regions

__all__ = ["Border", "borders_of", "whole_regions"]

FloatArray = npt.NDArray[np.float64]
IndexArray = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Border:
    """Two whole regions that touch.

    Attributes
    ----------
    region, neighbour
        In alphabetical order; the same region twice where it touches its mirror image.
    border_mm
        Length of the common border on one side of the body, or along the midline. [mm]
    share
        The border as a share of the shorter of the two regions' whole borders, 0 to 1.
    """

    region: str
    neighbour: str
    border_mm: float
    share: float

    @property
    def is_across_midline(self) -> bool:
        """Whether a region touches its own mirror image."""
        return self.region == self.neighbour


def borders_of(skin: Skin) -> tuple[Border, ...]:
    """Return every pair of whole regions that touch, in alphabetical order."""
    names = whole_regions(skin)
    label = _labels(skin, names)
    length_mm = np.zeros((len(names), len(names)))
    for one, other, cut_mm in _cuts(skin, label):
        np.add.at(length_mm, (one, other), cut_mm)
    length_mm += length_mm.T
    on_midline = _midline_mm(skin, label, len(names))
    regions = load_regions()
    is_sided = np.array([regions[name].is_sided for name in names])
    # a region without sides lies on both halves, so its whole border is twice that of one
    whole_mm = np.where(is_sided, length_mm.sum(axis=0) + on_midline, length_mm.sum(axis=0))
    found = []
    for a, b in zip(*np.nonzero(np.triu(length_mm, 1)), strict=True):
        share = float(length_mm[a, b] / min(whole_mm[a], whole_mm[b]))
        pair = sorted((names[a], names[b]))
        found.append(Border(pair[0], pair[1], float(length_mm[a, b]), share))
    for a in np.flatnonzero(is_sided & (on_midline > 0.0)):
        share = float(on_midline[a] / whole_mm[a])
        found.append(Border(names[a], names[a], float(on_midline[a]), share))
    return tuple(sorted(found, key=lambda border: (border.region, border.neighbour)))


def whole_regions(skin: Skin) -> tuple[str, ...]:
    """Return the regions without a coarser one that own skin, in file order."""
    return tuple(
        region
        for region, record in load_regions().items()
        if record.parent is None and skin.has_skin(region)
    )


def _labels(skin: Skin, names: tuple[str, ...]) -> IndexArray:
    """Return for each stored vertex the number of the whole region it mostly belongs to."""
    shares = skin.surface.region_share
    by_whole = np.zeros((len(names), skin.surface.n_half))
    for n, name in enumerate(names):
        for region in (name, *skin.parts.get(name, ())):
            if region in skin.rows:
                by_whole[n] += shares[skin.rows[region]]
    labels: IndexArray = by_whole.argmax(axis=0)
    return labels


def _cuts(skin: Skin, label: IndexArray) -> Iterator[tuple[IndexArray, IndexArray, FloatArray]]:
    """Yield pairs of labels and the cut between them in the triangles of the left half. [mm]"""
    triangles = skin.surface.triangles[: skin.surface.n_triangles // 2]
    corners = label[triangles]
    at = skin.canvas.positions_mm[triangles]
    middles = (at + at[:, [1, 2, 0]]) / 2.0  # of the sides 01, 12, 20
    centre = at.mean(axis=1)
    differs = corners != corners[:, [1, 2, 0]]
    for odd in range(3):  # two labels: the corner ``odd`` stands alone
        before = (odd + 2) % 3
        alone = differs[:, odd] & differs[:, before] & ~differs[:, (odd + 1) % 3]
        cut = np.linalg.norm(middles[alone, odd] - middles[alone, before], axis=1)
        yield corners[alone, odd], corners[alone, before], cut
    three = differs.all(axis=1)
    for side in range(3):
        cut = np.linalg.norm(middles[three, side] - centre[three], axis=1)
        yield corners[three, side], corners[three, (side + 1) % 3], cut


def _midline_mm(skin: Skin, label: IndexArray, n_labels: int) -> FloatArray:
    """Return how much of the midline each region lies on. [mm]"""
    edges = skin.canvas.edges
    edges = edges[(edges < skin.surface.n_midline).all(axis=1)]
    at = skin.canvas.positions_mm
    half = np.linalg.norm(at[edges[:, 0]] - at[edges[:, 1]], axis=1) / 2.0
    by_label = np.bincount(label[edges[:, 0]], weights=half, minlength=n_labels)
    by_label += np.bincount(label[edges[:, 1]], weights=half, minlength=n_labels)
    return np.asarray(by_label, dtype=np.float64)
