"""The JSON contract of ``unknot plan`` as JSON Schema, its closed lists taken from the facts.

The two schema files in ``schemas/`` are written from here and shipped, so that other
programs can check what they send and what they get without running this one.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from unknot.facts.conditions import load_conditions
from unknot.facts.contraindications import load_contraindications
from unknot.facts.planning import PROFESSIONS, load_tools
from unknot.facts.red_flags import load_red_flags, load_urgencies
from unknot.facts.vocabularies import load_regions, load_symptoms
from unknot.json_schemas import closed_object, list_of, one_of, or_null
from unknot.json_values import MOST_ENTRIES
from unknot.muscles.catalogue import load_muscles
from unknot.plan.limbs import LIMBS
from unknot.plan.permissions import PLANNABLE
from unknot.plan.query import (
    ABOUT,
    ANSWERS,
    MOST_TREATMENTS,
    MOST_WEEKS,
    NEEDLING_SCOPE,
    OLDEST,
    SETTINGS,
    SEXES,
    STATES,
)
from unknot.sides import LEFT_RIGHT, SIDES

__all__ = ["SCHEMA_FILES", "input_schema", "output_schema", "write_schemas"]

SCHEMA_FILES: Final = Path(__file__).parent / "schemas"
_DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
_TEXT: Final = {"type": "string"}
_TEXTS: Final = {"type": "array", "items": {"type": "string"}}
_NUMBER: Final = {"type": ["number", "null"], "minimum": 0}
_YES_NO: Final = {"type": ["boolean", "null"]}
_AMOUNT: Final = {"type": "number", "minimum": 0}
_COUNT: Final = {"type": "integer", "minimum": 0}
_SCALE: Final = {"type": "number", "minimum": 0, "maximum": 10}
_RANGE: Final = {"type": "array", "items": _AMOUNT, "minItems": 2, "maxItems": 2}


def input_schema() -> dict[str, Any]:
    """Return the schema of one case."""
    return {
        "$schema": _DRAFT,
        "title": "unknot plan: one case",
        "type": "object",
        "properties": {
            "id": {"type": ["string", "integer", "null"]},
            "setting": {"enum": list(SETTINGS)},
            "person": or_null(_person()),
            "points": {
                "type": "array",
                "minItems": 1,
                "maxItems": MOST_ENTRIES,
                "items": _point_told(),
            },
            "methods": _some({"$ref": "#/$defs/method"}),
            "prefer": _some({"$ref": "#/$defs/method"}),
            "answers": {
                "type": ["object", "null"],
                "propertyNames": one_of(load_red_flags()),
                "additionalProperties": or_null({"enum": list(ANSWERS)}),
            },
            "reasons": _reasons_told(),
            "consent_needling": _YES_NO,
            "country": {"type": ["string", "null"]},
            "profession": or_null({"enum": list(PROFESSIONS)}),
            "limits": or_null(_limits()),
            "pain": _some({"$ref": "#/$defs/place"}),
            "symptoms": _some(one_of(load_symptoms())),
        },
        "required": ["setting", "points"],
        "$defs": {"method": one_of((*PLANNABLE, "tens")), "place": _place()},
    }


def _person() -> dict[str, Any]:
    """Return the schema of what is told about the person."""
    return closed_object(
        {
            "age": {**_NUMBER, "maximum": OLDEST},
            "sex": or_null({"enum": list(SEXES)}),
            "about": or_null(closed_object(dict.fromkeys(ABOUT, _YES_NO), [])),
            "conditions": _some(_condition()),
            "limb": _limb(),
            "treatments_so_far": {
                "type": ["integer", "null"],
                "minimum": 0,
                "maximum": MOST_TREATMENTS,
            },
            "irritable": _YES_NO,
            "equipment": _some({"enum": _tool_names()}),
            "guardian": _YES_NO,
            "seen_by_doctor": _YES_NO,
        },
        [],
    )


def _point_told() -> dict[str, Any]:
    """Return the schema of a point to be worked on."""
    return closed_object(
        {
            "muscle": one_of(load_muscles()),
            "side": {"enum": list(LEFT_RIGHT)},
            "site": {"type": ["string", "null"]},
            "state": or_null({"enum": list(STATES)}),
            "weeks": {**_NUMBER, "maximum": MOST_WEEKS},
            "pain": {**_NUMBER, "maximum": 10},
        },
        ["muscle", "side"],
    )


def _reasons_told() -> dict[str, Any]:
    """Return the schema of a practitioner's reasons."""
    return {
        "type": ["object", "null"],
        "propertyNames": one_of((*load_conditions(), *load_contraindications(), NEEDLING_SCOPE)),
        "additionalProperties": {"type": "string", "minLength": 1},
    }


