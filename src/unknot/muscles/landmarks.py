"""Landmarks of the catalogue in words that anybody can follow, and where they lie on the skin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from unknot.facts.fields import text, text_or_none
from unknot.facts.reading import read_csv
from unknot.muscles.catalogue import MUSCLE_FILES

__all__ = ["LandmarkWords", "landmark_in_words", "load_landmark_words"]


@dataclass(frozen=True, slots=True)
class LandmarkWords:
    """One landmark: what to feel or look for, and its point on the surface of the body."""

    landmark: str
    words: str
    on_skin: str | None
    """Name of the point in the surface file; None where there is no single one."""


@cache
def load_landmark_words() -> Mapping[str, LandmarkWords]:
    """Return the words of every landmark, by the landmark as the catalogue names it."""
    found = [
        LandmarkWords(text(line, "landmark"), text(line, "words"), text_or_none(line, "on_skin"))
        for line in read_csv(MUSCLE_FILES / "landmark_words.csv")
    ]
    return MappingProxyType({one.landmark: one for one in found})


def landmark_in_words(landmark: str) -> str:
    """Return a landmark in plain words; one without them stands as it is."""
    known = load_landmark_words().get(landmark)
    return known.words if known else landmark
