"""The JSON contract of ``unknot measure`` as JSON Schema, its closed lists taken from the facts.

The two schema files in ``schemas/`` are written from here and shipped, so that other programs
can check what they send and what they get without running this one.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from unknot.facts.complaints import load_complaints
from unknot.facts.evidence import RATERS
from unknot.facts.network_tables import load_signs
from unknot.facts.scales import load_populations, load_scales
from unknot.facts.vocabularies import load_movements, load_regions
from unknot.json_schemas import closed_object, one_of, or_null
from unknot.measure.change import VERDICTS
from unknot.measure.rows import LEVELS
from unknot.measure.told import OLDEST, SEXES, SIDES_TOLD
from unknot.muscles.catalogue import load_muscles

__all__ = ["SCHEMA_FILES", "input_schema", "output_schema", "write_schemas"]

SCHEMA_FILES: Final = Path(__file__).parent / "schemas"
_DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
_NUMBER: Final = {"type": ["number", "null"]}
_TEXT: Final = {"type": "string"}
_MOST: Final = 20


def input_schema() -> dict[str, Any]:
    """Return the schema of one case."""
    readings = {"$ref": "#/$defs/readings"}
    return {
        "$schema": _DRAFT,
        "title": "unknot measure: one case",
        "type": "object",
        "properties": {
            "id": {"type": ["string", "integer", "null"]},
            "measure": {"enum": list(load_scales())},
            "unit": {"type": ["string", "null"]},
            "tip_cm2": {"type": ["number", "null"], "exclusiveMinimum": 0},
            "muscle": or_null(one_of(load_muscles())),
            "region": or_null(one_of(load_regions())),
            "movement": or_null(one_of(load_movements())),
            "joint": or_null(one_of(dict.fromkeys(one.joint for one in load_movements().values()))),
            "sign": or_null(one_of(load_signs())),
            "side": or_null(one_of(SIDES_TOLD)),
            "population": or_null(one_of([*load_populations(), *load_complaints()])),
            "rater": or_null(one_of(RATERS)),
            "age": {"type": ["number", "null"], "minimum": 0, "maximum": OLDEST},
            "sex": or_null(one_of(SEXES)),
            "before": readings,
            "after": readings,
            "other_side": {
                "type": ["object", "null"],
                "properties": {"before": readings, "after": readings},
            },
        },
        "required": ["measure"],
        "$defs": {"readings": _readings()},
    }


def output_schema() -> dict[str, Any]:
    """Return the schema of one answer."""
    value = {"type": ["number", "string", "boolean", "null"]}
    nullable_texts = ("muscle", "region", "movement", "joint", "sign", "side", "population")
    properties: dict[str, Any] = {
        "id": {"type": ["string", "integer", "null"]},
        "measure": {"enum": list(load_scales())},
        **{name: {"type": ["string", "null"]} for name in nullable_texts},
        "before": value,
        "after": value,
        "n_readings": {"type": "array", "items": {"type": "integer", "minimum": 0}},
        "change": _NUMBER,
        "unit": {"type": ["string", "null"]},
        "mdc95": {"type": ["number", "null"], "exclusiveMinimum": 0},
        "mcid": {"type": ["number", "null"], "exclusiveMinimum": 0},
        "verdict": {"enum": list(VERDICTS)},
        "better": {"type": ["boolean", "null"]},
        "matters": {"type": ["boolean", "null"]},
        "better_when": {"enum": ["higher", "lower"]},
        "label": _TEXT,
        "word": _TEXT,
        "caption": _TEXT,
        "sentence": _TEXT,
        "source": _source(),
        "basis": _basis({"why": _TEXT}),
        "mcid_source": _source(),
        "mcid_basis": _basis({}),
        "norm": _norm(),
        "of_other_side_percent": closed_object({"before": _NUMBER, "after": _NUMBER}),
        "in_unit_given": _in_unit_given(),
        "notes": {"type": "array", "items": _TEXT},
        "not_used": {"type": "array", "items": _TEXT},
        "facts_version": _TEXT,
    }
    return {"$schema": _DRAFT, "title": "unknot measure: one answer", **closed_object(properties)}


def write_schemas(folder: Path = SCHEMA_FILES) -> tuple[Path, ...]:
    """Write both schemas and return their paths."""
    written = []
    for name, schema in (("measure_input", input_schema()), ("measure_output", output_schema())):
        path = folder / f"{name}.schema.json"
        path.write_text(json.dumps(schema, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        written.append(path)
    return tuple(written)


def _readings() -> dict[str, Any]:
    """Return the schema of what was read at one time: one value or several."""
    one = {"type": ["number", "string", "boolean", "null"]}
    return {"anyOf": [one, {"type": "array", "items": one, "maxItems": _MOST}]}


def _source() -> dict[str, Any]:
    """Return the schema of a source that may be missing."""
    year = {"type": ["integer", "null"]}
    return {
        "anyOf": [closed_object({"title": _TEXT, "year": year, "url": _TEXT}), {"type": "null"}]
    }


def _basis(more: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of the published line that was used."""
    printed = closed_object({"value": {"type": "number"}, "unit": {"type": ["string", "null"]}})
    return closed_object(
        {
            "level": {"enum": [*LEVELS, "none"]},
            "population": {"type": ["string", "null"]},
            "printed": {"anyOf": [printed, {"type": "null"}]},
            "property": {"enum": ["MDC95", "SEM", "MCID", None]},
            "rater": {"enum": [*RATERS, None]},
            "readings": {"type": ["integer", "null"]},
            **more,
        }
    )


def _norm() -> dict[str, Any]:
    """Return the schema of a usual value that may be missing."""
    ages = {"type": ["array", "null"], "items": {"type": "number"}}
    norm = closed_object(
        {
            "value": {"type": "number"},
            "sd": _NUMBER,
            "is_convention": {"type": "boolean"},
            "population": _TEXT,
            "sex": {"type": ["string", "null"]},
            "ages": ages,
            "source": _source(),
        }
    )
    return {"anyOf": [norm, {"type": "null"}]}


def _in_unit_given() -> dict[str, Any]:
    """Return the schema of the numbers in the unit that came in."""
    numbers = dict.fromkeys(("before", "after", "change", "mdc95", "mcid"), _NUMBER)
    return {"anyOf": [closed_object({"unit": _TEXT, **numbers}), {"type": "null"}]}
