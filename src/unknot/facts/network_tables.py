"""The numbers of the ranking: parameters, palpation signs and pain qualities.

One loader a file. Parameters carry the range in which they were found to make no
difference, so that a change can be judged.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from unknot.errors import FactsError
from unknot.facts.reading import FACT_FILES, Line, read_csv

__all__ = [
    "Parameter",
    "Quality",
    "Sign",
    "load_find_parameters",
    "load_qualities",
    "load_signs",
]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number of the ranking with its unit, plausible range, meaning and source."""

    name: str
    value: float
    low: float
    high: float
    unit: str
    meaning: str
    source: str


@dataclass(frozen=True, slots=True)
class Sign:
    """What an examining finger can find in a muscle, and how far it can be trusted."""

    id: str
    label: str
    question: str
    sensitivity: float
    specificity: float
    kappa: float | None
    source: str | None
    note: str


@dataclass(frozen=True, slots=True)
class Quality:
    """A word for how a pain feels."""

    id: str
    label: str
    is_nerve_like: bool


@cache
def load_find_parameters() -> Mapping[str, Parameter]:
    """Return the parameters of the ranking by name."""
    parameters: dict[str, Parameter] = {}
    for line in read_csv(FACT_FILES / "find_parameters.csv"):
        cells = line.fields
        parameter = Parameter(
            name=cells["name"],
            value=_number(line, "value"),
            low=_number(line, "low"),
            high=_number(line, "high"),
            unit=cells["unit"],
            meaning=cells["meaning"],
            source=cells["source"],
        )
        if not parameter.low <= parameter.value <= parameter.high:
            raise FactsError(
                f"{line.place}: {parameter.name} is {parameter.value}, "
                f"outside its range {parameter.low} to {parameter.high}."
            )
        parameters[parameter.name] = parameter
    return MappingProxyType(parameters)


@cache
def load_signs() -> Mapping[str, Sign]:
    """Return the palpation signs by id."""
    return MappingProxyType(
        {
            line.fields["id"]: Sign(
                id=line.fields["id"],
                label=line.fields["label"],
                question=line.fields["question"],
                sensitivity=_number(line, "sensitivity"),
                specificity=_number(line, "specificity"),
                kappa=_number(line, "kappa") if line.fields["kappa"] else None,
                source=line.fields["source"] or None,
                note=line.fields["note"],
            )
            for line in read_csv(FACT_FILES / "signs.csv")
        }
    )


@cache
def load_qualities() -> Mapping[str, Quality]:
    """Return the words for how a pain feels, by id."""
    return MappingProxyType(
        {
            line.fields["id"]: Quality(
                id=line.fields["id"],
                label=line.fields["label"],
                is_nerve_like=line.fields["nerve_like"] == "yes",
            )
            for line in read_csv(FACT_FILES / "qualities.csv")
        }
    )


def _number(line: Line, column: str) -> float:
    """Read a cell as a number, naming the place when it is none."""
    try:
        return float(line.fields[column])
    except ValueError as error:
        raise FactsError(
            f"{line.place}: {column} is '{line.fields[column]}', expected a number."
        ) from error
