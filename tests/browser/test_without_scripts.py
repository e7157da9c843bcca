"""The whole journey with scripts switched off: the form alone carries it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browsing import Visitor

NewVisitor = Callable[..., Visitor]


@pytest.fixture
def plain(new_visitor: NewVisitor) -> Visitor:
    return new_visitor(scripts=False, width=390, height=844)


def test_ticked_places_reach_a_ranking(plain: Visitor) -> None:
    plain.opens("/")
    plain.ticks("Head and face", "Right temple")
    plain.ticks("Neck", "Right side of the neck")
    plain.goes_on()
    plain.has_no_signs()
    assert "Upper trapezius, right" in plain.muscles()


def test_own_words_reach_the_same_muscle(plain: Visitor) -> None:
    plain.opens("/")
    plain.says("headache at the right temple and right side of the neck")
    plain.goes_on()
    plain.has_no_signs()
    assert "Upper trapezius, right" in plain.muscles()


def test_ticks_stand_there_when_somebody_comes_back(plain: Visitor) -> None:
    plain.opens("/")
    plain.ticks("Head and face", "Right temple")
    plain.goes_on()
    plain.page.get_by_role("button", name="Back to where it hurts").click()
    assert plain.page.get_by_role("checkbox", name="Right temple", exact=True).is_checked()


def test_an_emergency_sign_closes_the_muscles(plain: Visitor) -> None:
    plain.opens("/")
    plain.says("headache at the right temple")
    plain.goes_on()
    sign = "Did a severe headache reach its worst within about a minute?"
    plain.page.get_by_role("checkbox", name=sign).check()
    plain.goes_on()
    assert plain.page.get_by_role("heading", name="Get emergency help now").is_visible()
    plain.opens("/muscles/")
    assert plain.page.locator(".cands").count() == 0


def test_an_answer_re_ranks_and_the_spot_is_one_step_away(plain: Visitor) -> None:
    plain.opens("/")
    plain.ticks("Head and face", "Right temple")
    plain.ticks("Neck", "Right side of the neck")
    plain.goes_on()
    plain.has_no_signs()
    before = plain.page.locator("#question").inner_text()
    plain.page.get_by_role("button", name="Yes", exact=True).click()
    assert plain.muscles()
    assert plain.page.locator("#question").inner_text() != before
    plain.goes_on()
    assert "/muscles/" in plain.page.url
    assert plain.page.locator("h1").is_visible()


def test_what_needs_scripts_is_not_shown(plain: Visitor) -> None:
    plain.opens("/")
    assert not plain.page.get_by_text("Paint on the picture").is_visible()
    assert not plain.page.get_by_role("button", name="Clear").is_visible()


def test_a_spot_leads_over_the_groups_to_a_plan(plain: Visitor) -> None:
    plain.opens("/")
    plain.ticks("Head and face", "Right temple")
    plain.ticks("Neck", "Right side of the neck")
    plain.page.get_by_text("Say more (as you like)").click()
    plain.page.get_by_label("Age, in years").fill("41")
    plain.goes_on()
    plain.has_no_signs()
    plain.goes_on()
    plain.goes_on()
    plain.page.get_by_role("heading", name="Is this the spot?").wait_for()
    for n, answer in enumerate(("Yes", "No")):
        plain.page.get_by_role("radio", name=answer, exact=True).nth(n).check()
    plain.goes_on()
    assert not plain.page.get_by_label("Find an illness or a medicine").is_visible()
    groups = plain.page.locator("[data-group]")
    for n in range(groups.count()):
        group = groups.nth(n)
        if group.get_attribute("open") is None:
            group.locator("summary").click()
        group.get_by_role("checkbox", name="None of these").check()
    plain.goes_on()
    for _ in range(8):
        if "/plan/" not in plain.page.url or not plain.page.locator("#none").count():
            break
        plain.page.locator("#none").check()
        plain.goes_on()
    plain.page.get_by_role("heading", name="Your plan for today").wait_for()
    with plain.page.expect_download() as coming:
        plain.page.get_by_role("button", name="PDF").click()
    assert coming.value.suggested_filename == "unknot-plan.pdf"


def test_a_guess_is_asked_before_the_ranking(plain: Visitor) -> None:
    plain.opens("/")
    plain.ticks("Head and face", "Right temple")
    plain.page.get_by_text("Say more (as you like)").click()
    plain.page.get_by_role("checkbox", name="Ask for my own guess").check()
    plain.goes_on()
    plain.has_no_signs()
    assert plain.page.get_by_role("heading", name="What do you think it is?").is_visible()
    plain.page.get_by_role("button", name="Skip").click()
    plain.goes_on()
    assert plain.muscles()
