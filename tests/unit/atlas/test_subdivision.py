import numpy as np
import pytest
import scipy.sparse as sp

from atlas.subdivision import Polygons, mirror_of, split_long_faces, triangles_of_left_half

CORNERS = np.array([[x, y, z] for x in (-10.0, 10) for y in (-10.0, 10) for z in (-10.0, 10)])
SIDES = ((0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3))


def box() -> Polygons:
    return Polygons(SIDES, (False,) * 6, sp.identity(8, format="csr"))


def test_every_face_of_a_box_with_long_edges_becomes_four() -> None:
    split = split_long_faces(box(), CORNERS, longest_mm=5, is_first=True)
    assert len(split.faces) == 6 * 4
    assert split.from_template.shape == (8 + 12 + 6, 8)


def test_new_vertices_are_means_of_old_ones() -> None:
    split = split_long_faces(box(), CORNERS, longest_mm=5, is_first=True)
    assert np.allclose(np.asarray(split.from_template.sum(axis=1)).ravel(), 1)


def test_face_points_lie_in_the_middle_of_their_face() -> None:
    split = split_long_faces(box(), CORNERS, longest_mm=5, is_first=True)
    assert np.allclose(
        split.from_template[-6:] @ CORNERS, [CORNERS[list(f)].mean(0) for f in SIDES]
    )


def test_short_faces_stay_whole() -> None:
    same = split_long_faces(box(), CORNERS, longest_mm=25, is_first=False)
    assert same.faces == SIDES
    assert np.allclose((same.from_template @ CORNERS), CORNERS)


def test_an_open_surface_is_refused() -> None:
    open_box = Polygons(SIDES[:5], (False,) * 5, sp.identity(8, format="csr"))
    with pytest.raises(ValueError, match="an edge does not have exactly two faces"):
        split_long_faces(open_box, CORNERS, longest_mm=5, is_first=True)


def test_the_left_half_of_a_split_box_is_half_its_area() -> None:
    split = split_long_faces(box(), CORNERS, longest_mm=5, is_first=True)
    points = split.from_template @ CORNERS
    mirror = mirror_of(points)
    triangles = triangles_of_left_half(split, points)
    both = np.concatenate([triangles, mirror[triangles][:, [0, 2, 1]]])
    a, b, c = (points[both[:, k]] for k in range(3))
    volume = (np.cross(a, b) * c).sum() / 6
    assert len(triangles) == 6 * 4 * 2 / 2
    assert volume > 0  # outward winding on both halves


def test_points_without_a_mirror_image_are_refused() -> None:
    crooked = CORNERS + np.array([[3.0, 0, 0]] + [[0.0, 0, 0]] * 7)
    with pytest.raises(ValueError, match="not mirror-symmetric"):
        mirror_of(crooked)
