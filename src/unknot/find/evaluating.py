"""How often is the right muscle among the first, and do the probabilities mean what they say?

The ranking and three simple rivals answer the same published cases in the same run. Every
figure has a 95% interval over the cases; against each rival the difference is taken case by
case. Cases carry no answers to warning-sign questions and their cause was a muscle, so an
alert above "see a doctor" is one too many.

Limits
------
Case reports are the surprising and the cured, and many authors looked where the charts
told them. What the figures do not tell stands in docs/explanation/evaluation.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from types import MappingProxyType
from typing import Final

import numpy as np
import numpy.typing as npt

from unknot.errors import NotEnoughData
from unknot.facts.cases import Case, CaseKind
from unknot.find.alerts import load_facts
from unknot.find.answer import screening_input
from unknot.find.baselines import BASELINES, rivals
from unknot.find.bootstrap import DRAWS, Interval, bootstrap_means
from unknot.find.calibration import (
    Bin,
    Correction,
    corrected,
    expected_calibration_error,
    fit_calibration,
    leave_one_out,
    reliability,
)
from unknot.find.knowledge import Knowledge, load_knowledge
from unknot.find.query import Query
from unknot.find.ranking import Candidate, rank_muscles
from unknot.find.red_flags import screen
from unknot.find.scoring import (
    case_query,
    counted_as,
    first_hit,
    listed_muscles,
    muscles_once,
    wanted_muscles,
    words_query,
)

__all__ = [
    "CALIBRATED_ROWS",
    "TOPS",
    "Accuracy",
    "Calibration",
    "CaseAlerts",
    "CaseResult",
    "Difference",
    "Evaluation",
    "evaluate_cases",
]

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]

TOPS: Final = (1, 3, 5, 10)
CALIBRATED_ROWS: Final = 10
"""Rows of each answer, from the first on, whose probabilities are held against the sources."""
OURS: Final = "Unknot"
_HIGHEST_DUE: Final = "see_doctor"
_LEAST_SHARE: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How often the culprit stood among the first.

    Attributes
    ----------
    name
        Group of cases, or rival.
    top
        Share of cases with the culprit in the first 1, 3, 5 and 10 muscles.
    mrr
        Mean of 1 / place of the culprit; 0 where it is nowhere.
    log_loss
        Mean of minus the log of the culprit's share of all probability; None where the
        rival gives no shares.
    """

    name: str
    n_cases: int
    top: Mapping[int, Interval]
    mrr: Interval
    log_loss: Interval | None


@dataclass(frozen=True, slots=True)
class Difference:
    """Unknot's MRR minus a rival's, case by case."""

    rival: str
    mrr: Interval


@dataclass(frozen=True, slots=True)
class Calibration:
    """Whether the probabilities of the first rows mean what they say.

    Attributes
    ----------
    error
        Expected calibration error as delivered.
    learned
        Shift and slope that these cases would teach.
    error_in_sample, error_left_out
        The error with the learned numbers, on the cases that taught them, and on each case
        with numbers learned without it; the second is None for a single case.
    """

    n_rows: int
    error: float
    bins: tuple[Bin, ...]
    learned: Correction
    error_in_sample: float
    error_left_out: float | None


@dataclass(frozen=True, slots=True)
class CaseAlerts:
    """Cases with any alert, and with one above "see a doctor", by id."""

    n_cases: int
    raised: tuple[str, ...]
    over_raised: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One case: the culprit's place in each order, and its share where one is given.

    ``places`` and ``shares`` are by rival, with Unknot's own under its name. A case whose
    words were not understood has no place anywhere.
    """

    id: str
    is_understood: bool
    places: Mapping[str, int | None]
    shares: Mapping[str, float]
    alerts: tuple[str, ...]
    is_over_raised: bool


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything that ``unknot evaluate cases`` reports.

    Attributes
    ----------
    groups
        Unknot by group of cases: all, by evidence, by precision; studies apart.
    rivals
        The rivals on all cases of single patients.
    unknown_names
        Culprits that mean nothing in the catalogue, by case id; they stay misses.
    """

    from_words: bool
    groups: tuple[Accuracy, ...]
    rivals: tuple[Accuracy, ...]
    differences: tuple[Difference, ...]
    calibration: Calibration
    alerts: CaseAlerts
    not_understood: tuple[str, ...]
    unknown_names: Mapping[str, tuple[str, ...]]
    cases: tuple[CaseResult, ...]


