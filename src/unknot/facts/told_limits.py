"""What a sign that was told strikes out, until a doctor has looked at it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from unknot.facts.fields import text, words, yes_no
from unknot.facts.reading import FACT_FILES, read_csv

__all__ = ["ToldLimit", "load_told_limits"]


@dataclass(frozen=True, slots=True)
class ToldLimit:
    """Methods that are not used while a sign is not looked at."""

    id: str
    symptoms: tuple[str, ...]
    """Any of these was told."""
    near: tuple[str, ...]
    """Areas or limbs in which it counts; empty for anywhere."""
    methods: tuple[str, ...]
    strains: tuple[str, ...]
    """Only where the position asks one of these of the body; empty for every position."""
    because: str
    source: str
    source_seen: bool


@cache
def load_told_limits() -> tuple[ToldLimit, ...]:
    """Return what each sign strikes out, in file order."""
    return tuple(
        ToldLimit(
            id=text(line, "id"),
            symptoms=words(line, "symptoms"),
            near=words(line, "near"),
            methods=words(line, "methods"),
            strains=words(line, "strains"),
            because=text(line, "because"),
            source=text(line, "source"),
            source_seen=yes_no(line, "source_seen"),
        )
        for line in read_csv(FACT_FILES / "told_limits.csv")
    )
