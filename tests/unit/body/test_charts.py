"""The drawn views that ship: complete, plain, small, and true to the surface."""

import gzip
import json
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from svg_points import points_of_classes

from unknot.body import charts
from unknot.body.atlas import ATLAS_VERSION
from unknot.body.charts import CHART_FILES, load_charts, look, named_chart, vertices_in_sight
from unknot.body.surface import load_surface
from unknot.errors import FactsError, InvalidInput, UnknownId

VIEWS = [
    "front",
    "back",
    "left",
    "right",
    "head_front",
    "head_back",
    "head_left",
    "head_right",
    "hand_left_palm",
    "hand_left_back",
    "hand_right_palm",
    "hand_right_back",
    "foot_left_sole",
    "foot_left_top",
    "foot_right_sole",
    "foot_right_top",
    "arm_left_inner",
    "arm_right_inner",
    "leg_left_inner",
    "leg_right_inner",
    "perineum",
]
BODIES = ("female", "male", "child", "heavy")
DRAWN = [(body, view) for body in BODIES for view in VIEWS if (body, view) != ("child", "perineum")]
SVG = "{http://www.w3.org/2000/svg}"


def test_every_view_of_every_body_is_drawn_and_no_other() -> None:
    assert set(load_charts()) == set(VIEWS)
    for view, chart in load_charts().items():
        assert set(chart.frames) == {body for body, drawn in DRAWN if drawn == view}
    files = {(path.parent.name, path.stem) for path in CHART_FILES.glob("*/*.svg")}
    assert files == set(DRAWN)


def test_the_child_has_no_perineum_view() -> None:
    with pytest.raises(UnknownId, match=r"Body 'child' is not known \(view perineum\)"):
        named_chart("perineum").svg("child")


def test_cameras_are_upright_and_of_the_installed_surface() -> None:
    table = json.loads((CHART_FILES / "charts.json").read_text(encoding="utf-8"))
    assert table["atlas_version"] == ATLAS_VERSION
    for chart in load_charts().values():
        axes = chart.camera.axes()
        assert axes @ axes.T == pytest.approx(np.eye(3), abs=2e-6)
        assert np.cross(axes[0], axes[1]) == pytest.approx(axes[2], abs=2e-6)


@pytest.mark.parametrize("view", [view for view in VIEWS if "left" in view])
def test_a_right_view_is_the_mirror_image_of_the_left_one(view: str) -> None:
    left, right = named_chart(view), named_chart(view.replace("left", "right"))
    assert np.array(left.camera.toward) * (-1, 1, 1) == pytest.approx(right.camera.toward)
    assert left.frames["male"].width == right.frames["male"].width
    assert left.words.replace("left", "right") == right.words
    opposite = load_surface().mirror_vertices(np.arange(load_surface().n_vertices))
    agree = vertices_in_sight()[view] == vertices_in_sight()[right.id][opposite]
    assert agree.mean() > 0.995


@pytest.mark.parametrize(("body", "view"), DRAWN)
def test_a_chart_is_plain_vector_art_that_tokens_can_colour(body: str, view: str) -> None:
    root = ET.fromstring(named_chart(view).svg(body))  # noqa: S314 -- our own file
    frame = named_chart(view).frames[body]
    assert root.attrib["viewBox"] == f"0 0 {frame.width} {frame.height}"
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {"svg", "defs", "path", "clipPath", "use", "g"}
    for element in root.iter():
        assert "style" not in element.attrib
        assert not any(name.startswith("on") for name in element.attrib)
        assert element.get("id", f"{body}-{view}-").startswith(f"{body}-{view}-")
        assert element.get("class", "s0") in {*(f"s{n}" for n in range(7)), "sg", "sl", "so"}
        if "class" in element.attrib:
            assert "fill" in element.attrib  # a colour where no page gives one
    classes = {element.get("class") for element in root.iter()}
    assert {"s0", "s1", "so"} <= classes


@pytest.mark.parametrize("body", BODIES)
def test_charts_are_small_enough_for_a_phone(body: str) -> None:
    packed = {
        view: len(gzip.compress(named_chart(view).svg(body).encode(), 9))
        for drawn, view in DRAWN
        if drawn == body
    }
    assert packed["front"] <= 40_000
    assert sum(packed.values()) <= 350_000


@pytest.mark.parametrize("view", ["front", "back", "left", "head_front"])
def test_bony_guide_lines_are_drawn(view: str) -> None:
    assert 'class="sg"' in named_chart(view).svg("female")


def inside_share(svg: str, shown: np.ndarray) -> float:
    """Share of the pixels on which drawing (with half the outline beside it) and raster agree."""
    resvg_py = pytest.importorskip("resvg_py")
    image = pytest.importorskip("PIL.Image")
    import io  # noqa: PLC0415

    drawn = image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg))))
    alpha = np.asarray(drawn.convert("RGBA"))[..., 3] > 127
    return float((alpha & shown).sum() / (alpha | shown).sum())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("body", "view"), [("female", "head_left"), ("male", "hand_right_back"), ("child", "front")]
)
def test_the_drawing_lies_on_the_surface_it_was_made_from(body: str, view: str) -> None:
    raster, _ = look(named_chart(view), body)  # type: ignore[arg-type]
    assert inside_share(named_chart(view).svg(body), raster.shown) > 0.97  # type: ignore[arg-type]


def test_at_least_95_percent_of_the_skin_is_in_sight_of_some_view() -> None:
    surface = load_surface()
    a, b, c = (surface.positions_mm()[surface.triangles[:, k]] for k in range(3))
    area = np.zeros(surface.n_vertices)
    for k in range(3):
        np.add.at(area, surface.triangles[:, k], np.linalg.norm(np.cross(b - a, c - a), axis=1))
    seen = np.any(list(vertices_in_sight().values()), axis=0)
    assert area[seen].sum() / area.sum() >= 0.95


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("landmark", ["nipple", "perineum"])
def test_the_mannequin_has_no_features_where_none_belong(body: str, landmark: str) -> None:
    surface, chart = load_surface(), named_chart("front")
    place = surface.positions_mm(body)[[surface.landmarks[landmark]]]  # type: ignore[arg-type]
    frame = chart.frames[body]
    middle = frame.pixels(place, chart.camera)[0, :2]
    marks = points_of_classes(chart.svg(body), "s5|s6|sl")  # type: ignore[arg-type]
    away = np.hypot(*(marks - middle).T) / frame.scale
    assert (away > 15).all()


def test_an_unknown_view_names_the_nearest() -> None:
    with pytest.raises(
        InvalidInput, match=r"View 'head_rigth' is not known\. Did you mean 'head_right'"
    ):
        named_chart("head_rigth")
    with pytest.raises(InvalidInput, match="Views: front, back, left"):
        named_chart("zzz")


def test_a_missing_or_broken_file_is_named_with_the_remedy(
    monkeypatch: pytest.MonkeyPatch, tmp_path
) -> None:
    chart = named_chart("front")
    monkeypatch.setattr(charts, "CHART_FILES", tmp_path)
    with pytest.raises(
        FactsError, match=r"charts/female/front\.svg cannot be read\. Build it again"
    ):
        chart.svg("female")
    with pytest.raises(FactsError, match=r"charts/charts\.json cannot be read"):
        load_charts.__wrapped__()
    (tmp_path / "charts.json").write_text("{}", encoding="utf-8")
    with pytest.raises(FactsError, match=r"charts/charts\.json is broken: 'views'"):
        load_charts.__wrapped__()
    with pytest.raises(FactsError, match=r"charts/sight\.npz cannot be read"):
        vertices_in_sight.__wrapped__()
