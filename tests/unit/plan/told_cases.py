"""Cases of a plan in few words, for the tests of plans."""

from __future__ import annotations

from typing import Any

from unknot.plan.plan import plan_as_json, plan_from, plan_query_from

__all__ = ["CALM", "at", "located", "methods", "planned", "why_not"]

CALM = {"dvt_swell": "no", "dvt_calf_unexplained": "no"}


def planned(points: list[dict[str, Any]], *, setting: str = "clinic", **fields: Any):
    person = {"age": 40, "treatments_so_far": 5, **fields.pop("person", {})}
    case = {"setting": setting, "person": person, "points": points, "answers": CALM, **fields}
    return plan_as_json(plan_from(plan_query_from(case)))


def at(muscle: str, side: str = "right", **fields: Any) -> dict[str, Any]:
    return {"muscle": muscle, "side": side, **fields}


def methods(plan: dict[str, Any]) -> set[str]:
    return {step["method"] for step in plan["steps"]}


def located(condition: str, region: str, side: str = "right") -> dict[str, Any]:
    return {"condition": condition, "places": [{"region": region, "side": side}]}


def why_not(plan: dict[str, Any], method: str) -> list[str]:
    return [one["because"] for one in plan["left_out"] if method in one["methods"]]
