"""The JSON form of a drawing as JSON Schema, its closed lists taken from the facts.

``schemas/strokes.schema.json`` is written from here and shipped for other programs. What a
schema cannot say (that a point lies on the surface, the number of points in all, the sides of
a region) is checked by :mod:`unknot.body.strokes`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from unknot.body.atlas import ATLAS_VERSION
from unknot.body.brush import LARGEST_RADIUS_MM, SMALLEST_RADIUS_MM
from unknot.body.strokes import BRUSH_TOOLS, MOST_POINTS, MOST_STROKES, REGION_TOOLS
from unknot.facts.network_tables import load_qualities
from unknot.facts.vocabularies import load_regions
from unknot.sides import SIDES

__all__ = ["SCHEMA_FILES", "drawing_schema", "stroke_schema", "write_schema"]

SCHEMA_FILES: Final = Path(__file__).parent / "schemas"
_DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"


def drawing_schema() -> dict[str, Any]:
    """Return the schema of one drawing."""
    return {
        "$schema": _DRAFT,
        "title": "unknot: one drawing on the skin",
        "type": "object",
        "properties": {
            "atlas_version": {"const": ATLAS_VERSION},
            "strokes": {"type": "array", "items": stroke_schema(), "maxItems": MOST_STROKES},
        },
        "required": ["atlas_version", "strokes"],
        "additionalProperties": False,
        "$defs": {"region": {"enum": list(load_regions())}},
    }


def stroke_schema() -> dict[str, Any]:
    """Return the schema of one stroke; it refers to ``#/$defs/region``."""
    feeling = {
        "intensity": {"type": ["number", "null"], "minimum": 0, "maximum": 10},
        "quality": {"enum": [*load_qualities(), None]},
    }
    return {"anyOf": [_brush_stroke(feeling), _region_stroke(feeling)]}


def _brush_stroke(feeling: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of one movement of the brush."""
    weight = {"type": "number", "minimum": 0, "maximum": 1}
    return {
        "type": "object",
        "properties": {
            "tool": {"enum": list(BRUSH_TOOLS)},
            "radius_mm": {
                "type": "number",
                "minimum": SMALLEST_RADIUS_MM,
                "maximum": LARGEST_RADIUS_MM,
            },
            **feeling,
            "points": {
                "type": "array",
                "items": {
                    "description": "Triangle, and the weights of its second and third corner.",
                    "type": "array",
                    "prefixItems": [{"type": "integer", "minimum": 0}, weight, weight],
                    "minItems": 3,
                    "maxItems": 3,
                },
                "minItems": 1,
                "maxItems": MOST_POINTS,
            },
        },
        "required": ["tool", "radius_mm", "points"],
        "additionalProperties": False,
    }


def _region_stroke(feeling: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of one region marked or unmarked as a whole."""
    return {
        "type": "object",
        "properties": {
            "tool": {"enum": list(REGION_TOOLS)},
            "region": {"$ref": "#/$defs/region"},
            "side": {"enum": list(SIDES)},
            **feeling,
        },
        "required": ["tool", "region", "side"],
        "additionalProperties": False,
    }


def write_schema(folder: Path = SCHEMA_FILES) -> Path:
    """Write the schema and return its path."""
    path = folder / "strokes.schema.json"
    text = json.dumps(drawing_schema(), indent=1, ensure_ascii=False) + "\n"
    path.write_text(text, encoding="utf-8")
    return path
