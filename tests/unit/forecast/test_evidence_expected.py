"""Draws to a course: worked by hand with one draw, and the parts of a gain."""

from __future__ import annotations

from math import exp, sqrt
from types import MappingProxyType

import numpy as np
import pytest

from unknot.facts.trial_evidence import load_trial_outcomes
from unknot.forecast.evidence.expected import Group, expected_course, gain_by_part
from unknot.forecast.evidence.pooling import SETTING_NAMES, Draws
from unknot.forecast.evidence.shares import Situation, course_progress, effect_names

PAIN = load_trial_outcomes()["pain_nrs"]
PRESSURE = load_trial_outcomes()["ppt_kg_cm2"]
EFFECTS = {"context": 0.2, "technique": 0.1, "family:needle": 0.05, "method:dry_needling": 0.05}


def one_draw(effects: dict[str, float] = EFFECTS, n: int = 1, **settings: float) -> Draws:
    """Half is there at once; no spread unless told; the same draw ``n`` times."""
    told = {"at_once": 0.5, "natural_weeks": 4.0, "pressure": 0.5, **settings}
    return Draws(
        effects=np.array([[effects.get(name, 0.0) for name in effect_names()]] * n),
        settings=MappingProxyType(
            {name: np.full(n, told.get(name, 0.0)) for name in SETTING_NAMES}
        ),
    )


def mean_at(draws: Draws, week: float, **told: object) -> float:
    group = Group("dry_needling", PAIN, 6.2, n=10_000, weeks_treated=4, **told)  # type: ignore[arg-type]
    return expected_course(draws, group, (week,)).mean[0]


@pytest.mark.parametrize(
    ("week", "reached"),
    [
        (0.001, 0.5 + 0.5 * 0.001 / 4),
        (2, 0.5 + 0.5 * 2 / 4),
        (4, 1.0),
        (12, 1.0),
    ],
)
def test_effects_grow_from_their_start_over_the_course(week: float, reached: float) -> None:
    assert mean_at(one_draw(), week) == pytest.approx(6.2 * (1 - 0.4 * reached), abs=0.001)


def test_natural_course_is_slower_and_needs_no_treatment() -> None:
    group = Group("no_treatment", PAIN, 5.0, n=10_000)
    course = expected_course(one_draw({"natural": 0.3}), group, (4.0,))
    assert course.mean[0] == pytest.approx(5 * (1 - 0.3 * (1 - exp(-1))), abs=0.001)


def test_old_complaint_has_less_of_the_natural_course() -> None:
    draws = one_draw({"natural": 0.3, "natural_age": -0.2})
    assert mean_at(draws, 12, chronicity="chronic") > mean_at(draws, 12, chronicity="acute")


def test_high_baseline_levels_off_instead_of_bending_down() -> None:
    draws = one_draw({"context": 0.5, "baseline": 0.1})
    means = [
        expected_course(draws, Group("sham", PAIN, pain, n=10_000), (12.0,)).mean[0]
        for pain in (5.0, 6.0, 7.0, 9.0)
    ]
    # What is left is x (0.5 - 0.1 (x - 6.2)): largest at x = 5.6.
    assert means[0] == pytest.approx(5 * (0.5 + 0.12), abs=0.01)
    assert means[1:] == [pytest.approx(5.6 * (0.5 + 0.06), abs=0.01)] * 3


def test_threshold_grows_by_the_exponential_of_its_gain() -> None:
    group = Group("dry_needling", PRESSURE, 2.0, n=10_000, weeks_treated=4)
    course = expected_course(one_draw(), group, (4.0,))
    assert course.mean[0] == pytest.approx(2 * exp(0.5 * 0.4), abs=0.001)


def test_range_holds_trials_arms_and_people() -> None:
    draws = one_draw(n=200, trial=0.06, arm=0.08, residual_pain=0.0)
    group = Group("dry_needling", PAIN, 6.0, sd=2.0, n=25, weeks_treated=4)
    course = expected_course(draws, group, (4.0,))
    # Widened by a fifth: 6 x 1.2 x sqrt(0.06^2 + 0.08^2); people as in spread_of_mean, 0.6 left.
    spread = sqrt((6 * 1.2 * 0.1) ** 2 + 4 * (1 + 0.36 - 2 * 0.4 * 0.6) / 25)
    half = (course.upper80[0] - course.lower80[0]) / 2
    assert half == pytest.approx(1.2816 * spread, rel=0.01)


def test_change_from_baseline_is_the_gain_in_percent() -> None:
    outcome = load_trial_outcomes()["pain_pct_change"]
    group = Group("dry_needling", outcome, 0.0, n=10_000, weeks_treated=4)
    assert expected_course(one_draw(), group, (4.0,)).mean[0] == pytest.approx(-40, abs=0.1)


def test_parts_of_a_gain_add_up() -> None:
    parts = gain_by_part(
        one_draw({**EFFECTS, "natural": 0.1}), Situation("dry_needling", "pain", 4, None, 4)
    )
    assert parts["natural"][0] == pytest.approx(0.1 * (1 - exp(-1)))
    assert parts["context"][0] == pytest.approx(0.2)
    assert parts["technique"][0] == pytest.approx(0.1 + 0.05 + 0.05)


@pytest.mark.parametrize(
    ("week", "course", "progress"),
    [(0.001, 0, 0.001), (0.5, 0, 0.5), (1, 0, 1), (3, 6, 0.5), (9, 6, 1), (1.5, None, 0.5)],
)
def test_single_treatment_is_complete_after_a_week(
    week: float, course: float | None, progress: float
) -> None:
    assert course_progress(week, course) == pytest.approx(progress)
