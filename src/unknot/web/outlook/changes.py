"""What would change it, in two groups: what was randomised, and what only goes with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unknot.forecast.choices import Difference
from unknot.forecast.wording import CHANGE_LABELS, GRADE_LABELS, change_sentence, in_ten
from unknot.web.outlook.compared import signed
from unknot.web.outlook.small_graphs import RangeBar, range_bars

__all__ = ["ChangeGroup", "ChangeShown", "changes_shown"]

_WORTH_SAYING: Final = 0.05
"""A smaller chance of a whole point less pain is passed over."""
_COMPARED_ABOVE: Final = "no_treatment"
"""Not among the changes: it stands on its own, beside a pretended treatment."""


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """What one other choice would bring, or goes with."""

    label: str
    amount: str
    spread: str
    sentence: str
    better: str
    bar: RangeBar
    grade: str
    """Where the size comes from, in few words."""


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """Changes that were studied in the same way, from most help to most harm."""

    title: str
    changes: tuple[ChangeShown, ...]


def changes_shown(differences: Sequence[Difference], *, n_days: int) -> tuple[ChangeGroup, ...]:
    """Put the changes into words, all bars on one scale.

    Parameters
    ----------
    differences
        The changes; leaving out the planned treatments is passed over.
    n_days
        Days over which they were compared.
    """
    told = sorted(
        (one for one in differences if one.change != _COMPARED_ABOVE),
        key=lambda one: -one.relieved_days[1],
    )
    bars = range_bars([one.relieved_days for one in told])
    groups = {
        "randomised": _("Tried in randomised trials"),
        "observed": _("Only watched in studies: goes with"),
    }
    found = []
    for design, title in groups.items():
        shown = tuple(
            _change(one, bar, n_days=n_days)
            for one, bar in zip(told, bars, strict=True)
            if one.design == design
        )
        if shown:
            found.append(ChangeGroup(title, shown))
    return tuple(found)


def _change(one: Difference, bar: RangeBar, *, n_days: int) -> ChangeShown:
    """Put one change into words; where its chance to help is about half, no direction."""
    low, middle, high = (round(days) for days in one.relieved_days)
    amount = ngettext("%(n)s day", "%(n)s days", abs(middle)) % {"n": signed(middle)}
    if one.is_about_half:
        amount = _("about half: no difference can be told")
    elif not middle:
        amount = _("no clear change")
    better = ""
    if one.better_by_one_point >= _WORTH_SAYING and not one.is_about_half:
        text = _("For %(chance)s the pain is a whole point lower or more.")
        better = text % {"chance": in_ten(one.better_by_one_point)}
    return ChangeShown(
        label=CHANGE_LABELS[one.change],
        amount=amount,
        spread=_("%(low)s to %(high)s") % {"low": signed(low), "high": signed(high)},
        sentence=change_sentence(one, n_days=n_days),
        better=better,
        bar=bar,
        grade=GRADE_LABELS[one.grade],
    )
