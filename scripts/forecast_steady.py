"""The part of the forecast's validation on diaries that come from no world: level and jumping."""

from __future__ import annotations

from typing import Final

import numpy as np
from forecast_page import Bar, Part, table

from unknot.forecast.proving.steady import (
    JUMPING,
    AgainstTrials,
    against_trials,
    falls,
    jumping_diaries,
)

__all__ = ["steady"]

SEED: Final = 2026
LEVELS: Final = (5.0, 7.0, 9.0)
AGES: Final = (26.0, 52.0, 104.0)
"""Points that are old, by their weeks."""
FRESH: Final = 3.0
MOST_FALL: Final = {14: 0.5, 28: 0.35, 56: 0.25}
"""So far may the forecast fall below a level diary of so many days. Ours, fixed beforehand."""
LEAST_HEALED: Final = 1.0
DROP: Final = (1.0, 2.0)
"""A first treatment takes one to two points off a pain of 7, in trials."""
LEAST_INSIDE: Final = 0.75
MOST_FALSE: Final = 0.05
WILD: Final = ("anything from 0 to 10", "bad and good spells")


def steady(shrink: int) -> Part:
    """Forecast level and jumping diaries, and hold old points against trials."""
    levels, bars = _levels()
    trials, more = _trials()
    jumps, most = _jumps(max(100 // shrink, 10))
    return Part("Diaries that stand still, and that jump", (*levels, *trials, *jumps), (
        *bars, *more, *most,
    ))  # fmt: skip


def _levels() -> tuple[list[str], list[Bar]]:
    """Say how far forecasts fall below level diaries."""
    found = {
        (weeks, level, n_days): falls(weeks, level, n_days)
        for weeks in (FRESH, *AGES)
        for level in LEVELS
        for n_days in MOST_FALL
    }
    head = ("age of the point", "every rating", "after 2 weeks", "4 weeks", "8 weeks")
    rows = [
        (
            f"{weeks:.0f} weeks",
            f"{level:.0f}",
            *(f"{found[weeks, level, n_days]:.2f}" for n_days in MOST_FALL),
        )
        for weeks in (FRESH, *AGES)
        for level in LEVELS
    ]
    bars = []
    for level in LEVELS:
        for n_days, most in MOST_FALL.items():
            worst = max(abs(found[weeks, level, n_days]) for weeks in AGES)
            what = f"{n_days // 7} weeks at {level:.0f}, half a year old or more"
            bars.append(Bar(f"{what}: falls by {most} at most", f"{worst:.2f}", worst <= most))
    healed = min(found[FRESH, level, 14] for level in LEVELS)
    what = f"2 weeks level, {FRESH:.0f} weeks old: heals by {LEAST_HEALED:.0f} point or more"
    bars.append(Bar(what, f"{healed:.2f}", healed >= LEAST_HEALED))
    said = (
        "A diary that says the same number every day, and how far the forecast four weeks ahead "
        "lies below it. Fresh points heal; old ones stay, unless they show otherwise."
    )
    return [said, "", *table(head, rows)], bars


def _trials() -> tuple[list[str], list[Bar]]:
    """Hold old points against groups of trials."""
    found = [one for level in LEVELS for one in against_trials(level)]
    rows = [
        (
            one.what,
            f"{one.level:.0f}",
            f"{one.ours:.1f}",
            f"{one.theirs[1]:.1f} ({one.theirs[0]:.1f} to {one.theirs[2]:.1f})",
        )
        for one in found
    ]
    bars = [_bar(one) for one in found if not one.what.endswith("right after")]
    at_once = next(one for one in found if one.what.endswith("right after") and one.level == 7)
    drop = 7 - at_once.ours
    what = "the first compression takes 1 to 2 points off a 7, soreness included"
    bars.append(Bar(what, f"{drop:.1f}", DROP[0] <= drop <= DROP[1]))
    said = (
        "Two weeks level at a point half a year old, beside the mean of such a group of trials "
        "(`unknot forecast --group`, old pain; 8 in 10 groups in brackets)."
    )
    head = ("what", "before", "this forecast", "groups of trials")
    return ["", said, "", *table(head, rows)], bars


def _bar(one: AgainstTrials) -> Bar:
    """Return whether the forecast lies in the range of the groups."""
    low, _, high = one.theirs
    return Bar(
        f"{one.what}, from {one.level:.0f}: within the range of groups",
        f"{one.ours:.1f} in {low:.1f} to {high:.1f}",
        low <= one.ours <= high,
    )


def _jumps(n_people: int) -> tuple[list[str], list[Bar]]:
    """Say how jumping diaries are foretold."""
    rows, bars = [], []
    for nth, kind in enumerate(JUMPING):
        for n_days in (14, 28):
            rng = np.random.default_rng([SEED, 60 + nth, n_days])
            one = jumping_diaries(kind, n_people, n_days=n_days, rng=rng)
            rows.append(
                (kind, f"{n_days}", f"{one.inside:.2f}", f"{one.width:.1f}", f"{one.told:.0%}")
            )
            what = f"{kind}, {n_days} days"
            least = f"{what}: inside 80% for {LEAST_INSIDE:.0%} or more"
            bars.append(Bar(least, f"{one.inside:.0%}", one.inside >= LEAST_INSIDE))
            if kind.startswith("calm"):
                is_met = one.told <= MOST_FALSE
                bars.append(Bar(f"{what}: said to jump in 5% at most", f"{one.told:.0%}", is_met))
            if kind in WILD:
                is_met = one.told >= 0.5
                bars.append(Bar(f"{what}: said to jump in half or more", f"{one.told:.0%}", is_met))
    said = (
        f"{n_people} diaries of each kind, whose days are drawn without any model. *Said to jump*: "
        "the forecast says that the days jump more than it can follow, and widens its ranges by "
        "what it measured."
    )
    head = ("kind", "days", "inside 80%", "width of 80%", "said to jump")
    return ["", said, "", *table(head, rows)], bars
