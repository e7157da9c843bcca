"""Take one checked value from the JSON of a case, or say what is wrong, where and what to do.

Shared by the doors of ``find``, ``plan`` and ``measure``, so that one slip gets one wording.
What it does not do: know the fields of any of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, Final

from unknot.errors import InvalidInput, UnknownId

__all__ = [
    "MOST_ENTRIES",
    "case_id",
    "check_names",
    "entries",
    "kind",
    "known_id",
    "number_in",
    "object_with",
    "one_of",
    "record",
    "sentence",
    "shown",
    "whole_in",
    "yes_no_or_none",
]

MOST_ENTRIES: Final = 200
"""Entries of one list, at most; more is a mistake, not a person."""
_LONGEST: Final = 2000


def check_names(fields: Mapping[Any, Any], names: Sequence[str]) -> tuple[str, ...]:
    """Refuse names that look like a slip of a known one; return the others as not used."""
    ignored = []
    for name in fields:
        if name in names:
            continue
        close = get_close_matches(str(name)[:60], names, n=1, cutoff=0.8)
        if close:
            raise InvalidInput(
                f"Field '{str(name)[:60]}' is not known. Did you mean '{close[0]}'?",
                where=str(name)[:60],
                nearest=close[0],
            )
        ignored.append(str(name)[:60])
    return tuple(ignored)


def record(value: object, where: str, names: Sequence[str]) -> Mapping[str, Any]:
    """Return an object whose names are all known; null is empty."""
    return {} if value is None else object_with(value, where, names)


def object_with(value: object, where: str, names: Sequence[str]) -> Mapping[str, Any]:
    """Return an object whose names are all known."""
    if not isinstance(value, Mapping):
        raise InvalidInput(f"'{where}' is an object {{…}}; this is {kind(value)}.", where=where)
    for name in value:
        if name not in names:
            near = get_close_matches(str(name)[:60], names, n=1, cutoff=0.5)
            hint = f"Did you mean '{near[0]}'?" if near else f"Known: {', '.join(names)}."
            raise InvalidInput(
                f"Field '{str(name)[:60]}' is not known in {where}. {hint}",
                where=f"{where}.{str(name)[:60]}",
                value=value[name],
                nearest=near[0] if near else None,
            )
    return value


def entries(value: object, where: str, *, most: int = MOST_ENTRIES) -> Sequence[Any]:
    """Return a list; null is empty."""
    if value is None:
        return ()
    if not isinstance(value, list | tuple):
        raise InvalidInput(f"'{where}' is a list […]; this is {kind(value)}.", where=where)
    if len(value) > most:
        raise InvalidInput(
            f"'{where}' has {len(value)} entries, at most {most} are read. "
            "Send one case for one person.",
            where=where,
        )
    return value


def known_id(value: object, known: Mapping[str, Any], *, what: str, where: str) -> str:
    """Return an id, or say which is the nearest."""
    if not isinstance(value, str) or value not in known:
        raise UnknownId(what, value, where=where, known=known)
    return value


def one_of(value: object, allowed: Iterable[str], where: str) -> str | None:
    """Return a value of a closed list; null is not told."""
    if value is None:
        return None
    options = tuple(allowed)
    if not isinstance(value, str) or value not in options:
        close = get_close_matches(str(value)[:40].lower(), options, n=1, cutoff=0.5)
        hint = f" Did you mean '{close[0]}'?" if close else ""
        raise InvalidInput(
            f"'{where}' is one of {', '.join(options)}, not {shown(value)}.{hint}",
            where=where,
            value=value,
            nearest=close[0] if close else None,
        )
    return value


def number_in(
    value: object, where: str, *, low: float = 0, high: float, unit: str = ""
) -> float | None:
    """Return a number of a range; null is not told."""
    if value is None:
        return None
    span = f"{low:g} to {high:g}" + (f" {unit}" if unit else "")
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InvalidInput(
            f"'{where}' is a number from {span}, not {shown(value)}.", where=where, value=value
        )
    if not low <= value <= high:
        raise InvalidInput(f"'{where}' is {value}; it runs from {span}.", where=where, value=value)
    return float(value)


def whole_in(value: object, where: str, *, high: int, unit: str = "") -> int | None:
    """Return a whole number from 0; null is not told."""
    number = number_in(value, where, high=high, unit=unit)
    if number is not None and number != int(number):
        raise InvalidInput(
            f"'{where}' is a whole number, not {shown(value)}.", where=where, value=value
        )
    return None if number is None else int(number)


def yes_no_or_none(value: object, where: str) -> bool | None:
    """Return true or false; null is not told."""
    if value is not None and not isinstance(value, bool):
        raise InvalidInput(
            f"'{where}' is true, false or null, not {shown(value)}.", where=where, value=value
        )
    return value


def sentence(value: object, where: str) -> str:
    """Return words that are not empty."""
    if not isinstance(value, str) or not value.strip():
        raise InvalidInput(
            f"'{where}' is the reason in words, not {shown(value)}. Write one sentence.",
            where=where,
            value=value,
        )
    if len(value) > _LONGEST:
        raise InvalidInput(
            f"'{where}' has {len(value)} characters, at most {_LONGEST} are read.", where=where
        )
    return value.strip()


def case_id(value: object) -> str | int | None:
    """Return the id that is echoed as it came."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise InvalidInput(f"'id' is a string; this is {kind(value)}.", where="id")
    return value


def kind(value: object) -> str:
    """Name the kind of a JSON value in plain words."""
    kinds = {dict: "an object", list: "a list", str: "a string", bool: "true or false"}
    if value is None:
        return "null"
    return kinds.get(type(value), "a number" if isinstance(value, int | float) else "not JSON")


def shown(value: object) -> str:
    """Show a value briefly, in quotes when it is a string."""
    return f"'{value[:60]}'" if isinstance(value, str) else repr(value)[:60]
