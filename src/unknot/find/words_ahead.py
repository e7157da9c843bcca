"""What stands ahead of each match of a text, and which kinds of match act alike?

Whether a qualifier, a side or a negation belongs to what follows or to what came before
depends on what still comes in its clause. One pass from the end answers that for every
place in the text at once, so that reading stays linear in its length.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from unknot.facts.vocabularies import load_regions
from unknot.find.words_matching import Match

__all__ = ["CONTENT", "CUES", "ENDS", "FEELS", "PLACES", "TELLING", "Ahead", "look_ahead"]

PLACES: Final = frozenset({"part", "vague"})
CONTENT: Final = PLACES | {"symptom", "diagnosis", "activity", "movement", "motion"}
FEELS: Final = frozenset({"quality", "state"})
BARE: Final = (
    CONTENT | FEELS | {"side", "qualifier", "article", "comma", "ignore", "slash", "warning"}
)
TELLING: Final = CONTENT | FEELS | {"range", "negation", "unknown"}
"""Kinds after which a side or a qualifier no longer belongs to the clause before."""
CUES: Final = FEELS | {"cue", "limit", "join", "slash", "intensity"} | (CONTENT - PLACES)
"""Kinds right behind which something done is what hurts ("pain walking", "on stairs")."""
ENDS: Final = frozenset({"comma", "stop", "scope_end"})


class Ahead:
    """What stands ahead of each match, found in one pass from the end."""

    def __init__(self, size: int) -> None:
        self.has_place = [False] * (size + 1)
        """Whether a place comes before the clause ends."""
        self.has_content = [False] * (size + 1)
        self.has_feeling = [False] * (size + 1)
        self.reaches_or = [False] * (size + 1)
        """Whether a bare list comes to an "or"."""
        self.follower = [""] * (size + 1)
        """Kind of the next match that is not an article or a filler."""


def look_ahead(matches: Sequence[Match]) -> Ahead:
    """Return what stands ahead of each match."""
    ahead = Ahead(len(matches))
    for n in range(len(matches) - 1, -1, -1):
        match = matches[n]
        kind = match.kind
        names_place = kind in PLACES or (
            kind in ("symptom", "diagnosis") and any(one in load_regions() for one in match.ids)
        )
        ends = kind in ENDS
        ahead.has_place[n] = names_place or (not ends and ahead.has_place[n + 1])
        is_content = kind in CONTENT or kind == "warning"
        ahead.has_content[n] = is_content or (not ends and ahead.has_content[n + 1])
        ahead.has_feeling[n] = kind in FEELS or (not ends and ahead.has_feeling[n + 1])
        is_or = kind == "join" and match.ids == ("or",)
        ahead.reaches_or[n] = is_or or (kind in BARE and ahead.reaches_or[n + 1])
        ahead.follower[n] = ahead.follower[n + 1] if kind in ("article", "ignore") else kind
    return ahead
