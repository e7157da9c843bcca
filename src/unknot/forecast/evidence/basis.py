"""How much the trial model learned from about pain: counted from the observations, never set."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from unknot.forecast.evidence.arms import observations

__all__ = ["TrialBasis", "trial_basis"]


@dataclass(frozen=True, slots=True)
class TrialBasis:
    """What stands behind the trial model of pain."""

    trials: int
    """With a group whose pain was measured before and after."""
    means: int
    """Follow-up means of such groups."""
    comparisons: int
    """Inside trials, beside those."""
    reviews: int
    """Pooled effects of reviews."""


@cache
def trial_basis() -> TrialBasis:
    """Count what the trial model of pain learned from."""
    pain = [one for one in observations() if one.outcome.kind == "pain"]
    seen = [one.seen for one in pain]
    return TrialBasis(
        trials=len({one.trial for one in pain if one.seen == "arm"}),
        means=seen.count("arm"),
        comparisons=seen.count("contrast"),
        reviews=seen.count("pooled"),
    )
