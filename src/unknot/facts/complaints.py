"""Complaints that surveys looked at: where people with each of them hurt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from unknot.facts.fields import keyed, text, words
from unknot.facts.reading import FACT_FILES, read_csv

__all__ = ["Complaint", "load_complaints"]


@dataclass(frozen=True, slots=True)
class Complaint:
    """One complaint with the regions and symptoms that mark it."""

    id: str
    label: str
    regions: tuple[str, ...]
    symptoms: tuple[str, ...]


@cache
def load_complaints() -> Mapping[str, Complaint]:
    """Return every complaint by id, in file order."""
    return keyed(
        (
            line,
            Complaint(
                id=text(line, "id"),
                label=text(line, "label"),
                regions=words(line, "regions"),
                symptoms=words(line, "symptoms"),
            ),
        )
        for line in read_csv(FACT_FILES / "complaints.csv")
    )
