"""The JSON contract of ``unknot find`` as JSON Schema, its closed lists taken from the facts.

The two schema files in ``schemas/`` are written from here and shipped, so that other
programs can check what they send and what they get without running this one.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from unknot.body.atlas import ATLAS_VERSION
from unknot.body.contract import stroke_schema
from unknot.body.strokes import MOST_STROKES
from unknot.facts.network_tables import load_qualities, load_signs
from unknot.facts.red_flags import load_red_flags, load_urgencies
from unknot.facts.vocabularies import load_movements, load_regions, load_symptoms
from unknot.find.query import ABOUT, ANSWERS, MOST_ENTRIES, OLDEST, SEXES
from unknot.json_schemas import closed_object, list_of, one_of, or_null
from unknot.muscles.catalogue import load_muscles
from unknot.sides import LEFT_RIGHT, SIDES

__all__ = ["SCHEMA_FILES", "input_schema", "output_schema", "write_schemas"]

SCHEMA_FILES: Final = Path(__file__).parent / "schemas"
_DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
_CHANCE: Final = {"type": "number", "minimum": 0, "maximum": 1}
_AMOUNT: Final = {"type": "number", "minimum": 0}


def input_schema() -> dict[str, Any]:
    """Return the schema of one case."""
    return {
        "$schema": _DRAFT,
        "title": "unknot find: one case",
        "type": "object",
        "properties": {
            "id": {"type": ["string", "integer", "null"]},
            "text": {"type": ["string", "null"]},
            "atlas_version": or_null({"const": ATLAS_VERSION}),
            "strokes": {
                "type": ["array", "null"],
                "items": stroke_schema(),
                "maxItems": MOST_STROKES,
            },
            "pain": _some(_pain_mark()),
            "asked_anywhere_else": {"type": ["boolean", "null"]},
            "symptoms": _some({"$ref": "#/$defs/symptom"}),
            "absent_symptoms": _some({"$ref": "#/$defs/symptom"}),
            "limited_movements": _some({"$ref": "#/$defs/movement_mark"}),
            "free_movements": _some({"$ref": "#/$defs/movement_mark"}),
            "signs": _some(_sign_mark()),
            "age": or_null({"type": "number", "minimum": 0, "maximum": OLDEST}),
            "sex": or_null({"enum": list(SEXES)}),
            "about": or_null(
                closed_object({fact: {"type": ["boolean", "null"]} for fact in ABOUT}, [])
            ),
            "answers": {
                "type": ["object", "null"],
                "propertyNames": {"$ref": "#/$defs/red_flag"},
                "additionalProperties": or_null({"enum": list(ANSWERS)}),
            },
        },
        "$defs": {
            "region": one_of(load_regions()),
            "symptom": one_of(load_symptoms()),
            "movement": one_of(load_movements()),
            "muscle": one_of(load_muscles()),
            "red_flag": one_of(load_red_flags()),
            "movement_mark": _movement_mark(),
        },
    }


def output_schema() -> dict[str, Any]:
    """Return the schema of one answer."""
    texts = {"type": "array", "items": {"type": "string"}}
    flags = {"type": "array", "items": {"enum": list(load_red_flags())}}
    place = closed_object({"region": {"type": "string"}, "side": {"enum": list(SIDES)}}, None)
    return {
        "$schema": _DRAFT,
        "title": "unknot find: one answer",
        "type": "object",
        "properties": {
            "id": {"type": ["string", "integer", "null"]},
            "read": {
                "type": "object",
                "properties": {
                    "pain": {"type": "array", "items": _read_place()},
                    "painted": closed_object({"cm2": _AMOUNT, "percent": _AMOUNT}, None),
                    "symptoms": texts,
                    "not_used": texts,
                },
                "required": ["pain", "symptoms", "not_used"],
            },
            "alerts": {"type": "array", "items": _alert()},
            "to_ask": flags,
            "told": flags,
            "first_priority_open": flags,
            "not_a_muscle": _CHANCE,
            "unexplained": {"type": "array", "items": place},
            "muscles": {"type": "array", "items": _candidate()},
            "less_common": {"type": "array", "items": {"enum": list(load_muscles())}},
            "next_tests": {"type": "array", "items": _next_test()},
            "is_exact": {"type": "boolean"},
            "atlas_version": {"type": "string"},
            "facts_version": {"type": "string"},
        },
        "required": [
            "id",
            "read",
            "alerts",
            "to_ask",
            "not_a_muscle",
            "unexplained",
            "muscles",
            "next_tests",
            "atlas_version",
            "facts_version",
        ],
    }


def _read_place() -> dict[str, Any]:
    """Return the schema of one place that was read from a drawing or from words."""
    return closed_object(
        {
            "region": {"enum": list(load_regions())},
            "side": {"enum": list(SIDES)},
            "intensity": or_null({"type": "number", "minimum": 0, "maximum": 10}),
            "quality": or_null({"enum": list(load_qualities())}),
            "fraction": _CHANCE,
        },
        ["region", "side", "intensity", "quality"],
    )


def write_schemas(folder: Path = SCHEMA_FILES) -> tuple[Path, ...]:
    """Write both schemas and return their paths."""
    written = []
    for name, schema in (("find_input", input_schema()), ("find_output", output_schema())):
        path = folder / f"{name}.schema.json"
        path.write_text(json.dumps(schema, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        written.append(path)
    return tuple(written)


def _pain_mark() -> dict[str, Any]:
    """Return the schema of one marked place."""
    return closed_object(
        {
            "region": {"$ref": "#/$defs/region"},
            "side": or_null({"enum": list(SIDES)}),
            "intensity": or_null({"type": "number", "minimum": 0, "maximum": 10}),
            "quality": or_null({"enum": list(load_qualities())}),
        },
        ["region"],
    )


def _sign_mark() -> dict[str, Any]:
    """Return the schema of one palpation finding."""
    return closed_object(
        {
            "muscle": {"$ref": "#/$defs/muscle"},
            "side": {"enum": list(LEFT_RIGHT)},
            "sign": {"enum": list(load_signs())},
            "present": {"type": "boolean"},
            "site": {"type": ["string", "null"]},
        },
        ["muscle", "side", "sign"],
    )


def _movement_mark() -> dict[str, Any]:
    """Return the schema of one movement, an id alone or with its side."""
    with_side = closed_object(
        {
            "movement": {"$ref": "#/$defs/movement"},
            "side": or_null({"enum": list(SIDES)}),
        },
        ["movement"],
    )
    return {"anyOf": [{"$ref": "#/$defs/movement"}, with_side]}


def _alert() -> dict[str, Any]:
    """Return the schema of one alert."""
    texts = {"type": "array", "items": {"type": "string"}}
    return {
        "type": "object",
        "properties": {
            "id": {"type": "string"},
            "urgency": {"enum": list(load_urgencies())},
            "why": {"type": "string"},
            "do": {"type": "string"},
            "condition": {"type": "string"},
            "may_need_ruling_out": texts,
            "raised_by": texts,
        },
        "required": ["id", "urgency", "why", "do"],
    }


def _next_test() -> dict[str, Any]:
    """Return the schema of one test."""
    return closed_object(
        {
            "kind": {"enum": ["palpate", "move", "ask"]},
            "target": {"type": "string"},
            "side": {"enum": ["left", "right", "mid"]},
            "gain_bits": _CHANCE,
        },
        None,
    )


def _candidate() -> dict[str, Any]:
    """Return the schema of one row of the ranking."""
    texts = {"type": "array", "items": {"type": "string"}}
    site = closed_object({"site": {"type": "string"}, "probability": _CHANCE}, None)
    return closed_object(
        {
            "muscle": {"enum": list(load_muscles())},
            "side": {"enum": list(LEFT_RIGHT)},
            "probability": _CHANCE,
            "group": {"type": ["string", "null"]},
            "sites": {"type": "array", "items": site},
            "for": texts,
            "against": texts,
        },
        None,
    )


def _some(items: dict[str, Any]) -> dict[str, Any]:
    """Return a list that may be left out."""
    return list_of(items, most=MOST_ENTRIES)
