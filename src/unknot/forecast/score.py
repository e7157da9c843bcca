"""How good forecasts were, once the answer is known.

Ratings are whole numbers from 0 to 10 and a forecast gives a chance to each of them, so every
score here is exact: the ranked probability score is the continuous ranked probability score of
that discrete forecast. Small is good for every score but coverage, which should be what it
says, and concordance, which is best at 1.

Method: Gneiting and Raftery 2007 (https://doi.org/10.1198/016214506000001437) for proper
scores, Czado, Gneiting and Held 2009 (https://doi.org/10.1111/j.1541-0420.2009.01191.x) for
the randomised probability integral transform of counts, Graf and others 1999
(https://doi.org/10.1002/(SICI)1097-0258(19990915/30)18:17/18<2529::AID-SIM274>3.0.CO;2-5) for
the Brier score under censoring. It does not say whether a difference of scores is chance.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from unknot.errors import InvalidInput, NotEnoughData

__all__ = [
    "LEVELS",
    "N_RATINGS",
    "Scores",
    "brier",
    "central_interval",
    "concordance",
    "coverage",
    "integrated_brier",
    "log_score",
    "pit_distance",
    "prequential_log",
    "prequential_weights",
    "randomised_pit",
    "ranked_probability_score",
    "score_forecasts",
    "uniformity",
]

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]

N_RATINGS: Final = 11
"""Whole ratings from 0 to 10."""
LEVELS: Final = (0.5, 0.8, 0.95)
"""The central intervals that are checked."""
_LEAST_CHANCE: Final = 1e-6
"""No forecast is fined for more than this chance: a slip of rounding is not an infinity."""
_SUM_TOLERANCE: Final = 1e-6
_LEAST_WATCHED: Final = 1e-3
"""Nobody counts for more than a thousand."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Every score of one set of forecasts.

    Attributes
    ----------
    n
        Ratings that were forecast.
    crps
        Mean ranked probability score. [NRS points]
    log
        Mean log score. [nats]
    mae
        Mean distance of the forecast's mean from the rating. [NRS points]
    cover
        Share of ratings inside the central interval of each of LEVELS.
    width
        Mean width of the 80% interval. [NRS points]
    pit_distance
        Largest distance between the spread of the probability integral transform and even.
    """

    n: int
    crps: float
    log: float
    mae: float
    cover: tuple[float, float, float]
    width: float
    pit_distance: float


def score_forecasts(chances: FloatArray, ratings: IntArray, *, rng: np.random.Generator) -> Scores:
    """Score forecasts of single ratings.

    Parameters
    ----------
    chances : (n, 11)
        Chance of each rating; rows sum to one.
    ratings : (n,)
        What came. [NRS points]
    rng
        Breaks ties of the probability integral transform.

    Raises
    ------
    InvalidInput
        Shapes do not fit, a row does not sum to one, or a rating is not 0 to 10.
    NotEnoughData
        There is nothing to score.
    """
    _check(chances, ratings)
    pit = randomised_pit(chances, ratings, rng=rng)
    lower, upper = central_interval(chances, 0.8)
    return Scores(
        n=len(ratings),
        crps=float(ranked_probability_score(chances, ratings).mean()),
        log=float(log_score(chances, ratings).mean()),
        mae=float(np.abs(chances @ np.arange(N_RATINGS) - ratings).mean()),
        cover=(coverage(pit, 0.5), coverage(pit, 0.8), coverage(pit, 0.95)),
        width=float((upper - lower).mean()),
        pit_distance=pit_distance(pit),
    )


def ranked_probability_score(chances: FloatArray, ratings: IntArray) -> FloatArray:
    """Return the squared distance of the forecast's steps from what came, summed.

    Parameters
    ----------
    chances : (n, 11)
        Chance of each rating.
    ratings : (n,)
        What came. [NRS points]

    Returns
    -------
    (n,) scores, 0 for a sure forecast that was right. [NRS points]

    Notes
    -----
    The sum over k from 0 to 9 of (F(k) − 1[y ≤ k])², F the forecast's distribution.
    """
    below = np.cumsum(chances, axis=1)[:, :-1]
    came = np.arange(N_RATINGS - 1)[None, :] >= ratings[:, None]
    scores: FloatArray = ((below - came) ** 2).sum(axis=1)
    return scores


def log_score(chances: FloatArray, ratings: IntArray) -> FloatArray:
    """Return minus the log of the chance that was given to what came. [nats]"""
    given = chances[np.arange(len(ratings)), ratings]
    scores: FloatArray = -np.log(np.maximum(given, _LEAST_CHANCE))
    return scores


def randomised_pit(
    chances: FloatArray, ratings: IntArray, *, rng: np.random.Generator
) -> FloatArray:
    """Return where each rating fell in its forecast, from 0 to 1; even when calibrated.

    A rating stands for a whole step of the distribution; a place inside the step is drawn.
    """
    rows = np.arange(len(ratings))
    at = chances[rows, ratings]
    below = np.cumsum(chances, axis=1)[rows, ratings] - at
    places: FloatArray = below + rng.random(len(ratings)) * at
    return places


def coverage(pit: FloatArray, level: float) -> float:
    """Return the share of places inside the central interval that should hold ``level``."""
    return float(np.mean(np.abs(pit - 0.5) < level / 2))


def central_interval(chances: FloatArray, level: float) -> tuple[IntArray, IntArray]:
    """Return the lowest and highest rating of the central interval of each forecast.

    The interval of whole ratings holds at least ``level``, mostly more.
    """
    below = np.cumsum(chances, axis=1)
    tail = (1 - level) / 2
    slip = 1e-9
    lower: IntArray = (below < tail - slip).sum(axis=1)
    upper: IntArray = (below < 1 - tail - slip).sum(axis=1)
    return lower, upper


def pit_distance(pit: FloatArray) -> float:
    """Return the largest distance between the places' distribution and the even one."""
    n = len(pit)
    ordered = np.sort(pit)
    steps = np.arange(n + 1) / n
    return float(max((steps[1:] - ordered).max(), (ordered - steps[:-1]).max()))


