"""From a found spot to its result without JavaScript: every step is a plain form."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.web.releasing import KEY, at, none_of_these, told_of, told_with
from tests.web.walking import Walker
from unknot.facts.wording import banned_in

pytestmark = pytest.mark.slow


@pytest.fixture
def walker(browser: Client) -> Walker:
    return Walker(browser).open("/")


@pytest.fixture
def planned(walker: Walker) -> Walker:
    """Somebody whose plan is made."""
    return at(walker, "/plan/", told_with())


def test_a_spot_leads_over_every_step_to_a_result(walker: Walker) -> None:
    walker.press("Next", region=["right:temple", "right:neck_side"], age="41", sex="female")
    walker.answer_every_card()
    walker.press("Show me the spot").press("That’s the spot")
    assert (walker.address, walker.page.h1) == ("/points/", "Is this the spot?")
    walker.press("Next", **{f"felt:tender:{KEY}": "yes", f"weeks:{KEY}": "12"})
    assert walker.address == "/about-you/"
    walker.press("Make the plan", none=none_of_these(walker))
    while walker.page.named("card"):
        walker.press("Next", none="1")
    assert (walker.address, walker.page.h1) == ("/plan/", "Your plan for today")
    assert "Stop at once if" in walker.page.visible
    movement = walker.press("Start: measure first").page.named("movement")[0]["value"]
    walker.press("Start the release", pain="6", movement=movement, moving="7")
    steps = []
    while walker.address.startswith("/release/"):
        steps.append(walker.address)
        assert "Stop" in [" ".join(one.text.split()) for one in walker.page.all("button")]
        walker.press("Done, next")
    assert steps == [f"/release/{n}/" for n in range(1, len(steps) + 1)]
    assert (walker.address, walker.page.h1) == ("/after/", "How is it after?")
    walker.press("Show what changed", no_harm="1", pain="5", moving="1", overall="better")
    assert (walker.address, walker.page.h1) == ("/result/", "1 of 2 measures really changed")
    assert told_of(walker)["release"]["done"] == list(range(1, len(steps) + 1))
    walker.press("Sheet to take along")
    assert "Pain now fell by 1, which can still be chance." in walker.page.visible


def test_the_plan_says_dose_position_reason_and_evidence(planned: Walker) -> None:
    for words in ("How long", "How hard", "Position", "Why", "Evidence", "Not to be expected"):
        assert words in planned.page.visible


def test_the_clock_without_scripts_counts_the_seconds_of_the_plan(planned: Walker) -> None:
    at(planned, "/release/1/", told_with())
    step = next(one for one in planned.page.elements if one["data-work"] == "1")
    seconds = int(step["data-seconds"])
    (clock,) = [one for one in planned.page.elements if "clock" in one["class"].split()]
    digits = f"{seconds:04d}"
    assert clock["class"] == f"clock k{digits[0]} h{digits[1]} t{digits[2]} u{digits[3]}"


def test_all_that_is_left_of_a_treatment_is_on_the_page(planned: Walker) -> None:
    at(planned, "/release/1/", told_with())
    steps = [one["data-work"] for one in planned.page.elements if one["data-work"]]
    assert steps == ["1", "2"]
    at(planned, "/release/2/", told_with())
    assert [one["data-work"] for one in planned.page.elements if one["data-work"]] == ["2"]


def test_no_step_may_be_held_longer_than_its_dose(planned: Walker) -> None:
    at(planned, "/release/1/", told_with())
    for step in (one for one in planned.page.elements if one["data-work"]):
        assert 0 < int(step["data-seconds"]) <= int(step["data-most"]) <= 120


def test_stop_asks_what_happened_and_ends_the_plan(planned: Walker) -> None:
    at(planned, "/release/1/", told_with()).press("Stop")
    assert (planned.address, planned.page.h1) == ("/stopped/", "Stopped. Let go.")
    planned.press("Save what happened", what=["dizzy"])
    assert told_of(planned)["release"]["stopped"] == ["dizzy"]
    at(planned, "/release/2/", told_of(planned))
    assert planned.address == "/stopped/"


@pytest.mark.parametrize(
    ("happened", "heading"),
    [("breath", True), ("dizzy", False)],
)
def test_a_short_breath_is_sent_for_help_at_once(
    planned: Walker, *, happened: str, heading: bool
) -> None:
    words = "Chest pain or short of breath? Get help now"
    at(planned, "/release/1/", told_with()).press("Stop")
    planned.press("Save what happened", what=[happened])
    assert (words in planned.page.visible) is heading
    at(planned, "/result/", told_with(harm=[happened], before={"pain": [6]}, after={"pain": [6]}))
    assert (words in planned.page.visible) is heading


def test_after_a_stop_the_measures_and_another_day_are_still_there(planned: Walker) -> None:
    before = {"pain": [6]}
    told = told_with(stopped=["sharp"], done=[1], before=before, treatments_so_far=2)
    at(planned, "/after/", told).press("Show what changed", harm=["sharp"], pain="6")
    assert "Something felt wrong." in planned.page.visible
    planned.press("Another day")
    held = told_of(planned)["release"]
    assert held["treatments_so_far"] == 3
    assert "stopped" not in held
    assert "before" not in held


def test_a_result_before_the_question_about_harm_leads_to_that_question(planned: Walker) -> None:
    at(planned, "/result/", told_with(before={"pain": [6]}, after={"pain": [1]}))
    assert planned.address == "/after/"
    assert not any("checked" in one.attributes for one in planned.page.named("harm"))
    assert "checked" not in planned.page.named("no_harm")[0].attributes


def test_a_spot_can_be_taken_away(planned: Walker) -> None:
    at(planned, "/points/", told_with()).press("Remove this spot: Upper trapezius, right")
    assert (planned.status, planned.address) == (200, "/points/")
    assert "points" not in told_of(planned).get("release", {})


def test_the_preview_asks_five_signs_and_measures_with_gauge_and_angle(planned: Walker) -> None:
    at(planned, "/points/", told_with()).press("Change", setting="clinic")
    assert planned.page.visible.count("κ") == 4
    assert len({one["name"] for one in planned.page.elements if one["name"][:5] == "felt:"}) == 5
    at(planned, "/before/", told_with(setting="clinic", agrees=True))
    assert len(planned.page.named("ppt")) == 3
    assert planned.page.named("rom")


def test_a_gauge_is_judged_against_its_own_error(planned: Walker) -> None:
    measures = {"setting": "clinic", "agrees": True, "harm": []}
    told = told_with(**measures, before={"ppt": [140, 150, 155]}, after={"ppt": [220, 230, 240]})
    at(planned, "/result/", told)
    # Means 148.3 and 230 differ by 81.7 kPa, more than the 60.8 kPa of this muscle.
    assert "Pressure until it hurts rose by 82 kPa" in planned.page.visible
    assert "raised" in planned.page.visible


def test_a_guess_is_asked_before_the_ranking_and_kept_beside_it(planned: Walker) -> None:
    at(planned, "/hypothesis/", told_with())
    assert " in 10" not in planned.page.visible
    first = planned.page.named("guess")[0]["value"]
    planned.press("Show the ranking", guess=first)
    assert planned.page.visible.count("your guess") == 1
    assert told_of(planned)["release"]["guess"] == first


def test_going_back_to_the_first_page_keeps_the_second_half(planned: Walker) -> None:
    at(planned, "/check/", told_with(), part="where", region=["right:temple"])
    assert told_of(planned)["release"]["points"][0]["site"] == "upper_trapezius_1"


@pytest.mark.parametrize(
    "address",
    ["/points/", "/about-you/", "/plan/", "/plan/print/", "/before/", "/release/1/", "/after/"],
)
def test_no_page_uses_a_banned_word(planned: Walker, address: str) -> None:
    at(planned, address, told_with())
    assert banned_in(planned.page.visible) == []
