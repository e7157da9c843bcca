"""Which dangers does a person tell of in their own words?

A phrase of kind ``warning`` names the warning-sign questions that it speaks of. It is no
answer to them: the question is asked first, and the person answers. A warning inside a
denial ("no fever") counts for nothing. What a warning says of places and symptoms besides
("crushing chest pain") is read by ``words_clauses``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from unknot.find.words_drafts import Draft
from unknot.find.words_matching import Match

__all__ = ["told_of", "warning_ids"]


def told_of(beside: Iterable[Match], matches: Sequence[Match], draft: Draft) -> list[Match]:
    """Return the warnings that are not denied; their words are no longer unused.

    Parameters
    ----------
    beside
        Warnings in words that mean something else as well.
    matches, draft
        The same text cut into phrases, and what they say together.
    """
    starts = [match.start for match in matches]
    own = [match for match in matches if match.kind == "warning"]
    told = []
    for warning in sorted([*own, *beside], key=lambda match: match.start):
        first = max(bisect_right(starts, warning.start) - 1, 0)
        if first in draft.denied_matches:
            continue
        told.append(warning)
        last = bisect_right(starts, warning.end - 1)
        draft.unused.difference_update(range(first, last))
    return told


def warning_ids(told: Iterable[Match]) -> tuple[str, ...]:
    """Return the ids of the questions, each once, in the order of the text."""
    return tuple(dict.fromkeys(one for match in told for one in match.ids))
