"""The fast sums equal slow, obvious ones: on made-up networks and on the real catalogue."""

from __future__ import annotations

import numpy as np
import pytest
from random_people import person_with, scattered
from slow_network import every_coin, every_state, explained_sets

from unknot.find.findings import observed_from
from unknot.find.knowledge import Knowledge
from unknot.find.network import MOST_EXACT, Belief, Evidence, marginals, tempered


def made_up(n_findings: int, n_causes: int, seed: int) -> Evidence:
    """Draw a small network in which every cause is plausible and some arrows are missing."""
    rng = np.random.default_rng(seed)
    q = rng.uniform(0.02, 0.9, (n_findings, n_causes))
    q[rng.random(q.shape) < 0.3] = 0.0
    return Evidence(q, rng.uniform(0.05, 0.3, n_findings), rng.normal(-2.0, 1.0, n_causes))


def gap(one: Belief, other: Belief) -> float:
    """Return the largest difference of any probability."""
    return max(
        float(np.abs(one.on - other.on).max(initial=0)),
        float(np.abs(one.contributes - other.contributes).max(initial=0)),
        float(np.abs(one.by_leak - other.by_leak).max(initial=0)),
    )


def smaller(evidence: Evidence) -> Evidence:
    """Keep the causes that matter, so that the slow way takes seconds and not minutes."""
    keep = evidence.q.max(axis=0) > 1e-3
    return Evidence(evidence.q[:, keep], evidence.leak, evidence.log_odds[keep])


@pytest.mark.parametrize(("n_findings", "n_causes"), [(1, 1), (1, 3), (2, 2), (3, 2)])
def test_states_of_the_causes_equal_tossing_every_coin(n_findings: int, n_causes: int) -> None:
    evidence = made_up(n_findings, n_causes, seed=n_findings * 10 + n_causes)
    assert gap(every_state(evidence), every_coin(evidence)) < 1e-12


@pytest.mark.parametrize("n_findings", range(1, 9))
def test_explained_sets_equal_every_state(n_findings: int) -> None:
    evidence = made_up(n_findings, 6, seed=100 + n_findings)
    assert gap(explained_sets(evidence), every_state(evidence)) < 1e-12


@pytest.mark.parametrize("n_findings", range(1, 9))
@pytest.mark.parametrize("n_causes", [1, 4, 8])
def test_marginals_equal_every_state(n_findings: int, n_causes: int) -> None:
    evidence = made_up(n_findings, n_causes, seed=1000 + 10 * n_findings + n_causes)
    belief = marginals(evidence)
    assert belief.is_exact
    assert gap(belief, every_state(evidence)) < 1e-9


@pytest.mark.slow
@pytest.mark.parametrize("n_findings", [1, 5, 8])
def test_marginals_equal_every_state_of_ten_causes(n_findings: int) -> None:
    evidence = made_up(n_findings, 10, seed=2000 + n_findings)
    assert gap(marginals(evidence), every_state(evidence)) < 1e-9


def test_marginals_of_no_finding_are_the_prior() -> None:
    evidence = Evidence(np.zeros((0, 3)), np.zeros(0), np.array([-2.0, 0.0, 2.0]))
    belief = marginals(evidence)
    assert belief.on == pytest.approx(1 / (1 + np.exp([2.0, 0.0, -2.0])))
    assert belief.contributes.tolist() == [0.0, 0.0, 0.0]
    assert belief.by_leak.shape == (0,)
    assert belief.is_exact


@pytest.mark.parametrize("seed", range(8))
def test_cluster_route_equals_every_state_when_groups_share_no_cause(seed: int) -> None:
    rng = np.random.default_rng(seed)
    one, two = made_up(8, 5, seed=seed), made_up(8, 5, seed=seed + 50)
    none = np.zeros((8, 5))
    together = Evidence(
        np.block([[one.q, none], [none, two.q]]),
        np.concatenate([one.leak, two.leak]),
        np.concatenate([one.log_odds, two.log_odds]),
    )
    order = rng.permutation(16)
    belief = marginals(Evidence(together.q[order], together.leak[order], together.log_odds))
    apart = [every_state(one), every_state(two)]
    assert not belief.is_exact
    assert belief.on == pytest.approx(np.concatenate([b.on for b in apart]), abs=1e-6)
    assert belief.by_leak == pytest.approx(
        np.concatenate([b.by_leak for b in apart])[order], abs=1e-6
    )


@pytest.mark.slow
@pytest.mark.parametrize("n_findings", range(1, MOST_EXACT + 1))
def test_exact_route_is_within_a_millionth_on_the_real_catalogue(
    n_findings: int, knowledge: Knowledge
) -> None:
    rng = np.random.default_rng(n_findings)
    for _ in range(16):
        evidence = observed_from(person_with(n_findings, knowledge, rng), knowledge).evidence
        assert gap(marginals(evidence), explained_sets(evidence)) < 1e-6


@pytest.mark.parametrize("n_findings", range(1, MOST_EXACT + 1))
def test_exact_route_keeps_its_digits_when_pain_is_scattered(
    n_findings: int, knowledge: Knowledge
) -> None:
    rng = np.random.default_rng(300 + n_findings)
    for _ in range(8):
        evidence = observed_from(scattered(n_findings, knowledge, rng), knowledge).evidence
        assert gap(marginals(evidence), explained_sets(evidence)) < 1e-6


@pytest.mark.slow
@pytest.mark.parametrize(
    "kind",
    [
        "one point",
        "two points",
        "many points",
        "scattered",
    ],
)
def test_more_findings_than_are_summed_are_close(kind: str, knowledge: Knowledge) -> None:
    gaps = []
    for n_findings in (MOST_EXACT + 1, MOST_EXACT + 2):
        rng = np.random.default_rng(n_findings)
        for _ in range(2):
            if kind == "scattered":
                query = scattered(n_findings, knowledge, rng)
            else:
                n_points = {"one point": 1, "two points": 2}.get(kind)
                query = person_with(n_findings, knowledge, rng, n_points=n_points)
            evidence = smaller(observed_from(query, knowledge).evidence)
            belief, slow = marginals(evidence), explained_sets(evidence)
            gaps.append(float(np.abs(belief.contributes - slow.contributes).max()))
            if belief.is_exact:
                assert gap(belief, slow) < 1e-6
    assert np.median(gaps) < 0.1
    assert max(gaps) < 0.4


@pytest.mark.parametrize("seed", range(20))
def test_tempering_raises_none_and_every_single_cause_to_the_exponent(seed: int) -> None:
    rng = np.random.default_rng(seed)
    evidence = made_up(5, 7, seed=seed)
    exponent = rng.uniform(0.1, 1.0, 5)
    q, leak = tempered(evidence.q, evidence.leak, exponent)
    single = evidence.leak[:, None] + evidence.q - evidence.leak[:, None] * evidence.q
    weak_single = leak[:, None] + q - leak[:, None] * q
    assert leak == pytest.approx(evidence.leak**exponent, rel=1e-12)
    assert weak_single == pytest.approx(single ** exponent[:, None], rel=1e-12)
    assert ((q >= 0) & (q < 1)).all()


def test_tempering_by_one_changes_nothing() -> None:
    evidence = made_up(4, 5, seed=7)
    q, leak = tempered(evidence.q, evidence.leak, np.ones(4))
    assert q == pytest.approx(evidence.q, abs=1e-12)
    assert leak == pytest.approx(evidence.leak)
