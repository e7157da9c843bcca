"""The surface that ships: closed, one piece, mirror-exact, believable in size."""

import numpy as np
import pytest

from unknot.body.surface import BODIES, load_surface

SURFACE = load_surface()
SIDES = np.concatenate([SURFACE.triangles[:, [k, (k + 1) % 3]] for k in range(3)])


def test_there_are_about_42_000_vertices_and_ids_fit_16_bits() -> None:
    assert 40_000 < SURFACE.n_vertices < 45_000
    assert SURFACE.n_vertices < 2**16


def test_the_skin_is_watertight() -> None:
    directed = {(int(a), int(b)) for a, b in SIDES}
    assert len(directed) == len(SIDES)
    assert all((b, a) in directed for a, b in directed)


def test_the_skin_is_a_ball_in_one_piece() -> None:
    assert SURFACE.n_vertices - len(SIDES) // 2 + SURFACE.n_triangles == 2
    reached = np.zeros(SURFACE.n_vertices, bool)
    reached[0] = True
    while True:
        grown = reached.copy()
        grown[SIDES[reached[SIDES[:, 0]], 1]] = True
        if np.array_equal(grown, reached):
            break
        reached = grown
    assert reached.all()


@pytest.mark.parametrize("pose", ["anatomical", "side"])
@pytest.mark.parametrize("body", BODIES)
def test_left_and_right_are_mirror_images_to_the_last_bit(body: str, pose: str) -> None:
    points = SURFACE.positions_mm(body, pose)  # type: ignore[arg-type]
    mirror = SURFACE.mirror_vertices(np.arange(SURFACE.n_vertices))
    assert np.array_equal(points[mirror], points * [-1, 1, 1])


@pytest.mark.parametrize(
    ("body", "least_m2", "most_m2"),
    # Du Bois and Du Bois 1916 give 1.7 m2 for 165 cm and 64 kg, 1.97 for 180 cm and 78 kg
    [("female", 1.6, 1.9), ("male", 1.85, 2.2), ("child", 1.0, 1.3), ("heavy", 1.9, 2.3)],
)
def test_bodies_have_believable_skin(body: str, least_m2: float, most_m2: float) -> None:
    points = SURFACE.positions_mm(body)  # type: ignore[arg-type]
    a, b, c = (points[SURFACE.triangles[:, k]] for k in range(3))
    area_m2 = np.linalg.norm(np.cross(b - a, c - a), axis=1).sum() / 2 / 1e6
    assert least_m2 < area_m2 < most_m2


def test_triangles_face_outwards() -> None:
    points = SURFACE.positions_mm()
    a, b, c = (points[SURFACE.triangles[:, k]] for k in range(3))
    volume_l = (np.cross(a, b) * c).sum() / 6 / 1e6
    assert 60 < volume_l < 100
