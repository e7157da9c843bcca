"""Retired ids and what stands in their place.

An id has one meaning for ever. When one is retired it moves here, so that old records can
still be read; it never comes back with another meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final, Literal, cast

from unknot.errors import FactsError
from unknot.facts.fields import choice, text
from unknot.facts.reading import FACT_FILES, Line, read_csv

__all__ = ["ALIAS_KINDS", "Alias", "AliasKind", "load_aliases"]

AliasKind = Literal[
    "region",
    "movement",
    "symptom",
    "muscle",
    "site",
    "method",
    "condition",
    "factor",
    "red_flag",
]
ALIAS_KINDS: Final[tuple[AliasKind, ...]] = (
    "region",
    "movement",
    "symptom",
    "muscle",
    "site",
    "method",
    "condition",
    "factor",
    "red_flag",
)


@dataclass(frozen=True, slots=True)
class Alias:
    """One retired id."""

    retired_id: str
    id: str
    kind: AliasKind
    since: str
    """The version of Unknot that retired it."""
    why: str


@cache
def load_aliases() -> Mapping[tuple[AliasKind, str], Alias]:
    """Return every alias by kind and retired id."""
    aliases: dict[tuple[AliasKind, str], Alias] = {}
    for line in read_csv(FACT_FILES / "aliases.csv"):
        alias = _alias(line)
        key = (alias.kind, alias.retired_id)
        if key in aliases:
            raise FactsError(f"{line.place}: {alias.kind} '{alias.retired_id}' stands twice.")
        aliases[key] = alias
    return MappingProxyType(aliases)


def _alias(line: Line) -> Alias:
    """Build one record."""
    return Alias(
        retired_id=text(line, "retired_id"),
        id=text(line, "id"),
        kind=cast(AliasKind, choice(line, "kind", ALIAS_KINDS)),
        since=text(line, "since"),
        why=text(line, "why"),
    )
