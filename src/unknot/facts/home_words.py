"""Lines of the doses as a person at home reads them, and as the adult who helps a child does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from unknot.facts.fields import text
from unknot.facts.reading import FACT_FILES, read_csv

__all__ = ["HomeWords", "load_home_words"]


@dataclass(frozen=True, slots=True)
class HomeWords:
    """One line, said for home."""

    home: str
    child: str
    """For the adult who helps a child."""


@cache
def load_home_words() -> Mapping[str, HomeWords]:
    """Return how each exact line is said at home."""
    return MappingProxyType(
        {
            text(line, "exact"): HomeWords(text(line, "home"), text(line, "child"))
            for line in read_csv(FACT_FILES / "home_words.csv")
        }
    )
