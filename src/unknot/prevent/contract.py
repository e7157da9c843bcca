"""The JSON contracts of ``unknot programme`` and ``unknot prevent`` as JSON Schema.

The four schema files in ``schemas/`` are written from here and shipped, so that other
programs can check what they send and what they get without running this one. What both share
with ``unknot plan`` is taken from its schema.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from unknot.prevent.contract_prevention import prevent_input_schema, prevent_output_schema
from unknot.prevent.contract_programme import programme_input_schema, programme_output_schema

__all__ = [
    "SCHEMA_FILES",
    "prevent_input_schema",
    "prevent_output_schema",
    "programme_input_schema",
    "programme_output_schema",
    "write_schemas",
]

SCHEMA_FILES: Final = Path(__file__).parent / "schemas"


def write_schemas(folder: Path = SCHEMA_FILES) -> tuple[Path, ...]:
    """Write the four schemas and return their paths."""
    written = []
    for name, schema in (
        ("prevent_input", prevent_input_schema()),
        ("prevent_output", prevent_output_schema()),
        ("programme_input", programme_input_schema()),
        ("programme_output", programme_output_schema()),
    ):
        path = folder / f"{name}.schema.json"
        path.write_text(json.dumps(schema, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        written.append(path)
    return tuple(written)
