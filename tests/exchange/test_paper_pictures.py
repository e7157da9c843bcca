"""Pictures on paper: the nearest body, numbers that keep apart, and points that no view shows."""

from __future__ import annotations

from itertools import pairwise

import pytest

from unknot.exchange.papers import pictures
from unknot.muscles.zones import SkinSites, load_skin_sites
from unknot.plan.query import PointMark


@pytest.mark.parametrize(
    ("sex", "conditions", "body"),
    [
        ("male", [], "male"),
        ("female", ["diabetes"], "female"),
        (None, [], "female"),
        ("male", ["child"], "child"),
    ],
)
def test_the_body_nearest_to_the_person_is_drawn(
    sex: str | None, *, conditions: list[str], body: str
) -> None:
    assert pictures.body_of(sex=sex, conditions=conditions) == body


def test_at_home_a_view_speaks_to_the_person_in_a_clinic_of_the_person() -> None:
    point = PointMark("masseter_superficial", "left")
    home, clinic = (
        pictures.pictures_of(point, body="female", setting=setting, n=1)[0]
        for setting in ("home", "clinic")
    )
    assert (home["place"], clinic["place"]) == ("your left side", "the person's left side")
    assert home["alt"] == (
        "Masseter, superficial layer, left: where to press and where pain may be felt, "
        "your left side"
    )


def test_numbers_of_neighbours_stand_apart_in_the_order_of_height() -> None:
    neck = [
        PointMark(muscle, "left")
        for muscle in ("masseter_superficial", "masseter_deep", "upper_trapezius")
    ]
    (view,) = pictures.overview_of(neck, body="male", setting="home")
    heights = [mark["label_y"] for mark in view["marks"]]
    assert len(heights) == 3
    assert all(b - a > 0.07 for a, b in pairwise(heights))
    assert view["alt"].startswith("The whole body, your left side, with the place of each point: ")


def test_left_and_right_points_are_drawn_on_the_same_height_in_both_columns() -> None:
    pair = [PointMark("infraspinatus", side) for side in ("left", "right")]
    (view,) = pictures.overview_of(pair, body="female", setting="clinic")
    left, right = view["marks"]
    assert {left["column"], right["column"]} == {"left", "right"}
    assert left["y"] == pytest.approx(right["y"], abs=0.005)
    assert left["x"] + right["x"] == pytest.approx(1, abs=0.02)


def test_a_point_that_no_whole_body_shows_has_its_picture_but_no_number() -> None:
    sole = PointMark("quadratus_plantae", "left")
    assert pictures.overview_of([sole], body="female", setting="home") == []
    (shown,) = pictures.pictures_of(sole, body="female", setting="home", n=1)
    assert shown["place"] == "sole of your left foot"


def test_a_point_that_is_not_on_the_skin_has_no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    stored = load_skin_sites()
    bare = SkinSites(stored.surface, {}, stored._arrays)
    monkeypatch.setattr(pictures, "load_skin_sites", lambda: bare)
    point = PointMark("soleus", "left")
    assert pictures.pictures_of(point, body="female", setting="home", n=1) == []
    assert pictures.overview_of([point], body="female", setting="home") == []


@pytest.mark.slow
@pytest.mark.parametrize("muscle", ["masseter_superficial", "gluteus_minimus", "infraspinatus"])
def test_every_picture_fits_its_column_and_none_is_empty(muscle: str) -> None:
    for one in pictures.pictures_of(PointMark(muscle, "right"), body="female", setting="home", n=2):
        assert 10 < one["width_mm"] <= pictures.PICTURE_MM
        assert 10 < one["height_mm"] <= 60
        assert one["signs"]
