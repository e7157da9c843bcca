"""What holds for every drawing: mirrors, order, erasing, sums."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from synthetic_skin import BANDS

from unknot.body.areas import painted_area
from unknot.body.brush import SkinPoint
from unknot.body.painting import Paint, Painting, paint_of
from unknot.body.reading import painted_places
from unknot.body.skin import Skin
from unknot.body.strokes import (
    BrushStroke,
    Drawing,
    RegionStroke,
    drawing_as_json,
    drawing_from,
    mirrored_drawing,
)
from unknot.facts.vocabularies import load_regions
from unknot.sides import mirrored

pytestmark = pytest.mark.slow

N_TRIANGLES = 2048
QUALITIES = st.sampled_from([None, "ache", "sharp", "burning", "tingling", "numb"])
STRENGTHS = st.none() | st.floats(0, 10)


@st.composite
def points(draw: Any) -> SkinPoint:
    k1 = draw(st.integers(0, 1000))
    return SkinPoint(draw(st.integers(0, N_TRIANGLES - 1)), k1, draw(st.integers(0, 1000 - k1)))


@st.composite
def region_strokes(draw: Any) -> RegionStroke:
    region = draw(st.sampled_from([*BANDS, "heel", "tongue"]))
    sides = ["left", "right", "both"] if load_regions()[region].is_sided else ["mid"]
    tool, side = draw(st.sampled_from(["region", "unregion"])), draw(st.sampled_from(sides))
    if tool == "unregion":
        return RegionStroke("unregion", region, side)
    return RegionStroke("region", region, side, draw(STRENGTHS), draw(QUALITIES))


brush_strokes = st.builds(
    BrushStroke,
    tool=st.just("paint"),
    radius_mm=st.floats(4, 60),
    points=st.lists(points(), min_size=1, max_size=5).map(tuple),
    intensity=STRENGTHS,
    quality=QUALITIES,
)
erasing = brush_strokes.map(lambda s: replace(s, tool="erase", intensity=None, quality=None))
drawings = st.lists(brush_strokes | erasing | region_strokes(), max_size=6).map(
    lambda strokes: Drawing(tuple(strokes))
)


def mirror_of(paint: Paint, values: np.ndarray) -> np.ndarray:
    return values[paint.skin.surface.mirror_vertices(np.arange(len(values)))]


@settings(max_examples=60)
@given(drawing=drawings)
def test_mirrored_drawing_gives_mirrored_paint_and_places(egg: Skin, drawing: Drawing) -> None:
    paint = paint_of(drawing, egg)
    other = paint_of(mirrored_drawing(drawing, n_triangles=N_TRIANGLES), egg)
    assert mirror_of(paint, paint.cover) == pytest.approx(other.cover, abs=1e-9)
    assert painted_area(paint).cm2 == pytest.approx(painted_area(other).cm2, rel=1e-9)
    places = {(p.region, mirrored(p.side)): p.fraction for p in painted_places(paint)}
    others = {(p.region, p.side): p.fraction for p in painted_places(other)}
    assert places == pytest.approx(others, abs=1e-6)


@given(strokes=st.lists(brush_strokes, max_size=4), order=st.randoms(use_true_random=False))
def test_order_of_strokes_does_not_matter_for_the_cover(
    egg: Skin, strokes: list[BrushStroke], order: Any
) -> None:
    shuffled = strokes.copy()
    order.shuffle(shuffled)
    one, other = (paint_of(Drawing(tuple(s)), egg) for s in (strokes, shuffled))
    assert (one.cover == other.cover).all()


@given(strokes=st.lists(brush_strokes, min_size=1, max_size=4))
def test_stroke_equals_its_dabs_one_by_one(egg: Skin, strokes: list[BrushStroke]) -> None:
    dabs = [replace(stroke, points=(point,)) for stroke in strokes for point in stroke.points]
    at_once, one_by_one = (paint_of(Drawing(tuple(s)), egg) for s in (strokes, dabs))
    assert (at_once.cover == one_by_one.cover).all()
    assert np.array_equal(at_once.intensity, one_by_one.intensity, equal_nan=True)
    assert (at_once.quality == one_by_one.quality).all()


@given(drawing=drawings)
def test_replay_equals_painting_stroke_by_stroke(egg: Skin, drawing: Drawing) -> None:
    painting = Painting(egg)
    for stroke in drawing.strokes:
        painting.add(stroke)
        painting.paint()
    assert (painting.paint().cover == paint_of(drawing, egg).cover).all()


@given(stroke=brush_strokes)
def test_erasing_the_same_stroke_leaves_nothing(egg: Skin, stroke: BrushStroke) -> None:
    erased = replace(stroke, tool="erase", intensity=None, quality=None)
    paint = paint_of(Drawing((stroke, erased)), egg)
    assert len(paint.painted) == 0
    assert painted_area(paint).cm2 == 0.0
    assert painted_places(paint) == ()


@given(drawing=drawings, stroke=brush_strokes)
def test_painting_never_shrinks_and_erasing_never_grows(
    egg: Skin, drawing: Drawing, stroke: BrushStroke
) -> None:
    before = paint_of(drawing, egg).cover
    after = paint_of(Drawing((*drawing.strokes, stroke)), egg).cover
    less = paint_of(Drawing((*drawing.strokes, replace(stroke, tool="erase"))), egg).cover
    assert (after >= before).all()
    assert (less <= before).all()


@given(stroke=brush_strokes)
def test_no_paint_is_lost(egg: Skin, stroke: BrushStroke) -> None:
    paint = paint_of(Drawing((stroke,)), egg)
    assert len(paint.painted) > 0
    assert painted_places(paint)


@given(drawing=drawings)
def test_everything_stays_in_its_range(egg: Skin, drawing: Drawing) -> None:
    paint = paint_of(drawing, egg)
    assert ((paint.cover >= 0) & (paint.cover <= 1)).all()
    assert ((paint.share >= 0) & (paint.share <= 1)).all()
    area = painted_area(paint)
    assert 0 <= area.percent <= 100.0 + 1e-9
    for place in painted_places(paint):
        assert 0 < place.fraction <= 1
        assert 0 <= place.patch_share <= 1
        assert place.intensity is None or 0 <= place.intensity <= 10
        assert load_regions()[place.region].is_sided == (place.side in ("left", "right"))


@given(weights=st.lists(st.floats(0, 1), min_size=3, max_size=3))
def test_shares_of_the_regions_sum_to_the_skin(egg: Skin, weights: list[float]) -> None:
    by_vertex = np.resize(weights, egg.canvas.n_vertices) * egg.canvas.area_mm2
    assert egg.by_leaf(by_vertex).sum() == pytest.approx(by_vertex.sum())
    assert 2 * egg.leaf_mm2.sum() == pytest.approx(egg.canvas.area_mm2.sum())


@given(drawing=drawings)
def test_drawing_survives_its_json(drawing: Drawing) -> None:
    sent = drawing_as_json(drawing)
    read = drawing_from(
        sent["strokes"], atlas_version=sent["atlas_version"], n_triangles=N_TRIANGLES
    )
    assert read == drawing
