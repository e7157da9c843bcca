"""What a change may be worth: the forecast model with and without it, on the same chance.

The figures are those of ``forecast.choices``. Where no change of the model stands for a
factor there is no figure; where the model itself rests on judgement, that is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from unknot.facts.forecasting import load_forecast_priors
from unknot.forecast.answer import Forecast, forecast
from unknot.forecast.choices import Difference
from unknot.forecast.wording import basis_sentence, change_sentence

__all__ = ["HOME_CARE", "Worth", "forecast_case", "worths_of"]

HOME_CARE: Final = "home_care_daily"
_RESTS_ON: Final[Mapping[str, str]] = {
    "less_load": "load_weight",
    "better_sleep": "sleep_weight",
    "less_stress": "stress_weight",
    HOME_CARE: "home_effect",
}
"""The number of the model behind each change."""


@dataclass(frozen=True, slots=True)
class Worth:
    """What one change may be worth."""

    change: str
    relieved_days: tuple[float, float, float]
    """More relieved days over the time followed: low, middle, high of 8 in 10. [days]"""
    mean_pain: float
    """Change of the mean pain. [points]"""
    better_by_one_point: float
    followed_days: int
    in_words: str
    rests_on: str
    """Where the size of the effect in the model comes from."""
    basis: str
    """On whom the forecast rests."""


def forecast_case(
    told: Mapping[str, Any] | None, *, now: str | None, point: Mapping[str, Any]
) -> dict[str, Any] | None:
    """Return the case that the model is asked, or None when nobody said what day it is.

    Parameters
    ----------
    told
        A case of ``unknot forecast``; what it does not say is filled in.
    now
        Date and time of today.
    point
        The point that matters most.
    """
    if told is not None:
        return {"point": point, **({} if now is None else {"now": now}), **told}
    return None if now is None else {"now": now, "point": point}


def worths_of(case: Mapping[str, Any]) -> Mapping[str, Worth]:
    """Return what each change of the model may be worth, by its name.

    Raises
    ------
    InvalidInput
        The case of the forecast is refused.
    """
    found = forecast(case)
    return {one.change: _worth(found, one) for one in found.choices if one.change in _RESTS_ON}


def _worth(found: Forecast, one: Difference) -> Worth:
    """Return one change with its words."""
    followed = found.told.horizon_days
    return Worth(
        change=one.change,
        relieved_days=one.relieved_days,
        mean_pain=one.mean_pain,
        better_by_one_point=one.better_by_one_point,
        followed_days=followed,
        in_words=change_sentence(one, n_days=followed),
        rests_on=load_forecast_priors()[_RESTS_ON[one.change]].source,
        basis=basis_sentence(found),
    )
