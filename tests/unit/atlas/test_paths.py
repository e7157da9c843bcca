import numpy as np
import pytest

from atlas.paths import PointReader, RecipeError


def test_a_landmark_is_a_point(reader: PointReader) -> None:
    assert np.allclose(reader.place("low").position_mm, [0, -50, 100], atol=0.5)


def test_a_fraction_is_taken_along_the_skin(reader: PointReader) -> None:
    # from z = 100 to 300: a quarter of the way is 150
    assert np.allclose(reader.place("low>high:0.25").position_mm, [0, -50, 150], atol=1.5)


def test_a_length_is_taken_along_the_skin(reader: PointReader) -> None:
    assert np.allclose(reader.place("low>high:40mm").position_mm, [0, -50, 140], atol=1.5)


def test_the_way_around_follows_the_round(reader: PointReader) -> None:
    # a quarter circle of radius 50; halfway is at 45 degrees
    half = 50 * np.sqrt(0.5)
    assert np.allclose(reader.place("low>side:0.5").position_mm, [half, -half, 100], atol=2)


@pytest.mark.parametrize(
    ("step", "goal"),
    [
        ("20mm up", [0, -50, 120]),
        ("20mm down", [0, -50, 80]),
        ("26.18mm out", [25, -43.3, 100]),  # 30 degrees of radius 50
    ],
)
def test_a_step_walks_straight_on_along_the_skin(
    reader: PointReader, step: str, goal: list[float]
) -> None:
    assert np.allclose(reader.place(f"low + {step}").position_mm, goal, atol=1.0)


def test_steps_follow_one_another(reader: PointReader) -> None:
    assert np.allclose(reader.place("low + 20mm up + 15mm up").position_mm, [0, -50, 135], atol=0.5)


def test_the_other_side_is_the_mirror_image(reader: PointReader) -> None:
    assert np.allclose(reader.place("side@other").position_mm, [-50, 0, 100], atol=0.5)


def test_brackets_let_a_point_start_a_path(reader: PointReader) -> None:
    # halfway from 100 to 300 is 200; 50 mm on towards the top is 250
    assert np.allclose(
        reader.place("(low>high:0.5)>high:50mm").position_mm, [0, -50, 250], atol=1.5
    )


def test_a_path_visits_its_points(reader: PointReader) -> None:
    line = reader.path("low~side~back")
    assert np.allclose(line[0], [0, -50, 100])
    assert np.allclose(line[-1], [0, 50, 100])
    assert np.linalg.norm(line - [50, 0, 100], axis=1).min() < 0.5


def test_points_lie_on_the_skin_with_weights_that_sum_to_one(reader: PointReader) -> None:
    place = reader.place("low>side:0.37 + 7mm up")
    corners = reader.skin.points[reader.skin.triangles[place.triangle]]
    assert place.weights.sum() == pytest.approx(1)
    assert place.weights.min() >= 0
    assert np.allclose(place.weights @ corners, place.position_mm)


def test_distance_along_the_tube_is_near_the_exact_one(reader: PointReader) -> None:
    away = reader.skin.distances(np.array([reader.landmarks["low"]]))
    points = reader.skin.points
    wall = np.hypot(points[:, 0], points[:, 1]) > 49
    around = 50 * np.abs(np.arctan2(points[:, 0], -points[:, 1]))
    true = np.hypot(around, points[:, 2] - 100)
    far = wall & (true > 40) & (true < 140)
    error = away[far] / true[far] - 1
    assert abs(np.median(error)) < 0.03
    assert np.quantile(np.abs(error), 0.95) < 0.09  # a regular grid is the worst case


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("loww", "sites.csv, line 7: 'loww': no landmark 'loww'; did you mean 'low'?"),
        ("low>high:500mm", "500mm is more than the whole way, 200 mm"),
        ("low>high", "write how far"),
        ("low + 12 up", "a step is '+ 12mm up'"),
        ("low + 12mm north", "with one of up, down, front, back, out, in"),
        ("(low>high:0.5", "a bracket is not closed"),
        ("low high", "goes on after the point"),
        ("low@right", "after @ only 'other' can stand"),
        ("low ? high", "cannot be read from"),
    ],
)
def test_a_wrong_point_names_its_place(reader: PointReader, text: str, words: str) -> None:
    with pytest.raises(RecipeError) as raised:
        reader.place(text, line=7)
    assert words in str(raised.value)
    assert str(raised.value).startswith("sites.csv, line 7: ")


def test_a_walk_that_meets_skin_head_on_is_refused(reader: PointReader) -> None:
    with pytest.raises(RecipeError, match="no way on"):
        reader.place("low + 5mm front")
