"""What trials measure, and which pooled effects compare which two methods.

``trial_outcomes.csv`` holds the scales of outcomes and the values that stand in where a
trial does not print one; ``pooled_contrasts.csv`` reads lines of ``meta_analyses.jsonl`` as
"this method instead of that". What it does not do: pool anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, cast

from unknot.errors import FactsError
from unknot.facts.evidence import PooledEffect, load_meta_analyses
from unknot.facts.fields import choice, keyed, number, text, text_or_none
from unknot.facts.reading import FACT_FILES, Line, read_csv

__all__ = [
    "OUTCOME_KINDS",
    "OutcomeKind",
    "PooledContrast",
    "TrialOutcome",
    "load_pooled_contrasts",
    "load_trial_outcomes",
]

OutcomeKind = Literal["pain", "disability", "pressure", "movement"]
OUTCOME_KINDS: Final[tuple[OutcomeKind, ...]] = ("pain", "disability", "pressure", "movement")
Better = Literal["lower", "higher"]
_BETTER: Final[tuple[Better, ...]] = ("lower", "higher")


@dataclass(frozen=True, slots=True)
class TrialOutcome:
    """One thing that trials measure; every number is in ``unit``.

    Attributes
    ----------
    kind
        Outcomes of one kind are pooled together.
    low, high
        Ends of the scale of a mean.
    typical_baseline, typical_sd
        Stand in where they are not told.
    step
        Smallest step worth printing.
    """

    id: str
    kind: OutcomeKind
    label: str
    plain_label: str
    unit: str
    low: float
    high: float
    better: Better
    typical_baseline: float
    typical_sd: float
    step: float
    source: str

    @property
    def is_better_lower(self) -> bool:
        """Whether a lower value is the better one."""
        return self.better == "lower"

    @property
    def is_change(self) -> bool:
        """Whether it is counted as a change from baseline, which starts at zero."""
        return self.typical_baseline == 0


@dataclass(frozen=True, slots=True)
class PooledContrast:
    """One pooled effect, read as a method against another, some weeks after the start."""

    method: str
    versus: str
    kind: OutcomeKind
    week: float
    pooled: PooledEffect


@cache
def load_trial_outcomes() -> Mapping[str, TrialOutcome]:
    """Return every outcome by id, in file order."""
    return keyed((line, _outcome(line)) for line in read_csv(FACT_FILES / "trial_outcomes.csv"))


@cache
def load_pooled_contrasts() -> tuple[PooledContrast, ...]:
    """Return every pooled effect that compares two methods, in file order.

    Raises
    ------
    FactsError
        A row names an effect that stands in no line of ``meta_analyses.jsonl``.
    """
    effects = {
        (effect.comparison, effect.outcome, effect.timing): effect
        for effect in load_meta_analyses()
    }
    return tuple(_contrast(line, effects) for line in read_csv(FACT_FILES / "pooled_contrasts.csv"))


def _outcome(line: Line) -> TrialOutcome:
    """Build one outcome."""
    return TrialOutcome(
        id=text(line, "id"),
        kind=cast(OutcomeKind, choice(line, "kind", OUTCOME_KINDS)),
        label=text(line, "label"),
        plain_label=text(line, "plain_label"),
        unit=text(line, "unit"),
        low=number(line, "low"),
        high=number(line, "high"),
        better=cast(Better, choice(line, "better", _BETTER)),
        typical_baseline=number(line, "typical_baseline"),
        typical_sd=number(line, "typical_sd"),
        step=number(line, "step"),
        source=text(line, "source"),
    )


def _contrast(
    line: Line, effects: Mapping[tuple[str, str, str | None], PooledEffect]
) -> PooledContrast:
    """Build one contrast, with the effect that it reads."""
    key = (text(line, "comparison"), text(line, "outcome"), text_or_none(line, "timing"))
    if key not in effects:
        raise FactsError(
            f"{line.place} names the pooled effect '{key[0]}', {key[1]}, {key[2]}, which stands "
            "in no line of meta_analyses.jsonl. Copy its words exactly."
        )
    return PooledContrast(
        method=text(line, "method"),
        versus=text(line, "versus"),
        kind=cast(OutcomeKind, choice(line, "kind", OUTCOME_KINDS)),
        week=number(line, "week"),
        pooled=effects[key],
    )
