"""Exact sums over a noisy-OR network with few findings.

Two ways to the same numbers. *Subset sums* (Quickscore) add and subtract over all subsets of
the findings, the products built by doubling: very fast, but when the findings together are
improbable the sum is a small difference of large numbers and its digits are lost. *Explained
sets* walk through the causes and carry, for every set of findings, the probability that just
this set is explained so far; every term is positive, so nothing is lost, at some fifty times
the cost. The fast way is taken as long as its own estimate of the lost digits allows.

Sources: Heckerman 1989, "A tractable inference algorithm for diagnosing multiple diseases",
for the subset sums; the walk is a forward-backward pass over the causes.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

__all__ = ["Part", "exact_sums", "explained_sets"]

FloatArray = npt.NDArray[np.float64]

_MOST_LOST = 1e-9
"""Relative error of the subset sums above which they are not used."""


class Part(NamedTuple):
    """The sums over one group of findings.

    Attributes
    ----------
    total
        Probability of the findings.
    on, contributes : (n_causes,)
        Probability that the cause is on; that it is on and makes a finding so.
    by_leak : (n_findings,)
        Probability that no cause makes the finding so.
    """

    total: float
    on: FloatArray
    contributes: FloatArray
    by_leak: FloatArray


def exact_sums(q: FloatArray, leak: FloatArray, odds: FloatArray) -> Part:
    """Return the exact sums, fast where the digits allow, safe otherwise.

    Parameters
    ----------
    q : (n_findings, n_causes)
        Probability that the cause alone makes the finding present; at most ten findings.
    leak : (n_findings,)
        Probability of the finding when no cause is on.
    odds : (n_causes,)
        Odds of each cause before these findings.
    """
    fast = _subset_sums(q, leak, odds)
    return explained_sets(q, leak, odds) if fast is None else fast


def explained_sets(q: FloatArray, leak: FloatArray, odds: FloatArray) -> Part:
    """Return the exact sums by walking through the causes; every term is positive."""
    n_findings, n_causes = q.shape
    prior = odds / (1.0 + odds)
    n_sets = 1 << n_findings
    members = (np.arange(n_sets)[:, None] >> np.arange(n_findings)) & 1
    touched = [np.flatnonzero(q[:, j]) for j in range(n_causes)]
    after = np.empty((n_causes + 1, n_sets))
    after[-1] = np.where(members == 1, 1.0, leak).prod(axis=1)
    for j in range(n_causes - 1, -1, -1):
        firing = after[j + 1].copy()
        for f in touched[j]:
            pair = firing.reshape(-1, 2, 1 << f)
            pair[:, 0] += q[f, j] * (pair[:, 1] - pair[:, 0])
        after[j] = (1.0 - prior[j]) * after[j + 1] + prior[j] * firing
    before = np.zeros(n_sets)
    before[0] = 1.0
    on, contributes = np.empty(n_causes), np.empty(n_causes)
    total = float(after[0, 0])
    for j in range(n_causes):
        firing = before.copy()
        for f in touched[j]:
            pair = firing.reshape(-1, 2, 1 << f)
            moved = q[f, j] * pair[:, 0]
            pair[:, 1] += moved
            pair[:, 0] -= moved
        on[j] = prior[j] * (firing @ after[j + 1]) / total
        idle = prior[j] * (1.0 - q[:, j]).prod() * (before @ after[j + 1]) / total
        contributes[j] = on[j] - idle
        before = (1.0 - prior[j]) * before + prior[j] * firing
    unexplained = before * np.where(members == 1, 1.0, leak).prod(axis=1)
    by_leak = (unexplained[:, None] * (1 - members)).sum(axis=0) / total
    return Part(total, on, np.clip(contributes, 0.0, 1.0), by_leak)


def _subset_sums(q: FloatArray, leak: FloatArray, odds: FloatArray) -> Part | None:
    """Sum over all subsets of the findings; None when too many digits are lost."""
    n_findings, n_causes = q.shape
    prior = odds / (1.0 + odds)
    not_q = 1.0 - q
    on = np.empty((1 << n_findings, n_causes))
    on[0] = prior
    sign = np.empty(1 << n_findings)
    sign[0] = 1.0
    for f in range(n_findings):
        n = 1 << f
        np.multiply(on[:n], not_q[f], out=on[n : 2 * n])
        np.multiply(sign[:n], leak[f] - 1.0, out=sign[n : 2 * n])
    idle = on[-1].copy()
    on += 1.0 - prior
    weight = sign * on.prod(axis=1)
    total = float(weight.sum())
    lost = float(np.finfo(np.float64).eps * np.abs(weight).sum())
    if lost > _MOST_LOST * total:
        return None
    np.divide(1.0, on, out=on)
    without = weight @ on / total
    is_on = 1.0 - (1.0 - prior) * without
    contributes = is_on - idle * without
    by_leak = np.array(
        [
            -weight.reshape(-1, 2, 1 << f)[:, 1].sum() * leak[f] / (1.0 - leak[f]) / total
            for f in range(n_findings)
        ]
    )
    return Part(
        total,
        np.clip(is_on, 0.0, 1.0),
        np.clip(contributes, 0.0, 1.0),
        np.clip(by_leak, 0.0, 1.0),
    )
