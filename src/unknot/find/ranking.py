"""Which muscles to check first: from marginals of causes to ranked muscles, sides and sites.

A muscle's probability is that of its contributing to the pain described: that at least one
of its causes is on *and* makes at least one reported finding so. A muscle that is merely
common, and explains nothing that was reported, does not profit from being common. The
figures are calibrated on published cases (two numbers, monotone) and hold given that the
pain comes from muscle at all; they need not sum to one, since several muscles may share.

What it does not do: say whether it is muscle (:mod:`unknot.find.not_a_muscle`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from unknot.find.findings import Observed, observed_from, signs_by_muscle
from unknot.find.knowledge import ALL_SITES, BOTH, Knowledge, load_knowledge
from unknot.find.network import Belief, marginals
from unknot.find.query import Query
from unknot.find.reasons import Match, Reason, reasons_against, reasons_for
from unknot.muscles.catalogue import Muscle, load_muscles
from unknot.sides import LEFT_RIGHT, LeftRight

__all__ = ["Candidate", "Ranking", "SiteChance", "muscle_probabilities", "rank_muscles"]

FloatArray = npt.NDArray[np.float64]

_LEAST: Final = 1e-9
_UNEXPLAINED: Final = 0.5
_SAME_PATTERN: Final = np.log(1.5)
"""A muscle shows the same pattern when it fits at most 1.5 times worse than the first one."""
_LESS_COMMON_SHOWN: Final = 4
_SHOWN_ANYWAY: Final = 5


@dataclass(frozen=True, slots=True)
class SiteChance:
    """Probability that this site of the muscle is the one that contributes."""

    site: str
    probability: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """One muscle on one side, with what speaks for and against it."""

    muscle: str
    side: LeftRight
    probability: float
    group: str | None
    sites: tuple[SiteChance, ...]
    reasons_for: tuple[Reason, ...]
    reasons_against: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """Every muscle and side, most probable first.

    Attributes
    ----------
    unexplained
        Marked places (region, side) that most likely have another reason than the muscles.
    less_common
        Muscles outside the first few that fit the pattern as well and are merely rarer.
    is_exact
        Whether the sums were exact.
    """

    candidates: tuple[Candidate, ...]
    unexplained: tuple[tuple[str, str], ...]
    less_common: tuple[str, ...]
    is_exact: bool


def muscle_probabilities(query: Query, knowledge: Knowledge | None = None) -> FloatArray:
    """Return the calibrated probability of every muscle and side, without reasons.

    Returns
    -------
    (2, n_muscles)
        Left in the first row, right in the second; muscles in the order of
        ``knowledge.muscles``.
    """
    knowledge = knowledge or load_knowledge()
    belief = marginals(observed_from(query, knowledge).evidence)
    return _calibrated(_by_muscle(belief.contributes, knowledge), query, knowledge)


def rank_muscles(query: Query, knowledge: Knowledge | None = None) -> Ranking:
    """Rank every muscle and side for one person.

    Limits
    ------
    Checked on published cases only, mostly of adults; see docs/explanation/evaluation.md.
    """
    knowledge = knowledge or load_knowledge()
    observed = observed_from(query, knowledge)
    belief = marginals(observed.evidence)
    raw = _by_muscle(belief.contributes, knowledge)
    case = _Case(
        query=query,
        knowledge=knowledge,
        observed=observed,
        belief=belief,
        raw=raw,
        calibrated=_calibrated(raw, query, knowledge),
        by_site=_by_site(belief.contributes, knowledge),
        best=_best_cause(observed, knowledge),
        place={muscle: m for m, muscle in enumerate(knowledge.muscles)},
    )
    order = np.argsort(-case.calibrated.ravel(), kind="stable")
    candidates = tuple(_candidate(int(k), case) for k in order)
    return Ranking(
        candidates=candidates,
        unexplained=_unexplained(observed, belief),
        less_common=_less_common(candidates, case),
        is_exact=belief.is_exact,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Case:
    """Everything the rows of one person are built from; tables have a row a side."""

    query: Query
    knowledge: Knowledge
    observed: Observed
    belief: Belief
    raw: FloatArray
    calibrated: FloatArray
    by_site: FloatArray
    best: npt.NDArray[np.intp]
    place: Mapping[str, int]


def _by_muscle(per_cause: FloatArray, knowledge: Knowledge) -> FloatArray:
    """Join the causes of each muscle and side; they compete, so their chances add."""
    n_muscles = len(knowledge.muscles)
    joined = np.empty((2, n_muscles))
    for own, here in enumerate(knowledge.causes_on):
        joined[own] = np.bincount(
            knowledge.cause_muscle[here], per_cause[here], minlength=n_muscles
        )
    return np.clip(joined, _LEAST, 1.0 - _LEAST)


def _calibrated(raw: FloatArray, query: Query, knowledge: Knowledge) -> FloatArray:
    """Apply the two calibration numbers to the log odds.

    They were learned on patterns without palpation, so what the signs of a muscle add is
    taken out before and put back after.
    """
    parameters = knowledge.parameters
    pressed = np.zeros_like(raw)
    for (muscle, side), weight in signs_by_muscle(query.signs, parameters.further_sign).items():
        pressed[LEFT_RIGHT.index(side), knowledge.muscles.index(muscle)] = weight
    pattern = np.log(raw / (1.0 - raw)) - pressed
    log_odds = parameters.calibration_shift + parameters.calibration_slope * pattern + pressed
    probability: FloatArray = 1.0 / (1.0 + np.exp(-log_odds))
    return probability


def _fit(observed: Observed) -> FloatArray:
    """Log ratio by which each cause makes the findings likelier than their leaks alone."""
    q, leak = observed.evidence.q, observed.evidence.leak[:, None]
    ratio: FloatArray = np.log((leak + q - leak * q) / leak).sum(axis=0)
    return ratio


def _best_cause(observed: Observed, knowledge: Knowledge) -> npt.NDArray[np.intp]:
    """Return the best-fitting cause on that side alone, (2, n_muscles); reasons speak of it."""
    score = _fit(observed) + observed.evidence.log_odds
    best = np.zeros((2, len(knowledge.muscles)), dtype=np.intp)
    for own in (0, 1):
        here = np.flatnonzero(knowledge.cause_side == own)
        rising = here[np.argsort(score[here], kind="stable")]
        best[own, knowledge.cause_muscle[rising]] = rising
    return best


def _candidate(k: int, case: _Case) -> Candidate:
    """Build the row of one muscle and side."""
    own, m = divmod(k, len(case.knowledge.muscles))
    muscle = load_muscles()[case.knowledge.muscles[m]]
    cause = int(case.best[own, m])
    site = int(case.knowledge.cause_site[cause])
    match = Match(
        muscle=muscle,
        side=LEFT_RIGHT[own],
        cause=cause,
        sites=muscle.sites if site == ALL_SITES else (muscle.sites[site],),
    )
    return Candidate(
        muscle=muscle.id,
        side=match.side,
        probability=float(case.calibrated[own, m]),
        group=muscle.group,
        sites=_site_chances(muscle, own, case),
        reasons_for=reasons_for(match, case.query, case.observed),
        reasons_against=reasons_against(match, case.query),
    )


def _by_site(per_cause: FloatArray, knowledge: Knowledge) -> FloatArray:
    """Join the causes of each site and side, (2, n_sites); all sites at once count for each."""
    n_sites = int(knowledge.first_site[-1])
    muscle, site = knowledge.cause_muscle, knowledge.cause_site
    is_whole = site == ALL_SITES
    joined = np.empty((2, n_sites))
    for own in (0, 1):
        here = (knowledge.cause_side == own) | (knowledge.cause_side == BOTH)
        single, whole = here & ~is_whole, here & is_whole
        row = knowledge.first_site[muscle[single]] + site[single]
        at_once = np.bincount(muscle[whole], per_cause[whole], minlength=len(knowledge.muscles))
        joined[own] = np.bincount(row, per_cause[single], minlength=n_sites) + np.repeat(
            at_once, np.diff(knowledge.first_site)
        )
    return joined


def _site_chances(muscle: Muscle, own: int, case: _Case) -> tuple[SiteChance, ...]:
    """Share the muscle's probability among its sites, the likeliest first."""
    m = case.place[muscle.id]
    highest = float(case.calibrated[own, m])
    scale = highest / float(case.raw[own, m])
    first = int(case.knowledge.first_site[m])
    chances = [
        SiteChance(site.id, min(highest, scale * float(case.by_site[own, first + s])))
        for s, site in enumerate(muscle.sites)
    ]
    return tuple(sorted(chances, key=lambda chance: -chance.probability))


def _unexplained(observed: Observed, belief: Belief) -> tuple[tuple[str, str], ...]:
    """Return the marked places that most likely have another reason."""
    return tuple(
        (finding.id, finding.side)
        for finding, chance in zip(observed.findings, belief.by_leak, strict=True)
        if finding.kind == "region" and chance > _UNEXPLAINED
    )


def _less_common(candidates: tuple[Candidate, ...], case: _Case) -> tuple[str, ...]:
    """Return muscles that fit the pattern as well as the first one and are merely rarer."""
    if not case.observed.findings:
        return ()
    fit = _fit(case.observed)[case.best]
    place = case.place
    first = candidates[0]
    least = fit[LEFT_RIGHT.index(first.side), place[first.muscle]] - _SAME_PATTERN
    shown = {candidate.muscle for candidate in candidates[:_SHOWN_ANYWAY]}
    found = dict.fromkeys(
        candidate.muscle
        for candidate in candidates
        if candidate.muscle not in shown
        and load_muscles()[candidate.muscle].frequency in ("uncommon", "rare")
        and fit[LEFT_RIGHT.index(candidate.side), place[candidate.muscle]] >= least
    )
    return tuple(found)[:_LESS_COMMON_SHOWN]
