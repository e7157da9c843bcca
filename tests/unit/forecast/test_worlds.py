"""The simulated worlds: exact where they must be, broken where they should be, realistic."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from simulated_truth import TRUTH

from unknot.errors import UnknownId
from unknot.facts.forecasting import load_forecast_priors
from unknot.forecast.worlds.clinics import any_clinic, drawn_clinic, middle_clinic
from unknot.forecast.worlds.dynamics import WORLDS, RightWorld, world_named
from unknot.forecast.worlds.episodes import Cohort, live, simulate
from unknot.forecast.worlds.living import (
    NOT_TREATED,
    AfterYesterday,
    AtRandom,
    Course,
    HomeCareRule,
    Planned,
    UnrecordedStress,
    UnseenPain,
    draw_calendar,
)
from unknot.forecast.worlds.truth import Kind, Truth, draw_people, scaled, unscaled

ALIKE = replace(TRUTH, spread={})
STILL = replace(ALIKE, activity_wander=1e-9, level_wander=1e-9, rating_noise=1e-9)
UNTREATED = Course(treatments=(0, 0), filled=(1.0,))


def rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def calm(truth: Truth, n: int = 3) -> RightWorld:
    return RightWorld(draw_people(truth, n, rng=rng(), kind=Kind(0.0, 1, 0)))


@pytest.fixture(scope="module", params=WORLDS)
def cohort(request: pytest.FixtureRequest) -> Cohort:
    return simulate(TRUTH, 2_000, rng=rng(), world=request.param)


def test_one_seed_gives_one_world() -> None:
    for world in WORLDS:
        first = simulate(TRUTH, 5, rng=rng(), world=world, n_days=20).episode(2)
        assert first == simulate(TRUTH, 5, rng=rng(), world=world, n_days=20).episode(2)
        assert first != simulate(TRUTH, 5, rng=rng(2), world=world, n_days=20).episode(2)


def test_an_unknown_world_is_refused() -> None:
    with pytest.raises(UnknownId, match="Did you mean 'right'"):
        world_named("rigth", draw_people(TRUTH, 1, rng=rng()), rng())


def test_without_chance_activity_follows_the_differential_equation() -> None:
    world = calm(STILL)
    state = world.begin(rng())
    activity, set_point = state.activity[0], state.set_point[0]
    n_steps, span, push = 20_000, 9.0, 0.5
    for _ in range(n_steps):  # Euler, small steps
        step = span / n_steps
        activity += step * -(activity - set_point - push) / 6.0
        set_point += step * -(set_point - 2.2) / 30.0
    moved = world.advance(state, np.full(3, span), push=np.full(3, push), rng=rng())
    assert moved.activity == pytest.approx(np.full(3, activity), abs=1e-3)
    assert moved.set_point == pytest.approx(np.full(3, set_point), abs=1e-3)


def test_a_step_may_be_cut_anywhere() -> None:
    n = 200_000
    world = calm(ALIKE, n)
    push = np.full(n, 0.3)
    whole = world.advance(world.begin(rng()), np.full(n, 8.0), push=push, rng=rng(2))
    part = world.begin(rng())
    for days in (0.5, 6.0, 1.5):
        part = world.advance(part, np.full(n, days), push=push, rng=rng(int(days * 10)))
    for one, other in ((whole.activity, part.activity), (whole.set_point, part.set_point)):
        assert one.mean() == pytest.approx(other.mean(), abs=0.01)
        assert one.std() == pytest.approx(other.std(), rel=0.01)
    assert np.cov(whole.activity, whole.set_point)[0, 1] == pytest.approx(
        np.cov(part.activity, part.set_point)[0, 1], abs=0.002
    )


def test_long_after_the_start_the_spread_is_the_stationary_one() -> None:
    n = 100_000
    world = calm(ALIKE, n)
    late = world.advance(world.begin(rng()), np.full(n, 900.0), push=np.zeros(n), rng=rng(3))
    assert late.set_point.std() == pytest.approx(0.3, rel=0.02)
    # a follows m: 0.9² of its own and 0.3² · τm/(τm + τa) of what it follows
    assert late.activity.std() == pytest.approx(np.sqrt(0.81 + 0.09 * 30 / 36), rel=0.02)


def test_equal_times_of_return_do_no_harm() -> None:
    world = calm(replace(STILL, activity_days=30.0))
    moved = world.advance(world.begin(rng()), np.full(3, 9.0), push=np.zeros(3), rng=rng())
    # a = μ + (a0 - μ) φ + (m0 - μ) (Δ/τ) φ with φ = exp(-Δ/τ)
    left = np.exp(-9 / 30)
    assert moved.activity == pytest.approx(
        np.full(3, 2.2 + 2.6 * left + 1.6 * 0.3 * left), abs=1e-3
    )


def test_a_treatment_releases_and_leaves_soreness() -> None:
    world = calm(STILL)
    state = world.begin(rng())
    way = TRUTH.methods["stretching"]
    treated = world.treat(state, way, rng=rng())
    kept = 1 / (1 + np.exp(np.log(0.6 / 0.4) - 0.8))
    assert treated.activity == pytest.approx(kept * state.activity)
    kept = 1 / (1 + np.exp(np.log(0.15 / 0.85) - 0.4))
    assert treated.set_point == pytest.approx(kept * state.set_point)
    assert treated.soreness == pytest.approx(np.full(3, 0.4 * 1.2))


def test_a_treatment_reaches_only_those_who_have_one() -> None:
    course = Course(treatments=(1, 1), run_in_days=0, filled=(1.0,))
    n = 400
    people = draw_people(STILL, n, rng=rng(), kind=Kind(0.0, 1, 0))
    calendar = draw_calendar(STILL, people, n_days=1, course=course, rng=rng())
    method = calendar.method.copy()
    method[: n // 2] = NOT_TREATED
    lived = live(
        STILL, RightWorld(people), replace(calendar, method=method), home_care=Planned(0), rng=rng()
    )
    assert np.isnan(lived.measured_pain[: n // 2]).all()
    assert not np.isnan(lived.measured_pain[n // 2 :]).any()
    assert lived.pain[: n // 2, 1].mean() > lived.pain[n // 2 :, 1].mean() + 1


def test_ratings_and_diary_keep_to_the_contract(cohort: Cohort) -> None:
    for person in range(0, 2_000, 100):
        episode = cohort.episode(person)
        days = [entry.day for entry in episode.entries]
        assert days == sorted(set(days))
        assert days[0] == 0.2
        assert days[-1] <= 84
        assert 1 <= len(episode.treatments) <= 6
        assert len(episode.pain_at_midnight) == 85
        assert episode.weeks > 0
        for entry in episode.entries:
            assert entry.pain in range(11)
            assert entry.load in {None, -1.0, 0.0, 1.0}
            assert entry.sleep in {None, 0.0, 1.0, 2.0}
            assert entry.stress in {None, 0.0, 1.0, 2.0}
            assert entry.home_care in {None, 0.0, 1.0}
            assert entry.ppt_kpa is None or 20 < entry.ppt_kpa < 2_000


def test_what_is_measured_lies_at_the_treatments(cohort: Cohort) -> None:
    episode = cohort.episode(7)
    measured = {entry.day for entry in episode.entries if entry.ppt_kpa is not None}
    assert measured == {treatment.day for treatment in episode.treatments}
    assert {treatment.method for treatment in episode.treatments} <= set(TRUTH.methods)


def test_with_nights_nothing_that_pushes_stays_open(cohort: Cohort) -> None:
    episode = cohort.episode(7, with_nights=True)
    assert {float(day) for day in range(1, 85)} <= {entry.day for entry in episode.entries}
    told = [entry for entry in episode.entries if entry.day != 0.2]
    assert all(entry.load is not None and entry.home_care is not None for entry in told)


def test_some_tell_no_load() -> None:
    course = replace(UNTREATED, told=0.5)
    episode = simulate(TRUTH, 1, rng=rng(), course=course).episode(0)
    share = np.mean([entry.load is not None for entry in episode.entries])
    assert 0.3 < share < 0.7


def test_diaries_differ_in_how_often_they_are_kept(cohort: Cohort) -> None:
    kept = np.isfinite(cohort.rating).mean(axis=1)
    assert 0.15 < np.quantile(kept, 0.1) < 0.35
    assert 0.8 < np.quantile(kept, 0.95) < 1


def test_people_get_better_after_treatment_and_stay_people(cohort: Cohort) -> None:
    assert cohort.pain[:, 0].mean() == pytest.approx(5, abs=0.8)
    assert cohort.pain[:, 28].mean() < cohort.pain[:, 0].mean() - 2
    assert 1 < cohort.pain[:, 84].std() < 4


def test_old_points_stay_higher(cohort: Cohort) -> None:
    old = cohort.people.chronicity > 1
    new = cohort.people.chronicity < -1
    assert cohort.pain[old, 84].mean() > cohort.pain[new, 84].mean() + 1


def test_age_in_weeks_has_its_centre_and_spread() -> None:
    weeks = simulate(TRUTH, 20_000, rng=rng(), n_days=1).weeks
    assert np.median(weeks) == pytest.approx(12, rel=0.03)
    assert np.quantile(weeks, 0.8413) == pytest.approx(12 * 10**0.5, rel=0.05)
    assert weeks.max() == pytest.approx(12 * 10)  # cut at two spreads


def test_load_resembles_its_neighbours() -> None:
    load = simulate(TRUTH, 3_000, rng=rng(), n_days=20).load
    assert load.mean() == pytest.approx(0, abs=0.03)
    near = np.corrcoef(load[:, 5], load[:, 6])[0, 1]
    far = np.corrcoef(load[:, 5], load[:, 15])[0, 1]
    assert near > 0.5
    assert far < 0.2


def test_heavy_tails_have_more_large_steps_and_even_ratings() -> None:
    quiet = replace(TRUTH, spread={}, activity_wander=0.9)
    steps, even = {}, {}
    for world in ("right", "heavy tails"):
        lived = simulate(quiet, 2_000, rng=rng(), world=world, course=UNTREATED)
        step = np.diff(lived.pain[:, 30:], axis=1)
        steps[world] = ((step / step.std()) ** 4).mean()
        even[world] = (lived.rating % 2 == 0).mean()
    assert steps["right"] < 4
    assert steps["heavy tails"] > 5
    assert even["heavy tails"] > even["right"] + 0.05


def test_the_switch_has_two_levels_and_good_days_are_written_less() -> None:
    lived = simulate(TRUTH, 3_000, rng=rng(), world="two states", course=UNTREATED)
    end = lived.pain[:, 1:]
    low, middle, high = ((end > a) & (end < a + 1) for a in (0.5, 2.75, 4.75))
    assert middle.sum() < low.sum()
    assert middle.sum() < high.sum()
    written = np.isfinite(lived.rating)
    good = end < 1.5
    assert written[good].mean() < written[~good].mean() - 0.1


@pytest.mark.parametrize("world", ["right", "two states"])
def test_home_care_and_load_push_the_pain(world: str) -> None:
    lived = {
        share: simulate(TRUTH, 2_000, rng=rng(), world=world, home_care=Planned(share)).pain[:, -1]
        for share in (0.0, 1.0)
    }
    assert lived[1.0].mean() < lived[0.0].mean() - 0.4


def test_home_care_planned_for_all_days_has_the_persons_effect() -> None:
    course = Course(treatments=(0, 0))
    without = simulate(ALIKE, 500, rng=rng(), course=course, home_care=Planned(0.0))
    daily = simulate(ALIKE, 500, rng=rng(), course=course, home_care=Planned(1.0))
    # the same chance on both sides; 84 days are 14 times of return
    assert daily.pain[:, -1] - without.pain[:, -1] == pytest.approx(np.full(500, -0.7), abs=1e-4)


@pytest.mark.parametrize(
    ("rule", "lowest", "highest"),
    [
        (AtRandom(), -0.05, 0.05),
        (AfterYesterday(), 0.2, 0.9),
        (UnseenPain(), 0.2, 0.9),
        (UnrecordedStress(), -0.9, -0.06),
    ],
    ids=["at random", "after yesterday", "unseen pain", "unrecorded stress"],
)
def test_home_care_goes_with_pain_as_its_rule_says(
    rule: HomeCareRule, lowest: float, highest: float
) -> None:
    course = Course(treatments=(0, 0), filled=(1.0,))
    no_effect = replace(TRUTH, home_effect=0.0, spread={**TRUTH.spread, "home_effect": 0.0})
    lived = simulate(no_effect, 3_000, rng=rng(), course=course, home_care=rule)
    together = np.corrcoef(lived.home_care[:, 1:].ravel(), lived.pain[:, 1:-1].ravel())[0, 1]
    assert lowest < together < highest


def test_kinds_of_people_can_be_asked_for() -> None:
    people = draw_people(TRUTH, 50, rng=rng(), kind=Kind(1.5, 3, 2))
    assert set(people.chronicity) == {1.5}
    assert set(people.other_points) == {3}
    assert set(people.earlier_episodes) == {2}
    expected = 2.2 + 0.8 * 1.5 + 0.25 * 2 + 0.15 * 2
    assert people.long_run.mean() == pytest.approx(expected, abs=0.5)


@pytest.mark.parametrize(
    ("name", "value"), [("activity_days", 6.0), ("durable", 0.15), ("long_run", 2.2)]
)
def test_scales_have_a_way_back(name: str, value: float) -> None:
    assert unscaled(name, scaled(name, value)) == pytest.approx(value)


def test_the_middle_clinic_has_the_numbers_of_the_priors() -> None:
    priors = load_forecast_priors()
    clinic = middle_clinic()
    assert clinic.durable == priors["durable"].value
    assert clinic.chronicity_centre_weeks == priors["chronicity_centre"].value
    assert clinic.spread["activity_days"] == priors["activity_days"].person_sd
    assert clinic.spread["level_days"] == 0


def test_drawn_clinics_differ_as_much_as_the_middle_is_unsure() -> None:
    chance = rng()
    middle = middle_clinic()
    clinics = [drawn_clinic(middle, rng=chance) for _ in range(2_000)]
    days = np.log([clinic.activity_days for clinic in clinics])
    unsure = load_forecast_priors()["activity_days"].population_sd
    assert days.std() == pytest.approx(unsure, rel=0.06)
    assert days.mean() == pytest.approx(np.log(middle.activity_days), abs=0.05)
    assert {clinic.driver_days for clinic in clinics} == {middle.driver_days}
    assert min(clinic.durable for clinic in clinics) > 0


def test_in_any_clinic_people_differ_by_both() -> None:
    prior = load_forecast_priors()["long_run"]
    both = any_clinic(middle_clinic()).spread["long_run"]
    assert both == pytest.approx(np.hypot(prior.person_sd, prior.population_sd))


def test_a_method_without_release_effect_is_refused() -> None:
    with pytest.raises(UnknownId, match="Did you mean 'dry_needling'"):
        middle_clinic(["dry_nedling"])
