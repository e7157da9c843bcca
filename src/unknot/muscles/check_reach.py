"""Rules on reach and positions: ids exist, and no muscle and no method is left without one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from unknot.facts.faults import FactLines, Fault, Rule, fault, ids_in

__all__ = ["REACH_RULES"]

_MUSCLES: Final = "muscles.jsonl"
_REACH: Final = "method_reach.csv"
_USES: Final[dict[str, tuple[tuple[str, str, str], ...]]] = {
    _REACH: (
        ("method", "methods.csv", "id"),
        ("areas", "body_areas.csv", "id"),
        ("muscles", _MUSCLES, "muscle"),
        ("not_muscles", _MUSCLES, "muscle"),
    ),
    "positions.csv": (("not_with", "conditions.csv", "id"),),
    "muscle_positions.csv": (
        ("muscle", _MUSCLES, "muscle"),
        ("worked_on", "positions.csv", "id"),
        ("self_care", "positions.csv", "id"),
        ("stretch", "positions.csv", "id"),
        ("self_care_strains", "strains.csv", "id"),
        ("stretch_strains", "strains.csv", "id"),
    ),
    "posture_choices.csv": (
        ("muscle", _MUSCLES, "muscle"),
        ("posture", "positions.csv", "id"),
        ("strains", "strains.csv", "id"),
    ),
    "strains.csv": (("not_with", "conditions.csv", "id"), ("areas", "body_areas.csv", "id")),
}
"""Cells that hold ids, the file these stand in, and its column."""


def _reach_known(lines: FactLines) -> Iterator[Fault]:
    """Require every id of the tables to exist."""
    for table, cells in _USES.items():
        for cell, file, column in cells:
            known = ids_in(lines, file, column)
            for line in lines.get(table, ()):
                for value in str(line.fields.get(cell, "")).split():
                    if value not in known:
                        yield fault(line, "reach_known", f"'{value}' ({cell}) is not in {file}.")


def _reach_once(lines: FactLines) -> Iterator[Fault]:
    """Refuse a method, a muscle or a position that stands twice in its table."""
    for table, column in ((_REACH, "method"), ("muscle_positions.csv", "muscle"),
                          ("positions.csv", "id"), ("strains.csv", "id")):  # fmt: skip
        seen: dict[str, str] = {}
        for line in lines.get(table, ()):
            value = str(line.fields.get(column))
            if value in seen:
                yield fault(
                    line, "reach_once", f"{column} '{value}' stands already in {seen[value]}."
                )
            seen.setdefault(value, line.place)


def _muscle_placed(lines: FactLines) -> Iterator[Fault]:
    """Require a position for every muscle, and an area that is known."""
    placed = ids_in(lines, "muscle_positions.csv", "muscle")
    areas = ids_in(lines, "body_areas.csv")
    if not placed:
        return
    for line in lines.get(_MUSCLES, ()):
        if line.fields.get("muscle") not in placed:
            yield fault(
                line,
                "muscle_placed",
                f"'{line.fields.get('muscle')}' has no line in muscle_positions.csv.",
            )
        if line.fields.get("area") not in areas:
            yield fault(
                line, "muscle_placed", f"area '{line.fields.get('area')}' is not in body_areas.csv."
            )


def _method_placed(lines: FactLines) -> Iterator[Fault]:
    """Require a line on reach for every method that can be planned."""
    placed = ids_in(lines, _REACH, "method")
    for line in lines.get("methods.csv", ()):
        if placed and line.fields.get("plannable") == "yes" and line.fields.get("id") not in placed:
            yield fault(
                line, "method_placed", f"'{line.fields.get('id')}' has no line in {_REACH}."
            )


REACH_RULES: Final[dict[str, Rule]] = {
    "reach_known": _reach_known,
    "reach_once": _reach_once,
    "muscle_placed": _muscle_placed,
    "method_placed": _method_placed,
}
