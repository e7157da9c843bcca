"""The open first questions about warning signs, page by page, as people are asked them.

What a person's own words speak of stands first and by itself, then the worst first, a few
questions a page. Every surface asks them in this order, so that the same pain is asked the
same way in the terminal and in the browser.
"""

from __future__ import annotations

from unknot.find.answer import Answer, screening_input
from unknot.find.red_flags import LINES_A_CARD, cards

__all__ = ["question_pages"]


def question_pages(answer: Answer) -> list[list[str]]:
    """Return the open first questions in pages of a few: told ones, then the worst first."""
    told = list(answer.told)
    first = set(answer.open_first)
    pages = [told[n : n + LINES_A_CARD] for n in range(0, len(told), LINES_A_CARD)] or [[]]
    for card in cards(screening_input(answer.query)):
        asked = [flag for flag in card.questions if flag in first and flag not in told]
        if pages[-1] and len(pages[-1]) + len(asked) > LINES_A_CARD:
            pages.append([])
        pages[-1] += asked
    return [page for page in pages if page]
