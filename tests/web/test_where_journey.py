"""Whole journeys without JavaScript: every step is a plain form."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from tests.web.walking import Walker, names_a_muscle
from unknot.facts.red_flags import load_red_flags
from unknot.facts.wording import banned_in

pytestmark = pytest.mark.slow

TEMPLE = {
    "region": ["right:temple", "right:neck_side"],
    "intensity:right:temple": "6",
    "intensity:right:neck_side": "4",
    "quality:right:temple": "ache",
}


@pytest.fixture
def walker(browser: Client) -> Walker:
    return Walker(browser).open("/")


@pytest.fixture
def ranked(walker: Walker) -> Walker:
    """Somebody with a headache who has answered every card with none of these."""
    return walker.press("Next", **TEMPLE).answer_every_card()


def test_a_headache_leads_from_the_list_to_the_spot(walker: Walker) -> None:
    assert walker.page.h1 == "Where does it hurt?"
    walker.press("Next", **TEMPLE)
    assert (walker.status, walker.address) == (200, "/check/")
    assert walker.page.h1 == "Does any of these apply?"
    walker.answer_every_card()
    assert (walker.status, walker.address) == (200, "/muscles/")
    assert "Upper trapezius, right" in walker.page.visible
    assert "May not be a muscle" in walker.page.visible
    walker.press("Show me the spot")
    assert walker.address == "/muscles/upper_trapezius/right/"
    assert walker.page.h1 == "Upper trapezius, right"


def test_what_was_ticked_is_told_to_the_library(walker: Walker) -> None:
    told = json.loads(walker.press("Next", **TEMPLE).page.value("told"))
    assert told["pain"] == [
        {"region": "temple", "side": "right", "intensity": 6, "quality": "ache"},
        {"region": "neck_side", "side": "right", "intensity": 4},
    ]


def test_hip_pain_gets_muscles_of_the_hip(walker: Walker) -> None:
    walker.press("Next", region=["right:hip_side", "right:thigh_outer"]).answer_every_card()
    assert walker.address == "/muscles/"
    assert set(names_a_muscle(walker.page)) & {"gluteus_medius", "tensor_fasciae_latae"}


def test_free_words_alone_are_enough(walker: Walker) -> None:
    walker.press("Next", text="left side of the neck, worse when turning the head")
    walker.answer_every_card()
    assert walker.address == "/muscles/"
    assert "I read: left side of the neck" in walker.page.visible


def test_going_back_finds_everything_that_was_told(ranked: Walker) -> None:
    ranked.press("Change what hurts")
    assert ranked.address == "/"
    ticked = [box["value"] for box in ranked.page.named("region") if "checked" in box.attributes]
    assert ticked == ["right:temple", "right:neck_side"]
    assert ranked.page.value("intensity:right:temple") == "6"


def test_a_new_place_reopens_only_its_own_questions(ranked: Walker) -> None:
    before = json.loads(ranked.page.value("told"))["answers"]
    ranked.press("Change what hurts")
    ranked.press("Next", region=["right:temple", "right:neck_side", "left:lumbar"])
    assert ranked.address == "/check/"
    asked = ranked.page.value("card").split()
    assert asked
    assert not set(asked) & set(before)
    ranked.answer_every_card()
    assert ranked.address == "/muscles/"


def test_an_answered_question_changes_the_ranking_and_is_not_asked_again(ranked: Walker) -> None:
    test = ranked.page.value("test")
    ranked.press("Yes")
    assert ranked.address == "/muscles/"
    assert ranked.page.value("test") != test
    kind, target, _ = test.split(":")
    told = json.loads(ranked.page.value("told"))
    known = told.get("symptoms", []) + [m["movement"] for m in told.get("limited_movements", [])]
    assert kind in ("ask", "move")
    assert target in known


def test_not_sure_puts_the_question_aside_and_changes_nothing_told(ranked: Walker) -> None:
    test, told = ranked.page.value("test"), ranked.page.value("told")
    ranked.press("Not sure")
    assert ranked.page.value("test") != test
    assert ranked.page.value("told") == told
    assert ranked.page.value("put_aside") == test


def test_another_muscle_can_be_opened(ranked: Walker) -> None:
    second = next(one for one in ranked.page.all("button") if one["name"] == "show")
    ranked.press(" ".join(second.text.split())[:12])
    assert ranked.page.value("opened") == second["value"]


def test_a_spot_that_brings_on_the_pain_makes_the_muscle_likelier(ranked: Walker) -> None:
    ranked.press("Show me the spot")
    before = ranked.page.visible
    ranked.press("Yes")
    assert ranked.status == 200
    assert "Pressing here brings on the pain you know." in ranked.page.visible
    assert "about 5 in 10" in before
    assert "about 5 in 10" not in ranked.page.visible


def test_not_finding_the_spot_leads_somewhere(ranked: Walker) -> None:
    ranked.press("Show me the spot")
    assert any(link["href"] == "#elsewhere" for link in ranked.page.all("a"))
    ranked.press("Sternocleidomastoid")
    assert ranked.address.startswith("/muscles/sternocleidomastoid")


def test_the_print_view_holds_places_muscles_and_answers(ranked: Walker) -> None:
    ranked.press("Print view")
    assert ranked.address == "/print/"
    for part in ("Right temple", "Upper trapezius, right", "May not be a muscle", "Facts version"):
        assert part in ranked.page.visible


def test_an_emergency_replaces_everything(walker: Walker) -> None:
    walker.press("Next", **TEMPLE)
    walker.press("Next", sign=["ha_thunder"])
    assert walker.address == "/check/"
    assert walker.page.h1 == "Get emergency help now"
    assert names_a_muscle(walker.page) == []
    assert "Call 112 (Europe)" in walker.page.visible
    assert load_red_flags()["ha_thunder"].question in walker.page.visible


def test_a_tick_by_mistake_can_be_taken_back(walker: Walker) -> None:
    walker.press("Next", **TEMPLE).press("Next", sign=["ha_thunder"])
    walker.press("Check my answers")
    assert walker.page.h1 == "Your answers"
    walker.press("Save these answers", **{"answer:ha_thunder": "no"}).answer_every_card()
    assert walker.address == "/muscles/"


def test_the_chosen_country_gives_its_number(walker: Walker) -> None:
    walker.press("Next", country="gb", **TEMPLE).press("Next", sign=["ha_thunder"])
    assert "Call 999" in walker.page.visible
    assert any(link["href"] == "tel:999" for link in walker.page.all("a"))
    walker.press("Show its number", country="de")
    assert "Call 112" in walker.page.visible
    assert "Call 999" not in walker.page.visible


def test_not_sure_is_asked_line_by_line_and_counts(walker: Walker) -> None:
    walker.press("Next", **TEMPLE).press("I’m not sure", sign=["ha_thunder"])
    assert walker.page.h1 == "One by one"
    chosen = [r for r in walker.page.named("answer:ha_thunder") if "checked" in r.attributes]
    assert [radio["value"] for radio in chosen] == ["yes"]
    lines = walker.page.value("card").split()
    walker.press("Next", **{f"answer:{line}": "unsure" for line in lines})
    assert walker.page.h1 == "Get emergency help now"


def test_what_the_words_speak_of_is_asked_by_itself(walker: Walker) -> None:
    walker.press(
        "Next", text="worst headache of my life, it came on suddenly", region=["mid:throat"]
    )
    assert walker.page.h1 == "About what you told"
    assert not walker.page.named("none")


def test_a_visit_to_the_doctor_is_said_beside_the_ranking(walker: Walker) -> None:
    walker.press("Next", region=["right:temple"], age="62")
    for _ in range(20):
        if not walker.page.named("none"):
            break
        if "gca_headache" in walker.page.value("card").split():
            walker.press("Next", sign=["gca_headache"])
        else:
            walker.press("Next", none="1")
    assert "See a doctor" in walker.page.visible or "doctor today" in walker.page.visible


@pytest.mark.parametrize("steps", [0, 1, 2, 3, 4, 5])
def test_no_page_uses_a_banned_word(walker: Walker, steps: int) -> None:
    if steps >= 1:
        walker.press("Next", **TEMPLE)
    if steps >= 2:
        walker.answer_every_card()
    if steps == 3:
        walker.press("Show me the spot")
    if steps == 4:
        walker.press("Print view")
    if steps == 5:
        walker.press("Show me the spot").press("That’s the spot")
    assert banned_in(walker.page.visible) == []


def test_the_blocked_page_uses_no_banned_word(walker: Walker) -> None:
    walker.press("Next", **TEMPLE).press("Next", sign=["ha_thunder"])
    assert banned_in(walker.page.visible) == []
