"""A tube with closed ends that stands upright: the simplest mirrored body."""

from __future__ import annotations

import numpy as np
import pytest

from atlas.landmarks import _BONES
from atlas.mesh import PARTS, Mesh
from atlas.paths import PointReader, Skin

RADIUS_MM, HEIGHT_MM, STEP_MM, N_AROUND = 50.0, 400.0, 10.0, 32


@pytest.fixture(scope="session")
def tube() -> Mesh:
    """A tube of radius 50 mm and height 400 mm; its axis is the z axis, its front at -y."""
    heights = np.arange(0, HEIGHT_MM + 1, STEP_MM)
    half = N_AROUND // 2
    middle = [(k, ring) for k in (0, half) for ring in range(len(heights))]
    left = [(k, ring) for k in range(1, half) for ring in range(len(heights))]
    right = [(-k, ring) for k, ring in left]
    angle = np.array([2 * np.pi * k / N_AROUND for k, _ in middle + left + right])
    points = np.stack(
        [
            RADIUS_MM * np.sin(angle),
            -RADIUS_MM * np.cos(angle),
            [heights[ring] for _, ring in middle + left + right],
        ],
        axis=1,
    )
    n_middle = len(middle)
    centres = np.array([[0.0, 0, 0], [0, 0, HEIGHT_MM]])
    points = np.concatenate([points[:n_middle], centres, points[n_middle:]])
    points[: n_middle + 2, 0] = 0.0
    at = {place: k for k, place in enumerate(middle)}
    at |= {place: k + n_middle + 2 for k, place in enumerate(left)}
    bottom, top, last = n_middle, n_middle + 1, len(heights) - 1
    triangles = []
    for k in range(half):
        for ring in range(last):
            a, b = at[k, ring], at[k + 1, ring]
            c, d = at[k + 1, ring + 1], at[k, ring + 1]
            triangles += [(a, b, c), (a, c, d)]
        triangles.append((at[k + 1, 0], at[k, 0], bottom))
        triangles.append((at[k, last], at[k + 1, last], top))
    n_midline, n_left = n_middle + 2, len(left)
    mirror = np.concatenate(
        [
            np.arange(n_midline),
            np.arange(n_midline + n_left, n_midline + 2 * n_left),
            np.arange(n_midline, n_midline + n_left),
        ]
    )
    own = np.array(triangles)
    both = np.concatenate([own, mirror[own][:, [0, 2, 1]]])
    spots = np.random.default_rng(3).uniform([-5, -20, 180], [35, 20, 220], (len(_BONES), 3))
    return Mesh(
        n_midline=n_midline,
        n_left=n_left,
        triangles=both,
        bodies={"reference": points},
        side_bodies={"reference": points},
        joints=dict(zip(_BONES.values(), spots, strict=True)),
        bone_weights={"head": (points[:, 2] > 300).astype(float)},
        part=np.full(len(points), PARTS.index("trunk")),
        slits={"mouth": np.array([at[0, 30], at[1, 30], at[2, 30]])},
    )


@pytest.fixture(scope="session")
def reader(tube: Mesh) -> PointReader:
    """Points on the tube: ``low`` and ``high`` in front, ``side`` on the left, ``back``."""
    places = {
        "low": (0, -50, 100),
        "high": (0, -50, 300),
        "side": (50, 0, 100),
        "back": (0, 50, 100),
    }
    vertices = {
        name: int(((tube.reference - np.array(place)) ** 2).sum(axis=1).argmin())
        for name, place in places.items()
    }
    return PointReader(Skin.of(tube), vertices, file="sites.csv")
