"""The direction of a change is told by where its range lies, also where its middle is none."""

from __future__ import annotations

import pytest

from unknot.forecast.answer import forecast
from unknot.forecast.choices import CHANGES, Difference
from unknot.forecast.evidence.designs import Design, load_choice_designs
from unknot.forecast.wording import NO_DIFFERENCE, change_sentence


def _said(
    low: float, middle: float, high: float, *, helps: float = 0.8, design: Design = "randomised"
) -> str:
    one = Difference(
        change="load_more",
        reached=0.0,
        median_days=None,
        relieved_days=(low, middle, high),
        better_by_one_point=0.0,
        mean_pain=0.0,
        grade="judged",
        helps=helps,
        design=design,
    )
    return change_sentence(one, n_days=42)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((-6.0, 0.0, 0.0), "0 fewer relieved days in 42 (8 in 10: 0 to 6)"),
        ((-11.0, -0.3, 0.0), "0 fewer relieved days in 42 (8 in 10: 0 to 11)"),
        ((0.0, 0.0, 8.0), "0 more relieved days in 42 (8 in 10: 0 to 8)"),
        ((0.0, 3.0, 8.0), "3 more relieved days in 42 (8 in 10: 0 to 8)"),
        ((-8.0, -3.0, 0.0), "3 fewer relieved days in 42 (8 in 10: 0 to 8)"),
    ],
)
def test_a_change_is_told_in_its_direction(days: tuple[float, float, float], words: str) -> None:
    assert _said(*days).startswith(words)


@pytest.mark.parametrize("helps", [0.4, 0.49, 0.54, 0.6])
@pytest.mark.parametrize("days", [(-6.0, -1.0, 4.0), (-4.0, 1.0, 6.0)])
def test_about_half_is_told_without_a_direction(
    helps: float, days: tuple[float, float, float]
) -> None:
    assert _said(*days, helps=helps) == NO_DIFFERENCE == "about half: no difference can be told"


@pytest.mark.parametrize(("helps", "word"), [(0.39, "fewer"), (0.61, "more")])
def test_outside_of_about_half_the_direction_is_told(helps: float, word: str) -> None:
    days = (-8.0, -3.0, 2.0) if word == "fewer" else (-2.0, 3.0, 8.0)
    assert word in _said(*days, helps=helps)


def test_what_was_only_watched_goes_with_and_what_was_randomised_does() -> None:
    assert _said(0, 3, 8, design="observed").startswith("goes with 3 more relieved days")
    assert _said(0, 3, 8).startswith("3 more relieved days")


def test_every_choice_has_a_design() -> None:
    assert set(load_choice_designs()) == set(CHANGES)
    observed = {name for name, design in load_choice_designs().items() if design == "observed"}
    assert observed == {"less_load", "more_load", "better_sleep", "less_stress"}


def test_the_chance_of_help_counts_no_difference_half() -> None:
    found = forecast({"now": "2026-12-01T00:00:00Z", "point": {"weeks": 13}})
    helps = {one.change: one.helps for one in found.choices}
    assert helps["home_care_daily"] > 0.5 > helps["no_home_care"]
    assert helps["less_load"] > 0.5 > helps["more_load"]
