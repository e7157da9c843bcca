"""Several measures of one person at once: how many really changed, in a headline and a lead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from unknot.measure.answer import Change
from unknot.measure.wording import sentence

__all__ = ["headline", "lead"]

_WORDS: Final = (
    "none one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
)


def headline(changes: Sequence[Change]) -> str:
    """Return how many of the measures really changed, and in which direction.

    A measure counts only beyond its error. One that was not measured both times is left out
    of the count; one without a known error stays in it and never counts as changed.
    """
    compared = [one for one in changes if one.direction is not None]
    if not compared:
        return "Nothing to compare yet"
    moved = [one for one in compared if one.verdict in ("raised", "lowered")]
    n_better = sum(one.is_better is True for one in moved)
    n_worse = len(moved) - n_better
    of = f"of {_word(len(compared))}"
    if not moved:
        return "No change beyond measuring error"
    if not n_worse:
        return f"{_word(n_better).capitalize()} {of} really changed"
    worse = f"{_word(n_worse)} got worse"
    if not n_better:
        return f"{_word(n_worse).capitalize()} {of} got worse"
    return f"{_word(n_better).capitalize()} {of} got better, {worse}"


def lead(changes: Sequence[Change]) -> str:
    """Return the sentences of the measures, what got worse first, then what really changed."""
    order = {False: 0, True: 1, None: 2}

    def place(one: Change) -> tuple[int, bool]:
        is_beyond = one.verdict in ("raised", "lowered")
        return order[one.is_better if is_beyond else None], one.direction is None

    return " ".join(sentence(one) for one in sorted(changes, key=place))


def _word(number: int) -> str:
    """Return a small number as a word."""
    return _WORDS[number] if number < len(_WORDS) else str(number)
