"""The compiled surface: both halves, every body, and what is said about a broken file."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from synthetic_skin import egg_file, with_meta

from unknot.body.atlas import ATLAS_VERSION
from unknot.body.skin import Skin
from unknot.body.surface import BODIES, POSES, SURFACE_FILE, load_surface, surface_from
from unknot.errors import FactsError, UnknownId


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("pose", POSES)
def test_right_half_mirrors_the_left_to_the_last_bit(egg: Skin, body: Any, pose: Any) -> None:
    surface = egg.surface
    positions = surface.positions_mm(body, pose)
    mirror = surface.mirror_vertices(np.arange(surface.n_vertices))
    assert (positions[mirror] == positions * [-1, 1, 1]).all()
    assert (surface.mirror_vertices(mirror) == np.arange(surface.n_vertices)).all()
    assert (positions[: surface.n_midline, 0] == 0).all()
    assert (positions[surface.n_midline : surface.n_half, 0] > 0).all()


def test_triangles_face_outwards_on_both_halves(egg: Skin) -> None:
    positions, triangles = egg.surface.positions_mm(), egg.surface.triangles
    a, b, c = (positions[triangles[:, k]] for k in range(3))
    outwards = (np.cross(b - a, c - a) * (a + b + c)).sum(axis=1)
    assert (outwards > 0).all()


def test_triangle_and_its_mirror_image_have_mirrored_corners(egg: Skin) -> None:
    surface = egg.surface
    for triangle in (0, 17, surface.n_triangles - 1):
        own = set(surface.mirror_vertices(surface.triangles[triangle]).tolist())
        assert own == set(surface.triangles[surface.mirror_triangle(triangle)].tolist())


def test_woman_and_man_lie_on_either_side_of_the_reference(egg: Skin) -> None:
    surface = egg.surface
    middle = (surface.positions_mm("female") + surface.positions_mm("male")) / 2
    assert middle == pytest.approx(surface.positions_mm(), abs=1e-9)


def test_positions_are_tenths_of_a_millimetre(egg: Skin) -> None:
    # the egg is 150 mm from the middle to the crown; the child is half as large
    crown = egg.surface.landmarks["crown"]
    assert egg.surface.positions_mm()[crown].tolist() == [0.0, 0.0, 150.0]
    assert egg.surface.positions_mm("child")[crown].tolist() == [0.0, 0.0, 75.0]
    assert egg.surface.positions_mm("child", "side")[crown].tolist() == [0.0, -5.0, 75.0]


def test_positions_cannot_be_changed_by_accident(egg: Skin) -> None:
    with pytest.raises(ValueError, match="read-only"):
        egg.surface.positions_mm()[0] = 0.0


def test_unknown_body_or_pose_is_named(egg: Skin) -> None:
    with pytest.raises(UnknownId, match=r"Body 'women' is not known \(body\)\. Known: reference,"):
        egg.surface.positions_mm("women")  # type: ignore[arg-type]
    with pytest.raises(UnknownId, match="Pose 'sitting' is not known"):
        egg.surface.positions_mm("female", "sitting")  # type: ignore[arg-type]


def test_missing_file_says_how_to_build_it(tmp_path: Path) -> None:
    with pytest.raises(FactsError, match=r"surface\.npz is missing from .*/\. Build it again"):
        surface_from(tmp_path / "surface.npz")


def test_file_that_is_no_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "surface.npz"
    path.write_bytes(b"not an archive")
    with pytest.raises(FactsError, match=r"surface\.npz cannot be read"):
        surface_from(path)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (
            {"meta": with_meta(atlas_version="0")},
            "surface.npz is atlas version '0', this program reads version '1'. Build it again",
        ),
        ({"meta": np.frombuffer(b"{", np.uint8)}, "its meta text is not JSON"),
        ({"meta": np.frombuffer(b"{}", np.uint8)}, "surface.npz holds no 'atlas_version'"),
        (
            {"occlusion": np.zeros(3, np.uint8)},
            "'occlusion' has the shape (3,), expected (",
        ),
        (
            {"triangles": np.array([[0, 1, 60000]], np.uint16)},
            "'triangles' names vertices that are not there",
        ),
        (
            {"region_vertex": np.zeros(3, np.uint16)},
            "the table of regions does not fit its names",
        ),
    ],
)
def test_broken_file_is_refused_with_the_reason(
    tmp_path: Path, changed: dict[str, np.ndarray], message: str
) -> None:
    with pytest.raises(FactsError, match=re.escape(message)):
        surface_from(egg_file(tmp_path, **changed))


def test_packaged_surface_loads_fast_and_once() -> None:
    surface_from(SURFACE_FILE)  # the disk is warm
    start = time.perf_counter()
    surface = surface_from(SURFACE_FILE)
    assert time.perf_counter() - start < 0.15
    assert load_surface() is load_surface()
    assert surface.atlas_version == ATLAS_VERSION
    assert 40_000 < surface.n_vertices < 65_536


def test_packaged_bodies_have_the_height_they_tell() -> None:
    surface = load_surface()
    for body, stature_mm in surface.stature_mm.items():
        height = np.ptp(surface.positions_mm(body)[:, 2])  # type: ignore[arg-type]
        assert height == pytest.approx(stature_mm, abs=1.0)
