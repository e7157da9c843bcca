"""What holds for every group, whatever is asked."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unknot.facts.trial_evidence import load_trial_outcomes
from unknot.facts.trials import CHRONICITIES
from unknot.forecast.evidence.answer_json import answer_group
from unknot.forecast.evidence.shares import load_method_classes

METHODS = sorted(load_method_classes())
KGF_KPA = 98.0665
FEW = settings(max_examples=40, deadline=None)

groups = st.fixed_dictionaries(
    {
        "method": st.sampled_from(METHODS),
        "chronicity": st.sampled_from([*CHRONICITIES, None]),
        "treatment_weeks": st.none() | st.floats(0, 26),
        "outcome": st.just("pain_nrs"),
        "n": st.none() | st.integers(1, 500),
        "weeks": st.lists(st.sampled_from([0.001, 0.3, 1, 4, 12, 52]), min_size=1, max_size=4),
    }
)
pains = st.floats(0.1, 10)


def answered(group: dict[str, Any], baseline: float, **changed: Any) -> dict[str, Any]:
    return answer_group({**group, "baseline": {"mean": baseline, "sd": None}, **changed})


@FEW
@given(groups, pains, pains)
def test_higher_baseline_never_gives_a_lower_forecast(
    group: dict[str, Any], one: float, other: float
) -> None:
    low, high = sorted((one, other))
    for below, above in zip(
        answered(group, low)["mean"], answered(group, high)["mean"], strict=True
    ):
        assert below <= above + 0.005


@FEW
@given(groups, pains)
def test_range_holds_the_mean_and_stays_on_the_scale(group: dict[str, Any], pain: float) -> None:
    answer = answered(group, pain)
    for low, mean, high in zip(answer["lower80"], answer["mean"], answer["upper80"], strict=True):
        assert 0 <= low <= mean <= high <= 10


@FEW
@given(groups, st.floats(2, 10), st.integers(2, 200))
def test_more_people_never_give_a_wider_range(group: dict[str, Any], pain: float, n: int) -> None:
    few, many = answered(group, pain, n=n), answered(group, pain, n=n * 4)
    for place in range(len(few["weeks"])):
        assert width(many, place) <= width(few, place) + 0.005


@FEW
@given(groups, pains)
def test_every_week_is_answered_as_if_asked_alone(group: dict[str, Any], pain: float) -> None:
    together = answered(group, pain)
    for place, week in enumerate(group["weeks"]):
        alone = answered(group, pain, weeks=[week])
        assert alone["mean"] == [together["mean"][place]]


@FEW
@given(groups, pains)
def test_both_pain_scales_have_the_same_forecast(group: dict[str, Any], pain: float) -> None:
    numbers = ("mean", "lower80", "upper80")
    rating, line = answered(group, pain), answered(group, pain, outcome="pain_vas")
    assert [rating[name] for name in numbers] == [line[name] for name in numbers]


@FEW
@given(groups, st.floats(0.2, 15))
def test_threshold_is_the_same_in_both_units(group: dict[str, Any], ppt: float) -> None:
    force = answered(group, ppt, outcome="ppt_kg_cm2")
    pressure = answered(group, ppt * KGF_KPA, outcome="ppt_kpa")
    for name in ("mean", "lower80", "upper80"):
        assert pressure[name] == pytest.approx(
            [value * KGF_KPA for value in force[name]], rel=0.01, abs=1.0
        )


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("outcome", load_trial_outcomes())
def test_every_method_and_outcome_is_answered(method: str, outcome: str) -> None:
    one = load_trial_outcomes()[outcome]
    baseline = {"mean": one.typical_baseline, "sd": None}
    answer = answer_group(
        {"method": method, "outcome": outcome, "baseline": baseline, "weeks": [0.001, 4, 52]}
    )
    assert all(one.low <= value <= one.high for value in answer["mean"])


def test_week_zero_is_the_baseline_itself() -> None:
    answer = answered({"method": "laser", "outcome": "pain_nrs", "weeks": [0]}, 6.3)
    assert (answer["mean"], answer["lower80"], answer["upper80"]) == ([6.3], [6.3], [6.3])


def test_same_question_has_the_same_answer() -> None:
    group = {"method": "massage", "outcome": "pain_nrs", "weeks": [1, 4]}
    assert answered(group, 5.0) == answered(group, 5.0)


def width(answer: dict[str, Any], place: int) -> float:
    return float(answer["upper80"][place] - answer["lower80"][place])
