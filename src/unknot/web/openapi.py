"""``GET /api/openapi.json``: the pages' doors for programs, as an OpenAPI 3.1 document.

Built from the schemas of the contracts (``find/contract.py``, ``body/contract.py``) and from the
tables of the diary, so it says what the doors check. A schema cannot say everything: what it
allows may still be answered with 422 and the path of the field.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Final

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from unknot import __version__
from unknot.body.contract import drawing_schema
from unknot.find.contract import input_schema, output_schema
from unknot.json_schemas import closed_object
from unknot.web.diaries.actions import RANGES
from unknot.web.diaries.door import MOST_ENTRIES
from unknot.web.diaries.models import DiaryEntry
from unknot.web.diaries.programme_actions import MARKS

__all__ = ["described", "openapi_document"]

_SCHEMAS: Final = "#/components/schemas/"
_WHOLE: Final = ("load", "sleep", "stress")
_REFUSED: Final = {
    400: "Not JSON, or a number such as NaN.",
    403: "The pages are closed for this browser, or the mark against forgery is missing.",
    404: "There is no such diary.",
    413: "Too large.",
    415: "Not said to be JSON.",
    422: "JSON that cannot be used; where is the path of the field.",
    503: "A file of this installation is missing or broken.",
}
_OF_ALL: Final = (400, 413, 415, 422, 503)
_OF_THE_DIARY: Final = (400, 403, 404, 413, 415, 422)


@require_safe
def described(request: HttpRequest) -> JsonResponse:
    """Answer with the document."""
    return JsonResponse(openapi_document(), json_dumps_params={"ensure_ascii": False})


@cache
def openapi_document() -> dict[str, Any]:
    """Return the document."""
    schemas: dict[str, Any] = {
        **_parts(input_schema, "Case"),
        **_parts(output_schema, "Answer"),
        **_parts(_asked_drawing, "Drawing"),
        "Covered": _covered(),
        "Sent": _sent(),
        "Merged": _merged(),
        "Problem": _problem(),
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Unknot",
            "version": __version__,
            "description": "The same shapes as the command line. Nothing posted to /api/find or "
            "/api/strokes/read is kept.",
        },
        "paths": {
            "/api/find": {"post": _door("find", "Rank the muscles behind a pain.",
                                        asked="Case", answered="Answer", refusals=_OF_ALL)},
            "/api/strokes/read": {"post": _door("read_strokes", "Say what a drawing covers.",
                                                asked="Drawing", answered="Covered",
                                                refusals=_OF_ALL)},
            "/api/diary/{episode_id}/entries": {
                "post": {
                    **_door("take_entries", "Merge what a device wrote down, by its ids.",
                            asked="Sent", answered="Merged", refusals=_OF_THE_DIARY),
                    "security": [{"session": [], "mark": []}],
                },
                "parameters": [
                    {"name": "episode_id", "in": "path", "required": True,
                     "schema": {"type": "string", "format": "uuid"}}
                ],
            },
        },
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "session": {"type": "apiKey", "in": "cookie", "name": "unknot"},
                "mark": {"type": "apiKey", "in": "header", "name": "X-CSRFToken"},
            },
        },
    }  # fmt: skip


def _door(
    name: str, summary: str, *, asked: str, answered: str, refusals: tuple[int, ...]
) -> dict[str, Any]:
    """Return the description of one door."""
    problem = {"application/problem+json": {"schema": {"$ref": f"{_SCHEMAS}Problem"}}}
    return {
        "operationId": name,
        "summary": summary,
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"$ref": f"{_SCHEMAS}{asked}"}}},
        },
        "responses": {
            "200": {
                "description": "Answered.",
                "content": {"application/json": {"schema": {"$ref": f"{_SCHEMAS}{answered}"}}},
            },
            **{
                str(status): {"description": _REFUSED[status], "content": problem}
                for status in refusals
            },
        },
    }


def _parts(schema_of: Callable[[], dict[str, Any]], name: str) -> dict[str, Any]:
    """Return a schema and its own definitions as components."""
    schema = schema_of()
    parts = {f"{name}_{part}": one for part, one in schema.pop("$defs", {}).items()}
    schema.pop("$schema", None)
    return {one: _pointed(held, name) for one, held in {name: schema, **parts}.items()}


def _pointed(schema: Any, name: str) -> Any:
    """Return a schema whose references point at components."""
    if isinstance(schema, dict):
        return {
            key: f"{_SCHEMAS}{name}_{value.removeprefix('#/$defs/')}"
            if key == "$ref" and isinstance(value, str)
            else _pointed(value, name)
            for key, value in schema.items()
        }
    return [_pointed(one, name) for one in schema] if isinstance(schema, list) else schema


def _asked_drawing() -> dict[str, Any]:
    """Return the schema of a drawing that is asked about."""
    schema = drawing_schema()
    schema["properties"] |= {
        "id": {"type": ["string", "integer", "null"]},
        "body": {"type": ["string", "null"]},
    }
    return schema


def _covered() -> dict[str, Any]:
    """Return the schema of what a drawing covers."""
    amount = {"type": "number", "minimum": 0}
    region = closed_object(
        {
            "region": {"type": "string"},
            "side": {"enum": ["left", "right", "mid"]},
            "fraction": amount,
            "patch_share": amount,
            "area_cm2": amount,
            "intensity": {"type": ["number", "null"]},
            "quality": {"type": ["string", "null"]},
        }
    )
    return closed_object(
        {
            "id": {},
            "regions": {"type": "array", "items": region},
            "body": {"type": "string"},
            "area_cm2": amount,
            "percent": amount,
            "atlas_version": {"type": "string"},
        }
    )


def _sent() -> dict[str, Any]:
    """Return the schema of what a device sends."""
    values: dict[str, Any] = {
        name: {
            "type": ["integer" if name in _WHOLE else "number", "null"],
            "minimum": low,
            "maximum": high,
        }
        for name, (low, high) in RANGES.items()
    }
    longest = DiaryEntry._meta.get_field("note").max_length
    values["note"] = {"type": ["string", "null"], "maxLength": longest}
    identity = {"type": "string", "format": "uuid"}
    moment = {"type": "string", "format": "date-time"}
    entry = closed_object({"id": identity, "at": moment, **values}, ["id", "at"])
    mark = closed_object(
        {
            "id": identity,
            "at": moment,
            "day": {"type": "string", "format": "date"},
            "item": {"type": "string"},
            "outcome": {"enum": list(MARKS)},
        }
    )
    return {
        "type": "object",
        "properties": {
            "entries": {"type": "array", "items": entry, "maxItems": MOST_ENTRIES},
            "outcomes": {"type": "array", "items": mark, "maxItems": MOST_ENTRIES},
        },
        "anyOf": [{"required": ["entries"]}, {"required": ["outcomes"]}],
    }


def _merged() -> dict[str, Any]:
    """Return the schema of what became of it."""
    ids = {"type": "array", "items": {"type": "string", "format": "uuid"}}
    refused = closed_object({"id": {"type": "string"}, "why": {"type": "string"}})
    return closed_object(
        {"kept": ids, "known": ids, "refused": {"type": "array", "items": refused}}
    )


def _problem() -> dict[str, Any]:
    """Return the schema of a refusal (RFC 9457, with the path of the field)."""
    return {
        "type": "object",
        "properties": {
            "type": {"const": "about:blank"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "where": {"type": "string"},
        },
        "required": ["type", "title", "status", "detail", "where"],
    }
