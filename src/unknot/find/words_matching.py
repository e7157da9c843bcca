"""Which phrases of the word list stand in a text? The longest match wins.

Method: the text is cut into words and signs; a dictionary tree over the words of the
phrases with one first word gives the longest phrase at each place. Articles count for
nothing inside a phrase, and a hyphen parts words. A word that no phrase holds is mended: a
``slip`` of the list as it says there, "dont" as "don't", a letter too many or two swapped,
or the nearest word if it has at least five letters and a similarity of 86 or more
(rapidfuzz ``ratio``); never a ``common`` word. The cost grows with the length of the text.
What a phrase means beside others is left to ``words_clauses``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final, Literal

from unknot.facts.words import Kind, Phrase, load_phrases

__all__ = ["Match", "known_words", "match_beside", "match_phrases"]

SHORTEST_GUESS: Final = 5
"""Letters a word must have before a slip is guessed at; shorter words are too alike."""
NEAREST_GUESS: Final = 86.0
"""Least similarity of a slip, 0 to 100 (chosen on the development sentences)."""
MOST_SKIPPED: Final = 3
"""Words in a row that a phrase is looked for across: an article and a side ("my right")."""
LONGEST_GUESS: Final = 25
"""Letters above which no slip is guessed at; no phrase holds a word that long."""
ANY_NUMBER: Final = "00"
"""Stands for any number in a phrase ("lost 00 pounds")."""
_SWAPPABLE: Final = frozenset({"part", "vague", "side"})
"""Kinds whose single words are looked for behind two swapped letters ("nekc")."""

MatchKind = Literal[Kind, "unknown", "number", "score", "comma", "stop", "slash"]

_TOKEN: Final = re.compile(
    r"""(?P<score>(?<![\w./])(?P<tenths>10|\d(?:[.,]5)?)\s*(?:/|out\s+of|of)\s*10(?![\w/]))
      | (?P<vas>(?<!\w)(?:vas|nrs|nprs)\s*(?:of|is|:|=)?\s*(?P<scale>10|\d(?:[.,]5)?)(?![\w/]))
      | (?P<word>[^\W_]+(?:'[^\W_]+)*)
      | (?P<stop>[.!?;\n]+)
      | (?P<comma>[,:()\[\]\u2014]|(?<=\s)-+(?=\s))
      | (?P<slash>[/&+])
      | (?P<other>[^\s'"_*`~\-]+?(?=[\w\s.,;:()!?]|$))
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Match:
    """One phrase, unknown word, number or sign, and where it stands in the text."""

    kind: MatchKind
    start: int
    end: int
    phrase: Phrase | None = None
    score: float | None = None
    sign: str = ""
    inner_side: str = ""
    """A side said inside the phrase: "back of my *right* knee"."""
    guessed: tuple[tuple[str, str], ...] = ()
    """Slips mended on the way: the word as written and as read."""

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the phrase; none for anything else."""
        return self.phrase.ids if self.phrase else ()


@dataclass(frozen=True, slots=True)
class _Token:
    """One word or sign; ``word`` is how it is read, ``written`` how it stands there."""

    kind: str
    word: str
    written: str
    start: int
    end: int
    score: float | None = None


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """The phrases by their first word, and trees of words made as texts need them."""

    by_first: Mapping[str, Sequence[Phrase]]
    trees: dict[str, dict[Any, Any]]
    """Trees of the phrases with one first word; a phrase ends at the key None."""
    words: frozenset[str]
    articles: frozenset[str]
    sides: Mapping[str, str]
    """Single words for a side; one may stand inside a phrase."""
    slips: Mapping[str, str]
    """Words as people write them, and as they are read."""
    swappable: frozenset[str]

    def tree(self, first: str) -> dict[Any, Any]:
        """Return the tree behind a first word; empty when no phrase begins with it."""
        tree = self.trees.get(first)
        if tree is None:
            tree = self.trees[first] = {}
            for phrase in self.by_first.get(first, ()):
                node = tree
                for word in phrase.words[1:]:
                    node = node.setdefault(word, {})
                node[None] = phrase
        return tree


def match_phrases(text: str, *, language: str = "en") -> list[Match]:
    """Return the matches of a text in order; nothing of the text but spaces is left out.

    Parameters
    ----------
    text
        Lower case, of the length of the original, without control characters.
    language
        Which rows of the word list count.
    """
    return list(_matches(text, _lexicon(language), _lexicon(language)))


def match_beside(text: str, *, language: str = "en") -> list[Match]:
    """Return the warnings that stand in words which mean something else as well."""
    found = _matches(text, _lexicon(language), _lexicon_beside(language))
    return [match for match in found if match.kind == "warning"]


def known_words(language: str) -> frozenset[str]:
    """Return every single word of the rows of one language."""
    return _lexicon(language).words


def _matches(text: str, words: _Lexicon, phrases: _Lexicon) -> Iterator[Match]:
    """Yield the matches with the phrases of one list, slips mended with the words of another."""
    tokens = list(_read_as(_tokens(text), words))
    at = 0
    while at < len(tokens):
        match, at = _longest(tokens, at, phrases)
        yield match


def _tokens(text: str) -> Iterator[_Token]:
    """Cut a text into words and signs."""
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup or "other"
        if found["score"] or found["vas"]:
            tenths = (found["tenths"] or found["scale"]).replace(",", ".")
            yield _Token("score", "", found[0], found.start(), found.end(), float(tenths))
        elif found[0] == "&":
            yield _Token("word", "and", "and", found.start(), found.end())
        else:
            yield _Token(kind, found[0], found[0], found.start(), found.end())


def _read_as(tokens: Iterable[_Token], lexicon: _Lexicon) -> Iterator[_Token]:
    """Mend slips of the pen in words that no phrase holds."""
    mended: dict[str, str | None] = {}
    for token in tokens:
        word = token.word
        if token.kind != "word" or word in lexicon.words:
            yield token
            continue
        if word.endswith("nt") and f"{word[:-1]}'t" in lexicon.words:  # no guess
            yield replace(token, word=f"{word[:-1]}'t", written=f"{word[:-1]}'t")
            continue
        if word not in mended:
            mended[word] = _mended(word, lexicon)
        yield replace(token, word=mended[word] or word)


def _mended(word: str, lexicon: _Lexicon) -> str | None:
    """Return the word of the list that this one is a slip of, if any."""
    stem = word.removesuffix("'s")
    if stem in lexicon.words:
        return stem
    if stem in lexicon.slips:
        return lexicon.slips[stem]
    if len(word) > LONGEST_GUESS or not word.isalpha():
        return None
    return _with_letters_moved(word, lexicon) or _nearest(word, lexicon)


def _with_letters_moved(word: str, lexicon: _Lexicon) -> str | None:
    """Return the word without one of two equal letters, or with two letters swapped."""
    if len(word) < SHORTEST_GUESS - 1:
        return None
    for n in range(len(word) - 1):
        shorter = word[:n] + word[n + 1 :]
        if word[n] == word[n + 1] and len(shorter) > 3 and shorter in lexicon.words:
            return shorter
    for n in range(len(word) - 1):
        swapped = word[:n] + word[n + 1] + word[n] + word[n + 2 :]
        if swapped in lexicon.swappable:
            return swapped
    return None


def _nearest(word: str, lexicon: _Lexicon) -> str | None:
    """Return the most similar word, but none that only has letters more in front."""
    if len(word) < SHORTEST_GUESS:
        return None
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only texts with unknown words pay

    best = process.extractOne(
        word, _guessable(lexicon.words), scorer=fuzz.ratio, score_cutoff=NEAREST_GUESS
    )
    return str(best[0]) if best and not best[0].endswith(word) else None


def _longest(tokens: list[_Token], at: int, lexicon: _Lexicon) -> tuple[Match, int]:
    """Return the longest match that begins at a token, and where the next one begins."""
    first = tokens[at]
    if first.kind != "word":
        kind: Any = "unknown" if first.kind == "other" else first.kind
        return Match(kind, first.start, first.end, score=first.score, sign=first.word), at + 1
    best: tuple[Phrase, int, str] | None = None
    node: Any = lexicon.tree(first.word)
    if None in node:
        best = (node[None], at + 1, "")
    side = ""
    ahead = at + 1
    n_skipped = 0
    while ahead < len(tokens) and tokens[ahead].kind == "word" and n_skipped < MOST_SKIPPED:
        word = tokens[ahead].word
        if word not in node and word.isdigit():
            word = ANY_NUMBER
        n_skipped += 1
        if word in node:
            node = node[word]
            n_skipped = 0
            if None in node:
                best = (node[None], ahead + 1, side)
        elif word in lexicon.sides and not side:
            side = lexicon.sides[word]
        elif word not in lexicon.articles:
            break
        ahead += 1
    if best is None:
        kind = "number" if first.word.isdigit() else "unknown"
        return Match(kind, first.start, first.end), at + 1
    phrase, end, side = best
    guessed = tuple(
        (token.written, token.word) for token in tokens[at:end] if token.word != token.written
    )
    last = tokens[end - 1]
    match = Match(phrase.kind, first.start, last.end, phrase, inner_side=side, guessed=guessed)
    return match, end


@cache
def _lexicon(language: str) -> _Lexicon:
    """Sort the phrases by first word once."""
    return _sorted(load_phrases(language), is_beside=False)


@cache
def _lexicon_beside(language: str) -> _Lexicon:
    """Sort the warnings in words that mean something else as well."""
    rows = load_phrases(language)
    return _sorted(
        [one for one in rows if one.kind == "article" or _is_also_a_warning(one)],
        is_beside=True,
    )


def _is_also_a_warning(phrase: Phrase) -> bool:
    """Say whether the words of a warning mean a place or symptom as well."""
    return phrase.kind == "warning" and "also" in phrase.qualifiers


def _sorted(phrases: Iterable[Phrase], *, is_beside: bool) -> _Lexicon:
    """Return phrases by their first word; those that stand beside others only if asked."""
    by_first: dict[str, list[Phrase]] = {}
    words: set[str] = set()
    articles: set[str] = set()
    sides: dict[str, str] = {}
    slips: dict[str, str] = {}
    swappable: set[str] = set()
    for phrase in phrases:
        if phrase.kind == "slip":
            slips[phrase.text] = phrase.ids[0]
            continue
        words.update(phrase.words)
        if phrase.kind == "common" or (_is_also_a_warning(phrase) and not is_beside):
            continue
        by_first.setdefault(phrase.words[0], []).append(phrase)
        if phrase.kind == "article":
            articles.update(phrase.words)
        if phrase.kind == "side" and len(phrase.words) == 1:
            sides[phrase.words[0]] = phrase.ids[0]
        if phrase.kind in _SWAPPABLE and len(phrase.words) == 1:
            swappable.add(phrase.words[0])
    return _Lexicon(
        by_first,
        {},
        frozenset(words),
        frozenset(articles),
        sides,
        slips,
        frozenset(swappable),
    )


@cache
def _guessable(words: frozenset[str]) -> tuple[str, ...]:
    """Return the words that a slip may have been meant as."""
    return tuple(sorted(word for word in words if len(word) >= SHORTEST_GUESS and word.isalpha()))
