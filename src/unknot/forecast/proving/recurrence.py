"""How well is the return of pain foretold, by the model's paths and by what is made of them?

People are treated in one of the worlds; who is relieved a week after the last treatment, by
the one definition, is watched for six weeks. The curves are scored by the integrated Brier
score and by how they rank people. Load and home care ahead are open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from unknot.forecast.diary import Entry, Treatment
from unknot.forecast.futures import Plan
from unknot.forecast.paths import drawn_paths, pain_on_paths
from unknot.forecast.proving.following import Told, belief_until, told_by
from unknot.forecast.relief import relief_line, relief_of, relieved_days
from unknot.forecast.returns import fitted_layer, mixed_with_published
from unknot.forecast.score import concordance, integrated_brier
from unknot.forecast.worlds.clinics import middle_clinic
from unknot.forecast.worlds.episodes import Cohort, simulate

__all__ = ["CURVES", "ReturnScores", "foretell_returns"]

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]

CURVES: Final = ("Kaplan–Meier", "the model's paths", "mixed with the published", "fitted layer")
_WATCHED: Final = 42
"""Days of watching. [day]"""
_FROM: Final = 3
"""A return takes three days: the score begins there. [day]"""
_RISK_DAY: Final = 28
_WAIT: Final = 7
"""Days after the last treatment until the forecast. [day]"""
_PATHS: Final = 400
_DAYS: Final = np.arange(1.0, _WATCHED + 1)


@dataclass(frozen=True, slots=True)
class ReturnScores:
    """Scores of each curve in one world.

    Attributes
    ----------
    n, returned
        People relieved and watched, and the share whose pain returned.
    brier, concordance
        Integrated Brier score from day 3 to 42, and Harrell's C of the risk by day 28.
    """

    world: str
    n: int
    returned: float
    brier: Mapping[str, float]
    concordance: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Watched:
    """Relieved people: what is known of them, what the model says, and what came."""

    features: FloatArray
    chances: FloatArray
    days: FloatArray
    happened: BoolArray


def foretell_returns(world: str, n_people: int, *, rng: np.random.Generator) -> ReturnScores:
    """Fit on half of the people and score the curves on the others."""
    seen, new = (_watched(world, n_people // 2, rng=rng) for _ in range(2))
    layer = fitted_layer(seen.features, seen.days, seen.happened.astype(np.float64))
    free = np.array([((seen.days > day) | ~seen.happened).mean() for day in _DAYS])
    n = len(new.days)
    curves = dict(
        zip(
            CURVES,
            (
                np.repeat(1 - free[None], n, axis=0),
                new.chances,
                1 - np.array([mixed_with_published(1 - own, _DAYS) for own in new.chances]),
                1 - layer.still_relieved(new.features, _DAYS),
            ),
            strict=True,
        )
    )
    return ReturnScores(
        world=world,
        n=n,
        returned=float(new.happened.mean()),
        brier={
            name: integrated_brier(curve, new.days, new.happened, first_day=_FROM)
            for name, curve in curves.items()
        },
        concordance={
            name: concordance(curve[:, _RISK_DAY - 1], new.days, new.happened)
            for name, curve in curves.items()
        },
    )


def _watched(world: str, n_people: int, *, rng: np.random.Generator) -> _Watched:
    """Return everybody who is relieved a week after the last treatment."""
    cohort = simulate(middle_clinic(), n_people, rng=rng, world=world, n_days=100)
    rows = [_watch(cohort, person, rng=rng) for person in range(n_people)]
    features, chances, days, happened = zip(*[row for row in rows if row], strict=True)
    return _Watched(np.array(features), np.array(chances), np.array(days), np.array(happened))


def _watch(
    cohort: Cohort, person: int, *, rng: np.random.Generator
) -> tuple[FloatArray, FloatArray, float, bool] | None:
    """Return features, chances, day and whether it returned; None for who is not relieved."""
    told = told_by(cohort, person)
    treated = [event.day for event in told.events if isinstance(event, Treatment)]
    now = int(np.ceil(max(treated))) + _WAIT
    line = relief_line(_mean_rating(told, until=min(treated)))
    pain = np.clip(cohort.pain[person], 0.0, 10.0)
    relieved = relieved_days(pain[None], line)[0]
    if not relieved[now - 2 : now + 1].all():
        return None
    back = relief_of(relieved[None, now - 2 : now + _WATCHED + 1], begins_by=0).returned[0] - 2
    belief = belief_until(told, float(now))
    paths = drawn_paths(belief, now=float(now), n_days=_WATCHED, n_paths=_PATHS, rng=rng)
    ahead = pain_on_paths(paths, Plan())
    lived = np.repeat(ahead[:, :1], 4, axis=1)  # the days just gone, as far as is believed
    foretold = relieved_days(np.concatenate([lived, ahead], axis=1), line)[:, 2:]
    foretold[:, :3] = True
    returned = relief_of(foretold, begins_by=0).returned - 2
    chances = np.array([(returned <= day).mean() for day in _DAYS])
    features = _features(cohort, person, told, now=now, risk=float(chances[_RISK_DAY - 1]))
    happened = bool(back <= _WATCHED)
    return features, chances, float(np.clip(back, 1, _WATCHED)), happened


def _features(cohort: Cohort, person: int, told: Told, *, now: int, risk: float) -> FloatArray:
    """Return what the fitted layer knows of a person, in its order."""
    kept = min(max(risk, 0.005), 0.995)
    people = cohort.people
    return np.array(
        [
            np.log(kept / (1 - kept)),
            people.chronicity[person],
            people.other_points[person],
            _mean_rating(told, until=float(now), latest=3),
            people.earlier_episodes[person],
        ]
    )


def _mean_rating(told: Told, *, until: float, latest: int = 0) -> float:
    """Return the mean rating until a moment, of all or of the latest."""
    rated = [e.pain for e in told.events if isinstance(e, Entry) and e.day <= until]
    pains = [pain for pain in rated if pain is not None]
    return float(np.mean(pains[-latest:] if latest else pains))
