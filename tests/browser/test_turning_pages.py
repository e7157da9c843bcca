"""What scripts add to the plain forms: pages turn in place, the device keeps, nothing is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browsing import Visitor

NewVisitor = Callable[..., Visitor]

FOCUS = "() => document.activeElement.id || document.activeElement.tagName"


@pytest.fixture
def ranked(visitor: Visitor) -> Visitor:
    """Somebody with pain at the temple who has answered the cards."""
    visitor.opens("/")
    visitor.ticks("Head and face", "Right temple")
    visitor.goes_on()
    visitor.has_no_signs()
    visitor.muscles()
    return visitor


def _asks_anew(visitor: Visitor, act: Callable[[], None]) -> None:
    """Do what changes the rows, and wait until the new ones stand there."""
    with visitor.page.expect_response(lambda answer: answer.request.method == "POST"):
        act()
    visitor.page.wait_for_function("() => !document.querySelector('[aria-busy=true]')")
    visitor.page.wait_for_timeout(100)


def test_a_new_page_takes_the_focus_to_its_heading(ranked: Visitor) -> None:
    ranked.goes_on()
    assert ranked.page.evaluate(FOCUS) == "H1"
    assert ranked.page.url.endswith("/muscles/temporalis/right/")


def test_a_missing_answer_takes_the_focus_to_what_is_missing(visitor: Visitor) -> None:
    visitor.watch.allow("422")
    visitor.opens("/")
    visitor.goes_on()
    assert visitor.page.evaluate(FOCUS) == "problems"


def test_an_answer_reranks_in_place_and_asks_the_next(ranked: Visitor) -> None:
    question = ranked.page.locator("#question").inner_text()
    _asks_anew(ranked, ranked.page.get_by_role("button", name="Yes", exact=True).click)
    assert ranked.page.locator("#question").inner_text() != question
    assert ranked.page.evaluate(FOCUS) == "question"
    assert " in 10" in ranked.page.locator("#announced").inner_text()


def test_opening_another_muscle_redraws_its_zone(ranked: Visitor) -> None:
    picture = ranked.page.locator("[data-picture] > svg")
    picture.wait_for()
    before = picture.get_attribute("aria-label")
    ranked.page.locator("button.cand-head").first.click()
    other = ranked.page.locator(f"[data-picture] > svg:not([aria-label='{before}'])")
    other.wait_for()
    assert "is often felt" in (other.get_attribute("aria-label") or "")


def test_may_not_be_a_muscle_is_seen_without_scrolling_on_a_phone(new_visitor: NewVisitor) -> None:
    visitor = new_visitor(width=390, height=844)
    visitor.opens("/")
    visitor.ticks("Head and face", "Right temple")
    visitor.ticks("Neck", "Right side of the neck")
    visitor.goes_on()
    visitor.has_no_signs()
    visitor.muscles()
    visitor.page.locator("[data-picture] > svg").wait_for()
    row = visitor.page.locator(".not-muscle").bounding_box()
    bar = visitor.page.locator(".bar").bounding_box()
    assert row is not None
    assert bar is not None
    assert visitor.page.evaluate("() => scrollY") == 0
    assert row["y"] + row["height"] <= bar["y"]


def test_painting_beside_the_ranking_asks_the_new_questions_first(ranked: Visitor) -> None:
    ranked.page.get_by_role("button", name="Paint", exact=True).click()
    ranked.waits_for_body()
    ranked.looks_at("Front")
    _asks_anew(ranked, lambda: ranked.paints((0.47, 0.45), (0.45, 0.47)))
    assert ranked.page.locator("[data-reopened]").is_visible()
    assert ranked.page.locator(".cand").count() == 0
    ranked.presses(ranked.page.get_by_role("button", name="Answer them now"))
    ranked.has_no_signs()
    assert ranked.muscles()


def test_a_reload_finds_the_same_muscles(ranked: Visitor) -> None:
    before = ranked.muscles()
    ranked.turns_page(ranked.page.reload)
    ranked.page.locator(".cands").wait_for()
    assert ranked.muscles() == before


def test_a_reload_of_the_first_page_finds_every_tick_and_word(visitor: Visitor) -> None:
    visitor.opens("/")
    visitor.ticks("Head and face", "Right temple")
    visitor.says("worse in the evening")
    visitor.page.reload()
    visitor.opens_list("Head and face")
    box = visitor.page.get_by_role("checkbox", name="Right temple", exact=True)
    assert box.is_checked()
    words = visitor.page.get_by_label("Or say it in your own words")
    assert words.input_value() == "worse in the evening"


def test_back_goes_to_the_answers_and_then_to_the_first_page(ranked: Visitor) -> None:
    ranked.turns_page(lambda: ranked.page.go_back() and None)
    assert ranked.page.get_by_role("heading", level=1).inner_text() == "Your answers"
    ranked.turns_page(lambda: ranked.page.go_back() and None)
    assert ranked.page.get_by_role("heading", level=1).inner_text() == "Where does it hurt?"


def test_a_lost_network_loses_nothing_and_is_tried_again(ranked: Visitor) -> None:
    ranked.watch.allow("ERR_INTERNET_DISCONNECTED", "Failed to load resource")
    before = ranked.muscles()
    ranked.page.context.set_offline(True)
    ranked.page.get_by_role("button", name="Yes", exact=True).click()
    failed = ranked.page.locator("#failed")
    failed.wait_for()
    assert "Nothing is lost" in failed.inner_text()
    assert ranked.page.locator("#offline").is_visible()
    assert ranked.muscles() == before
    ranked.page.context.set_offline(False)
    failed.wait_for(state="detached")


def test_a_blocked_case_stays_blocked_by_every_address_and_after_a_reload(
    visitor: Visitor,
) -> None:
    visitor.opens("/")
    visitor.says("headache at the right temple")
    visitor.goes_on()
    visitor.page.locator("input[value=ha_thunder]").check()
    visitor.goes_on()
    for address in ("/muscles/", "/muscles/temporalis/right/", "/check/"):
        visitor.opens(address)
        visitor.page.get_by_role("heading", name="Get emergency help now").wait_for()
        assert visitor.page.evaluate(FOCUS) == "H1"
        assert visitor.page.locator(".cand").count() == 0


def test_the_chosen_country_is_remembered_and_survives_clear(visitor: Visitor) -> None:
    visitor.opens("/")
    visitor.says("headache at the right temple")
    visitor.goes_on()
    visitor.page.locator("input[value=ha_thunder]").check()
    visitor.goes_on()
    assert visitor.page.get_by_role("link", name="Call 112 (Europe)").is_visible()
    country = visitor.page.get_by_label("Elsewhere?")
    visitor.turns_page(lambda: country.select_option("gb") and None)
    assert visitor.page.get_by_role("link", name="Call 999").is_visible()
    visitor.opens("/")
    visitor.page.get_by_role("button", name="Start over").click()
    visitor.page.wait_for_load_state()
    assert visitor.page.get_by_label("Or say it in your own words").input_value() == ""
    assert visitor.page.evaluate("() => Object.keys(localStorage)") == ["unknot-country"]


def test_none_of_these_and_a_sign_exclude_each_other(visitor: Visitor) -> None:
    visitor.opens("/")
    visitor.says("headache at the right temple")
    visitor.goes_on()
    none = visitor.page.get_by_role("checkbox", name="None of these")
    sign = visitor.page.locator("input[name=sign]").first
    none.check()
    sign.check()
    assert not none.is_checked()
    none.check()
    assert not sign.is_checked()


def test_start_over_can_be_undone_until_something_new_is_told(visitor: Visitor) -> None:
    visitor.opens("/")
    visitor.ticks("Head and face", "Right temple")
    visitor.says("worse in the evening")
    visitor.page.get_by_role("button", name="Start over").click()
    undo = visitor.page.get_by_role("button", name="Undo", exact=True).last
    undo.wait_for()
    words = visitor.page.get_by_label("Or say it in your own words")
    assert words.input_value() == ""
    visitor.page.locator("[data-undo-clear]").click()
    visitor.page.wait_for_function("() => document.querySelector('#id_text')?.value")
    assert words.input_value() == "worse in the evening"
    assert visitor.page.locator("[value='right:temple']:checked").count() == 1
    visitor.page.get_by_role("button", name="Start over").click()
    visitor.page.locator("[data-undo-clear]").wait_for()
    words.fill("new")
    assert visitor.page.locator("[data-undo-clear]").is_hidden()
    assert visitor.page.evaluate("() => sessionStorage.getItem('unknot-cleared')") is None


def test_i_cannot_find_it_goes_there_and_takes_the_focus(ranked: Visitor) -> None:
    ranked.goes_on()
    address = ranked.page.url
    ranked.page.get_by_role("link", name="I can’t find it").click()
    assert ranked.page.evaluate(FOCUS) == "elsewhere"
    place = ranked.page.locator("#elsewhere").bounding_box()
    assert place is not None
    assert 0 <= place["y"] < 700
    assert ranked.page.url == address


def test_an_answer_changed_beside_the_ranking_stands_on_the_first_page(ranked: Visitor) -> None:
    told = "() => JSON.parse(document.querySelector('#answer [name=told]').value)"
    _asks_anew(ranked, ranked.page.get_by_role("button", name="Yes", exact=True).click)
    case = ranked.page.evaluate(told)
    n_yes = len(case.get("symptoms") or []) + len(case.get("limited_movements") or [])
    assert n_yes > 0
    ranked.goes_back_to("Where")
    ticked = ranked.page.locator("[name=symptom]:checked, [name=limited]:checked")
    assert ticked.count() >= n_yes


def test_a_reload_of_the_print_view_stays_there(ranked: Visitor) -> None:
    ranked.presses(ranked.page.get_by_role("button", name="Print view"))
    ranked.turns_page(ranked.page.reload)
    ranked.page.locator(".paper table").first.wait_for()
    assert ranked.page.url.endswith("/print/")


def test_a_question_that_has_just_come_looks_untouched_under_the_pointer(ranked: Visitor) -> None:
    ground = "() => getComputedStyle(document.querySelector('.q .three button')).backgroundColor"
    untouched = ranked.page.evaluate(ground)
    _asks_anew(ranked, ranked.page.get_by_role("button", name="Yes", exact=True).click)
    assert ranked.page.evaluate(ground) == untouched
