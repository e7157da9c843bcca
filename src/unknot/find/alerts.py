"""Which warning signs were reported and how urgent they are.

A yes can raise an alert alone, only together with others, or more urgently with others;
rules add age, symptoms and the painted place. "Not sure" counts as yes at the two urgent
levels. The highest urgency wins. Every need is positive, so one more yes never lowers it.

What this does not do: it names no diagnosis and never gives the all-clear. Without a yes
it says "No warning sign was reported".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Final, Literal

from unknot.errors import InvalidInput, UnknownId
from unknot.facts.red_flag_rules import (
    AgeNeed,
    FactNeed,
    Need,
    RedFlagRule,
    load_flag_rules,
)
from unknot.facts.red_flags import (
    AlertUrgency,
    FlagCondition,
    RedFlag,
    UrgencyMeaning,
    load_flag_conditions,
    load_red_flags,
    load_urgencies,
)
from unknot.facts.vocabularies import load_movements, load_regions, load_symptoms

__all__ = [
    "NOTHING_REPORTED",
    "Alert",
    "Answer",
    "Facts",
    "Person",
    "ScreeningInput",
    "Weightier",
    "alerts_for",
    "load_facts",
    "person_of",
]

Answer = Literal["yes", "no", "unsure"]
NOTHING_REPORTED: Final = "No warning sign was reported."
"""The most that may ever be said when nothing is answered yes."""
_OLDEST: Final = 125
"""No age above it is believed. [years]"""


@dataclass(frozen=True, slots=True)
class Weightier:
    """How a yes to a question is taken in a person in whom it weighs more."""

    urgency: AlertUrgency
    why: str
    do: str


@dataclass(frozen=True, slots=True)
class ScreeningInput:
    """What a person has told so far; what is missing was not told, which is never "no".

    ``both_sides`` holds the painted regions that hurt on both sides; leave it empty when
    sides are not known. ``weightier`` holds questions to which a yes is more urgent in this
    person than by itself.
    """

    pain_regions: frozenset[str]
    symptoms: frozenset[str] = frozenset()
    limited_movements: frozenset[str] = frozenset()
    age: float | None = None
    sex: str | None = None
    about: Mapping[str, bool] = field(default_factory=lambda: MappingProxyType({}))
    answers: Mapping[str, Answer] = field(default_factory=lambda: MappingProxyType({}))
    both_sides: frozenset[str] = frozenset()
    weightier: Mapping[str, Weightier] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing a doctor will want to rule out, and what to do now."""

    id: str
    """The question or rule that raised it to its level."""
    condition: str
    urgency: AlertUrgency
    why: str
    do: str
    """What to do now; ``{emergency_number}`` is filled in by the surface."""
    may_need_ruling_out: tuple[str, ...]
    raised_by: tuple[str, ...]
    """Ids of the answers and symptoms that raised it."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the screen reads from the fact files."""

    flags: Mapping[str, RedFlag]
    rules: Mapping[str, RedFlagRule]
    conditions: Mapping[str, FlagCondition]
    urgencies: Mapping[str, UrgencyMeaning]


@dataclass(frozen=True, slots=True)
class Person:
    """A checked input: finer places also stand for the coarser ones they lie in."""

    yes: frozenset[str]
    answered: frozenset[str]
    painted: frozenset[str]
    places: tuple[frozenset[str], ...]
    """Each painted region together with the coarser ones it lies in."""
    facts: Mapping[str, frozenset[str]]
    age: float | None
    sex: str | None
    about: Mapping[str, bool]
    weightier: Mapping[str, Weightier]


@dataclass(frozen=True, slots=True)
class _Raised:
    """One reason for an alert before reasons of one condition are joined."""

    id: str
    condition: str
    urgency: AlertUrgency
    why: str
    do: str | None
    raised_by: frozenset[str]


@cache
def load_facts() -> Facts:
    """Return the questions, rules, cards and urgencies of the package."""
    return Facts(load_red_flags(), load_flag_rules(), load_flag_conditions(), load_urgencies())


def person_of(given: ScreeningInput, facts: Facts) -> Person:
    """Check an input once and prepare it.

    Raises
    ------
    UnknownId
        A region, symptom, movement or question is not known.
    InvalidInput
        An answer, the age or the sex is not one that can be used.
    """
    _check(given, facts)
    regions, movements = _parents()
    places = tuple(
        _with_parents(frozenset((region,)), regions) for region in sorted(given.pain_regions)
    )
    painted = frozenset[str]().union(*places)
    yes = frozenset(
        flag
        for flag, answer in given.answers.items()
        if answer == "yes"
        or (answer == "unsure" and facts.urgencies[_urgency(flag, given, facts)].unsure_counts)
    )
    return Person(
        yes=yes,
        answered=frozenset(given.answers),
        painted=painted,
        places=places,
        facts=MappingProxyType(
            {
                "flags": yes,
                "symptoms": given.symptoms,
                "movements": _with_parents(given.limited_movements, movements),
                "regions": painted,
                "both_sides": _with_parents(given.both_sides, regions),
                "sex": frozenset((given.sex,)) if given.sex else frozenset(),
                "about": frozenset(fact for fact, holds in given.about.items() if holds),
            }
        ),
        age=given.age,
        sex=given.sex,
        about=given.about,
        weightier=given.weightier,
    )


