"""Which question about warning signs to ask next.

The order of the open questions asks first what is most likely to decide. Each question
has a worth, a product of few factors with a meaning:

* urgency: an emergency is worth more than a visit to the doctor;
* priority: questions that only belong on an opened card wait, and so do first questions
  about places where their condition is seldom felt;
* weight: how often a yes decides (data, 1 to 3), one less where it is seldom felt;
* place: a question asked only for few regions, and covering what is painted, says more
  than one asked of everybody;
* age: at the ages at which the condition is usual the question gains, elsewhere it loses;
* hints: a reported symptom that belongs to the condition makes it more telling;
* card: each further question of a condition is worth less than the one before it, so the
  leading question of every card comes early; a yes on the card opens it instead.

The factors were set by hand and looked at on the development cases; the data fields
(weight, places, ages, hints) carry the medical judgement, so that it can be corrected
without touching code.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from math import log
from types import MappingProxyType
from typing import Final

from unknot.facts.red_flags import AlertUrgency, RedFlag
from unknot.facts.vocabularies import load_regions
from unknot.find.alerts import Facts, Person

__all__ = ["ask_order", "fits_age", "is_first"]

_URGENCY_WORTH: Final[Mapping[AlertUrgency, float]] = MappingProxyType(
    {"emergency_now": 1.0, "same_day": 0.9, "see_doctor": 0.8}
)
_PRIORITY_WORTH: Final[Mapping[int, float]] = MappingProxyType({1: 1.0, 2: 0.95, 3: 0.75})
_WEIGHT_WORTH: Final[Mapping[int, float]] = MappingProxyType({1: 0.5, 2: 1.0, 3: 1.8})
_FIRST: Final = 1
_PLACE_GAIN: Final = 0.25
"""How much more a question about one single place is worth than one asked of everybody."""
_PLACE_LOSS: Final = 0.6
"""How much less a question is worth that is about a small part of what is painted."""
_EVERYWHERE: Final = 1.15
"""Gain of a leading question that is asked of everybody, such as weight loss."""
_MANY_AREAS: Final = 3
_WIDESPREAD: Final = 1.4
"""Gain of questions about the whole body when so many body areas are painted."""
_AT_HOME: Final = 1.2
"""Gain of a question in the places where its condition is mostly felt."""
_USUAL_AGE: Final = 1.3
_UNUSUAL_AGE: Final = 0.5
_AGE_NOT_TOLD: Final = 0.7
"""A question only for some ages, when the age is not known."""
_HINTED: Final = 1.7
_NEXT_ON_CARD: Final = 0.85
"""Each further question of a card against the one before it."""
_SET_BACK_MOST: Final = 2
"""So many steps a question is set back at most; some cards are long."""
_LEADS: Final = 3
"""Questions of this weight lead their card and are never set back behind another."""
_OPENED_CARD: Final = 2.5
"""The other questions of a card on which one was answered yes."""
_N_REGIONS: Final = 150
"""About so many regions there are; the yardstick of a narrow area."""


def ask_order(person: Person, facts: Facts) -> tuple[str, ...]:
    """Order the open questions that are asked of this person for these places."""
    worth = {
        flag.id: _worth(flag, person)
        for flag in facts.flags.values()
        if flag.id not in person.answered and _is_asked(flag, person)
    }
    asked_on_card = Counter(facts.flags[flag].condition for flag in person.answered)
    opened = {facts.flags[flag].condition for flag in person.yes}
    for flag in sorted(worth, key=lambda one: -worth[one]):
        condition = facts.flags[flag].condition
        if condition in opened:
            worth[flag] *= _OPENED_CARD
            continue
        if _weight(facts.flags[flag], person) < _LEADS:
            worth[flag] *= _NEXT_ON_CARD ** min(asked_on_card[condition], _SET_BACK_MOST)
        asked_on_card[condition] += 1
    return tuple(sorted(worth, key=lambda one: -worth[one]))


def is_first(flag: RedFlag, person: Person) -> bool:
    """Say whether a question is asked before any ranking is shown.

    A first-priority question is first where its condition is mostly felt (``leads_in``) and
    waits as a second one elsewhere; a fact that is known to hold makes it first everywhere.
    While the age is not told, of the questions for some ages only the leading ones are first.
    """
    if flag.priority != _FIRST:
        return False
    if flag.about is not None and person.about.get(flag.about):
        return True
    if person.age is None and flag.weight < _LEADS and _is_for_some_ages(flag):
        return False
    return flag.leads_in is None or not person.painted or bool(flag.leads_in & person.painted)


def fits_age(flag: RedFlag, age: float | None) -> bool:
    """Say whether a question is asked at this age in years; an untold age bars nothing."""
    if age is None:
        return True
    return (flag.age_min is None or age >= flag.age_min) and (
        flag.age_max is None or age <= flag.age_max
    )


def _is_for_some_ages(flag: RedFlag) -> bool:
    """Say whether a question is only for some ages."""
    return flag.age_min is not None or flag.age_max is not None


def _is_asked(flag: RedFlag, person: Person) -> bool:
    """Say whether a question is for this person and place; unknown facts do not bar it."""
    if flag.area is not None and not flag.area & person.painted:
        return False
    if not fits_age(flag, person.age):
        return False
    return flag.about is None or _may_apply(flag.about, person)


def _may_apply(fact: str, person: Person) -> bool:
    """Say whether a fact about the person is true or not known."""
    if fact in person.about:
        return person.about[fact]
    if person.sex == "male":
        return fact == "has_testicles"
    if person.sex == "female":
        return fact != "has_testicles"
    return True


def _worth(flag: RedFlag, person: Person) -> float:
    """Return how much a question is worth asking, before its card is looked at."""
    worth = (
        _URGENCY_WORTH[flag.urgency]
        * _PRIORITY_WORTH[_priority(flag, person)]
        * _WEIGHT_WORTH[_weight(flag, person)]
        * _place_worth(flag, person)
    )
    if person.age is None and _is_for_some_ages(flag):
        worth *= _AGE_NOT_TOLD
    if flag.usual_ages is not None and person.age is not None:
        worth *= _USUAL_AGE if flag.usual_ages.holds(person.age) else _UNUSUAL_AGE
    if flag.leads_in is not None and flag.leads_in & person.painted:
        worth *= _AT_HOME
    if flag.hints & person.facts["symptoms"]:
        worth *= _HINTED
    return worth


def _priority(flag: RedFlag, person: Person) -> int:
    """Return the priority of a question for what is painted."""
    if flag.priority == _FIRST and not is_first(flag, person):
        return _FIRST + 1
    return flag.priority


def _weight(flag: RedFlag, person: Person) -> int:
    """Return the weight of a question: one less where its condition is seldom felt."""
    if flag.leads_in is None or flag.leads_in & person.painted:
        return flag.weight
    return max(flag.weight - 1, 1)


def _place_worth(flag: RedFlag, person: Person) -> float:
    """Return 1 for a question asked anywhere, more for one that fits what is painted."""
    if flag.area is None or not person.painted:
        regions = load_regions()
        body_areas = {regions[region].area for region in person.painted}
        everywhere = _EVERYWHERE if flag.area is None and flag.weight == _LEADS else 1.0
        return everywhere * (_WIDESPREAD if len(body_areas) >= _MANY_AREAS else 1.0)
    covered = sum(not flag.area.isdisjoint(place) for place in person.places) / len(person.places)
    narrow = max(1.0 - log(len(flag.area)) / log(_N_REGIONS), 0.0)
    return (1.0 - _PLACE_LOSS * (1.0 - covered)) * (1.0 + _PLACE_GAIN * narrow)
