"""Rules on exercises, break sets and factor questions: every id exists, every factor is asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from unknot.facts.faults import FactLines, Fault, Rule, fault, ids_in, listed

__all__ = ["PROGRAMME_RULES"]

_MUSCLES: Final = ("muscles.jsonl", "muscle")
_CONDITIONS: Final = ("conditions.csv", "id")
_USES: Final[dict[str, tuple[tuple[str, tuple[str, str]], ...]]] = {
    "exercises.jsonl": (("muscles", _MUSCLES), ("not_with", _CONDITIONS)),
    "break_moves.csv": (
        ("muscles", _MUSCLES),
        ("not_with", _CONDITIONS),
        ("method", ("methods.csv", "id")),
    ),
    "break_sets.csv": (("moves", ("break_moves.csv", "id")),),
    "factor_questions.csv": (("factor", ("factors.jsonl", "id")),),
    "factor_answers.csv": (("factor", ("factor_questions.csv", "factor")),),
}
"""Fields that hold ids, the file these stand in, and its column."""


def _programme_known(lines: FactLines) -> Iterator[Fault]:
    """Require every id of the tables to exist."""
    for table, uses in _USES.items():
        for name, (file, column) in uses:
            known = ids_in(lines, file, column)
            for line in lines.get(table, ()):
                held = line.fields.get(name)
                values = listed(line.fields, name) if isinstance(held, list) else str(held).split()
                for value in values:
                    if value not in known:
                        yield fault(
                            line, "programme_known", f"'{value}' ({name}) is not in {file}."
                        )
    tools = ids_in(lines, "tools.csv", "id")
    for line in lines.get("exercises.jsonl", ()):
        for level in listed(line.fields, "levels"):
            tool = level.get("tool") if isinstance(level, dict) else None
            if tool is not None and tool not in tools:
                yield fault(line, "programme_known", f"'{tool}' (tool) is not in tools.csv.")


def _factor_asked(lines: FactLines) -> Iterator[Fault]:
    """Require a question with an answer that is yes and one that is no for every factor."""
    asked = ids_in(lines, "factor_questions.csv", "factor")
    shares: dict[str, set[str]] = {}
    for line in lines.get("factor_answers.csv", ()):
        shares.setdefault(str(line.fields.get("factor")), set()).add(str(line.fields.get("share")))
    for line in lines.get("factors.jsonl", ()):
        factor = str(line.fields.get("id"))
        if factor not in asked:
            yield fault(line, "factor_asked", f"'{factor}' has no line in factor_questions.csv.")
        elif not {"0", "1"} <= shares.get(factor, set()):
            yield fault(
                line,
                "factor_asked",
                f"'{factor}' needs an answer with share 0 and one with share 1 in "
                "factor_answers.csv.",
            )


def _first_without_tool(lines: FactLines) -> Iterator[Fault]:
    """Require the first level of an exercise to need no tool."""
    for line in lines.get("exercises.jsonl", ()):
        levels = listed(line.fields, "levels")
        first = next(iter(levels), None)
        if isinstance(first, dict) and first.get("tool") is not None:
            yield fault(line, "first_without_tool", "the first level needs a tool.")


PROGRAMME_RULES: Final[dict[str, Rule]] = {
    "programme_known": _programme_known,
    "factor_asked": _factor_asked,
    "first_without_tool": _first_without_tool,
}
