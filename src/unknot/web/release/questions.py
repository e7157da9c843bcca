"""Which conditions are asked before a plan, and in which order: worst first.

Asked are the conditions of the facts that people can answer and that limit some method that
may be planned here. What a person told before is not asked again: who is not pregnant is not
asked about weeks of pregnancy, and an age answers the questions about age.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django.utils.translation import gettext_lazy

from unknot.facts.conditions import Condition, load_conditions
from unknot.facts.contraindications import LEVELS, Level, load_contraindications
from unknot.facts.methods import load_methods
from unknot.web.release.state import Release, Setting

__all__ = ["Asked", "Card", "asked_conditions", "cards"]

_TITLES: Final[Mapping[Level, Any]] = {
    "absolute": gettext_lazy("Does any of these apply to you?"),
    "relative": gettext_lazy("And any of these?"),
    "precaution": gettext_lazy("Some more that make us go gently"),
}
_LINES_A_CARD: Final = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """One question."""

    id: str
    question: str
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A few questions of one strictness, with "none of these" below them."""

    number: int
    level: Level
    title: str
    lines: tuple[Asked, ...]
    says_none: bool

    @property
    def ids(self) -> str:
        """The questions on it, for the hidden field."""
        return " ".join(line.id for line in self.lines)


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
    """Return the cards.

    Parameters
    ----------
    ticked
        Conditions that are ticked; nothing is ever ticked beforehand.
    none
        Cards on which "none of these" is ticked.
    """
    asked = asked_conditions(told, release.setting)
    made: list[Card] = []
    for level in LEVELS:
        ids = [one for one, its_level in asked.items() if its_level == level]
        for first in range(0, len(ids), _LINES_A_CARD):
            number = len(made) + 1
            lines = tuple(
                Asked(one, load_conditions()[one].question or "", one in ticked)
                for one in ids[first : first + _LINES_A_CARD]
            )
            made.append(Card(number, level, str(_TITLES[level]), lines, str(number) in none))
    return made


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
