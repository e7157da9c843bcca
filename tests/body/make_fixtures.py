"""Write the drawings on which Python and the browser must agree (see fixtures/README.md).

    .venv/bin/python tests/body/make_fixtures.py

``tests/unit/body/test_fixtures.py`` says when they are stale; ``chart/tests`` reads them.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from synthetic_skin import egg_arrays, egg_skin

from unknot.body.areas import painted_area
from unknot.body.brush import SkinPoint, whole_weights
from unknot.body.painting import paint_of
from unknot.body.reading import painted_places
from unknot.body.skin import Skin, load_skin
from unknot.body.strokes import BrushStroke, Drawing, RegionStroke, drawing_as_json
from unknot.sides import Side

__all__ = ["FIXTURES", "answer_to", "expected_files"]

FIXTURES = Path(__file__).parent / "fixtures"
EGG_DIVISIONS = 4


def expected_files() -> dict[str, str]:
    """Name and content of every fixture."""
    with tempfile.TemporaryDirectory() as folder:
        egg = egg_skin(Path(folder), EGG_DIVISIONS)
    arrays = egg_arrays(EGG_DIVISIONS)
    meta = json.loads(arrays.pop("meta").tobytes())
    surface = {"meta": meta, **{name: array.ravel().tolist() for name, array in arrays.items()}}
    body = load_skin()
    files = {
        "egg.json": surface,
        "egg_drawings.json": _answers(egg, egg_drawings(egg)),
        "body_drawings.json": _answers(body, body_drawings(body)),
    }
    return {name: json.dumps(content) + "\n" for name, content in files.items()}


def egg_drawings(skin: Skin) -> dict[str, Drawing]:
    """Drawings that use every rule once."""
    line = tuple(walk(skin, 40, n_points=30))
    left, crossing = tuple(walk(skin, 200, n_points=5)), tuple(walk(skin, 3, n_points=12))
    heel = RegionStroke("region", "heel", "left", 4.0, "ache")
    return {
        "one dab": Drawing((BrushStroke("paint", 18.0, line[:1], 5.0, "sharp"),)),
        "a dab smaller than the mesh": Drawing((BrushStroke("paint", 4.0, left[:1]),)),
        "a line": Drawing((BrushStroke("paint", 14.5, line, 7.0, "burning"),)),
        "a line over the midline": Drawing((BrushStroke("paint", 30.0, crossing, 3.5, None),)),
        "a large dab": Drawing((BrushStroke("paint", 60.0, left[:1], 10.0, "numb"),)),
        "two strengths": Drawing(
            (
                BrushStroke("paint", 20.0, line, 3.0, "ache"),
                BrushStroke("paint", 12.0, line[10:20], 8.0, "sharp"),
            )
        ),
        "painted and erased": Drawing(
            (
                BrushStroke("paint", 25.0, line, 6.0, "tingling"),
                BrushStroke("erase", 15.0, line[5:12]),
            )
        ),
        "all erased": Drawing(
            (BrushStroke("paint", 25.0, line, 6.0), BrushStroke("erase", 25.0, line))
        ),
        "a region": Drawing((RegionStroke("region", "temple", "left", 2.0, "tingling"),)),
        "neighbours": Drawing(
            (
                RegionStroke("region", "temple", "both", 6.0, None),
                RegionStroke("region", "sternum", "mid", 3.0, "numb"),
            )
        ),
        "a whole and its part": Drawing(
            (heel, RegionStroke("region", "heel_back", "left", 9.0, "sharp"))
        ),
        "a part taken away": Drawing((heel, RegionStroke("unregion", "heel_back", "left"))),
        "a part with another inside": Drawing((RegionStroke("region", "lips", "mid"),)),
        "inside": Drawing((RegionStroke("region", "tongue", "mid", 5.0, "burning"),)),
        "everything": Drawing(
            (
                BrushStroke("paint", 18.0, line, 5.0, "sharp"),
                heel,
                BrushStroke("erase", 22.0, left),
                RegionStroke("region", "knee_front", "right", None, "numb"),
                BrushStroke("paint", 9.0, crossing, 8.0, None),
                RegionStroke("region", "heel_back", "both", 1.0, None),
                RegionStroke("unregion", "knee_above", "right"),
                BrushStroke("paint", 40.0, left[:2], None, "ache"),
            )
        ),
    }


def body_drawings(skin: Skin) -> dict[str, Drawing]:
    """Drawings on the packaged skin, where it is flat, thin, folded, or on the midline."""

    def middle_of(region: str, side: Side) -> int:
        cover = skin.cover_of(skin.leaf_places(region, side))
        return int(cover[skin.canvas.triangles].min(axis=1).argmax())

    def line(region: str, side: Side, n_points: int) -> tuple[SkinPoint, ...]:
        return tuple(walk(skin, middle_of(region, side), n_points=n_points))

    return {
        "a headache": Drawing(
            (
                BrushStroke("paint", 12.0, line("temple", "right", 12), 6.0, "ache"),
                BrushStroke("paint", 8.0, line("eye_around", "right", 3), 4.0, "sharp"),
            )
        ),
        "a hip": Drawing(
            (
                BrushStroke("paint", 25.0, line("hip_side", "left", 15), 7.0, "ache"),
                BrushStroke("erase", 10.0, line("hip_side", "left", 4)),
            )
        ),
        "the low back": Drawing((BrushStroke("paint", 30.0, line("sacrum", "left", 6), 5.0),)),
        "a finger": Drawing((BrushStroke("paint", 6.0, line("index_finger_front", "left", 5)),)),
        "the lips": Drawing((BrushStroke("paint", 6.0, line("lips", "mid", 4), 2.0, "burning"),)),
        "the armpit": Drawing((BrushStroke("paint", 18.0, line("axilla", "right", 2), 3.0),)),
        "chosen from the list": Drawing(
            (
                RegionStroke("region", "ear_front", "left", 6.0, "throbbing"),
                RegionStroke("region", "cheek", "left", 3.0, None),
                RegionStroke("region", "eye_behind", "left", 8.0, "sharp"),
            )
        ),
    }


def walk(skin: Skin, triangle: int, *, n_points: int) -> Iterator[SkinPoint]:
    """Points along a path from triangle to triangle, weights by chance that repeats."""
    rng = np.random.default_rng(triangle)
    triangles = skin.canvas.triangles
    seen = {triangle}
    for _ in range(n_points):
        b1, b2 = sorted(rng.random(2))
        yield SkinPoint(triangle, *whole_weights(b1, 1.0 - b2))
        touching = np.flatnonzero(np.isin(triangles, triangles[triangle]).sum(axis=1) == 2)
        fresh = [t for t in touching.tolist() if t not in seen] or touching.tolist()
        triangle = int(rng.choice(fresh))
        seen.add(triangle)


def answer_to(drawing: Drawing, skin: Skin) -> dict[str, Any]:
    """What a drawing leaves: paint where there is any, places, areas."""
    paint = paint_of(drawing, skin)
    area = painted_area(paint)
    at = np.flatnonzero(paint.cover)
    return {
        "vertices": at.tolist(),
        "brush": paint.brush[at].tolist(),
        "whole": paint.whole[at].tolist(),
        "intensity": [None if np.isnan(x) else x for x in paint.intensity[at].tolist()],
        "quality": paint.quality[at].tolist(),
        "share": paint.share[at].tolist(),
        "cm2": area.cm2,
        "percent": area.percent,
        "places": [
            {
                "region": place.region,
                "side": place.side,
                "fraction": place.fraction,
                "patch_share": place.patch_share,
                "painted_mm2": place.painted_mm2,
                "intensity": place.intensity,
                "quality": place.quality,
            }
            for place in painted_places(paint)
        ],
    }


def _answers(skin: Skin, drawings: dict[str, Drawing]) -> list[dict[str, Any]]:
    """Each drawing with what it leaves."""
    return [
        {"name": name, **drawing_as_json(drawing), "expected": answer_to(drawing, skin)}
        for name, drawing in drawings.items()
    ]


if __name__ == "__main__":
    for name, content in expected_files().items():
        (FIXTURES / name).write_text(content, encoding="utf-8")
        sys.stdout.write(f"{name}: {len(content)} characters\n")
