"""The answer of the contract, from a whole forecast."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from unknot.facts.trials import load_trials
from unknot.facts.version import facts_version
from unknot.forecast.answer import Forecast
from unknot.forecast.choices import Difference

__all__ = ["MARKS", "forecast_as_json"]

MARKS: Final = (7, 28, 84)
"""Days after the release at which the chance of relief is told."""
_QUANTILES: Final = {"lower50": 0.25, "upper50": 0.75, "lower80": 0.1, "upper80": 0.9}


def forecast_as_json(found: Forecast) -> dict[str, Any]:
    """Return the forecast as the contract says it.

    Notes
    -----
    ``pain`` is the rating from 0 to 10, soreness and rating noise included; ``days`` count from
    now. ``pain.soreness`` is the part of the mean that is soreness after treatments. ``widened``
    over 1 says that the person's days jump more than the forecast can follow, and by how much
    the ranges were widened for it. ``relief`` counts from the release: the last planned
    treatment, or now.
    """
    curve, relief = found.outlook, found.relief
    days = np.array(MARKS, dtype=np.float64)
    still = np.interp(days, relief.days, relief.still_relieved)
    return {
        "id": found.told.id,
        "days": [int(day) for day in curve.days],
        "pain": {
            "mean": _rounded(curve.mean),
            "soreness": _rounded(curve.soreness),
            **{name: _rounded(curve.quantile(share)) for name, share in _QUANTILES.items()},
        },
        "relief": {
            "line": round(relief.line, 2),
            "baseline": round(relief.baseline, 2),
            "baseline_from": relief.baseline_from,
            "release_day": relief.release_day,
            "reached": round(relief.reached, 3),
            "reached_later": round(relief.reached_later, 3),
            "median_days": relief.median_days,
            "still_relieved": {
                str(day): round(float(share), 3) for day, share in zip(MARKS, still, strict=True)
            },
        },
        "treatments_needed": {
            str(number): round(chance, 3) for number, chance in enumerate(found.success)
        },
        "without_treatment": {
            str(number): round(chance, 3) for number, chance in enumerate(found.untreated)
        },
        "beyond_trials": {
            str(number): is_beyond for number, is_beyond in enumerate(found.beyond_trials)
        },
        "treatment_method": found.method,
        "widened": round(found.belief.widening, 2),
        "what_if": [_difference(one) for one in found.choices],
        "basis": {
            "trials": len({trial.trial for trial in load_trials()}),
            "people": 0,
            "own_entries": found.told.n_entries,
        },
        "screening": _screening(found),
        "not_used": list(found.told.ignored),
        "facts_version": facts_version(),
    }


def _difference(one: Difference) -> dict[str, Any]:
    """Return one change of the plan."""
    return {
        "change": one.change,
        "grade": one.grade,
        "median_days": one.median_days,
        "difference_days": [round(days, 1) for days in one.relieved_days],
        "better_by_one_point": round(one.better_by_one_point, 3),
        "mean_pain": round(one.mean_pain, 2),
        "reached": round(one.reached, 3),
    }


def _screening(found: Forecast) -> dict[str, Any] | None:
    """Return what the warning signs say; null when no muscle was told."""
    screening = found.screening
    if screening is None:
        return None
    return {
        "alerts": [
            {"id": one.id, "urgency": one.urgency, "why": one.why, "do": one.do}
            for one in screening.alerts
        ],
        "first_priority_open": list(found.first_open),
        "to_ask": list(screening.to_ask),
    }


def _rounded(values: NDArray[np.float64]) -> list[float]:
    """Return numbers as short as they deserve."""
    return [round(float(value), 2) for value in values]
