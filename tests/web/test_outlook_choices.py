"""From the answers of the form to the case of ``unknot forecast``."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from unknot.facts.methods import load_methods
from unknot.forecast.told import told_from
from unknot.web.outlook.choices import (
    QUESTIONS,
    Choices,
    case_of,
    choices_from,
    choices_of,
    methods_shown,
    muscles_shown,
    options_of,
)
from unknot.web.release.state import Point, Release


def _post(**given: str) -> QueryDict:
    post = QueryDict(mutable=True)
    post.update({"method": "massage", "treatments": "2", **given})
    return post


def test_what_is_left_open_is_not_recorded() -> None:
    choices = choices_from(_post())
    assert choices == Choices(method="massage", treatments=2)
    case = case_of(choices)
    assert case["point"] == {
        "weeks": None, "other_active_points": None, "earlier_episodes": None,
    }  # fmt: skip
    assert (case["entries"], case["baseline"]) == ([], None)
    assert {case["plan"][name] for name in ("home_care", "load", "sleep", "stress")} == {None}


def test_pain_now_is_the_baseline_and_one_entry() -> None:
    case = case_of(choices_from(_post(pain="7")))
    assert case["baseline"] == 7
    assert case["entries"] == [{"at": case["now"], "pain": 7}]


def test_treatments_follow_a_week_apart_from_today_on() -> None:
    told = told_from(case_of(choices_from(_post(treatments="3"))))
    assert [(one.day, one.method) for one in told.plan.treatments] == [
        (0.0, "massage"), (7.0, "massage"), (14.0, "massage"),
    ]  # fmt: skip


def test_none_planned_is_a_plan_without_treatments() -> None:
    assert told_from(case_of(choices_from(_post(treatments="0")))).plan.treatments == ()


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.name)
def test_every_answer_of_every_question_makes_a_case_that_can_be_read(question) -> None:
    for value, _label in question.answers:
        choices = choices_from(_post(**{question.name: value}))
        assert getattr(choices, question.name) == float(value)
        assert told_from(case_of(choices)).muscle is None


def test_counts_are_of_other_points_and_earlier_times() -> None:
    case = case_of(choices_from(_post(others="3", episodes="2")))
    assert case["point"]["other_active_points"] == 3
    assert case["point"]["earlier_episodes"] == 2


def test_exactly_one_answer_is_chosen_and_a_number_of_ones_own_is_kept() -> None:
    (weeks,) = (one for one in QUESTIONS if one.name == "weeks")
    for given in (None, 13.0, 30.0):
        options = options_of(weeks, Choices(weeks=given))
        assert sum(one.is_chosen for one in options) == 1
    assert [one.label for one in options if one.is_chosen] == ["30 weeks"]
    assert choices_from(_post(weeks="30")).weeks == 30


def test_of_several_found_points_the_first_is_shown_and_the_others_are_counted() -> None:
    points = tuple(Point("infraspinatus", "left", "infraspinatus_1", 4) for _ in range(3))
    choices = choices_of(Release(points=points, before={"pain": (6.4,)}))
    assert (choices.muscle, choices.side, choices.weeks) == ("infraspinatus", "left", 4)
    assert (choices.others, choices.pain) == (2, 6)
    assert choices_of(Release()) == Choices()


def test_methods_are_things_that_are_done_to_a_point_each_once() -> None:
    (_home, home), (_hands, hands) = methods_shown("heat")
    names = [one.value for one in (*home, *hands)]
    assert len(names) == len(set(names))
    assert {"sham", "no_treatment", "usual_care", "combined"}.isdisjoint(names)
    assert {load_methods()[one.value].is_for_home for one in home} == {True}
    assert {load_methods()[one.value].is_for_home for one in hands} == {False}
    assert [one.value for one in (*home, *hands) if one.is_chosen] == ["heat"]


def test_needles_are_never_among_what_is_done_by_oneself() -> None:
    (_home, home), _hands = methods_shown("")
    assert not [one.value for one in home if "needling" in one.value]


def test_muscles_are_listed_by_name() -> None:
    names = [one.label.casefold() for one in muscles_shown("")]
    assert names == sorted(names)
