"""Symptoms and conditions that belong to warning-sign questions and open them when told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from unknot.facts.fields import text, words
from unknot.facts.reading import FACT_FILES, read_csv

__all__ = ["ToldCondition", "load_told_conditions", "load_told_warnings"]


@dataclass(frozen=True, slots=True)
class ToldCondition:
    """Questions that a condition opens where a point lies in some areas."""

    red_flags: tuple[str, ...]
    near: frozenset[str]
    """Areas of the body."""


@cache
def load_told_warnings() -> Mapping[str, tuple[str, ...]]:
    """Return the questions that each symptom keeps open, by symptom."""
    return MappingProxyType(
        {
            text(line, "symptom"): words(line, "red_flags")
            for line in read_csv(FACT_FILES / "told_warnings.csv")
        }
    )


@cache
def load_told_conditions() -> Mapping[str, ToldCondition]:
    """Return the questions that each condition opens, by condition."""
    return MappingProxyType(
        {
            text(line, "condition"): ToldCondition(
                words(line, "red_flags"), frozenset(words(line, "near"))
            )
            for line in read_csv(FACT_FILES / "told_conditions.csv")
        }
    )
