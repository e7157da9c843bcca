"""Warning-sign questions that a spot, or something told later, brings along."""

from __future__ import annotations

from collections.abc import Sequence

from unknot.facts.red_flags import load_red_flags
from unknot.find.red_flags import LINES_A_CARD
from unknot.web.where.cards import CardShown, Line

__all__ = ["card_of"]


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
