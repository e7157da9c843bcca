"""What a method reaches, and the position in which a muscle is worked on.

This is anatomy: it holds before anything about the person is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, cast

from unknot.facts.fields import choice, keyed, text, text_or_none, whole, words, yes_no
from unknot.facts.reading import read_csv
from unknot.muscles.catalogue import MUSCLE_FILES, Muscle

__all__ = [
    "PARTS",
    "MethodReach",
    "MusclePosition",
    "Offered",
    "Part",
    "Position",
    "PostureChoice",
    "Strain",
    "load_method_reach",
    "load_muscle_positions",
    "load_positions",
    "load_posture_choices",
    "load_strains",
]

Part = Literal["release", "lengthen", "comfort", "load"]
Offered = Literal["yes", "asked", "no"]
"""Offered by itself, only when asked for, or not at all."""
PARTS: Final[tuple[Part, ...]] = ("release", "lengthen", "comfort", "load")

TEXTS: Final = ("self_care", "stretch", "table")
_OFFERED: Final[tuple[Offered, ...]] = ("yes", "asked", "no")


@dataclass(frozen=True, slots=True)
class MethodReach:
    """Where a method can be used at all."""

    id: str
    """The method."""
    part: Part
    place: int
    """Order inside its part, the gentle method first."""
    clinic: Offered
    home: Offered
    areas: tuple[str, ...]
    muscles: tuple[str, ...]
    not_muscles: tuple[str, ...]
    why_not: str | None
    source: str

    def reaches(self, muscle: Muscle) -> bool:
        """Say whether the method reaches a muscle."""
        if muscle.id in self.not_muscles:
            return False
        return muscle.id in self.muscles or muscle.area in self.areas


@dataclass(frozen=True, slots=True)
class Position:
    """How the person lies, sits or stands."""

    id: str
    text: str
    not_with: tuple[str, ...]
    """Conditions with which this position is not used."""
    instead: str | None


@dataclass(frozen=True, slots=True)
class MusclePosition:
    """The positions of one muscle."""

    id: str
    """The muscle."""
    worked_on: str
    self_care: str | None
    stretch: str
    self_care_strains: tuple[str, ...]
    """What the posture asks in which the person presses the muscle."""
    stretch_strains: tuple[str, ...]
    """What the posture asks in which it is lengthened."""


@dataclass(frozen=True, slots=True)
class PostureChoice:
    """One posture of a text that names several."""

    muscle: str
    part: Literal["self_care", "stretch", "table"]
    """``table``: lengthened by a therapist, on a table."""
    posture: str
    text: str
    strains: tuple[str, ...]
    """What it asks of the body, besides the position itself."""
    tool: str | None
    """What it is done with, where the text names several tools."""


@dataclass(frozen=True, slots=True)
class Strain:
    """Something that a posture asks of the body, such as kneeling on the heels."""

    id: str
    words: str
    not_with: tuple[str, ...]
    """Conditions with which no posture that asks this is used."""
    areas: tuple[str, ...]
    """Areas of the body that bear it."""
    source: str
    source_seen: bool


@cache
def load_method_reach() -> Mapping[str, MethodReach]:
    """Return what each method reaches, by method."""
    return keyed(
        (
            line,
            MethodReach(
                id=text(line, "method"),
                part=cast(Part, choice(line, "part", PARTS)),
                place=whole(line, "place"),
                clinic=cast(Offered, choice(line, "clinic", _OFFERED)),
                home=cast(Offered, choice(line, "home", _OFFERED)),
                areas=words(line, "areas"),
                muscles=words(line, "muscles"),
                not_muscles=words(line, "not_muscles"),
                why_not=text_or_none(line, "why_not"),
                source=text(line, "source"),
            ),
        )
        for line in read_csv(MUSCLE_FILES / "method_reach.csv")
    )


@cache
def load_positions() -> Mapping[str, Position]:
    """Return every position by id."""
    return keyed(
        (
            line,
            Position(
                text(line, "id"),
                text(line, "text"),
                words(line, "not_with"),
                text_or_none(line, "instead"),
            ),
        )
        for line in read_csv(MUSCLE_FILES / "positions.csv")
    )


@cache
def load_muscle_positions() -> Mapping[str, MusclePosition]:
    """Return the positions of each muscle, by muscle."""
    return keyed(
        (
            line,
            MusclePosition(
                text(line, "muscle"),
                text(line, "worked_on"),
                text_or_none(line, "self_care"),
                text(line, "stretch"),
                words(line, "self_care_strains"),
                words(line, "stretch_strains"),
            ),
        )
        for line in read_csv(MUSCLE_FILES / "muscle_positions.csv")
    )


@cache
def load_posture_choices() -> tuple[PostureChoice, ...]:
    """Return the postures of texts that name several, in file order."""
    return tuple(
        PostureChoice(
            muscle=text(line, "muscle"),
            part=cast(Literal["self_care", "stretch", "table"], choice(line, "part", TEXTS)),
            posture=text(line, "posture"),
            text=text(line, "text"),
            strains=words(line, "strains"),
            tool=text_or_none(line, "tool"),
        )
        for line in read_csv(MUSCLE_FILES / "posture_choices.csv")
    )


@cache
def load_strains() -> Mapping[str, Strain]:
    """Return everything that postures ask of the body, by id."""
    return keyed(
        (
            line,
            Strain(
                text(line, "id"),
                text(line, "words"),
                words(line, "not_with"),
                words(line, "areas"),
                text(line, "source"),
                yes_no(line, "source_seen"),
            ),
        )
        for line in read_csv(MUSCLE_FILES / "strains.csv")
    )
