"""Guides: the table of lines, and the shapes they take on the skin."""

import numpy as np
import pytest

pytest.importorskip("scipy")

from atlas.guides import Guide, guide_lines, read_guides, reliefs_of
from atlas.paths import RecipeError, Skin
from atlas.shading import light_on, neighbour_mean, vertex_normals
from unknot.body.surface import load_surface

SURFACE = load_surface()
SKIN = Skin(
    SURFACE.positions_mm(),
    SURFACE.triangles,
    SURFACE.mirror_vertices(np.arange(SURFACE.n_vertices)),
)
NORMALS = vertex_normals(SURFACE.positions_mm(), SURFACE.triangles)


@pytest.fixture(scope="module")
def guides() -> list[Guide]:
    return read_guides(SKIN, SURFACE.landmarks)


def lines_of(guide: Guide, body: str = "female") -> list[np.ndarray]:
    points = SURFACE.positions_mm(body)  # type: ignore[arg-type]
    return guide_lines(guide, points, SURFACE.triangles, normals=NORMALS)


def named(guides: list[Guide], name: str) -> list[Guide]:
    return [guide for guide in guides if guide.id == name]


@pytest.mark.parametrize("name", ["clavicle", "scapula", "costal_margin", "iliac_crest", "jaw"])
def test_lines_beside_the_midline_stand_on_both_sides(guides: list[Guide], name: str) -> None:
    left, right = named(guides, name)
    assert np.array_equal(SKIN.mirror[left.vertices], right.vertices)
    assert (SKIN.points[left.vertices, 0] >= -1e-9).all()


@pytest.mark.parametrize("name", ["spine", "sternum", "linea_alba", "lips"])
def test_lines_of_the_middle_stand_once(guides: list[Guide], name: str) -> None:
    assert len(named(guides, name)) == 1


def test_the_spine_runs_down_the_back_in_the_middle(guides: list[Guide]) -> None:
    (line,) = lines_of(named(guides, "spine")[0])
    assert np.abs(line[:, 0]).max() < 6
    assert line[0, 2] - line[-1, 2] > 400


def test_a_finger_crease_goes_across_its_own_finger(guides: list[Guide]) -> None:
    for finger in (2, 3, 4, 5):
        guide = named(guides, f"finger{finger}_middle")[0]
        (line,) = lines_of(guide)
        where = SURFACE.positions_mm("female")[guide.vertices[0]]
        assert np.linalg.norm(line - where, axis=1).max() < 26
        assert 8 < np.ptp(line, axis=0).max() < 26


def test_a_nail_lies_on_the_back_of_its_tip(guides: list[Guide]) -> None:
    (oval,) = lines_of(named(guides, "fingernail3")[0])
    tip = SURFACE.positions_mm("female")[SURFACE.landmarks["fingertip3"]]
    palm = SURFACE.positions_mm("female")[SURFACE.landmarks["mcp3_palmar"]]
    back = SURFACE.positions_mm("female")[SURFACE.landmarks["mcp3"]]
    assert np.linalg.norm(oval.mean(axis=0) - tip) < 14
    assert (oval.mean(axis=0) - tip) @ (back - palm) > 0


def test_ridges_rise_and_grooves_sink(guides: list[Guide]) -> None:
    reliefs = reliefs_of([*named(guides, "shin"), *named(guides, "spinal_groove")], SKIN)
    assert [np.sign(relief.height_mm) for relief in reliefs] == [1, 1, -1]
    for relief in reliefs:
        assert relief.distance_mm.min() == 0


def test_a_misspelt_landmark_is_named_with_file_and_line(tmp_path) -> None:
    path = tmp_path / "guides.csv"
    path.write_text(
        "id,kind,path,width_mm,height_mm,views,words\nspine,bone,C7~T33,,,,x\n", encoding="utf-8"
    )
    with pytest.raises(RecipeError, match=r"guides\.csv, line 2: 'T33': no landmark 'T33'"):
        read_guides(SKIN, SURFACE.landmarks, path=path)


def test_calm_places_are_lit_like_their_surroundings() -> None:
    points = SURFACE.positions_mm("female")
    nipple = points[SURFACE.landmarks["nipple"]]
    calm = (1.4 - np.linalg.norm(points - nipple, axis=1) / 26).clip(0, 1)
    mean = neighbour_mean(SURFACE.triangles, len(points))

    def unevenness(calm: np.ndarray) -> tuple[float, float]:
        light = light_on(
            points, SURFACE.triangles, openness=np.ones(len(points)), calm=calm, bare=calm,
            push=np.full(len(points), 2.0),
        )  # fmt: skip
        off = np.linalg.norm(light.relief - mean @ light.relief, axis=1)
        return float(off[inner].max()), float(np.abs(light.fold[inner]).max())

    inner = calm >= 1
    calmed, plain = unevenness(calm), unevenness(np.zeros(len(points)))
    assert calmed[0] < 0.8 * plain[0]
    assert calmed[1] < 0.1 * plain[1]
