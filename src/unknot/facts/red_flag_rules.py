"""Rules that read warning signs together with age, symptoms and the painted place.

A rule is data: a tree of needs, an urgency and a reason with its source. Needs are only
positive (a yes, a symptom, a place, an age inside a range); there is no "not". So one more
yes, symptom or place can only raise the level, and what is not known is never met.

Grammar of ``when``::

    {"all_of": [...]}             every part holds
    {"any_of": [...]}             one part holds
    {"at_least": 2, "of": [...]}  so many parts hold
    {"flags": [...]}              one of these questions is answered yes
    {"symptoms": [...]}           one of these symptoms is reported
    {"movements": [...]}          one of these movements is limited
    {"regions": [...]}            one of these regions or named areas is painted
    {"both_sides": [...]}         one of these is painted on both sides
    {"age_from": 50}  {"age_to": 25}  {"sex": "male"}  {"about": "pregnant_or_postpartum"}
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal, cast

from unknot.errors import FactsError
from unknot.facts.fields import choice, inner, keyed, text, text_or_none, truth
from unknot.facts.reading import FACT_FILES, Line, read_json_lines
from unknot.facts.red_flags import (
    ALERT_URGENCIES,
    AlertUrgency,
    load_flag_areas,
    load_flag_conditions,
    load_red_flags,
)
from unknot.facts.vocabularies import load_movements, load_regions, load_symptoms

__all__ = ["AgeNeed", "FactKind", "FactNeed", "Need", "PartsNeed", "RedFlagRule", "load_flag_rules"]

FactKind = Literal["flags", "symptoms", "movements", "regions", "both_sides", "sex", "about"]

_KINDS: Final[tuple[FactKind, ...]] = (
    "flags",
    "symptoms",
    "movements",
    "regions",
    "both_sides",
    "sex",
    "about",
)


@dataclass(frozen=True, slots=True)
class FactNeed:
    """One of the values must be among the person's facts of that kind."""

    kind: FactKind
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class AgeNeed:
    """The age must be known and lie in the range, both ends included. [years]"""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class PartsNeed:
    """At least ``count`` of the parts must hold."""

    count: int
    parts: tuple[Need, ...]


Need = FactNeed | AgeNeed | PartsNeed


@dataclass(frozen=True, slots=True)
class RedFlagRule:
    """One rule: when it holds, how urgent it is, why, and what to do."""

    id: str
    condition: str
    when: Need
    urgency: AlertUrgency
    why: str
    do: str | None
    source: str
    source_seen: bool


@cache
def load_flag_rules() -> Mapping[str, RedFlagRule]:
    """Return every rule by id, in file order.

    Raises
    ------
    FactsError
        A need is not in the grammar, or an id is not known.
    """
    return keyed(
        (line, _rule(line)) for line in read_json_lines(FACT_FILES / "red_flag_rules.jsonl")
    )


def _rule(line: Line) -> RedFlagRule:
    """Build one rule."""
    return RedFlagRule(
        id=text(line, "id"),
        condition=choice(line, "condition", load_flag_conditions()),
        when=_need(line, inner(line, "when").fields),
        urgency=cast(AlertUrgency, choice(line, "urgency", ALERT_URGENCIES)),
        why=text(line, "why"),
        do=text_or_none(line, "do"),
        source=text(line, "source"),
        source_seen=truth(line, "source_seen"),
    )


def _need(line: Line, given: Mapping[str, Any]) -> Need:
    """Read one need of the tree."""
    keys = set(given)
    if keys == {"all_of"}:
        parts = _parts(line, given["all_of"])
        return PartsNeed(len(parts), parts)
    if keys == {"any_of"}:
        return PartsNeed(1, _parts(line, given["any_of"]))
    if keys == {"at_least", "of"}:
        return _at_least(line, given["at_least"], _parts(line, given["of"]))
    if keys and keys <= {"age_from", "age_to"}:
        return AgeNeed(float(given.get("age_from", 0)), float(given.get("age_to", 150)))
    if len(keys) == 1 and (kind := next(iter(keys))) in _KINDS:
        return _fact_need(line, kind, given[kind])
    raise FactsError(f"{line.place}: {sorted(keys)} is no need of the grammar of rules.")


def _at_least(line: Line, count: int, parts: tuple[Need, ...]) -> PartsNeed:
    """Read how many parts must hold; none would hold for everybody."""
    if not 1 <= count <= len(parts):
        raise FactsError(f"{line.place}: at_least is {count}, expected 1 to {len(parts)}.")
    return PartsNeed(count, parts)


def _parts(line: Line, given: Iterable[Mapping[str, Any]]) -> tuple[Need, ...]:
    """Read the parts of a need; an empty list would hold for everybody."""
    parts = tuple(_need(line, part) for part in given)
    if not parts:
        raise FactsError(f"{line.place}: a need without parts would alarm everybody.")
    return parts


def _fact_need(line: Line, kind: FactKind, given: str | list[str]) -> FactNeed:
    """Read a need for a fact; named areas are written out as regions."""
    values = [given] if isinstance(given, str) else given
    areas = load_flag_areas()
    if kind in ("regions", "both_sides"):
        values = [region for value in values for region in areas.get(value, {value})]
    known = _known(kind)
    for value in values:
        if value not in known:
            raise FactsError(f"{line.place}: {kind} '{value}' is not known.")
    return FactNeed(kind, frozenset(values))


def _known(kind: FactKind) -> frozenset[str]:
    """Return the ids a kind of fact may have."""
    if kind == "flags":
        return frozenset(load_red_flags())
    if kind == "symptoms":
        return frozenset(load_symptoms())
    if kind == "movements":
        return frozenset(load_movements())
    if kind == "sex":
        return frozenset(("female", "male"))
    if kind == "about":
        return frozenset(("pregnant_or_postpartum", "could_be_pregnant"))
    return frozenset(load_regions())
