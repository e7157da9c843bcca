"""One diary gives one belief: in whatever order, at once or entry by entry, cut or uncut."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unknot.errors import InvalidInput
from unknot.forecast.belief import Belief, begin, follow, replay
from unknot.forecast.diary import Entry, Event, Treatment, in_order
from unknot.forecast.parameters import Point

POINT = Point(weeks=8.0, other_active_points=1, earlier_episodes=None)
SOME = st.none() | st.floats(0, 1)
ENTRY = st.builds(
    Entry,
    day=st.integers(0, 400).map(lambda hours: hours / 8),
    pain=st.none() | st.integers(0, 10),
    ppt_kpa=st.none() | st.floats(50, 900),
    load=SOME,
    sleep=SOME,
    stress=SOME,
    home_care=SOME,
)
TREATMENT = st.builds(
    Treatment,
    day=st.integers(0, 400).map(lambda hours: hours / 8),
    method=st.sampled_from(["stretching", "dry_needling"]),
)
DIARY = st.lists(ENTRY, max_size=14, unique_by=lambda entry: entry.day)
COURSE = st.lists(TREATMENT, max_size=4, unique_by=lambda treatment: treatment.day)
FEW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def same(one: Belief, other: Belief) -> bool:
    """Whether two beliefs are the same to the last bit."""
    return (
        one.events == other.events
        and one.habits == other.habits
        and one.placed_at == other.placed_at
        and np.array_equal(one.nodes.mean, other.nodes.mean)
        and np.array_equal(one.nodes.covariance, other.nodes.covariance)
        and np.array_equal(one.nodes.log_weights, other.nodes.log_weights)
    )


@given(DIARY, COURSE, st.randoms(use_true_random=False))
@FEW
def test_any_order_of_the_same_diary_gives_the_same_belief(
    entries: list[Event], treatments: list[Event], shuffling: object
) -> None:
    events = [*entries, *treatments]
    shuffled = list(events)
    shuffling.shuffle(shuffled)  # type: ignore[attr-defined]
    assert same(replay(POINT, events, n_nodes=16), replay(POINT, shuffled, n_nodes=16))


@given(DIARY, COURSE)
@FEW
def test_entry_by_entry_is_all_at_once(entries: list[Event], treatments: list[Event]) -> None:
    events = in_order([*entries, *treatments])
    belief = begin(POINT, day=events[0].day if events else 0.0, n_nodes=16)
    for event in events:
        belief = follow(belief, event)
    assert same(belief, replay(POINT, events, n_nodes=16))


@given(DIARY.filter(bool), COURSE)
@FEW
def test_an_entry_told_twice_counts_once(entries: list[Event], treatments: list[Event]) -> None:
    events = [*entries, *treatments]
    assert same(replay(POINT, events, n_nodes=16), replay(POINT, [*events, entries[0]], n_nodes=16))


@given(DIARY.filter(bool), COURSE)
@FEW
def test_a_refused_entry_leaves_the_belief_as_it_was(
    entries: list[Event], treatments: list[Event]
) -> None:
    belief = replay(POINT, [*entries, *treatments], n_nodes=16)
    kept = replace(
        belief,
        nodes=replace(
            belief.nodes,
            mean=belief.nodes.mean.copy(),
            covariance=belief.nodes.covariance.copy(),
            log_weights=belief.nodes.log_weights.copy(),
        ),
    )
    with pytest.raises(InvalidInput, match="Replay the whole diary"):
        follow(belief, Entry(belief.day - 1, pain=10))
    follow(belief, Entry(belief.day + 1, pain=10))
    assert same(belief, kept)


def test_an_entry_of_the_moment_of_a_treatment_belongs_before_it() -> None:
    treated = replay(POINT, [Entry(0.0, pain=6), Treatment(1.0, "stretching")], n_nodes=16)
    with pytest.raises(InvalidInput, match="Replay the whole diary"):
        follow(treated, Entry(1.0, pain=5))


@given(DIARY, COURSE)
@FEW
def test_the_belief_stays_a_belief(entries: list[Event], treatments: list[Event]) -> None:
    nodes = replay(POINT, [*entries, *treatments], n_nodes=16).nodes
    assert np.isfinite(nodes.mean).all()
    assert nodes.weights.sum() == pytest.approx(1)
    assert np.linalg.eigvalsh(nodes.covariance).min() > -1e-9


@pytest.mark.parametrize("cut", [0.1, 0.5, 0.999])
def test_an_entry_that_says_nothing_new_changes_nothing(cut: float) -> None:
    push = {"load": 1.0, "sleep": 2.0, "stress": 0.0, "home_care": 1.0}
    start, end = Entry(0.0, pain=6), Entry(1.0, pain=4, **push)
    whole = replay(POINT, [start, end]).nodes
    parts = replay(POINT, [start, Entry(cut, **push), end]).nodes
    assert parts.mean == pytest.approx(whole.mean, abs=1e-9)
    assert parts.covariance == pytest.approx(whole.covariance, abs=1e-9)
    assert parts.log_weights == pytest.approx(whole.log_weights, abs=1e-9)
