"""The words everything else is written in: regions, movements and symptoms.

One loader a file, each returning frozen records in file order, keyed by id. An id keeps
its meaning for ever; a finer id names its coarser one as ``parent``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Protocol, TypeVar

from unknot.errors import FactsError
from unknot.facts.reading import FACT_FILES, Line, read_csv

__all__ = [
    "Movement",
    "Region",
    "Symptom",
    "load_movements",
    "load_regions",
    "load_symptoms",
]


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


_Record = TypeVar("_Record", bound=_HasId)


@dataclass(frozen=True, slots=True)
class Region:
    """A patch of skin that a person can point to."""

    id: str
    label: str
    area: str
    is_sided: bool
    parent: str | None


@dataclass(frozen=True, slots=True)
class Movement:
    """A movement that can be limited or painful; its side is the affected side."""

    id: str
    label: str
    joint: str
    is_sided: bool
    parent: str | None
    regions: tuple[str, ...]
    """Where the joint is, for the warning signs to ask about."""
    how: str


@dataclass(frozen=True, slots=True)
class Symptom:
    """Something else a person notices; ``is_general`` ones point to no single muscle."""

    id: str
    label: str
    is_general: bool
    is_nerve_like: bool
    regions: tuple[str, ...]
    """Where it is felt, for the warning signs to ask about; empty when anywhere."""
    question: str


@cache
def load_regions() -> Mapping[str, Region]:
    """Return every region by id, in file order."""
    return _keyed(
        (
            line,
            Region(
                id=line.fields["id"],
                label=line.fields["label"],
                area=line.fields["area"],
                is_sided=_yes_no(line, "sided"),
                parent=line.fields["parent"] or None,
            ),
        )
        for line in read_csv(FACT_FILES / "regions.csv")
    )


@cache
def load_movements() -> Mapping[str, Movement]:
    """Return every movement by id, in file order."""
    return _keyed(
        (
            line,
            Movement(
                id=line.fields["id"],
                label=line.fields["label"],
                joint=line.fields["joint"],
                is_sided=_yes_no(line, "sided"),
                parent=line.fields["parent"] or None,
                regions=tuple(line.fields["regions"].split()),
                how=line.fields["how"],
            ),
        )
        for line in read_csv(FACT_FILES / "movements.csv")
    )


@cache
def load_symptoms() -> Mapping[str, Symptom]:
    """Return every symptom by id, in file order."""
    return _keyed(
        (
            line,
            Symptom(
                id=line.fields["id"],
                label=line.fields["label"],
                is_general=_yes_no(line, "general"),
                is_nerve_like=_yes_no(line, "nerve_like"),
                regions=tuple(line.fields["regions"].split()),
                question=line.fields["question"],
            ),
        )
        for line in read_csv(FACT_FILES / "symptoms.csv")
    )


def _yes_no(line: Line, column: str) -> bool:
    """Read a yes/no cell, strictly."""
    value = line.fields[column]
    if value not in ("yes", "no"):
        raise FactsError(f"{line.place}: {column} is '{value}', expected yes or no.")
    return bool(value == "yes")


def _keyed(records: Iterable[tuple[Line, _Record]]) -> Mapping[str, _Record]:
    """Key records by id and refuse an id that stands twice."""
    keyed: dict[str, _Record] = {}
    for line, record in records:
        if record.id in keyed:
            raise FactsError(f"{line.place}: id '{record.id}' stands twice.")
        keyed[record.id] = record
    return MappingProxyType(keyed)