def alerts_for(person: Person, facts: Facts) -> tuple[Alert, ...]:
    """Return one alert a condition, the most urgent first.

    A condition keeps the reason with the highest urgency; questions go before rules and
    earlier lines of the fact files before later ones.
    """
    raised: dict[str, list[_Raised]] = {}
    for one in (*_from_flags(person, facts), *_from_rules(person, facts)):
        raised.setdefault(one.condition, []).append(one)
    alerts = [_joined(reasons, facts) for reasons in raised.values()]
    return tuple(sorted(alerts, key=lambda one: -facts.urgencies[one.urgency].rank))


def _from_flags(person: Person, facts: Facts) -> Iterable[_Raised]:
    """Yield what the answered questions raise by themselves."""
    for flag in facts.flags.values():
        if flag.id not in person.yes:
            continue
        because = {flag.id}
        if flag.combine:
            together = flag.combine.of & person.yes
            if len(together) < flag.combine.needs:
                continue
            because |= together
        urgency = flag.urgency
        if flag.escalate:
            others = flag.escalate.of & person.yes
            if len(others) >= flag.escalate.needs:
                urgency = _higher(urgency, flag.escalate.urgency, facts)
                because |= others
        more = person.weightier.get(flag.id)
        if more is not None and _higher(urgency, more.urgency, facts) != urgency:
            yield _Raised(
                flag.id, flag.condition, more.urgency, more.why, more.do, frozenset(because)
            )
            continue
        yield _Raised(flag.id, flag.condition, urgency, flag.why, flag.do, frozenset(because))


def _from_rules(person: Person, facts: Facts) -> Iterable[_Raised]:
    """Yield what the rules raise."""
    for rule in facts.rules.values():
        because = _holds(rule.when, person)
        if because is not None:
            yield _Raised(rule.id, rule.condition, rule.urgency, rule.why, rule.do, because)


def _holds(need: Need, person: Person) -> frozenset[str] | None:
    """Return the answers and symptoms that meet a need, or None when it is not met."""
    if isinstance(need, AgeNeed):
        known = person.age is not None and need.low <= person.age <= need.high
        return frozenset() if known else None
    if isinstance(need, FactNeed):
        met = need.values & person.facts[need.kind]
        if not met:
            return None
        return met if need.kind in ("flags", "symptoms", "movements") else frozenset()
    because = [one for one in (_holds(part, person) for part in need.parts) if one is not None]
    return frozenset().union(*because) if len(because) >= need.count else None


def _joined(reasons: list[_Raised], facts: Facts) -> Alert:
    """Join the reasons of one condition into one alert; the most urgent speaks."""
    worst = max(reasons, key=lambda one: facts.urgencies[one.urgency].rank)
    return Alert(
        id=worst.id,
        condition=worst.condition,
        urgency=worst.urgency,
        why=worst.why,
        do=worst.do or facts.urgencies[worst.urgency].do,
        may_need_ruling_out=facts.conditions[worst.condition].may_need_ruling_out,
        raised_by=tuple(sorted(frozenset().union(*(one.raised_by for one in reasons)))),
    )


def _urgency(flag: str, given: ScreeningInput, facts: Facts) -> AlertUrgency:
    """Return how urgent a yes to a question is in this person."""
    own, more = facts.flags[flag].urgency, given.weightier.get(flag)
    return own if more is None else _higher(own, more.urgency, facts)


def _higher(one: AlertUrgency, other: AlertUrgency, facts: Facts) -> AlertUrgency:
    """Return the more urgent of two."""
    return max(one, other, key=lambda urgency: facts.urgencies[urgency].rank)


@cache
def _parents() -> tuple[Mapping[str, str | None], Mapping[str, str | None]]:
    """Return the coarser id of every region and of every movement."""
    return (
        {region.id: region.parent for region in load_regions().values()},
        {movement.id: movement.parent for movement in load_movements().values()},
    )


def _with_parents(ids: frozenset[str], parents: Mapping[str, str | None]) -> frozenset[str]:
    """Add to finer ids the coarser ones they lie in."""
    found = set(ids)
    for one in ids:
        parent = parents[one]
        while parent is not None:
            found.add(parent)
            parent = parents[parent]
    return frozenset(found)


def _check(given: ScreeningInput, facts: Facts) -> None:
    """Refuse what cannot be used."""
    for kind, where, ids, known in (
        ("regions", "pain_regions", given.pain_regions | given.both_sides, load_regions()),
        ("symptoms", "symptoms", given.symptoms, load_symptoms()),
        ("movements", "limited_movements", given.limited_movements, load_movements()),
        ("red_flags", "answers", given.answers, facts.flags),
    ):
        for one in ids:
            if one not in known:
                raise UnknownId(kind, one, where=where, known=known)
    for flag, answer in given.answers.items():
        if answer not in ("yes", "no", "unsure"):
            raise InvalidInput(
                f"The answer to '{flag}' is '{answer}', expected yes, no or unsure. "
                "Leave a question out when it is not answered.",
                where=f"answers.{flag}",
                value=answer,
            )
    if given.sex not in (None, "female", "male"):
        raise InvalidInput(
            f"The sex is '{given.sex}', expected female or male. Leave it out when unknown.",
            where="sex",
            value=given.sex,
        )
    if given.age is not None and not 0 <= given.age <= _OLDEST:
        raise InvalidInput(
            f"The age is {given.age:g}, expected 0 to {_OLDEST} years. Leave it out when unknown.",
            where="age",
            value=given.age,
        )
