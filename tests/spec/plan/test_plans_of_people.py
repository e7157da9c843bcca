"""Plans of people as they come: each row was read line by line by a strict reader."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from unknot.cli.plan_page import plan_page
from unknot.facts.wording import banned_in
from unknot.plan.contract import input_schema, output_schema
from unknot.plan.gate import first_open, screening_of
from unknot.plan.plan import Plan, plan_as_json, plan_from, plan_query_from

ROWS: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).parent / "people.jsonl").read_text("utf-8").splitlines()
]
IDS = [row["case"]["id"] for row in ROWS]


def planned(row: dict[str, Any]) -> Plan:
    case = row["case"]
    if row["first_questions"] == "no":
        query = plan_query_from(case)
        first = first_open(query, screening_of(query), before_hands=True)
        case = {**case, "answers": {**dict.fromkeys(first, "no"), **case["answers"]}}
    return plan_from(plan_query_from(case))


def page_of(plan: Plan) -> str:
    return " ".join("\n".join(plan_page(plan, number="112").lines).split())


def step_in_short(step: dict[str, Any]) -> str:
    point, (low, high) = step["point"], step["seconds"]
    strength = (
        f"{step['effort_percent']} %"
        if step["pressure_0_10"] is None
        else f"{step['pressure_0_10']:g}/10"
    )
    return (
        f"{point['muscle']} {point['side']}: {step['method']}, {low}-{high} s x "
        f"{step['repeats']}, {strength}"
    )


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_the_person_gets_these_steps(row: dict[str, Any]) -> None:
    told = plan_as_json(planned(row))
    assert [step_in_short(step) for step in told["steps"]] == row["steps"]
    assert [blocker["id"] for blocker in told["blocked_by"]] == row["blocked_by"]
    assert [thing["method"] or "habit" for thing in told["home"]] == row["home"]


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_the_page_says_what_must_be_said(row: dict[str, Any]) -> None:
    plan = planned(row)
    shown = page_of(plan) + json.dumps(plan_as_json(plan), ensure_ascii=False)
    assert [words for words in row["says"] if words not in shown] == []


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_case_and_plan_keep_the_contract(row: dict[str, Any]) -> None:
    jsonschema.validate(row["case"], input_schema())
    jsonschema.validate(plan_as_json(planned(row)), output_schema())


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_no_page_uses_a_banned_word(row: dict[str, Any]) -> None:
    assert banned_in(page_of(planned(row))) == []


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_every_step_says_why_and_on_what_evidence(row: dict[str, Any]) -> None:
    for step in plan_as_json(planned(row))["steps"]:
        assert len(step["why"]) > 20
        assert step["evidence"]["grade"]
        assert step["evidence"]["sources"]
        assert step["position"]


def test_there_are_at_least_twenty_people() -> None:
    assert len(set(IDS)) == len(IDS) >= 20
