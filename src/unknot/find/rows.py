"""The ranking as people read it: one row a muscle, sides and twins joined.

Muscles whose only tie is that the pain is near, or that a symptom is general, are not worth
a person's time and make no row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from unknot.find.ranking import Candidate
from unknot.find.reasons import Reason
from unknot.muscles.catalogue import Muscle, Site, load_muscles

__all__ = ["CandidateRow", "about_of", "hazards_of", "outer_site", "rows_of"]

_SAME_CHANCE: Final = 0.01
_ALSO: Final = 0.5
"""The other side is named when it is at least this share as likely."""
_TIES: Final = frozenset(("typical", "local", "some", "sign"))
_NO_HAZARD: Final = "none of note"


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """One row: the likelier side, the other side, and the twins that share it."""

    candidate: Candidate
    other: Candidate
    twins: tuple[str, ...]

    @property
    def muscles(self) -> tuple[str, ...]:
        """Every muscle the row speaks of."""
        return (self.candidate.muscle, *self.twins)

    @property
    def is_either(self) -> bool:
        """Whether both sides are as likely, so that no side is named."""
        return self.candidate.probability - self.other.probability < _SAME_CHANCE

    @property
    def is_other_likely(self) -> bool:
        """Whether the other side is worth naming."""
        return not self.is_either and self.other.probability >= _ALSO * self.candidate.probability

    def is_tied_with(self, before: CandidateRow) -> bool:
        """Whether the row is as likely as another one."""
        return abs(before.candidate.probability - self.candidate.probability) < _SAME_CHANCE


def rows_of(candidates: tuple[Candidate, ...], *, least: int = 0) -> list[CandidateRow]:
    """Join sides and twins, the likeliest first; leave out what is merely near.

    Parameters
    ----------
    least
        So many rows there are in any case; the next likeliest fill up.
    """
    by_muscle: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        by_muscle.setdefault(candidate.muscle, []).append(candidate)
    groups: dict[str, list[str]] = {}
    for muscle, (first, _) in by_muscle.items():
        groups.setdefault(first.group or muscle, []).append(muscle)
    rows: list[CandidateRow] = []
    rest: list[CandidateRow] = []
    for members in groups.values():
        first, other = by_muscle[members[0]]
        row = CandidateRow(first, other, tuple(members[1:]))
        is_tied = any(reason.kind in _TIES for reason in first.reasons_for)
        (rows if is_tied else rest).append(row)
    missing = max(least - len(rows), 0)
    return sorted([*rows, *rest[:missing]], key=lambda row: -row.candidate.probability)


def outer_site(muscle: Muscle, candidate: Candidate) -> Site | None:
    """Return the likeliest site that can be felt from outside, or None."""
    by_id = {site.id: site for site in muscle.sites}
    for chance in candidate.sites:
        if by_id[chance.site].palpation != "internal":
            return by_id[chance.site]
    return None


def hazards_of(muscle: str) -> tuple[str, ...]:
    """Return what to mind when pressing on a muscle, the gravest first; empty when nothing."""
    record = load_muscles()[muscle]
    hazards = [text for text in record.compression_hazards if not text.startswith(_NO_HAZARD)]
    if record.self_care.tool == "none" and record.self_care.not_recommended_reason:
        hazards.insert(0, f"not on your own: {record.self_care.not_recommended_reason}")
    return tuple(text.rstrip(". ") for text in hazards)


def about_of(
    reasons: tuple[Reason, ...], kinds: tuple[str, ...], *, sideless: bool = False
) -> list[str]:
    """Return what the reasons of some kinds are about, each once, in order."""
    found = [reason.about for reason in reasons if reason.kind in kinds]
    if sideless:
        found = [about.removeprefix("left ").removeprefix("right ") for about in found]
    return list(dict.fromkeys(found))
