"""From a stroke or a key to a ranking, and nothing told is ever lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browsing import Visitor

NewVisitor = Callable[..., Visitor]

SIDE_OF_HEAD = ((0.66, 0.36), (0.74, 0.36), (0.79, 0.40))
"""Over the ear and to the temple, in the view of the head from the person's right."""


@pytest.fixture
def painter(visitor: Visitor) -> Visitor:
    visitor.opens("/")
    visitor.waits_for_body()
    return visitor


def test_a_headache_painted_with_the_mouse_reaches_a_ranking(painter: Visitor) -> None:
    painter.looks_at("Head")
    painter.paints(*SIDE_OF_HEAD)
    assert any("right:" in place for place in painter.told_places())
    painter.goes_on()
    painter.has_no_signs()
    assert any(name.endswith(", right") for name in painter.muscles())


def test_a_hip_pain_told_by_keyboard_alone_reaches_a_ranking(painter: Visitor) -> None:
    keyboard = painter.page.keyboard
    painter.tabs_to("summary", text="Pelvis, hip and buttock")
    keyboard.press("Enter")
    painter.tabs_to('input[name="region"][value="left:buttock_mid"]')
    keyboard.press("Space")
    painter.tabs_to('input[name="region"][value="left:hip_side"]')
    keyboard.press("Space")
    assert {"left:hip_side", "left:buttock_mid"} <= painter.told_places()
    painter.tabs_to("button", text="Next")
    painter.turns_page(lambda: keyboard.press("Enter"))
    for _ in range(8):
        if "/check/" not in painter.page.url:
            break
        painter.tabs_to('input[name="none"]')
        keyboard.press("Space")
        painter.tabs_to("button.main")
        painter.turns_page(lambda: keyboard.press("Enter"))
    assert any(name.endswith(", left") for name in painter.muscles())


def test_places_told_by_keyboard_are_those_that_a_pointer_tells(new_visitor: NewVisitor) -> None:
    with_mouse, with_keys = new_visitor(), new_visitor()
    boxes = ("right:temple", "left:forehead")
    for visitor in (with_mouse, with_keys):
        visitor.opens("/")
        visitor.waits_for_body()
    with_mouse.opens_list("Head and face")
    with_keys.tabs_to("summary", text="Head and face")
    with_keys.page.keyboard.press("Enter")
    for box in sorted(boxes):
        with_mouse.page.locator(f'input[name="region"][value="{box}"]').check()
        with_keys.tabs_to(f'input[name="region"][value="{box}"]')
        with_keys.page.keyboard.press("Space")
    assert with_keys.told_places() == with_mouse.told_places() == set(boxes)
    assert with_keys.told_strokes() == with_mouse.told_strokes()


def test_painting_a_place_ticks_its_box(painter: Visitor) -> None:
    painter.looks_at("Head")
    painter.paints(*SIDE_OF_HEAD)
    for place in painter.told_places():
        assert painter.page.locator(f'input[name="region"][value="{place}"]').is_checked()


def test_undo_takes_a_stroke_back_and_redo_brings_it_again(painter: Visitor) -> None:
    painter.looks_at("Head")
    painter.paints(*SIDE_OF_HEAD)
    strokes = painter.told_strokes()
    painter.page.get_by_role("button", name="Undo").click()
    assert painter.told_strokes() == []
    painter.page.get_by_role("button", name="Redo").click()
    assert painter.told_strokes() == strokes


def test_paint_survives_a_reload(painter: Visitor) -> None:
    painter.looks_at("Head")
    painter.paints(*SIDE_OF_HEAD)
    strokes, places = painter.told_strokes(), painter.told_places()
    painter.page.reload()
    painter.waits_for_body()
    painter.rests()
    assert painter.told_strokes() == strokes
    assert painter.told_places() == places


def test_paint_survives_a_request_that_fails(painter: Visitor) -> None:
    painter.watch.allow("ERR_FAILED", "Failed to load resource")
    painter.looks_at("Head")
    painter.paints(*SIDE_OF_HEAD)
    strokes = painter.told_strokes()
    painter.page.route("**/check/", lambda route: route.abort())
    painter.page.locator(".bar .btn.main").click()
    painter.page.get_by_role("alert").wait_for()
    assert painter.told_strokes() == strokes
    painter.page.unroute("**/check/")
    painter.presses(painter.page.get_by_role("alert").get_by_role("button"))
    assert "/check/" in painter.page.url


