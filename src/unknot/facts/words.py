"""The phrases people use for places, symptoms and movements, and what each one means.

Loads ``words.csv`` (one row a phrase, for translators and clinicians) and ``ways.csv`` (the
surfaces along which a pain runs). It reads no text: that is the work of ``find/words.py``.
The card beside each file says what every kind of row does.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final, Literal, cast, get_args

from unknot.errors import FactsError
from unknot.facts.network_tables import load_qualities
from unknot.facts.reading import FACT_FILES, Line, read_csv
from unknot.facts.vocabularies import load_movements, load_regions, load_symptoms
from unknot.sides import SIDES

__all__ = ["KINDS", "Kind", "Phrase", "Way", "load_phrases", "load_ways", "split_words"]

Kind = Literal[
    "article",
    "part",
    "vague",
    "diagnosis",
    "symptom",
    "activity",
    "movement",
    "quality",
    "state",
    "intensity",
    "qualifier",
    "side",
    "negation",
    "scope_end",
    "join",
    "range",
    "limit",
    "cue",
    "free",
    "well",
    "link",
    "ignore",
]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)

_WORD: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_CLOSED: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "join": frozenset({"and", "or"}),
        "range": frozenset({"from", "to", "fill", "along"}),
        "limit": frozenset({"", "pain"}),
        "well": frozenset({"", "part"}),
        "ignore": frozenset({"", "echo"}),
        "side": frozenset({"left", "right", "both"}),
        "intensity": frozenset(str(n) for n in range(11)),
        **dict.fromkeys(
            ("article", "negation", "scope_end", "cue", "free", "link", "state"), frozenset({""})
        ),
    }
)
"""Ids that kinds without a vocabulary of their own may carry; an empty string is no id."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One row of ``words.csv``.

    Attributes
    ----------
    words
        The phrase in lower case, one entry a word, without articles.
    ids
        Region, symptom, movement or quality ids, or the one word its kind allows.
    qualifiers
        Of a part: the regions that a qualifier such as ``inner`` turns it into, and
        ``fixed`` with a side that needs no saying. Of a symptom or diagnosis: the same, and
        ``sided`` with the regions meant when it has a side ("headache on the right"); such
        a row paints nothing by itself. Of a quality or state: the symptom that
        it means in a region, in an area of the body, or anywhere (``*``). Of a side: the
        qualifiers that it also says.
    """

    text: str
    words: tuple[str, ...]
    kind: Kind
    ids: tuple[str, ...]
    qualifiers: Mapping[str, tuple[str, ...]]
    language: str
    source: str


@dataclass(frozen=True, slots=True)
class Way:
    """A surface along which a pain runs, its regions in order from the trunk outwards."""

    id: str
    regions: tuple[str, ...]
    source: str


def split_words(text: str) -> tuple[str, ...]:
    """Return the words of a phrase in lower case; a hyphen parts words."""
    return tuple(_WORD.findall(text.lower()))


@cache
def load_phrases(language: str = "en") -> tuple[Phrase, ...]:
    """Return the phrases of one language, in file order.

    Raises
    ------
    FactsError
        A kind, an id or a qualifier is not known, or a phrase stands twice; the message
        names file and line.
    """
    table = list(read_csv(FACT_FILES / "words.csv"))
    known = _known_ids(table)
    lines = [line for line in table if line.fields["language"] == language]
    articles = frozenset(
        word
        for line in lines
        if line.fields["kind"] == "article"
        for word in split_words(line.fields["phrase"])
    )
    seen: dict[tuple[str, ...], str] = {}
    phrases = []
    for line in lines:
        phrase = _phrase(line, articles, known)
        first = seen.setdefault(phrase.words, line.place)
        if first != line.place:
            raise FactsError(f"{line.place}: phrase '{phrase.text}' stands already in {first}.")
        phrases.append(phrase)
    return tuple(phrases)


@cache
def load_ways() -> tuple[Way, ...]:
    """Return the ways in file order; where two fit a text equally well, the first is taken.

    Raises
    ------
    FactsError
        A region is not known; the message names file and line.
    """
    ways = []
    for line in read_csv(FACT_FILES / "ways.csv"):
        regions = tuple(line.fields["regions"].split())
        for region in regions:
            if region not in load_regions():
                raise FactsError(f"{line.place}: region '{region}' is not in regions.csv.")
        ways.append(Way(line.fields["id"], regions, line.fields["source"]))
    return tuple(ways)


def _phrase(line: Line, articles: Collection[str], known: Mapping[str, Collection[str]]) -> Phrase:
    """Build one phrase and hold it against the vocabularies."""
    fields = line.fields
    kind = fields["kind"]
    if kind not in KINDS:
        raise FactsError(f"{line.place}: kind is '{kind}', expected one of {', '.join(KINDS)}.")
    words = split_words(fields["phrase"])
    words = tuple(word for word in words if word not in articles) or words
    if not words:
        raise FactsError(f"{line.place}: phrase '{fields['phrase']}' holds no word.")
    ids = tuple(fields["ids"].split())
    for one in ids or ("",):
        if one not in known[kind]:
            raise FactsError(f"{line.place}: '{one}' is no id for a row of kind {kind}.")
    qualifiers = _qualifiers(line, kind, known)
    return Phrase(
        text=fields["phrase"],
        words=words,
        kind=cast(Kind, kind),
        ids=ids,
        qualifiers=qualifiers,
        language=fields["language"],
        source=fields["source"],
    )


def _qualifiers(
    line: Line, kind: str, known: Mapping[str, Collection[str]]
) -> Mapping[str, tuple[str, ...]]:
    """Read ``name=id,id;name=id``; a side names qualifiers alone."""
    cell = line.fields["qualifier_ids"]
    if kind == "side":
        return MappingProxyType(dict.fromkeys(cell.split(), ()))
    result = {}
    for entry in filter(None, cell.split(";")):
        name, _, ids = entry.partition("=")
        values = tuple(ids.split(","))
        allowed: Collection[str] = known["symptom" if kind in ("quality", "state") else "part"]
        if name == "fixed":
            allowed = SIDES
        for value in values:
            if value not in allowed:
                raise FactsError(f"{line.place}: qualifier '{entry}' names '{value}', not known.")
        result[name] = values
    return MappingProxyType(result)


def _known_ids(table: Iterable[Line]) -> Mapping[str, Collection[str]]:
    """Return the ids that a row of each kind may carry."""
    regions, symptoms = frozenset(load_regions()), frozenset(load_symptoms())
    movements = frozenset(load_movements())
    qualifiers = {"deep", "edge"} | {
        entry.partition("=")[0]
        for line in table
        if line.fields["kind"] in ("part", "vague")
        for entry in line.fields["qualifier_ids"].split(";")
    }
    return {
        **_CLOSED,
        "part": regions,
        "vague": regions,
        "symptom": symptoms | regions,
        "diagnosis": symptoms | regions,
        "activity": symptoms | movements,
        "movement": movements,
        "quality": frozenset(load_qualities()) | {""},
        "qualifier": qualifiers,
    }
