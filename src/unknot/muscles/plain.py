"""Muscles and terms of anatomy in words that anybody knows, for people at home."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from unknot.errors import FactsError
from unknot.facts.fields import text
from unknot.facts.reading import read_csv
from unknot.muscles.catalogue import MUSCLE_FILES, load_muscles
from unknot.muscles.landmarks import load_landmark_words

__all__ = ["in_plain_words", "load_plain_names", "load_plain_words", "name_for_home"]

_ARTICLES: Final = re.compile(r"^(?:the|a|an) ", re.IGNORECASE)
_TWICE: Final = re.compile(r"\b(the) (?:the|an?)\b", re.IGNORECASE)


@cache
def load_plain_names() -> Mapping[str, str]:
    """Return the plain name of every muscle."""
    names = {
        text(line, "muscle"): text(line, "words")
        for line in read_csv(MUSCLE_FILES / "plain_names.csv")
    }
    missing = set(load_muscles()) ^ set(names)
    if missing:
        raise FactsError(
            f"plain_names.csv: {sorted(missing)[0]} stands there or in muscles.jsonl only."
        )
    return MappingProxyType(names)


@cache
def load_plain_words() -> Mapping[str, str]:
    """Return the plain words for each term of anatomy."""
    return MappingProxyType(
        {
            text(line, "term"): text(line, "words")
            for line in read_csv(MUSCLE_FILES / "plain_words.csv")
        }
    )


def name_for_home(muscle: str, side: str) -> str:
    """Return a muscle for people at home, such as *Calf muscle, left (gastrocnemius)*."""
    exact = load_muscles()[muscle].name
    return f"{load_plain_names()[muscle]}, {side} ({exact[:1].lower()}{exact[1:]})"


@cache
def in_plain_words(said: str) -> str:
    """Return a text of the catalogue with plain words in place of terms of anatomy."""
    said = _terms().sub(lambda found: _plain_of(found.group()), said)
    said = _TWICE.sub(r"\1", said)
    return f"{said[:1].upper()}{said[1:]}"


def _plain_of(term: str) -> str:
    """Return the plain words for a term as it stands in a text."""
    known, bare = _all_words(), _ARTICLES.sub("", term)
    return known[bare] if bare in known else known[bare.lower()]


@cache
def _terms() -> re.Pattern[str]:
    """Return what finds a term, the longest first; letters bring an article of their own."""
    terms = sorted(_all_words(), key=len, reverse=True)
    letters = "|".join(re.escape(one) for one in terms if one.isupper())
    others = "|".join(re.escape(one) for one in terms if not one.isupper())
    # Not inside a word with a hyphen: "ulcer-prone" has nothing to do with lying.
    return re.compile(rf"(?<![\w-])(?:(?:[Tt]he )?(?:{letters})|(?i:{others}))(?![\w-])")


@cache
def _all_words() -> Mapping[str, str]:
    """Return terms with their plain words, and the bony points that have letters only."""
    letters = {
        one.landmark: one.words for one in load_landmark_words().values() if one.landmark.isupper()
    }
    return MappingProxyType({**load_plain_words(), **letters})
