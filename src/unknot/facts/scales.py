"""What can be measured before and after, on which scale, and in whom it was studied.

Two files, one loader each. A scale says what may be given (unit, lowest, highest), which
direction is better, and which lines of ``measures.jsonl`` speak of it; it holds no published
value itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final, Literal, cast

from unknot.facts.fields import (
    choice,
    keyed,
    number_or_none,
    text,
    text_or_none,
    whole,
    words,
    yes_no,
)
from unknot.facts.reading import FACT_FILES, Line, read_csv

__all__ = [
    "SCALE_KINDS",
    "Better",
    "Population",
    "Scale",
    "ScaleKind",
    "load_populations",
    "load_scales",
]

ScaleKind = Literal["level", "items", "grade", "change", "sign"]
SCALE_KINDS: Final[tuple[ScaleKind, ...]] = ("level", "items", "grade", "change", "sign")
Better = Literal["higher", "lower"]
_NEEDS: Final = ("muscle_or_region", "movement", "sign")


@dataclass(frozen=True, slots=True)
class Scale:
    """One thing that is measured before and after.

    Attributes
    ----------
    kind
        ``level``: readings of one amount; ``items``: one rating for each item, their mean is
        the score; ``grade``: one grade in order; ``change``: the answer is itself a change;
        ``sign``: there or not there.
    unit
        The house's unit; None for a sign.
    units
        Units that may come in.
    low, high
        What can be, in the house's unit; None for a sign. Not what is normal.
    fewest, most
        Readings, or items, at one time.
    needs
        What must be told beside the readings.
    measures
        Names in ``measures.jsonl`` that speak of this scale.
    rose, fell
        Words of a sentence; ``{amount}`` stands for the change with its unit.
    raised, lowered
        Words for the two directions.
    """

    id: str
    label: str
    kind: ScaleKind
    unit: str | None
    units: tuple[str, ...]
    low: float | None
    high: float | None
    fewest: int
    most: int
    better: Better
    needs: str | None
    measures: tuple[str, ...]
    rose: str | None
    fell: str | None
    raised: str
    lowered: str
    how: str
    licence: str
    source: str | None


@dataclass(frozen=True, slots=True)
class Population:
    """People in whom measures were studied."""

    id: str
    label: str
    is_in_pain: bool
    complaints: tuple[str, ...]
    regions: tuple[str, ...]


@cache
def load_scales() -> Mapping[str, Scale]:
    """Return every scale by id, in file order."""
    return MappingProxyType(
        dict(keyed((line, _scale(line)) for line in read_csv(FACT_FILES / "scales.csv")))
    )


@cache
def load_populations() -> Mapping[str, Population]:
    """Return every population by id, in file order."""
    return MappingProxyType(
        dict(keyed((line, _population(line)) for line in read_csv(FACT_FILES / "populations.csv")))
    )


def _scale(line: Line) -> Scale:
    """Build one scale."""
    needs = text_or_none(line, "needs")
    return Scale(
        id=text(line, "id"),
        label=text(line, "label"),
        kind=cast(ScaleKind, choice(line, "kind", SCALE_KINDS)),
        unit=text_or_none(line, "unit"),
        units=tuple((text_or_none(line, "units") or "").split("|")) if line.fields["units"] else (),
        low=number_or_none(line, "low"),
        high=number_or_none(line, "high"),
        fewest=whole(line, "fewest"),
        most=whole(line, "most"),
        better=cast(Better, choice(line, "better", ("higher", "lower"))),
        needs=choice(line, "needs", _NEEDS) if needs else None,
        measures=words(line, "measures"),
        rose=text_or_none(line, "rose"),
        fell=text_or_none(line, "fell"),
        raised=text(line, "raised"),
        lowered=text(line, "lowered"),
        how=text(line, "how"),
        licence=text(line, "licence"),
        source=text_or_none(line, "source"),
    )


def _population(line: Line) -> Population:
    """Build one population."""
    return Population(
        id=text(line, "id"),
        label=text(line, "label"),
        is_in_pain=yes_no(line, "in_pain"),
        complaints=words(line, "complaints"),
        regions=words(line, "regions"),
    )
