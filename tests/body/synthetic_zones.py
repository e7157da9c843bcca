"""Zones for tests: every site of the catalogue on real landmarks, one simple zone each."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from unknot.body.surface import load_surface
from unknot.muscles.catalogue import load_muscles

__all__ = ["ball", "write_zones"]


def ball(landmark: str, radius_mm: float) -> np.ndarray:
    """Strength falling from one at a landmark of the left half to zero at a radius."""
    surface = load_surface()
    points = surface.positions_mm()
    away = np.linalg.norm(points - points[surface.landmarks[landmark]], axis=1)
    return np.clip(1 - away / radius_mm, 0, 1)


def write_zones(path: Path, *, landmark: str = "scap_medial_mid", version: str = "1") -> list[str]:
    """Write sites at a landmark, essential around it and spillover wider; return their ids."""
    surface = load_surface()
    sites = [site.id for muscle in load_muscles().values() for site in muscle.sites]
    corner = surface.landmarks[landmark]
    half = surface.triangles[: surface.n_triangles // 2]
    triangle = int(np.flatnonzero((half == corner).any(axis=1))[0])
    weights = (half[triangle] == corner).astype(float)
    strengths = [ball(landmark, 60.0), ball(landmark, 110.0)]
    rows = [np.flatnonzero(strength) for strength in strengths] * len(sites)
    values = [np.rint(255 * strength[strength > 0]) for strength in strengths] * len(sites)
    meta = json.dumps({"atlas_version": version, "sites": sites}).encode()
    np.savez(
        path,
        meta=np.frombuffer(meta, np.uint8),
        site_triangle=np.full(len(sites), triangle, "<u2"),
        site_barycentric=np.tile(weights[1:], (len(sites), 1)).astype("<f4"),
        zone_start=np.cumsum([0, *map(len, rows)]).astype("<u4"),
        zone_vertex=np.concatenate(rows).astype("<u2"),
        zone_strength=np.concatenate(values).astype("u1"),
    )
    return sites
