"""``POST /api/strokes/read``: the library's reading of a drawing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from unknot.body.atlas import ATLAS_VERSION

POINT = [100, 0.3, 0.3]
STROKE = {"tool": "paint", "radius_mm": 18, "intensity": 6, "quality": "ache", "points": [POINT]}


def asked(browser: Client, strokes: Any, **more: Any) -> tuple[int, Any]:
    fields = {"atlas_version": ATLAS_VERSION, "strokes": strokes, **more}
    response = browser.post(
        "/api/strokes/read", json.dumps(fields), content_type="application/json"
    )
    return response.status_code, json.loads(response.content)


def test_an_empty_drawing_covers_nothing(browser: Client) -> None:
    status, answer = asked(browser, [], id="e")
    assert status == 200
    assert answer == {
        "id": "e",
        "regions": [],
        "body": "reference",
        "area_cm2": 0,
        "percent": 0,
        "atlas_version": ATLAS_VERSION,
    }


def test_a_region_marked_as_a_whole_is_read_back(browser: Client) -> None:
    mark = {"tool": "region", "region": "upper_arm_front", "side": "left", "intensity": 4}
    status, answer = asked(browser, [mark], body="child")
    assert status == 200
    (place,) = answer["regions"]
    assert (place["region"], place["side"], place["intensity"]) == ("upper_arm_front", "left", 4)
    assert place["fraction"] == pytest.approx(1, abs=0.1)
    assert answer["body"] == "child"
    assert 0 < answer["percent"] < 5


def test_a_dab_has_the_area_of_its_radius(browser: Client) -> None:
    status, answer = asked(browser, [STROKE])
    assert status == 200
    # a disc of 18 mm: 3.14 × 1.8² = 10.2 cm², less or more where the skin bends
    assert answer["area_cm2"] == pytest.approx(10.2, rel=0.5)


@pytest.mark.parametrize(
    ("strokes", "where"),
    [
        ([{**STROKE, "points": [[10**6, 0.3, 0.3]]}], "strokes[0].points[0]"),
        ([STROKE, {**STROKE, "points": [POINT, [100, 0.9, 0.9]]}], "strokes[1].points[1]"),
        pytest.param([STROKE] * 100_000, "strokes", marks=pytest.mark.slow),
        ([{**STROKE, "radius_mm": 1000}], "strokes[0].radius_mm"),
        ([{**STROKE, "tool": "spray"}], "strokes[0].tool"),
        ([{"tool": "region", "region": "neck_bak", "side": "left"}], "strokes[0].region"),
        ([{**STROKE, "intensity": 1e300}], "strokes[0].intensity"),
        ("all over", "strokes"),
    ],
    ids=["off the mesh", "off the triangle", "100,000", "radius", "tool", "region", "intensity",
         "words"],
)  # fmt: skip
def test_strokes_that_cannot_be_used_are_refused_with_their_place(
    browser: Client, strokes: Any, where: str
) -> None:
    status, answer = asked(browser, strokes)
    assert status == 422
    assert answer["error"]["where"].startswith(where)
    assert answer["error"]["message"]


def test_another_atlas_version_is_refused(browser: Client) -> None:
    status, answer = asked(browser, [STROKE], atlas_version="999")
    assert (status, answer["error"]["where"]) == (422, "atlas_version")


def test_a_number_that_is_none_is_refused_with_its_place(browser: Client) -> None:
    strokes = [{**STROKE, "points": [[100, float("nan"), 0.3]]}]
    status, answer = asked(browser, strokes)
    assert (status, answer["error"]["where"]) == (400, "strokes[0].points[0][1]")


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"stroke": []}, "A drawing has no field 'stroke'. Did you mean 'strokes'?"),
        ({"zzz": 1}, "A drawing has no field 'zzz'. Known: id, atlas_version, strokes, body."),
        ({"body": "giant"}, "body is one of reference, female, male, child, heavy; "
                            "this is 'giant'."),
    ],
)  # fmt: skip
def test_a_field_that_nothing_reads_is_refused(
    browser: Client, more: dict[str, Any], message: str
) -> None:
    status, answer = asked(browser, [], **more)
    assert (status, answer["error"]["message"]) == (422, message)


def test_a_drawing_is_one_object(browser: Client) -> None:
    response = browser.post("/api/strokes/read", "[]", content_type="application/json")
    assert response.status_code == 422
    assert "A drawing is one JSON object" in response.json()["error"]["message"]


def test_reading_is_only_posted(browser: Client) -> None:
    assert browser.get("/api/strokes/read").status_code == 405
