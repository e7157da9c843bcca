"""Lines of a plan as a person at home reads them; for a child, as the adult who helps does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from unknot.facts.home_words import load_home_words
from unknot.plan.dose import Amounts
from unknot.plan.person import is_child
from unknot.plan.query import PlanQuery
from unknot.plan.telling import nothing_in_words

__all__ = ["felt_by_child", "first_lines", "lines_for"]

_ADULT: Final = (
    "This page speaks to you, the adult who helps. Stay the whole time.",
    "Ask your child again and again: nothing, a little, or too much? A little is enough. Too "
    "much means let go.",
)
_BY_HAND: Final = "0-10 discomfort"
_WARMTH: Final = "0-10 warmth"


def lines_for(lines: Iterable[str], query: PlanQuery) -> list[str]:
    """Return lines for whoever reads them; a practitioner gets the exact ones."""
    if query.setting == "clinic":
        return list(lines)
    known, helps = load_home_words(), is_child(query)
    said = [(known.get(line), line) for line in lines]
    return list(
        dict.fromkeys(
            line if plain is None else plain.child if helps else plain.home for plain, line in said
        )
    )


def first_lines(query: PlanQuery) -> list[str]:
    """Return what stands before everything else: how an adult helps a child."""
    return list(_ADULT) if query.setting == "home" and is_child(query) else []


def felt_by_child(dose: Amounts, query: PlanQuery) -> str | None:
    """Return how hard in the words of a child, or None where a number is right."""
    if query.setting != "home" or not is_child(query) or dose.pressure is None:
        return None
    if dose.pressure < 1:
        return nothing_in_words(dose.scale)
    if dose.scale.startswith(_WARMTH):
        return "lukewarm; your child says nothing or a little"
    most = "nothing or a little"
    kind = "" if dose.scale.startswith(_BY_HAND) else f"{_kind(dose.scale)}: "
    return f"{kind}so light that your child says {most} (at most {dose.pressure:g} of 10)"


def _kind(scale: str) -> str:
    """Return what a scale measures, such as *warmth*."""
    return scale.removeprefix("0-10 ").split(" felt ")[0].split(" during ")[0]
