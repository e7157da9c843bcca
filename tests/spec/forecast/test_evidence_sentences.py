"""What is said beside the numbers of a group: what comes by itself, and what it rests on."""

from __future__ import annotations

from typing import Any

import pytest

from unknot.forecast.evidence.group import forecast_group
from unknot.forecast.evidence.wording import amount, sentences, when

PAIN: dict[str, Any] = {
    "method": "dry_needling",
    "outcome": "pain_nrs",
    "baseline": {"mean": 6.3},
    "weeks": [4],
}


def said(**changed: Any) -> str:
    return "\n".join(sentences(forecast_group({**PAIN, **changed})))


def test_share_without_the_technique_is_said_first() -> None:
    assert said().startswith("Time and being looked after would bring about ")
    assert "without the technique (80 % range " in said()


def test_threshold_has_no_natural_course_to_speak_of() -> None:
    text = said(outcome="ppt_kpa", baseline={"mean": 180})
    assert text.startswith("Being looked after would bring about ")


@pytest.mark.parametrize("method", ["sham", "no_treatment", "usual_care"])
def test_comparison_arms_have_no_technique_to_take_away(method: str) -> None:
    assert "without the technique" not in said(method=method)


def test_trials_behind_a_method_are_counted() -> None:
    # Three trials with four groups, one comparison with sham, two without levels; three pooled
    # effects of reviews name it.
    assert (
        "Dry needling: 4 groups in 3 trials measured pain, and 3 comparisons inside trials and "
        "3 pooled effects of reviews compare it with something else." in said()
    )


def test_method_without_a_group_says_so() -> None:
    text = said(method="laser")
    assert "Low-level laser: no group with pain before and after is in the trials" in text
    assert "2 pooled effects of reviews compare it with something else" in text
    assert "The forecast is that of similar methods" in text


def test_one_person_is_not_a_group_and_a_mean_is_not_a_proof() -> None:
    assert "One person can do much better or worse." in said()
    assert "does not show that a method is better." in said()


def test_far_weeks_are_called_thin() -> None:
    assert "further than twelve weeks" in said(weeks=[4, 26])
    assert "further than twelve weeks" not in said(weeks=[12])


def test_what_was_told_and_not_used_is_named() -> None:
    text = said(condition="neck pain", muscles=["upper_trapezius"], treatments=3)
    assert "Not used: the complaint, the muscles, the number of treatments." in text
    assert "Not used" not in said()


@pytest.mark.parametrize("word", ["safe", "cure", "diagnos", "guarantee"])
def test_no_word_promises_too_much(word: str) -> None:
    assert word not in said(method="laser", weeks=[52]).lower()


@pytest.mark.parametrize(
    ("week", "words"),
    [
        (0, "before"),
        (0.001, "right after"),
        (2 / 168, "2 h"),
        (1 / 7, "1 day"),
        (2 / 7, "2 days"),
        (1, "week 1"),
        (2.5, "week 2.5"),
        (52, "week 52"),
    ],
)
def test_times_are_said_as_people_say_them(week: float, words: str) -> None:
    assert when(week) == words


def test_amounts_have_the_decimals_that_are_worth_printing() -> None:
    told = forecast_group(PAIN).told.outcome
    assert amount(told, 3.456) == "3.5"
    threshold = forecast_group({**PAIN, "outcome": "ppt_kpa", "baseline": {"mean": 180}})
    assert amount(threshold.told.outcome, 239.6) == "240"
