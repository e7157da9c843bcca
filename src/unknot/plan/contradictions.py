"""What was told twice and differently is refused, not guessed.

Where one answer is only stricter than the other (no consent at all beside consent to a needle),
the stricter one holds and nothing is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from unknot.errors import InvalidInput
from unknot.facts.conditions import CONDITION_GROUPS, load_conditions

if TYPE_CHECKING:
    from unknot.plan.query import PlanQuery

__all__ = ["refuse_contradictions"]

_BIRTH: Final = CONDITION_GROUPS[0]
"""Heading of what only somebody pregnant, or who has given birth, is asked."""


def refuse_contradictions(query: PlanQuery) -> None:
    """Refuse a case that says one thing and its opposite.

    Raises
    ------
    InvalidInput
        It names both places and says which to drop.
    """
    told = dict.fromkeys((*query.conditions, *(one.condition for one in query.located)))
    for one in told:
        condition = load_conditions()[one]
        if condition.about is not None and query.about.get(condition.about) is False:
            raise InvalidInput(
                f"'{one}' stands in person.conditions, but person.about.{condition.about} is "
                f"false. Drop one of them.",
                where=f"person.about.{condition.about}",
                value=False,
            )
        if (
            condition.age_below is not None
            and query.age is not None
            and query.age >= condition.age_below
        ):
            raise InvalidInput(
                f"'{one}' stands in person.conditions, but person.age is {query.age:g}; it is "
                f"for people under {condition.age_below:g}. Correct one of them.",
                where="person.age",
                value=query.age,
            )
    _refuse_pregnancy_of_two_kinds(query, tuple(told))
    _refuse_unmet_wish(query)


def _refuse_pregnancy_of_two_kinds(query: PlanQuery, told: tuple[str, ...]) -> None:
    """Refuse two parts of one pregnancy, and a pregnancy of a person told as male."""
    known = load_conditions()
    parts = [one for one in told if known[one].about is not None]
    for one in parts:
        for other in parts:
            if one != other and known[one].about == known[other].about:
                raise InvalidInput(
                    f"'{one}' and '{other}' stand in person.conditions; only one of them can be "
                    "true now. Keep the one that is.",
                    where="person.conditions",
                    value=other,
                )
    birth = [one for one in told if known[one].group == _BIRTH]
    if query.sex == "male" and (birth or query.about.get("pregnant")):
        said = (
            f"'{birth[0]}' stands in person.conditions"
            if birth
            else "person.about.pregnant is true"
        )
        raise InvalidInput(
            f"{said}, but person.sex is 'male'. Correct one of them; 'other' is a sex too.",
            where="person.sex",
            value="male",
        )


def _refuse_unmet_wish(query: PlanQuery) -> None:
    """Refuse a preferred method that is not among the methods that are allowed."""
    if query.methods is None:
        return
    for n, method in enumerate(query.prefer):
        if method not in query.methods:
            raise InvalidInput(
                f"'{method}' is preferred (prefer[{n}]) but not among 'methods'. Add it there "
                "or drop it here.",
                where=f"prefer[{n}]",
                value=method,
            )
