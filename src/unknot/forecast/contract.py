"""The JSON contract of ``unknot forecast`` for one person, as JSON Schema.

The two schema files in ``schemas/`` are written from here and shipped, so that other programs
can check what they send and what they get without running this one.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from unknot.facts.forecasting import GRADES
from unknot.facts.methods import load_methods
from unknot.forecast.choices import CHANGES
from unknot.forecast.evidence.designs import DESIGNS
from unknot.forecast.told import LONGEST_HORIZON
from unknot.json_schemas import closed_object, list_of, one_of, or_null
from unknot.muscles.catalogue import load_muscles
from unknot.sides import LEFT_RIGHT

__all__ = ["SCHEMA_FILES", "input_schema", "output_schema", "write_schemas"]

SCHEMA_FILES: Final = Path(__file__).parent / "schemas"
_DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
_ID: Final = {"type": ["string", "integer", "null"]}
_TEXT: Final = {"type": "string"}
_SHARE: Final = {"type": "number", "minimum": 0, "maximum": 1}


def input_schema() -> dict[str, Any]:
    """Return the schema of one case."""
    return {
        "$schema": _DRAFT,
        "title": "unknot forecast: one person's point",
        "type": "object",
        "properties": {
            "id": _ID,
            "now": {"type": "string", "format": "date-time"},
            "point": closed_object(_point(), []),
            "entries": list_of(closed_object(_entry(), ["at"]), most=20_000),
            "treatments": list_of(_treatment(), most=1_000),
            "plan": or_null(
                closed_object(
                    {"treatments": list_of(_treatment(), most=60), **_drivers()}, []
                )
            ),
            "horizon_days": {
                "type": ["integer", "null"], "minimum": 1, "maximum": LONGEST_HORIZON,
            },
            "baseline": _number(0, 10),
            "person": {"type": ["object", "null"]},
            "pain": {"type": ["array", "null"]},
            "symptoms": {"type": ["array", "null"]},
            "answers": {"type": ["object", "null"]},
            "facts_version": {"type": ["string", "null"]},
        },
        "required": ["now", "point"],
    }  # fmt: skip


def output_schema() -> dict[str, Any]:
    """Return the schema of the answer."""
    curve = {"type": "array", "items": {"type": "number", "minimum": 0, "maximum": 10}}
    names = ("mean", "soreness", "middle", "lower50", "upper50", "lower80", "upper80")
    chances = {"type": "object", "additionalProperties": _SHARE}
    days = {"type": ["number", "null"], "minimum": 0}
    count = {"type": "integer", "minimum": 0}
    return {
        "$schema": _DRAFT,
        "title": "unknot forecast: the answer for one person's point",
        **closed_object(
            {
                "id": _ID,
                "days": {"type": "array", "items": {"type": "integer", "minimum": 0}},
                "pain": closed_object(dict.fromkeys(names, curve)),
                "relief": closed_object(
                    {
                        "line": {"type": "number", "minimum": 2, "maximum": 5},
                        "baseline": {"type": "number", "minimum": 0, "maximum": 10},
                        "baseline_from": one_of(("told", "entries", "first_entries", "model")),
                        "release_day": {"type": "integer", "minimum": 0},
                        "reached": _SHARE,
                        "reached_later": _SHARE,
                        "median_days": days,
                        "eased_again": or_null(_SHARE),
                        "still_relieved": chances,
                    }
                ),
                "treatments_needed": chances,
                "without_treatment": chances,
                "with_pretended": chances,
                "sham_share": _share(),
                "beyond_trials": {
                    "type": "object", "additionalProperties": {"type": "boolean"},
                },
                "treatment_method": one_of(load_methods()),
                "widened": {"type": "number", "minimum": 1},
                "compared": or_null(_compared()),
                "what_if": {"type": "array", "items": _difference(days)},
                "basis": closed_object(dict.fromkeys(("trials", "people", "own_entries"), count)),
                "screening": or_null(_screening()),
                "not_used": {"type": "array", "items": _TEXT},
                "facts_version": _TEXT,
            }
        ),
    }  # fmt: skip


def write_schemas(folder: Path = SCHEMA_FILES) -> tuple[Path, ...]:
    """Write both schemas and return their paths."""
    written = []
    for name, schema in (("forecast_input", input_schema()), ("forecast_output", output_schema())):
        path = folder / f"{name}.schema.json"
        path.write_text(json.dumps(schema, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        written.append(path)
    return tuple(written)


def _point() -> dict[str, Any]:
    """Return what is told of the point."""
    return {
        "muscle": or_null(one_of(load_muscles())),
        "side": or_null(one_of(LEFT_RIGHT)),
        "site": {"type": ["string", "null"]},
        "state": or_null(one_of(("active", "latent"))),
        "weeks": _number(0, 5_200),
        "other_active_points": {"type": ["integer", "null"], "minimum": 0, "maximum": 100},
        "earlier_episodes": {"type": ["integer", "null"], "minimum": 0, "maximum": 100},
    }


def _entry() -> dict[str, Any]:
    """Return one entry of the diary."""
    return {
        "at": {"type": "string", "format": "date-time"},
        "pain": _number(0, 10),
        "ppt_kpa": _number(5, 3_000),
        **_drivers(),
    }


def _drivers() -> dict[str, Any]:
    """Return what pushes the point."""
    return {
        "home_care": _number(0, 1),
        "load": _number(-1, 1),
        "sleep": _number(0, 2),
        "stress": _number(0, 2),
    }


def _treatment() -> dict[str, Any]:
    """Return one treatment, given or planned."""
    return closed_object(
        {
            "at": {"type": "string", "format": "date-time"},
            "method": one_of(load_methods()),
            "seconds": _number(0, 7_200),
        },
        ["at", "method"],
    )


def _compared() -> dict[str, Any]:
    """Return what the planned treatments add to pretended ones and to none."""
    number = {"type": "number"}
    arm = closed_object(
        {"reached": _SHARE, "reached_later": _SHARE, "relieved_days": number, "pain": number}
    )
    added = closed_object(dict.fromkeys(("mean", "lower80", "upper80"), number))
    beyond = closed_object({"relieved_days": added, "pain": added})
    return closed_object(
        {
            "pain_day": {"type": "integer", "minimum": 0},
            "grade": one_of(GRADES),
            "sham_share": _share(),
            **dict.fromkeys(("treated", "pretended", "left_alone"), arm),
            **dict.fromkeys(("beyond_left_alone", "beyond_pretended"), beyond),
        }
    )


def _share() -> dict[str, Any]:
    """Return a share with its range."""
    return closed_object(dict.fromkeys(("middle", "lower80", "upper80"), _SHARE))


def _difference(days: dict[str, Any]) -> dict[str, Any]:
    """Return what one change does."""
    return closed_object(
        {
            "change": one_of(CHANGES),
            "grade": one_of(GRADES),
            "design": one_of(DESIGNS),
            "helps": _SHARE,
            "median_days": days,
            "difference_days": {
                "type": "array", "items": {"type": "number"}, "minItems": 3, "maxItems": 3,
            },
            "better_by_one_point": _SHARE,
            "mean_pain": {"type": "number"},
            "reached": _SHARE,
        }
    )  # fmt: skip


def _screening() -> dict[str, Any]:
    """Return what the warning signs say."""
    ids = {"type": "array", "items": _TEXT}
    alert = closed_object(dict.fromkeys(("id", "urgency", "why", "do"), _TEXT))
    return closed_object(
        {
            "alerts": {"type": "array", "items": alert},
            "first_priority_open": ids,
            "to_ask": ids,
        }
    )


def _number(low: float, high: float) -> dict[str, Any]:
    """Return a number of a range that may be null."""
    return {"type": ["number", "null"], "minimum": low, "maximum": high}
