"""The model's mean: which part of the baseline is gone, from what, and when.

The follow-up mean of an arm is its baseline times what is left. What is gone has three
parts that the trials can tell apart only by their comparison arms:

* the *natural course*, which every arm has, more of it when the pain is new;
* the *context*: being looked after. Sham arms show it, technique arms have it too, and usual
  care has its own kind of it;
* the *technique*: its family (hands, needle, device, active, mixed) and its own effect,
  both pooled towards what techniques reach together.

Context and technique act at once for one part (``at_once``) and grow for the rest over the
course of treatment. Weeks after the course give a small change. A high baseline falls further.

Notes
-----
``gain = scale * [n(t) natural + k(t) (context + technique + baseline + trial + arm) + later]``
with ``n(t) = 1 - exp(-t / natural_weeks)`` and
``k(t) = at_once + (1 - at_once) min(1, t / course)``.
Thresholds and movement have no natural course; their gain is a logarithm of growth.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import log1p
from pathlib import Path
from typing import Final, Literal, TypeAlias, cast

import numpy as np
from numpy.typing import NDArray

from unknot.facts.fields import choice, text, text_or_none
from unknot.facts.reading import read_csv
from unknot.facts.trial_evidence import OutcomeKind
from unknot.facts.trials import Chronicity
from unknot.forecast.evidence.arms import Observation

__all__ = [
    "EVIDENCE_FILES",
    "PAIN_CENTRE",
    "FloatArray",
    "MethodClass",
    "Row",
    "Situation",
    "course_progress",
    "effect_names",
    "load_method_classes",
    "observed_row",
    "row_of",
    "situation_of",
    "technique_effects",
]

FloatArray: TypeAlias = NDArray[np.float64]
Part = Literal["nothing", "usual", "context", "technique"]

EVIDENCE_FILES: Final = Path(__file__).parent / "files"
PAIN_CENTRE: Final = 6.2
"""Baseline at which the effect of the baseline is zero; typical of trials. [points 0-10]"""

_PARTS: Final[tuple[Part, ...]] = ("nothing", "usual", "context", "technique")
_SHORTEST_COURSE: Final = 1.0
"""What a single treatment does is complete after this time. [weeks]"""
_USUAL_COURSE: Final = 3.0
"""Where the length of treatment is not told; the median of trials.jsonl. [weeks]"""
_AGE: Final[Mapping[Chronicity | None, float]] = {
    "acute": 0.0,
    "subacute": 0.3,
    "latent": 0.6,
    None: 0.6,
    "chronic": 1.0,
}
"""How the model counts the age of a complaint, from new to old. [1]"""
_AGE_CENTRE: Final = 0.7


@dataclass(frozen=True, slots=True)
class MethodClass:
    """Which part of the model a method has, and its family when it is a technique."""

    method: str
    part: Part
    family: str | None


@dataclass(frozen=True, slots=True)
class Situation:
    """What the mean curve depends on.

    Attributes
    ----------
    pain
        Mean baseline pain; None for other outcomes. [points 0-10]
    """

    method: str
    kind: OutcomeKind
    week: float
    chronicity: Chronicity | None = None
    weeks_treated: float | None = None
    pain: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One observation as the model reads it.

    Attributes
    ----------
    effects
        Weights of the effects that act at once in part and grow over the course.
    lasting
        Weights of the effects that have no such start.
    progress
        Part of the course that is over. [0..1]
    natural
        Weight and age of the natural course; None where there is none.
    """

    effects: dict[str, float]
    lasting: dict[str, float]
    progress: float
    week: float
    age: float | None
    kind: OutcomeKind


@cache
def load_method_classes() -> Mapping[str, MethodClass]:
    """Return the class of every method that a group can be asked about."""
    return {
        text(line, "method"): MethodClass(
            method=text(line, "method"),
            part=cast(Part, choice(line, "part", _PARTS)),
            family=text_or_none(line, "family"),
        )
        for line in read_csv(EVIDENCE_FILES / "method_classes.csv")
    }


@cache
def effect_names() -> tuple[str, ...]:
    """Return the effects of the model that are not of one trial, in a fixed order."""
    classes = load_method_classes().values()
    families = dict.fromkeys(f"family:{one.family}" for one in classes if one.family)
    techniques = [f"method:{one.method}" for one in classes if one.part == "technique"]
    common = ("natural", "natural_age", "usual", "context", "technique", "later", "baseline")
    return (*common, *families, *techniques)


def course_progress(week: float, weeks_treated: float | None) -> float:
    """Return how much of a course of treatment is over, 0 to 1; a single treatment takes a week."""
    course = _USUAL_COURSE if weeks_treated is None else weeks_treated
    return min(1.0, week / max(course, _SHORTEST_COURSE))


def technique_effects(method: str) -> dict[str, float]:
    """Return the weights of context and technique in an arm of a method."""
    one = load_method_classes()[method]
    if one.part == "nothing":
        return {}
    if one.part == "usual":
        return {"usual": 1.0}
    if one.part == "context":
        return {"context": 1.0}
    own = {"context": 1.0, "technique": 1.0, f"method:{method}": 1.0}
    return {**own, f"family:{one.family}": 1.0}


def row_of(situation: Situation) -> Row:
    """Return how the model reads one situation."""
    effects = technique_effects(situation.method)
    if situation.pain is not None and situation.kind == "pain":
        effects["baseline"] = situation.pain - PAIN_CENTRE
    has_course = situation.kind in ("pain", "disability")
    return Row(
        effects=effects,
        lasting=_later(situation.method, situation.week, situation.weeks_treated),
        progress=course_progress(situation.week, situation.weeks_treated),
        week=situation.week,
        age=_AGE[situation.chronicity] - _AGE_CENTRE if has_course else None,
        kind=situation.kind,
    )


def observed_row(one: Observation) -> Row:
    """Return how the model reads one observation; a contrast is a difference of two."""
    situation = situation_of(one)
    row = row_of(situation)
    if one.versus is None:
        return row
    effects = dict(row.effects)
    for name, weight in technique_effects(one.versus).items():
        effects[name] = effects.get(name, 0.0) - weight
    lasting = dict(row.lasting)
    for name, weight in _later(one.versus, one.week, one.weeks_treated).items():
        lasting[name] = lasting.get(name, 0.0) - weight
    return Row(
        effects={name: weight for name, weight in effects.items() if weight},
        lasting={name: weight for name, weight in lasting.items() if weight},
        progress=row.progress,
        week=row.week,
        age=None,
        kind=row.kind,
    )


def situation_of(one: Observation) -> Situation:
    """Return the situation in which something was observed."""
    is_level = one.outcome.kind == "pain" and one.baseline is not None
    return Situation(
        method=one.method,
        kind=one.outcome.kind,
        week=one.week,
        chronicity=one.chronicity,
        weeks_treated=one.weeks_treated,
        pain=one.baseline if is_level else None,
    )


def _later(method: str, week: float, weeks_treated: float | None) -> dict[str, float]:
    """Return the weight of the time since the end of the course, for techniques only."""
    course = _USUAL_COURSE if weeks_treated is None else weeks_treated
    after = week - max(course, _SHORTEST_COURSE)
    is_technique = load_method_classes()[method].part == "technique"
    return {"later": log1p(after)} if is_technique and after > 0 else {}
