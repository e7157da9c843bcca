"""Warning-sign questions that a symptom, a condition or an age brings to the front."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import cast

from unknot.facts.fields import number_or_none, text, text_or_none, words, yes_no
from unknot.facts.reading import FACT_FILES, read_csv
from unknot.facts.red_flags import AlertUrgency

__all__ = ["ToldWarning", "load_told_warnings", "symptoms_asked_anywhere"]


@dataclass(frozen=True, slots=True)
class ToldWarning:
    """Questions that a symptom or a condition opens.

    A line with neither puts its questions first for everybody they are asked of.
    """

    symptom: str | None
    condition: str | None
    red_flags: tuple[str, ...]
    means: tuple[str, ...]
    """Questions to which telling it is a yes, once one of ``red_flags`` is not a no."""
    near: frozenset[str]
    """Areas of the body in which they are opened; empty for anywhere."""
    age_from: float | None
    """Only from this age, or when the age was not told. [years]"""
    age_below: float | None
    """Only below this age, or when the age was not told. [years]"""
    treatments_from: float | None
    """Only from so many treatments on; None whatever their number."""
    by_name: bool
    """Whether "none of these", said of all at once, leaves them open."""
    why: str
    urgency: AlertUrgency | None
    """How urgent a yes is in this person, where it is more urgent than by itself."""
    do: str
    """What to do then; ``{emergency_number}`` is filled in by the surface."""


@cache
def load_told_warnings() -> tuple[ToldWarning, ...]:
    """Return what opens which questions, in file order."""
    return tuple(
        ToldWarning(
            symptom=text_or_none(line, "symptom"),
            condition=text_or_none(line, "condition"),
            red_flags=words(line, "red_flags"),
            means=words(line, "means"),
            near=frozenset(words(line, "near")),
            age_from=number_or_none(line, "age_from"),
            age_below=number_or_none(line, "age_below"),
            treatments_from=number_or_none(line, "treatments_from"),
            by_name=yes_no(line, "by_name"),
            why=text(line, "why"),
            urgency=cast("AlertUrgency | None", text_or_none(line, "urgency")),
            do=text_or_none(line, "do") or "",
        )
        for line in read_csv(FACT_FILES / "told_warnings.csv")
    )


@cache
def symptoms_asked_anywhere() -> Mapping[str, tuple[str, ...]]:
    """Return the symptoms that open questions by name wherever it hurts, with those questions."""
    found: dict[str, tuple[str, ...]] = {}
    for one in load_told_warnings():
        if one.symptom is not None and one.by_name and not one.near:
            found[one.symptom] = (*found.get(one.symptom, ()), *one.red_flags)
    return MappingProxyType(found)
