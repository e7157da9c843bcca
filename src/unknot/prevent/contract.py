"""The JSON contracts of ``unknot programme`` and ``unknot prevent`` as JSON Schema.

The four schema files in ``schemas/`` are written from here and shipped, so that other
programs can check what they send and what they get without running this one. What both share
with ``unknot plan`` is taken from its schema.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from unknot.facts.conditions import load_conditions
from unknot.facts.factor_questions import FORECAST_CHANGES, load_factor_questions
from unknot.facts.factors import GRADES
from unknot.facts.programmes import (
    BREAK_KINDS,
    BREAK_PEOPLE,
    load_break_moves,
    load_break_sets,
    load_exercises,
    load_programme_parameters,
)
from unknot.facts.red_flags import load_red_flags, load_urgencies
from unknot.json_schemas import closed_object, list_of, one_of, or_null
from unknot.muscles.catalogue import load_muscles
from unknot.muscles.reach import PARTS
from unknot.plan.contract import input_schema as plan_schema
from unknot.plan.permissions import PLANNABLE
from unknot.prevent.told import DONE, LONGEST_DAY, MOST_RECORDS, WEEKDAYS
from unknot.prevent.worth import HOME_CARE
from unknot.sides import LEFT_RIGHT

__all__ = [
    "SCHEMA_FILES",
    "prevent_input_schema",
    "prevent_output_schema",
    "programme_input_schema",
    "programme_output_schema",
    "write_schemas",
]

SCHEMA_FILES: Final = Path(__file__).parent / "schemas"
_DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
_TEXT: Final = {"type": "string"}
_TEXT_OR_NONE: Final = {"type": ["string", "null"]}
_TEXTS: Final = {"type": "array", "items": _TEXT}
_COUNT: Final = {"type": "integer", "minimum": 0}
_AMOUNT: Final = {"type": "number", "minimum": 0}
_AMOUNT_OR_NONE: Final = {"type": ["number", "null"], "minimum": 0}
_SCALE_OR_NONE: Final = {"type": ["number", "null"], "minimum": 0, "maximum": 10}
_SHARE: Final = {"type": "number", "minimum": 0, "maximum": 1}
_YES_NO: Final = {"type": "boolean"}
_DATE: Final = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}"}
_ID: Final = {"type": ["string", "integer", "null"]}


def programme_input_schema() -> dict[str, Any]:
    """Return the schema of one case of a home programme."""
    did = closed_object(
        {
            "at": _DATE,
            "item": _TEXT,
            "did": {"enum": list(DONE)},
            "effort": _SCALE_OR_NONE,
        },
        ["at", "item", "did"],
    )
    pain = closed_object({"at": _DATE, "pain": _SCALE_OR_NONE}, ["at", "pain"])
    most = int(load_programme_parameters()["things_a_day"].value)
    return _case(
        "unknot programme: one case",
        {
            "minutes_a_day": {"type": ["number", "null"], "minimum": 1, "maximum": LONGEST_DAY},
            "days": or_null(
                {"type": "array", "minItems": 1, "maxItems": 7, "items": one_of(WEEKDAYS)}
            ),
            "things_a_day": {"type": ["integer", "null"], "minimum": 1, "maximum": most},
            "start": or_null(_DATE),
            "now": or_null(_DATE),
            "done": list_of(did, most=MOST_RECORDS),
            "diary": list_of(pain, most=MOST_RECORDS),
            "who": or_null(one_of(BREAK_PEOPLE)),
        },
    )


def prevent_input_schema() -> dict[str, Any]:
    """Return the schema of one case of prevention."""
    questions = load_factor_questions()
    answers = {one.factor: or_null({"enum": list(one.answers)}) for one in questions.values()}
    asked = [one.factor for one in questions.values() if one.doctor_when == "asked"]
    return _case(
        "unknot prevent: one case",
        {
            "factors": or_null(closed_object(answers, [])),
            "doctor": or_null(
                closed_object({one: {"type": ["boolean", "null"]} for one in asked}, [])
            ),
            "forecast": {"type": ["object", "null"]},
            "now": _TEXT_OR_NONE,
            "who": or_null(one_of(BREAK_PEOPLE)),
        },
    )


def programme_output_schema() -> dict[str, Any]:
    """Return the schema of one home programme."""
    return _answer(
        "unknot programme: one answer",
        {
            "before_you_begin": _TEXTS,
            "week": _week(),
            "things": {"type": "array", "items": _thing()},
            "left_out": {"type": "array", "items": _left()},
            "stop_if": _TEXTS,
            "next_day": _TEXTS,
            "normal_afterwards": {"type": "array", "items": _afterwards()},
            "not_normal": {"type": "array", "items": _afterwards()},
            "breaks": {"type": "array", "items": _break()},
            "conditions": {"type": "array", "items": one_of(load_conditions())},
        },
    )


def prevent_output_schema() -> dict[str, Any]:
    """Return the schema of one answer about prevention."""
    brief = _brief()
    question = closed_object(
        {
            **brief,
            "question": _TEXT,
            "answers": {
                "type": "array",
                "items": closed_object({"id": _TEXT, "label": _TEXT}),
                "minItems": 2,
            },
        }
    )
    doctor = closed_object({**brief, "why": _TEXT, "do": _TEXT, "evidence": _evidence()})
    briefs = {"type": "array", "items": closed_object(brief)}
    changes = {
        "type": "array",
        "maxItems": int(load_programme_parameters()["changes_at_once"].value),
        "items": _change(brief),
    }
    asked = closed_object({"factor": _factor(), "name": _TEXT, "question": _TEXT})
    return _answer(
        "unknot prevent: one answer",
        {
            "factors_to_ask": {"type": "array", "items": question},
            "doctor_to_ask": {"type": "array", "items": asked},
            "doctor": {"type": "array", "items": doctor},
            "changes": changes,
            "later": briefs,
            "not_linked": briefs,
            "urgent": _TEXTS,
            "programme_worth": or_null(_worth()),
            "breaks": {"type": "array", "items": _break()},
        },
    )


def write_schemas(folder: Path = SCHEMA_FILES) -> tuple[Path, ...]:
    """Write the four schemas and return their paths."""
    written = []
    for name, schema in (
        ("prevent_input", prevent_input_schema()),
        ("prevent_output", prevent_output_schema()),
        ("programme_input", programme_input_schema()),
        ("programme_output", programme_output_schema()),
    ):
        path = folder / f"{name}.schema.json"
        path.write_text(json.dumps(schema, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        written.append(path)
    return tuple(written)


def _case(title: str, more: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a case: what a plan takes, and more."""
    plan = plan_schema()
    shared = (
        "id", "person", "points", "methods", "prefer", "answers", "country", "limits", "pain",
        "symptoms",
    )  # fmt: skip
    return {
        "$schema": _DRAFT,
        "title": title,
        "type": "object",
        "properties": {
            **{name: plan["properties"][name] for name in shared},
            "setting": {"enum": ["clinic", "home", None]},
            **more,
        },
        "required": ["points"],
        "$defs": plan["$defs"],
    }


