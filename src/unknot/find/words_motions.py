"""Which movement does a word such as "bend" or "rotation" mean, and to which side?

A motion means a movement only together with a joint. The joint is looked for in this order:
the place right behind ("bending of the left knee"); the last place of its clause ("the knee
won't bend"); the last movement of its clause ("neck flexion and rotation"); the last place
of the sentence; the next one. A motion that means something alone ("bending") takes that
where its clause names no place.

A direction said of a movement that has two ("turning to the left") is kept as it was said;
``words.py`` turns it into the side that is affected.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from unknot.facts.vocabularies import load_movements
from unknot.facts.words import Phrase
from unknot.find.words_drafts import ActDraft, PlaceDraft, symptoms_meant

__all__ = ["ANYWHERE", "find_meaning", "is_directed", "meaning_at", "turn", "turns_to_sides"]

ANYWHERE = "*"
"""What a motion means where no place is said."""


def meaning_at(phrase: Phrase, regions: Iterable[str]) -> tuple[str, ...]:
    """Return what a motion means in these regions; nothing if it is not done there."""
    here = {key: ids for key, ids in phrase.qualifiers.items() if key != ANYWHERE}
    return tuple(symptoms_meant(here, regions))


def find_meaning(
    act: ActDraft, places: Sequence[PlaceDraft], acts: Sequence[ActDraft]
) -> PlaceDraft | None:
    """Settle what a motion means from the places and acts of its clause.

    Parameters
    ----------
    act
        A motion without a meaning yet.
    places, acts
        What its clause names, in order of the text.

    Returns
    -------
    The place that told it, if one did.
    """
    if act.match.phrase is None:
        return None
    before = [place for place in places if place.match.start < act.match.start]
    behind = [place for place in places if place.match.start > act.match.start]
    for place in (*reversed(before), *behind):
        act.ids = meaning_at(act.match.phrase, place.regions)
        if act.ids:
            return place
    for other in reversed(acts):
        act.ids = _meaning_like(act.match.phrase, other.ids)
        if act.ids:
            return None
    return None


def turns_to_sides(act: ActDraft) -> bool:
    """Say whether a movement, or a motion somewhere, goes to the left or the right."""
    named = set(act.ids)
    if act.match.kind == "motion" and act.match.phrase:
        named |= {one for ids in act.match.phrase.qualifiers.values() for one in ids}
    return any(one.endswith("_same") or f"{one}_same" in load_movements() for one in named)


def turn(act: ActDraft) -> None:
    """Replace a movement by its two directions when a direction was said."""
    if act.has_direction and len(act.ids) == 1 and f"{act.ids[0]}_same" in load_movements():
        act.ids = (f"{act.ids[0]}_same", f"{act.ids[0]}_opposite")


def is_directed(act: ActDraft) -> bool:
    """Say whether an act is one movement told by its direction."""
    return len(act.ids) == 2 and act.ids[0].endswith("_same")


def _meaning_like(phrase: Phrase, ids: Iterable[str]) -> tuple[str, ...]:
    """Return what a motion means at the joint of another movement."""
    table = load_movements()
    joints = {table[one].joint for one in ids if one in table}
    return next(
        (
            values
            for values in phrase.qualifiers.values()
            if any(one in table and table[one].joint in joints for one in values)
        ),
        (),
    )
