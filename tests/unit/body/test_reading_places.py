"""From paint to places: what counts, at which fineness, how strong."""

from __future__ import annotations

import pytest
from make_fixtures import walk
from synthetic_skin import BANDS

from unknot.body.painting import paint_of
from unknot.body.patches import patches_of
from unknot.body.reading import PaintedPlace, painted_places
from unknot.body.skin import Skin
from unknot.body.strokes import BrushStroke, Drawing, RegionStroke
from unknot.facts.vocabularies import load_regions


def read(egg: Skin, *strokes: BrushStroke | RegionStroke) -> tuple[PaintedPlace, ...]:
    return painted_places(paint_of(Drawing(strokes), egg))


def names(places: tuple[PaintedPlace, ...]) -> list[tuple[str, str]]:
    return [(place.region, place.side) for place in places]


def mark(region: str, side: str = "left", *feeling: object) -> RegionStroke:
    return RegionStroke("region", region, side, *feeling)  # type: ignore[arg-type]


def test_nothing_painted_is_nowhere(egg: Skin) -> None:
    assert read(egg) == ()


@pytest.mark.parametrize("region", [*BANDS, "heel", "tongue"])
def test_region_marked_by_name_reads_as_itself_alone(egg: Skin, region: str) -> None:
    side = "left" if load_regions()[region].is_sided else "mid"
    (place,) = read(egg, mark(region, side, 6.0, "sharp"))
    assert (place.region, place.side) == (region, side)
    assert place.fraction > 0.85
    assert (place.intensity, place.quality) == (6.0, "sharp")


def test_both_sides_are_two_places(egg: Skin) -> None:
    assert names(read(egg, mark("temple", "both"))) == [("temple", "left"), ("temple", "right")]


def test_neighbours_keep_their_own_strength(egg: Skin) -> None:
    places = read(egg, mark("temple", "left", 6.0, "ache"), mark("sternum", "mid", 3.0, "numb"))
    assert [(p.region, p.intensity, p.quality) for p in places] == [
        ("temple", 6.0, "ache"),
        ("sternum", 3.0, "numb"),
    ]


def test_two_painted_parts_are_told_as_the_whole(egg: Skin) -> None:
    assert names(read(egg, mark("heel_back"), mark("heel_under"))) == [("heel", "left")]


def test_one_painted_part_is_told_alone(egg: Skin) -> None:
    places = read(egg, mark("heel"), RegionStroke("unregion", "heel_under", "left"))
    assert names(places) == [("heel_back", "left")]


def test_part_and_rest_are_told_as_the_whole(egg: Skin) -> None:
    # the front of the knee owns skin of its own besides the part above the kneecap
    assert names(read(egg, mark("knee_above"))) == [("knee_above", "left")]
    assert names(read(egg, mark("knee_front"))) == [("knee_front", "left")]
    rest = read(egg, mark("knee_front"), RegionStroke("unregion", "knee_above", "left"))
    assert names(rest) == [("knee_front", "left")]


def test_brush_cannot_tell_skin_from_what_lies_under_it(egg: Skin) -> None:
    cover = egg.cover_of(egg.leaf_places("lips", "mid"))[egg.canvas.triangles].min(axis=1)
    middle_of_the_lips = int(cover.argmax())
    stroke = BrushStroke("paint", 10.0, tuple(walk(egg, middle_of_the_lips, n_points=1)))
    assert names(read(egg, stroke)) == [("mouth_tongue", "mid")]
    assert names(read(egg, mark("lips", "mid"))) == [("lips", "mid")]


def test_place_inside_is_told_beside_the_paint(egg: Skin) -> None:
    places = read(egg, mark("lips", "mid"), mark("tongue", "mid", 4.0))
    assert names(places) == [("lips", "mid"), ("tongue", "mid")]
    assert places[1].painted_mm2 == 0.0


def test_erased_paint_is_not_told(egg: Skin) -> None:
    points = tuple(walk(egg, 40, n_points=8))
    paint, erase = BrushStroke("paint", 20.0, points), BrushStroke("erase", 20.0, points)
    assert read(egg, paint, erase) == ()


def test_strength_is_the_mean_over_what_was_told(egg: Skin) -> None:
    (place,) = read(egg, mark("temple", "left"))
    assert (place.intensity, place.quality) == (None, None)


def test_separate_pieces_are_patches_of_their_own(egg: Skin) -> None:
    paint = paint_of(Drawing((mark("temple", "both"), mark("lumbar", "left"))), egg)
    patch, n_patches = patches_of(paint)
    assert n_patches == 2
    assert (patch[paint.share > 0] >= 0).all()
    assert (patch[paint.share == 0] == -1).all()
