"""The same sums as ``unknot.find.network``, slow and plain to see, for comparison only.

Three ways, each checked against the one before it: every state of every coin, every state of
the causes, and a pass over the causes that keeps the set of findings explained so far. All
of them add positive numbers only, so they lose no digits.
"""

from __future__ import annotations

from itertools import product

import numpy as np
import numpy.typing as npt

from unknot.find.network import Belief, Evidence

FloatArray = npt.NDArray[np.float64]


def every_coin(evidence: Evidence) -> Belief:
    """Toss every coin: each cause, each arrow from a cause to a finding, each leak."""
    n_findings, n_causes = evidence.q.shape
    prior = 1 / (1 + np.exp(-evidence.log_odds))
    chances = np.concatenate([prior, evidence.q.ravel(), evidence.leak])
    total, on, by_leak = 0.0, np.zeros(n_causes), np.zeros(n_findings)
    contributes = np.zeros(n_causes)
    for coins in product((0, 1), repeat=len(chances)):
        weight = np.prod([p if up else 1 - p for p, up in zip(chances, coins, strict=True)])
        is_on = np.array(coins[:n_causes])
        arrow = np.array(coins[n_causes:-n_findings]).reshape(n_findings, n_causes) * is_on
        leak = np.array(coins[-n_findings:])
        if not ((arrow.sum(axis=1) + leak) > 0).all():
            continue
        total += weight
        on += weight * is_on
        contributes += weight * (arrow.sum(axis=0) > 0)
        by_leak += weight * (arrow.sum(axis=1) == 0)
    return Belief(on / total, contributes / total, by_leak / total, is_exact=True)


def every_state(evidence: Evidence) -> Belief:
    """Sum over every state of the causes."""
    q, leak = evidence.q, evidence.leak
    n_findings, n_causes = q.shape
    prior = 1 / (1 + np.exp(-evidence.log_odds))
    total, on, by_leak = 0.0, np.zeros(n_causes), np.zeros(n_findings)
    contributes = np.zeros(n_causes)
    for state in product((0, 1), repeat=n_causes):
        x = np.array(state)
        weight = np.prod(np.where(x, prior, 1 - prior))
        unmade = np.prod(np.where(x, 1 - q, 1.0), axis=1)
        present = 1 - (1 - leak) * unmade
        likelihood = np.prod(present)
        total += weight * likelihood
        on += weight * likelihood * x
        for f in range(n_findings):
            others = np.prod(np.delete(present, f))
            by_leak[f] += weight * others * leak[f] * unmade[f]
        for j in np.flatnonzero(x):
            without = 1 - (1 - leak) * unmade / (1 - q[:, j])
            idle = np.prod(1 - q[:, j]) * np.prod(without)
            contributes[j] += weight * (likelihood - idle)
    return Belief(on / total, contributes / total, by_leak / total, is_exact=True)


def explained_sets(evidence: Evidence) -> Belief:
    """Go through the causes and keep the probability of every set of explained findings.

    ``forward[j][S]``: the first j causes explain exactly the findings S.
    ``backward[S]``: the later causes and the leaks explain what S does not.
    """
    q, leak = evidence.q, evidence.leak
    n_findings, n_causes = q.shape
    prior = 1 / (1 + np.exp(-evidence.log_odds))
    forward = np.zeros((n_causes + 1, 1 << n_findings))
    forward[0, 0] = 1.0
    for j in range(n_causes):
        on = _with_cause(forward[j], q[:, j])
        forward[j + 1] = (1 - prior[j]) * forward[j] + prior[j] * on
    backward = np.ones(1 << n_findings)
    for f in range(n_findings):
        _split(backward, f)[:, 0] *= leak[f]
    joint = forward[-1] * backward
    total = joint.sum()
    by_leak = np.array([_split(joint, f)[:, 0].sum() for f in range(n_findings)])
    is_on, idle = np.zeros(n_causes), np.zeros(n_causes)
    for j in reversed(range(n_causes)):
        expected = _expected(backward, q[:, j])
        is_on[j] = prior[j] * (forward[j] @ expected)
        idle[j] = prior[j] * np.prod(1 - q[:, j]) * (forward[j] @ backward)
        backward = (1 - prior[j]) * backward + prior[j] * expected
    return Belief(is_on / total, (is_on - idle) / total, by_leak / total, is_exact=True)


def _split(by_set: FloatArray, f: int) -> FloatArray:
    """View a table over sets with finding f as its middle axis: out, in."""
    return by_set.reshape(-1, 2, 1 << f)


def _with_cause(by_set: FloatArray, q: FloatArray) -> FloatArray:
    """Let one cause that is on explain further findings."""
    result = by_set.copy()
    for f in np.flatnonzero(q):
        halves = _split(result, int(f))
        halves[:, 1] += q[f] * halves[:, 0]
        halves[:, 0] *= 1 - q[f]
    return result


def _expected(by_set: FloatArray, q: FloatArray) -> FloatArray:
    """Mean of a table over what one cause that is on explains further."""
    result = by_set.copy()
    for f in np.flatnonzero(q):
        halves = _split(result, int(f))
        halves[:, 0] = q[f] * halves[:, 1] + (1 - q[f]) * halves[:, 0]
    return result
