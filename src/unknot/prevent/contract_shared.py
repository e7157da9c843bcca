"""What the contracts of ``unknot programme`` and ``unknot prevent`` share.

Cases take what a plan takes, from its schema; answers carry warnings first.
"""

from __future__ import annotations

from typing import Any, Final

from unknot.facts.programmes import BREAK_KINDS, BREAK_PEOPLE, load_break_moves, load_break_sets
from unknot.facts.red_flags import load_red_flags, load_urgencies
from unknot.json_schemas import closed_object, one_of, or_null
from unknot.muscles.catalogue import load_muscles
from unknot.plan.contract import input_schema as plan_schema
from unknot.sides import LEFT_RIGHT

__all__ = [
    "AMOUNT",
    "AMOUNT_OR_NONE",
    "COUNT",
    "DATE",
    "SCALE_OR_NONE",
    "SHARE",
    "TEXT",
    "TEXTS",
    "TEXT_OR_NONE",
    "YES_NO",
    "answer_schema",
    "break_schema",
    "case_schema",
    "point_schema",
]

_DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
TEXT: Final = {"type": "string"}
TEXT_OR_NONE: Final = {"type": ["string", "null"]}
TEXTS: Final = {"type": "array", "items": TEXT}
COUNT: Final = {"type": "integer", "minimum": 0}
AMOUNT: Final = {"type": "number", "minimum": 0}
AMOUNT_OR_NONE: Final = {"type": ["number", "null"], "minimum": 0}
SCALE_OR_NONE: Final = {"type": ["number", "null"], "minimum": 0, "maximum": 10}
SHARE: Final = {"type": "number", "minimum": 0, "maximum": 1}
YES_NO: Final = {"type": "boolean"}
DATE: Final = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}"}
_ID: Final = {"type": ["string", "integer", "null"]}


def case_schema(title: str, more: dict[str, Any]) -> dict[str, Any]:
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


def answer_schema(title: str, more: dict[str, Any]) -> dict[str, Any]:
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
        "not_used": TEXTS,
        "facts_version": TEXT,
    }
    return {"$schema": _DRAFT, "title": title, **closed_object(properties)}


def _blocked() -> dict[str, Any]:
    """Return the schema of what leaves nothing to be done."""
    return closed_object(
        {
            "id": TEXT,
            "kind": {"enum": ["warning_sign", "programme"]},
            "level": {"enum": [*load_urgencies(), "absolute"]},
            "why": TEXT,
            "do": TEXT,
        }
    )


def _alert() -> dict[str, Any]:
    """Return the schema of an alert."""
    return closed_object(
        {
            "id": TEXT,
            "urgency": one_of(load_urgencies()),
            "why": TEXT,
            "do": TEXT,
            "condition": TEXT_OR_NONE,
            "may_need_ruling_out": TEXTS,
            "raised_by": TEXTS,
        }
    )


def point_schema() -> dict[str, Any]:
    """Return the schema of a point."""
    return closed_object(
        {
            "muscle": one_of(load_muscles()),
            "side": one_of(LEFT_RIGHT),
            "site": TEXT_OR_NONE,
        }
    )


def break_schema() -> dict[str, Any]:
    """Return the schema of a set of movements."""
    move = closed_object(
        {
            "id": one_of(load_break_moves()),
            "name": TEXT,
            "how": TEXT,
            "seconds": COUNT,
            "position": TEXT,
            "muscles": TEXTS,
            "source": TEXT,
            "source_seen": YES_NO,
        }
    )
    return closed_object(
        {
            "id": one_of(load_break_sets()),
            "who": one_of(BREAK_PEOPLE),
            "kind": one_of(BREAK_KINDS),
            "title": TEXT,
            "when": TEXT,
            "every_minutes": or_null(COUNT),
            "seconds": COUNT,
            "moves": {"type": "array", "items": move, "minItems": 1},
            "left_out": TEXTS,
            "source": TEXT,
        }
    )
