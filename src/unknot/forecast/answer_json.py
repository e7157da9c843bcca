"""The answer of the contract, from a whole forecast."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from unknot.facts.version import facts_version
from unknot.forecast.alone import Alone, Paired
from unknot.forecast.answer import Forecast
from unknot.forecast.choices import Difference
from unknot.forecast.evidence.basis import trial_basis
from unknot.forecast.evidence.sham import ShamShare

__all__ = ["MARKS", "forecast_as_json"]

MARKS: Final = (7, 28, 84)
"""Days after the release at which the chance of relief is told."""
_QUANTILES: Final = {
    "middle": 0.5,
    "lower50": 0.25,
    "upper50": 0.75,
    "lower80": 0.1,
    "upper80": 0.9,
}


def forecast_as_json(found: Forecast) -> dict[str, Any]:
    """Return the forecast as the contract says it.

    Notes
    -----
    ``pain`` is the rating from 0 to 10, soreness and rating noise included; ``days`` count from
    now. ``pain.middle`` is the median, which the pages draw. ``pain.soreness`` is the part of
    the mean that is soreness after treatments. ``widened`` over 1 says that the person's days
    jump more than the forecast can follow, and by how much the ranges were widened for it.
    ``relief`` counts from the release: the last planned
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
            "eased_again": None if relief.eased_again is None else round(relief.eased_again, 3),
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
        "with_pretended": {
            str(number): round(chance, 3) for number, chance in enumerate(found.pretended)
        },
        "sham_share": _share(found.sham),
        "beyond_trials": {
            str(number): is_beyond for number, is_beyond in enumerate(found.beyond_trials)
        },
        "treatment_method": found.method,
        "widened": round(found.belief.widening, 2),
        "compared": None if found.alone is None else _compared(found, found.alone),
        "what_if": [_difference(one) for one in found.choices],
        "basis": {
            "trials": trial_basis().trials,
            "people": 0,
            "own_entries": found.told.n_entries,
        },
        "screening": _screening(found),
        "not_used": list(found.told.ignored),
        "facts_version": facts_version(),
    }


def _compared(found: Forecast, alone: Alone) -> dict[str, Any]:
    """Return what the planned treatments add to pretended ones and to none, on the same draws.

    The means add up; the ranges are those of the differences, path by path.
    """
    relief, sham = found.relief, alone.pretended
    days, pain = alone.relieved_days, alone.pain
    return {
        "pain_day": alone.pain_day,
        "grade": alone.grade,
        "sham_share": _share(sham.share),
        "treated": _arm((relief.reached, relief.reached_later), days.treated, pain.treated),
        "pretended": _arm(
            (sham.reached, sham.reached_later), sham.relieved_days.without, sham.pain.without
        ),
        "left_alone": _arm((alone.reached, alone.reached_later), days.without, pain.without),
        "beyond_left_alone": {"relieved_days": _added(days), "pain": _added(pain)},
        "beyond_pretended": {
            "relieved_days": _added(sham.relieved_days), "pain": _added(sham.pain),
        },
    }  # fmt: skip


def _arm(chances: tuple[float, float], days: float, pain: float) -> dict[str, float]:
    """Return what becomes of the same people in one of the three ways."""
    reached, later = chances
    return {
        "reached": round(reached, 3),
        "reached_later": round(later, 3),
        "relieved_days": round(days, 1),
        "pain": round(pain, 2),
    }


def _added(one: Paired) -> dict[str, float]:
    """Return a mean difference and its range."""
    return {
        "mean": round(one.difference, 2),
        "lower80": round(one.low, 2),
        "upper80": round(one.high, 2),
    }


def _share(one: ShamShare) -> dict[str, float]:
    """Return a share with its range."""
    return {
        "middle": round(one.middle, 3),
        "lower80": round(one.low, 3),
        "upper80": round(one.high, 3),
    }


def _difference(one: Difference) -> dict[str, Any]:
    """Return one change of the plan."""
    return {
        "change": one.change,
        "grade": one.grade,
        "design": one.design,
        "helps": round(one.helps, 3),
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
