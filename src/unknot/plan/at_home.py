"""Lines of a plan as a person at home reads them; for a child, as the adult who helps does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from unknot.facts.home_words import load_home_words
from unknot.plan.dose import Amounts
from unknot.plan.omission import Omission
from unknot.plan.person import is_child
from unknot.plan.query import PlanQuery
from unknot.plan.telling import nothing_in_words

__all__ = [
    "asked_of",
    "felt_by_child",
    "first_lines",
    "how_for_child",
    "lines_for",
    "method_for",
    "no_tool_for_child",
    "read_out",
]

_ADULT: Final = (
    "This page speaks to you, the adult who helps. Stay the whole time.",
    "Ask your child again and again: nothing, a little, or too much? A little is enough. Too "
    "much means let go.",
)
_HOW: Final = {
    "release": "Your child presses so lightly that it feels easy, not like a hurt, and no "
    "stronger while it waits; it breathes out slowly, and lets go as soon as it grows.",
    "lengthen": "A pull that is hardly felt, never a hurt; your child breathes out slowly, and "
    "goes back as soon as it grows.",
}
"""How a method is done by a child, said to the adult; elsewhere the exact rule stands."""
_NEEDS: Final = "it needs "
"""Begins the reason where a tool is missing (`choosing`)."""
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


def read_out(text: str, query: PlanQuery) -> str:
    """Return how something is done; an adult who helps a child reads it out."""
    if query.setting != "home" or not is_child(query):
        return text
    return f"Read this out, and your child does it: \u201c{text.rstrip('.')}\u201d."


def asked_of(question: str, query: PlanQuery) -> str:
    """Return a question; an adult who helps a child asks the child."""
    if query.setting != "home" or not is_child(query):
        return question
    return f"Ask your child: \u201c{question}\u201d"


def how_for_child(part: str, dose: Amounts, query: PlanQuery) -> str | None:
    """Return how a method should feel to a child, or None where the exact rule is right."""
    if query.setting != "home" or not is_child(query) or not dose.pressure:
        return None
    return _HOW.get(part) if dose.scale.startswith("0-10") else None


def method_for(label: str, query: PlanQuery) -> str:
    """Return the name of a method, which at home says who does it."""
    (said,) = lines_for([label], query)
    return f"{said[:1].lower()}{said[1:]}" if query.setting == "home" else said


def no_tool_for_child(omission: Omission, query: PlanQuery) -> str | None:
    """Say that nothing is bought for a child, where a method is left out for want of a tool."""
    is_for_child = query.setting == "home" and is_child(query)
    if not is_for_child or omission.kind != "unused" or not omission.because.startswith(_NEEDS):
        return None
    return "It needs a tool; do not buy one for a child."


def _kind(scale: str) -> str:
    """Return what a scale measures, such as *warmth*."""
    return scale.removeprefix("0-10 ").split(" felt ")[0].split(" during ")[0]
