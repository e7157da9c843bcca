"""Rules on translations: what they translate exists, and each text is translated once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from unknot.facts.faults import FactLines, Fault, Rule, fault, ids_in

__all__ = ["TRANSLATION_RULES"]

_START: Final = "translations_"
_FILES: Final = {
    "region": "regions.csv",
    "movement": "movements.csv",
    "quality": "qualities.csv",
    "symptom": "symptoms.csv",
    "country": "countries.csv",
    "red_flag": "red_flags.jsonl",
}
"""Where the ids of a kind stand; those of muscles stand in the catalogue, which checks them."""


def _translated_id(lines: FactLines) -> Iterator[Fault]:
    """Require every translated id to exist."""
    for file in lines:
        if not file.startswith(_START):
            continue
        for line in lines[file]:
            named = _FILES.get(str(line.fields.get("kind")))
            one = line.fields.get("id")
            if named is not None and one not in ids_in(lines, named):
                yield fault(line, "translated_id", f"id '{one}' is not in {named}.")


def _translated_once(lines: FactLines) -> Iterator[Fault]:
    """Refuse a second translation of the same field."""
    for file in lines:
        if not file.startswith(_START):
            continue
        seen: dict[tuple[object, ...], str] = {}
        for line in lines[file]:
            key = tuple(line.fields.get(name) for name in ("kind", "id", "field"))
            if key in seen:
                said = " ".join(map(str, key))
                yield fault(line, "translated_once", f"{said} stands already in {seen[key]}.")
            seen.setdefault(key, line.place)


TRANSLATION_RULES: Final[dict[str, Rule]] = {
    "translated_id": _translated_id,
    "translated_once": _translated_once,
}
