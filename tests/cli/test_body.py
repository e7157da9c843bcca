"""``unknot body draw``: a picture on the screen, in a file, and help when something is off."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from synthetic_zones import write_zones

from unknot.body.surface import load_surface
from unknot.muscles import zones


@pytest.fixture(autouse=True)
def simple_zones(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Draw from simple zones, so that a changed recipe changes no test."""
    path = tmp_path / "zones.npz"
    write_zones(path)
    stored = zones.skin_sites_from(path, load_surface())
    monkeypatch.setattr(zones, "load_skin_sites", lambda: stored)


def test_a_muscle_is_drawn_to_the_screen(unknot) -> None:
    run = unknot("body", "draw", "infraspinatus")
    assert (run.code, run.err) == (0, "")
    root = ET.fromstring(run.out)  # noqa: S314 -- our own text
    assert root.get("aria-label") == "Infraspinatus, right, seen from behind"
    assert run.out.endswith("</svg>\n")


def test_a_muscle_is_found_by_what_people_call_it(unknot) -> None:
    assert "Upper trapezius, left" in unknot("body", "draw", "upper trap", "--side", "left").out


def test_one_point_of_several_is_named(unknot) -> None:
    out = unknot("body", "draw", "infraspinatus", "--site", "infraspinatus_2", "--side", "left").out
    assert "Infraspinatus, left: point 2 of " in out


@pytest.mark.parametrize("ending", ["svg", "PNG"])
def test_a_picture_is_written_to_a_file(unknot, tmp_path: Path, ending: str) -> None:
    if ending == "PNG":
        pytest.importorskip("resvg_py")
    file = tmp_path / f"picture.{ending}"
    run = unknot("body", "draw", "infraspinatus", "--body", "male", "-o", str(file))
    assert (run.code, run.out) == (0, "")
    assert run.err == f"{file}: view back\n"
    start = file.read_bytes()[:5]
    assert start == (b"\x89PNG\r" if ending == "PNG" else b"<svg ")


def test_view_and_whole_are_obeyed(unknot) -> None:
    run = unknot("body", "draw", "infraspinatus", "--view", "left", "--whole", "--no-legend")
    assert "your left side" in run.out
    assert "often felt here" not in run.out


def test_a_muscle_without_a_point_on_the_skin_is_not_drawn(
    unknot, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = zones.load_skin_sites()
    rows = {name: row for name, row in stored.rows.items() if not name.startswith("soleus")}
    fewer = zones.SkinSites(stored.surface, rows, stored._arrays)
    monkeypatch.setattr(zones, "load_skin_sites", lambda: fewer)
    run = unknot("body", "draw", "soleus")
    assert (run.code, run.out) == (1, "")
    assert run.err == (
        "unknot: Soleus has no point on the skin that could be drawn. "
        "Read where it lies with: unknot muscle soleus\n"
    )


def test_painted_strokes_are_shown(unknot) -> None:
    triangle = int(
        (load_surface().triangles == load_surface().landmarks["T3"]).any(axis=1).argmax()
    )
    stroke = {
        "tool": "paint", "radius_mm": 20, "intensity": 6, "quality": None,
        "points": [[triangle, 0.3, 0.3]],
    }  # fmt: skip
    told = json.dumps({"atlas_version": "1", "strokes": [stroke]})
    run = unknot("body", "draw", "infraspinatus", "--strokes", "-", stdin=told)
    assert run.code == 0
    assert 'class="paint" fill="#5546c6"' in run.out
    assert "you painted" in run.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["xyzzy"], "unknot: Muscle 'xyzzy' is not known"),
        (["trapezius"], "upper_trapezius, middle_trapezius, lower_trapezius"),
        (
            ["infraspinatus", "--side", "lft"],
            "Side 'lft' is not known (--side). Did you mean 'left'?",
        ),
        (["infraspinatus", "--body", "femal"], "Did you mean 'female'?"),
        (["infraspinatus", "--view", "bak"], "View 'bak' is not known. Did you mean 'back'?"),
        (["infraspinatus", "--site", "soleus_1"], "--site of infraspinatus"),
        (["infraspinatus", "-o", "picture.jpg"], "ends in neither .svg nor .png"),
        (["infraspinatus", "-o", "no/such/folder/x.svg"], "could not be written: No such file"),
        (["infraspinatus", "--strokes", "no.json"], "'no.json' cannot be read"),
        (["levator_ani", "--body", "child", "--view", "perineum"], "(view perineum)"),
    ],
)
def test_a_mistake_is_answered_with_the_way_out(unknot, arguments, message) -> None:
    run = unknot("body", "draw", *arguments)
    assert (run.code, run.out) == (1, "")
    assert message in run.err


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ("[]", "A drawing is an object with 'atlas_version' and 'strokes'."),
        ('{"atlas_version": "9", "strokes": [{}]}', "atlas version"),
        ('{"atlas_version": "1", "strokes": [{"tool": "spray"}]}', "strokes[0]"),
    ],
)
def test_strokes_that_cannot_be_used_are_named_with_their_place(unknot, told, message) -> None:
    run = unknot("body", "draw", "infraspinatus", "--strokes", "-", stdin=told)
    assert (run.code, run.out) == (1, "")
    assert message in run.err


def test_help_has_an_example_that_runs(unknot, tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    help_text = unknot("body", "draw", "--help").out
    example = help_text.split("Example: unknot ")[1].split("\n")[0].split()
    assert unknot(*example).code == 0
    assert (tmp_path / "picture.svg").exists()
