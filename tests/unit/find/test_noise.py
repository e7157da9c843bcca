"""Noise does to a drawing what it says, as often as it says, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from unknot.facts.vocabularies import load_regions
from unknot.find.noise import NOISES, Noise, with_noise
from unknot.find.query import PainMark, Query
from unknot.muscles.catalogue import load_neighbours

QUERY = Query(
    pain=(
        PainMark("scapula_mid", "right"),
        PainMark("heel", "left"),
        PainMark("sternum", "mid"),
        PainMark("lumbar", "both"),
    ),
    symptoms=("headache",),
)
N = 4000
NEAR = {
    frozenset((pair.region, pair.neighbour))
    for pair in load_neighbours()
    if not pair.across_midline
}


def drawn(noise: Noise, n: int = N) -> list[Query]:
    rng = np.random.default_rng(7)
    return [with_noise(QUERY, noise, rng=rng) for _ in range(n)]


def test_no_noise_changes_nothing() -> None:
    assert drawn(Noise("none"), 20) == [QUERY] * 20


def test_marks_move_to_touching_regions_as_often_as_measured() -> None:
    moved = [0, 0]
    for query in drawn(Noise("moved", wrong_region=1)):
        for k in (0, 1):
            before, after = QUERY.pain[k], query.pain[k]
            if before != after:
                moved[k] += 1
                assert frozenset((before.region, after.region)) in NEAR
                assert after.side in (before.side, "mid")
    # Back and shoulders 17%, elsewhere 8.5%; three standard errors are 0.018.
    assert moved[0] / N == pytest.approx(0.17, abs=0.018)
    assert moved[1] / N == pytest.approx(0.085, abs=0.014)


def test_a_moved_mark_is_always_in_another_region() -> None:
    rng = np.random.default_rng(7)
    always = Noise("always", wrong_region=20)
    across = {pair.region for pair in load_neighbours() if pair.across_midline}
    for region in sorted(across):
        query = Query(pain=(PainMark(region, "left"),))
        for _ in range(30):
            (mark,) = with_noise(query, always, rng=rng).pain
            assert mark.region != region
            assert mark.side in ("left", "mid")


def test_a_finer_part_moves_to_what_its_whole_touches() -> None:
    region = next(region for region in load_regions().values() if region.parent)
    query = Query(pain=(PainMark(region.id, "left"),))
    always = Noise("always", wrong_region=20)
    (mark,) = with_noise(query, always, rng=np.random.default_rng(7)).pain
    assert frozenset((region.parent, mark.region)) in NEAR


def test_every_moved_mark_has_a_side_that_its_region_has() -> None:
    for query in drawn(Noise("much", wrong_region=5, wrong_side=0.5, stray=1.0), 500):
        for mark in query.pain:
            if not load_regions()[mark.region].is_sided:
                assert mark.side == "mid"
        assert len(query.pain) >= 2


def test_a_mark_without_sides_gets_one_by_chance() -> None:
    sides = set()
    for query in drawn(Noise("moved", wrong_region=10), 500):
        mark = query.pain[2]
        if load_regions()[mark.region].is_sided:
            sides.add(mark.side)
    assert sides <= {"left", "right"}


def test_sides_turn_as_often_as_asked() -> None:
    turned = sum(query.pain[0].side == "left" for query in drawn(Noise("side", wrong_side=0.1)))
    assert turned / N == pytest.approx(0.10, abs=0.015)


def test_marks_are_lost_but_never_all() -> None:
    queries = drawn(Noise("lost", unmarked=0.5))
    assert min(len(query.pain) for query in queries) == 1
    # Mean of 4 marks at one half is 2, and 1/16 of the people keep 1 instead of 0.
    mean = np.mean([len(query.pain) for query in queries])
    assert mean == pytest.approx(2.0 + 1.0 / 16.0, abs=0.06)


def test_a_stray_place_is_added_as_often_as_asked() -> None:
    added = sum(len(query.pain) > len(QUERY.pain) for query in drawn(Noise("stray", stray=0.3)))
    assert added / N == pytest.approx(0.3, abs=0.03)


def test_symptoms_are_left_alone() -> None:
    worst = NOISES[-1]
    assert {query.symptoms for query in drawn(worst, 100)} == {("headache",)}


def test_a_query_without_pain_stays_without() -> None:
    query = Query(symptoms=("headache",))
    lost = with_noise(query, Noise("lost", unmarked=1.0), rng=np.random.default_rng(1))
    assert lost == query
