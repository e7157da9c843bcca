"""Simple rivals of the ranking, which it must beat on the same cases in the same run.

*Prevalence*: the commonest muscles first, whatever hurts. *Look-up*: what a person does with
a wall chart; a marked region that is essential for a muscle gives 1 point, one that is
spillover 0.4, and ties go to the commoner muscle. *Naive Bayes*: the same strengths as the
network, but one cause only, each finding counted in full, and unpainted regions ignored.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from unknot.find.findings import Finding, observed_from
from unknot.find.knowledge import Knowledge
from unknot.find.query import Query
from unknot.muscles.catalogue import Muscle, load_muscles

__all__ = ["BASELINES", "Rival", "look_up", "naive_bayes", "prevalence_only", "rivals"]

FloatArray = npt.NDArray[np.float64]

BASELINES: Final[Mapping[str, str]] = {
    "prevalence": "the commonest muscles first",
    "look-up": "points from the chart, as with a wall chart",
    "naive Bayes": "one cause, same strengths, unpainted regions ignored",
}
"""The rivals, from the simplest on, and what each does."""
_ESSENTIAL_POINTS: Final = 1.0
_SPILLOVER_POINTS: Final = 0.4


@dataclass(frozen=True, slots=True)
class Rival:
    """A rival's answer: muscles, best first, and the share of each where it gives one."""

    order: tuple[str, ...]
    share: Mapping[str, float] | None


def rivals(query: Query, knowledge: Knowledge) -> Mapping[str, Rival]:
    """Return the answer of every rival by its name in :data:`BASELINES`."""
    return {
        "prevalence": prevalence_only(knowledge),
        "look-up": look_up(query, knowledge),
        "naive Bayes": naive_bayes(query, knowledge),
    }


def prevalence_only(knowledge: Knowledge) -> Rival:
    """Rank by frequency class, then as in the catalogue."""
    return _ranked(_frequency(knowledge), knowledge, has_share=True)


def look_up(query: Query, knowledge: Knowledge) -> Rival:
    """Rank by points from the chart: all sites of a muscle together, whatever the side.

    Notes
    -----
    Of the ways to count (best site or all sites, side kept or not) this one did best on the
    development cases, so the rival is not made weak.
    """
    points = np.array([_points(query, load_muscles()[muscle]) for muscle in knowledge.muscles])
    order = np.lexsort((-_frequency(knowledge), -points))
    return Rival(tuple(knowledge.muscles[m] for m in order), None)


def naive_bayes(query: Query, knowledge: Knowledge) -> Rival:
    """Rank by the posterior of the single cause, summed over sites and sides."""
    score = knowledge.log_prior.copy()
    for finding in observed_from(query, knowledge).findings:
        q, leak = _strength(finding, knowledge)
        score += np.log(leak + q - leak * q)
    weight = np.exp(score - score.max())
    by_muscle = np.zeros(len(knowledge.muscles))
    np.add.at(by_muscle, knowledge.cause_muscle, weight)
    return _ranked(by_muscle, knowledge, has_share=True)


def _strength(finding: Finding, knowledge: Knowledge) -> tuple[FloatArray, float]:
    """Return q of every cause for a finding, its better side when none was told, and its leak."""
    rows, parameters = list(finding.rows), knowledge.parameters
    if finding.kind == "region":
        return knowledge.q_region[rows].max(axis=0), parameters.region_leak
    if finding.kind == "symptom":
        return knowledge.q_symptom[rows].max(axis=0), float(knowledge.symptom_leak[rows[0]])
    return knowledge.q_movement[rows].max(axis=0), parameters.movement_leak


def _ranked(score: FloatArray, knowledge: Knowledge, *, has_share: bool) -> Rival:
    """Order muscles by score, ties as in the catalogue."""
    order = np.argsort(-score, kind="stable")
    share = dict(zip(knowledge.muscles, (score / score.sum()).tolist(), strict=True))
    return Rival(tuple(knowledge.muscles[m] for m in order), share if has_share else None)


def _frequency(knowledge: Knowledge) -> FloatArray:
    """Return the ratio of each muscle's frequency class to the class common."""
    classes = (load_muscles()[muscle].frequency for muscle in knowledge.muscles)
    return np.array([getattr(knowledge.parameters, f"frequency_{one}") for one in classes])


def _points(query: Query, muscle: Muscle) -> float:
    """Points of a muscle for the regions marked, each region once."""
    essential = {zone.region for site in muscle.sites for zone in site.essential}
    spillover = {zone.region for site in muscle.sites for zone in site.spillover}
    marked = {mark.region for mark in query.pain}
    return _ESSENTIAL_POINTS * len(marked & essential) + _SPILLOVER_POINTS * len(
        (marked & spillover) - essential
    )
