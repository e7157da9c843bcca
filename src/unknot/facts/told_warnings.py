"""Symptoms that belong to a warning-sign question and keep it open when they are told."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from unknot.facts.fields import text, words
from unknot.facts.reading import FACT_FILES, read_csv

__all__ = ["load_told_warnings"]


@cache
def load_told_warnings() -> Mapping[str, tuple[str, ...]]:
    """Return the questions that each symptom keeps open, by symptom."""
    return MappingProxyType(
        {
            text(line, "symptom"): words(line, "red_flags")
            for line in read_csv(FACT_FILES / "told_warnings.csv")
        }
    )
