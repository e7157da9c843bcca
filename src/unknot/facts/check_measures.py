"""Rules on measures: whom a value holds for exists, and every scale has its published lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from unknot.facts.faults import FactLines, Fault, Rule, fault, ids_in, listed

__all__ = ["MEASURE_RULES"]


def _known_population(lines: FactLines) -> Iterator[Fault]:
    """Require the people of a measure to stand in the list of populations."""
    known = ids_in(lines, "populations.csv")
    for line in lines.get("measures.jsonl", ()):
        people = line.fields.get("people")
        if people is not None and people not in known:
            yield fault(line, "known_population", f"people '{people}' is not in populations.csv.")


def _population_placed(lines: FactLines) -> Iterator[Fault]:
    """Require the complaints and regions of a population to exist."""
    for name, file in (("complaints", "complaints.csv"), ("regions", "regions.csv")):
        known = ids_in(lines, file)
        for line in lines.get("populations.csv", ()):
            for value in str(line.fields.get(name, "")).split():
                if value not in known:
                    yield fault(line, "population_placed", f"{name}: '{value}' is not in {file}.")


def _scale_measured(lines: FactLines) -> Iterator[Fault]:
    """Require every measure that a scale names to have a line."""
    known = {line.fields.get("measure") for line in lines.get("measures.jsonl", ())}
    for line in lines.get("scales.csv", ()):
        for value in str(line.fields.get("measures", "")).split():
            if value not in known:
                yield fault(line, "scale_measured", f"measure '{value}' is not in measures.jsonl.")


def _norm_ages(lines: FactLines) -> Iterator[Fault]:
    """Require ages to rise, and to stand only at normal values."""
    for line in lines.get("measures.jsonl", ()):
        ages = listed(line.fields, "ages")
        if ages and not ages[0] <= ages[-1]:
            yield fault(line, "norm_ages", f"ages {ages} do not rise.")
        if ages and line.fields.get("property") != "norm":
            yield fault(line, "norm_ages", "ages stand at a line that is no norm.")


MEASURE_RULES: Final[dict[str, Rule]] = {
    "known_population": _known_population,
    "population_placed": _population_placed,
    "scale_measured": _scale_measured,
    "norm_ages": _norm_ages,
}
