"""Codes of other systems for what Unknot measures and records.

A code is written only when it was confirmed in a source; otherwise the cell is empty and
the concept is sent under a code of our own. Nothing is emitted for an uncertain row. SNOMED
CT and CPT carry licences of their own; the ``licence`` column says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from unknot.errors import FactsError
from unknot.facts.fields import text, text_or_none
from unknot.facts.reading import FACT_FILES, Line, read_csv

__all__ = ["Code", "load_codes"]

_TRUTH: Final = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Code:
    """One concept in one code system."""

    concept: str
    system: str
    code: str | None
    display: str
    source: str | None
    is_certain: bool
    licence: str
    note: str | None


@cache
def load_codes() -> tuple[Code, ...]:
    """Return every row, in file order; a concept may have several codes."""
    return tuple(_code(line) for line in read_csv(FACT_FILES / "codes.csv"))


def _code(line: Line) -> Code:
    """Build one record."""
    certain = _TRUTH.get(text(line, "certain"))
    if certain is None:
        raise FactsError(
            f"{line.place}: certain is {line.fields['certain']!r}, expected true or false."
        )
    return Code(
        concept=text(line, "concept"),
        system=text(line, "system"),
        code=text_or_none(line, "code"),
        display=text(line, "display"),
        source=text_or_none(line, "source"),
        is_certain=certain,
        licence=text(line, "licence"),
        note=text_or_none(line, "note"),
    )
