"""The door of a drawing: what comes in, and what is said about what does not."""

from __future__ import annotations

import json
import time
from math import inf, nan
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from unknot.body.brush import SkinPoint
from unknot.body.contract import SCHEMA_FILES, drawing_schema, write_schema
from unknot.body.strokes import (
    BrushStroke,
    Drawing,
    RegionStroke,
    drawing_as_json,
    drawing_from,
    mirrored_drawing,
)
from unknot.body.surface import load_surface
from unknot.errors import InvalidInput, UnknownId

N_TRIANGLES = 100
DAB = {
    "tool": "paint",
    "radius_mm": 18,
    "intensity": 5,
    "quality": "ache",
    "points": [[3, 0.2, 0.5]],
}
TEMPLE = {"tool": "region", "region": "temple", "side": "left"}


def drawn(*strokes: Any) -> Drawing:
    return drawing_from(list(strokes), atlas_version="1", n_triangles=N_TRIANGLES)


def refused(*strokes: Any) -> InvalidInput:
    with pytest.raises(InvalidInput) as caught:
        drawn(*strokes)
    return caught.value


def test_brush_and_region_come_in_as_records_in_order() -> None:
    assert drawn(DAB, TEMPLE, {**DAB, "tool": "erase"}).strokes == (
        BrushStroke("paint", 18.0, (SkinPoint(3, 200, 500),), 5.0, "ache"),
        RegionStroke("region", "temple", "left"),
        BrushStroke("erase", 18.0, (SkinPoint(3, 200, 500),)),  # erasing has no strength
    )


@pytest.mark.parametrize("strokes", [None, [], ()])
def test_nothing_drawn_is_an_empty_drawing_of_any_version(strokes: Any) -> None:
    assert drawing_from(strokes, atlas_version=None) == Drawing()


def test_drawing_goes_out_as_it_came_in() -> None:
    sent = [
        {**DAB, "radius_mm": 18.0, "intensity": 5.0},
        {**TEMPLE, "intensity": None, "quality": None},
    ]
    assert drawing_as_json(drawn(*sent)) == {"atlas_version": "1", "strokes": sent}
    jsonschema.validate(drawing_as_json(drawn(*sent)), drawing_schema())


def test_shipped_schema_is_fresh() -> None:
    shipped = (SCHEMA_FILES / "strokes.schema.json").read_text(encoding="utf-8")
    assert json.loads(shipped) == drawing_schema()


def test_schema_is_written_as_shipped(tmp_path: Path) -> None:
    written = write_schema(tmp_path)
    shipped = (SCHEMA_FILES / written.name).read_text(encoding="utf-8")
    assert written.read_text(encoding="utf-8") == shipped


def test_points_are_held_against_the_packaged_surface() -> None:
    last = load_surface().n_triangles - 1
    good = {**DAB, "points": [[last, 0, 0]]}
    assert drawing_from([good], atlas_version="1").needs_brush
    bad = {**DAB, "points": [[last, 0, 0], [last + 1, 0, 0]]}
    with pytest.raises(InvalidInput, match=f"Triangle {last + 1} is not on the surface"):
        drawing_from([bad], atlas_version="1")


@pytest.mark.parametrize(
    ("stroke", "where", "message"),
    [
        ({**DAB, "points": [[0, 0, 0], [100, 0, 0]]}, "strokes[1].points[1]",
         "Triangle 100 is not on the surface, whose triangles are 0 to 99 (strokes[1].points[1])."),
        ({**DAB, "points": [[-1, 0, 0]]}, "strokes[1].points[0]", "Triangle -1 is not"),
        ({**DAB, "points": [[1.0, 0, 0]]}, "strokes[1].points[0]", "Triangle 1.0 is not"),
        ({**DAB, "points": [[True, 0, 0]]}, "strokes[1].points[0]", "Triangle True is not"),
        ({**DAB, "points": [["3", 0, 0]]}, "strokes[1].points[0]", "Triangle '3' is not"),
        ({**DAB, "points": [[3, 0.7, 0.4]]}, "strokes[1].points[0]",
         "The weights of a point lie from 0 to 1 and do not sum to more than 1; these are 0.7 and "
         "0.4 (strokes[1].points[0])."),
        ({**DAB, "points": [[3, -0.1, 0]]}, "strokes[1].points[0]", "these are -0.1 and 0"),
        ({**DAB, "points": [[3, nan, 0]]}, "strokes[1].points[0]", "these are nan and 0"),
        ({**DAB, "points": [[3, 0, inf]]}, "strokes[1].points[0]", "these are 0 and inf"),
        ({**DAB, "points": [[3, None, 0]]}, "strokes[1].points[0]", "these are None and 0"),
        ({**DAB, "points": [[3, 0]]}, "strokes[1].points[0]",
         "A point is [triangle, b1, b2], not [3, 0] (strokes[1].points[0])."),
        ({**DAB, "points": [7]}, "strokes[1].points[0]", "A point is [triangle, b1, b2], not 7"),
        ({**DAB, "points": []}, "strokes[1].points",
         "'strokes[1].points' is a list of points [triangle, b1, b2], at least one."),
        ({**DAB, "points": None}, "strokes[1].points", "is a list of points"),
        ({**DAB, "radius_mm": 3.9}, "strokes[1].radius_mm",
         "'strokes[1].radius_mm' is a number from 4 to 60 mm, not 3.9."),
        ({**DAB, "radius_mm": 61}, "strokes[1].radius_mm", "from 4 to 60 mm, not 61."),
        ({**DAB, "radius_mm": nan}, "strokes[1].radius_mm", "not nan."),
        ({**DAB, "radius_mm": None}, "strokes[1].radius_mm", "not None."),
        ({**DAB, "radius_mm": 10**400}, "strokes[1].radius_mm", "from 4 to 60 mm"),
        ({**DAB, "intensity": 11}, "strokes[1].intensity",
         "'strokes[1].intensity' is a number from 0 to 10, not 11."),
        ({**DAB, "intensity": True}, "strokes[1].intensity", "not True."),
        ({**DAB, "intensity": nan}, "strokes[1].intensity", "not nan."),
        ({**DAB, "size": 3}, "strokes[1].size",
         "Field 'size' is not known in strokes[1]. Known: tool, radius_mm, intensity, quality, "
         "points."),
        ({**DAB, "radius": 3}, "strokes[1].radius",
         "Field 'radius' is not known in strokes[1]. Did you mean 'radius_mm'?"),
        ({**TEMPLE, "points": []}, "strokes[1].points", "Field 'points' is not known"),
        ({**TEMPLE, "side": "mid"}, "strokes[1].side",
         "The side of region 'temple' is 'left', 'right' or 'both', not 'mid' (strokes[1].side)."),
        ({**TEMPLE, "side": None}, "strokes[1].side", "not None"),
        ({**TEMPLE, "region": "sternum"}, "strokes[1].side",
         "The side of region 'sternum' is 'mid', not 'left' (strokes[1].side)."),
        (7, "strokes[1]", "'strokes[1]' is an object {…}, not 7."),
        (None, "strokes[1]", "'strokes[1]' is an object {…}, not None."),
    ],
)  # fmt: skip
def test_bad_stroke_is_refused_with_its_place(stroke: Any, where: str, message: str) -> None:
    error = refused(TEMPLE, stroke)
    assert error.where == where
    assert message in str(error)


