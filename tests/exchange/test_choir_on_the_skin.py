"""A code goes onto the skin of our body and comes back from it as the same code."""

from __future__ import annotations

import numpy as np
import pytest

from unknot.body.atlas import ATLAS_VERSION
from unknot.body.painting import paint_of
from unknot.body.reading import painted_places
from unknot.body.skin import load_skin
from unknot.body.strokes import drawing_from
from unknot.exchange.choir.reading import read_choir
from unknot.exchange.choir.segments import MAP_BODIES, MapBody, load_segments
from unknot.exchange.choir.writing import drawn_marks, write_choir


@pytest.mark.slow
@pytest.mark.parametrize("body", MAP_BODIES)
def test_every_code_goes_onto_the_skin_and_back(body: MapBody) -> None:
    changed = []
    for code in load_segments()[body]:
        reading = read_choir([code], body=body)
        drawing = drawing_from(reading.strokes(), atlas_version=ATLAS_VERSION)
        places = painted_places(paint_of(drawing, load_skin()))
        writing = write_choir(drawn_marks(places), body=body)
        if {(p.region, p.side) for p in places} != {(m.region, m.side) for m in reading.painful}:
            changed.append(code)
        if (writing.codes, dict(writing.wider), writing.not_expressed) != ((code,), {}, ()):
            changed.append(code)
    assert changed == []


@pytest.mark.parametrize(
    ("landmark", "code"),
    [("patella", "130"), ("gastroc_med", "233"), ("C7", "205 206"), ("hamstring_mid", "228")],
)
def test_spot_painted_on_the_left_takes_the_code_over_it(landmark: str, code: str) -> None:
    surface = load_skin().surface
    vertex = surface.landmarks[landmark]
    triangle = int(np.flatnonzero(surface.triangles[:, 0] == vertex)[0])
    stroke = {"tool": "paint", "radius_mm": 25, "intensity": 5, "points": [[triangle, 0.0, 0.0]]}
    places = painted_places(
        paint_of(drawing_from([stroke], atlas_version=ATLAS_VERSION), load_skin())
    )
    assert write_choir(drawn_marks(places), body="male").codes == tuple(code.split())
