"""Does it come back? The last days against a person's own quiet days, and when to ask again.

The *band* is the middle half of the daily pain in the weeks before the last days. The last
days stand out when their mean lies above the band by more than ratings wander by themselves:
the error of one rating over the root of the number of days. The forecast model can say it
earlier: the last days lie above the band, and very likely they stay there. What follows is
the smallest useful step. Days without a record count as nothing; too few of them, no answer.

What it does not do: say why, name a disease, or replace a warning sign.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile
from typing import Final, Literal

import numpy as np

from unknot.facts.programmes import load_programme_parameters
from unknot.forecast.outlook import Outlook
from unknot.prevent.told import PainOn

__all__ = ["Band", "Checks", "Rise", "Step", "quiet_band", "quiet_checks", "rise_of"]

Step = Literal["release", "questions", "someone"]
_MIDDLE_HALF: Final = (0.25, 0.75)
_LEVELS: Final = ("check_chance_first", "check_chance_second", "check_chance_third")
_DEFAULTS: Final = ("check_first_day", "check_second_day", "check_last_day")
_IS_RELIEVED: Final = 0.5
"""Under this chance of relief the model says nothing about its end. [share]"""


@dataclass(frozen=True, slots=True)
class Band:
    """Where half of a person's quiet days lay. [0-10]"""

    low: float
    high: float
    n_days: int
    """Recorded days that it rests on."""


@dataclass(frozen=True, slots=True)
class Rise:
    """More pain than the person's own quiet days explain."""

    band: Band
    mean: float
    """Of the last days. [0-10]"""
    n_days: int
    """Recorded days among the last ones."""
    error: float
    """What their mean may wander by itself. [points]"""
    chance: float | None
    """The model's chance that it stays above the band; None: not asked."""
    is_beyond_error: bool
    """False: the model alone says so."""
    since: date
    """First of the recorded days in a row above the band."""
    step: Step
    """The smallest useful one."""


@dataclass(frozen=True, slots=True)
class Checks:
    """When to ask once more after all went quiet."""

    on: tuple[date, ...]
    basis: Literal["model", "default"]


def quiet_band(diary: Sequence[PainOn], *, now: date, since: date | None = None) -> Band | None:
    """Return the band of a person's quiet days, or None while too few are recorded.

    Parameters
    ----------
    diary
        Pain of the days, each day once.
    now
        Today; two weeks before it are left out where enough days remain, so that a rise that
        lasts does not become its own measure. Else only the last days are left out.
    since
        Nothing before counts, such as the day of the last release.
    """
    numbers = load_programme_parameters()
    for name in ("watch_lasting_days", "watch_recent_days"):
        last = now - timedelta(days=int(numbers[name].value))
        first = last - timedelta(days=int(numbers["watch_quiet_days"].value) - 1)
        start = max(first, since or first)
        quiet = [one.pain for one in diary if start <= one.at <= last]
        if len(quiet) >= numbers["watch_least_quiet"].value:
            low, high = np.quantile(quiet, _MIDDLE_HALF)
            return Band(float(low), float(high), len(quiet))
    return None


def rise_of(
    diary: Sequence[PainOn],
    *,
    now: date,
    since: date | None = None,
    outlook: Callable[[], Outlook | None] | None = None,
) -> Rise | None:
    """Return what stands out in the last days, or None.

    Parameters
    ----------
    diary, now, since
        As for ``quiet_band``.
    outlook
        Makes the outlook of the forecast model; asked only when the last days lie above the
        band. None: the diary alone is asked.
    """
    numbers = load_programme_parameters()
    band = quiet_band(diary, now=now, since=since)
    first = now - timedelta(days=int(numbers["watch_recent_days"].value) - 1)
    recent = [one.pain for one in diary if first <= one.at <= now]
    if band is None or len(recent) < numbers["watch_least_recent"].value:
        return None
    mean = sum(recent) / len(recent)
    error = numbers["watch_error"].value / math.sqrt(len(recent))
    if mean <= band.high:
        return None
    is_beyond = mean - band.high > error
    foreseen = None if outlook is None else outlook()
    chance = None if foreseen is None else _chance_above(foreseen, band.high)
    is_likely = chance is not None and chance >= numbers["watch_model_chance"].value
    if not (is_beyond or is_likely):
        return None
    began = _above_since(diary, band, now=now)
    return Rise(
        band=band,
        mean=mean,
        n_days=len(recent),
        error=error,
        chance=chance,
        is_beyond_error=is_beyond,
        since=began,
        step=_step(mean, (now - began).days),
    )


def quiet_checks(closed_on: date, *, still_relieved: Sequence[float] | None = None) -> Checks:
    """Return the days on which to ask once more after an episode was closed.

    Parameters
    ----------
    closed_on
        The day it was closed.
    still_relieved
        The model's chance that relief holds, day by day from that day on; None: not known.
    """
    days = None if still_relieved is None else _days_of_model(still_relieved)
    basis: Literal["model", "default"] = "default" if days is None else "model"
    if days is None:
        days = tuple(int(load_programme_parameters()[name].value) for name in _DEFAULTS)
    return Checks(tuple(closed_on + timedelta(days=day) for day in days), basis)


def _chance_above(outlook: Outlook, level: float) -> float:
    """Return the chance that a rating some days ahead lies above a level."""
    ahead = int(load_programme_parameters()["watch_model_days"].value)
    row = outlook.distribution[min(ahead, len(outlook.distribution) - 1)]
    return float(1 - np.interp(level, outlook.grid, row))


def _above_since(diary: Sequence[PainOn], band: Band, *, now: date) -> date:
    """Return the first of the recorded days in a row that lie above the band."""
    newest_first = sorted((one for one in diary if one.at <= now), key=lambda one: one.at)[::-1]
    above = list(takewhile(lambda one: one.pain > band.high, newest_first))
    return above[-1].at if above else now


def _step(mean: float, n_days: int) -> Step:
    """Return the smallest useful step for a rise that has lasted so many days."""
    numbers = load_programme_parameters()
    if n_days >= numbers["watch_lasting_days"].value:
        return "someone"
    return "questions" if mean >= numbers["watch_strong"].value else "release"


def _days_of_model(still_relieved: Sequence[float]) -> tuple[int, ...] | None:
    """Return the days on which the chance of a return reaches its levels, kept apart."""
    numbers = load_programme_parameters()
    gap, most = int(numbers["check_least_gap"].value), int(numbers["check_last_day"].value)
    peak = int(np.argmax(still_relieved)) if len(still_relieved) else 0
    if not len(still_relieved) or still_relieved[peak] < _IS_RELIEVED:
        return None
    found: list[int] = []
    for name in _LEVELS:
        left = (1 - numbers[name].value) * still_relieved[peak]
        reached = (day for day in range(peak, len(still_relieved)) if still_relieved[day] <= left)
        day = max(next(reached, most), gap, found[-1] + gap if found else 0)
        if day <= most:
            found.append(day)
    return tuple(found)
