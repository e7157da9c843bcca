"""Symptoms and conditions that belong to warning-sign questions and open them when told."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from unknot.facts.fields import text, text_or_none, words
from unknot.facts.reading import FACT_FILES, read_csv

__all__ = ["ToldWarning", "load_told_warnings"]


@dataclass(frozen=True, slots=True)
class ToldWarning:
    """Questions that a symptom or a condition opens."""

    symptom: str | None
    condition: str | None
    red_flags: tuple[str, ...]
    near: frozenset[str]
    """Areas of the body in which they are opened; empty for anywhere."""
    why: str


@cache
def load_told_warnings() -> tuple[ToldWarning, ...]:
    """Return what opens which questions, in file order."""
    return tuple(
        ToldWarning(
            symptom=text_or_none(line, "symptom"),
            condition=text_or_none(line, "condition"),
            red_flags=words(line, "red_flags"),
            near=frozenset(words(line, "near")),
            why=text(line, "why"),
        )
        for line in read_csv(FACT_FILES / "told_warnings.csv")
    )
