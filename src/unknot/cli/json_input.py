"""Read JSON from a file, from standard input, or line by line, with errors that name the place."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, TextIO

from unknot.errors import InvalidInput

__all__ = ["MOST_CHARACTERS", "json_from", "lines_from", "text_from"]

_UNREADABLE: Final = re.compile("[\udc80-\udcff]")
"""Bytes that were no UTF-8, as Python keeps them."""
MOST_CHARACTERS: Final = 1_000_000
"""Longest case that is read; a case of one person is a few thousand characters."""
_MAY_BE_HALF: Final = re.compile(r"\\u[dD][89a-fA-F]")
"""An escaped surrogate; without its other half it is no character and cannot be printed."""


def text_from(source: str) -> str:
    """Return the text of a file, or of standard input for ``-``.

    Raises
    ------
    InvalidInput
        The file cannot be read, is not UTF-8, or is too long for one case.
    """
    try:
        with _opened(source) as stream:
            text = stream.read(MOST_CHARACTERS + 1)
    except UnicodeDecodeError as error:
        raise InvalidInput(
            f"{_name(source)} is not UTF-8 text (byte {error.start}). Save it as UTF-8."
        ) from error
    except OSError as error:
        raise InvalidInput(f"{_name(source)} cannot be read: {error.strerror}.") from error
    if len(text) > MOST_CHARACTERS:
        raise InvalidInput(
            f"{_name(source)} is longer than {MOST_CHARACTERS:,} characters, too long for one "
            "case. For many cases give one a line and add --lines."
        )
    return text


def json_from(text: str, *, place: str) -> Any:
    """Return the JSON value of a text.

    Raises
    ------
    InvalidInput
        It is not JSON, nests too deeply, names a field twice, or holds a number or a
        character that cannot be used.
    """
    try:
        value = json.loads(text, object_pairs_hook=_no_repeats, parse_constant=_no_constants)
        if _MAY_BE_HALF.search(text):
            json.dumps(value, ensure_ascii=False).encode("utf-8")
        return value
    except json.JSONDecodeError as error:
        raise InvalidInput(
            f"{place} is not JSON: {error.msg} at line {error.lineno}, column {error.colno}. "
            "Words go in quotes on the command line, a case in a JSON file."
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


def lines_from(source: str) -> Iterator[tuple[int, str | InvalidInput]]:
    """Yield the lines of a JSON Lines stream with their numbers; a line too long is an error.

    Raises
    ------
    InvalidInput
        The file cannot be opened.
    """
    with _opened(source, errors="surrogateescape") as stream:
        number = 0
        while line := stream.readline(MOST_CHARACTERS + 1):
            number += 1
            if len(line) > MOST_CHARACTERS and not line.endswith("\n"):
                while rest := stream.readline(MOST_CHARACTERS):
                    if rest.endswith("\n"):
                        break
                yield (
                    number,
                    InvalidInput(
                        f"Line {number} is longer than {MOST_CHARACTERS:,} characters.",
                        where=f"line {number}",
                    ),
                )
            elif not line.isprintable() and _UNREADABLE.search(line):
                yield (
                    number,
                    InvalidInput(f"Line {number} is not UTF-8 text.", where=f"line {number}"),
                )
            elif line.strip():
                yield number, line


def _opened(source: str, errors: str = "strict") -> TextIO:
    """Open a file, or standard input for ``-``."""
    try:
        if source == "-":
            return open(sys.stdin.fileno(), encoding="utf-8-sig", errors=errors, closefd=False)
        return Path(source).open(encoding="utf-8-sig", errors=errors)
    except OSError as error:
        raise InvalidInput(f"{_name(source)} cannot be read: {error.strerror}.") from error


def _name(source: str) -> str:
    """Name a source for a message."""
    return "Standard input" if source == "-" else f"'{source}'"


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Build an object and refuse a name that stands twice, which JSON would drop silently."""
    built: dict[str, Any] = {}
    for name, value in pairs:
        if name in built:
            raise InvalidInput(f"Field '{name[:60]}' stands twice in one object. Keep one.")
        built[name] = value
    return built


def _no_constants(name: str) -> float:
    """Refuse NaN and Infinity, which are not JSON."""
    raise InvalidInput(f"{name} is not a JSON number. Use null for a value that is not known.")
