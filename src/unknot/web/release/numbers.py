"""Numbers as people type them: a comma for a point, a slip answered with a guess."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["is_blank", "number_typed"]

_NUMBER: Final = re.compile(r"-?[0-9]{1,5}([.,][0-9]{1,3})?")


def number_typed(text: str) -> float | None:
    """Return a typed number, or None where it is none."""
    text = text.strip().replace("\N{MINUS SIGN}", "-")
    if not _NUMBER.fullmatch(text):
        return None
    number = float(text.replace(",", "."))
    return int(number) if number.is_integer() else number


def is_blank(text: str) -> bool:
    """Say whether a field was left empty."""
    return not text.strip()
