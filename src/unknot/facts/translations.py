"""Texts of the facts in other languages than English, looked up by kind, id and field.

Translations are facts: data with the name of whoever reviewed them. A text of safety is
shown only when somebody reviewed it; whoever asks for one that nobody did gets nothing and
says it in English. Which kinds may be shown before is listed here, and nothing else may.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from unknot.errors import FactsError
from unknot.facts.fields import text, text_or_none
from unknot.facts.reading import FACT_FILES, read_csv
from unknot.facts.told_warnings import symptoms_asked_anywhere

__all__ = ["LANGUAGES", "Translation", "facts_text", "is_safety", "load_translations"]

LANGUAGES: Final = ("es",)
"""Languages that have a file, beside English, which the facts are written in."""
_NAMES: Final = frozenset(("region", "muscle", "movement", "quality", "symptom", "country"))
"""Names of places, muscles, movements, feelings and countries; they warn of nothing."""


@dataclass(frozen=True, slots=True)
class Translation:
    """One text of a fact in another language."""

    kind: str
    id: str
    field: str
    text: str
    reviewed_by: str | None
    """Who reviewed it, with profession; None when nobody did."""


@cache
def load_translations(language: str) -> Mapping[tuple[str, str, str], Translation]:
    """Return every text of a language by kind, id and field; nothing for English.

    Raises
    ------
    FactsError
        Two lines translate the same field.
    """
    if language not in LANGUAGES:
        return MappingProxyType({})
    found: dict[tuple[str, str, str], Translation] = {}
    for line in read_csv(FACT_FILES / f"translations_{language}.csv"):
        key = (text(line, "kind"), text(line, "id"), text(line, "field"))
        if key in found:
            raise FactsError(f"{line.place}: {' '.join(key)} stands already in the file.")
        found[key] = Translation(*key, text(line, "text"), text_or_none(line, "reviewed_by"))
    return MappingProxyType(found)


def facts_text(kind: str, id: str, field: str, *, language: str) -> str | None:
    """Return a text of a fact in a language, or None where its English has to be shown.

    Parameters
    ----------
    kind
        What it is a text of: region, muscle, movement, quality, symptom, red_flag ...
    id
        Id of the record.
    field
        Name of the field, such as label, name, plain or question.
    language
        Such as "es".
    """
    found = load_translations(language).get((kind, id, field))
    if found is None or (is_safety(kind, id) and found.reviewed_by is None):
        return None
    return found.text


def is_safety(kind: str, id: str) -> bool:
    """Whether a text waits for a review: all but names, and symptoms that open a warning sign."""
    return kind not in _NAMES or (kind == "symptom" and id in symptoms_asked_anywhere())
