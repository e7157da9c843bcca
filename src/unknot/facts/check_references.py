"""Rules on references: every id that a fact file uses exists, and sides fit their region.

Muscles are not known here; the catalogue checks those (:mod:`unknot.muscles.check`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final, TypeAlias

from unknot.facts.faults import FactLines, Fault, Rule, fault, ids_in, listed
from unknot.facts.reading import Line

__all__ = ["REFERENCE_RULES"]

_Uses: TypeAlias = Callable[[Line], Iterator[tuple[str, Any]]]
"""Yields (where in the line, id) for each use."""


def _items(name: str) -> _Uses:
    """Return a reader of the ids in a list field."""

    def uses(line: Line) -> Iterator[tuple[str, Any]]:
        for value in listed(line.fields, name):
            yield name, value

    return uses


def _cell(name: str) -> _Uses:
    """Return a reader of a field that holds one id, or nothing."""

    def uses(line: Line) -> Iterator[tuple[str, Any]]:
        if line.fields.get(name):
            yield name, line.fields[name]

    return uses


def _cell_words(*names: str) -> _Uses:
    """Return a reader of CSV cells that hold ids separated by spaces."""

    def uses(line: Line) -> Iterator[tuple[str, Any]]:
        for name in names:
            for value in str(line.fields.get(name, "")).split():
                yield name, value

    return uses


def _pain_regions(line: Line) -> Iterator[tuple[str, Any]]:
    """Yield the regions of a case."""
    for pain in listed(line.fields, "pain"):
        yield "pain", pain.get("region") if isinstance(pain, dict) else pain


def _regions_applied(line: Line) -> Iterator[tuple[str, Any]]:
    """Yield the regions of a contraindication; muscles are left to the catalogue."""
    for place in listed(line.fields, "applies_to"):
        if not str(place).startswith("muscle:"):
            yield "applies_to", place


def _flags_combined(line: Line) -> Iterator[tuple[str, Any]]:
    """Yield the flags that a red flag counts together with itself."""
    for name in ("combine", "escalate"):
        group = line.fields.get(name)
        if isinstance(group, dict):
            for value in listed(group, "of"):
                yield name, value


_REGIONS: Final[dict[str, _Uses]] = {
    "contraindications.jsonl": _regions_applied,
    "red_flags.jsonl": _items("area"),
    "cases.jsonl": _pain_regions,
    "negatives.jsonl": _pain_regions,
    "measures.jsonl": _items("regions"),
    "complaints.csv": _cell_words("regions"),
    "red_flag_areas.csv": _cell_words("regions"),
    "ways.csv": _cell_words("regions"),
    "symptoms.csv": _cell_words("regions"),
    "movements.csv": _cell_words("regions"),
}
_MOVEMENTS: Final[dict[str, _Uses]] = {
    "cases.jsonl": _items("limited_movements"),
    "negatives.jsonl": _items("limited_movements"),
    "measures.jsonl": _items("movement_ids"),
    "trials.jsonl": _items("movement_ids"),
}
_SYMPTOMS: Final[dict[str, _Uses]] = {
    "cases.jsonl": _items("symptoms"),
    "negatives.jsonl": _items("symptoms"),
    "red_flags.jsonl": _items("hints"),
    "complaints.csv": _cell_words("symptoms"),
    "told_warnings.csv": _cell("symptom"),
    "told_limits.csv": _cell_words("symptoms"),
    "afterwards.csv": _cell_words("symptoms"),
}
_METHODS: Final[dict[str, _Uses]] = {
    "contraindications.jsonl": _cell("method"),
    "trials.jsonl": _cell("method"),
    "release_effects.csv": _cell("method"),
    "measured_courses.csv": _cell("method"),
    "methods.csv": _cell("part_of"),
    "caution_limits.csv": _cell_words("methods"),
    "tools.csv": _cell_words("methods"),
    "told_limits.csv": _cell_words("methods"),
    "afterwards.csv": _cell_words("methods"),
}
_COMPONENTS: Final[dict[str, _Uses]] = {"trials.jsonl": _items("components")}
_CONDITIONS: Final[dict[str, _Uses]] = {
    "contraindications.jsonl": _cell("condition"),
    "conditions.csv": _cell_words("implied_by"),
    "caution_limits.csv": _cell("condition"),
    "afterwards.csv": _cell_words("conditions"),
    "told_warnings.csv": _cell("condition"),
}
_FLAGS: Final[dict[str, _Uses]] = {
    "negatives.jsonl": _items("flags"),
    "red_flags.jsonl": _flags_combined,
    "told_warnings.csv": _cell_words("red_flags", "means"),
    "conditions.csv": _cell_words("until_no"),
}
_CARRIED: Final[dict[str, _Uses]] = {"contraindications.jsonl": _cell("carried_from")}
_COUNTRIES: Final[dict[str, _Uses]] = {"needling_scope.csv": _cell("country")}
_COMPLAINTS: Final[dict[str, _Uses]] = {"prevalences.csv": _cell("complaint")}


def _known(rule: str, kind: str, file: str, *tables: dict[str, _Uses]) -> Rule:
    """Return the rule that every use of a kind of id stands in its file."""

    def check(lines: FactLines) -> Iterator[Fault]:
        known = ids_in(lines, file)
        for table in tables:
            for user, uses in table.items():
                for line in lines.get(user, ()):
                    for where, value in uses(line):
                        if value not in known:
                            yield fault(line, rule, f"{kind} '{value}' ({where}) is not in {file}.")

    return check


def _dosed_method(lines: FactLines) -> Iterator[Fault]:
    """Require a dose to be for a method, or to be the cap for sensitive people."""
    known = ids_in(lines, "methods.csv") | {"modifier_sensitive"}
    for line in lines.get("dosing.jsonl", ()):
        if line.fields.get("method") not in known:
            yield fault(
                line, "dosed_method", f"method '{line.fields.get('method')}' is not in methods.csv."
            )


def _side_of_region(lines: FactLines) -> Iterator[Fault]:
    """Require side mid where a region has no sides."""
    sided = {
        line.fields.get("id"): line.fields.get("sided") for line in lines.get("regions.csv", ())
    }
    for file in ("cases.jsonl", "negatives.jsonl"):
        for line in lines.get(file, ()):
            for pain in listed(line.fields, "pain"):
                if sided.get(pain.get("region")) == "no" and pain.get("side") != "mid":
                    yield fault(
                        line,
                        "side_of_region",
                        f"region '{pain.get('region')}' has no sides, side is "
                        f"'{pain.get('side')}', expected mid.",
                    )


REFERENCE_RULES: Final[dict[str, Rule]] = {
    "known_region": _known("known_region", "region", "regions.csv", _REGIONS),
    "known_movement": _known("known_movement", "movement", "movements.csv", _MOVEMENTS),
    "known_symptom": _known("known_symptom", "symptom", "symptoms.csv", _SYMPTOMS),
    "known_method": _known("known_method", "method", "methods.csv", _METHODS, _COMPONENTS),
    "known_condition": _known("known_condition", "condition", "conditions.csv", _CONDITIONS),
    "known_flag": _known("known_flag", "red flag", "red_flags.jsonl", _FLAGS),
    "known_complaint": _known("known_complaint", "complaint", "complaints.csv", _COMPLAINTS),
    "known_carried": _known(
        "known_carried", "contraindication", "contraindications.jsonl", _CARRIED
    ),
    "known_country": _known("known_country", "country", "countries.csv", _COUNTRIES),
    "dosed_method": _dosed_method,
    "side_of_region": _side_of_region,
}
