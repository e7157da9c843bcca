"""Which pains a doctor looks at before anything is done, and whether one has.

Thin bones with a pain in the back, a child with a pain that lasts: the facts (``doctor`` in
``afterwards.csv``) say where and when. Not yet: nothing is done. Yes: the plan. Not told: the
question stands first, before everything else.
"""

from __future__ import annotations

from collections.abc import Iterable

from unknot.facts.planning import Afterwards, load_afterwards
from unknot.facts.vocabularies import load_regions
from unknot.muscles.catalogue import load_muscles
from unknot.plan.limbs import limbs_of_muscle
from unknot.plan.query import PlanQuery

__all__ = ["areas_of", "doctor_first", "doctor_lines", "unseen_in_words"]


def areas_of(muscle: str) -> frozenset[str]:
    """Return the areas and limbs in which a muscle and its points lie."""
    record = load_muscles()[muscle]
    over = {load_regions()[zone.region].area for one in record.sites for zone in one.local}
    return frozenset({record.area, *over}) | limbs_of_muscle(record, record.sites)


def doctor_first(query: PlanQuery, conditions: Iterable[str]) -> tuple[Afterwards, ...]:
    """Return the lines that ask whether a doctor has looked at one of these pains."""
    held = {*conditions, *query.symptoms}
    return tuple(
        one
        for one in load_afterwards().values()
        if one.kind == "doctor"
        and not held.isdisjoint((*one.conditions, *one.symptoms))
        and any(
            (not one.near or not areas_of(point.muscle).isdisjoint(one.near))
            and (one.weeks_from is None or point.weeks is None or point.weeks >= one.weeks_from)
            for point in query.points
        )
    )


def doctor_lines(query: PlanQuery, conditions: Iterable[str]) -> list[str]:
    """Return what is asked first of all; nothing once a doctor has looked at it."""
    if query.is_seen_by_doctor is not None:
        return []
    return [f"{one.text} {one.do}" for one in doctor_first(query, conditions)]


def unseen_in_words(blocker: str) -> tuple[str, str]:
    """Return why nothing is done while no doctor has looked, and what to do instead."""
    one = load_afterwards()[blocker]
    return f"{one.text} Not yet.", _capital((one.do or "").removeprefix("If not, "))


def _capital(text: str) -> str:
    """Begin with a capital letter."""
    return f"{text[:1].upper()}{text[1:]}"
