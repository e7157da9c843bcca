"""A guided release in a browser: hands-free, stopped by any key, also without a network."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from browsing import Visitor
from playwright.sync_api import Locator

from tests.web.releasing import told_with

NewVisitor = Callable[..., Visitor]
QUICKER = 10
"""The clock of the page runs so many times faster, so that a hold is over in a moment."""
HURRY = f"""
{{ const now = performance.now.bind(performance); performance.now = () => now() * {QUICKER}; }}
"""


def _opens(visitor: Visitor, address: str, told: dict[str, object]) -> None:
    """Come to an address with a case on the device, as after a reload."""
    visitor.page.add_init_script(
        "if (!localStorage.getItem('unknot-case')) localStorage.setItem('unknot-case', "
        + json.dumps(json.dumps({"told": json.dumps(told), "put_aside": "", "cards_done": "1"}))
        + ");"
    )
    visitor.opens(address)
    visitor.page.wait_for_function("() => document.querySelector('#travel [name=told]')?.value")


def _held(visitor: Visitor) -> dict[str, object]:
    """The second half of the case as the device keeps it."""
    kept = visitor.page.evaluate("() => JSON.parse(localStorage.getItem('unknot-case')).told")
    held: dict[str, object] = json.loads(kept)["release"]
    return held


def _phase(visitor: Visitor, phase: str) -> None:
    visitor.page.locator(f"[data-phase-now={phase}]").wait_for(state="attached")


def _button(visitor: Visitor, name: str) -> Locator:
    return visitor.page.get_by_role("button", name=name, exact=True)


@pytest.fixture
def treated(visitor: Visitor) -> Visitor:
    """Somebody at the first step of a treatment, with the clock of the wall."""
    _opens(visitor, "/release/1/", told_with(before={"pain": [6]}))
    _phase(visitor, "ready")
    return visitor


@pytest.fixture
def hurried(visitor: Visitor) -> Visitor:
    """The same with a clock that runs faster."""
    visitor.page.add_init_script(HURRY)
    _opens(visitor, "/release/1/", told_with(before={"pain": [6]}))
    _phase(visitor, "ready")
    return visitor


def test_a_treatment_goes_on_to_its_end_without_a_network(hurried: Visitor) -> None:
    hurried.watch.allow("ERR_INTERNET_DISCONNECTED", "Failed to load resource")
    hurried.page.keyboard.press("PageDown")
    _phase(hurried, "hold")
    hurried.page.context.set_offline(True)
    assert hurried.page.locator("#offline").is_visible()
    hurried.page.wait_for_url("**/release/2/")
    _phase(hurried, "ready")
    hurried.page.keyboard.press("Space")
    _phase(hurried, "done")
    assert hurried.page.get_by_role("heading", name="That was it").is_visible()
    assert hurried.page.get_by_text("Not to be expected").is_visible()
    assert _held(hurried)["done"] == [1, 2]
    _button(hurried, "Measure again").click()
    hurried.page.get_by_text("Nothing is lost").wait_for()
    hurried.page.context.set_offline(False)
    hurried.page.get_by_role("heading", name="How is it after?").wait_for()


@pytest.mark.parametrize(
    "key", ["Space", "Escape", "PageDown", "PageUp", "ArrowLeft", "Enter", "x"]
)
def test_any_key_of_a_pedal_stops(treated: Visitor, key: str) -> None:
    _button(treated, "Start").click()
    _phase(treated, "lead")
    treated.page.keyboard.press(key)
    _phase(treated, "stopped")
    assert treated.page.get_by_role("heading", name="Stopped. Let go.").is_visible()
    assert _held(treated)["stopped"] == []


def test_tab_walks_and_space_presses_what_has_the_focus(treated: Visitor) -> None:
    _button(treated, "Start").click()
    treated.tabs_to("[data-do=pause]")
    treated.page.keyboard.press("Space")
    _phase(treated, "lead")
    assert _button(treated, "Go on").is_visible()


def test_a_tap_on_the_ring_pauses(treated: Visitor) -> None:
    _button(treated, "Start").click()
    treated.page.locator("[data-ring]").click()
    assert treated.page.locator("[data-cue]").inner_text() == "Paused. Let go."
    treated.page.locator("[data-ring]").click()
    _phase(treated, "hold")


def test_more_never_leads_over_the_band_of_the_plan(treated: Visitor) -> None:
    _button(treated, "Start").click()
    _phase(treated, "hold")
    for _ in range(12):
        _button(treated, "More").click()
    assert treated.page.locator("[data-track] .you").inner_text() == "3"
    assert "That is the most for today" in treated.page.locator("[data-cue]").inner_text()
    assert _held(treated)["felt"] == {"1": 3}  # the last answer, not how often it was pressed
    for _ in range(12):
        _button(treated, "Less").click()
    assert treated.page.locator("[data-track] .you").inner_text() == "0"


def test_a_hold_cannot_be_made_longer_than_its_dose(treated: Visitor) -> None:
    most = int(treated.page.locator("[data-work='1']").get_attribute("data-most") or 0)
    _button(treated, "Start").click()
    _phase(treated, "hold")
    for _ in range(8):
        _button(treated, "+ 15 s").click(force=True)
    assert int(treated.page.locator("span[data-left]").inner_text()) <= most
    longer = _button(treated, "+ 15 s")
    assert longer.get_attribute("aria-disabled") == "true"


def test_a_stop_asks_what_happened_and_a_reload_does_not_undo_it(treated: Visitor) -> None:
    _button(treated, "Start").click()
    _phase(treated, "hold")
    _button(treated, "Stop").click()
    treated.page.get_by_text("Dizzy, sick or faint").click()
    treated.presses(_button(treated, "Save what happened"))
    treated.page.get_by_role("heading", name="That is enough for today").wait_for()
    assert _held(treated)["stopped"] == ["dizzy"]
    treated.opens("/release/1/")
    treated.page.wait_for_url("**/stopped/")


def test_a_stop_by_mistake_leads_back_to_the_pause(treated: Visitor) -> None:
    _button(treated, "Start").click()
    _phase(treated, "hold")
    treated.page.keyboard.press("Escape")
    _button(treated, "Pressed by mistake: go on").click()
    _phase(treated, "hold")
    assert _button(treated, "Go on").is_visible()
    assert "stopped" not in _held(treated)


def test_a_refused_wake_lock_is_told(visitor: Visitor) -> None:
    visitor.page.add_init_script(
        "navigator.wakeLock.request = () => Promise.reject(new DOMException('no'));"
    )
    _opens(visitor, "/release/1/", told_with())
    _button(visitor, "Start").click()
    visitor.page.get_by_text("screen may go dark").wait_for()


def test_sound_words_and_buzz_are_switched_off_for_good(treated: Visitor) -> None:
    for signal in ("sound", "words", "vibration"):
        treated.page.locator(f"[data-signal={signal}]").click()
    treated.opens("/release/1/")
    _phase(treated, "ready")
    for signal in ("sound", "words", "vibration"):
        switch = treated.page.locator(f"[data-signal={signal}]")
        assert switch.get_attribute("aria-pressed") == "false"
    _button(treated, "Start").click()
    assert treated.page.locator("[data-cue]").is_hidden()


@pytest.mark.parametrize(("width", "height"), [(390, 844), (320, 640), (1280, 800)])
def test_stop_is_in_reach_and_large_in_every_phase(
    new_visitor: NewVisitor, width: int, height: int
) -> None:
    visitor = new_visitor(width=width, height=height)
    _opens(visitor, "/release/1/", told_with())
    _phase(visitor, "ready")
    for phase in ("ready", "hold"):
        if phase == "hold":
            _button(visitor, "Start").click()
            _phase(visitor, "hold")
        box = _button(visitor, "Stop").bounding_box()
        assert box is not None
        assert box["height"] >= 84
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= height, phase
        assert not visitor.scrolls_sideways()


ADDRESSES = [
    "/points/",
    "/about-you/",
    "/plan/",
    "/before/",
    "/release/1/",
    "/stopped/",
    "/after/",
    "/result/",
    "/handout/",
    "/plan/print/",
    "/hypothesis/",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_breaks_a_rule_or_scrolls_sideways(
    new_visitor: NewVisitor, address: str, scheme: str
) -> None:
    narrow = new_visitor(width=320, height=640, scheme=scheme)
    measures = {"before": {"pain": [6], "moving": [7]}, "after": {"pain": [1], "moving": [6]}}
    told = told_with(harm=[], movement="neck_rotation_opposite", movement_side="right", **measures)
    if address == "/stopped/":
        told["release"]["stopped"] = []
    _opens(narrow, address, told)
    narrow.rests()
    assert not narrow.scrolls_sideways()
    assert narrow.axe_violations() == []


BLOCKING = {"emergency": ["cord_or_root"], "held": ["recent_surgery"]}


@pytest.mark.parametrize("state", ["hold", "rest", "halted", "finished", *BLOCKING])
@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 800)])
def test_no_state_breaks_a_rule_in_light_or_dark(
    new_visitor: NewVisitor, *, width: int, height: int, state: str
) -> None:
    visitor = new_visitor(width=width, height=height)
    if state in BLOCKING:
        held = {"conditions": BLOCKING[state], "setting": "clinic", "agrees": True}
        _opens(visitor, "/plan/", told_with(**held))
        visitor.page.locator("[data-blocked]").wait_for()
    else:
        if state in ("rest", "finished"):
            visitor.page.add_init_script(HURRY)
        done = [1, 2] if state == "finished" else []
        _opens(visitor, "/release/1/", told_with(before={"pain": [6]}, done=done))
        if state != "finished":
            _button(visitor, "Start").click()
            _phase(visitor, "rest" if state == "rest" else "hold")
            visitor.page.keyboard.press("Escape" if state == "halted" else "p")
    assert visitor.axe_violations() == []
    assert not visitor.scrolls_sideways()
    visitor.page.emulate_media(color_scheme="dark")
    assert visitor.axe_violations(only="color-contrast") == []


def test_a_wish_to_guess_first_is_kept_on_the_device(visitor: Visitor) -> None:
    visitor.starts_afresh()
    visitor.page.get_by_text("Say more (as you like)").click()
    visitor.page.get_by_role("checkbox", name="Ask for my own guess").check()
    visitor.page.get_by_role("button", name="Start over").click()
    visitor.page.wait_for_load_state()
    assert visitor.page.get_by_role("checkbox", name="Ask for my own guess").is_checked()
    visitor.says("headache at the right temple and right side of the neck")
    visitor.goes_on()
    for _ in range(8):
        if "/check/" not in visitor.page.url:
            break
        visitor.page.get_by_role("checkbox", name="None of these").check()
        visitor.goes_on()
    visitor.page.get_by_role("heading", name="What do you think it is?").wait_for()
    assert visitor.axe_violations() == []


def test_the_spot_stays_in_sight_while_a_step_runs(treated: Visitor) -> None:
    picture = treated.page.locator("[data-picture-of='1']")
    large = picture.bounding_box()
    _button(treated, "Start").click()
    _phase(treated, "lead")
    small = picture.bounding_box()
    assert large is not None
    assert small is not None
    assert 80 <= small["width"] < large["width"]
    treated.page.keyboard.press("Escape")
    _button(treated, "Pressed by mistake: go on").click()
    assert picture.is_visible()


def test_the_clock_runs_without_scripts(new_visitor: NewVisitor) -> None:
    plain = new_visitor(scripts=False)
    plain.opens("/")
    plain.page.get_by_role("button", name="Next").wait_for()
    mark = plain.page.locator("[name=csrfmiddlewaretoken]").first.get_attribute("value")
    html = plain.page.request.post(
        "/release/1/",
        form={"told": json.dumps(told_with()), "csrfmiddlewaretoken": mark or ""},
        headers={"referer": plain.watch.server + "/"},
    ).text()
    plain.page.route(
        "**/release/1/", lambda route: route.fulfill(body=html, content_type="text/html")
    )
    plain.opens("/release/1/")
    plain.page.get_by_text("Start the clock").click()
    count = "() => getComputedStyle(document.querySelector('.count')).getPropertyValue('--left')"
    first = int(plain.page.evaluate(count))
    plain.page.wait_for_timeout(2500)
    # 20 s at the start; two and a half seconds later at least two are gone.
    assert 18 <= first <= 20
    assert int(plain.page.evaluate(count)) <= first - 2


def _answered_groups(visitor: Visitor) -> str:
    return visitor.page.locator("[data-progress]").inner_text()


@pytest.fixture
def asked(visitor: Visitor) -> Visitor:
    """Somebody before the groups of conditions."""
    _opens(visitor, "/about-you/", told_with(asked=None))
    visitor.page.locator("[data-group]").first.wait_for()
    return visitor


def test_none_of_these_closes_a_group_and_opens_the_next(asked: Visitor) -> None:
    groups = asked.page.locator("[data-group]")
    asked.page.get_by_role("checkbox", name="None of these").first.check()
    assert groups.nth(0).get_attribute("open") is None
    assert groups.nth(0).get_by_text("none of these", exact=True).is_visible()
    assert groups.nth(1).get_attribute("open") is not None
    assert groups.nth(1).locator("summary").evaluate("it => it === document.activeElement")
    assert _answered_groups(asked) == "1 of 10 groups answered"


def test_groups_are_answered_by_keys_alone(asked: Visitor) -> None:
    asked.tabs_to("#group-1 > summary")
    for n in range(1, 11):
        asked.tabs_to("[data-none]")
        asked.page.keyboard.press("Space")
        assert _answered_groups(asked) == f"{n} of 10 groups answered"
    asked.goes_on()
    asked.page.get_by_role("heading", name="Your plan for today").wait_for()


def test_a_line_is_found_by_a_word_of_its_question_or_its_name(asked: Visitor) -> None:
    field = asked.page.get_by_label("Find an illness or a medicine")
    lines = asked.page.locator("[data-line]:visible")
    for words in ("strong pulse belly", "PULSING"):  # of the question, of the name
        field.fill(words)
        assert lines.count() == 1
        assert "widened main artery" in lines.first.inner_text()
        assert asked.page.locator("[data-found]").inner_text() == "1 line fits. Esc shows all."
    lines.first.get_by_role("checkbox").check()
    field.fill("xyzzy")
    assert lines.count() == 0
    assert "No line has this word." in asked.page.locator("[data-found]").inner_text()
    field.press("Escape")
    assert asked.page.locator("[data-group]:visible").count() == 10
    assert asked.page.get_by_text("1 ticked").is_visible()
    assert asked.axe_violations() == []


def test_enter_in_the_search_sends_nothing(asked: Visitor) -> None:
    asked.page.get_by_label("Find an illness or a medicine").fill("pacemaker")
    asked.page.keyboard.press("Enter")
    asked.rests()
    assert asked.page.url.endswith("/about-you/")
    assert asked.page.locator("#problems").count() == 0


def test_a_pdf_is_saved_and_the_page_stays(visitor: Visitor) -> None:
    _opens(visitor, "/plan/", told_with())
    with visitor.page.expect_download() as coming:
        _button(visitor, "PDF").click()
    assert coming.value.suggested_filename == "unknot-plan.pdf"
    assert coming.value.path().read_bytes().startswith(b"%PDF-")
    assert visitor.page.get_by_role("heading", name="Your plan for today").is_visible()


def test_a_pdf_without_a_network_loses_nothing(visitor: Visitor) -> None:
    visitor.watch.allow("ERR_INTERNET_DISCONNECTED", "Failed to load resource")
    _opens(visitor, "/plan/", told_with())
    visitor.page.context.set_offline(True)
    _button(visitor, "PDF").click()
    visitor.page.get_by_text("Nothing is lost").wait_for()
    with visitor.page.expect_download():
        visitor.page.context.set_offline(False)
