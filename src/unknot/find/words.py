"""What does a person's own description of a pain say, in the words of the vocabularies?

``read_words`` turns free words into places with sides, symptoms, movements, qualities and
strengths, and keeps what it did not use, so that the person can be shown both. Method: a
word list matched longest first, slips of the pen guessed (``words_matching``), and rules
for clauses (``words_clauses``); no learning, so every reading can be traced to a row of
``facts/files/words.csv``.

It makes no diagnosis: a diagnosis that a person writes is read as the place people mean by
it. It knows English only, and its accuracy on sentences nobody tuned it to stands in
``tests/accuracy/test_words.py``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from unknot.errors import InvalidInput
from unknot.facts.vocabularies import load_movements, load_regions
from unknot.find.words_clauses import draft_of
from unknot.find.words_drafts import ActDraft, Draft, PlaceDraft
from unknot.find.words_echo import echo_of
from unknot.find.words_languages import is_other_language
from unknot.find.words_matching import Match, match_beside, match_phrases
from unknot.find.words_motions import is_directed
from unknot.find.words_warnings import told_of, warning_ids
from unknot.find.words_ways import is_middle_of_trunk, midline_regions, regions_on_the_way
from unknot.sides import Side

__all__ = ["LONGEST_TEXT", "ReadDiagnosis", "ReadMovement", "ReadPain", "Reading", "read_words"]

LONGEST_TEXT: Final = 20_000
"""Characters; about ten printed pages, more than anyone writes of one pain."""

_SAME_LENGTH: Final = str.maketrans("’‘`´“”‐‑‒–", "''''\"\"----")
"""Typographic signs and what the word list writes instead, one for one."""
_KEPT: Final = frozenset("\n\t\r")
_BETWEEN_FRAGMENTS: Final = frozenset(
    {"article", "ignore", "cue", "join", "link", "range", "limit", "negation", "intensity"}
)


@dataclass(frozen=True, slots=True)
class ReadPain:
    """One place that hurts.

    Attributes
    ----------
    side
        ``mid`` in a region with sides means that no side was said.
    quality
        Id of ``qualities.csv``, or None when nothing was said.
    intensity
        0 to 10, or None when nothing was said.
    words
        The words it was read from.
    is_vague
        The words name a larger area than this region ("back", "leg").
    is_on_the_way
        Not named itself, but between two named places along which the pain runs.
    """

    region: str
    side: Side
    quality: str | None
    intensity: float | None
    words: str
    is_vague: bool = False
    is_on_the_way: bool = False


@dataclass(frozen=True, slots=True)
class ReadMovement:
    """One movement; ``mid`` means that the side was not said or does not matter."""

    movement: str
    side: Side


@dataclass(frozen=True, slots=True)
class ReadDiagnosis:
    """A diagnosis as written, and the ids it was read as; it is not taken as true."""

    words: str
    read_as: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything understood of a text, and everything that was not.

    Attributes
    ----------
    denied_regions
        Places said not to hurt; shown to the person and not used further.
    not_used
        Fragments of the text that changed nothing, in order, then ignored characters.
    unsaid_sides
        Regions painted without a side although they have one.
    both_sides_assumed
        Midline regions named without a side, taken as both sides.
    guessed_words
        Words as written and as read.
    dangers
        The same, a group of questions for each danger that was told.
    warnings
        Ids of warning-sign questions that the words speak of; not yet an answer.
    warning_words
        The words that speak of them, as written.
    is_other_language
        Most words are German, Spanish or French; nothing was read.
    sides_without_place
        Sides said where no part of the body was named ("my right side hurts").
    """

    pain: tuple[ReadPain, ...] = ()
    symptoms: tuple[str, ...] = ()
    absent_symptoms: tuple[str, ...] = ()
    limited_movements: tuple[ReadMovement, ...] = ()
    free_movements: tuple[ReadMovement, ...] = ()
    denied_regions: tuple[str, ...] = ()
    not_used: tuple[str, ...] = ()
    unsaid_sides: tuple[str, ...] = ()
    both_sides_assumed: tuple[str, ...] = ()
    diagnoses: tuple[ReadDiagnosis, ...] = ()
    guessed_words: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()
    dangers: tuple[tuple[str, ...], ...] = ()
    warning_words: tuple[str, ...] = ()
    is_other_language: bool = False
    sides_without_place: tuple[str, ...] = ()

    def echo(self) -> str:
        """Say in plain sentences what was read, what was not, and which side is missing."""
        return echo_of(self)


