"""Is a text in a language that is not read?

German, Spanish and French are told by a short list of their commonest words, kept as rows
of kind ``common`` in ``words.csv``. It names no language and translates nothing.
"""

from __future__ import annotations

import re
from typing import Final

from unknot.find.words_matching import known_words

__all__ = ["is_other_language"]

FEWEST_FOREIGN: Final = 2
"""Common words of one other language, at least; one alone may be a name. [words]"""
_OTHERS: Final = ("de", "es", "fr")
_WORD: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


def is_other_language(text: str) -> bool:
    """Say whether most words are not English and several are common in one other language.

    Parameters
    ----------
    text
        In lower case, with plain apostrophes.
    """
    words = _WORD.findall(text)
    strange = [word for word in words if word not in known_words("en")]
    if len(strange) < FEWEST_FOREIGN or 2 * len(strange) <= len(words):
        return False
    return any(
        sum(word in known_words(language) for word in strange) >= FEWEST_FOREIGN
        for language in _OTHERS
    )