def uniformity(pit: FloatArray, n_bins: int = 10) -> float:
    """Return the chi-squared of the places against even bins (``n_bins`` − 1 degrees)."""
    counts, _ = np.histogram(pit, n_bins, (0.0, 1.0))
    expected = len(pit) / n_bins
    return float(((counts - expected) ** 2 / expected).sum())


def prequential_log(log_scores: FloatArray) -> FloatArray:
    """Return the running sum of log scores of forecasts made before each entry was seen.

    Parameters
    ----------
    log_scores : (n_entries,) or (n_models, n_entries)
        Log score of each entry, in the order they came. [nats]
    """
    running: FloatArray = np.cumsum(log_scores, axis=-1)
    return running


def prequential_weights(log_scores: FloatArray, *, memory: float = 1.0) -> FloatArray:
    """Return the weight of each model before each entry, from what it scored so far.

    Parameters
    ----------
    log_scores : (n_models, n_entries)
        Log score of each entry, in the order they came. [nats]
    memory
        What a score still counts one entry later, above 0 and at most 1.

    Returns
    -------
    (n_models, n_entries + 1) weights; each column sums to one, the first is even.

    Raises
    ------
    InvalidInput
        ``memory`` is not above 0 and at most 1.
    """
    if not 0 < memory <= 1:
        raise InvalidInput(
            f"memory is above 0 and at most 1; {memory} came. Use 1 to forget nothing.",
            where="memory",
            value=memory,
        )
    n_models, n_entries = log_scores.shape
    logs = np.zeros((n_models, n_entries + 1))
    for entry in range(n_entries):
        logs[:, entry + 1] = memory * logs[:, entry] - log_scores[:, entry]
    unscaled = np.exp(logs - logs.max(axis=0))
    weights: FloatArray = unscaled / unscaled.sum(axis=0)
    return weights


def brier(chances: FloatArray, happened: BoolArray) -> float:
    """Return the mean squared distance of a chance from what happened (1) or not (0)."""
    return float(np.mean((chances - happened) ** 2))


