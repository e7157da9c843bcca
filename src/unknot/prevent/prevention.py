"""From points and answers to at most three changes, what they may be worth, and the doctor.

``prevention_from`` checks one case of ``unknot prevent`` and returns a frozen record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from unknot.errors import InvalidInput
from unknot.facts.factor_questions import load_factor_questions
from unknot.facts.programmes import BREAK_PEOPLE
from unknot.find.red_flags import Screening
from unknot.json_values import (
    check_names,
    kind,
    known_id,
    one_of,
    shown,
    yes_no_or_none,
)
from unknot.plan.gate import first_open, screening_of
from unknot.plan.order import order_points
from unknot.plan.person import conditions_of_person
from unknot.plan.query import PlanQuery
from unknot.prevent.breaks import CheckedSet, break_sets_for
from unknot.prevent.factors import LinkedFactor, Sorted, linked_factors, sorted_factors
from unknot.prevent.told import PLAN_FIELDS, plan_query_of
from unknot.prevent.worth import Worth, forecast_case, worths_of

__all__ = ["FIELDS", "Prevention", "PreventionQuery", "prevention_from", "prevention_query_from"]

FIELDS: Final = (*PLAN_FIELDS, "factors", "doctor", "forecast", "now", "who")


@dataclass(frozen=True, slots=True)
class PreventionQuery:
    """Everything that prevention rests on.

    Attributes
    ----------
    factors
        Answer ids by factor; what is not there was not told.
    doctor
        Answers to the questions that decide whether a doctor should look first.
    case
        The case that the forecast model is asked; None: no figure is wanted.
    """

    plan: PlanQuery
    factors: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    doctor: Mapping[str, bool] = field(default_factory=lambda: MappingProxyType({}))
    case: Mapping[str, Any] | None = None
    who: str | None = None
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prevention:
    """What feeds the points, with everything it rests on."""

    query: PreventionQuery
    screening: Screening
    sorted: Sorted
    linked: tuple[LinkedFactor, ...]
    worths: Mapping[str, Worth] | None
    """None: the model was not asked."""
    breaks: tuple[CheckedSet, ...]

    @property
    def may_show(self) -> bool:
        """Whether a person may be shown it now: every first question is answered."""
        return not self.screening.stops and not first_open(self.query.plan, self.screening)


def prevention_query_from(fields: object) -> PreventionQuery:
    """Check one case of ``unknot prevent`` and return it as a frozen record.

    Raises
    ------
    InvalidInput
        A value has the wrong kind, is out of range, or contradicts another.
    UnknownId
        An id stands in no vocabulary; the nearest is named.
    NotEnoughData
        There is no point.
    """
    if not isinstance(fields, Mapping):
        raise InvalidInput(
            f"A case is one JSON object {{…}}; this is {kind(fields)}.", where="", value=fields
        )
    ignored = check_names(fields, FIELDS)
    plan = plan_query_of(fields)
    return PreventionQuery(
        plan=plan,
        factors=_answers(fields.get("factors")),
        doctor=_doctor(fields.get("doctor")),
        case=_case(fields, plan),
        who=one_of(fields.get("who"), BREAK_PEOPLE, "who"),
        ignored=ignored,
    )


def prevention_from(query: PreventionQuery) -> Prevention:
    """Sort the factors of a person and say what changes may be worth.

    Raises
    ------
    InvalidInput
        Screening or forecast refuses what was told.
    """
    screening = screening_of(query.plan)
    linked = linked_factors(query.plan.points, query.factors)
    conditions = conditions_of_person(query.plan, screening.level)
    return Prevention(
        query=query,
        screening=screening,
        sorted=sorted_factors(linked, query.doctor),
        linked=linked,
        worths=None if query.case is None or screening.stops else worths_of(query.case),
        breaks=()
        if query.who is None or screening.stops
        else break_sets_for(query.who, query.plan, conditions),
    )


def _answers(value: object) -> Mapping[str, str]:
    """Check the answers to factor questions; null is not yet answered."""
    asked = load_factor_questions()
    found = {}
    for factor, answer in _items(value, "factors"):
        where = f"factors.{factor[:60]}"
        known_id(factor, asked, what="factor", where=where)
        told = one_of(answer, asked[factor].answers, where)
        if told is not None:
            found[factor] = told
    return MappingProxyType(found)


def _doctor(value: object) -> Mapping[str, bool]:
    """Check the answers to the questions about a doctor."""
    asked = {
        one.factor: one for one in load_factor_questions().values() if one.doctor_when == "asked"
    }
    found = {}
    for factor, answer in _items(value, "doctor"):
        where = f"doctor.{factor[:60]}"
        known_id(factor, asked, what="factor", where=where)
        told = yes_no_or_none(answer, where)
        if told is not None:
            found[factor] = told
    return MappingProxyType(found)


def _items(value: object, where: str) -> list[tuple[str, object]]:
    """Return names and values of an object; null is empty."""
    if value is None:
        return []
    if not isinstance(value, Mapping):
        raise InvalidInput(
            f"'{where}' is an object of factors and answers; this is {kind(value)}.", where=where
        )
    return [(str(name), answer) for name, answer in value.items()]


def _case(fields: Mapping[str, Any], plan: PlanQuery) -> Mapping[str, Any] | None:
    """Return the case that the forecast model is asked."""
    told, now = fields.get("forecast"), fields.get("now")
    if told is not None and not isinstance(told, Mapping):
        raise InvalidInput(
            f"'forecast' is a case of unknot forecast {{…}}; this is {kind(told)}.",
            where="forecast",
        )
    if now is not None and not isinstance(now, str):
        raise InvalidInput(
            f"'now' is a date and time, such as 2026-11-15T08:00:00Z; this is {shown(now)}.",
            where="now",
        )
    first = order_points(plan.points)[0].point
    others = sum(one.state == "active" for one in plan.points) - (first.state == "active")
    point = {"muscle": first.muscle, "side": first.side, "other_active_points": others}
    if first.weeks is not None:
        point["weeks"] = first.weeks
    case = forecast_case(told, now=now, point=point)
    if case is None:
        return None
    return {**case, "person": fields.get("person"), "answers": fields.get("answers")}
