"""Warning-sign questions that a spot, or something told later, brings along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from unknot.facts.red_flags import load_red_flags
from unknot.find.red_flags import LINES_A_CARD
from unknot.plan.asked_first import asked_for_a_reason
from unknot.plan.gate import asked_by_name, raised_by_a_yes
from unknot.plan.plan import plan_query_from
from unknot.web.where.cards import CardShown, Line, Part

__all__ = ["card_of", "with_reasons"]


def card_of(open_first: Sequence[str]) -> CardShown:
    """Return the next card of open first questions; nothing is ticked beforehand."""
    flags = load_red_flags()
    lines = tuple(
        Line(flag, flags[flag].question, flags[flag].why, is_ticked=False, answer="")
        for flag in open_first[:LINES_A_CARD]
    )
    return CardShown(
        lines=lines,
        number=1,
        n_cards=-(-len(open_first) // LINES_A_CARD),
        minutes=1,
        is_one_by_one=False,
        is_told=False,
        says_none=False,
    )


def with_reasons(card: CardShown, case: Mapping[str, Any], *, number: str) -> CardShown:
    """Return a card that says why a line is asked and what to do on a yes to it.

    Parameters
    ----------
    case
        The case of ``unknot plan``; what it tells may speak of some lines.
    number
        The emergency number, or how to find it.

    Raises
    ------
    InvalidInput
        The case cannot be used.
    """
    query = plan_query_from(case)
    by_name = asked_by_name(query)
    raised = raised_by_a_yes(query, (line.id for line in card.lines if line.id in by_name))
    lines = {line.id: line for line in card.lines}
    parts: list[Part] = []
    for asked in asked_for_a_reason(lines, by_name, raised):
        because = asked.why
        for do, some in asked.on_yes.items():
            if_yes = do.replace("{emergency_number}", number)
            parts.append(Part(tuple(lines[flag] for flag in some), because, if_yes))
            because = ""
    others = tuple(line for line in card.lines if line.id not in by_name)
    return replace(card, parts=(*parts, Part(others)) if others else tuple(parts))
