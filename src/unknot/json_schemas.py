"""The few words in which every JSON Schema of a contract is said."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

__all__ = ["closed_object", "list_of", "one_of", "or_null"]


def closed_object(properties: dict[str, Any], required: list[str] | None = None) -> dict[str, Any]:
    """Return a closed object; with None every property is required."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties) if required is None else required,
        "additionalProperties": False,
    }


def list_of(items: dict[str, Any], *, most: int) -> dict[str, Any]:
    """Return a list that may be left out."""
    return {"type": ["array", "null"], "items": items, "maxItems": most}


def or_null(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a value that may be null."""
    return {"anyOf": [schema, {"type": "null"}]}


def one_of(ids: Iterable[str]) -> dict[str, Any]:
    """Return a closed list."""
    return {"enum": list(ids)}