_GROUPS: Final[Mapping[str, Callable[[Case], bool]]] = {
    "all": lambda case: case.kind == "case",
    "strong": lambda case: case.evidence == "strong",
    "strong+moderate": lambda case: case.evidence in ("strong", "moderate"),
    "stated area": lambda case: case.is_pain_stated,
    "single muscle": lambda case: len(case.culprits) == 1,
}
"""Groups of the cases of single patients."""
_STUDIES: Final[Mapping[str, CaseKind]] = {
    "referral studies": "referral_study",
    "population studies": "population_study",
}


def evaluate_cases(
    cases: Iterable[Case],
    *,
    rng: np.random.Generator,
    knowledge: Knowledge | None = None,
    from_words: bool = False,
) -> Evaluation:
    """Measure the ranking and its rivals on published cases.

    Parameters
    ----------
    cases
        Cases of single patients and studies; at least one of the first.
    rng
        The source of chance of the intervals.
    knowledge
        The catalogue to rank with; the delivered one when left out.
    from_words
        Whether only the words of a case are given, instead of its coded findings.

    Raises
    ------
    NotEnoughData
        There is no case of a single patient.
    InvalidInput
        A case cannot be asked; the message names the id or side.
    """
    knowledge = knowledge or load_knowledge()
    every = tuple(cases)
    people = [case for case in every if case.kind == "case"]
    if not people:
        raise NotEnoughData("No case of kind 'case' was given; nothing can be measured.")
    answered = {case.id: _answered(case, knowledge, from_words=from_words) for case in every}
    results = {id_: one.result for id_, one in answered.items()}
    own = [results[case.id] for case in people]
    return Evaluation(
        from_words=from_words,
        groups=_groups(every, results, rng),
        rivals=tuple(_accuracy(rival, own, rng, of=rival) for rival in BASELINES),
        differences=tuple(_difference(rival, own, rng) for rival in BASELINES),
        calibration=_calibration([answered[case.id] for case in people], knowledge),
        alerts=CaseAlerts(
            n_cases=len(own),
            raised=tuple(one.id for one in own if one.alerts),
            over_raised=tuple(one.id for one in own if one.is_over_raised),
        ),
        not_understood=tuple(one.id for one in results.values() if not one.is_understood),
        unknown_names=_unknown_names(every),
        cases=tuple(results.values()),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Answered:
    """A result with the first rows: probability, and whether the source lists the muscle."""

    result: CaseResult
    probability: FloatArray
    is_listed: BoolArray


def _answered(case: Case, knowledge: Knowledge, *, from_words: bool) -> _Answered:
    """Ask one case and score the answer."""
    query = words_query(case) if from_words else case_query(case)
    if query is None:
        names = (OURS, *BASELINES)
        chance = len(wanted_muscles(case)) / len(knowledge.muscles)
        result = CaseResult(
            id=case.id,
            is_understood=False,
            places=MappingProxyType(dict.fromkeys(names)),
            shares=MappingProxyType(dict.fromkeys(names, max(chance, _LEAST_SHARE))),
            alerts=(),
            is_over_raised=False,
        )
        return _Answered(result, np.zeros(0), np.zeros(0, dtype=np.bool_))
    wanted, listed = wanted_muscles(case), listed_muscles(case)
    candidates = rank_muscles(query, knowledge).candidates
    orders = {OURS: muscles_once(candidate.muscle for candidate in candidates)}
    shares = {OURS: _share(candidates, wanted)}
    for name, rival in rivals(query, knowledge).items():
        orders[name] = rival.order
        if rival.share is not None:
            shares[name] = max(_LEAST_SHARE, sum(rival.share[muscle] for muscle in wanted))
    alerts, is_over_raised = _alerts(query)
    result = CaseResult(
        id=case.id,
        is_understood=True,
        places=MappingProxyType({name: first_hit(order, wanted) for name, order in orders.items()}),
        shares=MappingProxyType(shares),
        alerts=alerts,
        is_over_raised=is_over_raised,
    )
    first = candidates[:CALIBRATED_ROWS]
    return _Answered(
        result,
        np.array([candidate.probability for candidate in first]),
        np.array([candidate.muscle in listed for candidate in first], dtype=np.bool_),
    )


def _share(candidates: Sequence[Candidate], wanted: frozenset[str]) -> float:
    """Return the wanted muscles' share of all probability."""
    total = sum(candidate.probability for candidate in candidates)
    own = sum(candidate.probability for candidate in candidates if candidate.muscle in wanted)
    return max(_LEAST_SHARE, own / total)


def _alerts(query: Query) -> tuple[tuple[str, ...], bool]:
    """Return the alerts of a case without answers, and whether one is above its due."""
    urgencies = load_facts().urgencies
    alerts = screen(screening_input(query)).alerts
    due = urgencies[_HIGHEST_DUE].rank
    return (
        tuple(alert.id for alert in alerts),
        any(urgencies[alert.urgency].rank > due for alert in alerts),
    )


def _groups(
    cases: Sequence[Case], results: Mapping[str, CaseResult], rng: np.random.Generator
) -> tuple[Accuracy, ...]:
    """Return Unknot's accuracy in every group that has a case."""
    picked = {
        name: [case for case in cases if case.kind == "case" and is_in(case)]
        for name, is_in in _GROUPS.items()
    }
    picked |= {
        name: [case for case in cases if case.kind == kind] for name, kind in _STUDIES.items()
    }
    return tuple(
        _accuracy(name, [results[case.id] for case in own], rng)
        for name, own in picked.items()
        if own
    )


def _accuracy(
    name: str, results: Sequence[CaseResult], rng: np.random.Generator, *, of: str = OURS
) -> Accuracy:
    """Return the accuracy of one order on some cases."""
    has_share = all(of in one.shares for one in results)
    figures = [
        [
            *(float(_is_within(one.places[of], top)) for top in TOPS),
            _reciprocal(one.places[of]),
            -log(one.shares[of]) if has_share else 0.0,
        ]
        for one in results
    ]
    *tops, mrr, log_loss = bootstrap_means(figures, rng=rng, n_draws=DRAWS)
    return Accuracy(
        name=name,
        n_cases=len(results),
        top=MappingProxyType(dict(zip(TOPS, tops, strict=True))),
        mrr=mrr,
        log_loss=log_loss if has_share else None,
    )


def _difference(rival: str, results: Sequence[CaseResult], rng: np.random.Generator) -> Difference:
    """Return how much better Unknot's MRR is than a rival's, case by case."""
    gains = [[_reciprocal(one.places[OURS]) - _reciprocal(one.places[rival])] for one in results]
    (mrr,) = bootstrap_means(gains, rng=rng, n_draws=DRAWS)
    return Difference(rival, mrr)


def _is_within(place: int | None, top: int) -> bool:
    """Whether a place is among the first ``top``."""
    return place is not None and place <= top


def _reciprocal(place: int | None) -> float:
    """Return 1 / place, and 0 for nowhere."""
    return 1.0 / place if place else 0.0


def _calibration(answered: Sequence[_Answered], knowledge: Knowledge) -> Calibration:
    """Hold the first rows of every case against what its source lists."""
    with_rows = [one for one in answered if len(one.probability)]
    if not with_rows:
        raise NotEnoughData("No case could be understood; nothing can be measured.")
    log_odds = [_uncorrected(one.probability, knowledge) for one in with_rows]
    hits = [one.is_listed for one in with_rows]
    said = np.concatenate([one.probability for one in with_rows])
    came = np.concatenate(hits)
    learned = fit_calibration(np.concatenate(log_odds), came)
    return Calibration(
        n_rows=len(said),
        error=expected_calibration_error(said, came),
        bins=reliability(said, came),
        learned=learned,
        error_in_sample=expected_calibration_error(
            corrected(np.concatenate(log_odds), learned), came
        ),
        error_left_out=expected_calibration_error(leave_one_out(log_odds, hits), came)
        if len(hits) > 1
        else None,
    )


def _uncorrected(probability: FloatArray, knowledge: Knowledge) -> FloatArray:
    """Return the log odds as they were before the delivered correction."""
    parameters = knowledge.parameters
    safe = np.clip(probability, 1e-12, 1.0 - 1e-12)
    log_odds: FloatArray = (
        np.log(safe / (1.0 - safe)) - parameters.calibration_shift
    ) / parameters.calibration_slope
    return log_odds


def _unknown_names(cases: Iterable[Case]) -> Mapping[str, tuple[str, ...]]:
    """Return the culprits that mean nothing in the catalogue, by case id."""
    unknown = {
        case.id: tuple(c.muscle for c in case.culprits if not counted_as(c.muscle))
        for case in cases
    }
    return MappingProxyType({id_: names for id_, names in unknown.items() if names})
