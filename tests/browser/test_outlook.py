"""What happens when it is released, in a browser: chosen in place, read without a picture."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from browsing import Visitor
from playwright.sync_api import Locator

from tests.web.releasing import told_with

NewVisitor = Callable[..., Visitor]
SIZES = {"phone": (390, 844), "desktop": (1280, 800)}
ACUTE = {"pain": "6", "weeks": "0.5", "others": "0", "episodes": "0"}
OLD = {"pain": "7", "weeks": "260", "others": "3", "episodes": "3", "treatments": "6"}
FULL = {"pain": "10", "weeks": "260", "others": "4", "episodes": "3", "treatments": "8"}
SLIGHT = {"pain": "2", "weeks": "0.5", "others": "0", "episodes": "0", "treatments": "2"}


def _opens(visitor: Visitor) -> Visitor:
    visitor.opens("/released/")
    visitor.page.locator("#headline").wait_for()
    return visitor


def _headline(visitor: Visitor) -> str:
    return visitor.page.locator("#headline").inner_text()


def _radio(visitor: Visitor, name: str, value: str) -> Locator:
    return visitor.page.locator(f"[name={name}][value='{value}']")


def _chooses(visitor: Visitor, **chosen: str) -> None:
    """Choose, and wait until the answer to the last choice stands there."""
    with visitor.page.expect_response("**/released/"):
        for name, value in chosen.items():
            _radio(visitor, name, value).check(force=True)
    visitor.rests()


@pytest.fixture
def phone(new_visitor: NewVisitor) -> Visitor:
    return _opens(new_visitor(width=390, height=844, touch=True))


@pytest.fixture
def plain(new_visitor: NewVisitor) -> Visitor:
    return _opens(new_visitor(width=390, height=844, scripts=False))


def test_a_choice_changes_the_answer_in_place_and_says_so(phone: Visitor) -> None:
    _chooses(phone, **ACUTE)
    fresh = _headline(phone)
    phone.page.evaluate("() => { document.querySelector('#page').dataset.old = 'yes'; }")
    _chooses(phone, **OLD)
    assert _headline(phone) != fresh
    assert phone.page.locator("#page").get_attribute("data-old") == "yes"
    assert phone.page.locator("#announced").inner_text().startswith(_headline(phone))
    assert phone.page.url.endswith("/released/")


def test_the_focus_stays_at_the_choice(phone: Visitor) -> None:
    chosen = _radio(phone, "treatments", "1")
    chosen.focus()
    with phone.page.expect_response("**/released/"):
        phone.page.keyboard.press("ArrowRight")
    phone.rests()
    focused = phone.page.evaluate(
        "() => [document.activeElement.name, document.activeElement.value]"
    )
    assert focused == ["treatments", "2"]


def test_everything_can_be_chosen_by_keys_alone(visitor: Visitor) -> None:
    _opens(visitor)
    visitor.tabs_to("[name=pain]")
    visitor.page.keyboard.press("Space")
    for _ in range(7):
        visitor.page.keyboard.press("ArrowRight")
    visitor.tabs_to("[name=weeks]")
    visitor.page.keyboard.press("ArrowLeft")
    visitor.tabs_to("#id_method")
    with visitor.page.expect_response("**/released/"):
        visitor.page.keyboard.press("ArrowDown")
    visitor.rests()
    assert _radio(visitor, "pain", "7").is_checked()
    assert _radio(visitor, "weeks", "260").is_checked()
    assert visitor.page.locator("#id_method").input_value() != "self_release_tool"
    assert "half of your 7" in visitor.page.locator("#curve").inner_text()


def test_an_opened_table_stays_open_while_choosing(phone: Visitor) -> None:
    phone.page.locator("#curve-table > summary").click()
    before = phone.page.locator("#curve-table td").all_inner_texts()
    _chooses(phone, **OLD)
    assert phone.page.locator("#curve-table td").first.is_visible()
    assert phone.page.locator("#curve-table td").all_inner_texts() != before


def test_on_a_phone_the_answer_follows_whoever_chooses_below_it(phone: Visitor) -> None:
    said = phone.page.locator("[data-said]")
    assert not said.is_visible()
    phone.page.get_by_role("link", name="Choose", exact=True).click()
    phone.page.locator("#the-days").scroll_into_view_if_needed()
    said.wait_for(state="visible")
    assert said.inner_text() == _headline(phone)
    phone.page.get_by_role("link", name="See the curve").click()
    said.wait_for(state="hidden")


def test_what_was_chosen_is_still_chosen_after_a_reload(phone: Visitor) -> None:
    _chooses(phone, **OLD)
    chosen = _headline(phone)
    with phone.page.expect_response(
        lambda one: one.request.method == "POST" and "/released/" in one.url
    ):
        phone.page.reload()
    phone.rests()
    assert _radio(phone, "weeks", "260").is_checked()
    assert _headline(phone) == chosen
    phone.page.get_by_role("link", name="Start over").click()
    phone.rests()
    assert _radio(phone, "weeks", "unsure").is_checked()


def test_without_a_network_nothing_is_lost_and_it_goes_on_later(phone: Visitor) -> None:
    phone.watch.allow("ERR_INTERNET_DISCONNECTED", "Failed to load resource")
    before = _headline(phone)
    phone.page.context.set_offline(True)
    _radio(phone, "weeks", "260").check(force=True)
    phone.page.get_by_text("Nothing is lost").wait_for()
    assert _headline(phone) == before
    phone.page.context.set_offline(False)
    phone.page.wait_for_function(
        "before => document.querySelector('#headline').textContent.trim() !== before", arg=before
    )
    assert _radio(phone, "weeks", "260").is_checked()


def test_without_scripts_a_button_shows_the_answer(plain: Visitor) -> None:
    before = plain.page.locator(".facts").inner_text()
    for name, value in OLD.items():
        _radio(plain, name, value).check(force=True)
    plain.page.get_by_role("button", name="Show what to expect").click()
    assert plain.page.locator(".facts").inner_text() != before
    assert _radio(plain, "weeks", "260").is_checked()
    assert plain.page.locator("svg.fan.narrow").is_visible()


def test_with_scripts_there_is_no_button_to_press(phone: Visitor) -> None:
    assert not phone.page.get_by_role("button", name="Show what to expect").is_visible()


def test_a_found_point_is_brought_along_from_this_device(new_visitor: NewVisitor) -> None:
    visitor = new_visitor(width=390, height=844)
    kept = {"told": json.dumps(told_with()), "put_aside": "", "cards_done": "1"}
    visitor.page.add_init_script(
        f"localStorage.setItem('unknot-case', {json.dumps(json.dumps(kept))})"
    )
    visitor.opens("/released/")
    visitor.page.get_by_text("Upper trapezius, right").first.wait_for()
    assert visitor.page.get_by_text("step 7 of 7").is_visible()
    visitor.rests()
    assert not visitor.page.locator("[data-said]").is_visible()  # the curve itself is in sight
    visitor.presses(visitor.page.get_by_role("button", name="To my plan"))
    assert visitor.page.get_by_role("heading", name="Your plan for today").is_visible()


@pytest.mark.parametrize("size", SIZES)
def test_the_outlook_breaks_no_accessibility_rule_in_light_or_dark(
    new_visitor: NewVisitor, size: str
) -> None:
    width, height = SIZES[size]
    visitor = _opens(new_visitor(width=width, height=height))
    _chooses(visitor, **OLD)
    for fold in (
        "#curve-table", "#lasting-table", "#needed-table", "#which-muscle", "#compared-how",
        "#rests-more",
    ):  # fmt: skip
        visitor.page.locator(f"{fold} > summary").click()
    assert visitor.axe_violations() == []
    visitor.page.emulate_media(color_scheme="dark")
    assert visitor.axe_violations(only="color-contrast") == []


def test_the_outlook_fits_every_window(new_visitor: NewVisitor) -> None:
    visitor = _opens(new_visitor(width=320, height=640))
    _chooses(visitor, **OLD)
    visitor.page.locator("#curve-table > summary").click()
    wide = []
    for width in (320, 390, 640, 768, 899, 900, 1280):
        visitor.page.set_viewport_size({"width": width, "height": 844})
        if visitor.scrolls_sideways():
            wide.append(width)
    assert wide == []


def test_the_first_screen_of_a_phone_shows_the_curve_and_the_three_numbers(
    phone: Visitor,
) -> None:
    bar = phone.page.locator(".outlook-bar").bounding_box()
    facts = phone.page.locator(".facts").bounding_box()
    curve = phone.page.locator("svg.fan.narrow").bounding_box()
    assert bar is not None
    assert facts is not None
    assert curve is not None
    assert 0 < curve["y"] < curve["y"] + curve["height"] < facts["y"]
    assert facts["y"] + facts["height"] <= bar["y"]
    assert phone.page.locator(".facts .left-alone").count() == 3


def test_no_letter_on_the_graphs_is_too_small_to_read(new_visitor: NewVisitor) -> None:
    visitor = _opens(new_visitor(width=390, height=844))
    for width in (320, 390, 700, 1280):
        visitor.page.set_viewport_size({"width": width, "height": 844})
        visitor.rests()
        smallest = visitor.page.evaluate(
            "() => Math.min(...[...document.querySelectorAll('svg.fan text')]"
            ".filter(text => text.getClientRects().length)"
            ".map(text => parseFloat(getComputedStyle(text).fontSize)"
            " * text.ownerSVGElement.getScreenCTM().a))"
        )
        assert smallest >= 12, (width, smallest)


@pytest.mark.parametrize("chosen", [{}, ACUTE, OLD, FULL, SLIGHT], ids=lambda one: str(len(one)))
def test_no_words_on_the_curve_lie_over_each_other(
    new_visitor: NewVisitor, chosen: dict[str, str]
) -> None:
    visitor = _opens(new_visitor(width=390, height=844))
    if chosen:
        _chooses(visitor, **chosen)
    for width in (320, 390, 1280):
        visitor.page.set_viewport_size({"width": width, "height": 844})
        visitor.rests()
        over = visitor.page.evaluate(
            "() => { const boxes = [...document.querySelectorAll('#curve figure > svg text')]"
            ".filter(text => text.getClientRects().length)"
            ".map(text => [text.textContent, text.getBoundingClientRect()]);"
            "const found = [];"
            "boxes.forEach(([a, p], i) => boxes.slice(i + 1).forEach(([b, q]) => {"
            "  const wide = Math.min(p.right, q.right) - Math.max(p.left, q.left);"
            "  const high = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);"
            "  if (wide > 1 && high > 3) found.push([a, b]); }));"
            "return found; }"
        )
        assert over == [], width


def test_on_paper_and_without_scripts_left_alone_stands_beside_the_plan(plain: Visitor) -> None:
    for name, value in OLD.items():
        _radio(plain, name, value).check(force=True)
    plain.page.get_by_role("button", name="Show what to expect").click()
    for media in ("screen", "print"):
        plain.page.emulate_media(media=media)
        seen = plain.page.locator("#more").inner_text()
        assert "With the plan" in seen, media
        assert "With a pretended treatment" in seen, media
        assert "comes with a pretended treatment too" in seen, media
        assert ", left alone for 2 in 10" in _headline(plain), media
        assert plain.page.locator("svg.fan.narrow path.alone").is_visible(), media
    assert not plain.page.locator("#outlook").is_visible()
    for table in ("curve", "lasting", "needed"):
        last = plain.page.locator(f"#{table}-table td").last
        assert last.is_visible(), table
