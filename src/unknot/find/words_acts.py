"""Does something done, or a movement, hurt, fail, or go freely?

"Walking" or "turn my head" says nothing by itself. It counts as limited or painful when its
clause has a word that makes it so ("worse", "can't"), or when it stands right behind a word
that ties it to the pain ("when", "on"); as free when it is denied or said to be easy; and
not at all when the clause tells what eases the pain.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from unknot.facts.vocabularies import load_symptoms
from unknot.find.words_drafts import ActDraft, Draft
from unknot.find.words_matching import Match
from unknot.sides import Side

__all__ = ["Told", "act_of", "settle_act"]


@dataclass(frozen=True, slots=True)
class Told:
    """What a clause tells of everything done in it."""

    is_hurt: bool
    """A word says that it hurts, provokes or fails."""
    is_painful: bool
    """A pain or a place is named."""
    is_eased: bool
    is_well: bool


def act_of(match: Match, *, is_cued: bool, is_denied: bool) -> ActDraft:
    """Return the working note of a movement or something done.

    Parameters
    ----------
    match
        Its match; a side inside it ("lift my right arm") is the side of a movement.
    is_cued, is_denied
        Whether a cue stands right before it; whether it stands in a negation.
    """
    is_directed = len(match.ids) == 2 and match.ids[0].endswith("_same")
    act = ActDraft(match, is_denied, is_cued, is_directed)
    if match.inner_side and match.kind == "movement":
        act.side = cast(Side, match.inner_side)
    return act


def settle_act(act: ActDraft, told: Told, draft: Draft) -> bool:
    """Note an act as limited or free, and say whether it was either."""
    is_free = told.is_well and act.match.kind == "movement" and not told.is_eased
    is_limited = not told.is_eased and (told.is_hurt or (told.is_painful and act.is_cued))
    if act.is_denied or is_free:
        draft.free.append(act)
    elif is_limited:
        draft.limited.append(act)
    else:
        return False
    symptoms = [one for one in act.match.ids if one in load_symptoms()]
    draft.note_symptoms(symptoms, is_denied=act.is_denied or is_free)
    return True
