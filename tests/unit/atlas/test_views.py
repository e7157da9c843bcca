"""Views: the table of cameras, cuts closed by caps, and how much skin is seen."""

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("scipy")

from atlas.coverage import seen_share, vertices_seen
from atlas.views import read_views, viewed
from unknot.body.charts import load_charts, vertices_in_sight
from unknot.body.surface import load_surface

VIEWS = read_views()
SURFACE = load_surface()


def test_every_left_view_has_its_right_one() -> None:
    lefts = {name for name in VIEWS if "left" in name}
    assert {name.replace("left", "right") for name in lefts} <= set(VIEWS)
    assert not any("left" in VIEWS[name.replace("left", "right")].words for name in lefts)


def test_the_table_is_what_the_package_holds() -> None:
    for name, view in VIEWS.items():
        chart = load_charts()[name]
        assert (chart.pose, chart.camera, chart.parts, chart.half, chart.words) == (
            view.pose, view.camera, view.parts, view.half, view.words,
        )  # fmt: skip
        frame = viewed(view, SURFACE, "heavy", zoom=1.0).frame if name == "foot_left_top" else None
        assert frame is None or frame == chart.frames["heavy"]


def test_a_cut_is_closed_so_that_no_one_looks_inside() -> None:
    seen = viewed(VIEWS["foot_left_top"], SURFACE, "female", zoom=0.5)
    assert seen.section.sum() > 500
    assert not (seen.section & seen.raster.shown).any()
    rows, columns = np.nonzero(seen.section)
    middle = seen.section[int(rows.mean()), int(columns.mean())]
    assert middle


def test_a_view_of_a_part_shows_nothing_else() -> None:
    seen = viewed(VIEWS["hand_right_palm"], SURFACE, "male", zoom=0.3)
    shown = np.unique(seen.triangles[seen.raster.triangle[seen.raster.shown]])
    assert {SURFACE.parts[part] for part in SURFACE.part[shown]} == {"hand", "forearm"}
    assert (SURFACE.positions_mm("male")[shown, 0] < 0).all()


def test_every_body_fills_the_same_paper() -> None:
    tall = {body: chart.height for body, chart in load_charts()["front"].frames.items()}
    assert max(tall.values()) - min(tall.values()) <= 6


def test_what_lies_behind_or_tilted_is_not_seen() -> None:
    front = vertices_seen(viewed(VIEWS["front"], SURFACE, "female", zoom=0.4), SURFACE, "female")
    for landmark, expected in (("umbilicus", True), ("T6", False), ("axilla", False)):
        assert front[SURFACE.landmarks[landmark]] == expected


def test_the_stored_sights_are_those_of_this_surface() -> None:
    stored = vertices_in_sight()["hand_left_back"]
    seen = viewed(VIEWS["hand_left_back"], SURFACE, "reference", zoom=0.5)
    assert (stored == vertices_seen(seen, SURFACE, "reference")).mean() > 0.999


@pytest.mark.slow
@pytest.mark.parametrize("body", ["female", "male"])
def test_at_least_95_percent_of_the_skin_is_seen_at_a_tilt_under_70_degrees(body: str) -> None:
    masks = [
        vertices_seen(viewed(view, SURFACE, body, zoom=0.5), SURFACE, body)  # type: ignore[arg-type]
        for view in VIEWS.values()
    ]
    assert seen_share(masks, SURFACE, body) >= 0.95  # type: ignore[arg-type]
    # Front and back alone are not enough: that is what the other views are for.
    assert seen_share(masks[:2], SURFACE, body) < 0.80  # type: ignore[arg-type]


def test_a_row_is_read_with_its_cuts(tmp_path: Path) -> None:
    path = tmp_path / "views.csv"
    path.write_text(
        "view,pose,toward,up,parts,half,cuts,px_per_mm,words\n"
        "ear_left,side,2 0 0,0 0.5 2,head,both,0 0 -2 origin 5,1.5,your left ear\n",
        encoding="utf-8",
    )
    left, right = read_views(path).values()
    assert left.camera.toward == (1.0, 0.0, 0.0)
    assert right.camera.toward == (-1.0, 0.0, 0.0)
    assert right.words == "your right ear"
    normal, border, beyond = left.cuts[0]
    assert (normal.tolist(), border, beyond) == ([0.0, 0.0, -1.0], "origin", 5.0)
