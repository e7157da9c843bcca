"""The open first questions about warning signs, page by page, as people are asked them.

What a person's own words speak of stands first and by itself, then the worst first, a few
questions a page. Every surface asks them in this order, so that the same pain is asked the
same way in the terminal and in the browser.
"""

from __future__ import annotations

from unknot.facts.red_flags import load_red_flags, load_urgencies
from unknot.find.answer import Answer, screening_input
from unknot.find.red_flags import LINES_A_CARD, cards

__all__ = ["question_pages"]


def question_pages(answer: Answer) -> list[list[str]]:
    """Return the open first questions in pages of a few: told ones, then the worst first.

    The worst are the most urgent, among them those that are most pressing; questions of one
    condition stay together where they are equally bad.
    """
    told = list(answer.told)
    first = set(answer.open_first)
    pages = [told[n : n + LINES_A_CARD] for n in range(0, len(told), LINES_A_CARD)]
    asked = [
        flag
        for card in cards(screening_input(answer.query))
        for flag in card.questions
        if flag in first and flag not in told
    ]
    asked.sort(key=_how_bad, reverse=True)
    return pages + [asked[n : n + LINES_A_CARD] for n in range(0, len(asked), LINES_A_CARD)]


def _how_bad(flag: str) -> tuple[int, int]:
    """Return how urgent and how pressing a question is."""
    record = load_red_flags()[flag]
    return load_urgencies()[record.urgency].rank, record.pressing
