"""Other words for a place, so that the list finds "scapula", "loin" and "headache".

They come from ``words.csv``, what people and professionals call the place and the complaints
that are felt there, and from ``complaints.csv``. Only single words are kept: a search looks for
the beginning of each word. Of a complaint, words that name another place are left out:
"lumbar radiculopathy" is felt in the thigh, which nobody looks for as "lumbar".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from unknot.facts.complaints import load_complaints
from unknot.facts.vocabularies import load_regions
from unknot.facts.words import Phrase, load_phrases, split_words

__all__ = ["words_for"]

_OF_PLACES: Final = frozenset({"part", "vague"})
_OF_COMPLAINTS: Final = frozenset({"symptom", "diagnosis"})
_OF_GRAMMAR: Final = frozenset({"article", "link", "join"})
_SHORTEST: Final = 3


def words_for(region: str) -> str:
    """Return other words for a region, sorted, apart by spaces; empty when there are none."""
    return _by_region().get(region, "")


@cache
def _by_region() -> Mapping[str, str]:
    """Return the words of every region."""
    found: dict[str, set[str]] = {}
    for region, words in (*_place_words(), *_complaint_words()):
        found.setdefault(region, set()).update(words)
    empty = _words_of(_OF_GRAMMAR)
    return MappingProxyType(
        {
            region: " ".join(sorted(w for w in words - empty if len(w) >= _SHORTEST))
            for region, words in found.items()
        }
    )


def _place_words() -> Iterator[tuple[str, set[str]]]:
    """Yield regions with words that name them."""
    for phrase in load_phrases():
        if phrase.kind in _OF_PLACES:
            for region in phrase.ids:
                yield region, set(phrase.words)


def _complaint_words() -> Iterator[tuple[str, set[str]]]:
    """Yield regions with words for what is felt in them."""
    names = _words_of(_OF_PLACES)
    for phrase in load_phrases():
        if phrase.kind in _OF_COMPLAINTS:
            for region in _regions_of(phrase):
                yield region, set(phrase.words) - names
    known = {p.words[0] for p in load_phrases() if p.kind in _OF_COMPLAINTS and len(p.words) == 1}
    for complaint in load_complaints().values():
        for region in complaint.regions:
            yield region, set(split_words(complaint.label)) & known


def _words_of(kinds: frozenset[str]) -> set[str]:
    """Return every word in phrases of some kinds."""
    return {word for phrase in load_phrases() if phrase.kind in kinds for word in phrase.words}


def _regions_of(phrase: Phrase) -> Iterator[str]:
    """Yield the regions that a complaint is felt in, said with a side or without."""
    regions = load_regions()
    yield from (one for one in phrase.ids if one in regions)
    yield from phrase.qualifiers.get("sided", ())
