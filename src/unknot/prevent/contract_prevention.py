"""The contract of ``unknot prevent``: one case of prevention, and the changes that may help."""

from __future__ import annotations

from typing import Any

from unknot.facts.factor_questions import FORECAST_CHANGES, load_factor_questions
from unknot.facts.factors import GRADES
from unknot.facts.programmes import BREAK_PEOPLE, load_programme_parameters
from unknot.json_schemas import closed_object, one_of, or_null
from unknot.prevent.contract_shared import (
    COUNT,
    SHARE,
    TEXT,
    TEXT_OR_NONE,
    TEXTS,
    YES_NO,
    answer_schema,
    break_schema,
    case_schema,
    point_schema,
)
from unknot.prevent.worth import HOME_CARE

__all__ = ["prevent_input_schema", "prevent_output_schema"]


def prevent_input_schema() -> dict[str, Any]:
    """Return the schema of one case of prevention."""
    questions = load_factor_questions()
    answers = {one.factor: or_null({"enum": list(one.answers)}) for one in questions.values()}
    asked = [one.factor for one in questions.values() if one.doctor_when == "asked"]
    return case_schema(
        "unknot prevent: one case",
        {
            "factors": or_null(closed_object(answers, [])),
            "doctor": or_null(
                closed_object({one: {"type": ["boolean", "null"]} for one in asked}, [])
            ),
            "forecast": {"type": ["object", "null"]},
            "now": TEXT_OR_NONE,
            "who": or_null(one_of(BREAK_PEOPLE)),
        },
    )


def prevent_output_schema() -> dict[str, Any]:
    """Return the schema of one answer about prevention."""
    brief = _brief()
    question = closed_object(
        {
            **brief,
            "question": TEXT,
            "answers": {
                "type": "array",
                "items": closed_object({"id": TEXT, "label": TEXT}),
                "minItems": 2,
            },
        }
    )
    doctor = closed_object({**brief, "why": TEXT, "do": TEXT, "evidence": _evidence()})
    briefs = {"type": "array", "items": closed_object(brief)}
    changes = {
        "type": "array",
        "maxItems": int(load_programme_parameters()["changes_at_once"].value),
        "items": _change(brief),
    }
    asked = closed_object({"factor": _factor(), "name": TEXT, "question": TEXT})
    return answer_schema(
        "unknot prevent: one answer",
        {
            "factors_to_ask": {"type": "array", "items": question},
            "doctor_to_ask": {"type": "array", "items": asked},
            "doctor": {"type": "array", "items": doctor},
            "changes": changes,
            "later": briefs,
            "not_linked": briefs,
            "urgent": TEXTS,
            "programme_worth": or_null(_worth()),
            "breaks": {"type": "array", "items": break_schema()},
        },
    )


def _brief() -> dict[str, Any]:
    """Return the fields of a factor with the points it is linked to."""
    groups = dict.fromkeys(one.group for one in load_factor_questions().values())
    return {
        "factor": _factor(),
        "name": TEXT,
        "group": one_of(groups),
        "points": {"type": "array", "items": point_schema()},
        "touches_all": YES_NO,
        "link": SHARE,
    }


def _factor() -> dict[str, Any]:
    """Return the closed list of factors."""
    return one_of(load_factor_questions())


def _evidence() -> dict[str, Any]:
    """Return the schema of how good the ground is."""
    return closed_object(
        {
            "grade": one_of(GRADES),
            "summary": TEXT,
            "sources": TEXTS,
            "source_seen": YES_NO,
        }
    )


def _change(brief: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of one change."""
    return closed_object(
        {
            **brief,
            "change": TEXT,
            "advice": TEXT,
            "answer": TEXT,
            "answer_in_words": TEXT,
            "share": SHARE,
            "worth": or_null(_worth()),
            "no_worth_because": TEXT_OR_NONE,
            "sure": TEXT,
            "evidence": _evidence(),
            "see_doctor_if": TEXT_OR_NONE,
            "recheck_weeks": or_null(COUNT),
        }
    )


def _worth() -> dict[str, Any]:
    """Return the schema of what a change may be worth."""
    number = {"type": "number"}
    return closed_object(
        {
            "change": {"enum": [*FORECAST_CHANGES, HOME_CARE]},
            "relieved_days": {"type": "array", "items": number, "minItems": 3, "maxItems": 3},
            "followed_days": COUNT,
            "mean_pain": number,
            "better_by_one_point": SHARE,
            "in_words": TEXT,
            "rests_on": TEXT,
            "basis": TEXT,
        }
    )
