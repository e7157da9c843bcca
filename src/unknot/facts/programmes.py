"""What a home programme and a break are made of: exercises, movements, sets and numbers.

Doses and stop rules stand in ``dosing``, stretches and self-release with each muscle; here
is what loads a muscle, what moves it for a minute, and the numbers of the programme.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final, Literal, cast

from unknot.facts.fields import (
    choice,
    inner_list,
    keyed,
    number,
    text,
    text_or_none,
    texts,
    truth,
    whole,
    whole_or_none,
    words,
    yes_no,
)
from unknot.facts.reading import FACT_FILES, Line, read_csv, read_json_lines

__all__ = [
    "BREAK_KINDS",
    "BREAK_PEOPLE",
    "BreakKind",
    "BreakMove",
    "BreakSet",
    "Exercise",
    "ExerciseLevel",
    "ProgrammeParameter",
    "load_break_moves",
    "load_break_sets",
    "load_exercises",
    "load_programme_parameters",
]

BreakKind = Literal["micro_break", "warm_up", "cool_down"]
BREAK_KINDS: Final[tuple[BreakKind, ...]] = ("micro_break", "warm_up", "cool_down")
BREAK_PEOPLE: Final = ("desk", "driver", "musician", "runner", "new_parent")


@dataclass(frozen=True, slots=True)
class ExerciseLevel:
    """One level of an exercise; the first one is the gentlest and needs no tool."""

    position: str
    text: str
    tool: str | None
    seconds_each: int
    """Time of one slow repeat; a later level never takes less. [s]"""


@dataclass(frozen=True, slots=True)
class Exercise:
    """What loads some muscles, in levels from gentle to harder."""

    id: str
    name: str
    muscles: tuple[str, ...]
    """The first ones most."""
    is_one_sided: bool
    """Done with the sore side; otherwise both sides work together."""
    levels: tuple[ExerciseLevel, ...]
    moves_only: bool
    """It only moves the muscles; used where nothing may load them for now."""
    not_with: tuple[str, ...]
    """Conditions with which it is left out, besides those of its positions."""
    sources: tuple[str, ...]
    source_seen: bool


@dataclass(frozen=True, slots=True)
class BreakMove:
    """One short movement of a break."""

    id: str
    name: str
    how: str
    seconds: int
    position: str
    method: str | None
    """Whose contraindications count; None when nothing is loaded or lengthened."""
    muscles: tuple[str, ...]
    not_with: tuple[str, ...]
    source: str
    source_seen: bool


@dataclass(frozen=True, slots=True)
class BreakSet:
    """Movements for one moment of somebody's day."""

    id: str
    who: str
    kind: BreakKind
    title: str
    when: str
    every_minutes: int | None
    """None: no rhythm. [min]"""
    moves: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class ProgrammeParameter:
    """One number of the programme."""

    name: str
    value: float
    unit: str
    meaning: str
    source: str


@cache
def load_exercises() -> Mapping[str, Exercise]:
    """Return every exercise by id, in file order."""
    return keyed(
        (line, _exercise(line)) for line in read_json_lines(FACT_FILES / "exercises.jsonl")
    )


@cache
def load_break_moves() -> Mapping[str, BreakMove]:
    """Return every short movement by id."""
    return keyed((line, _move(line)) for line in read_csv(FACT_FILES / "break_moves.csv"))


@cache
def load_break_sets() -> Mapping[str, BreakSet]:
    """Return every set of movements by id."""
    return keyed(
        (
            line,
            BreakSet(
                id=text(line, "id"),
                who=choice(line, "who", BREAK_PEOPLE),
                kind=cast(BreakKind, choice(line, "kind", BREAK_KINDS)),
                title=text(line, "title"),
                when=text(line, "when"),
                every_minutes=whole_or_none(line, "every_minutes"),
                moves=words(line, "moves"),
                source=text(line, "source"),
            ),
        )
        for line in read_csv(FACT_FILES / "break_sets.csv")
    )


@cache
def load_programme_parameters() -> Mapping[str, ProgrammeParameter]:
    """Return every number of the programme by name."""
    return MappingProxyType(
        {
            text(line, "name"): ProgrammeParameter(
                text(line, "name"),
                number(line, "value"),
                text(line, "unit"),
                text(line, "meaning"),
                text(line, "source"),
            )
            for line in read_csv(FACT_FILES / "programme_parameters.csv")
        }
    )


def _exercise(line: Line) -> Exercise:
    """Build one exercise."""
    return Exercise(
        id=text(line, "id"),
        name=text(line, "name"),
        muscles=texts(line, "muscles"),
        is_one_sided=truth(line, "one_side"),
        levels=tuple(
            ExerciseLevel(
                text(level, "position"),
                text(level, "text"),
                text_or_none(level, "tool"),
                whole(level, "seconds_each"),
            )
            for level in inner_list(line, "levels")
        ),
        moves_only=truth(line, "moves_only"),
        not_with=texts(line, "not_with"),
        sources=texts(line, "source"),
        source_seen=truth(line, "source_seen"),
    )


def _move(line: Line) -> BreakMove:
    """Build one short movement."""
    return BreakMove(
        id=text(line, "id"),
        name=text(line, "name"),
        how=text(line, "how"),
        seconds=whole(line, "seconds"),
        position=text(line, "position"),
        method=text_or_none(line, "method"),
        muscles=words(line, "muscles"),
        not_with=words(line, "not_with"),
        source=text(line, "source"),
        source_seen=yes_no(line, "source_seen"),
    )