def _limits() -> dict[str, Any]:
    """Return the schema of the limits that person or practitioner set."""
    return closed_object(
        {
            "pressure_0_10": {**_NUMBER, "maximum": 10},
            "seconds": {"type": ["number", "null"], "minimum": 1, "maximum": 3600},
        },
        [],
    )


def output_schema() -> dict[str, Any]:
    """Return the schema of one plan."""
    after = {
        "type": "array",
        "items": closed_object(
            {"text": _TEXT, "do": {"type": ["string", "null"]}, "source": _TEXT}
        ),
    }
    return {
        "$schema": _DRAFT,
        "title": "unknot plan: one plan",
        "type": "object",
        "properties": {
            "id": {"type": ["string", "integer", "null"]},
            "setting": {"enum": list(SETTINGS)},
            "blocked_by": {"type": "array", "items": _blocker()},
            "alerts": {"type": "array", "items": _alert()},
            "first_priority_open": _TEXTS,
            "to_ask": _TEXTS,
            "before_you_begin": _TEXTS,
            "steps": {"type": "array", "items": _step()},
            "left_out": {"type": "array", "items": _left_out()},
            "course": _course(),
            "aftercare": _TEXTS,
            "normal_afterwards": after,
            "not_normal": after,
            "stop_if": _TEXTS,
            "home": {"type": "array", "items": _home_thing()},
            "next_day": _TEXTS,
            "letter": or_null(
                closed_object({"urgency": one_of(load_urgencies()), "label": _TEXT, "text": _TEXT})
            ),
            "conditions": {"type": "array", "items": one_of(load_conditions())},
            "reasons_recorded": {"type": "object", "additionalProperties": _TEXT},
            "not_used": _TEXTS,
            "facts_version": _TEXT,
        },
        "required": [
            "id",
            "blocked_by",
            "steps",
            "left_out",
            "course",
            "aftercare",
            "stop_if",
            "home",
            "facts_version",
        ],
    }


