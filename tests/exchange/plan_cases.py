"""Plans that the tests of the papers print."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from unknot.exchange.papers.plan_paper import plan_paper
from unknot.plan.gate import first_open, screening_of
from unknot.plan.plan import Plan, plan_from, plan_query_from

DAY: Final = date(2026, 3, 9)
CLINIC: Final = {
    "id": "case 7",
    "setting": "clinic",
    "profession": "physiotherapist",
    "country": "DE",
    "person": {"age": 67, "sex": "male", "conditions": ["anticoagulant"]},
    "points": [
        {"muscle": "upper_trapezius", "side": "left", "weeks": 12},
        {"muscle": "infraspinatus", "side": "right", "site": "infraspinatus_1"},
        {"muscle": "piriformis", "side": "right", "weeks": 60},
    ],
}
HOME: Final = {
    "setting": "home",
    "person": {"age": 41, "conditions": [], "equipment": ["ball"]},
    "points": [{"muscle": "infraspinatus", "side": "right", "weeks": 12}],
}
BLOCKED: Final = {
    "setting": "home",
    "person": {"age": 62, "conditions": ["dvt", "systemic_infection"]},
    "points": [{"muscle": "soleus", "side": "left"}],
}
STOPPED: Final = {
    "setting": "home",
    "person": {"age": 50},
    "points": [{"muscle": "quadratus_lumborum", "side": "left"}],
    "answers": {"ces_saddle": "yes"},
}


def plan_of(case: dict[str, Any], *, is_asked: bool = True) -> Plan:
    """Return the plan of a case, its first warning-sign questions answered with no."""
    query = plan_query_from(case)
    if is_asked:
        no = dict.fromkeys(first_open(query, screening_of(query), before_hands=True), "no")
        query = replace(query, answers=MappingProxyType({**no, **query.answers}))
    return plan_from(query)


def printed(plan: Plan, *, large: bool = False) -> bytes:
    """Return a plan as PDF on a fixed day."""
    return plan_paper(plan, made_on=DAY, number="112", large=large)
