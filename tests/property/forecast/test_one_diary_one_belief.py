"""Whatever the order in which a diary becomes known, it gives the same belief."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unknot.errors import InvalidInput
from unknot.forecast.belief import Belief, begin, follow, replay
from unknot.forecast.diary import Entry, Event, Treatment, in_order
from unknot.forecast.parameters import Point
from unknot.forecast.saved import resumed, saved

POINT = Point(weeks=30, other_active_points=2, earlier_episodes=1)
N_NODES = 64


@st.composite
def diaries(draw: st.DrawFn) -> list[Event]:
    days = draw(st.lists(st.integers(0, 400), min_size=1, max_size=30, unique=True))
    share = st.none() | st.floats(0, 1)
    events: list[Event] = []
    for day in days:
        if draw(st.integers(0, 4)) == 0:
            method = draw(st.sampled_from(["ischemic_compression", "dry_needling", "stretching"]))
            events.append(Treatment(day / 4, method))
        else:
            events.append(
                Entry(
                    day / 4,
                    pain=draw(st.none() | st.integers(0, 10).map(float)),
                    ppt_kpa=draw(st.none() | st.floats(50, 900)),
                    load=draw(st.none() | st.sampled_from([-1.0, 0.0, 1.0])),
                    sleep=draw(st.none() | st.sampled_from([0.0, 1.0, 2.0])),
                    home_care=draw(share),
                )
            )
    return events


def _same(one: Belief, other: Belief) -> None:
    np.testing.assert_allclose(one.nodes.mean, other.nodes.mean, atol=1e-10)
    np.testing.assert_allclose(one.nodes.covariance, other.nodes.covariance, atol=1e-10)
    np.testing.assert_allclose(one.nodes.weights, other.nodes.weights, atol=1e-10)
    assert one.habits == other.habits


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(diaries(), st.randoms())
def test_any_order_of_arrival_gives_the_same_belief(events: list[Event], random: object) -> None:
    shuffled = list(events)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    _same(replay(POINT, events), replay(POINT, shuffled))


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(diaries(), st.integers(0, 30))
def test_entry_by_entry_equals_the_whole_diary_at_once(events: list[Event], at: int) -> None:
    ordered = in_order(events)
    belief = begin(POINT, day=ordered[0].day)
    for event in ordered:
        belief = follow(belief, event)
    _same(belief, replay(POINT, events))


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(diaries(), st.integers(0, 30))
def test_going_on_from_a_saved_belief_equals_the_whole_diary(events: list[Event], at: int) -> None:
    ordered = in_order(events)
    kept = saved(replay(POINT, ordered[:at]), POINT)
    _same(resumed(kept, POINT, events), replay(POINT, events))


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(diaries(), st.integers(0, 30))
def test_a_late_entry_gives_the_belief_of_the_whole_diary(events: list[Event], at: int) -> None:
    late = at % len(events)
    kept = saved(replay(POINT, events[:late] + events[late + 1 :]), POINT)
    _same(resumed(kept, POINT, events), replay(POINT, events))


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(diaries())
def test_a_refused_event_leaves_the_belief_as_it_was(events: list[Event]) -> None:
    belief = replay(POINT, events)
    mean, weights = belief.nodes.mean.copy(), belief.nodes.log_weights.copy()
    with pytest.raises(InvalidInput, match="Replay the whole diary"):
        follow(belief, Entry(belief.day - 1, pain=3.0))
    assert np.array_equal(belief.nodes.mean, mean)
    assert np.array_equal(belief.nodes.log_weights, weights)


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(diaries())
def test_covariances_stay_sound_and_weights_sum_to_one(events: list[Event]) -> None:
    belief = replay(POINT, events)
    assert abs(belief.nodes.weights.sum() - 1) < 1e-12
    assert np.linalg.eigvalsh(belief.nodes.covariance).min() > -1e-8
    assert np.isfinite(belief.nodes.mean).all()
