"""Which conditions are asked before a plan: group by group, the strictest first in each.

Asked are the conditions of the facts that people can answer and that limit some method that
may be planned here. What a person told before is not asked again: who is not pregnant is not
asked about weeks of pregnancy, and an age answers the questions about age.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from unknot.facts.conditions import CONDITION_GROUPS, Condition, load_conditions
from unknot.facts.contraindications import LEVELS, Level, load_contraindications
from unknot.facts.methods import load_methods
from unknot.web.release.state import Release, Setting

__all__ = ["Asked", "Card", "asked_conditions", "cards"]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question; ``words`` are others by which it is found."""

    id: str
    question: str
    words: str
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class Card:
    """The questions of one group, with "none of these" below them."""

    number: int
    title: str
    lines: tuple[Asked, ...]
    says_none: bool
    is_open: bool = False

    @property
    def n_ticked(self) -> int:
        """So many lines are ticked."""
        return sum(line.is_ticked for line in self.lines)

    @property
    def is_answered(self) -> bool:
        """Whether something is ticked, be it "none of these"."""
        return self.says_none or self.n_ticked > 0


def asked_conditions(told: Mapping[str, Any], setting: Setting) -> dict[str, Level]:
    """Return the conditions to ask, with the strictest thing each can do, worst first."""
    strictest = _strictest(setting)
    conditions = load_conditions()
    found = {
        one.id: strictest[one.id]
        for one in conditions.values()
        if one.id in strictest and _is_asked(one, told)
    }
    return dict(sorted(found.items(), key=lambda entry: LEVELS.index(entry[1])))


def cards(
    told: Mapping[str, Any], release: Release, *, ticked: set[str], none: set[str]
) -> list[Card]:
    """Return the cards, one a group.

    Parameters
    ----------
    ticked
        Conditions that are ticked; nothing is ever ticked beforehand.
    none
        Cards on which "none of these" is ticked.
    """
    conditions = load_conditions()
    grouped: dict[str, list[Condition]] = {group: [] for group in CONDITION_GROUPS}
    for one in asked_conditions(told, release.setting):
        grouped[conditions[one].group or CONDITION_GROUPS[-1]].append(conditions[one])
    filled = [(title, some) for title, some in grouped.items() if some]
    return [
        Card(
            number=number,
            title=_(title),
            lines=tuple(Asked(one.id, one.question or "", one.label, one.id in ticked)
                        for one in some),
            says_none=str(number) in none,
        )
        for number, (title, some) in enumerate(filled, start=1)
    ]  # fmt: skip


@cache
def _strictest(setting: Setting) -> Mapping[str, Level]:
    """Return the strictest level of each condition among the methods planned in a setting."""
    methods = load_methods()
    who = ("both", "self") if setting == "home" else ("both", "practitioner")
    strictest: dict[str, Level] = {}
    for row in load_contraindications().values():
        method = methods[row.method]
        if not method.is_plannable or row.who not in who:
            continue
        if setting == "home" and not method.is_for_home:
            continue
        known = strictest.get(row.condition, "precaution")
        strictest[row.condition] = min(known, row.level, key=LEVELS.index)
    return strictest


def _is_asked(condition: Condition, told: Mapping[str, Any]) -> bool:
    """Say whether a condition is a question that has not been answered already."""
    if condition.kind != "person" or not condition.question:
        return False
    is_by_age = condition.age_from is not None or condition.age_below is not None
    if is_by_age and told.get("age") is not None:
        return False
    about: Mapping[str, Any] = told.get("about") or {}
    is_of_pregnancy = condition.about == "pregnant"
    return not (is_of_pregnancy and (about.get("pregnant") is False or told.get("sex") == "male"))