def write_schemas(folder: Path = SCHEMA_FILES) -> tuple[Path, ...]:
    """Write both schemas and return their paths."""
    written = []
    for name, schema in (("plan_input", input_schema()), ("plan_output", output_schema())):
        path = folder / f"{name}.schema.json"
        path.write_text(json.dumps(schema, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        written.append(path)
    return tuple(written)


def _condition() -> dict[str, Any]:
    """Return the schema of one condition, an id alone or with its places."""
    ids = one_of(load_conditions())
    located = closed_object(
        {"condition": ids, "places": _some({"$ref": "#/$defs/place"})}, ["condition"]
    )
    return {"anyOf": [ids, located]}


def _limb() -> dict[str, Any]:
    """Return the schema of the limb, one or several."""
    one = {"enum": [*LIMBS, "arm", "leg"]}
    return {"anyOf": [one, {"type": "array", "items": one}, {"type": "null"}]}


def _tool_names() -> list[str]:
    """Return every name of a tool."""
    return [name for tool in load_tools().values() for name in (tool.id, *tool.also_called)]


def _place() -> dict[str, Any]:
    """Return the schema of one region with its side, as `find` writes painted places."""
    return closed_object(
        {
            "region": one_of(load_regions()),
            "side": or_null({"enum": list(SIDES)}),
            "intensity": {},
            "quality": {},
            "fraction": {},
        },
        ["region"],
    )


def _point() -> dict[str, Any]:
    """Return the schema of a point as it is named in an answer."""
    return closed_object(
        {
            "muscle": one_of(load_muscles()),
            "side": {"enum": list(LEFT_RIGHT)},
            "site": {"type": ["string", "null"]},
        }
    )


def _evidence() -> dict[str, Any]:
    """Return the schema of a grade with what it is for."""
    return closed_object(
        {"grade": _TEXT, "for": _TEXT, "summary": _TEXT, "sources": _TEXTS},
        ["grade", "for", "sources"],
    )


def _step() -> dict[str, Any]:
    """Return the schema of one step."""
    return closed_object(
        {
            "point": _point(),
            "point_in_words": _TEXT,
            "method": one_of(PLANNABLE),
            "method_in_words": _TEXT,
            "seconds": _RANGE,
            "repeats": {"type": "integer", "minimum": 1},
            "rest_seconds": or_null(_COUNT),
            "pressure_0_10": or_null(_SCALE),
            "pressure_start_0_10": or_null(_SCALE),
            "effort_percent": or_null({"type": "integer", "minimum": 1, "maximum": 100}),
            "scale": _TEXT,
            "felt_in_words": {"type": ["string", "null"]},
            "most_allowed": closed_object(
                {
                    "pressure_0_10": or_null(_SCALE),
                    "effort_percent": or_null(_AMOUNT),
                    "seconds": _COUNT,
                    "repeats": _COUNT,
                }
            ),
            "times_per_week": or_null(_COUNT),
            "position": _TEXT,
            "find": {"type": ["string", "null"]},
            "spot": {"type": ["string", "null"]},
            "how": _TEXT,
            "why": _TEXT,
            "evidence": _evidence(),
            "cautions": _TEXTS,
            "limited_by": {"type": "array", "items": one_of(load_conditions())},
            "is_halved": {"type": "boolean"},
            "reasons": {"type": "object", "additionalProperties": _TEXT},
        }
    )


def _left_out() -> dict[str, Any]:
    """Return the schema of something that is left out."""
    return closed_object(
        {
            "what": _TEXT,
            "because": _TEXT,
            "kind": {"enum": ["rows", "unused", "later", "nothing_reaches"]},
            "methods": {"type": "array", "items": one_of(PLANNABLE)},
            "point": _point(),
            "by": {"type": "array", "items": one_of(load_conditions())},
            "level": or_null({"enum": ["absolute", "not_at_home", "needs_reason"]}),
        }
    )


def _blocker() -> dict[str, Any]:
    """Return the schema of what leaves nothing to be done."""
    return closed_object(
        {
            "id": _TEXT,
            "kind": {"enum": ["warning_sign", "contraindication", "plan"]},
            "level": _TEXT,
            "why": _TEXT,
            "do": _TEXT,
        }
    )


def _alert() -> dict[str, Any]:
    """Return the schema of one warning sign."""
    return closed_object(
        {
            "id": _TEXT,
            "urgency": one_of(load_urgencies()),
            "why": _TEXT,
            "do": _TEXT,
            "condition": _TEXT,
            "may_need_ruling_out": _TEXTS,
            "raised_by": _TEXTS,
        }
    )


def _course() -> dict[str, Any]:
    """Return the schema of the course."""
    taught = closed_object(
        {
            "text": _TEXT,
            "treatments": _RANGE,
            "source": _TEXT,
            "source_seen": {"type": "boolean"},
        }
    )
    honest = closed_object({"text": _TEXT, "source": {"type": ["string", "null"]}})
    return closed_object(
        {
            "treatments": or_null(_RANGE),
            "min_days_between": or_null(_COUNT),
            "per_week": or_null(_COUNT),
            "weeks": or_null(_RANGE),
            "review_after": or_null(_COUNT),
            "review_weeks": or_null(_COUNT),
            "stop_trying_if": {"type": ["string", "null"]},
            "stop_earlier_if": {"type": ["string", "null"]},
            "rests_on": {"type": ["string", "null"]},
            "source": _TEXTS,
            "slow_because": {"type": ["string", "null"]},
            "teaching": {"type": "array", "items": taught},
            "honest": {"type": "array", "items": honest},
            "done": _COUNT,
            "counts": {"type": ["string", "null"]},
            "points_a_treatment": _COUNT,
            "points_waiting": _COUNT,
        },
        ["treatments", "min_days_between"],
    )


def _home_thing() -> dict[str, Any]:
    """Return the schema of one thing of the home programme."""
    return closed_object(
        {
            "what": _TEXT,
            "method": or_null(one_of(PLANNABLE)),
            "points": {"type": "array", "items": _point()},
            "how": _TEXT,
            "seconds": _RANGE,
            "repeats": _COUNT,
            "pressure_0_10": or_null(_SCALE),
            "scale": _TEXT,
            "felt_in_words": {"type": ["string", "null"]},
            "times_per_week": _COUNT,
            "why": _TEXT,
            "evidence": _evidence(),
            "cautions": _TEXTS,
        },
        ["what", "method", "how", "why", "evidence", "cautions"],
    )


def _some(items: dict[str, Any]) -> dict[str, Any]:
    """Return a list that may be left out."""
    return list_of(items, most=MOST_ENTRIES)
