"""Trial lines to observations: the arithmetic, with its working."""

from __future__ import annotations

from math import log, sqrt

import pytest

from unknot.facts.trials import load_trials
from unknot.forecast.evidence.arms import (
    Observation,
    observations,
    paired,
    scored,
    spread_of_mean,
)


def one_of(trial: str, arm: str, outcome: str) -> Observation:
    found = [
        one
        for one in observations()
        if one.seen == "arm" and (one.trial, one.outcome.id) == (trial, outcome)
        and one.arm.startswith(arm)
    ]  # fmt: skip
    return found[0]


def test_gain_in_pain_is_the_part_of_the_baseline_that_is_gone() -> None:
    one = one_of("kaplan2016_kt_pregnancy", "kinesio", "pain_vas")
    assert one.gain == pytest.approx(1 - 1.36 / 7.57)
    assert (one.baseline, one.level, one.week) == (7.57, 1.36, 0.71)


def test_gain_in_a_threshold_is_the_logarithm_of_its_growth() -> None:
    one = one_of("bae2014_kt_scm", "kinesio", "ppt_kg_cm2")
    assert one.gain == pytest.approx(log(1.62 / 1.42))


def test_change_and_baseline_give_the_follow_up() -> None:
    one = one_of("ylinen2007_stretch_mt", "stretching", "pain_vas")
    assert one.level == pytest.approx(4.9 - 1.9)


def test_percent_change_is_a_gain_without_a_baseline() -> None:
    one = one_of("saeterbakken2020_dose", "daily", "pain_pct_change")
    assert (one.gain, one.baseline, one.level) == (0.25, None, None)


def test_change_without_baseline_is_held_against_the_typical_one() -> None:
    one = one_of("vahdatpour2012_plantar", "shockwave", "pain_vas")
    assert one.gain == pytest.approx(4.2 / 6.2)


def test_threshold_without_baseline_is_left_out() -> None:
    assert not [
        one
        for one in observations()
        if one.trial == "cheatham2020_rollerball" and one.outcome.kind == "pressure"
    ]


def test_soreness_after_the_treatment_is_not_the_complaint() -> None:
    sore = {arm.trial for arm in load_trials() if arm.outcome_kind == "soreness"}
    assert sore
    assert not sore & {one.trial for one in observations()}


def test_two_arms_that_are_both_followed_are_not_counted_as_a_contrast_too() -> None:
    seen = {one.trial for one in observations() if one.seen == "contrast"}
    assert "cherkin2011_massage_lbp" in seen
    assert not seen & {"kaplan2016_kt_pregnancy", "zibiri2019_met_nse"}


def test_pairs_inside_a_trial_are_differences_of_gains() -> None:
    kaplan = [one for one in paired("pain") if one.trial == "kaplan2016_kt_pregnancy"]
    gains = [one.gain for one in kaplan]
    assert gains == [pytest.approx((1 - 3.28 / 7.27) - (1 - 1.36 / 7.57))]
    assert (kaplan[0].method, kaplan[0].versus) == ("usual_care", "kinesio_tape")


def test_doubt_makes_an_error_larger() -> None:
    sure = one_of("kaplan2016_kt_pregnancy", "kinesio", "pain_vas")
    unsure = one_of("sukareechai2019_rswt", "radial", "pain_nrs")
    assert unsure.error > sure.error


def test_sampling_error_of_a_mean_knows_that_the_people_are_the_same() -> None:
    # sd 2, 25 people, half is left: 2 x sqrt((1 + 0.25 - 2 x 0.4 x 0.5) / 25)
    assert spread_of_mean(2.0, 25, kept=0.5) == pytest.approx(2 * sqrt(0.85 / 25))


def test_cohorts_start_from_their_own_first_week() -> None:
    acute = [one for one in observations() if one.seen == "cohort" and one.week == 6]
    assert acute[0].gain == pytest.approx(1 - 2.3 / 5.2)
    assert acute[0].chronicity == "acute"


def test_scored_means_have_a_baseline_and_a_level() -> None:
    assert all(one.baseline and one.level is not None for one in scored())
