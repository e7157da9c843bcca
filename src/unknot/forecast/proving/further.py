"""What would a richer model add? Bounds, before anybody builds one.

Two ideas are linear, so the best that any model can do is known without building it: the exact
conditional spread of a later rating, given the ratings so far. *Coupled points*: what do the
ratings of a person's other points say of this one, beyond its own? *Raters*: what is won by
knowing that a therapist's numbers lie above or below a person's own? The third is a way of
keeping a diary: home care done and left out in *blocks drawn by lot* (n-of-1), held against
doing it by habit.

References
----------
FORECAST sections 2.1, 2.2, 6; numbers of motion: facts/files/forecast_priors.csv.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from unknot.facts.forecasting import load_forecast_priors
from unknot.forecast.proving.effects import believed_effects, spread_before
from unknot.forecast.worlds.clinics import any_clinic, middle_clinic
from unknot.forecast.worlds.episodes import simulate
from unknot.forecast.worlds.living import AtRandom, Course, HomeCareRule, Morning

__all__ = [
    "AHEAD",
    "BlocksByLot",
    "Learned",
    "coupled_spreads",
    "learned_by_lot",
    "rater_spreads",
]

FloatArray = npt.NDArray[np.float64]

AHEAD: Final = (1, 3, 7, 14, 28)
"""Days ahead at which spreads are given. [day]"""
_DIARY_DAYS: Final = 28
_STEPS_A_DAY: Final = 16
"""The step of the coupled motion, one day, is put together from so many short ones."""
_WEEK: Final = 7


def coupled_spreads(
    link: float, *, shared: float = 0.0, n_points: int = 3
) -> dict[int, tuple[float, float]]:
    """Return the spread of one point's later ratings from its own diary and from all.

    Parameters
    ----------
    link
        Points that a neighbour adds to a point for each point of its own pain, shared among
        the neighbours; 0 to below 0.5 (FORECAST 2.2).
    shared
        Correlation of the points' long-run levels: a body that is sensitive everywhere.
    n_points
        Points of the person, each rated every evening for four weeks.

    Returns
    -------
    spreads
        By days ahead: (from its own ratings, from the ratings of all points). [NRS points]

    Notes
    -----
    Both are exact, each with the true law: no one-point model can do better than the first,
    no coupled model better than the second.
    """
    step, noise, start = _coupled_law(link, n_points=n_points, shared=shared)
    last = _DIARY_DAYS + max(AHEAD)
    law = _law_of_days(step, noise, start, last=last)
    own = [(day, 0) for day in range(_DIARY_DAYS)]
    everybody = [(day, point) for day, _ in own for point in range(n_points)]
    noise_variance = load_forecast_priors()["rating_noise"].value ** 2
    found = {}
    for ahead in AHEAD:
        target = (_DIARY_DAYS - 1 + ahead, 0)
        found[ahead] = (
            _spread_given(law, own, target, noise_variance=noise_variance),
            _spread_given(law, everybody, target, noise_variance=noise_variance),
        )
    return found


def rater_spreads(offset_sd: float) -> dict[int, tuple[float, float, float]]:
    """Return how far later own ratings lie from what is said, with a therapist's weekly ones.

    Parameters
    ----------
    offset_sd
        Spread of the constant difference between the therapist's numbers and the person's.
        [NRS points]

    Returns
    -------
    errors
        By days ahead, root mean squares: with the therapist's ratings taken as the person's
        own; with the difference learned; without the therapist's ratings. [NRS points]
    """
    step, noise, start = _coupled_law(0.0, n_points=1, shared=0.0)
    law = _law_of_days(step, noise, start, last=_DIARY_DAYS + max(AHEAD))
    own = [(day, 0) for day in range(_DIARY_DAYS)]
    weekly = [(day, 0) for day in range(_WEEK - 1, _DIARY_DAYS, _WEEK)]
    both = own + weekly
    is_therapist = np.array([0.0] * len(own) + [1.0] * len(weekly))
    noise_variance = load_forecast_priors()["rating_noise"].value ** 2
    offset = offset_sd**2 * np.outer(is_therapist, is_therapist)
    said = _among(law, both) + noise_variance * np.eye(len(both))
    found = {}
    for ahead in AHEAD:
        target = (_DIARY_DAYS - 1 + ahead, 0)
        with_target = _between(law, both, target)
        total = law[target[0], 0, target[0], 0] + noise_variance
        naive = np.linalg.solve(said, with_target)
        off = total - 2 * naive @ with_target + naive @ (said + offset) @ naive
        learned = total - with_target @ np.linalg.solve(said + offset, with_target)
        alone = _spread_given(law, own, target, noise_variance=noise_variance)
        found[ahead] = (float(np.sqrt(off)), float(np.sqrt(learned)), alone)
    return found


class BlocksByLot:
    """Home care in pairs of blocks, done and left out; a coin says which comes first.

    Parameters
    ----------
    block_days
        Length of one block. [day]
    n_people, n_days
        For whom, and for how long, the lots are drawn.
    """

    stress_effect: float = 0.0

    def __init__(
        self, block_days: int, *, n_people: int, n_days: int, rng: np.random.Generator
    ) -> None:
        pairs = n_days // (2 * block_days) + 1
        first = rng.integers(0, 2, (n_people, pairs))
        blocks = np.stack([first, 1 - first], axis=2).reshape(n_people, -1)
        self._done = np.repeat(blocks, block_days, axis=1)[:, :n_days].astype(np.float64)
        self._day = 0

    def choose(self, morning: Morning) -> FloatArray:
        """Return what the lot says for this day, one entry a person."""
        del morning  # the lot looks at nobody
        done = self._done[:, self._day]
        self._day += 1
        return np.asarray(done)


@dataclass(frozen=True, slots=True)
class Learned:
    """What diaries of one kind taught about the effect of home care.

    Attributes
    ----------
    spread_before, spread
        Of the belief of the effect, before and after. [NRS points]
    error
        Root mean square of belief less truth. [NRS points]
    """

    n: int
    spread_before: float
    spread: float
    error: float


def learned_by_lot(block_days: int | None, *, n_days: int, n_people: int, seed: int) -> Learned:
    """Follow people without treatment and see what they learn of their home care.

    Parameters
    ----------
    block_days
        Length of a block; None for home care done by habit. [day]
    """
    rule: HomeCareRule = AtRandom()
    if block_days is not None:
        lots = np.random.default_rng(seed + 1)
        rule = BlocksByLot(block_days, n_people=n_people, n_days=n_days, rng=lots)
    cohort = simulate(
        any_clinic(middle_clinic()),
        n_people,
        rng=np.random.default_rng(seed),
        n_days=n_days,
        home_care=rule,
        course=Course(treatments=(0, 0), filled=(0.9,)),
    )
    believed = believed_effects(cohort, day=float(n_days), with_nights=False)
    error = believed[:, 0] - cohort.people.home_effect
    return Learned(
        n=n_people,
        spread_before=spread_before(cohort),
        spread=float(believed[:, 1].mean()),
        error=float(np.sqrt((error**2).mean())),
    )


def _coupled_law(
    link: float, *, n_points: int, shared: float
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return one day's step, its noise, and the covariance at the start.

    States are activity, set-point and long-run level of each point, all activities first.
    """
    if not 0 <= link < 0.5:
        raise ValueError(f"link is {link}; it must be 0 to below 0.5, or pain feeds itself")
    priors = load_forecast_priors()
    fast, slow = priors["activity_days"].value, priors["level_days"].value
    one, n = np.eye(n_points), n_points
    links = (np.ones((n, n)) - one) * (link / (n - 1) if n > 1 else 0.0)
    rate = np.zeros((3 * n, 3 * n))
    rate[:n, :n] = (links - one) / fast
    rate[:n, n : 2 * n] = one / fast
    rate[n : 2 * n, n : 2 * n], rate[n : 2 * n, 2 * n :] = -one / slow, one / slow
    power = np.zeros(3 * n)
    power[:n] = 2 / fast * priors["activity_wander"].value ** 2
    power[n : 2 * n] = 2 / slow * priors["level_wander"].value ** 2
    short = np.eye(3 * n) + rate / _STEPS_A_DAY + (rate / _STEPS_A_DAY) @ (rate / _STEPS_A_DAY) / 2
    noise = np.zeros_like(rate)
    step = np.eye(3 * n)
    for _ in range(_STEPS_A_DAY):
        noise = short @ noise @ short.T + np.diag(power) / _STEPS_A_DAY
        step = short @ step
    return step, noise, _beginning(one, shared=shared)


