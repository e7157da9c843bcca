"""The phrases people use for places, symptoms and movements, and what each one means.

Loads ``words.csv`` (one row a phrase, for translators and clinicians) and ``ways.csv`` (the
surfaces along which a pain runs). It reads no text: that is the work of ``find/words.py``.
The card beside each file says what every kind of row does.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final, Literal, NamedTuple, get_args

from unknot.errors import FactsError
from unknot.facts.network_tables import load_qualities
from unknot.facts.reading import FACT_FILES, read_csv
from unknot.facts.red_flags import load_red_flags
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
    "motion",
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
    "warning",
    "slip",
    "common",
]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)

COLUMNS: Final = ("phrase", "kind", "ids", "qualifier_ids", "language", "source")

_WORD: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_CLOSED: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "join": frozenset({"and", "or"}),
        "range": frozenset({"from", "to", "fill", "along"}),
        "limit": frozenset({"", "pain", "much"}),
        "cue": frozenset({"", "time", "using"}),
        "negation": frozenset({"", "problem"}),
        "well": frozenset({"", "part"}),
        "ignore": frozenset({"", "echo", "who"}),
        "side": frozenset({"left", "right", "both"}),
        "intensity": frozenset(str(n) for n in range(11)),
        **dict.fromkeys(
            ("article", "scope_end", "free", "link", "state", "motion", "common"), frozenset({""})
        ),
    }
)
"""Ids that kinds without a vocabulary of their own may carry; an empty string is no id."""


class Phrase(NamedTuple):
    """One row of ``words.csv``; a named tuple, because thousands are made at a start.

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
        a row paints nothing by itself. Of a quality, state or motion: the symptoms or
        movements that it means in a region, in an area of the body, or anywhere (``*``). Of
        an act: ``limited`` when the phrase says so itself. Of a side: the qualifiers that it
        also says. Of a warning: ``also`` when its words mean a place or symptom as well.
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
    if text.islower() and text.replace(" ", "").isalnum():  # most rows; three times as fast
        return tuple(text.split())
    return tuple(_WORD.findall(text.lower()))


@cache
def load_phrases(language: str = "en") -> tuple[Phrase, ...]:
    """Return the phrases of one language, in file order.

    Raises
    ------
    FactsError
        A kind, an id or a qualifier is not known, or a phrase stands twice; the message
        names file and line.

    Notes
    -----
    Most rows share their meaning with others; each meaning is read and checked once.
    """
    rows = _rows()
    known = _known_ids(rows)
    articles = _articles(rows, language)
    meanings: dict[tuple[str, str, str], _Meaning] = {}
    seen: dict[tuple[str, ...], int] = {}
    phrases = []
    for number, row in enumerate(rows):
        text, kind, ids, qualifier_ids, written_in, source = row
        if written_in != language:
            continue
        key = (kind, ids, qualifier_ids)
        meaning = meanings.get(key)
        if meaning is None:
            meaning = meanings[key] = _meaning(number, row, known)
        words = split_words(text)
        if not articles.isdisjoint(words):
            words = tuple(word for word in words if word not in articles) or words
        if not words:
            raise FactsError(f"{_place(number)}: phrase '{text}' holds no word.")
        is_also = meaning.kind == "warning" and "also" in meaning.qualifiers
        first = seen.setdefault(("", *words) if is_also else words, number)
        if first != number:
            raise FactsError(
                f"{_place(number)}: phrase '{text}' stands already in {_place(first)}."
            )
        phrases.append(Phrase(text, words, *meaning, language, source))
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


class _Meaning(NamedTuple):
    """What rows of one kind, ids and qualifiers mean."""

    kind: Kind
    ids: tuple[str, ...]
    qualifiers: Mapping[str, tuple[str, ...]]


def _rows() -> list[list[str]]:
    """Return the rows of the file without its header.

    ``read_csv`` makes a record of every row, which takes longer than all the rest here; it
    is asked only to name what is wrong with a file.
    """
    path = FACT_FILES / "words.csv"
    try:
        text = path.read_text(encoding="utf-8")
        rows = list(csv.reader(io.StringIO(text, newline="")))
    except (FileNotFoundError, UnicodeDecodeError):
        rows = []
    if len(rows) < 2 or rows[0] != list(COLUMNS) or {len(row) for row in rows} != {len(COLUMNS)}:
        header = [list(line.fields) for line in read_csv(path)]
        wanted = ", ".join(COLUMNS)
        if not header:
            raise FactsError(f"words.csv:1 holds no row, or not the columns {wanted}.")
        named = ", ".join(header[0])
        raise FactsError(f"words.csv:1 names the columns {named}, expected {wanted}.")
    return rows[1:]


def _place(number: int) -> str:
    """Return file and line of a row."""
    return f"words.csv:{number + 2}"


def _articles(rows: Iterable[Sequence[str]], language: str) -> frozenset[str]:
    """Return the words that count for nothing inside a phrase."""
    return frozenset(
        word
        for text, kind, _, _, written_in, _ in rows
        if kind == "article" and written_in == language
        for word in split_words(text)
    )


def _meaning(number: int, row: Sequence[str], known: Mapping[str, Collection[str]]) -> _Meaning:
    """Read what a row means and hold it against the vocabularies."""
    _, kind, cell, _, _, _ = row
    place = _place(number)
    if kind not in KINDS:
        raise FactsError(f"{place}: kind is '{kind}', expected one of {', '.join(KINDS)}.")
    ids = tuple(cell.split())
    for one in ids or ("",):
        if one not in known[kind]:
            raise FactsError(f"{place}: '{one}' is no id for a row of kind {kind}.")
    return _Meaning(kind, ids, _qualifiers(place, row, known))


def _qualifiers(
    place: str, row: Sequence[str], known: Mapping[str, Collection[str]]
) -> Mapping[str, tuple[str, ...]]:
    """Read ``name=id,id;name=id``; a side names qualifiers alone, an act that it is limited."""
    _, kind, _, cell, _, _ = row
    if kind in ("side", "warning"):
        return MappingProxyType(dict.fromkeys(cell.split(), ()))
    of_kind = "meaning" if kind in ("quality", "state", "motion") else "part"
    result: dict[str, tuple[str, ...]] = {}
    for entry in filter(None, cell.split(";")):
        name, _, ids = entry.partition("=")
        if entry == "limited" and kind in ("activity", "movement", "motion"):
            result[entry] = ()
            continue
        values = tuple(ids.split(","))
        allowed = SIDES if name == "fixed" else known[of_kind]
        for value in values:
            if value not in allowed:
                raise FactsError(f"{place}: qualifier '{entry}' names '{value}', not known.")
        result[name] = values
    return MappingProxyType(result)


def _known_ids(rows: Iterable[Sequence[str]]) -> Mapping[str, Collection[str]]:
    """Return the ids that a row of each kind may carry."""
    regions, symptoms = frozenset(load_regions()), frozenset(load_symptoms())
    movements = frozenset(load_movements())
    qualifiers = {"deep", "edge"} | {
        entry.partition("=")[0]
        for _, kind, _, cell, _, _ in rows
        if kind in ("part", "vague")
        for entry in cell.split(";")
    }
    return {
        **_CLOSED,
        "part": regions,
        "vague": regions,
        "symptom": symptoms | regions,
        "diagnosis": symptoms | regions,
        "activity": symptoms | movements,
        "movement": movements,
        "meaning": symptoms | movements,
        "quality": frozenset(load_qualities()) | {""},
        "qualifier": qualifiers,
        "warning": frozenset(load_red_flags()),
        "slip": frozenset(word for row in rows for word in row[0].split()),
    }
