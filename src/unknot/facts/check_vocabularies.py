"""Rules on ids: each stands once, has a sound parent, and its list is closed.

They also hold the promises between vocabularies: a method that can be planned has
contraindications and a dose, no needle is offered at home, and no condition is idle.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from unknot.facts.faults import FactLines, Fault, Rule, fault, ids_in
from unknot.facts.reading import Line

__all__ = ["ID_COLUMNS", "VOCABULARY_RULES"]

ID_COLUMNS: Final[dict[str, str]] = {
    "regions.csv": "id",
    "movements.csv": "id",
    "symptoms.csv": "id",
    "methods.csv": "id",
    "conditions.csv": "id",
    "countries.csv": "id",
    "complaints.csv": "id",
    "signs.csv": "id",
    "qualities.csv": "id",
    "find_parameters.csv": "name",
    "plan_parameters.csv": "name",
    "forecast_priors.csv": "name",
    "release_effects.csv": "method",
    "measured_courses.csv": "method",
    "tools.csv": "id",
    "trial_outcomes.csv": "id",
    "body_areas.csv": "id",
    "course_teaching.csv": "id",
    "afterwards.csv": "id",
    "told_limits.csv": "id",
    "contraindications.jsonl": "id",
    "dosing.jsonl": "method",
    "factors.jsonl": "id",
    "red_flags.jsonl": "id",
    "cases.jsonl": "id",
    "negatives.jsonl": "id",
}
"""The column that must be unique, by file."""

_ALIASED: Final[dict[str, str]] = {
    "region": "regions.csv",
    "movement": "movements.csv",
    "symptom": "symptoms.csv",
    "method": "methods.csv",
    "condition": "conditions.csv",
    "factor": "factors.jsonl",
    "red_flag": "red_flags.jsonl",
}
"""Where the ids of an alias stand; muscles and sites are checked with the catalogue."""


def _unique_id(lines: FactLines) -> Iterator[Fault]:
    """Refuse an id that stands twice in its file."""
    for file, column in ID_COLUMNS.items():
        seen: dict[str, str] = {}
        for line in lines.get(file, ()):
            value = str(line.fields.get(column, ""))
            if value in seen:
                yield fault(
                    line, "unique_id", f"{column} '{value}' stands already in {seen[value]}."
                )
            seen.setdefault(value, line.place)


def _parent_known(lines: FactLines) -> Iterator[Fault]:
    """Require a parent that exists and is not the line itself."""
    for line, parent, by_id in _children(lines):
        if parent not in by_id or parent == line.fields["id"]:
            yield fault(line, "parent_known", f"parent '{parent}' is not another id of the file.")


def _parent_depth(lines: FactLines) -> Iterator[Fault]:
    """Refuse a parent that has a parent: two levels are enough and stay readable."""
    for line, parent, by_id in _children(lines):
        above = by_id[parent].fields.get("parent") if parent in by_id else ""
        if above:
            yield fault(line, "parent_depth", f"parent '{parent}' has the parent '{above}' itself.")


def _parent_sides(lines: FactLines) -> Iterator[Fault]:
    """Require a finer id to have sides exactly when the coarser one has."""
    for line, parent, by_id in _children(lines):
        if parent in by_id and by_id[parent].fields.get("sided") != line.fields.get("sided"):
            yield fault(
                line,
                "parent_sides",
                f"sided is '{line.fields.get('sided')}', its parent '{parent}' says "
                f"'{by_id[parent].fields.get('sided')}'.",
            )


def _alias_sound(lines: FactLines) -> Iterator[Fault]:
    """Require a retired id to be gone for good, and what replaces it to exist."""
    for line in lines.get("aliases.csv", ()):
        file = _ALIASED.get(str(line.fields.get("kind")))
        if file is None:
            continue
        known = ids_in(lines, file)
        retired, replacement = line.fields.get("retired_id"), line.fields.get("id")
        if retired in known:
            yield fault(line, "alias_sound", f"retired id '{retired}' is still in {file}.")
        if replacement not in known:
            yield fault(line, "alias_sound", f"id '{replacement}' is not in {file}.")


def _method_ready(lines: FactLines) -> Iterator[Fault]:
    """Require contraindications and a dose for every method that can be planned."""
    ruled = ids_in(lines, "contraindications.jsonl", "method")
    dosed = ids_in(lines, "dosing.jsonl", "method")
    for line in lines.get("methods.csv", ()):
        if line.fields.get("plannable") != "yes":
            continue
        method = line.fields.get("id")
        if line.fields.get("kind") != "treatment":
            yield fault(line, "method_ready", f"'{method}' is a comparison and cannot be planned.")
        if method not in ruled:
            yield fault(line, "method_ready", f"'{method}' has no line in contraindications.jsonl.")
        if method not in dosed:
            yield fault(line, "method_ready", f"'{method}' has no line in dosing.jsonl.")


def _needle_at_home(lines: FactLines) -> Iterator[Fault]:
    """Refuse at home what needs a needle."""
    for line in lines.get("methods.csv", ()):
        tool = str(line.fields.get("tool", ""))
        if line.fields.get("home") == "yes" and ("needle" in tool or "syringe" in tool):
            yield fault(
                line,
                "needle_at_home",
                f"'{line.fields.get('id')}' needs a {tool}; home must be no.",
            )


def _condition_used(lines: FactLines) -> Iterator[Fault]:
    """Refuse a condition that no contraindication names."""
    used = ids_in(lines, "contraindications.jsonl", "condition")
    for line in lines.get("conditions.csv", ()):
        if line.fields.get("id") not in used:
            yield fault(
                line, "condition_used", f"no contraindication names '{line.fields.get('id')}'."
            )


def _condition_asked(lines: FactLines) -> Iterator[Fault]:
    """Require a question about the person, or another condition that implies this one."""
    for line in lines.get("conditions.csv", ()):
        asked = line.fields.get("question") or line.fields.get("implied_by")
        if line.fields.get("kind") == "person" and not asked:
            yield fault(
                line,
                "condition_asked",
                f"'{line.fields.get('id')}' is about the person but has no question.",
            )


def _condition_grouped(lines: FactLines) -> Iterator[Fault]:
    """Require a heading for every question, and none where nobody is asked."""
    for line in lines.get("conditions.csv", ()):
        if bool(line.fields.get("question")) != bool(line.fields.get("group")):
            lacking = "group" if line.fields.get("question") else "question"
            yield fault(line, "condition_grouped", f"'{line.fields.get('id')}' has no {lacking}.")


VOCABULARY_RULES: Final[dict[str, Rule]] = {
    "unique_id": _unique_id,
    "parent_known": _parent_known,
    "parent_depth": _parent_depth,
    "parent_sides": _parent_sides,
    "alias_sound": _alias_sound,
    "method_ready": _method_ready,
    "needle_at_home": _needle_at_home,
    "condition_used": _condition_used,
    "condition_asked": _condition_asked,
    "condition_grouped": _condition_grouped,
}


def _children(lines: FactLines) -> Iterator[tuple[Line, str, dict[str, Line]]]:
    """Yield each line with a parent, the parent's id, and all lines of its file by id."""
    for file in ("regions.csv", "movements.csv"):
        by_id: dict[str, Line] = {}
        for line in lines.get(file, ()):
            by_id.setdefault(str(line.fields.get("id")), line)
        for line in lines.get(file, ()):
            if parent := line.fields.get("parent"):
                yield line, str(parent), by_id
