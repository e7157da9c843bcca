"""What is refused at the door of ``unknot forecast --group``, with place and remedy."""

from __future__ import annotations

from typing import Any

import pytest

from unknot.errors import InvalidInput
from unknot.forecast.evidence.told import told_group

ASKED: dict[str, Any] = {
    "id": "g1",
    "method": "dry_needling",
    "chronicity": "chronic",
    "condition": "neck pain",
    "muscles": ["upper_trapezius"],
    "treatment_weeks": 3,
    "treatments": 3,
    "outcome": "pain_nrs",
    "baseline": {"mean": 6.3, "sd": 1.5},
    "n": 20,
    "weeks": [0.001, 1, 4, 12],
}


@pytest.mark.parametrize(
    ("changed", "where", "said"),
    [
        ({"method": "dry_neddling"}, "method", "Did you mean 'dry_needling'?"),
        ({"method": None}, "method", "dry_needling"),
        ({"outcome": "pain_nsr"}, "outcome", "Did you mean 'pain_nrs'?"),
        ({"muscles": ["upper_trapezus"]}, "muscles[0]", "Did you mean 'upper_trapezius'?"),
        ({"chronicity": "cronic"}, "chronicity", "Did you mean 'chronic'?"),
        ({"baseline": None}, "baseline", "Give the mean before the first treatment"),
        ({"baseline": {"sd": 1}}, "baseline.mean", "starts from the mean"),
        ({"baseline": {"mean": None}}, "baseline.mean", "starts from the mean"),
        ({"baseline": {"mean": 11}}, "baseline.mean", "0 to 10 points 0-10"),
        ({"baseline": {"mean": 0}}, "baseline.mean", "has nothing left to change"),
        ({"baseline": {"mean": -0.1}}, "baseline.mean", "0 to 10"),
        ({"baseline": {"mean": float("nan")}}, "baseline.mean", "finite number"),
        ({"baseline": {"mean": "6"}}, "baseline.mean", "'6'"),
        ({"baseline": {"mean": True}}, "baseline.mean", "True"),
        ({"baseline": {"mean": 6, "sd": -1}}, "baseline.sd", "0 to 10"),
        ({"baseline": {"meen": 6}}, "baseline.meen", "Did you mean 'mean'?"),
        ({"baseline": 6}, "baseline", "an object"),
        ({"weeks": [1, -1]}, "weeks[1]", "0 to 260 weeks"),
        ({"weeks": [300]}, "weeks[0]", "0 to 260 weeks"),
        ({"weeks": [None]}, "weeks[0]", "is null"),
        ({"weeks": [float("inf")]}, "weeks[0]", "finite number"),
        ({"weeks": []}, "weeks", "missing or empty"),
        ({"weeks": 4}, "weeks", "a list"),
        ({"weeks": [1.0] * 201}, "weeks", "at most 200"),
        ({"treatment_weeks": -1}, "treatment_weeks", "0 to 260 weeks"),
        ({"treatments": 2.5}, "treatments", "whole number"),
        ({"n": 0}, "n", "at least one person"),
        ({"n": 6000}, "n", "0 to 5000"),
        ({"condition": 5}, "condition", "a text"),
        ({"id": 1.5}, "id", "a string"),
        ({"metod": "laser"}, "metod", "Did you mean 'method'?"),
        (
            {"outcome": "pain_pct_change", "baseline": {"mean": 6}},
            "baseline.mean",
            "starts at 0",
        ),
        (
            {"outcome": "ppt_kg_cm2", "baseline": {"mean": 250}},
            "baseline.mean",
            "0 to 20 kgf/cm2",
        ),
    ],
)
def test_wrong_field_is_refused_with_place_and_remedy(
    changed: dict[str, Any], where: str, said: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        told_group({**ASKED, **changed})
    assert refused.value.where == where
    assert said in str(refused.value)


@pytest.mark.parametrize("fields", [None, [], "dry_needling", 4])
def test_only_an_object_is_a_group(fields: object) -> None:
    with pytest.raises(InvalidInput, match="A group is one JSON object"):
        told_group(fields)


def test_everything_told_is_kept() -> None:
    told = told_group(ASKED)
    assert (told.id, told.method, told.chronicity) == ("g1", "dry_needling", "chronic")
    assert (told.baseline, told.sd, told.n) == (6.3, 1.5, 20)
    assert (told.weeks_treated, told.treatments) == (3.0, 3)
    assert told.weeks == (0.001, 1.0, 4.0, 12.0)
    assert (told.condition, told.muscles) == ("neck pain", ("upper_trapezius",))


def test_what_is_null_is_not_told() -> None:
    nulls = dict.fromkeys(
        ("id", "chronicity", "condition", "muscles", "treatment_weeks", "treatments", "n")
    )
    told = told_group({**ASKED, **nulls, "baseline": {"mean": 6, "sd": None}})
    assert (told.chronicity, told.weeks_treated, told.n, told.sd) == (None, None, None, None)
    assert told.muscles == ()


def test_change_from_baseline_needs_no_baseline() -> None:
    told = told_group({"method": "laser", "outcome": "pain_pct_change", "weeks": [4]})
    assert told.baseline == 0.0


def test_unheard_field_is_named_as_not_used() -> None:
    assert told_group({**ASKED, "colour": "red"}).ignored == ("colour",)
