"""The questions before a plan stand in groups: each once, each group answered, none beforehand."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.web.releasing import at, none_of_these, told_of, told_with
from tests.web.walking import Walker
from unknot.facts.conditions import CONDITION_GROUPS, load_conditions
from unknot.facts.contraindications import LEVELS
from unknot.web.release.questions import asked_conditions, cards
from unknot.web.release.state import SETTINGS, Release, Setting

pytestmark = pytest.mark.slow


@pytest.fixture
def walker(browser: Client) -> Walker:
    return at(Walker(browser).open("/"), "/about-you/", told_with(asked=None))


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_question_stands_once_under_its_own_group(setting: Setting) -> None:
    told = {"pain": []}
    shown = cards(told, Release(setting=setting), ticked=set(), none=set())
    lines = [line.id for card in shown for line in card.lines]
    assert sorted(lines) == sorted(asked_conditions(told, setting))
    titles = [card.title for card in shown]
    assert titles == [group for group in CONDITION_GROUPS if group in titles]
    for card in shown:
        assert {load_conditions()[line.id].group for line in card.lines} == {card.title}


@pytest.mark.parametrize("setting", SETTINGS)
def test_the_strictest_question_of_a_group_stands_first(setting: Setting) -> None:
    asked = asked_conditions({"pain": []}, setting)
    for card in cards({"pain": []}, Release(setting=setting), ticked=set(), none=set()):
        levels = [LEVELS.index(asked[line.id]) for line in card.lines]
        assert levels == sorted(levels), card.title


def _open_groups(walker: Walker) -> list[str]:
    groups = [one for one in walker.page.all("details") if "data-group" in one.attributes]
    return [one["id"] for one in groups if "open" in one.attributes]


def test_the_first_group_is_open_and_nothing_is_ticked(walker: Walker) -> None:
    assert _open_groups(walker) == ["group-1"]
    assert not [one for one in walker.page.all("input") if "checked" in one.attributes]
    assert "0 of 10 groups answered" in walker.page.visible


def test_groups_without_an_answer_come_back_open_and_named(walker: Walker) -> None:
    none = none_of_these(walker)
    walker.press("Make the plan", none=[one for one in none if one not in ("3", "5")])
    assert walker.status == 422
    assert _open_groups(walker) == ["group-3", "group-5"]
    assert "Heart, lungs and blood pressure: nothing is ticked yet." in walker.page.visible
    assert walker.page.visible.count("none of these") == len(none) - 2


def test_what_is_ticked_is_counted_and_kept_when_somebody_comes_back(walker: Walker) -> None:
    none = [one for one in none_of_these(walker) if one != "1"]
    ticked = ["pregnant_t1", "postpartum"]
    known = [one["value"] for one in walker.page.named("condition")]
    chosen = [one for one in ticked if one in known] or known[:2]
    walker.press("Make the plan", none=none, condition=chosen)
    at(walker, "/about-you/", told_of(walker))
    assert f"{len(chosen)} ticked" in walker.page.visible
    assert "10 of 10 groups answered" in walker.page.visible
    assert _open_groups(walker) == []
