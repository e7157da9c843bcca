"""What forbids or limits which treatment, for whom, and where on the body.

One record per method and condition. ``absolute`` blocks; ``relative`` blocks at home, a
licensed practitioner may go on with a reason; ``precaution`` allows half the dose with the
``instead`` text shown. The strictest record that matches wins. A record on a coarse region
also holds for its finer ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal, cast

from unknot.errors import FactsError
from unknot.facts.fields import choice, keyed, notes, text, truth
from unknot.facts.reading import FACT_FILES, Line, read_json_lines

__all__ = [
    "LEVELS",
    "SCOPES",
    "WHO",
    "Contraindication",
    "Level",
    "Scope",
    "Who",
    "load_contraindications",
]

Level = Literal["absolute", "relative", "precaution"]
Scope = Literal["whole_body", "affected_limb", "local"]
Who = Literal["self", "practitioner", "both"]

LEVELS: Final[tuple[Level, ...]] = ("absolute", "relative", "precaution")
"""Strictest first."""
SCOPES: Final[tuple[Scope, ...]] = ("whole_body", "affected_limb", "local")
WHO: Final[tuple[Who, ...]] = ("self", "practitioner", "both")

_MUSCLE: Final = "muscle:"
_NAMED: Final = (
    "id method condition label level applies_to scope who instead basis source source_seen"
)


@dataclass(frozen=True, slots=True)
class Contraindication:
    """One method, one condition, and what follows."""

    id: str
    method: str
    condition: str
    label: str
    level: Level
    scope: Scope
    is_anywhere: bool
    """True when the place does not matter; then regions and muscles are empty."""
    regions: frozenset[str]
    muscles: frozenset[str]
    who: Who
    instead: str
    basis: str
    source: str
    source_seen: bool
    notes: Mapping[str, Any]


@cache
def load_contraindications() -> Mapping[str, Contraindication]:
    """Return every contraindication by id, in file order."""
    return keyed(
        (line, _contraindication(line))
        for line in read_json_lines(FACT_FILES / "contraindications.jsonl")
    )


def _contraindication(line: Line) -> Contraindication:
    """Build one record."""
    places = _places(line)
    return Contraindication(
        id=text(line, "id"),
        method=text(line, "method"),
        condition=text(line, "condition"),
        label=text(line, "label"),
        level=cast(Level, choice(line, "level", LEVELS)),
        scope=cast(Scope, choice(line, "scope", SCOPES)),
        is_anywhere=places is None,
        regions=frozenset(p for p in places or () if not p.startswith(_MUSCLE)),
        muscles=frozenset(p[len(_MUSCLE) :] for p in places or () if p.startswith(_MUSCLE)),
        who=cast(Who, choice(line, "who", WHO)),
        instead=text(line, "instead"),
        basis=text(line, "basis"),
        source=text(line, "source"),
        source_seen=truth(line, "source_seen"),
        notes=notes(line, _NAMED),
    )


def _places(line: Line) -> list[str] | None:
    """Return the list of places, or None for anywhere."""
    value = line.fields.get("applies_to")
    if value == "any":
        return None
    if isinstance(value, list) and value and all(isinstance(place, str) for place in value):
        return value
    raise FactsError(
        f'{line.place}: applies_to is {value!r}, expected "any" or a list of region ids '
        "and 'muscle:<id>'."
    )
