"""Pictures: the right view, zones on it, crosses where they can be seen, words that explain."""

import sys
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from svg_points import points_of_classes
from synthetic_zones import ball

from unknot.body.charts import load_charts, named_chart
from unknot.body.drawing import draw
from unknot.body.picture import PaintLayer, Picture, Spot, best_views
from unknot.body.png import png_of
from unknot.body.surface import load_surface
from unknot.errors import InvalidInput, UnknownId


def spot_at(landmark: str) -> Spot:
    surface = load_surface()
    corner = surface.landmarks[landmark]
    triangle = int(np.flatnonzero((surface.triangles == corner).any(axis=1))[0])
    _, b1, b2 = (surface.triangles[triangle] == corner).astype(float)
    return Spot(triangle, b1, b2)


def pixel_of(landmark: str, view: str, body: str = "female") -> np.ndarray:
    surface, chart = load_surface(), named_chart(view)
    place = surface.positions_mm(body, chart.pose)[[surface.landmarks[landmark]]]
    return chart.frames[body].pixels(place, chart.camera)[0, :2]


CALF = Picture(essential=ball("calf_mid", 50.0), spots=[spot_at("calf_mid")])


@pytest.mark.parametrize(
    ("landmark", "view"),
    [
        ("T6", "back"),
        ("umbilicus", "front"),
        ("trochanter", "left"),
        ("tmj", "head_left"),
        ("inion", "head_back"),
        ("glabella", "head_front"),
        ("palm_mid", "hand_left_palm"),
        ("hand_dorsal_mid", "hand_left_back"),
        ("arch_mid", "foot_left_sole"),
        ("dorsum_mid", "foot_left_top"),
        ("adductor_mid", "leg_left_inner"),
        ("perineum", "perineum"),
    ],
)
def test_the_view_that_shows_most_is_chosen(landmark: str, view: str) -> None:
    assert best_views(Picture(essential=ball(landmark, 35.0))) == [view]


def test_the_spot_weighs_in_the_choice_but_does_not_outweigh_the_zone() -> None:
    front, back = ball("umbilicus", 60.0), spot_at("T12")
    assert best_views(Picture(essential=front, spots=[back])) == ["front"]
    assert best_views(Picture(spots=[back])) == ["back"]


def test_a_view_with_the_spot_is_taken_before_one_that_shows_a_little_more() -> None:
    zone = np.maximum(ball("umbilicus", 60.0), ball("T12", 56.0))
    assert best_views(Picture(essential=zone)) == ["front"]
    assert best_views(Picture(essential=zone, spots=[spot_at("T12")])) == ["back"]


def test_a_second_view_shows_what_the_first_hides() -> None:
    both = np.maximum(ball("umbilicus", 60.0), ball("T12", 60.0))
    assert set(best_views(Picture(essential=both), count=2)) == {"front", "back"}
    assert best_views(CALF, count=3) == ["back"]


def test_the_childs_pelvic_floor_is_not_chosen() -> None:
    assert "perineum" not in best_views(Picture(essential=ball("perineum", 35.0)), body="child")


def test_nothing_to_show_is_refused() -> None:
    with pytest.raises(InvalidInput, match="nothing to show: give a zone, a spot or paint"):
        best_views(Picture())


def test_the_hatch_lies_around_its_place() -> None:
    points = points_of_classes(draw(CALF, "back"), "sent")
    away = np.hypot(*(points - pixel_of("calf_mid", "back")).T)
    # Strength 0.4 of a ball of 50 mm lies 30 mm out; at 0.9 px for each mm.
    assert away.min() > 0.9 * 20
    assert away.max() < 0.9 * 34


def test_what_is_out_of_sight_is_not_drawn() -> None:
    hidden, seen = draw(CALF, "front"), draw(CALF, "back")
    for mark in ('class="sent"', 'class="site"', "press here"):
        assert mark not in hidden
        assert mark in seen


def test_spillover_is_a_tint_below_the_hatch() -> None:
    svg = draw(Picture(essential=ball("T6", 50.0), spillover=ball("T6", 90.0)), "back")
    assert svg.index('class="sent-soft"') < svg.index('class="sent" fill="url(#unknot-hatch)"')
    soft, hatch = (points_of_classes(svg, kind) for kind in ("sent-soft", "sent"))
    assert np.ptp(soft[:, 0]) > np.ptp(hatch[:, 0])


