"""A forecast of a group in plain sentences, for a therapist at the end of a day."""

from __future__ import annotations

from typing import Final

from unknot.facts.methods import load_methods
from unknot.facts.trial_evidence import TrialOutcome
from unknot.forecast.evidence.group import Basis, GroupForecast

__all__ = ["amount", "sentences", "when"]

_HOUR: Final = 1 / 168
_DAY: Final = 1 / 7
_LONG: Final = 12.0
"""Few trials of the method list look further. [weeks]"""


def sentences(forecast: GroupForecast) -> tuple[str, ...]:
    """Return what the numbers mean, what they rest on, and what cannot be said."""
    return (*_meaning(forecast), _rests_on(forecast), *_cannot_say(forecast))


def when(week: float) -> str:
    """Return a time in words: right after, hours, days or weeks."""
    if week == 0:
        return "before"
    if week < _HOUR:
        return "right after"
    if week < _DAY:
        return f"{week / _HOUR:.0f} h"
    if week < 1:
        days = round(week / _DAY)
        return "1 day" if days == 1 else f"{days} days"
    return f"week {week:g}" if week == round(week) else f"week {week:.1f}"


def amount(outcome: TrialOutcome, value: float) -> str:
    """Return a value with as many decimals as are worth printing."""
    decimals = max(0, len(f"{outcome.step:g}".partition(".")[2]))
    return f"{value:.{decimals}f}"


def _meaning(forecast: GroupForecast) -> tuple[str, ...]:
    """Say how much of the change comes without the technique."""
    share = forecast.without_technique
    if share is None:
        return ()
    around = "Being looked after"
    if forecast.told.outcome.kind in ("pain", "disability"):
        around = "Time and being looked after"
    return (
        f"{around} would bring about {_percent(share.middle)} of this change without the "
        f"technique (80 % range {_percent(share.low)} to {_percent(share.high)}): groups with "
        "pretended treatment or none improve too.",
    )


def _rests_on(forecast: GroupForecast) -> str:
    """Say on how many trials it rests."""
    basis, told = forecast.basis, forecast.told
    label = load_methods()[told.method].label
    kind = _KIND_WORDS[told.outcome.kind]
    if basis.is_pooled:
        return f"{label}: {_no_own(basis, kind)}"
    return (
        f"{label}: {_count(basis.arms, 'group')} in {_count(basis.trials, 'trial')} measured "
        f"{kind}{_and_compared(basis)}. The model learned from {basis.arms_in_all} groups in "
        f"{basis.trials_in_all} trials."
    )


def _no_own(basis: Basis, kind: str) -> str:
    """Say what stands in where no group of the method was measured."""
    borrowed = "similar methods" if basis.family else "the other groups"
    compared = _and_compared(basis).removeprefix(", and ")
    known = f"; {compared}" if compared else ""
    return (
        f"no group with {kind} before and after is in the trials{known}. The forecast is that "
        f"of {borrowed}, from {basis.arms_in_all} groups in {basis.trials_in_all} trials."
    )


def _and_compared(basis: Basis) -> str:
    """Say how many comparisons and reviews name the method."""
    found = []
    if basis.contrasts:
        found.append(_count(basis.contrasts, "comparison") + " inside trials")
    if basis.reviews:
        found.append(_count(basis.reviews, "pooled effect") + " of reviews")
    if not found:
        return ""
    verb = "compares" if basis.contrasts + basis.reviews == 1 else "compare"
    return f", and {' and '.join(found)} {verb} it with something else"


def _cannot_say(forecast: GroupForecast) -> tuple[str, ...]:
    """Say what the numbers do not tell."""
    told = forecast.told
    said = [
        "The range is for the mean of a whole group in a new trial. One person can do much better "
        "or worse.",
        "Groups of different trials are compared here, so a better mean does not show that a "
        "method is better.",
    ]
    if max(told.weeks) > _LONG:
        said.append(
            "Few trials look further than twelve weeks; later values mostly carry the course on."
        )
    unused = [
        word
        for word, given in (
            ("the complaint", told.condition),
            ("the muscles", told.muscles),
            ("the number of treatments", told.treatments),
        )
        if given
    ]
    if unused:
        said.append(
            f"Not used: {', '.join(unused)}. The trials are too few to tell what they change."
        )
    return tuple(said)


def _count(n: int, word: str) -> str:
    """Return a number of things."""
    return f"{n} {word}" if n == 1 else f"{n} {word}s"


def _percent(share: float) -> str:
    """Return a share in whole percent, in steps of five."""
    return f"{5 * round(share * 20)} %"


_KIND_WORDS: Final = {
    "pain": "pain",
    "disability": "trouble in daily life",
    "pressure": "pressure thresholds",
    "movement": "movement",
}
