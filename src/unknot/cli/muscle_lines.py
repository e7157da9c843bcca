"""The lines of one muscle in the printed ranking."""

from __future__ import annotations

from typing import Final

from unknot.cli.page import Page
from unknot.find.plain import chance_in_words, muscle_in_words
from unknot.find.ranking import Candidate
from unknot.find.rows import CandidateRow, about_of, hazards_of, outer_site
from unknot.muscles.catalogue import Muscle, load_muscles

__all__ = ["muscle_lines"]

_COLUMN: Final = 10
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


def muscle_lines(page: Page, place: int, row: CandidateRow, *, is_asked: bool) -> None:
    """Print one muscle with its reasons, where to press and what to mind.

    ``is_asked``: the person was asked for pain anywhere else, so silence counts.
    """
    candidate, other = row.candidate, row.other
    muscle = load_muscles()[candidate.muscle]
    is_either = row.is_either
    name = (
        f"{muscle.name}, either side"
        if is_either
        else muscle_in_words(candidate.muscle, candidate.side)
    )
    page.text(f"{place:2d}  {name}: {chance_in_words(candidate.probability)}", hang=4)
    said: set[str] = set()
    for label, kinds in _LABELS:
        about = about_of(candidate.reasons_for, kinds, sideless=is_either)
        about = [one for one in about if one not in said]
        said.update(about)
        if about:
            page.labelled(label, "; ".join(about), column=_COLUMN)
    against = [reason.text for reason in candidate.reasons_against if reason.kind != "missing"]
    missing = about_of(candidate.reasons_against, ("missing",), sideless=is_either)
    missing = [one for one in missing if one not in said]
    if missing and is_asked:
        against.append(f"no pain at: {', '.join(missing)}")
    if against:
        page.labelled("against", "; ".join(against), column=_COLUMN)
    if missing and not is_asked:
        page.labelled("ask", f"pain, too, at: {', '.join(missing)}?", column=_COLUMN)
    if row.is_other_likely:
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
    hazards = hazards_of(muscle.id)
    if site and hazards:
        page.labelled("mind", "; ".join(hazards), column=_COLUMN)