def read_words(text: str, *, language: str = "en") -> Reading:
    """Read a description of pain.

    Parameters
    ----------
    text
        The person's own words, at most ``LONGEST_TEXT`` characters.
    language
        Language of the word list to use.

    Returns
    -------
    The reading; empty when nothing was understood.

    Raises
    ------
    InvalidInput
        The text is too long.

    Notes
    -----
    *Limits.* Checked on sentences that clinicians' reports were boiled down to, not on
    sentences patients wrote.
    """
    if len(text) > LONGEST_TEXT:
        raise InvalidInput(
            f"The text has {len(text)} characters; at most {LONGEST_TEXT} are read. "
            "Keep to where it hurts, what makes it worse and what else you notice.",
            where="text",
        )
    clean, ignored = _without_control_characters(text)
    lower = _lower(clean)
    if is_other_language(lower):
        return Reading(not_used=(" ".join(clean.split()), *ignored), is_other_language=True)
    matches = match_phrases(lower, language=language)
    draft = draft_of(matches)
    told = told_of(match_beside(lower, language=language), matches, draft)
    _place_sided_headaches(draft)
    _carry_back_only_side(draft)
    not_used = (*_fragments(matches, draft.unused, clean), *ignored)
    guessed = dict.fromkeys(pair for match in matches for pair in match.guessed)
    return replace(
        _reading(draft, clean),
        not_used=not_used,
        guessed_words=tuple(guessed),
        warnings=warning_ids(told),
        dangers=tuple(dict.fromkeys(match.ids for match in told)),
        warning_words=tuple(dict.fromkeys(clean[one.start : one.end] for one in told)),
    )


def _reading(draft: Draft, text: str) -> Reading:
    """Return the finished draft as a reading."""
    pain = _pain(draft, text)
    painted = {mark.region for mark in pain}
    denied = dict.fromkeys(
        region for place in draft.places if place.is_denied for region in place.regions
    )
    return Reading(
        pain=pain,
        symptoms=tuple(one for one, there in draft.symptoms.items() if there),
        absent_symptoms=tuple(one for one, there in draft.symptoms.items() if not there),
        limited_movements=_movements(draft.limited, draft),
        free_movements=_movements(draft.free, draft),
        denied_regions=tuple(region for region in denied if region not in painted),
        unsaid_sides=_unsaid(pain),
        sides_without_place=() if pain else tuple(dict.fromkeys(s for _, s in draft.loose_sides)),
        both_sides_assumed=_assumed(draft),
        diagnoses=tuple(
            ReadDiagnosis(text[match.start : match.end], match.ids) for match in draft.diagnoses
        ),
    )


def _without_control_characters(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the text without characters that are not shown, and their names."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    hidden = dict.fromkeys(
        char
        for char in text
        if char not in _KEPT and unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    if not hidden:
        return text, ()
    clean = text.translate({ord(char): None for char in hidden})
    return clean, tuple(f"control character U+{ord(char):04X}" for char in hidden)


def _lower(text: str) -> str:
    """Return the text in lower case, of the same length, with plain signs."""
    plain = text.translate(_SAME_LENGTH)
    lower = plain.lower()
    if len(lower) == len(plain):
        return lower
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in plain)


def _place_sided_headaches(draft: Draft) -> None:
    """Paint a symptom that was given a side but no place ("headache on the right").

    A place in the middle that was given a side ("tummy, right side") moves to that side.
    """
    placed = {
        place.sentence
        for place in draft.places
        if any(load_regions()[region].area == "head" for region in place.regions)
    }
    for place in draft.places:
        has_side = place.is_side_said and place.side in ("left", "right")
        is_free = place.phrase.kind == "part" or place.sentence not in placed
        if has_side and place.takes("sided") and is_free:
            place.qualifiers.append("sided")


def _carry_back_only_side(draft: Draft) -> None:
    """Give the one side that a text names to its other places, but for the middle of the trunk."""
    said = {place.side for place in draft.places if place.side and not place.is_denied}
    said = {side for side in said if side in ("left", "right")} or said
    said = said or {side for _, side in draft.loose_sides}
    if len(said) == 1:
        (side,) = said
        for place in draft.places:
            if side != "both" and place.side is None and not is_middle_of_trunk(place.regions):
                place.side = side
    taken = {place.side for place in draft.places}
    draft.unused.update(number for number, side in draft.loose_sides if side not in taken)


