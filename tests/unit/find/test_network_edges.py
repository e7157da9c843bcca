"""Edges of the network's range: certain causes, idle causes, repeated findings."""

from __future__ import annotations

import numpy as np
import pytest

from unknot.find.network import Evidence, marginals


def test_cause_that_makes_nothing_keeps_its_odds() -> None:
    q = np.array([[0.5, 0.0]])
    belief = marginals(Evidence(q, np.array([0.1]), np.array([-2.0, -1.0])))
    assert belief.on[1] == pytest.approx(1 / (1 + np.exp(1.0)))
    assert belief.contributes[1] == 0.0


def test_single_cause_and_finding_follow_bayes() -> None:
    prior, q, leak = 0.2, 0.6, 0.1
    present = prior * (1 - (1 - leak) * (1 - q)) + (1 - prior) * leak
    belief = marginals(Evidence(np.array([[q]]), np.array([leak]), np.log([prior / (1 - prior)])))
    assert belief.on[0] == pytest.approx(prior * (1 - (1 - leak) * (1 - q)) / present)
    assert belief.contributes[0] == pytest.approx(prior * q / present)
    assert belief.by_leak[0] == pytest.approx((1 - prior * q) * leak / present)


def test_no_cause_at_all_leaves_every_finding_to_its_leak() -> None:
    belief = marginals(Evidence(np.zeros((3, 2)), np.full(3, 0.01), np.array([-3.0, -4.0])))
    assert belief.by_leak == pytest.approx([1.0, 1.0, 1.0])
    assert belief.contributes.tolist() == [0.0, 0.0]


def test_many_findings_without_a_cause_are_left_to_their_leaks() -> None:
    belief = marginals(Evidence(np.zeros((20, 2)), np.full(20, 0.01), np.array([-3.0, -4.0])))
    assert belief.by_leak == pytest.approx(np.ones(20))
    assert belief.on == pytest.approx(1 / (1 + np.exp([3.0, 4.0])))


def test_nearly_certain_cause_stays_a_probability() -> None:
    q = np.full((4, 2), 0.97)
    belief = marginals(Evidence(q, np.full(4, 0.5), np.array([30.0, -30.0])))
    assert ((belief.on >= 0) & (belief.on <= 1)).all()
    assert belief.on[0] == pytest.approx(1.0)


@pytest.mark.parametrize("n_findings", [3, 25])
def test_alike_findings_agree_on_their_cause(n_findings: int) -> None:
    q = np.zeros((n_findings, 3))
    q[:, 0] = 0.9
    belief = marginals(Evidence(q, np.full(n_findings, 0.2), np.array([-3.0, -3.0, -3.0])))
    assert belief.on[0] > 0.8
    assert belief.on[1:] == pytest.approx(1 / (1 + np.exp(3.0)) * np.ones(2))
