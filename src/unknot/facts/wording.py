"""Words that no text a person sees may use: the one list, for screens, facts and reports.

Unknot says what was reported, what is worth checking and what a doctor will want to rule
out. It never names what a person has, never gives the all-clear and promises nothing. A
pattern may hold everywhere, only in statements (a question may ask "do you have a fever"),
or only in the texts of an alert.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, cast

from unknot.errors import FactsError
from unknot.facts.fields import choice, text
from unknot.facts.reading import FACT_FILES, Line, read_csv

__all__ = ["BANNED_WHERE", "BannedWord", "Where", "banned_in", "load_banned_words"]

Where = Literal["everywhere", "statement", "alert"]
BANNED_WHERE: Final[tuple[Where, ...]] = ("everywhere", "statement", "alert")

_SENTENCE: Final = re.compile(r"[^.!?\n]*[.!?\n]?")


@dataclass(frozen=True, slots=True)
class BannedWord:
    """One pattern, why it may not be said, and where."""

    pattern: re.Pattern[str]
    why: str
    where: Where


@cache
def load_banned_words() -> tuple[BannedWord, ...]:
    """Return the patterns in file order.

    Raises
    ------
    FactsError
        A pattern is no regular expression.
    """
    return tuple(_banned(line) for line in read_csv(FACT_FILES / "banned_words.csv"))


def banned_in(words: str, *, alert: bool = False) -> list[str]:
    """Say which banned words a text uses.

    Parameters
    ----------
    words
        A text that a person sees.
    alert
        True for the texts of an alert, for which more words are banned.

    Returns
    -------
    One complaint a find, such as ``'safe to': no answer makes anything safe``; empty when
    the text may be shown.
    """
    statements = " ".join(
        sentence for sentence in _SENTENCE.findall(words) if not sentence.endswith("?")
    )
    found: list[str] = []
    for banned in load_banned_words():
        if banned.where == "alert" and not alert:
            continue
        looked_at = statements if banned.where == "statement" else words
        found += [
            f"'{match.group(0).strip()}': {banned.why}"
            for match in banned.pattern.finditer(looked_at)
        ]
    return found


def _banned(line: Line) -> BannedWord:
    """Build one pattern; case is never looked at."""
    written = text(line, "pattern")
    try:
        pattern = re.compile(written, re.IGNORECASE)
    except re.error as error:
        raise FactsError(f"{line.place}: '{written}' is no pattern: {error}.") from error
    return BannedWord(pattern, text(line, "why"), cast(Where, choice(line, "where", BANNED_WHERE)))
