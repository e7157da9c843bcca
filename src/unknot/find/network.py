"""Which causes are on, given findings: a two-level noisy-OR network. No medical words here.

Causes are independent and rare; a finding is present when its leak or at least one cause
that is on makes it so::

    P(finding f present | causes x) = 1 - (1 - leak_f) * prod_j (1 - q_fj) ** x_j

Two routes give the marginals. Up to :data:`MOST_EXACT` findings everything is summed
exactly (:mod:`unknot.find.exact_sums`). With more, the findings are grouped by likeness,
each group is summed exactly, and messages pass between the groups until they settle
(cluster belief propagation).

Sources: the QMR-DT form and Quickscore are Heckerman 1989, "A tractable inference algorithm
for diagnosing multiple diseases"; tempering of the parameters and the cluster route are
described and measured in docs/explanation/find.md.

What it does not do: choose parameters, know sides, muscles or regions.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from unknot.find.exact_sums import exact_sums, long_sums

__all__ = ["Belief", "Evidence", "marginals", "tempered"]

FloatArray = npt.NDArray[np.float64]

MOST_EXACT = 12
"""Findings up to which everything is summed exactly."""
MOST_SUMMED = 13
"""Findings up to which the fast exact sum is tried, which holds when one muscle explains most."""
CLUSTER_SIZE = 9
"""Findings in one group of the cluster route, at most."""
_LEAST_ALIKE = 0.02
"""Groups less alike than this share next to no cause and are better left apart."""
_SWEEPS = 12
_SETTLED = 1e-4
_DAMPING_FROM_SWEEP = 4


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of one person, ready for the sums.

    Attributes
    ----------
    q : (n_findings, n_causes)
        Probability that the cause alone makes the finding present.
    leak : (n_findings,)
        Probability of the finding when no cause is on, above 0 and below 1.
    log_odds : (n_causes,)
        Log odds of each cause from its prior and from everything that is absent or examined.
    """

    q: FloatArray
    leak: FloatArray
    log_odds: FloatArray


@dataclass(frozen=True, slots=True)
class Belief:
    """The answer of the sums.

    Attributes
    ----------
    on : (n_causes,)
        Probability that the cause is on.
    contributes : (n_causes,)
        Probability that the cause is on and makes at least one present finding so.
    by_leak : (n_findings,)
        Probability that no cause makes the finding so: it is there for another reason.
    is_exact : bool
        Whether the sum over all subsets was used.
    """

    on: FloatArray
    contributes: FloatArray
    by_leak: FloatArray
    is_exact: bool


def tempered(
    q: FloatArray, leak: FloatArray, exponent: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Weaken findings so that each counts as a fraction of one, and stay a noisy-OR.

    Raising the network's likelihood to a power would destroy every exact method. Instead
    leak and q are replaced so that "no cause" and "this cause alone" have exactly the
    likelihood ``likelihood ** exponent``.

    Parameters
    ----------
    q : (n_findings, n_causes)
        As in :class:`Evidence`.
    leak : (n_findings,)
        As in :class:`Evidence`.
    exponent : (n_findings,)
        1 leaves a finding as it is, 0.5 counts it half.

    Notes
    -----
    ``leak' = leak ** a`` and ``q' = ((leak + q - leak q) ** a - leak ** a) / (1 - leak ** a)``.
    """
    weak_leak = leak**exponent
    single = (leak[:, None] + q - leak[:, None] * q) ** exponent[:, None]
    weak_q = (single - weak_leak[:, None]) / (1.0 - weak_leak[:, None])
    return weak_q, weak_leak


def marginals(evidence: Evidence) -> Belief:
    """Return the probability of every cause, exactly up to MOST_EXACT findings.

    Notes
    -----
    Checked against full enumeration in ``tests/truth/test_network.py``: at most 1e-6 off
    up to ten findings, and within 0.02 beyond.
    """
    odds = np.exp(evidence.log_odds)
    on = odds / (1.0 + odds)
    contributes = np.zeros_like(on)
    n_findings = len(evidence.q)
    if n_findings == 0:
        return Belief(on=on, contributes=contributes, by_leak=np.zeros(0), is_exact=True)
    touched = np.flatnonzero(evidence.q.max(axis=0))
    q = evidence.q[:, touched]
    part = None
    if n_findings <= MOST_EXACT:
        part = exact_sums(q, evidence.leak, odds[touched])
    elif n_findings <= MOST_SUMMED:
        part = long_sums(q, evidence.leak, odds[touched])
    if part is not None:
        on[touched], contributes[touched] = part.on, part.contributes
        return Belief(on=on, contributes=contributes, by_leak=part.by_leak, is_exact=True)
    on[touched], contributes[touched], by_leak = _cluster_route(
        q, evidence.leak, evidence.log_odds[touched]
    )
    return Belief(on=on, contributes=contributes, by_leak=by_leak, is_exact=False)


def _cluster_route(
    q: FloatArray, leak: FloatArray, log_odds: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Exact inside a group of alike findings, belief propagation between groups."""
    groups = _alike(q)
    messages = np.zeros((len(groups), q.shape[1]))
    idle = np.ones_like(messages)
    by_leak = np.zeros(len(q))
    for sweep in range(_SWEEPS):
        change = 0.0
        for g, findings in enumerate(groups):
            touched = np.flatnonzero(q[findings].max(axis=0))
            cavity = log_odds[touched] + messages[:, touched].sum(axis=0) - messages[g, touched]
            part = exact_sums(q[findings][:, touched], leak[findings], np.exp(cavity))
            fresh = _logit(part.on) - cavity
            if sweep >= _DAMPING_FROM_SWEEP:
                fresh = 0.5 * (fresh + messages[g, touched])
            change = max(change, float(np.abs(fresh - messages[g, touched]).max(initial=0.0)))
            messages[g, touched] = fresh
            idle[g, touched] = 1.0 - part.contributes / np.maximum(part.on, 1e-300)
            by_leak[findings] = part.by_leak
        if change < _SETTLED:
            break
    on = 1.0 / (1.0 + np.exp(-(log_odds + messages.sum(axis=0))))
    return on, on * (1.0 - idle.prod(axis=0)), by_leak


def _alike(q: FloatArray) -> list[list[int]]:
    """Group the findings: join the two most alike groups while the union is small enough."""
    length = np.maximum(np.linalg.norm(q, axis=1, keepdims=True), 1e-12)
    between = (q / length) @ (q / length).T
    groups = [[f] for f in range(len(q))]
    while len(groups) > 1:
        size = np.array([len(group) for group in groups])
        score = between / np.outer(size, size)
        score[np.add.outer(size, size) > CLUSTER_SIZE] = -1.0
        score[np.tril_indices(len(groups))] = -1.0
        one, other = np.unravel_index(int(score.argmax()), score.shape)
        if score[one, other] <= _LEAST_ALIKE:
            break
        groups[one] += groups.pop(other)
        between[one] += between[other]
        between[:, one] += between[:, other]
        between = np.delete(np.delete(between, other, axis=0), other, axis=1)
    return groups


def _logit(probability: FloatArray) -> FloatArray:
    """Log odds, kept finite."""
    safe = np.clip(probability, 1e-12, 1.0 - 1e-12)
    result: FloatArray = np.log(safe / (1.0 - safe))
    return result
