"""Exact sums over a noisy-OR network with few findings.

Two ways to the same numbers. *Subset sums* (Quickscore) add and subtract over all subsets of
the findings, the products built by doubling: very fast, but when the findings together are
improbable the sum is a small difference of large numbers and its digits are lost. *Explained
sets* walk through the causes and carry, for every set of findings, the probability that just
this set is explained so far; every term is positive, so nothing is lost, at some fifty times
the cost. The fast way is taken as long as its own estimate of the lost digits allows, first
in double, then, where the machine has them, in longer numbers.

Sources: Heckerman 1989, "A tractable inference algorithm for diagnosing multiple diseases",
for the subset sums; the walk is a forward-backward pass over the causes.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

__all__ = ["Part", "exact_sums", "explained_sets", "long_sums", "subset_sums"]

FloatArray = npt.NDArray[np.float64]
_Numbers = npt.NDArray[np.floating[Any]]

_MOST_LOST = 2e-8
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
    part = long_sums(q, leak, odds)
    return explained_sets(q, leak, odds) if part is None else part


def long_sums(q: FloatArray, leak: FloatArray, odds: FloatArray) -> Part | None:
    """Return the sums over all subsets, in longer numbers if need be; None without digits."""
    for kind in (np.float64, np.longdouble):
        part = subset_sums(
            q.astype(kind, copy=False),
            leak.astype(kind, copy=False),
            odds.astype(kind, copy=False),
        )
        if part is not None:
            return part
    return None


def explained_sets(q: FloatArray, leak: FloatArray, odds: FloatArray) -> Part:
    """Pass over the causes, keeping the probability of every set of explained findings.

    A set is split in two, high findings in the rows and low ones in the columns, so that
    what one cause explains further is two small matrix products.
    """
    n_findings, n_causes = q.shape
    prior = odds / (1.0 + odds)
    low, high = _explains(q[: n_findings // 2]), _explains(q[n_findings // 2 :])
    forward = np.zeros((n_causes + 1, high.shape[1], low.shape[1]))
    forward[0, 0, 0] = 1.0
    for j in range(n_causes):
        on = high[j].T @ forward[j] @ low[j]
        forward[j + 1] = forward[j] + prior[j] * (on - forward[j])
    backward = np.ones(forward.shape[1:])
    for f in range(n_findings):
        backward.reshape(-1, 2, 1 << f)[:, 0] *= leak[f]
    joint = forward[-1] * backward
    is_on, idle = np.empty(n_causes), np.empty(n_causes)
    for j in range(n_causes - 1, -1, -1):
        expected = high[j] @ backward @ low[j].T
        is_on[j] = np.vdot(forward[j], expected)
        idle[j] = np.vdot(forward[j], backward)
        backward = backward + prior[j] * (expected - backward)
    total = joint.sum()
    is_on *= prior / total
    idle *= prior * (1.0 - q).prod(axis=0) / total
    by_leak = [joint.reshape(-1, 2, 1 << f)[:, 0].sum() / total for f in range(n_findings)]
    return Part(float(total), is_on, np.clip(is_on - idle, 0.0, 1.0), np.array(by_leak))


def _explains(q: FloatArray) -> FloatArray:
    """Chance that a cause that is on leads from one set to another, (n_causes, 2^n, 2^n)."""
    step = np.ones((q.shape[1], 1, 1))
    for row in q:
        n = step.shape[1]
        larger = np.zeros((len(row), 2 * n, 2 * n))
        larger[:, :n, :n] = step * (1.0 - row)[:, None, None]
        larger[:, :n, n:] = step * row[:, None, None]
        larger[:, n:, n:] = step
        step = larger
    return step


def subset_sums(q: _Numbers, leak: _Numbers, odds: _Numbers) -> Part | None:
    """Sum over all subsets of the findings; None when too many digits are lost."""
    n_findings, n_causes = q.shape
    prior = odds / (1.0 + odds)
    not_q = 1.0 - q
    on = np.empty((1 << n_findings, n_causes), dtype=q.dtype)
    on[0] = prior
    sign = np.empty(1 << n_findings, dtype=q.dtype)
    sign[0] = 1.0
    for f in range(n_findings):
        n = 1 << f
        np.multiply(on[:n], not_q[f], out=on[n : 2 * n])
        np.multiply(sign[:n], leak[f] - 1.0, out=sign[n : 2 * n])
    idle = on[-1].copy()
    on += 1.0 - prior
    weight = sign * on.prod(axis=1)
    total = weight.sum()
    lost = np.finfo(q.dtype).eps * np.abs(weight).sum()
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
        float(total),
        np.clip(is_on, 0.0, 1.0).astype(np.float64),
        np.clip(contributes, 0.0, 1.0).astype(np.float64),
        np.clip(by_leak, 0.0, 1.0).astype(np.float64),
    )