@pytest.mark.parametrize(
    ("stroke", "where", "nearest"),
    [
        ({**DAB, "tool": "pain"}, "strokes[0].tool", "paint"),
        ({**DAB, "tool": ["paint"]}, "strokes[0].tool", None),
        ({**DAB, "quality": "aching"}, "strokes[0].quality", None),
        ({**DAB, "quality": "sharpp"}, "strokes[0].quality", "sharp"),
        ({**DAB, "quality": ["ache"]}, "strokes[0].quality", None),
        ({**TEMPLE, "region": "tempel"}, "strokes[0].region", "temple"),
        ({**TEMPLE, "region": None}, "strokes[0].region", None),
    ],
)
def test_unknown_word_is_refused_with_the_nearest(
    stroke: Any, where: str, nearest: str | None
) -> None:
    error = refused(stroke)
    assert isinstance(error, UnknownId)
    assert error.where == where
    assert nearest is None or error.nearest == nearest


def test_nearest_side_is_offered() -> None:
    assert refused({**TEMPLE, "side": "Left"}).nearest == "left"
    assert refused({"tool": "region", "region": "sternum", "side": "left"}).nearest == "mid"


@pytest.mark.parametrize("version", ["2", 1, "", ["1"]])
def test_other_atlas_version_is_refused_and_says_what_to_do(version: Any) -> None:
    with pytest.raises(InvalidInput, match="Reload the page and draw again") as caught:
        drawing_from([TEMPLE], atlas_version=version)
    assert (caught.value.where, caught.value.nearest) == ("atlas_version", "1")


def test_missing_atlas_version_is_asked_for() -> None:
    with pytest.raises(InvalidInput, match='Add "atlas_version": "1" beside'):
        drawing_from([TEMPLE], atlas_version=None)


@pytest.mark.parametrize("strokes", ["paint", {}, 7, True])
def test_strokes_are_a_list(strokes: Any) -> None:
    with pytest.raises(InvalidInput, match="'strokes' is a list"):
        drawing_from(strokes, atlas_version="1")


def test_hundred_thousand_strokes_are_refused_at_once() -> None:
    start = time.perf_counter()
    error = refused(*[DAB] * 100_000)
    assert time.perf_counter() - start < 0.1
    assert str(error) == (
        "'strokes' has 100000 entries, at most 5000 are read. Start a new drawing."
    )


def test_too_many_points_are_refused_at_once_at_the_stroke_that_goes_over() -> None:
    long = {**DAB, "radius_mm": 4, "points": [[3, 0, 0]] * 90_000}
    start = time.perf_counter()
    error = refused(long, long, long)
    assert time.perf_counter() - start < 0.1
    assert error.where == "strokes[2].points"
    assert "270000 points, at most 200000" in str(error)


def test_more_paint_than_the_skin_holds_is_refused_at_once() -> None:
    # 2,800 points of 60 mm: 2,800 * 3,600 mm² = 10.08 million
    broad = {**DAB, "radius_mm": 60, "points": [[3, 0, 0]] * 1_400}
    assert len(drawn(broad).strokes) == 1
    error = refused(TEMPLE, broad, broad)
    assert error.where == "strokes[2].points"
    assert "would paint all the skin many times over" in str(error)


def test_mirrored_drawing_swaps_sides_triangles_and_corners() -> None:
    mirrored = mirrored_drawing(drawn(DAB, TEMPLE), n_triangles=N_TRIANGLES)
    assert mirrored.strokes == (
        BrushStroke("paint", 18.0, (SkinPoint(53, 500, 200),), 5.0, "ache"),
        RegionStroke("region", "temple", "right"),
    )
    assert mirrored_drawing(mirrored, n_triangles=N_TRIANGLES) == drawn(DAB, TEMPLE)
