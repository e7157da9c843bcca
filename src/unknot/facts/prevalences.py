"""How often a muscle is involved among people with one complaint, as published surveys found.

One row is one muscle in one survey. Surveys looked for points with unequal zeal and with
unequal definitions, so a percentage is a hint about order, not a rate for one person.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from unknot.facts.fields import number, text, text_or_none, whole_or_none
from unknot.facts.reading import FACT_FILES, Line, read_csv

__all__ = ["Prevalence", "load_prevalences"]


@dataclass(frozen=True, slots=True)
class Prevalence:
    """One muscle in one survey."""

    complaint: str
    muscle: str
    what: str
    """What was counted, such as active points."""
    percent: float
    n_people: int | None
    population: str
    title: str
    year: int | None
    url: str
    note: str | None


@cache
def load_prevalences() -> tuple[Prevalence, ...]:
    """Return every row, in file order."""
    return tuple(_prevalence(line) for line in read_csv(FACT_FILES / "prevalences.csv"))


def _prevalence(line: Line) -> Prevalence:
    """Build one record."""
    return Prevalence(
        complaint=text(line, "complaint"),
        muscle=text(line, "muscle"),
        what=text(line, "what"),
        percent=number(line, "percent"),
        n_people=whole_or_none(line, "n_people"),
        population=text(line, "population"),
        title=text(line, "title"),
        year=whole_or_none(line, "year"),
        url=text(line, "url"),
        note=text_or_none(line, "note"),
    )