def _pain(draft: Draft, text: str) -> tuple[ReadPain, ...]:
    """Return the painted places in the order of the text, each region and side once."""
    marks: list[tuple[int, ReadPain]] = []
    for place in draft.places:
        if place.is_painted and not place.is_denied:
            words = text[place.match.start : place.match.end]
            marks.extend((place.match.start, mark) for mark in _marks(place, words))
    for run in draft.runs:
        along = run.along
        via = along.regions if along else ()
        start = run.start.regions if run.start else via
        words = text[run.start_match.start : run.end.match.end]
        if run.end.is_denied:
            continue
        for region in regions_on_the_way(start, run.end.regions, along=via):
            side = run.end.side or (run.start.side if run.start else None)
            way = replace(run.end, side=side, quality=run.end.quality)
            mark = _mark(region, way, words)
            marks.append((run.end.match.start, replace(mark, is_on_the_way=True)))
    marks.sort(key=lambda item: (item[0], not item[1].is_on_the_way))
    return _merged(mark for _, mark in marks)


def _marks(place: PlaceDraft, words: str) -> Iterable[ReadPain]:
    """Yield a mark for every region of a place."""
    for region in place.regions:
        yield _mark(region, place, words)


def _mark(region: str, place: PlaceDraft, words: str) -> ReadPain:
    """Return the mark of one region."""
    side: Side = place.side or ("both" if region in midline_regions() else "mid")
    return ReadPain(
        region=region,
        side=side if load_regions()[region].is_sided else "mid",
        quality=place.quality,
        intensity=place.intensity,
        words=words,
        is_vague=place.is_vague,
    )


def _merged(marks: Iterable[ReadPain]) -> tuple[ReadPain, ...]:
    """Join marks of the same region: a said side beats none, left and right make both."""
    merged: dict[str, ReadPain] = {}
    for mark in marks:
        first = merged.get(mark.region)
        if first is None:
            merged[mark.region] = mark
            continue
        named = first if mark.is_on_the_way or not first.is_on_the_way else mark
        merged[mark.region] = replace(
            named,
            side=_joined_side(first.side, mark.side),
            quality=first.quality or mark.quality,
            intensity=_louder(first.intensity, mark.intensity),
            is_vague=first.is_vague and mark.is_vague,
        )
    return tuple(merged.values())


def _joined_side(one: Side, other: Side) -> Side:
    """Return the side of a region named twice."""
    sides = {one, other} - {"mid"}
    if not sides:
        return "mid"
    return sides.pop() if len(sides) == 1 else "both"


def _louder(one: float | None, other: float | None) -> float | None:
    """Return the stronger of two strengths, either of which may be unknown."""
    known = [value for value in (one, other) if value is not None]
    return max(known) if known else None


def _movements(acts: Iterable[ActDraft], draft: Draft) -> tuple[ReadMovement, ...]:
    """Return movements with the affected side.

    A direction is turned into the affected side: turning to the left is away from a right
    pain and towards a left one. With no side of the pain both statements are given, for
    they are the same movement.
    """
    pain_side = _side_of_pain(draft)
    found: dict[ReadMovement, None] = {}
    for act in acts:
        movements = [one for one in act.ids if one in load_movements()]
        if is_directed(act) and act.side in ("left", "right"):
            other: Side = "right" if act.side == "left" else "left"
            towards, away = movements
            if pain_side in (act.side, "mid"):
                found[ReadMovement(towards, act.side)] = None
            if pain_side in (other, "mid"):
                found[ReadMovement(away, other)] = None
            continue
        side = act.side or pain_side
        for movement in movements:
            is_sided = load_movements()[movement].is_sided
            found[ReadMovement(movement, side if is_sided else "mid")] = None
    return tuple(found)


def _side_of_pain(draft: Draft) -> Side:
    """Return the one side that hurts, or mid when there is none or more than one."""
    sides = {place.side for place in draft.places if place.side and not place.is_denied}
    return sides.pop() if len(sides) == 1 and "both" not in sides else "mid"


def _unsaid(pain: Iterable[ReadPain]) -> tuple[str, ...]:
    """Return painted regions that have sides and were given none."""
    return tuple(
        mark.region for mark in pain if mark.side == "mid" and load_regions()[mark.region].is_sided
    )


def _assumed(draft: Draft) -> tuple[str, ...]:
    """Return midline regions taken as both sides because none was said."""
    return tuple(
        dict.fromkeys(
            region
            for place in draft.places
            if place.side is None and place.is_painted and not place.is_denied
            for region in place.regions
            if region in midline_regions()
        )
    )


def _fragments(matches: list[Match], unused: set[int], text: str) -> Iterable[str]:
    """Yield the stretches of text that changed nothing, without the small words at their ends."""
    start = end = -1
    for number, match in enumerate(matches):
        if number in unused:
            start = match.start if start < 0 else start
            end = match.end
        elif start >= 0 and match.kind not in _BETWEEN_FRAGMENTS:
            yield " ".join(text[start:end].split())
            start = -1
    if start >= 0:
        yield " ".join(text[start:end].split())
