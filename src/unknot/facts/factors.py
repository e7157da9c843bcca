"""What feeds a trigger point and brings it back, each as one question with one advice.

The evidence grade is honest about weak ground: print it beside the advice. ``refer`` lists
answers that should lead to a doctor instead of advice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal, cast

from unknot.facts.fields import (
    choice,
    keyed,
    notes,
    text,
    text_or_none,
    texts,
    truth,
    whole_or_none,
)
from unknot.facts.reading import FACT_FILES, Line, read_json_lines

__all__ = ["GRADES", "Factor", "Grade", "load_factors"]

Grade = Literal["high", "moderate", "low", "very low"]
GRADES: Final[tuple[Grade, ...]] = ("high", "moderate", "low", "very low")

_NAMED: Final = (
    "id factor question answers advice evidence_grade evidence source source_seen "
    "recheck_weeks refer links_not_opened"
)


@dataclass(frozen=True, slots=True)
class Factor:
    """One perpetuating factor."""

    id: str
    name: str
    question: str
    answers: tuple[str, ...]
    advice: str
    evidence_grade: Grade
    evidence: str
    sources: tuple[str, ...]
    source_seen: bool
    recheck_weeks: int | None
    refer: str | None
    links_not_opened: tuple[str, ...]
    notes: Mapping[str, Any]


@cache
def load_factors() -> Mapping[str, Factor]:
    """Return every factor by id, in file order."""
    return keyed((line, _factor(line)) for line in read_json_lines(FACT_FILES / "factors.jsonl"))


def _factor(line: Line) -> Factor:
    """Build one record."""
    return Factor(
        id=text(line, "id"),
        name=text(line, "factor"),
        question=text(line, "question"),
        answers=texts(line, "answers"),
        advice=text(line, "advice"),
        evidence_grade=cast(Grade, choice(line, "evidence_grade", GRADES)),
        evidence=text(line, "evidence"),
        sources=texts(line, "source"),
        source_seen=truth(line, "source_seen"),
        recheck_weeks=whole_or_none(line, "recheck_weeks"),
        refer=text_or_none(line, "refer"),
        links_not_opened=texts(line, "links_not_opened"),
        notes=notes(line, _NAMED),
    )
