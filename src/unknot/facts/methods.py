"""Every way of treating a trigger point that the facts speak of, and what it is compared with.

The list is closed: contraindications, dosing and trials use these ids and no others. A
method can be planned only when it is marked so, and then it must have contraindications
and a dose; ``check_facts`` fails otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, cast

from unknot.facts.fields import choice, keyed, text, text_or_none, yes_no
from unknot.facts.reading import FACT_FILES, read_csv

__all__ = ["METHOD_KINDS", "Method", "MethodKind", "load_methods"]

MethodKind = Literal["treatment", "comparison"]
METHOD_KINDS: Final[tuple[MethodKind, ...]] = ("treatment", "comparison")


@dataclass(frozen=True, slots=True)
class Method:
    """One way of treating, or a comparison arm of trials."""

    id: str
    label: str
    plain_label: str
    kind: MethodKind
    is_plannable: bool
    is_for_home: bool
    tool: str | None
    """What it needs, in words; None when hands or nothing."""
    needs_consent: bool
    """Written or recorded consent is asked before the first time."""
    what_it_is: str
    evidence_grade: str | None
    source: str | None
    part_of: str | None
    """The wider method this one is a kind of."""


@cache
def load_methods() -> Mapping[str, Method]:
    """Return every method by id, in file order."""
    return keyed(
        (
            line,
            Method(
                id=text(line, "id"),
                label=text(line, "label"),
                plain_label=text(line, "plain_label"),
                kind=cast(MethodKind, choice(line, "kind", METHOD_KINDS)),
                is_plannable=yes_no(line, "plannable"),
                is_for_home=yes_no(line, "home"),
                tool=text_or_none(line, "tool"),
                needs_consent=yes_no(line, "needs_consent"),
                what_it_is=text(line, "what_it_is"),
                evidence_grade=text_or_none(line, "evidence_grade"),
                source=text_or_none(line, "source"),
                part_of=text_or_none(line, "part_of"),
            ),
        )
        for line in read_csv(FACT_FILES / "methods.csv")
    )
