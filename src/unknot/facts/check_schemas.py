"""Rules on form: every file has a schema and a card, and every line follows its schema.

Schemas are JSON Schema, draft 2020-12, one per file in ``schemas/``; a row of a CSV file is
held against its schema as an object of texts.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from unknot.facts.faults import FactLines, Fault, Rule, fault
from unknot.facts.reading import FACT_FILES, Line

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

__all__ = ["SCHEMAS", "form_rules"]

SCHEMAS: Final = FACT_FILES.parent / "schemas"
_SHOWN: Final = 60
"""Longest value that a message repeats. [characters]"""


def form_rules(*, schemas: Path, cards: Path) -> dict[str, Rule]:
    """Return the rules on form for the files of one folder.

    Parameters
    ----------
    schemas
        Folder of the schemas, named ``<file>.schema.json``.
    cards
        Folder of the cards, named ``<file>.card.md``.
    """

    def has_schema(lines: FactLines) -> Iterator[Fault]:
        for file in lines:
            name = f"{Path(file).stem}.schema.json"
            if not (schemas / name).is_file():
                yield Fault(file, 0, "has_schema", f"schemas/{name} is missing.")

    def has_card(lines: FactLines) -> Iterator[Fault]:
        for file in lines:
            name = f"{Path(file).stem}.card.md"
            if not (cards / name).is_file():
                yield Fault(file, 0, "has_card", f"{name} is missing beside the file.")

    def schema(lines: FactLines) -> Iterator[Fault]:
        for file, records in lines.items():
            path = schemas / f"{Path(file).stem}.schema.json"
            if path.is_file():
                yield from _schema_faults(json.loads(path.read_text(encoding="utf-8")), records)

    return {"has_schema": has_schema, "has_card": has_card, "schema": schema}


def _schema_faults(schema: dict[str, Any], records: tuple[Line, ...]) -> Iterator[Fault]:
    """Yield one fault for each place where a line leaves its schema."""
    # jsonschema takes a tenth of a second to import and only this rule needs it.
    from jsonschema import Draft202012Validator  # noqa: PLC0415

    validator = Draft202012Validator(schema)
    for line in records:
        for error in validator.iter_errors(line.fields):
            yield fault(line, "schema", _said(error))


def _said(error: ValidationError) -> str:
    """Say in one sentence what was expected, what came, and where."""
    where = ".".join(str(part) for part in error.absolute_path) or "the line"
    kind = str(error.validator)
    value: Any = error.instance
    expected: Any = error.validator_value
    if kind == "required":
        return f"{where} lacks {', '.join(name for name in expected if name not in value)}."
    if kind == "additionalProperties":
        schema: Any = error.schema
        extra = sorted(set(value) - set(schema.get("properties", ())))
        return f"{where} has the unknown field {', '.join(extra)}."
    return f"{where} is {_short(value)}, expected {_wanted(kind, expected)}."


def _wanted(kind: str, expected: Any) -> str:
    """Say in words what a keyword of a schema asks for."""
    if kind == "enum":
        return "one of " + ", ".join(map(_short, expected))
    if kind == "type":
        return " or ".join(expected) if isinstance(expected, list) else str(expected)
    named = {
        "pattern": "the pattern {}",
        "minimum": "at least {}",
        "maximum": "at most {}",
        "exclusiveMinimum": "more than {}",
        "minLength": "a text that is not empty",
        "minItems": "at least {} in the list",
        "maxItems": "at most {} in the list",
        "uniqueItems": "every value once",
    }
    shown = expected if isinstance(expected, str) else _short(expected)
    return named.get(kind, f"{kind} {{}}").format(shown)


def _short(value: object) -> str:
    """Show a value, cut to a readable length."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
