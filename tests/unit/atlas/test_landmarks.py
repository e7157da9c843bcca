from dataclasses import replace

import numpy as np
import pytest

from atlas.landmarks import LandmarkRow, place
from atlas.mesh import Mesh
from atlas.paths import RecipeError

ROW = LandmarkRow(
    line=2, name="a", side="left", rule="ray", start="stature 0.5", toward="out",
    words="", error_mm=5, checked="",
)  # fmt: skip


def position(tube: Mesh, *rows: LandmarkRow) -> list[float]:
    found = place(tube, rows)
    return [float(x) for x in tube.reference[found[rows[-1].name]]]


def test_a_ray_stops_where_it_leaves_the_skin(tube: Mesh) -> None:
    assert np.allclose(position(tube, ROW), [50, 0, 200])


def test_offsets_move_the_start(tube: Mesh) -> None:
    row = replace(ROW, start="stature 0.5 + 40 up - 5 out")
    assert np.allclose(position(tube, row), [50, 0, 240])


def test_directions_add_up(tube: Mesh) -> None:
    half = 50 * np.sqrt(0.5)
    assert np.allclose(position(tube, replace(ROW, toward="out + front")), [half, -half, 200])
    assert np.allclose(position(tube, replace(ROW, toward="out - 1 front")), [half, half, 200])


def test_a_midline_landmark_stays_on_the_midline(tube: Mesh) -> None:
    row = replace(ROW, side="mid", toward="front + 0.3 out")
    assert np.allclose(position(tube, row), [0, -50, 200])


def test_the_tip_of_a_bone_is_its_farthest_skin(tube: Mesh) -> None:
    row = replace(ROW, side="mid", rule="tip", start="skin head", toward="back - 0.1 up")
    assert np.allclose(position(tube, row), [0, 50, 310])  # the lowest skin above 300


def test_the_corner_of_a_slit_is_its_farthest_point(tube: Mesh) -> None:
    row = replace(ROW, rule="slit", start="mouth", toward="out")
    around = 2 * 2 * np.pi / 32
    assert np.allclose(position(tube, row), [50 * np.sin(around), -50 * np.cos(around), 300])


def test_a_landmark_can_start_from_one_above(tube: Mesh) -> None:
    above = replace(ROW, side="mid", toward="front")
    row = replace(ROW, name="b", rule="near", start="a + 50 back + 50 out")
    assert np.allclose(position(tube, above, row), [50, 0, 200])


def test_a_landmark_can_lie_on_the_way_between_two(tube: Mesh) -> None:
    low = replace(ROW, side="mid", start="stature 0.25", toward="front")
    high = replace(ROW, side="mid", name="b", start="stature 0.75", toward="front")
    row = replace(ROW, side="mid", name="c", rule="skin", start="a>b:0.3")
    assert np.allclose(position(tube, low, high, row), [0, -50, 160])


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (replace(ROW, start="sholder_joint"), "did you mean 'shoulder_joint'?"),
        (replace(ROW, toward="outt"), "no direction 'outt'; did you mean 'out'?"),
        (replace(ROW, rule="rya"), "no rule 'rya'; did you mean 'ray'?"),
        (replace(ROW, rule="tip", start="skin heda"), "no bone 'heda'; did you mean 'head'?"),
        (replace(ROW, rule="slit", start="moth"), "no slit 'moth'; did you mean 'mouth'?"),
        (replace(ROW, start="stature 0.5 + 90 out"), "never leaves the skin"),
        (replace(ROW, toward="out ? up"), "cannot be read from"),
    ],
)
def test_a_wrong_row_names_its_line(tube: Mesh, row: LandmarkRow, words: str) -> None:
    with pytest.raises(RecipeError) as raised:
        place(tube, (row,))
    assert "landmarks.csv, line 2 (a): " in str(raised.value)
    assert words in str(raised.value)


def test_a_name_cannot_stand_twice(tube: Mesh) -> None:
    with pytest.raises(RecipeError, match="stands above already"):
        place(tube, (ROW, replace(ROW, line=3)))