def _beginning(one: FloatArray, *, shared: float) -> FloatArray:
    """Return the covariance of activities, set-points and levels when care is sought."""
    priors, n = load_forecast_priors(), len(one)
    level = priors["long_run"].person_sd ** 2 * (shared + (1 - shared) * one)
    set_point = level + priors["set_point_start"].person_sd ** 2 * one
    activity = set_point + priors["activity_start"].person_sd ** 2 * one
    nested = (activity, set_point, level)
    start = np.zeros((3 * n, 3 * n))
    for row in range(3):
        for column in range(3):
            block = nested[max(row, column)]
            start[row * n : (row + 1) * n, column * n : (column + 1) * n] = block
    return start


def _law_of_days(
    step: FloatArray, noise: FloatArray, start: FloatArray, *, last: int
) -> FloatArray:
    """Return covariances of activities: (days, points, days, points)."""
    n = len(step) // 3
    law = np.zeros((last, n, last, n))
    now = start
    for day in range(last):
        now = step @ now @ step.T + noise
        later = now
        for other in range(day, last):
            law[other, :, day, :] = later[:n, :n]
            law[day, :, other, :] = later[:n, :n].T
            later = step @ later
    return law


def _among(law: FloatArray, cells: list[tuple[int, int]]) -> FloatArray:
    """Return covariances of ratings of (day, point) without their noise."""
    days, points = (np.array(column) for column in zip(*cells, strict=True))
    return np.asarray(law[days[:, None], points[:, None], days[None, :], points[None, :]])


def _between(law: FloatArray, cells: list[tuple[int, int]], target: tuple[int, int]) -> FloatArray:
    """Return covariances of (day, point) with the target."""
    days, points = (np.array(column) for column in zip(*cells, strict=True))
    return np.asarray(law[days, points, target[0], target[1]])


def _spread_given(
    law: FloatArray,
    cells: list[tuple[int, int]],
    target: tuple[int, int],
    *,
    noise_variance: float,
) -> float:
    """Return the spread of a later rating, its noise included, given ratings."""
    among = _among(law, cells) + noise_variance * np.eye(len(cells))
    between = _between(law, cells, target)
    left = law[target[0], target[1], target[0], target[1]] + noise_variance
    return float(np.sqrt(left - between @ np.linalg.solve(among, between)))
