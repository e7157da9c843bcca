"""What was told of a group: checked once at the door, trusted inside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any, Final, cast

from unknot.errors import InvalidInput
from unknot.facts.trial_evidence import TrialOutcome, load_trial_outcomes
from unknot.facts.trials import CHRONICITIES, Chronicity
from unknot.forecast.evidence.shares import load_method_classes
from unknot.json_values import (
    case_id,
    check_names,
    entries,
    kind,
    known_id,
    number_in,
    object_with,
    one_of,
    shown,
    whole_in,
)
from unknot.muscles.catalogue import load_muscles

__all__ = ["GROUP_FIELDS", "LATEST_WEEK", "MOST_PEOPLE", "MOST_WEEKS", "ToldGroup", "told_group"]

GROUP_FIELDS: Final = (
    "id",
    "method",
    "chronicity",
    "condition",
    "muscles",
    "treatment_weeks",
    "treatments",
    "outcome",
    "baseline",
    "n",
    "weeks",
)
LATEST_WEEK: Final = 260.0
"""Trials follow people no longer. [weeks]"""
MOST_WEEKS: Final = 200
MOST_PEOPLE: Final = 5000
_MOST_TREATMENTS: Final = 500
_LONGEST: Final = 300


@dataclass(frozen=True, slots=True)
class ToldGroup:
    """A group as it was asked about; amounts are in the unit of the outcome.

    Attributes
    ----------
    condition, muscles, treatments
        Kept and echoed; the forecast does not depend on them, because the trials cannot tell.
    ignored
        Fields that came and that nothing here reads.
    """

    id: str | int | None
    method: str
    chronicity: Chronicity | None
    condition: str | None
    muscles: tuple[str, ...]
    weeks_treated: float | None
    treatments: int | None
    outcome: TrialOutcome
    baseline: float
    sd: float | None
    n: int | None
    weeks: tuple[float, ...]
    ignored: tuple[str, ...]


def told_group(fields: object) -> ToldGroup:
    """Check one group of the contract and return it as a frozen record.

    Raises
    ------
    InvalidInput
        A value has the wrong kind or cannot be.
    UnknownId
        A method, outcome or muscle is not known.
    """
    if not isinstance(fields, Mapping):
        raise InvalidInput(f"A group is one JSON object {{…}}; this is {kind(fields)}.")
    ignored = check_names(fields, GROUP_FIELDS)
    outcomes = load_trial_outcomes()
    methods = load_method_classes()
    outcome = outcomes[_needed(fields, "outcome", outcomes)]
    baseline, sd = _baseline(fields.get("baseline"), outcome)
    return ToldGroup(
        id=case_id(fields.get("id")),
        method=_needed(fields, "method", methods),
        chronicity=cast(
            "Chronicity | None", one_of(fields.get("chronicity"), CHRONICITIES, "chronicity")
        ),
        condition=_condition(fields.get("condition")),
        muscles=_muscles(fields.get("muscles")),
        weeks_treated=number_in(
            fields.get("treatment_weeks"), "treatment_weeks", high=LATEST_WEEK, unit="weeks"
        ),
        treatments=whole_in(fields.get("treatments"), "treatments", high=_MOST_TREATMENTS),
        outcome=outcome,
        baseline=baseline,
        sd=sd,
        n=_people(fields.get("n")),
        weeks=_weeks(fields.get("weeks")),
        ignored=ignored,
    )


def _needed(fields: Mapping[str, Any], name: str, known: Mapping[str, Any]) -> str:
    """Return an id that must be told."""
    if fields.get(name) is None:
        raise InvalidInput(f"'{name}' is missing. It is one of: {', '.join(known)}.", where=name)
    return known_id(fields[name], known, what=name, where=name)


def _baseline(given: object, outcome: TrialOutcome) -> tuple[float, float | None]:
    """Return mean and spread of the baseline; a change from baseline starts at zero."""
    if given is None and outcome.is_change:
        return 0.0, None
    if given is None:
        raise InvalidInput(
            f"'baseline' is missing. Give the mean before the first treatment, such as "
            f'{{"mean": {outcome.typical_baseline:g}, "sd": null}}. [{outcome.unit}]',
            where="baseline",
        )
    told = object_with(given, "baseline", ("mean", "sd"))
    mean = _mean(told.get("mean"), outcome)
    sd = _number(told.get("sd"), "baseline.sd", low=0, high=outcome.high - outcome.low, unit="")
    return mean, sd or None


def _mean(value: object, outcome: TrialOutcome) -> float:
    """Return the mean of the baseline on the scale of its outcome."""
    where = "baseline.mean"
    if outcome.is_change:
        if value not in (None, 0):
            raise InvalidInput(
                f"'{outcome.id}' counts the change from baseline, which starts at 0, not at "
                f"{shown(value)} ({where}). Leave the baseline out.",
                where=where,
                value=value,
                nearest="0",
            )
        return 0.0
    if value is None:
        raise InvalidInput(
            f"'{where}' is missing: a forecast starts from the mean before the first treatment. "
            f"[{outcome.unit}]",
            where=where,
        )
    mean = cast(float, _number(value, where, low=outcome.low, high=outcome.high, unit=outcome.unit))
    if mean == 0:
        raise InvalidInput(
            f"'{where}' is 0: such a group has nothing left to change. Give the mean before the "
            f"first treatment, such as {outcome.typical_baseline:g}. [{outcome.unit}]",
            where=where,
            value=0,
        )
    return mean


def _people(value: object) -> int | None:
    """Return how many people the group has; null is not told."""
    n = whole_in(value, "n", high=MOST_PEOPLE, unit="people")
    if n == 0:
        raise InvalidInput(
            "'n' is 0; a group has at least one person. Write null when it is not known.",
            where="n",
            value=0,
        )
    return n


def _weeks(given: object) -> tuple[float, ...]:
    """Return the weeks that are asked about."""
    weeks = tuple(
        cast(
            float,
            _number(value, f"weeks[{n}]", low=0, high=LATEST_WEEK, unit="weeks", is_needed=True),
        )
        for n, value in enumerate(entries(given, "weeks", most=MOST_WEEKS))
    )
    if not weeks:
        raise InvalidInput(
            "'weeks' is missing or empty. Give the weeks to forecast, counted from before the "
            "first treatment, such as [1, 4, 12]; 0.001 is right after the first treatment.",
            where="weeks",
        )
    return weeks


def _number(
    value: object, where: str, *, low: float, high: float, unit: str, is_needed: bool = False
) -> float | None:
    """Return a finite number of a range; null only where it may be missing."""
    if value is None and is_needed:
        raise InvalidInput(f"'{where}' is null; it is a number. [{unit}]", where=where)
    if isinstance(value, float) and not isfinite(value):
        raise InvalidInput(f"'{where}' is {value}; it is a finite number.", where=where)
    return number_in(value, where, low=low, high=high, unit=unit)


def _condition(value: object) -> str | None:
    """Return the words for the complaint; they are free."""
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise InvalidInput(
            f"'condition' is a text of at most {_LONGEST} characters, not {shown(value)}.",
            where="condition",
        )
    return value


def _muscles(given: object) -> tuple[str, ...]:
    """Return the muscles that were treated."""
    known: Mapping[str, Any] = load_muscles()
    return tuple(
        known_id(value, known, what="muscle", where=f"muscles[{n}]")
        for n, value in enumerate(entries(given, "muscles"))
    )
