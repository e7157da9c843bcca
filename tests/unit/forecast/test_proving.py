"""The trial itself: nobody peeks ahead, nobody is told more than the others."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from simulated_truth import TRUTH

from unknot.forecast.belief import follow
from unknot.forecast.diary import Entry, Treatment
from unknot.forecast.proving.calibration import (
    QUANTITIES,
    REFERENCE_DAY,
    distance_from,
    places_of,
    reference_people,
)
from unknot.forecast.proving.following import (
    belief_until,
    chances_ahead,
    events_ahead,
    example_of,
    rating_chances,
    ratings_ahead,
    recalibrated,
    told_by,
)
from unknot.forecast.recalibration import Recalibration
from unknot.forecast.worlds.episodes import Cohort, simulate

NOW, UNTIL = 14.0, 28.0


@pytest.fixture(scope="module")
def cohort() -> Cohort:
    return simulate(TRUTH, 12, rng=np.random.default_rng(1), n_days=30)


def test_going_on_from_a_belief_is_beginning_anew(cohort: Cohort) -> None:
    told = told_by(cohort, 0)
    early = belief_until(told, 5.0, n_nodes=16)
    late = belief_until(told, NOW, before=early)
    assert early.day <= 5.0 < late.day <= NOW
    anew = belief_until(told, NOW, n_nodes=16)
    assert np.array_equal(late.nodes.mean, anew.nodes.mean)
    assert late.events == tuple(event for event in told.events if event.day <= NOW)


def test_the_first_chances_are_those_right_before_the_entry(cohort: Cohort) -> None:
    told = told_by(cohort, 1)
    belief = belief_until(told, NOW, n_nodes=16)
    entry = ratings_ahead(told, now=NOW, until=UNTIL)[0]
    ahead = [event for event in told.events if NOW < event.day <= entry.day]
    said = chances_ahead(belief, ahead)
    for event in ahead:
        silent = event
        if isinstance(event, Entry):
            silent = replace(event, pain=None, ppt_kpa=None)
        if event == entry:
            break
        belief = follow(belief, silent)
    nodes = follow(belief, replace(entry, pain=None, ppt_kpa=None)).nodes
    assert said[0] == pytest.approx(rating_chances(nodes), abs=1e-9)


def test_later_ratings_change_no_forecast(cohort: Cohort) -> None:
    told = told_by(cohort, 2)
    belief = belief_until(told, NOW, n_nodes=16)
    ahead = [event for event in told.events if NOW < event.day <= UNTIL]
    other = [
        replace(event, pain=10 - event.pain, ppt_kpa=None)
        if isinstance(event, Entry) and event.pain is not None
        else event
        for event in ahead
    ]
    assert np.array_equal(chances_ahead(belief, ahead), chances_ahead(belief, other))


def test_rules_and_forecast_know_the_same_ratings(cohort: Cohort) -> None:
    for person in range(12):
        told = told_by(cohort, person)
        example = example_of(cohort, person, now=NOW, until=UNTIL)
        if example is None:
            continue
        rated = [e for e in told.events if isinstance(e, Entry) and e.pain is not None]
        assert list(example.past.days) == [e.day for e in rated if e.day <= NOW]
        assert list(example.past.ratings) == [e.pain for e in rated if e.day <= NOW]
        ahead = ratings_ahead(told, now=NOW, until=UNTIL)
        assert list(example.planned.days) == [e.day for e in ahead]
        assert list(example.came) == [e.pain for e in ahead]
        treated = [e.day for e in told.events if isinstance(e, Treatment)]
        assert list(example.past.treatments) == [day for day in treated if day <= NOW]
        assert len(example.planned.load) == UNTIL - NOW


def test_rules_are_told_the_days_ahead_only_when_asked(cohort: Cohort) -> None:
    known = [example_of(cohort, p, now=NOW, until=UNTIL) for p in range(12)]
    open_ahead = [example_of(cohort, p, now=NOW, until=UNTIL, is_told=False) for p in range(12)]
    for one, other in zip(known, open_ahead, strict=True):
        if one is not None and other is not None:
            assert np.isfinite(one.planned.load).all()
            assert np.isnan(other.planned.load).all()


def test_too_few_ratings_are_left_out(cohort: Cohort) -> None:
    assert example_of(cohort, 0, now=0.1, until=UNTIL) is None
    assert example_of(cohort, 0, now=NOW, until=NOW + 0.01) is None


def test_no_correction_leaves_chances_as_they_are() -> None:
    chances = np.random.default_rng(2).dirichlet(np.ones(11), 20)
    assert recalibrated(chances, Recalibration()) == pytest.approx(chances)
    corrected = recalibrated(chances, Recalibration(0.6, 0.7))
    assert corrected.sum(axis=1) == pytest.approx(np.ones(20))
    assert np.abs(corrected - chances).max() > 0.01


def test_a_truth_beyond_all_guesses_lies_at_the_edge(cohort: Cohort) -> None:
    belief = belief_until(told_by(cohort, 3), NOW, n_nodes=16)
    people = cohort.people
    far = replace(
        cohort,
        people=replace(
            people,
            activity_days=np.full(12, 1e9),
            long_run=np.full(12, -1e3),
        ),
    )
    places = places_of(belief, far, 3, rng=np.random.default_rng(3))
    assert places[QUANTITIES.index("activity_days")] > 16 / 17
    assert places[QUANTITIES.index("long_run")] == pytest.approx(0)
    assert len(places) == len(QUANTITIES)


def test_the_distance_from_itself_is_nothing_and_from_the_opposite_is_one() -> None:
    told = reference_people(2, seed=4)[1]
    belief = belief_until(told, REFERENCE_DAY, n_nodes=16)
    own = chances_ahead(belief, events_ahead(told, REFERENCE_DAY))
    assert distance_from(told, own, n_nodes=16) == pytest.approx(np.zeros(len(own)))
    sure = np.eye(11)[np.argmin(own, axis=1)]
    assert distance_from(told, sure, n_nodes=16) == pytest.approx(1 - own.min(axis=1))
