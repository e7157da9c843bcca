"""The body in 3D: the same paint, no loop that never rests, nothing left behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from browsing import Visitor

NewVisitor = Callable[..., Visitor]

N_POINTS = 80


def opens_in_3d(visitor: Visitor, view: str = "Front") -> None:
    visitor.opens("/")
    visitor.waits_for_body()
    visitor.looks_at(view)
    visitor.page.get_by_role("radio", name="3D").check(force=True)
    visitor.body.locator(".body-canvas").wait_for()
    visitor.page.wait_for_function("() => window.counted.contexts.length > 0")
    visitor.rests()


@pytest.fixture
def solid(visitor: Visitor) -> Visitor:
    opens_in_3d(visitor)
    return visitor


def paint_of(visitor: Visitor, strokes: list[dict[str, Any]]) -> dict[str, Any]:
    """Lay strokes on the body and read what they paint, to the last bit."""
    visitor.body.evaluate(
        "(body, strokes) => { body.value = { atlas_version: '1', strokes }; }", strokes
    )
    visitor.rests()
    read: dict[str, Any] = visitor.body.evaluate(
        "body => Object.fromEntries(body.regions.map(r => [`${r.side}:${r.region}`, r.fraction]))"
    )
    return read


def test_dabs_in_3d_give_the_weights_of_the_same_dabs_in_2d(
    solid: Visitor, new_visitor: NewVisitor
) -> None:
    box = solid.body.locator(".body-canvas").bounding_box()
    assert box is not None
    columns, rows = 10, 8
    for k in range(columns * rows):
        x = 0.44 + 0.12 * (k % columns) / (columns - 1)
        y = 0.08 + 0.82 * (k // columns) / (rows - 1)
        solid.page.mouse.click(box["x"] + x * box["width"], box["y"] + y * box["height"])
    solid.rests()
    strokes = solid.told_strokes()
    assert len(strokes) >= N_POINTS // 2
    in_3d: dict[str, float] = solid.body.evaluate(
        "body => Object.fromEntries(body.regions.map(r => [`${r.side}:${r.region}`, r.fraction]))"
    )
    flat = new_visitor()
    flat.opens("/")
    flat.waits_for_body()
    in_2d = paint_of(flat, strokes)
    assert in_3d.keys() == in_2d.keys()
    assert max(abs(in_3d[place] - in_2d[place]) for place in in_3d) == 0


def test_a_stroke_on_the_3d_body_is_told(solid: Visitor) -> None:
    solid.paints((0.5, 0.3), (0.5, 0.4), solid=True)
    assert len(solid.told_strokes()) == 1
    assert solid.told_places() != set()


def test_a_drag_beside_the_body_turns_it_and_paints_nothing(solid: Visitor) -> None:
    before = solid.body.locator(".body-canvas").screenshot()
    solid.paints((0.1, 0.5), (0.25, 0.5), solid=True)
    assert solid.told_strokes() == []
    assert solid.body.locator(".body-canvas").screenshot() != before


def test_arrow_keys_turn_the_body(solid: Visitor) -> None:
    canvas = solid.body.locator(".body-canvas")
    before = canvas.screenshot()
    canvas.focus()
    solid.page.keyboard.press("ArrowRight")
    solid.rests()
    assert canvas.screenshot() != before


@pytest.mark.parametrize("depth", ["2D", "3D"])
def test_nothing_is_drawn_while_nothing_happens(visitor: Visitor, depth: str) -> None:
    visitor.opens("/")
    visitor.waits_for_body()
    if depth == "3D":
        opens_in_3d(visitor)
    visitor.page.wait_for_timeout(1500)
    visitor.page.evaluate("() => { window.counted.frames = 0; }")
    visitor.page.wait_for_timeout(1000)
    assert visitor.page.evaluate("() => window.counted.frames") == 0


@pytest.mark.parametrize("how", ["leaves 3D", "removes the body", "turns the page"])
def test_the_graphics_card_is_given_back(solid: Visitor, how: str) -> None:
    if how == "leaves 3D":
        solid.page.get_by_role("radio", name="2D").check(force=True)
    elif how == "removes the body":
        solid.body.evaluate("body => body.remove()")
    else:
        solid.says("headache")
        solid.goes_on()
    solid.page.wait_for_timeout(300)
    lost = solid.page.evaluate("() => window.counted.contexts.map(gl => gl.isContextLost())")
    assert lost
    assert all(lost)
    assert solid.page.locator(".body-canvas").count() == 0


def test_the_body_comes_back_after_the_card_was_taken_away(solid: Visitor) -> None:
    solid.watch.allow("WebGL", "CONTEXT_LOST", "Context Lost", "Context Restored")
    canvas = solid.body.locator(".body-canvas")
    canvas.evaluate(
        "c => { const gl = window.counted.contexts.at(-1);"
        " const card = gl.getExtension('WEBGL_lose_context'); window.card = card;"
        " card.loseContext(); }"
    )
    solid.page.get_by_text("Your paint is kept").wait_for()
    solid.page.evaluate("() => window.card.restoreContext()")
    solid.page.wait_for_timeout(600)
    assert not solid.page.evaluate("() => window.counted.contexts.at(-1).isContextLost()")
    before = canvas.screenshot()
    canvas.focus()
    solid.page.keyboard.press("ArrowRight")
    solid.rests()
    assert canvas.screenshot() != before
