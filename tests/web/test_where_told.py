"""Answers can be changed and taken back; "not ticked" is not "no"; "not sure" is explained."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from tests.web.walking import Walker
from unknot.facts.countries import load_countries
from unknot.facts.red_flags import load_red_flags

pytestmark = pytest.mark.slow

PLACES = {"region": ["right:temple", "right:neck_side"]}


@pytest.fixture
def walker(browser: Client) -> Walker:
    return Walker(browser).open("/")


@pytest.fixture
def ranked(walker: Walker) -> Walker:
    return walker.press("Next", **PLACES).answer_every_card()


def _retellings(walker: Walker) -> list[str]:
    return [one["value"] for one in walker.page.named("retell")]


def test_an_answer_stands_under_what_you_told_and_can_be_changed(ranked: Walker) -> None:
    test = ranked.page.value("test")
    ranked.press("Yes")
    assert _retellings(ranked) == [f"{test}=no", f"{test}=none"]
    ranked.press("Change to no")
    assert _retellings(ranked) == [f"{test}=yes", f"{test}=none"]
    told = json.loads(ranked.page.value("told"))
    target = test.split(":")[1]
    assert target not in told.get("symptoms", [])
    assert target not in [mark["movement"] for mark in told.get("limited_movements", [])]


def test_an_answer_taken_back_leaves_the_ranking_as_it_was(ranked: Walker) -> None:
    before, test = ranked.page.visible, ranked.page.value("test")
    ranked.press("Yes").press("Remove")
    assert ranked.page.value("test") == test
    assert ranked.page.visible == before


def test_not_sure_is_listed_and_can_be_answered_later(ranked: Walker) -> None:
    test = ranked.page.value("test")
    ranked.press("Not sure")
    assert f"{test}=none" in _retellings(ranked)
    ranked.press("Remove")
    assert ranked.page.value("put_aside") == ""
    assert ranked.page.value("test") == test


def test_that_is_the_spot_is_listed_and_can_be_taken_back(ranked: Walker) -> None:
    ranked.press("Show me the spot").press("Yes")
    pressed = [value for value in _retellings(ranked) if value.startswith("palpate:")]
    assert pressed
    ranked.press("Take this answer back")
    assert "That’s the spot" in ranked.page.visible
    assert json.loads(ranked.page.value("told")).get("signs", []) == []


def test_answers_stand_on_paper(ranked: Walker) -> None:
    ranked.press("Show me the spot").press("Yes")
    ranked.press("Muscle").press("Print view")
    assert "Upper trapezius, right: Does" in ranked.page.visible


@pytest.mark.parametrize("value", ["ask:headache:mid", "ask:headache=yes", "x=no", "=", "a:b:c=d"])
def test_a_changed_answer_that_cannot_be_read_is_refused(ranked: Walker, value: str) -> None:
    names = ("csrfmiddlewaretoken", "told")
    sent = {name: ranked.page.value(name) for name in names}
    assert ranked.post("/muscles/", {**sent, "retell": value}).status == 422


def test_a_line_that_was_merely_not_ticked_is_not_said_to_be_no(walker: Walker) -> None:
    walker.press("Next", **PLACES)
    lines = walker.page.value("card").split()
    walker.press("Next", sign=["ha_thunder"])
    note = walker.page.visible.split("Note for the doctor")[1]
    assert "Answered with no" not in note
    unticked = note.split("Not ticked")[1]
    for line in set(lines) - {"ha_thunder"}:
        assert load_red_flags()[line].question in unticked


def test_none_of_these_is_no(walker: Walker) -> None:
    walker.press("Next", **PLACES).press("Next", none="1")
    asked = walker.page.value("card").split()
    walker.press("Next", sign=[asked[0]])
    for _ in range(10):
        if walker.page.named("card"):
            walker.press("Next", none="1")
    walker.press("Print view") if "Print view" in walker.page.visible else None
    assert "with no" in walker.page.visible


def test_a_line_not_ticked_can_be_answered_on_review(walker: Walker) -> None:
    walker.press("Next", **PLACES)
    lines = [one for one in walker.page.value("card").split() if one != "ha_thunder"]
    walker.press("Next", sign=["ha_thunder"]).press("Check my answers")
    chosen = [radio for radio in walker.page.named(f"answer:{lines[0]}") if radio["value"] == "no"]
    assert "checked" not in chosen[0].attributes
    walker.press("Save these answers", **{f"answer:{lines[0]}": "no"})
    assert lines[0] not in walker.page.value("not_ticked").split()
    assert "Answered with no" in walker.page.visible


def test_not_sure_that_leads_to_the_emergency_page_says_so_and_leads_back(walker: Walker) -> None:
    walker.press("Next", **PLACES).press("I’m not sure")
    lines = walker.page.value("card").split()
    answers = {f"answer:{line}": "no" for line in lines} | {"answer:ha_thunder": "unsure"}
    walker.press("Next", **answers)
    assert walker.page.h1 == "Get emergency help now"
    assert "because you answered “not sure”" in walker.page.visible
    assert load_red_flags()["ha_thunder"].question in walker.page.visible
    walker.press("Answer this line again")
    first = next(one for one in walker.page.all("input") if one["name"].startswith("answer:"))
    assert first["name"] == "answer:ha_thunder"
    walker.press("Save these answers", **{"answer:ha_thunder": "no"})
    assert walker.page.h1 != "Get emergency help now"


def test_a_yes_that_is_as_urgent_is_not_laid_on_not_sure(walker: Walker) -> None:
    walker.press("Next", **PLACES).press("I’m not sure")
    lines = walker.page.value("card").split()
    answers = {f"answer:{line}": "unsure" for line in lines} | {"answer:ha_thunder": "yes"}
    walker.press("Next", **answers)
    assert "because you answered “not sure”" not in walker.page.visible


def test_countries_stand_in_the_order_of_their_names(walker: Walker) -> None:
    options = [one for one in walker.page.all("option") if one["value"] in load_countries()]
    names = [" ".join(one.text.split()) for one in options if one.text.strip() != "no"]
    assert len(names) > 10
    assert names == sorted(names, key=str.casefold)


def test_the_first_page_says_what_it_is_and_what_it_is_not(walker: Walker) -> None:
    for words in ("which muscles are worth checking", "Not for emergencies", "on this device only"):
        assert words in walker.page.visible
