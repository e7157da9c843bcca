"""Read JSON so strictly that nothing is lost on the way, with errors that name the place.

Python's own reader takes NaN, keeps the last of two fields of one name, and lets half a
character pass; here each of these is refused. What the values mean is for others to check.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, Final

from unknot.errors import InvalidInput

__all__ = ["MOST_CHARACTERS", "value_of_json"]

MOST_CHARACTERS: Final = 16_000_000
"""Longest case that is read; words take a few thousand characters, a full drawing 5 million."""

_MAY_BE_HALF: Final = re.compile(r"\\u[dD][89a-fA-F]")
"""An escaped surrogate; without its other half it is no character and cannot be printed."""


def value_of_json(text: str, *, place: str, remedy: str) -> Any:
    """Return the JSON value of a text.

    Parameters
    ----------
    place
        What the text is, to begin a message with: ``Line 3``, ``The request``.
    remedy
        What to do where it is no JSON at all.

    Raises
    ------
    InvalidInput
        It is not JSON, nests too deeply, names a field twice, or holds a number or a
        character that cannot be used.
    """
    constants: dict[str, _Constant] = {}
    try:
        value = json.loads(text, object_pairs_hook=_no_repeats, parse_constant=_noted_in(constants))
        if constants:
            raise _no_number(value, constants)
        if _MAY_BE_HALF.search(text):
            json.dumps(value, ensure_ascii=False).encode("utf-8")
        return value
    except json.JSONDecodeError as error:
        raise InvalidInput(
            f"{place} is not JSON: {error.msg} at line {error.lineno}, column {error.colno}. "
            f"{remedy}"
        ) from error
    except UnicodeEncodeError as error:
        raise InvalidInput(
            f"{place} holds half a character, such as \\ud800 alone. Give both halves."
        ) from error
    except InvalidInput:
        raise
    except ValueError as error:
        raise InvalidInput(f"{place} holds a number with too many digits.") from error
    except RecursionError as error:
        raise InvalidInput(f"{place} nests too deeply to be a case.") from error


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Build an object and refuse a name that stands twice, which JSON would drop silently."""
    built: dict[str, Any] = {}
    for name, value in pairs:
        if name in built:
            raise InvalidInput(f"Field '{name[:60]}' stands twice in one object. Keep one.")
        built[name] = value
    return built


class _Constant(float):
    """Stands for NaN or an infinity until its place is found."""


def _noted_in(constants: dict[str, _Constant]) -> Callable[[str], _Constant]:
    """Return a reader of NaN and Infinity, which are not JSON, that notes each."""

    def note(name: str) -> _Constant:
        return constants.setdefault(name, _Constant(name.replace("Infinity", "inf")))

    return note


def _no_number(value: Any, constants: dict[str, _Constant]) -> InvalidInput:
    """Build the complaint about the first constant, with its path."""
    where = (_path_to_constant(value) or "").removeprefix(".")
    name = next(iter(constants))
    at = f" ({where})" if where else ""
    return InvalidInput(
        f"{name} is not a JSON number{at}. Use null for a value that is not known.", where=where
    )


def _path_to_constant(value: Any) -> str | None:
    """Return the path to the first constant in the order of the text, or None."""
    if isinstance(value, _Constant):
        return ""
    steps: list[tuple[str, Any]] = []
    if isinstance(value, dict):
        steps = [(f".{name[:60]}", inner) for name, inner in value.items()]
    elif isinstance(value, list):
        steps = [(f"[{index}]", inner) for index, inner in enumerate(value)]
    for step, inner in steps:
        rest = _path_to_constant(inner)
        if rest is not None:
            return step + rest
    return None
