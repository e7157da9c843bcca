"""A site of a muscle on the skin: where to press, and how strongly each place is felt."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from unknot.body.drawing import Spot

__all__ = ["SiteOnSkin", "site_on_skin"]

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class SiteOnSkin:
    """One site: its spot, and its zones as strength a vertex, from 0 to 1."""

    spot: Spot
    essential: FloatArray
    spillover: FloatArray


def site_on_skin(site: str, side: str) -> SiteOnSkin | None:
    """Return a site of the left or right side on the skin, or None where it has none."""
    return None