def test_paint_takes_the_colour_of_its_intensity() -> None:
    left, right = ball("T6", 40.0), ball("umbilicus", 40.0)
    paint = PaintLayer(np.maximum(left, right), np.where(left > 0, 8.0, np.nan))
    back, front = (draw(Picture(paint=paint), view, legend=False) for view in ("back", "front"))
    assert 'class="paint" fill="#4533b0"' in back
    assert 'class="paint" fill="#6f63db"' in front
    assert "#4533b0" not in front


@pytest.mark.parametrize("body", ["female", "male", "child", "heavy"])
def test_a_picture_is_plain_vector_art(body: str) -> None:
    picture = Picture(
        ball("C7", 50.0),
        ball("C7", 90.0),
        [spot_at("C7")],
        PaintLayer(ball("T3", 30.0), ball("T3", 1e3)),
    )
    svg = draw(picture, "back", body=body, caption="A & B <left>", prefix="p1")  # type: ignore[arg-type]
    root = ET.fromstring(svg)  # noqa: S314 -- our own text
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert all(name.startswith("p1-") for name in ids)
    for element in root.iter():
        assert "style" not in element.attrib
        assert element.tag.rsplit("}", 1)[1] not in ("style", "script", "filter", "image")
    assert root.get("aria-label") == "A & B <left>, seen from behind"
    used = {url for name in ("fill", "clip-path") for url in [*_links(svg, name)]}
    assert used <= set(ids)


def _links(svg: str, name: str):
    """Yield the ids that an attribute points to."""
    import re  # noqa: PLC0415

    return re.findall(rf'{name}="url\(#([^)]+)\)"', svg)


def test_the_legend_explains_only_what_is_shown() -> None:
    svg = draw(CALF, "back")
    assert all(words in svg for words in ("often felt here", "press here"))
    assert not any(word in svg for word in ("sometimes", "painted"))


def test_a_long_caption_fits_on_the_sheet() -> None:
    caption = "Frontalis (front belly of occipitofrontalis), right: point 1 of 2"
    root = ET.fromstring(draw(CALF, "back", caption=caption))  # noqa: S314 -- our own text
    text = next(element for element in root.iter() if element.get("class") == "caption")
    # Letters of a semibold sans are on average 0.56 of their size wide.
    assert len(caption) * 0.56 * float(text.get("font-size")) < float(root.get("width"))


def test_without_words_only_the_picture_remains() -> None:
    svg = draw(CALF, "back", legend=False)
    assert not any(mark in svg for mark in ("<text", 'class="paper"'))
    assert 'aria-label="The body, seen from behind"' in svg


def test_a_picture_is_cut_to_its_marks_unless_the_whole_is_wanted() -> None:
    frame = load_charts()["back"].frames["female"]
    cut, whole = draw(CALF, "back", legend=False), draw(CALF, "back", legend=False, whole=True)
    assert f'viewBox="0 0 {frame.width} {frame.height}"' in whole
    assert f'viewBox="0 0 {frame.width} {frame.height}"' not in cut
    width, height = (float(ET.fromstring(cut).get(name)) for name in ("width", "height"))  # noqa: S314
    assert 0.4 * frame.width < width < 0.7 * frame.width
    assert height < 0.5 * frame.height


def test_the_same_picture_has_the_same_bytes() -> None:
    assert draw(CALF, "back") == draw(CALF, "back")


def test_a_view_that_is_not_drawn_of_a_body_is_refused() -> None:
    with pytest.raises(UnknownId, match=r"Body 'child' is not known \(view perineum\)"):
        draw(CALF, "perineum", body="child")


def test_a_png_has_the_size_asked_for() -> None:
    pytest.importorskip("resvg_py")
    svg = draw(CALF, "back", legend=False)
    wide = float(ET.fromstring(svg).get("width"))  # noqa: S314
    png = png_of(svg, zoom=2.0)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(png[16:20], "big") == pytest.approx(2 * wide, abs=2)


def test_without_the_extra_the_message_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(InvalidInput, match=r"pip install 'unknot\[png\]'.*\.svg"):
        png_of("<svg/>")


@pytest.mark.parametrize("zoom", [0.0, -1.0, 9.0, float("nan")])
def test_a_zoom_out_of_range_is_refused(zoom: float) -> None:
    with pytest.raises(InvalidInput, match="Zoom lies above 0 and is at most 8"):
        png_of("<svg/>", zoom=zoom)
