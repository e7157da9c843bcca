"""The conditions of a person: those told, and those that follow from age, answers and others.

Pregnant brings the rules for belly, back and legs along; under 16 is a condition; an urgent
warning sign is one; a calf is not pressed before the questions about clots are answered no.
All of that stands in ``conditions.csv``; nothing here knows a disease.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from unknot.facts.conditions import Condition, load_conditions
from unknot.facts.contraindications import load_contraindications
from unknot.facts.planning import load_plan_parameters
from unknot.facts.red_flags import AlertUrgency, load_urgencies
from unknot.plan.permissions import (
    PersonBits,
    bit_of,
    bits_of,
    conditions_of,
    place_bits,
    with_relatives,
)
from unknot.plan.query import PlanQuery
from unknot.sides import LEFT_RIGHT, LeftRight

__all__ = ["conditions_of_person", "has_many_old_points", "is_child", "person_bits"]

_URGENT, _SEE_DOCTOR = "red_flag_urgent", "red_flag_see_doctor"
_FLARE = "severe_flare"


def conditions_of_person(query: PlanQuery, level: AlertUrgency | None) -> tuple[str, ...]:
    """Return every condition of a person, in file order.

    Parameters
    ----------
    level
        The most urgent warning sign reported, or None.
    """
    held = bits_of(query.conditions) | bits_of(one.condition for one in query.located)
    held |= _bits_of_age(query.age) | _bits_until_no(query.answers)
    if query.about.get("pregnant") and not held & _bits_about("pregnant"):
        held |= _bits_about("pregnant")
    if _hurts_severely(query):
        held |= bit_of(_FLARE)
    if level is not None:
        held |= bit_of(_URGENT if load_urgencies()[level].stops else _SEE_DOCTOR)
    return tuple(conditions_of(with_implied(held)))


def _hurts_severely(query: PlanQuery) -> bool:
    """Whether a point hurts more now than any pressure should be added to."""
    above = load_plan_parameters()["severe_pain_above"].value
    return any(point.pain is not None and point.pain > above for point in query.points)


def with_implied(held: int) -> int:
    """Add the conditions that others bring along, until nothing is added."""
    before = 0
    while held != before:
        before = held
        for bit, brought_by in _implied():
            if held & brought_by:
                held |= bit
    return held


@cache
def _implied() -> tuple[tuple[int, int], ...]:
    """Return each implied condition with those that bring it along, as bits."""
    return tuple(
        (bit_of(one.id), bits_of(one.implied_by))
        for one in load_conditions().values()
        if one.implied_by
    )


@cache
def _bits_of_age(age: float | None) -> int:
    """Return the conditions that the age alone makes hold."""
    return bits_of(one.id for one in load_conditions().values() if _is_of_age(one, age))


@cache
def _bits_about(fact: str) -> int:
    """Return the conditions that a fact about the person brings along."""
    return bits_of(one.id for one in load_conditions().values() if one.about == fact)


def _bits_until_no(answers: Mapping[str, str]) -> int:
    """Return the conditions that hold until their questions are answered no."""
    return bits_of(
        one.id for one in _asked_first() if any(answers.get(flag) != "no" for flag in one.until_no)
    )


@cache
def _asked_first() -> tuple[Condition, ...]:
    """Return the conditions that hold until questions are answered."""
    return tuple(one for one in load_conditions().values() if one.until_no)


def is_child(query: PlanQuery) -> bool:
    """Say whether the person is too young for a home plan alone, or may be."""
    alone_from = load_plan_parameters()["home_alone_from"].value
    by_condition = any(load_conditions()[one].age_below is not None for one in query.conditions)
    return by_condition or (query.age is not None and query.age < alone_from)


def has_many_old_points(query: PlanQuery) -> bool:
    """Say whether there are so many active points for so long that the body is oversensitive."""
    numbers = load_plan_parameters()
    told = [point.weeks for point in query.points if point.weeks is not None]
    is_old = max(told, default=0.0) >= numbers["old_point_from"].value
    n_active = sum(point.state == "active" for point in query.points)
    return is_old and n_active >= numbers["many_points"].value


def person_bits(query: PlanQuery, conditions: tuple[str, ...]) -> PersonBits:
    """Return the person as bit masks."""
    told_with_place = {one.condition for one in query.located} - set(query.conditions)
    everywhere = bits_of(conditions) | place_bits()
    return PersonBits(
        everywhere=everywhere,
        unlocated=everywhere & ~bits_of(told_with_place),
        located=tuple(_located(query)),
        limbs=query.limbs,
        reasons=bits_of(one for one in query.reasons if one in load_conditions()),
        row_reasons=_row_reasons(query.reasons),
        eased=_eased(query),
        signs=() if query.is_seen_by_doctor else query.symptoms,
    )


def _located(query: PlanQuery) -> Iterable[tuple[int, frozenset[str], LeftRight | None]]:
    """Yield each condition that has a place, once a region and side."""
    for one in query.located:
        for region, side in one.places:
            where = side if side in LEFT_RIGHT else None
            yield bit_of(one.condition), with_relatives((region,)), where


def _row_reasons(reasons: Mapping[str, str]) -> Mapping[str, int]:
    """Return the reasons that were given for single rows, by method."""
    rows = load_contraindications()
    found: dict[str, int] = {}
    for key in reasons:
        if key in rows:
            row = rows[key]
            found[row.method] = found.get(row.method, 0) | bit_of(row.condition)
    return MappingProxyType(found)


def _eased(query: PlanQuery) -> int:
    """Return the conditions whose relative rows ask for an adult, when one is there."""
    if query.setting != "home" or not query.has_guardian:
        return 0
    return _asks_for_an_adult()


@cache
def _asks_for_an_adult() -> int:
    """Return the conditions that follow from being a child, not being one itself."""
    return bits_of(
        one.id
        for one in load_conditions().values()
        if any(load_conditions()[other].age_below is not None for other in one.implied_by)
    )


def _is_of_age(condition: Condition, age: float | None) -> bool:
    """Say whether the age alone makes the condition hold."""
    if age is None:
        return False
    if condition.age_from is not None and age >= condition.age_from:
        return True
    return condition.age_below is not None and age < condition.age_below
