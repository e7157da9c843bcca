"""Slips in the forms of the second half: a message at the field, and nothing changed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from tests.web.releasing import KEY, POINT, at, none_of_these, told_of, told_with
from tests.web.walking import Walker

pytestmark = pytest.mark.slow


@pytest.fixture
def walker(browser: Client) -> Walker:
    return Walker(browser).open("/")


def _problems(walker: Walker) -> str:
    assert walker.status == 422
    return walker.page.visible


@pytest.mark.parametrize("given", ["50", "-3", "eleven", "10.5", "1e9", "nan"])
def test_a_pain_off_the_scale_is_refused_and_not_kept(walker: Walker, given: str) -> None:
    at(walker, "/before/", told_with(), form="before", pain=given)
    assert f"'{given}' is not on this scale: from 0 to 10." in _problems(walker)
    assert "before" not in told_of(walker)["release"]


@pytest.mark.parametrize("given", ["0", "-10", "99999"])
def test_a_reading_that_no_gauge_gives_is_refused(walker: Walker, given: str) -> None:
    told = told_with(setting="clinic", agrees=True)
    at(walker, "/before/", told, form="before", ppt=[given, "", ""])
    assert "from 0.1 to 2000" in _problems(walker)


def test_a_reading_that_was_not_taken_stays_not_recorded(walker: Walker) -> None:
    told = told_with(setting="clinic", agrees=True)
    at(walker, "/before/", told, form="before", ppt=["140", "", "150,5"], pain="")
    assert told_of(walker)["release"]["before"] == {"ppt": [140, None, 150.5]}


def test_a_condition_that_is_not_known_is_refused(walker: Walker) -> None:
    at(walker, "/about-you/", told_with(asked=None), form="about", condition=["flying"])
    assert walker.status == 422
    assert "Condition 'flying' is not known." in walker.page.visible


def test_a_card_without_an_answer_says_what_is_missing(walker: Walker) -> None:
    at(walker, "/about-you/", told_with(asked=None))
    walker.press("Make the plan", none=none_of_these(walker)[1:])
    assert "Pregnancy and birth: nothing is ticked yet." in _problems(walker)
    assert "asked" not in told_of(walker)["release"]


def test_none_of_these_and_a_line_exclude_each_other(walker: Walker) -> None:
    at(walker, "/about-you/", told_with(asked=None))
    first = walker.page.named("condition")[0]["value"]
    walker.press("Make the plan", none=none_of_these(walker), condition=[first])
    assert "Pregnancy and birth: a line and 'None of these' are both ticked." in _problems(walker)


@pytest.mark.parametrize("given", ["-1", "200", "old", "41.5"])
def test_an_age_that_cannot_be_is_refused(walker: Walker, given: str) -> None:
    at(walker, "/about-you/", told_with(asked=None))
    walker.press("Make the plan", none=none_of_these(walker), age=given)
    assert f"'{given}' is not a whole number" in _problems(walker)


def test_a_missing_age_is_asked_at_its_field_and_not_held_against_anybody(walker: Walker) -> None:
    at(walker, "/about-you/", told_with(asked=None))
    walker.press("Make the plan", none=none_of_these(walker), age="")
    assert walker.address == "/about-you/"
    assert "Write the age. At home, children and old people have other limits." in _problems(walker)
    walker.press("Make the plan", none=none_of_these(walker), age="41")
    assert walker.address == "/plan/"


def test_weeks_that_look_like_a_slip_come_back_with_a_guess(walker: Walker) -> None:
    at(walker, "/points/", told_with())
    felt = {f"felt:recognised_pain:{KEY}": "yes", f"felt:tender:{KEY}": "yes"}
    walker.press("Next", **felt, **{f"weeks:{KEY}": "1200"})
    assert "That is 23 years. Did you mean 12 weeks?" in _problems(walker)
    walker.press("Next", **{f"weeks:{KEY}": "-4"})
    assert "Weeks are a number from 0 up; '-4' is not." in _problems(walker)


def test_a_question_left_open_is_named(walker: Walker) -> None:
    at(walker, "/points/", told_with(points=[]), test="palpate:upper_trapezius:right",
       site="upper_trapezius_1", reply="yes")  # fmt: skip
    walker.press("Next")
    assert "Not answered yet: Is this spot more tender" in _problems(walker)


def test_a_spot_where_nothing_was_found_is_not_planned(walker: Walker) -> None:
    at(walker, "/points/", told_with())
    felt = {f"felt:recognised_pain:{KEY}": "no", f"felt:tender:{KEY}": "unsure"}
    walker.press("Next", **felt)
    assert "neither sign was found" in _problems(walker)


def test_nothing_and_something_wrong_exclude_each_other(walker: Walker) -> None:
    told = told_with(before={"pain": [6]})
    at(walker, "/after/", told, form="after", no_harm="1", harm=["dizzy"])
    assert "are both ticked" in _problems(walker)
    at(walker, "/after/", told, form="after", pain="2")
    assert "Did anything feel wrong?" in _problems(walker)
    assert "after" not in told_of(walker)["release"]


def test_a_form_sent_to_another_step_comes_back_to_its_own(walker: Walker) -> None:
    at(walker, "/plan/", told_with(), form="before", pain="50")
    assert (walker.status, walker.address) == (422, "/before/")


@pytest.mark.parametrize(
    "changed",
    [
        {"setting": "moon"},
        {"points": [{**POINT, "side": "mid"}]},
        {"points": [{**POINT, "side": "both"}]},
        {"points": [{**POINT, "site": "soleus_1"}]},
        {"points": [POINT, POINT]},
        {"points": [{**POINT, "weeks": -2}]},
        {"points": "all"},
        {"conditions": ["flying"]},
        {"without": ["magic"]},
        {"before": {"pain": [50000]}},
        {"before": {"wish": [1]}},
        {"before": {"pain": [1, 2, 3, 4]}},
        {"done": [-1]},
        {"done": [1.5]},
        {"felt": {"1": 11}},
        {"felt": {"one": 3}},
        {"felt": [3]},
        {"harm": ["boredom"]},
        {"movement": "hop"},
        {"is_irritable": "very"},
        {"treatments_so_far": -1},
        {"limb": "x y"},
        {"profession": "wizard"},
    ],
)
def test_what_was_changed_on_the_device_is_refused_with_its_place(
    walker: Walker, changed: dict[str, Any]
) -> None:
    at(walker, "/plan/", told_with(**changed))
    assert walker.status == 422
    assert f"release.{next(iter(changed))}" in walker.page.visible


def test_what_is_no_object_is_refused(walker: Walker) -> None:
    at(walker, "/plan/", {**told_with(), "release": [1]})
    assert walker.status == 422


def test_a_pause_of_the_journey_keeps_every_field(walker: Walker) -> None:
    """What goes out comes back the same, field by field."""
    held = told_with(
        conditions=["diabetes"], equipment=["ball"], without=["heat"], is_irritable=False,
        treatments_so_far=3, limb="left_arm", has_adult=True, guess="temporalis:right",
        movement="neck_rotation_opposite", movement_side="right", unit="N/cm2",
        before={"pain": [6], "moving": [7]}, after={"pain": [4]}, done=[1], felt={"1": 3},
        harm=["bruise"], overall="worse",
    )  # fmt: skip
    at(walker, "/plan/", held)
    assert told_of(walker)["release"] == {
        **json.loads(json.dumps(held["release"])),
        "points": [{**POINT, "weeks": None}],
    }