def test_a_finger_paints_on_a_phone(new_visitor: NewVisitor) -> None:
    visitor = new_visitor(width=390, height=844, touch=True)
    visitor.opens("/")
    visitor.waits_for_body()
    visitor.looks_at("Head")
    box = visitor.body.locator(".touch").bounding_box()
    assert box is not None
    visitor.page.touchscreen.tap(box["x"] + box["width"] * 0.55, box["y"] + box["height"] * 0.44)
    visitor.rests()
    assert len(visitor.told_strokes()) == 1


def test_the_ranking_follows_a_stroke(painter: Visitor) -> None:
    painter.looks_at("Head")
    painter.paints(*SIDE_OF_HEAD)
    painter.goes_on()
    painter.has_no_signs()
    before = painter.muscles()
    painter.goes_back_to("Where")
    painter.waits_for_body()
    painter.looks_at("Back")
    painter.paints((0.46, 0.26), (0.46, 0.33))
    painter.goes_on()
    painter.has_no_signs()
    assert painter.muscles() != before


def test_tapping_the_head_on_a_phone_opens_the_face(new_visitor: NewVisitor) -> None:
    visitor = new_visitor(width=390, height=844, touch=True)
    visitor.opens("/")
    visitor.waits_for_body()
    visitor.rests()
    box = visitor.body.locator(".chart.under .s0").first.bounding_box()
    assert box is not None
    visitor.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.05)
    visitor.rests()
    assert visitor.body.get_attribute("view") == "head_front"


def test_undo_and_redo_keep_their_places_on_a_phone(new_visitor: NewVisitor) -> None:
    visitor = new_visitor(width=390, height=844, touch=True)
    visitor.opens("/")
    visitor.waits_for_body()
    visitor.looks_at("Head")
    undo = visitor.page.get_by_role("button", name="Undo")
    redo = visitor.page.get_by_role("button", name="Redo")
    before = undo.bounding_box(), redo.bounding_box()
    visitor.paints(*SIDE_OF_HEAD)
    visitor.paints(*SIDE_OF_HEAD)
    undo.tap()
    assert (undo.bounding_box(), redo.bounding_box()) == before
    undo.tap()
    assert visitor.told_strokes() == []


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 800)])
def test_how_it_feels_can_be_told_without_scrolling(
    new_visitor: NewVisitor, width: int, height: int
) -> None:
    visitor = new_visitor(width=width, height=height, touch=width < 900)
    visitor.opens("/")
    visitor.waits_for_body()
    visitor.looks_at("Back")
    visitor.paints((0.45, 0.42), (0.55, 0.43))
    assert len(visitor.told_places()) > 1
    chip = visitor.body.locator(".qualities .chip").last.bounding_box()
    bar = visitor.page.locator(".bar").bounding_box()
    assert chip is not None
    assert bar is not None
    assert chip["y"] + chip["height"] <= bar["y"]


def test_one_number_covers_every_place_of_a_stroke(painter: Visitor) -> None:
    painter.looks_at("Back")
    painter.paints((0.45, 0.42), (0.55, 0.43))
    painter.body.locator("label").filter(has=painter.page.get_by_role("radio", name="7")).click()
    told = painter.body.evaluate("body => body.regions.map(r => r.intensity)")
    assert len(told) > 1
    assert set(told) == {7}


@pytest.mark.parametrize(
    ("word", "place"),
    [("hamstring", "left:thigh_back"), ("bum", "right:buttock_mid"), ("headache", "left:temple")],
)
def test_the_list_is_searched_by_what_people_say(painter: Visitor, word: str, place: str) -> None:
    painter.page.get_by_role("searchbox").fill(word)
    box = painter.page.locator(f'input[name="region"][value="{place}"]')
    box.check()
    painter.rests()
    painter.page.get_by_role("searchbox").fill("")
    assert box.is_visible()


def test_ticking_a_place_turns_the_picture_to_it(painter: Visitor) -> None:
    assert painter.body.get_attribute("view") == "front"
    painter.page.get_by_role("searchbox").fill("lumbago")
    painter.page.locator('input[name="region"][value="left:lumbar"]').check()
    painter.page.wait_for_function(
        "() => document.querySelector('unknot-body').getAttribute('view') === 'back'"
    )


def test_a_close_view_says_whose_side_is_seen(painter: Visitor) -> None:
    painter.looks_at("Head")
    painter.body.get_by_role("button", name="Face", exact=True).click()
    assert painter.page.get_by_text("Your right is on the left").is_visible()
