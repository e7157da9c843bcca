"""The JSON contract of ``unknot forecast --group`` as JSON Schema, lists taken from the facts.

The two schema files in ``schemas/`` are written from here and shipped, so that other programs
can check what they send and what they get without running this one.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from unknot.facts.trial_evidence import load_trial_outcomes
from unknot.facts.trials import CHRONICITIES
from unknot.forecast.evidence.shares import load_method_classes
from unknot.forecast.evidence.told import LATEST_WEEK, MOST_PEOPLE, MOST_WEEKS
from unknot.json_schemas import closed_object, one_of, or_null
from unknot.muscles.catalogue import load_muscles

__all__ = ["SCHEMA_FILES", "input_schema", "output_schema", "write_schemas"]

SCHEMA_FILES: Final = Path(__file__).parent / "schemas"
_DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
_ID: Final = {"type": ["string", "integer", "null"]}
_TEXT: Final = {"type": "string"}
_NUMBERS: Final = {"type": "array", "items": {"type": "number"}}
_SHARE: Final = {"type": "number", "minimum": 0, "maximum": 1}
_COUNT: Final = {"type": "integer", "minimum": 0}


def input_schema() -> dict[str, Any]:
    """Return the schema of one group."""
    week = {"type": "number", "minimum": 0, "maximum": LATEST_WEEK}
    baseline = {"mean": {"type": ["number", "null"]}, "sd": {"type": ["number", "null"]}}
    return {
        "$schema": _DRAFT,
        "title": "unknot forecast --group: one group",
        "type": "object",
        "properties": {
            "id": _ID,
            "method": one_of(load_method_classes()),
            "chronicity": or_null(one_of(CHRONICITIES)),
            "condition": {"type": ["string", "null"]},
            "muscles": {"type": ["array", "null"], "items": one_of(load_muscles())},
            "treatment_weeks": or_null(week),
            "treatments": {"type": ["integer", "null"], "minimum": 0},
            "outcome": one_of(load_trial_outcomes()),
            "baseline": or_null(closed_object(baseline, [])),
            "n": {"type": ["integer", "null"], "minimum": 1, "maximum": MOST_PEOPLE},
            "weeks": {"type": "array", "items": week, "minItems": 1, "maxItems": MOST_WEEKS},
        },
        "required": ["method", "outcome", "weeks"],
    }


def output_schema() -> dict[str, Any]:
    """Return the schema of one answer."""
    basis = {
        **dict.fromkeys(("trials", "arms", "contrasts", "reviews"), _COUNT),
        "pooled": {"type": "boolean"},
        "family": {"type": ["string", "null"]},
        **dict.fromkeys(("trials_in_all", "arms_in_all"), _COUNT),
    }
    share = closed_object(dict.fromkeys(("lower80", "middle", "upper80"), _SHARE))
    properties: dict[str, Any] = {
        "id": _ID,
        "method": one_of(load_method_classes()),
        "outcome": one_of(load_trial_outcomes()),
        "unit": _TEXT,
        "baseline": {"type": "number"},
        **dict.fromkeys(("weeks", "mean", "lower80", "upper80"), _NUMBERS),
        "without_technique": or_null(share),
        "basis": closed_object(basis),
        "sentences": {"type": "array", "items": _TEXT},
        "not_used": {"type": "array", "items": _TEXT},
        "fit_version": _TEXT,
        "facts_version": _TEXT,
    }
    return {
        "$schema": _DRAFT,
        "title": "unknot forecast --group: one answer",
        **closed_object(properties),
    }


def write_schemas(folder: Path = SCHEMA_FILES) -> tuple[Path, ...]:
    """Write both schemas and return their paths."""
    written = []
    for name, schema in (("group_input", input_schema()), ("group_output", output_schema())):
        path = folder / f"{name}.schema.json"
        path.write_text(json.dumps(schema, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        written.append(path)
    return tuple(written)
