"""Was it randomised? Which choices may be said to cause something, and which only go with it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final, Literal, cast

from unknot.facts.fields import choice, text
from unknot.facts.reading import read_csv
from unknot.forecast.evidence.shares import EVIDENCE_FILES

__all__ = ["DESIGNS", "Design", "load_choice_designs"]

Design = Literal["randomised", "observed"]
DESIGNS: Final[tuple[Design, ...]] = ("randomised", "observed")


@cache
def load_choice_designs() -> Mapping[str, Design]:
    """Return how each choice was studied, by its id."""
    return MappingProxyType(
        {
            text(line, "change"): cast(Design, choice(line, "design", DESIGNS))
            for line in read_csv(EVIDENCE_FILES / "choice_designs.csv")
        }
    )
