"""A drawing in a case: read once, joined with what was told, refused with its place."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import numpy as np
import pytest

from unknot.body.atlas import ATLAS_VERSION
from unknot.body.reading import PaintedPlace
from unknot.body.skin import load_skin
from unknot.errors import InvalidInput, NotEnoughData
from unknot.find.answer import answer_as_json, find
from unknot.find.drawn import drawn_from, joined_marks
from unknot.find.marks import PainMark
from unknot.find.query import query_from


def dab_on(region: str, side: str = "left", **changed: Any) -> dict[str, Any]:
    """A dab in the middle of a region of the packaged surface."""
    skin = load_skin()
    cover = skin.cover_of(skin.leaf_places(region, side))  # type: ignore[arg-type]
    triangle = int(cover[skin.canvas.triangles].min(axis=1).argmax())
    stroke = {"tool": "paint", "radius_mm": 12, "intensity": 6, "quality": "burning"}
    return {**stroke, "points": [[triangle, 0.3, 0.3]], **changed}


def case(*strokes: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"atlas_version": ATLAS_VERSION, "strokes": list(strokes), **fields}


def test_painted_place_is_a_marked_place_with_strength_and_kind() -> None:
    query = query_from(case(dab_on("scapula_mid", "right")))
    assert query.pain == (PainMark("scapula_mid", "right", 6.0, "burning"),)
    assert query.drawn is not None
    assert query.drawn.cm2 == pytest.approx(4.5, rel=0.3)  # a disc of 12 mm: 4.5 cm²


@pytest.mark.parametrize("strokes", [None, []])
def test_case_without_strokes_has_no_drawing(strokes: Any) -> None:
    assert drawn_from({"strokes": strokes, "atlas_version": "7"}) is None


def test_ranking_of_a_drawing_is_that_of_its_places() -> None:
    painted = find(query_from(case(dab_on("scapula_mid", "right"))))
    pain = [{"region": "scapula_mid", "side": "right", "intensity": 6, "quality": "burning"}]
    told = find(query_from({"pain": pain}))
    assert painted.ranking == told.ranking


def test_answer_tells_what_was_read_from_the_drawing() -> None:
    answered = answer_as_json(find(query_from(case(dab_on("calf_lower"), text="heel pain"))))
    assert answered["atlas_version"] == ATLAS_VERSION
    painted, told = answered["read"]["pain"]
    assert (painted["region"], painted["side"], painted["intensity"]) == ("calf_lower", "left", 6.0)
    assert 0 < painted["fraction"] < 1
    assert told["region"] == "heel"
    assert "fraction" not in told
    assert set(answered["read"]["painted"]) == {"cm2", "percent"}


def test_answer_without_a_drawing_says_nothing_of_paint() -> None:
    answered = answer_as_json(find(query_from({"text": "heel pain"})))
    assert "painted" not in answered["read"]
    assert answered["atlas_version"] == ATLAS_VERSION


def place(region: str, side: Any, *feeling: Any) -> PaintedPlace:
    return PaintedPlace(region, side, 0.5, 0.5, 100.0, *feeling)


def test_place_given_and_painted_counts_once_and_is_filled_in() -> None:
    given = (PainMark("temple", "left", 3.0), PainMark("calf_lower", "right"))
    places = [place("temple", "left", 8.04, "sharp"), place("heel", "left", 6.06, None)]
    assert joined_marks(given, places) == (
        PainMark("temple", "left", 3.0, "sharp"),
        PainMark("calf_lower", "right"),
        PainMark("heel", "left", 6.1, None),
    )


def test_place_given_on_both_sides_is_not_repeated_by_one_painted_side() -> None:
    both = (PainMark("temple", "both", 3.0),)
    assert joined_marks(both, [place("temple", "left", 8.0, "sharp")]) == both


def test_drawing_without_paint_is_not_enough_alone() -> None:
    dab = dab_on("scapula_mid")
    erased = case(dab, {**dab, "tool": "erase"})
    with pytest.raises(NotEnoughData, match="The drawing holds no paint and nothing else"):
        query_from(erased)
    assert query_from({**erased, "text": "heel pain"}).pain == ()


def test_bad_point_is_named_by_its_path() -> None:
    bad = dab_on("temple", points=[[0, 0, 0], [0, 0.2, 0.1], [10**6, 0, 0]])
    with pytest.raises(InvalidInput, match="Triangle 1000000 is not on the surface") as caught:
        query_from(case(dab_on("temple"), bad))
    assert caught.value.where == "strokes[1].points[2]"


def test_drawing_of_another_version_is_refused() -> None:
    with pytest.raises(InvalidInput, match="made on atlas version '0'") as caught:
        query_from(case(dab_on("temple")) | {"atlas_version": "0"})
    assert caught.value.where == "atlas_version"


def test_region_told_in_words_or_by_name_does_not_load_the_skin() -> None:
    program = (
        "import sys; from unknot.find.answer import find; from unknot.find.query import query_from;"
        "find(query_from({'pain': [{'region': 'temple', 'side': 'left'}], 'text': 'heel pain'}));"
        "print(json.dumps([m for m in sys.modules if m.startswith('unknot.body.')]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"import json; {program}"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert json.loads(done.stdout) == ["unknot.body.atlas"]


@pytest.mark.slow
def test_region_marked_by_name_reads_as_itself_on_the_real_skin() -> None:
    from unknot.facts.vocabularies import load_regions  # noqa: PLC0415

    for region, record in load_regions().items():
        side = "left" if record.is_sided else "mid"
        drawn = drawn_from(case({"tool": "region", "region": region, "side": side}))
        assert drawn is not None
        assert [(p.region, p.side) for p in drawn.places] == [(region, side)]


def test_real_regions_share_the_whole_skin() -> None:
    skin = load_skin()
    assert 2 * skin.leaf_mm2.sum() == pytest.approx(skin.canvas.area_mm2.sum(), rel=1e-9)
    assert np.all(skin.leaf_mm2 > 50.0)  # no region is smaller than a fingertip
