"""What was told twice and differently is refused, not guessed.

Where one answer is only stricter than the other (two parts of a pregnancy, no consent at all
beside consent to a needle), the stricter one holds and nothing is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from unknot.errors import InvalidInput
from unknot.facts.conditions import load_conditions

if TYPE_CHECKING:
    from unknot.plan.query import PlanQuery

__all__ = ["refuse_contradictions"]


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
    _refuse_unmet_wish(query)


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
