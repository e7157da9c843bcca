"""The contract of ``unknot programme``: one case of a home programme, and its week."""

from __future__ import annotations

from typing import Any

from unknot.facts.conditions import load_conditions
from unknot.facts.programmes import BREAK_PEOPLE, load_exercises, load_programme_parameters
from unknot.json_schemas import closed_object, list_of, one_of, or_null
from unknot.muscles.catalogue import load_muscles
from unknot.muscles.reach import PARTS
from unknot.plan.permissions import PLANNABLE
from unknot.prevent.contract_shared import (
    AMOUNT,
    AMOUNT_OR_NONE,
    COUNT,
    DATE,
    SCALE_OR_NONE,
    TEXT,
    TEXT_OR_NONE,
    TEXTS,
    YES_NO,
    answer_schema,
    break_schema,
    case_schema,
    point_schema,
)
from unknot.prevent.told import DONE, LONGEST_DAY, MOST_RECORDS, WEEKDAYS
from unknot.sides import LEFT_RIGHT

__all__ = ["programme_input_schema", "programme_output_schema"]


def programme_input_schema() -> dict[str, Any]:
    """Return the schema of one case of a home programme."""
    did = closed_object(
        {
            "at": DATE,
            "item": TEXT,
            "did": {"enum": list(DONE)},
            "effort": SCALE_OR_NONE,
        },
        ["at", "item", "did"],
    )
    pain = closed_object({"at": DATE, "pain": SCALE_OR_NONE}, ["at", "pain"])
    most = int(load_programme_parameters()["things_a_day"].value)
    return case_schema(
        "unknot programme: one case",
        {
            "minutes_a_day": {"type": ["number", "null"], "minimum": 1, "maximum": LONGEST_DAY},
            "days": or_null(
                {"type": "array", "minItems": 1, "maxItems": 7, "items": one_of(WEEKDAYS)}
            ),
            "things_a_day": {"type": ["integer", "null"], "minimum": 1, "maximum": most},
            "start": or_null(DATE),
            "now": or_null(DATE),
            "done": list_of(did, most=MOST_RECORDS),
            "diary": list_of(pain, most=MOST_RECORDS),
            "who": or_null(one_of(BREAK_PEOPLE)),
        },
    )


def programme_output_schema() -> dict[str, Any]:
    """Return the schema of one home programme."""
    return answer_schema(
        "unknot programme: one answer",
        {
            "before_you_begin": TEXTS,
            "week": _week(),
            "things": {"type": "array", "items": _thing()},
            "left_out": {"type": "array", "items": _left()},
            "stop_if": TEXTS,
            "next_day": TEXTS,
            "normal_afterwards": {"type": "array", "items": _afterwards()},
            "not_normal": {"type": "array", "items": _afterwards()},
            "breaks": {"type": "array", "items": break_schema()},
            "conditions": {"type": "array", "items": one_of(load_conditions())},
        },
    )


def _week() -> dict[str, Any]:
    """Return the schema of the seven days."""
    day = closed_object(
        {
            "day": one_of(WEEKDAYS),
            "date": or_null(DATE),
            "rest": YES_NO,
            "minutes": AMOUNT,
            "things": {
                "type": "array",
                "items": TEXT,
                "maxItems": int(load_programme_parameters()["things_a_day"].value),
            },
        }
    )
    return closed_object(
        {
            "number": {"type": "integer", "minimum": 1},
            "from": or_null(DATE),
            "minutes_a_day": AMOUNT,
            "things_a_day": {"type": "integer", "minimum": 1},
            "shorter_by": COUNT,
            "pain_is_up": YES_NO,
            "days": {"type": "array", "items": day, "minItems": 7, "maxItems": 7},
        }
    )


def _thing() -> dict[str, Any]:
    """Return the schema of one thing of the week."""
    span = {"type": "array", "items": AMOUNT, "minItems": 2, "maxItems": 2}
    site = closed_object(
        {"muscle": one_of(load_muscles()), "side": one_of(LEFT_RIGHT), "site": TEXT}
    )
    evidence = closed_object({"grade": TEXT, "for": TEXT, "summary": TEXT, "sources": TEXTS})
    return closed_object(
        {
            "id": TEXT,
            "title": TEXT,
            "part": one_of(PARTS),
            "method": one_of(PLANNABLE),
            "exercise": or_null(one_of(load_exercises())),
            "point": point_schema(),
            "also_for": {"type": "array", "items": point_schema()},
            "days": {"type": "array", "items": one_of(WEEKDAYS)},
            "minutes": AMOUNT,
            "amount": TEXT,
            "seconds": or_null(span),
            "seconds_each": or_null(COUNT),
            "repeats": {"type": "integer", "minimum": 1},
            "sets": {"type": "integer", "minimum": 1},
            "rest_seconds": AMOUNT_OR_NONE,
            "pressure_0_10": SCALE_OR_NONE,
            "pressure_start_0_10": SCALE_OR_NONE,
            "effort_percent": AMOUNT_OR_NONE,
            "scale": TEXT,
            "step": {"type": "integer", "minimum": -1},
            "level": or_null(COUNT),
            "tool": TEXT_OR_NONE,
            "tool_in_words": TEXT_OR_NONE,
            "tool_is_told": YES_NO,
            "find": TEXT_OR_NONE,
            "do": TEXT,
            "position": TEXT_OR_NONE,
            "feel": TEXT,
            "picture": site,
            "change": {"enum": ["start", "same", "up", "down", "pause"]},
            "change_why": TEXT,
            "change_in_words": TEXT,
            "rests_until": or_null(DATE),
            "why": TEXT,
            "evidence": evidence,
            "sources": TEXTS,
            "source_seen": YES_NO,
            "cautions": TEXTS,
            "limited_by": {"type": "array", "items": one_of(load_conditions())},
            "is_halved": YES_NO,
            "stop_if": TEXTS,
        }
    )


def _left() -> dict[str, Any]:
    """Return the schema of what is left out."""
    return closed_object(
        {
            "id": TEXT_OR_NONE,
            "what": TEXT,
            "because": TEXT,
            "kind": {
                "enum": [
                    "rows", "posture", "tool", "budget", "week_full", "waiting",
                    "nothing_reaches", "paused",
                ]
            },
            "method": or_null(one_of(PLANNABLE)),
            "points": {"type": "array", "items": point_schema()},
            "by": {"type": "array", "items": one_of(load_conditions())},
        }
    )  # fmt: skip


def _afterwards() -> dict[str, Any]:
    """Return the schema of what can follow."""
    return closed_object({"text": TEXT, "do": TEXT_OR_NONE, "source": TEXT})
