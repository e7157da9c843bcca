"""The lines of one muscle in the printed ranking.

Sides and twins are joined into one row. Muscles whose only tie is that the pain is near, or
that a symptom is general, are not worth a person's time and are left out of the print.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from unknot.cli.page import Page
from unknot.find.plain import chance_in_words, muscle_in_words
from unknot.find.ranking import Candidate
from unknot.find.reasons import Reason
from unknot.muscles.catalogue import Muscle, Site, load_muscles

__all__ = ["CandidateRow", "muscle_lines", "outer_site", "rows_of"]

_COLUMN: Final = 10
_SAME_CHANCE: Final = 0.01
_ALSO: Final = 0.5
"""The other side is named when it is at least this share as likely."""
_TIES: Final = frozenset(("typical", "local", "some", "sign"))
_LABELS: Final = (
    ("found", ("sign",)),
    ("typical", ("typical",)),
    ("over it", ("local",)),
    ("some feel", ("some",)),
    ("near", ("near",)),
    ("with it", ("symptom",)),
    ("movement", ("movement",)),
)
_INSIDE: Final = "felt from inside only: leave it to a clinician trained in pelvic or jaw work"
_NO_HAZARD: Final = "none of note"


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """One printed row: the likelier side, the other side, and the twins that share it."""

    candidate: Candidate
    other: Candidate
    twins: tuple[str, ...]

    @property
    def muscles(self) -> tuple[str, ...]:
        """Every muscle the row speaks of."""
        return (self.candidate.muscle, *self.twins)


def rows_of(candidates: tuple[Candidate, ...]) -> list[CandidateRow]:
    """Join sides and twins, the likeliest first; leave out what is merely near."""
    by_muscle: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        by_muscle.setdefault(candidate.muscle, []).append(candidate)
    groups: dict[str, list[str]] = {}
    for muscle, (first, _) in by_muscle.items():
        groups.setdefault(first.group or muscle, []).append(muscle)
    rows = []
    for members in groups.values():
        first, other = by_muscle[members[0]]
        if any(reason.kind in _TIES for reason in first.reasons_for):
            rows.append(CandidateRow(first, other, tuple(members[1:])))
    return rows


def muscle_lines(page: Page, place: int, row: CandidateRow, *, is_asked: bool) -> None:
    """Print one muscle with its reasons, where to press and what to mind.

    ``is_asked``: the person was asked for pain anywhere else, so silence counts.
    """
    candidate, other = row.candidate, row.other
    muscle = load_muscles()[candidate.muscle]
    is_either = candidate.probability - other.probability < _SAME_CHANCE
    name = (
        f"{muscle.name}, either side"
        if is_either
        else muscle_in_words(candidate.muscle, candidate.side)
    )
    page.text(f"{place:2d}  {name}: {chance_in_words(candidate.probability)}", hang=4)
    said: set[str] = set()
    for label, kinds in _LABELS:
        about = _about(candidate.reasons_for, kinds, sideless=is_either)
        about = [one for one in about if one not in said]
        said.update(about)
        if about:
            page.labelled(label, "; ".join(about), column=_COLUMN)
    against = [reason.text for reason in candidate.reasons_against if reason.kind != "missing"]
    missing = _about(candidate.reasons_against, ("missing",), sideless=is_either)
    missing = [one for one in missing if one not in said]
    if missing and is_asked:
        against.append(f"no pain at: {', '.join(missing)}")
    if against:
        page.labelled("against", "; ".join(against), column=_COLUMN)
    if missing and not is_asked:
        page.labelled("ask", f"pain, too, at: {', '.join(missing)}?", column=_COLUMN)
    if not is_either and other.probability >= _ALSO * candidate.probability:
        also = f"the {other.side} side: {chance_in_words(other.probability)}"
        page.labelled("also", also, column=_COLUMN)
    _how_to_find(page, muscle, candidate)
    if row.twins:
        names = ", ".join(load_muscles()[twin].name for twin in row.twins)
        page.labelled("twins", f"hardly to be told from {names}", column=_COLUMN)


def _how_to_find(page: Page, muscle: Muscle, candidate: Candidate) -> None:
    """Say where to press and what to mind there."""
    site = outer_site(muscle, candidate)
    page.labelled("find it", site.where if site else _INSIDE, column=_COLUMN)
    hazards = [text for text in muscle.compression_hazards if not text.startswith(_NO_HAZARD)]
    if muscle.self_care.tool == "none" and muscle.self_care.not_recommended_reason:
        hazards = [f"not on your own: {muscle.self_care.not_recommended_reason}", *hazards]
    if site and hazards:
        minded = "; ".join(text.rstrip(". ") for text in hazards)
        page.labelled("mind", minded, column=_COLUMN)


def outer_site(muscle: Muscle, candidate: Candidate) -> Site | None:
    """Return the likeliest site that can be felt from outside, or None."""
    by_id = {site.id: site for site in muscle.sites}
    for chance in candidate.sites:
        if by_id[chance.site].palpation != "internal":
            return by_id[chance.site]
    return None


def _about(reasons: tuple[Reason, ...], kinds: tuple[str, ...], *, sideless: bool) -> list[str]:
    """Return what the reasons of some kinds are about, each once, in order."""
    found = [reason.about for reason in reasons if reason.kind in kinds]
    if sideless:
        found = [about.removeprefix("left ").removeprefix("right ") for about in found]
    return list(dict.fromkeys(found))