def integrated_brier(
    chances: FloatArray, days: FloatArray, happened: BoolArray, *, first_day: int = 1
) -> float:
    """Return the Brier score of a curve of chances, averaged over its days.

    Parameters
    ----------
    chances : (n, n_days)
        Chance that it has happened by the end of day 1, 2, ...
    days : (n,)
        Day on which it happened, or on which the person was last seen. [day]
    happened : (n,)
        Whether it happened; otherwise the person was seen without it until that day.
    first_day
        The average begins with this day.

    Notes
    -----
    On day h a person counts whose state is known then: with the event on day T by h, weighted
    1/G(T), or watched without it until h or longer, weighted 1/G(h). G is the Kaplan–Meier
    chance of being watched until a day; being lost must not depend on the event.
    """
    scores = []
    watched_until_own = _watched_until(days, happened, at=days)
    for day in range(first_day, chances.shape[1] + 1):
        is_event = happened & (days <= day)
        is_known = is_event | (days >= day)
        if not is_known.any():
            break
        watched = np.where(
            is_event, watched_until_own, _watched_until(days, happened, at=np.array([day]))
        )
        weight = is_known / watched
        distance = (chances[:, day - 1] - is_event) ** 2
        scores.append(float((weight * distance).sum() / weight.sum()))
    return float(np.mean(scores))


def concordance(risk: FloatArray, days: FloatArray, happened: BoolArray) -> float:
    """Return how often the one at higher risk had it first (Harrell's C).

    Parameters
    ----------
    risk : (n,)
        Higher means sooner.
    days, happened : (n,)
        As in `integrated_brier`.

    Raises
    ------
    NotEnoughData
        No pair can be told apart.
    """
    n_pairs = 0
    n_right = 0.0
    for person in np.flatnonzero(happened):
        later = days > days[person]
        n_pairs += int(later.sum())
        n_right += float((risk[person] > risk[later]).sum())
        n_right += 0.5 * float((risk[person] == risk[later]).sum())
    if n_pairs == 0:
        raise NotEnoughData("No pair of people can be told apart: nobody was seen longer.")
    return n_right / n_pairs


def _watched_until(days: FloatArray, happened: BoolArray, *, at: FloatArray) -> FloatArray:
    """Return the chance of being watched at least until given days."""
    ends = np.unique(days[~happened])
    lost = np.array([((days == end) & ~happened).sum() for end in ends])
    there = np.array([((days > end) | ((days == end) & ~happened)).sum() for end in ends])
    steps = np.concatenate([[1.0], np.cumprod(1 - lost / np.maximum(there, 1))])
    watched: FloatArray = np.maximum(steps[np.searchsorted(ends, at, side="left")], _LEAST_WATCHED)
    return watched


def _check(chances: FloatArray, ratings: IntArray) -> None:
    """Refuse forecasts and ratings that do not belong together."""
    if len(ratings) == 0:
        raise NotEnoughData("There is no rating to score. Wait until a forecast has matured.")
    if chances.shape != (len(ratings), N_RATINGS):
        raise InvalidInput(
            f"Chances are one row of {N_RATINGS} for each of {len(ratings)} ratings; "
            f"their shape is {chances.shape}.",
            where="chances",
        )
    wrong = np.flatnonzero(
        (np.abs(chances.sum(axis=1) - 1) > _SUM_TOLERANCE) | (chances < -_SUM_TOLERANCE).any(axis=1)
    )
    if len(wrong):
        raise InvalidInput(
            f"Chances are not negative and sum to one; row {wrong[0]} sums to "
            f"{chances[wrong[0]].sum():.6g}.",
            where=f"chances[{wrong[0]}]",
        )
    outside = np.flatnonzero((ratings < 0) | (ratings >= N_RATINGS))
    if len(outside):
        raise InvalidInput(
            f"A rating is a whole number from 0 to 10; {ratings[outside[0]]} came.",
            where=f"ratings[{outside[0]}]",
            value=int(ratings[outside[0]]),
        )
