"""What a text has been understood to say so far, before it is checked and ordered.

Drafts are the working notes of ``words_clauses``: they change while a sentence is read, a
side or a quality being said after the place as often as before it. ``words.py`` turns them
into the frozen reading.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from unknot.facts.vocabularies import load_movements, load_regions
from unknot.facts.words import Phrase
from unknot.find.words_matching import Match
from unknot.sides import Side

__all__ = [
    "ActDraft",
    "Draft",
    "PlaceDraft",
    "RunDraft",
    "first_quality",
    "keep_the_precise",
    "symptoms_meant",
]


@dataclass(eq=False)
class PlaceDraft:
    """One place that was named, with what was said about it."""

    phrase: Phrase
    match: Match
    qualifiers: list[str]
    clause: int
    sentence: int
    side: Side | None = None
    is_side_said: bool = False
    """Whether the side was said of this very place; otherwise it was carried along."""
    quality: str | None = None
    intensity: float | None = None
    is_denied: bool = False
    is_painted: bool = True

    @property
    def regions(self) -> tuple[str, ...]:
        """Region ids: those of its qualifiers, or else those of the phrase."""
        turned = [
            region
            for qualifier in self.qualifiers
            for region in self.phrase.qualifiers.get(qualifier, ())
        ]
        plain = [one for one in self.phrase.ids if one in load_regions()]
        return tuple(dict.fromkeys(turned or plain))

    @property
    def is_vague(self) -> bool:
        """Whether the word names more than one place and nothing narrowed it down."""
        names_many = self.phrase.kind == "vague" or (
            self.phrase.kind == "symptom" and len(self.regions) > 1
        )
        return names_many and not any(
            qualifier in self.phrase.qualifiers for qualifier in self.qualifiers
        )

    def takes(self, qualifier: str) -> bool:
        """Say whether a qualifier means something for this place."""
        return qualifier in self.phrase.qualifiers


@dataclass(eq=False)
class ActDraft:
    """A movement, or something done, that may hurt, be limited, or be free."""

    match: Match
    ids: tuple[str, ...]
    """Movements and symptoms that it means; empty until a motion's place is known."""
    is_denied: bool
    is_cued: bool
    """Whether a word right before ties it to a pain ("when", "on")."""
    is_told: bool = False
    """Whether somebody is said to do it ("I walk"), which tells nothing of pain."""
    side: Side | None = None
    """Where a movement goes, when a direction was said, or whose limb does it."""
    has_direction: bool = False

    @property
    def is_limited(self) -> bool:
        """Whether the phrase itself says that it hurts or fails ("painful arc")."""
        return self.match.phrase is not None and "limited" in self.match.phrase.qualifiers

    @property
    def is_movement(self) -> bool:
        """Whether it is a movement, not something done in daily life."""
        return self.match.kind in ("movement", "motion")

    @property
    def moves_a_limb(self) -> bool:
        """Whether a side said beside it can be its own."""
        named = [load_movements()[one] for one in self.ids if one in load_movements()]
        return any(one.is_sided for one in named) or (self.is_movement and not named)


@dataclass(eq=False)
class RunDraft:
    """A pain that runs from one place, along another, to a third."""

    start: PlaceDraft | None
    along: PlaceDraft | None
    end: PlaceDraft
    start_match: Match


@dataclass
class Draft:
    """Everything understood of one text."""

    places: list[PlaceDraft] = field(default_factory=list)
    runs: list[RunDraft] = field(default_factory=list)
    symptoms: dict[str, bool] = field(default_factory=dict)
    """Symptom id: whether it is there. One said to be there stays there."""
    limited: list[ActDraft] = field(default_factory=list)
    free: list[ActDraft] = field(default_factory=list)
    diagnoses: list[Match] = field(default_factory=list)
    unused: set[int] = field(default_factory=set)
    """Numbers of matches that changed nothing."""
    loose_sides: list[tuple[int, Side]] = field(default_factory=list)
    """Sides at the end of a clause that nothing took, with the numbers of their matches."""
    denied_matches: set[int] = field(default_factory=set)
    """Numbers of matches that stand inside a denial."""

    def note_symptoms(self, symptoms: Iterable[str], *, is_denied: bool) -> None:
        """Note symptoms as there or denied."""
        for symptom in symptoms:
            self.symptoms[symptom] = self.symptoms.get(symptom, False) or not is_denied


def symptoms_meant(meanings: Mapping[str, tuple[str, ...]], regions: Iterable[str]) -> list[str]:
    """Return the symptoms that a feeling means in these regions.

    The region itself is looked up first, then the one it belongs to, then its area of the
    body; ``*`` counts where none of the regions says anything.
    """
    table = load_regions()
    meant: dict[str, None] = {}
    for region in regions:
        record = table[region]
        for key in (region, record.parent, record.area):
            if key is not None and key in meanings:
                meant.update(dict.fromkeys(meanings[key]))
                break
    return list(meant or meanings.get("*", ()))


def first_quality(feelings: Iterable[Phrase]) -> str | None:
    """Return the first quality that has a name of its own; "pain" has none."""
    return next((phrase.ids[0] for phrase in feelings if phrase.ids), None)


def keep_the_precise(before: PlaceDraft, place: PlaceDraft, between: Collection[str]) -> None:
    """Do not paint the vague one of two places that say the same.

    Parameters
    ----------
    before, place
        Two places of one clause, in the order of the text.
    between
        Kinds of what stands between them; "and" makes them two.
    """
    areas = [{load_regions()[one].area for one in each.regions} for each in (before, place)]
    if before.is_vague == place.is_vague or not areas[0] & areas[1]:
        return
    if not frozenset(("join", "slash", "range")).isdisjoint(between):
        return
    if before.is_vague:
        before.is_painted = False
    elif set(between) <= {"article"}:
        place.is_painted = False