def _answer(title: str, more: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of an answer: what every answer carries, and more."""
    flags = {"type": "array", "items": one_of(load_red_flags())}
    properties = {
        "id": _ID,
        "blocked_by": {"type": "array", "items": _blocked()},
        "alerts": {"type": "array", "items": _alert()},
        "first_priority_open": flags,
        "to_ask": flags,
        **more,
        "letter": {"type": ["object", "null"]},
        "not_used": _TEXTS,
        "facts_version": _TEXT,
    }
    return {"$schema": _DRAFT, "title": title, **closed_object(properties)}


def _blocked() -> dict[str, Any]:
    """Return the schema of what leaves nothing to be done."""
    return closed_object(
        {
            "id": _TEXT,
            "kind": {"enum": ["warning_sign", "programme"]},
            "level": {"enum": [*load_urgencies(), "absolute"]},
            "why": _TEXT,
            "do": _TEXT,
        }
    )


def _alert() -> dict[str, Any]:
    """Return the schema of an alert."""
    return closed_object(
        {
            "id": _TEXT,
            "urgency": one_of(load_urgencies()),
            "why": _TEXT,
            "do": _TEXT,
            "condition": _TEXT_OR_NONE,
            "may_need_ruling_out": _TEXTS,
            "raised_by": _TEXTS,
        }
    )


def _week() -> dict[str, Any]:
    """Return the schema of the seven days."""
    day = closed_object(
        {
            "day": one_of(WEEKDAYS),
            "date": or_null(_DATE),
            "rest": _YES_NO,
            "minutes": _AMOUNT,
            "things": {
                "type": "array",
                "items": _TEXT,
                "maxItems": int(load_programme_parameters()["things_a_day"].value),
            },
        }
    )
    return closed_object(
        {
            "number": {"type": "integer", "minimum": 1},
            "from": or_null(_DATE),
            "minutes_a_day": _AMOUNT,
            "things_a_day": {"type": "integer", "minimum": 1},
            "shorter_by": _COUNT,
            "pain_is_up": _YES_NO,
            "days": {"type": "array", "items": day, "minItems": 7, "maxItems": 7},
        }
    )


def _thing() -> dict[str, Any]:
    """Return the schema of one thing of the week."""
    span = {"type": "array", "items": _AMOUNT, "minItems": 2, "maxItems": 2}
    site = closed_object(
        {"muscle": one_of(load_muscles()), "side": one_of(LEFT_RIGHT), "site": _TEXT}
    )
    evidence = closed_object({"grade": _TEXT, "for": _TEXT, "summary": _TEXT, "sources": _TEXTS})
    return closed_object(
        {
            "id": _TEXT,
            "title": _TEXT,
            "part": one_of(PARTS),
            "method": one_of(PLANNABLE),
            "exercise": or_null(one_of(load_exercises())),
            "point": _point(),
            "also_for": {"type": "array", "items": _point()},
            "days": {"type": "array", "items": one_of(WEEKDAYS)},
            "minutes": _AMOUNT,
            "amount": _TEXT,
            "seconds": or_null(span),
            "seconds_each": or_null(_COUNT),
            "repeats": {"type": "integer", "minimum": 1},
            "sets": {"type": "integer", "minimum": 1},
            "rest_seconds": _AMOUNT_OR_NONE,
            "pressure_0_10": _SCALE_OR_NONE,
            "pressure_start_0_10": _SCALE_OR_NONE,
            "effort_percent": _AMOUNT_OR_NONE,
            "scale": _TEXT,
            "step": {"type": "integer", "minimum": -1},
            "level": or_null(_COUNT),
            "tool": _TEXT_OR_NONE,
            "tool_in_words": _TEXT_OR_NONE,
            "tool_is_told": _YES_NO,
            "find": _TEXT_OR_NONE,
            "do": _TEXT,
            "position": _TEXT_OR_NONE,
            "feel": _TEXT,
            "picture": site,
            "change": {"enum": ["start", "same", "up", "down", "pause"]},
            "change_why": _TEXT,
            "change_in_words": _TEXT,
            "rests_until": or_null(_DATE),
            "why": _TEXT,
            "evidence": evidence,
            "sources": _TEXTS,
            "source_seen": _YES_NO,
            "cautions": _TEXTS,
            "limited_by": {"type": "array", "items": one_of(load_conditions())},
            "is_halved": _YES_NO,
            "stop_if": _TEXTS,
        }
    )


def _point() -> dict[str, Any]:
    """Return the schema of a point."""
    return closed_object(
        {
            "muscle": one_of(load_muscles()),
            "side": one_of(LEFT_RIGHT),
            "site": _TEXT_OR_NONE,
        }
    )


def _left() -> dict[str, Any]:
    """Return the schema of what is left out."""
    return closed_object(
        {
            "id": _TEXT_OR_NONE,
            "what": _TEXT,
            "because": _TEXT,
            "kind": {
                "enum": [
                    "rows", "posture", "tool", "budget", "week_full", "waiting",
                    "nothing_reaches", "paused",
                ]
            },
            "method": or_null(one_of(PLANNABLE)),
            "points": {"type": "array", "items": _point()},
            "by": {"type": "array", "items": one_of(load_conditions())},
        }
    )  # fmt: skip


def _afterwards() -> dict[str, Any]:
    """Return the schema of what can follow."""
    return closed_object({"text": _TEXT, "do": _TEXT_OR_NONE, "source": _TEXT})


def _break() -> dict[str, Any]:
    """Return the schema of a set of movements."""
    move = closed_object(
        {
            "id": one_of(load_break_moves()),
            "name": _TEXT,
            "how": _TEXT,
            "seconds": _COUNT,
            "position": _TEXT,
            "muscles": _TEXTS,
            "source": _TEXT,
            "source_seen": _YES_NO,
        }
    )
    return closed_object(
        {
            "id": one_of(load_break_sets()),
            "who": one_of(BREAK_PEOPLE),
            "kind": one_of(BREAK_KINDS),
            "title": _TEXT,
            "when": _TEXT,
            "every_minutes": or_null(_COUNT),
            "seconds": _COUNT,
            "moves": {"type": "array", "items": move, "minItems": 1},
            "left_out": _TEXTS,
            "source": _TEXT,
        }
    )


def _brief() -> dict[str, Any]:
    """Return the fields of a factor with the points it is linked to."""
    groups = dict.fromkeys(one.group for one in load_factor_questions().values())
    return {
        "factor": _factor(),
        "name": _TEXT,
        "group": one_of(groups),
        "points": {"type": "array", "items": _point()},
        "touches_all": _YES_NO,
        "link": _SHARE,
    }


def _factor() -> dict[str, Any]:
    """Return the closed list of factors."""
    return one_of(load_factor_questions())


def _evidence() -> dict[str, Any]:
    """Return the schema of how good the ground is."""
    return closed_object(
        {
            "grade": one_of(GRADES),
            "summary": _TEXT,
            "sources": _TEXTS,
            "source_seen": _YES_NO,
        }
    )


def _change(brief: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of one change."""
    return closed_object(
        {
            **brief,
            "change": _TEXT,
            "advice": _TEXT,
            "answer": _TEXT,
            "answer_in_words": _TEXT,
            "share": _SHARE,
            "worth": or_null(_worth()),
            "no_worth_because": _TEXT_OR_NONE,
            "sure": _TEXT,
            "evidence": _evidence(),
            "see_doctor_if": _TEXT_OR_NONE,
            "recheck_weeks": or_null(_COUNT),
        }
    )


def _worth() -> dict[str, Any]:
    """Return the schema of what a change may be worth."""
    number = {"type": "number"}
    return closed_object(
        {
            "change": {"enum": [*FORECAST_CHANGES, HOME_CARE]},
            "relieved_days": {"type": "array", "items": number, "minItems": 3, "maxItems": 3},
            "followed_days": _COUNT,
            "mean_pain": number,
            "better_by_one_point": _SHARE,
            "in_words": _TEXT,
            "rests_on": _TEXT,
            "basis": _TEXT,
        }
    )
