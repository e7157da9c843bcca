"""Where each trigger point site lies on the skin, and where it sends pain.

Compiled by ``atlas/`` from the recipes of sites and zones onto the surface of
:mod:`unknot.body.surface`. The file holds left sites; the right ones are their mirror images.
Strengths run from 0 to 1, the strongest place of a zone is near 1. What this module does not do:
say how sure the literature is (:mod:`unknot.muscles.catalogue`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from unknot.body.atlas import ATLAS_VERSION
from unknot.body.surface import Surface, load_surface
from unknot.errors import FactsError, UnknownId
from unknot.sides import LeftRight

__all__ = ["ZONE_FILE", "SiteOnSkin", "SkinSites", "load_skin_sites", "skin_sites_from"]

FloatArray = NDArray[np.float64]

ZONE_FILE: Final = Path(__file__).parent / "files" / "zones.npz"
_PEAK: Final = 255
_REPAIR: Final = "Build it again with 'make atlas', or install Unknot again."


@dataclass(frozen=True, slots=True, eq=False)
class SiteOnSkin:
    """One site on one side.

    Attributes
    ----------
    triangle, b1, b2
        The place to press: a triangle of the surface, and the weights of its second and third
        corner.
    essential, spillover : (n_vertices,)
        Strength of the pain where nearly everyone with the point feels it, and where some do.
    """

    id: str
    side: LeftRight
    triangle: int
    b1: float
    b2: float
    essential: FloatArray
    spillover: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class SkinSites:
    """All compiled sites, left ones; only the one asked for is laid out on the surface."""

    surface: Surface
    rows: Mapping[str, int]
    _arrays: Mapping[str, NDArray[Any]] = field(repr=False)

    def site(self, site: str, side: LeftRight = "left") -> SiteOnSkin:
        """Return a site with its zone on one side of the body.

        Raises
        ------
        UnknownId
            There is no such site on the skin; the message names the nearest.
        """
        if site not in self.rows:
            raise UnknownId("site", site, where="site", known=self.rows)
        row = self.rows[site]
        b1, b2 = self._arrays["site_barycentric"][row].tolist()
        left = SiteOnSkin(
            id=site,
            side="left",
            triangle=int(self._arrays["site_triangle"][row]),
            b1=b1,
            b2=b2,
            essential=self._strength(2 * row),
            spillover=self._strength(2 * row + 1),
        )
        return left if side == "left" else _mirrored(left, self.surface)

    def _strength(self, row: int) -> FloatArray:
        """Lay one stored zone out on the whole surface."""
        begin, end = self._arrays["zone_start"][row : row + 2].tolist()
        strength = np.zeros(self.surface.n_vertices)
        at = self._arrays["zone_vertex"][begin:end].astype(np.intp)
        strength[at] = self._arrays["zone_strength"][begin:end] / _PEAK
        return strength


@cache
def load_skin_sites() -> SkinSites:
    """Return the packaged sites and zones; the file is read once.

    Raises
    ------
    FactsError
        The file is missing, broken, or made for another surface.
    """
    return skin_sites_from(ZONE_FILE, load_surface())


def skin_sites_from(path: Path, surface: Surface) -> SkinSites:
    """Read compiled sites and zones.

    Raises
    ------
    FactsError
        The file is missing, broken, or made for another surface.
    """
    try:
        with np.load(path, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        meta = json.loads(arrays["meta"].tobytes())
        names, version = list(meta["sites"]), meta["atlas_version"]
        lengths = [len(arrays[name]) for name in ("site_triangle", "site_barycentric")]
        last, n_entries = int(arrays["zone_start"][2 * len(names)]), len(arrays["zone_vertex"])
    except FileNotFoundError as error:
        raise FactsError(f"{path.name} is missing from {path.parent.name}/. {_REPAIR}") from error
    except (BadZipFile, OSError, ValueError, KeyError, IndexError, EOFError) as error:
        raise FactsError(f"{path.name} cannot be read: {error}. {_REPAIR}") from error
    if version != ATLAS_VERSION:
        raise FactsError(
            f"{path.name} was made for atlas version '{version}', this program reads version "
            f"'{ATLAS_VERSION}'. {_REPAIR}"
        )
    if lengths != [len(names)] * 2 or last != n_entries:
        raise FactsError(f"{path.name}: its arrays do not fit its sites. {_REPAIR}")
    rows = MappingProxyType({name: row for row, name in enumerate(names)})
    return SkinSites(surface, rows, MappingProxyType(arrays))


def _mirrored(site: SiteOnSkin, surface: Surface) -> SiteOnSkin:
    """Return a left site on the right; there the corners run the other way round."""
    opposite = surface.mirror_vertices(np.arange(surface.n_vertices))
    return SiteOnSkin(
        id=site.id,
        side="right",
        triangle=surface.mirror_triangle(site.triangle),
        b1=site.b2,
        b2=site.b1,
        essential=site.essential[opposite],
        spillover=site.spillover[opposite],
    )
